"""What a change takes out is never heard as what is to be done."""

from __future__ import annotations

from tests.guide.texts import texts


def test_lines_of_a_change_are_said_as_taken_out_and_put_in() -> None:
    assert texts("```diff\n- Give 3 tabs\n+Give 2 tabs\n  rest\n--- a/x\n```") == [
        "Taken out: Give 3 tabs\nPut in: Give 2 tabs\n  rest\n--- a/x"
    ]


def test_an_item_of_a_list_that_is_taken_out_is_so() -> None:
    assert texts("```diff\n-- milk\n```") == ["Taken out: - milk"]


def test_other_code_stays_as_it_is() -> None:
    assert texts("```sh\n- a\n```") == ["- a"]
