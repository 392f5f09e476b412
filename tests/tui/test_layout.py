from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from allvoice.guide.model import BlockKind
from allvoice.text import MOST_CHARS_A_CELL, harmless
from allvoice.tui.widgets.layout import Anchor, Layout, wrap
from tests.examples import examples
from tests.tui.screen_harness import make_guide
from tests.tui.screens import count_blocks_laid_out

WIDE = "漢字 かな 👨‍👩‍👧 e\u0301 a\u200db x\ufe0f 1\ufe0f\u20e3"
TEXTS = st.text(
    st.one_of(st.sampled_from("ab .,\n" + WIDE), st.characters(exclude_categories=["Cs", "Cc"])),
    max_size=200,
)


def lines_of(markdown: str, width: int, *, double: bool = False) -> list[str]:
    guide = make_guide(markdown)
    layout = Layout(guide, width, double=double)
    return [
        line.prefix + guide.blocks[line.block].text[line.start : line.end]
        for _, line in layout.down(Anchor(0, 0), 1000)
    ]


@settings(max_examples=examples(200))
@given(TEXTS, st.integers(2, 80))
def test_every_visible_character_is_shown_exactly_once_and_in_order(text: str, width: int) -> None:
    shown = [index for start, end in wrap(text, width) for index in range(start, end)]
    assert shown == sorted(set(shown))
    missing = set(range(len(text))) - set(shown)
    assert all(text[index].isspace() for index in missing)


@settings(max_examples=examples(200))
@given(TEXTS, st.integers(2, 80))
def test_no_line_is_wider_than_the_window(text: str, width: int) -> None:
    for start, end in wrap(text, width):
        assert cell_len(text[start:end]) <= width, text[start:end]


@settings(max_examples=examples(100))
@given(st.text(st.characters(), max_size=100))
def test_nothing_in_a_text_can_steer_the_terminal(text: str) -> None:
    safe = harmless(text)
    assert len(safe) == len(text)
    assert not any((ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 for c in safe)


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert lines_of("blinatumomabblinatumomab", 10) == ["blinatumom", "abblinatum", "omab"]


def test_wide_characters_count_as_two() -> None:
    assert lines_of("漢字漢字", 4) == ["漢字", "漢字"]


def test_a_combining_accent_stays_with_its_letter() -> None:
    assert lines_of("e\u0301" * 4, 2) == ["e\u0301e\u0301", "e\u0301e\u0301"]


def test_lists_hang_under_their_first_word_by_depth() -> None:
    assert lines_of("- one two three\n  1. four five six\n", 11) == [
        "• one two",
        "  three",
        "  1. four",
        "     five",
        "     six",
    ]


def test_very_deep_lists_leave_room_for_words() -> None:
    markdown = "".join(f"{'  ' * depth}- word{depth}\n" for depth in range(12))
    assert all(cell_len(line) <= 20 for line in lines_of(markdown, 20))


def test_quotes_are_marked_and_keep_their_mark_on_the_empty_line_between() -> None:
    assert lines_of("> One.\n>\n> Two.\n", 40) == ["| One.", "|", "| Two."]


def test_table_rows_are_cards_with_the_name_of_each_column() -> None:
    table = "| Word | Meaning |\n|---|---|\n| ALL | A blood cancer. |\n"
    assert lines_of(table, 60)[2:] == ["ALL", "  Meaning: A blood cancer."]


def test_code_keeps_its_own_lines_and_indentation() -> None:
    assert lines_of("```\nif x:\n    y()\n```\n", 40) == ["if x:", "    y()"]


def test_no_line_is_longer_than_can_be_followed() -> None:
    assert max(len(line) for line in lines_of("word " * 200, 200)) <= 66


def test_paragraphs_have_an_empty_line_between_them_and_list_items_do_not() -> None:
    assert lines_of("One.\n\nTwo.\n\n- a\n- b\n", 40) == ["One.", "", "Two.", "", "• a", "• b"]


def test_double_spacing_puts_an_empty_line_after_each_line_and_one_more_between_paragraphs() -> (
    None
):
    markdown = "One two three.\n\n> Four.\n\n- a\n- b\n"
    assert lines_of(markdown, 9, double=True) == [
        *["One two", "", "three.", "", ""],
        *["| Four.", "|", ""],
        *["• a", "", "• b", ""],
    ]


@settings(max_examples=examples(50))
@given(st.integers(10, 70))
def test_double_spacing_changes_no_line_of_text(width: int) -> None:
    guide = make_guide()
    single, double = (Layout(guide, width, double=each) for each in (False, True))
    for block in guide.blocks:
        with_gaps = double.lines(block.index)
        texts = [line for line in with_gaps if not line.is_gap]
        assert texts == [line for line in single.lines(block.index) if not line.is_gap]
        last = with_gaps[-1]
        assert last.is_gap
        after = [with_gaps[number + 1] for number, line in enumerate(with_gaps) if line in texts]
        assert all(line.is_gap for line in after)


@pytest.mark.parametrize("double", [False, True])
def test_only_the_blocks_that_are_looked_at_are_laid_out(
    monkeypatch: pytest.MonkeyPatch, double: bool
) -> None:
    laid_out = count_blocks_laid_out(monkeypatch)
    guide = make_guide("\n\n".join(f"Paragraph {number}." for number in range(5000)))
    layout = Layout(guide, 40, double=double)
    layout.down(Anchor(2500, 0), 10)
    layout.up(Anchor(2500, 0), 5)
    assert 0 < len(laid_out) <= 9


@pytest.mark.parametrize("double", [False, True])
def test_going_up_and_down_again_ends_at_the_same_line(double: bool) -> None:
    guide = make_guide()
    layout = Layout(guide, 30, double=double)
    every = layout.down(Anchor(0, 0), 1000)
    for number, (anchor, _) in enumerate(every):
        assert layout.up(anchor, 5) == every[max(0, number - 5)][0]


@pytest.mark.parametrize("double", [False, True])
def test_a_character_is_found_in_the_line_that_shows_it(double: bool) -> None:
    guide = make_guide()
    layout = Layout(guide, 20, double=double)
    for block in guide.blocks:
        for offset, character in enumerate(block.text):
            anchor = layout.anchor_of(block.index, offset)
            line = layout.lines(block.index)[anchor.line]
            assert line.start <= offset < line.end or character.isspace()
            assert not line.is_gap
    assert {block.kind for block in guide.blocks} >= {BlockKind.HEADING, BlockKind.TABLE_ROW}


def test_no_line_holds_more_marks_than_a_terminal_can_draw() -> None:
    text = "a" + "\u0301" * 5_000 + " b"
    found = wrap(text, 40)
    shown = "".join(text[start:end] for start, end in found)
    assert shown.replace(" ", "") == text.replace(" ", "")
    assert max(end - start for start, end in found) <= MOST_CHARS_A_CELL * 40
