from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from allvoice.guide.model import Guide
from allvoice.tui.widgets.layout import TEXT_CELLS, Line
from allvoice.tui.widgets.view_style import ViewStyle
from allvoice.tui.widgets.viewport import LEAST_DOUBLE_ROWS, Page, Reading, Room, Sight
from tests.examples import examples
from tests.tui.fakes import make_guide

LONG_SENTENCE = " ".join(f"word{number}" for number in range(90)) + "."
GUIDE = make_guide(
    "# Chapter\n\n"
    + "\n\n".join(f"Paragraph {n}. " + "It goes on and on. " * 5 for n in range(20))
    + f"\n\n{LONG_SENTENCE}\n\n> > A quote that is rather long for a window.\n\n"
    + "- One item. It has two sentences.\n  1. An item in an item.\n\n"
    + "| Word | Meaning |\n|---|---|\n| ALL | A fast cancer. Of the blood. |\n"
)
STYLES = [
    ViewStyle(
        double_spacing=double, ruler=ruler, scroll=scroll, one_sentence=alone, screen_reader=reader
    )
    for double, ruler, scroll, alone, reader in itertools.product(
        (False, True),
        ("off", "line", "mask"),
        ("page", "middle", "top"),
        (False, True),
        (False, True),
    )
]
ROOMS = st.builds(
    lambda width, height, more: Room(width, height, height + more),
    st.integers(28, 100),
    st.integers(3, 40),
    st.integers(-2, 4),
)


def readings(guide: Guide = GUIDE) -> st.SearchStrategy[Reading]:
    @st.composite
    def draw_reading(draw: st.DrawFn) -> Reading:
        block = guide.blocks[draw(st.integers(0, len(guide.blocks) - 1))]
        sentence = block.sentences[draw(st.integers(0, len(block.sentences) - 1))]
        words = [
            index
            for index in range(sentence.start, sentence.end)
            if not block.text[index].isspace()
            and (index == sentence.start or block.text[index - 1].isspace())
        ]
        start = draw(st.none() | st.sampled_from(words))
        word = None if start is None else (start, start + 1)
        return Reading(block.index, (sentence.start, sentence.end), word)

    return draw_reading()


def text_of(line: Line | None) -> str:
    if line is None:
        return ""
    return line.prefix + GUIDE.blocks[line.block].text[line.start : line.end]


def shown(sight: Sight) -> list[str]:
    return [text_of(line) for line in sight.rows]


def reading_of(words: str, word: str = "") -> Reading:
    """Return the reading of the one sentence that begins with some words."""
    for block in GUIDE.blocks:
        for sentence in block.sentences:
            if block.text.startswith(words, sentence.start):
                start = block.text.index(word, sentence.start) if word else -1
                at = (start, start + len(word)) if word else None
                return Reading(block.index, (sentence.start, sentence.end), at)
    raise AssertionError(words)


@settings(max_examples=examples(300))
@given(st.sampled_from(STYLES), st.lists(st.tuples(ROOMS, readings()), min_size=1, max_size=6))
def test_what_is_read_is_in_sight_in_every_style_through_every_change_of_size(
    style: ViewStyle, changes: list[tuple[Room, Reading]]
) -> None:
    page = Page(GUIDE)
    for room, reading in changes:
        sight = page.look(reading, room, style)
        assert 0 < len(sight.rows) <= room.height
        line = sight.rows[sight.focus]
        assert line is not None
        assert (line.block, line.is_gap) == (reading.block, False)
        assert line.start <= reading.offset < line.end
        first = sight.rows[sight.first]
        assert first is not None
        assert first.block == reading.block
        assert sight.first <= sight.focus
        assert all(cell_len(text) <= min(room.width, TEXT_CELLS) for text in shown(sight))


@settings(max_examples=examples(200))
@given(st.lists(ROOMS, min_size=1, max_size=5), st.sampled_from(STYLES), readings())
def test_looking_again_moves_nothing(rooms: list[Room], style: ViewStyle, at: Reading) -> None:
    page = Page(GUIDE)
    for room in rooms:
        assert page.look(at, room, style) == page.look(at, room, style)


@settings(max_examples=examples(200))
@given(st.lists(st.tuples(ROOMS, st.sampled_from(STYLES)), min_size=2, max_size=5), readings())
def test_what_is_read_stays_in_sight_when_the_style_changes(
    changes: list[tuple[Room, ViewStyle]], at: Reading
) -> None:
    page = Page(GUIDE)
    for room, style in changes:
        line = (sight := page.look(at, room, style)).rows[sight.focus]
        assert line is not None
        assert line.start <= at.offset < line.end


def test_another_width_keeps_the_sentence_in_its_row() -> None:
    page, at = Page(GUIDE), reading_of("Paragraph 9.")
    page.look(reading_of("Paragraph 7."), Room(60, 24, 24), ViewStyle())
    before = page.look(at, Room(60, 24, 24), ViewStyle())
    for width in (30, 66, 45):
        assert page.look(at, Room(width, 24, 24), ViewStyle()).focus == before.focus


