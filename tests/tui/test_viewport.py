from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from allvoice.guide.model import Guide
from allvoice.tui.widgets.display_settings import DisplaySettings
from allvoice.tui.widgets.layout import TEXT_CELLS, Line
from allvoice.tui.widgets.viewport import (
    LEAST_DOUBLE_ROWS,
    Highlight,
    Viewport,
    ViewportSize,
    VisibleRows,
)
from tests.examples import examples
from tests.tui.screen_harness import make_guide

LONG_SENTENCE = " ".join(f"word{number}" for number in range(90)) + "."
GUIDE = make_guide(
    "# Chapter\n\n"
    + "\n\n".join(f"Paragraph {n}. " + "It goes on and on. " * 5 for n in range(20))
    + f"\n\n{LONG_SENTENCE}\n\n> > A quote that is rather long for a window.\n\n"
    + "- One item. It has two sentences.\n  1. An item in an item.\n\n"
    + "| Word | Meaning |\n|---|---|\n| ALL | A fast cancer. Of the blood. |\n"
)
DISPLAYS = [
    DisplaySettings(
        double_spacing=double,
        ruler=ruler,
        scroll=scroll,
        one_sentence=alone,
        external_screen_reader=reader,
    )
    for double, ruler, scroll, alone, reader in itertools.product(
        (False, True),
        ("off", "line", "mask"),
        ("page", "middle", "top"),
        (False, True),
        (False, True),
    )
]
EYE_ROW_OF_20 = 9
SIZES = st.builds(
    lambda width, height, more: ViewportSize(width, height, height + more),
    st.integers(28, 100),
    st.integers(3, 40),
    st.integers(-2, 4),
)


def highlights(guide: Guide = GUIDE) -> st.SearchStrategy[Highlight]:
    @st.composite
    def draw_highlight(draw: st.DrawFn) -> Highlight:
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
        return Highlight(block.index, (sentence.start, sentence.end), word)

    return draw_highlight()


def text_of(line: Line | None) -> str:
    if line is None:
        return ""
    return line.prefix + GUIDE.blocks[line.block].text[line.start : line.end]


def shown(visible: VisibleRows) -> list[str]:
    return [text_of(line) for line in visible.rows]


def highlight_of(words: str, word: str = "") -> Highlight:
    """Return the reading of the one sentence that begins with some words."""
    for block in GUIDE.blocks:
        for sentence in block.sentences:
            if block.text.startswith(words, sentence.start):
                start = block.text.index(word, sentence.start) if word else -1
                at = (start, start + len(word)) if word else None
                return Highlight(block.index, (sentence.start, sentence.end), at)
    raise AssertionError(words)


@settings(max_examples=examples(300))
@given(st.sampled_from(DISPLAYS), st.lists(st.tuples(SIZES, highlights()), min_size=1, max_size=6))
def test_what_is_read_is_in_sight_in_every_style_through_every_change_of_size(
    display: DisplaySettings, changes: list[tuple[ViewportSize, Highlight]]
) -> None:
    viewport = Viewport(GUIDE)
    for size, highlight in changes:
        visible = viewport.visible_rows(highlight, size, display)
        assert 0 < len(visible.rows) <= size.height
        line = visible.rows[visible.focus]
        assert line is not None
        assert (line.block, line.is_gap) == (highlight.block, False)
        assert line.start <= highlight.offset < line.end
        first = visible.rows[visible.first]
        assert first is not None
        assert first.block == highlight.block
        assert visible.first <= visible.focus
        assert all(cell_len(text) <= min(size.width, TEXT_CELLS) for text in shown(visible))


@settings(max_examples=examples(200))
@given(st.lists(SIZES, min_size=1, max_size=5), st.sampled_from(DISPLAYS), highlights())
def test_looking_again_moves_nothing(
    sizes: list[ViewportSize], display: DisplaySettings, at: Highlight
) -> None:
    viewport = Viewport(GUIDE)
    for size in sizes:
        assert viewport.visible_rows(at, size, display) == viewport.visible_rows(at, size, display)


