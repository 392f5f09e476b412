"""Words in angle brackets are for people, though their names are those of HTML tags."""

from __future__ import annotations

import pytest

from allvoice.guide.formats.markdown.html import KNOWN
from tests.guide.texts import only, shown, skipped, texts


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_no_name_of_a_tag_swallows_the_words_behind_it(name: str) -> None:
    for source in (f"Bring <{name} from the ward> today.", f"<{name} from the ward>\nBring it."):
        whole = " ".join(source.split())
        assert [block.replace("\n", " ") for block in texts(source)] == [whole]
        assert skipped(source) == []


@pytest.mark.parametrize(
    "tag",
    [
        "<span class='x'>",
        "<span hidden>",
        "<details open>",
        "<p align=center>",
        "<a href='b' blank>",
        "<div data-x>",
        "<div v-cloak>",
        "<time>",
        "<br />",
        "<label >",
    ],
)
def test_what_has_the_attributes_of_a_tag_is_one(tag: str) -> None:
    assert only(f"one {tag}two").text.split() == ["one", "two"] or only(f"a {tag}b").text == "a b"


def test_what_stands_behind_words_in_brackets_keeps_its_marks() -> None:
    source = "<form to bring>\n**Both** pages\n\n- <input from home>"
    assert shown(source) == [
        ("paragraph", "<form to bring> Both pages"),
        ("list-item", "<input from home>"),
    ]


def test_a_script_that_is_a_prescription_is_read() -> None:
    assert texts("Bring <script for the pharmacy> and </script> go.") == [
        "Bring <script for the pharmacy> and go."
    ]
