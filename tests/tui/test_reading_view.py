from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allvoice.guide.model import Position
from allvoice.shelf.settings.specs import Settings
from allvoice.tui.widgets.layout import Anchor, Layout
from allvoice.tui.widgets.reading_view import Decorations, row_of, whole_words
from allvoice.tui.widgets.rows import TextStyle
from tests.examples import examples
from tests.tui.screen_harness import make_app, make_guide
from tests.tui.screens import looks_of, screen_lines

LONG = make_guide("\n\n".join(f"Paragraph {n}. " + "It goes on and on. " * 6 for n in range(60)))
STYLED = make_guide("# One\n\n## Two\n\nA **strong** *soft* ~~gone~~ [link](x) `code` word.\n")


def runs(block: int, width: int = 60) -> dict[str, TextStyle]:
    layout = Layout(STYLED, width)
    line = layout.lines(block)[-1]
    lit = Decorations(-1, (0, 0))
    return dict(row_of(line, STYLED.blocks[block], lit, marked=False))


def test_each_style_has_its_own_look_and_none_is_slanted_or_a_colour_alone() -> None:
    assert runs(2) == {
        "  ": TextStyle.PLAIN,
        "A ": TextStyle.PLAIN,
        "strong": TextStyle.BOLD,
        " ": TextStyle.PLAIN,
        "soft": TextStyle.UNDERLINE,
        "gone": TextStyle.STRIKE,
        "link": TextStyle.UNDERLINE,
        " code word.": TextStyle.PLAIN,
    }


def test_headings_of_chapters_differ_from_those_within() -> None:
    assert runs(0)["One"] == TextStyle.BOLD | TextStyle.UNDERLINE | TextStyle.ACCENT
    assert runs(1)["Two"] == TextStyle.BOLD | TextStyle.ACCENT


@settings(max_examples=examples(60))
@given(st.data())
def test_highlights_never_change_a_character(data: st.DataObject) -> None:
    block = STYLED.blocks[2]
    ends = st.integers(0, len(block.text))
    word = tuple(sorted(data.draw(st.tuples(ends, ends))))
    lit = Decorations(2, word, word, 2, word)  # type: ignore[arg-type]
    layout = Layout(STYLED, data.draw(st.integers(5, 40)))
    for line in layout.lines(2):
        row = row_of(line, block, lit, marked=False)
        text = "".join(text for text, _ in row[1:])
        assert text == block.text[line.start : line.end]


def test_the_mark_stands_where_the_sentence_begins_also_within_a_line() -> None:
    guide = make_guide("Sit down. Breathe. Now call the team, and write down what they say.")
    block, layout = guide.blocks[0], Layout(guide, 30)
    marked = []
    for sentence in block.sentences:
        lit = Decorations(0, (sentence.start, sentence.end))
        (line,) = [each for each in layout.lines(0) if each.start <= sentence.start < each.end]
        row = row_of(line, block, lit, marked=True)
        shown = "".join(text for text, _ in row)
        marked.append(shown)
        assert shown.replace(">", " ") == "  " + block.text[line.start : line.end]
        ((band, _),) = [each for each in row if each[1] == TextStyle.BAND]
        assert shown.index(band) == 2 + sentence.start - line.start
    assert marked == [
        "> Sit down. Breathe. Now call",
        "  Sit down.>Breathe. Now call",
        "  Sit down. Breathe.>Now call",
    ]


def test_what_the_author_made_bold_is_told_from_the_sentence_and_its_word() -> None:
    block, layout = STYLED.blocks[2], Layout(STYLED, 60)
    strong = block.text.index("strong")
    lit = Decorations(2, (0, len(block.text)), (strong, strong + 3), 2, (strong + 3, strong + 6))
    row = dict(row_of(layout.lines(2)[-1], block, lit, marked=True))
    assert row["A "] == TextStyle.BAND
    assert row["str"] == TextStyle.BAND | TextStyle.BOLD | TextStyle.REVERSE
    assert row["ong"] == TextStyle.BAND | TextStyle.BOLD | TextStyle.FOUND
    assert row["soft"] == TextStyle.BAND | TextStyle.UNDERLINE


@given(st.text(max_size=60), st.data())
def test_a_mark_never_cuts_a_word_and_keeps_what_was_found(text: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text))
    start, end = sorted(data.draw(st.tuples(ends, ends)))
    first, last = whole_words(text, start, end)
    assert 0 <= first <= start <= end <= last <= len(text)
    for edge, at in ((first, first - 1), (last, last)):
        inner = text[first:last]
        if inner and 0 <= at < len(text) and edge not in (start, end):
            assert not (text[at].isalnum() and abs(edge - start) < 40 and abs(edge - end) < 40)


async def test_reading_on_does_not_scroll_until_the_word_leaves_the_window(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, LONG, position=Position(10, 0))
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("space")
        first, scrolls = screen_lines(app)[1], 0
        while harness.state.position.block == 10:
            harness.hear_words(1)
            await pilot.pause()
            assert app.cursor_position[1] in range(1, 9)
            if screen_lines(app)[1] != first:
                first = screen_lines(app)[1]
                scrolls += 1
        assert scrolls <= 1


async def test_after_a_scroll_the_sentence_stands_in_the_top_third(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, LONG)
    async with app.run_test(size=(60, 33)) as pilot:
        await pilot.press("G", "pageup")
        harness.go_to(Position(30))
        await pilot.pause()
        (row,) = [y for y, line in enumerate(screen_lines(app)) if line.startswith("> ")]
        assert row == 1 + 29 // 3
        assert screen_lines(app)[row].startswith("> Paragraph 30.")


async def test_every_word_of_a_sentence_longer_than_the_window_is_shown(tmp_path: Path) -> None:
    words = " ".join(f"word{n}" for n in range(48))
    app, harness = make_app(tmp_path, make_guide(words))
    async with app.run_test(size=(30, 8)) as pilot:
        for number in range(48):
            harness.speak_word(number)
            await pilot.pause()
            x, y = app.cursor_position
            assert screen_lines(app)[y][x:].split(" ")[0] == f"word{number}"
            assert looks_of(app, f"word{number}").reverse
            assert sum(line.startswith("> ") for line in screen_lines(app)) == 1


@pytest.mark.parametrize("lit", [True, False])
async def test_the_word_is_marked_unless_the_listener_does_not_want_it(
    tmp_path: Path, lit: bool
) -> None:
    app, harness = make_app(
        tmp_path, settings=Settings(highlight_word=lit), position=Position(1, 0)
    )
    async with app.run_test(size=(40, 12)) as pilot:
        harness.speak_word(1)
        await pilot.pause()
        assert any(look.reverse for look in [looks_of(app, "guide" if lit else "> ")]) is lit


@settings(max_examples=examples(40))
@given(st.integers(10, 80), st.integers(1, 40), st.integers(0, 59))
def test_the_view_is_always_full_of_text_in_reading_order(
    width: int, height: int, block: int
) -> None:
    layout = Layout(LONG, width)
    top = layout.up(Anchor(block, 0), height // 3)
    seen = [anchor for anchor, _ in layout.down(top, height)]
    assert seen == sorted(set(seen))
    assert len(seen) == height or seen[-1].block == 59