@settings(max_examples=examples(200))
@given(st.lists(st.tuples(SIZES, st.sampled_from(DISPLAYS)), min_size=2, max_size=5), highlights())
def test_what_is_read_stays_in_sight_when_the_style_changes(
    changes: list[tuple[ViewportSize, DisplaySettings]], at: Highlight
) -> None:
    viewport = Viewport(GUIDE)
    for size, display in changes:
        line = (visible := viewport.visible_rows(at, size, display)).rows[visible.focus]
        assert line is not None
        assert line.start <= at.offset < line.end


def test_another_width_keeps_the_sentence_in_its_row() -> None:
    viewport, at = Viewport(GUIDE), highlight_of("Paragraph 9.")
    viewport.visible_rows(highlight_of("Paragraph 7."), ViewportSize(60, 24, 24), DisplaySettings())
    before = viewport.visible_rows(at, ViewportSize(60, 24, 24), DisplaySettings())
    for width in (30, 66, 45):
        assert (
            viewport.visible_rows(at, ViewportSize(width, 24, 24), DisplaySettings()).focus
            == before.focus
        )


def test_double_spacing_needs_a_window_with_room() -> None:
    display, at = DisplaySettings(double_spacing=True), highlight_of("Paragraph 9.")
    for height in (LEAST_DOUBLE_ROWS - 1, LEAST_DOUBLE_ROWS):
        rows = Viewport(GUIDE).visible_rows(at, ViewportSize(40, height, height), display).rows
        pairs = list(itertools.pairwise(text_of(line) for line in rows))
        assert any(above and below for above, below in pairs) is (height < LEAST_DOUBLE_ROWS)


def test_a_long_message_does_not_change_the_spacing() -> None:
    display, at = DisplaySettings(double_spacing=True), highlight_of("Paragraph 9.")
    viewport = Viewport(GUIDE)
    before = viewport.visible_rows(at, ViewportSize(40, 16, 16), display)
    assert viewport.visible_rows(at, ViewportSize(40, 10, 16), display).rows == before.rows[:10]


def test_the_line_being_read_stays_in_the_middle_but_at_the_start_of_the_guide() -> None:
    viewport, size, display = (
        Viewport(GUIDE),
        ViewportSize(30, 9, 9),
        DisplaySettings(scroll="middle"),
    )
    assert viewport.visible_rows(highlight_of("Chapter"), size, display).focus == 0
    assert viewport.visible_rows(highlight_of("Paragraph 9."), size, display).focus == 4
    assert viewport.visible_rows(highlight_of("word0 ", "word40"), size, display).focus == 4
    end = viewport.visible_rows(highlight_of("Of the blood."), size, display)
    assert (end.focus, len(end.rows)) == (4, 6)


def test_the_sentence_begins_at_the_top_and_only_its_own_length_moves_it() -> None:
    size, display = ViewportSize(30, 9, 9), DisplaySettings(scroll="top")
    viewport = Viewport(GUIDE)
    for words in ("Chapter", "Paragraph 9.", "An item in an item."):
        visible = viewport.visible_rows(highlight_of(words), size, display)
        assert (visible.first, visible.focus) == (0, 0)
        assert words in shown(visible)[0]
    tops = [
        shown(
            viewport.visible_rows(
                highlight_of("word0 ", f"word{number} "), ViewportSize(30, 5, 5), display
            )
        )[0]
        for number in range(50)
    ]
    assert tops[0].startswith("word0 ")
    assert tops == sorted(tops, key=tops.index)
    assert len(set(tops)) == 3


@pytest.mark.parametrize("double", [False, True])
def test_a_mask_leaves_three_lines_in_which_the_sentence_begins_at_the_eyes_height(
    double: bool,
) -> None:
    viewport, size = Viewport(GUIDE), ViewportSize(30, 20, 20)
    display = DisplaySettings(double_spacing=double, ruler="mask")
    for words in ("Paragraph 9.", "Paragraph 8.", "word0 ", "Of the blood."):
        visible = viewport.visible_rows(highlight_of(words), size, display)
        seen = [row for row, line in enumerate(visible.rows) if line is not None]
        assert visible.focus == EYE_ROW_OF_20
        assert words.split()[0] in shown(visible)[EYE_ROW_OF_20].split()
        assert seen.index(visible.focus) == 1
        assert len(seen) <= 3
        assert not any(line.is_gap for line in visible.rows if line is not None)


