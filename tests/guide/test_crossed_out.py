"""Text that a tag crosses out, fractions made of raised and lowered figures, boxes of forms."""

from __future__ import annotations

import pytest

from allvoice.guide.model import Position, Style
from allvoice.narration.narrator import Narrator
from tests.guide.texts import guide_of


def heard(source: str) -> str:
    """Return what is heard of a file's one sentence."""
    return " ".join(Narrator().utterance(guide_of(source), Position(0, 0)).words)


@pytest.mark.parametrize("tag", ["del", "s", "strike", "DEL"])
def test_what_a_tag_crosses_out_is_heard_as_crossed_out(tag: str) -> None:
    assert heard(f"Give <{tag}>4</{tag}> 3 tablets") == (
        "Give crossed out: 4, end of crossed out, 3 tablets"
    )


def test_what_is_crossed_out_never_joins_what_stands() -> None:
    guide = guide_of("Give <del>3</del><ins>2</ins> tab")
    block = guide.blocks[0]
    assert block.text == "Give 3 2 tab"
    assert [block.text[span.start : span.end] for span in block.content.spans] == ["3"]
    assert block.content.spans[0].style == Style.STRIKE


def test_a_tag_that_never_ends_crosses_nothing_out_and_is_listed() -> None:
    guide = guide_of("Give <del> 3 tablets")
    assert guide.blocks[0].content.spans == ()
    assert [each.what for each in guide.skipped] == ["<del>, a tag without its end"]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("2<sup>1</sup>/<sub>4</sub> tabs", "2 1/4 tabs"),
        ("2^1^/~4~ tabs", "2 1/4 tabs"),
        ("<sup>3</sup>&frasl;<sub>4</sub> tab", "3/4 tab"),
        ("take ^3^/~4~ tab", "take 3/4 tab"),
        ("10<sup>9</sup>/L", "10^9/L"),
        ("Ann<sup>2</sup>/H<sub>2</sub>", "Ann[2]/H2"),
    ],
)
def test_a_raised_figure_over_a_lowered_one_is_a_fraction(source: str, shown: str) -> None:
    assert guide_of(source).blocks[0].text == shown


def test_tags_without_an_end_are_listed_by_their_names() -> None:
    assert [each.what for each in guide_of("The <time> of <title>").skipped] == [
        "<time>, a tag without its end",
        "<title>, a tag without its end",
    ]
    assert guide_of("The <em>time</em> <b>of <i>it</i></b><br>").skipped == ()


def test_a_unit_that_a_line_breaks_behind_its_slash_is_one() -> None:
    assert guide_of("4 mL/\nkg").blocks[0].text == "4 mL/kg"
    assert guide_of("chills /\nrigors").blocks[0].text == "chills / rigors"


def test_a_box_of_a_form_tells_whether_it_is_ticked() -> None:
    source = 'Ill: <input type="checkbox" checked> yes <input type=checkbox> no'
    assert heard(source) == "Ill: checked: yes, not checked: no"
