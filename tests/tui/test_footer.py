from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from allvoice.guide.model import Position
from allvoice.reading.state import PlaybackOptions, State, Status
from allvoice.tui.keys.keymap import Keymap
from allvoice.tui.widgets.footer import Footer, HintMode, hint_row, status_line
from allvoice.tui.widgets.rows import Row, plain_row
from tests.examples import examples
from tests.tui.screen_harness import make_guide

GUIDE = make_guide()


def words_of(row: Row) -> str:
    return "".join(text for text, _ in row)


@pytest.mark.parametrize("width", [30, 40, 66])
def test_status_and_keys_always_fit_the_window(width: int) -> None:
    state = State(GUIDE.end, Status.STOPPED, rate_wpm=450, volume=10, only_section=True)
    assert len(status_line(GUIDE, state, width)) <= width
    for hint_mode in HintMode:
        line = words_of(hint_row(Keymap(), hint_mode, width))
        assert len(line) <= 38 or width > 40
        assert len(line) <= max(width, 38)
        assert isinstance(hint_mode.value, str) or line.endswith("H help")


def test_what_matters_less_is_left_out_first() -> None:
    state = State(Position(0), Status.PLAYING, volume=50, only_section=True)
    assert status_line(GUIDE, state, 66) == "Playing 150 wpm 0%  one section  volume 50"
    assert status_line(GUIDE, state, 35) == "Playing 150 wpm 0%  one section"
    assert status_line(GUIDE, state, 20) == "Playing 150 wpm 0%"


def test_that_the_guide_is_mute_is_shown_before_all_else() -> None:
    state = State(
        Position(0), Status.PLAYING, volume=50, options=PlaybackOptions(guide_voice=False)
    )
    assert status_line(GUIDE, state, 40) == "Playing 150 wpm 0%  guide voice off"


def test_a_large_window_shows_more_keys() -> None:
    assert words_of(hint_row(Keymap(), HintMode.SILENT, 100)) == (
        "Space play  R again  9 urgent  T contents  / search  H help"
    )


def rows_of(message: str, width: int, height: int) -> list[str]:
    footer = Footer()
    footer.show(status="status", hint=plain_row("hint", width))
    footer.say(message)
    return [words_of(row) for row in footer.build(width, height)]


def test_a_message_takes_the_empty_line_and_a_longer_one_the_keys() -> None:
    assert rows_of("", 20, 3) == ["", "status", "hint"]
    assert rows_of("short", 20, 3) == ["short", "status", "hint"]
    assert rows_of("two lines of it", 10, 3) == ["two lines", "of it", "status"]
    assert rows_of("one two three four five six", 10, 3) == ["one two", "three four", "five six"]
    assert rows_of("one two three four five six seven", 10, 3)[-1] == "five six…"
    assert rows_of("", 20, 2) == ["status", "hint"]
    assert rows_of("short", 20, 2) == ["short", "status"]


@settings(max_examples=examples(100))
@given(st.text("ab 漢.", max_size=80), st.integers(5, 40), st.integers(1, 3))
def test_no_message_is_wider_or_higher_than_its_room(text: str, width: int, height: int) -> None:
    rows = rows_of(" ".join(text.split()), width, height)
    assert len(rows) == height
    assert all(cell_len(row) <= width for row in rows if row not in ("status", "hint"))