def test_double_spacing_needs_a_window_with_room() -> None:
    style, at = ViewStyle(double_spacing=True), reading_of("Paragraph 9.")
    for height in (LEAST_DOUBLE_ROWS - 1, LEAST_DOUBLE_ROWS):
        rows = Page(GUIDE).look(at, Room(40, height, height), style).rows
        pairs = list(itertools.pairwise(text_of(line) for line in rows))
        assert any(above and below for above, below in pairs) is (height < LEAST_DOUBLE_ROWS)


def test_a_long_message_does_not_change_the_spacing() -> None:
    style, at = ViewStyle(double_spacing=True), reading_of("Paragraph 9.")
    page = Page(GUIDE)
    before = page.look(at, Room(40, 16, 16), style)
    assert page.look(at, Room(40, 10, 16), style).rows == before.rows[:10]


def test_the_line_being_read_stays_in_the_middle_but_at_the_start_of_the_guide() -> None:
    page, room, style = Page(GUIDE), Room(30, 9, 9), ViewStyle(scroll="middle")
    assert page.look(reading_of("Chapter"), room, style).focus == 0
    assert page.look(reading_of("Paragraph 9."), room, style).focus == 4
    assert page.look(reading_of("word0 ", "word40"), room, style).focus == 4
    end = page.look(reading_of("Of the blood."), room, style)
    assert (end.focus, len(end.rows)) == (4, 6)


def test_the_sentence_begins_at_the_top_and_only_its_own_length_moves_it() -> None:
    room, style = Room(30, 9, 9), ViewStyle(scroll="top")
    page = Page(GUIDE)
    for words in ("Chapter", "Paragraph 9.", "An item in an item."):
        sight = page.look(reading_of(words), room, style)
        assert (sight.first, sight.focus) == (0, 0)
        assert words in shown(sight)[0]
    tops = [
        shown(page.look(reading_of("word0 ", f"word{number} "), Room(30, 5, 5), style))[0]
        for number in range(50)
    ]
    assert tops[0].startswith("word0 ")
    assert tops == sorted(tops, key=tops.index)
    assert len(set(tops)) == 3


@pytest.mark.parametrize("double", [False, True])
def test_a_mask_leaves_three_lines_each_in_its_row(double: bool) -> None:
    at, room = reading_of("Paragraph 9."), Room(30, 20, 20)
    plain = ViewStyle(double_spacing=double)
    whole = Page(GUIDE).look(at, room, plain)
    sight = Page(GUIDE).look(at, room, ViewStyle(double_spacing=double, ruler="mask"))
    seen = [row for row, line in enumerate(sight.rows) if line is not None]
    assert [sight.rows[row] for row in seen] == [whole.rows[row] for row in seen]
    assert seen[1] == sight.focus == whole.focus
    assert len(seen) == 3
    assert len(sight.rows) == len(whole.rows)
    assert not any(line.is_gap for line in sight.rows if line is not None)


def alone(words: str, room: Room, word: str = "", part: int = 0) -> list[str]:
    style = ViewStyle(one_sentence=True)
    return shown(Page(GUIDE).look(reading_of(words, word), room, style, part=part))


def test_a_sentence_alone_has_no_neighbours_and_as_much_space_as_there_is() -> None:
    assert alone("It goes", Room(30, 9, 9)) == ["It goes on and on.", "", ""]
    for usual, gap in ((7, 2), (5, 1), (4, 0)):
        rows = alone("A quote that", Room(15, 9, usual))
        assert [row for row in rows if row] == ["A quote that is", "rather long for", "a window."]
        assert rows[1 : 1 + gap] == [""] * gap
        assert rows[1 + gap]


def test_a_sentence_alone_keeps_what_gives_it_sense() -> None:
    room = Room(30, 4, 4)
    assert alone("One item.", room)[0] == "• One item."
    assert alone("It has two", room)[0] == "It has two sentences."
    assert alone("An item in", room)[0] == "1. An item in an item."
    assert alone("Meaning: A fast", room)[0] == "Meaning: A fast cancer."
    rows = alone("Of the blood.", room)
    assert [row for row in rows if row] == ["Meaning:", "Of the blood."]


def test_a_sentence_alone_that_is_too_long_is_shown_part_after_part() -> None:
    room, style = Room(30, 6, 6), ViewStyle(screen_reader=True)
    page, at = Page(GUIDE), reading_of("word0 ")
    parts = [page.look(at, room, style, part=part) for part in range(3)]
    sentence = GUIDE.blocks[at.block].text[slice(*at.sentence)]
    assert " ".join(" ".join(shown(part)) for part in parts) == sentence
    assert [part.more for part in parts] == [True, True, False]
    assert page.look(at, room, style, part=9) == parts[2]
    last_word = reading_of("word0 ", sentence.split()[-1])
    assert shown(page.look(last_word, room, style)) == shown(parts[2])
