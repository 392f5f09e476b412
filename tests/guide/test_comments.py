"""Comments of a note program are neither shown nor read, but listed; no other word is lost."""

from __future__ import annotations

import pytest

from tests.guide.texts import skipped, texts


def test_a_comment_within_a_line_is_listed() -> None:
    assert texts("Take %% ask Dr. X %% two.") == ["Take two."]
    assert skipped("Take %% ask Dr. X %% two.") == [("a comment", 1)]


def test_a_comment_may_span_blocks_and_moves_no_line() -> None:
    source = "One.\n\n%%\n# Hidden\n\n- more\n%%\n\nTwo ![](x.png)."
    assert texts(source) == ["One.", "Two ."]
    assert sorted(skipped(source)) == [("a comment", 3), ("an image without a description", 9)]


@pytest.mark.parametrize(
    "source",
    [
        "50%% off and 20%% more",
        "This %% is never closed",
        "This %% ends with its paragraph",
        "`%% code %%`",
    ],
)
def test_a_mark_that_means_something_else_hides_nothing(source: str) -> None:
    assert texts(f"{source}\n\nA later %% mark") == [source.strip("`"), "A later %% mark"]


def test_code_and_lines_that_each_begin_with_the_mark_stay() -> None:
    assert texts("```\n%% x %%\n```") == ["%% x %%"]
    assert texts("    %% x %%") == ["%% x %%"]
    assert texts("%% Title\nText\n%% Other") == ["%% Title Text %% Other"]


@pytest.mark.large
@pytest.mark.parametrize("piece", ["%% ", "%%\n", "`%%", "%%%"])
def test_a_long_row_of_the_mark_is_no_trap(piece: str) -> None:
    assert texts("word " + piece * 50_000)