def test_a_mask_moves_no_line_within_a_sentence_and_follows_a_long_one() -> None:
    viewport, size = Viewport(GUIDE), ViewportSize(30, 20, 20)
    display, rows = DisplaySettings(ruler="mask"), []
    for number in range(90):
        at = highlight_of("word0 ", f"word{number}")
        rows.append(viewport.visible_rows(at, size, display).focus)
    first = rows[: rows.index(19) + 1]
    assert first == sorted(first)
    assert first[0] == EYE_ROW_OF_20
    assert set(rows[len(first) + 5 :]) == {EYE_ROW_OF_20}


def test_only_at_the_start_of_the_guide_a_ruler_stands_at_the_top() -> None:
    for ruler in ("line", "mask"):
        viewport, size = Viewport(GUIDE), ViewportSize(30, 9, 9)
        display = DisplaySettings(ruler=ruler)
        assert viewport.visible_rows(highlight_of("Chapter"), size, display).focus == 0
        for words in ("Paragraph 9.", "Paragraph 8.", "Paragraph 7.", "Paragraph 6.", "word0 "):
            assert viewport.visible_rows(highlight_of(words), size, display).focus > 0, words


def alone(words: str, size: ViewportSize, *, double: bool = False) -> list[str]:
    display = DisplaySettings(one_sentence=True, double_spacing=double)
    rows = shown(Viewport(GUIDE).visible_rows(highlight_of(words), size, display))
    while not rows[-1]:
        rows.pop()
    return rows


@pytest.mark.parametrize(
    ("usual", "above"), [(3, 0), (4, 1), (5, 1), (7, 1), (9, 2), (19, 7), (45, 18)]
)
def test_a_sentence_alone_stands_at_the_eyes_height_and_never_at_the_title(
    usual: int, above: int
) -> None:
    rows = alone("A quote that", ViewportSize(15, usual + 1, usual))
    assert rows == [*[""] * above, "A quote that is", "rather long for", "a window."]


def test_a_sentence_alone_has_the_leading_of_the_others() -> None:
    for usual, gap in ((4, 0), (5, 1), (30, 1)):
        rows = alone("A quote that", ViewportSize(15, usual, usual), double=True)
        first = rows.index("A quote that is")
        assert rows[first + 1 : first + 1 + gap] == [""] * gap
        assert rows[first + 1 + gap] == "rather long for"
        assert rows[first + 2 + 2 * gap] == "a window."


def test_a_long_message_moves_a_sentence_alone_only_where_it_would_hide_it() -> None:
    rows = alone("A quote that", ViewportSize(15, 21, 19))
    assert alone("A quote that", ViewportSize(15, 11, 19)) == rows
    assert alone("A quote that", ViewportSize(15, 4, 19)) == rows[-4:]
    assert alone("A quote that", ViewportSize(15, 3, 19)) == rows[-3:]


def test_a_sentence_alone_keeps_what_gives_it_sense() -> None:
    size = ViewportSize(30, 1, 1)
    assert alone("One item.", size)[0] == "• One item."
    assert alone("It has two", size)[0] == "It has two sentences."
    assert alone("An item in", size)[0] == "1. An item in an item."
    assert alone("Meaning: A fast", size)[0] == "Meaning: A fast cancer."
    assert alone("Of the blood.", ViewportSize(30, 2, 2)) == ["Meaning:", "Of the blood."]


def test_a_sentence_alone_that_is_too_long_is_shown_part_after_part() -> None:
    size, display = ViewportSize(30, 6, 6), DisplaySettings(external_screen_reader=True)
    viewport, at = Viewport(GUIDE), highlight_of("word0 ")
    parts = [viewport.visible_rows(at, size, display, part=part) for part in range(3)]
    sentence = GUIDE.blocks[at.block].text[slice(*at.sentence)]
    assert " ".join(" ".join(shown(part)) for part in parts) == sentence
    assert [part.more for part in parts] == [True, True, False]
    assert viewport.visible_rows(at, size, display, part=9) == parts[2]
    last_word = highlight_of("word0 ", sentence.split()[-1])
    assert shown(viewport.visible_rows(last_word, size, display)) == shown(parts[2])
