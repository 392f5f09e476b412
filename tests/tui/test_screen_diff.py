"""The screen is the same if only what changes it is written, and nothing comes twice."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.tui.terminal.screen_diff import ScreenDiff

WIDTH, HEIGHT = 12, 4
STYLES = ("\x1b[1m", "\x1b[7m", "\x1b[4m")

# So few that what was erased or written over is often written again.
plain = st.sampled_from(["a", "ab", "é漢", " b", "  "])
styled = st.builds(lambda style, text: f"{style}{text}\x1b[0m", st.sampled_from(STYLES), plain)
pieces = st.builds(
    lambda row, column, parts, erase: f"\x1b[{row};{column}H{''.join(parts)}{erase}",
    st.integers(1, HEIGHT),
    # So that no sign is at the edge, where terminals differ.
    st.sampled_from([1, 1, 1, 3]),
    st.lists(st.one_of(plain, styled), max_size=2).filter(
        lambda parts: sum(2 * len(part) for part in parts) < 3 * WIDTH
    ),
    st.sampled_from(["", "\x1b[K"]),
)
frames = st.lists(pieces, min_size=1, max_size=4).map("".join)


class Window:
    """What a terminal of a wide row shows of what is written to it."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(4 * WIDTH, HEIGHT)
        self._stream = pyte.Stream(self.screen)

    def write(self, data: str) -> None:
        self._stream.feed(data)

    @property
    def seen(self) -> object:
        rows = [self.screen.buffer[y] for y in range(HEIGHT)]
        cells = [[row[x] for x in range(4 * WIDTH)] for row in rows]
        return cells, self.screen.cursor.y, self.screen.cursor.x


@given(st.lists(frames, max_size=6))
def test_the_screen_is_the_same_as_if_all_had_been_written(written: list[str]) -> None:
    whole, changed, screen_diff = Window(), Window(), ScreenDiff()
    # As every frame begins on a screen that was painted whole once.
    for each in ["".join(f"\x1b[{row};1H\x1b[K" for row in range(1, HEIGHT + 1)), *written]:
        whole.write(each)
        changed.write(screen_diff.changes(each))
        assert changed.seen == whole.seen


def test_what_was_erased_is_written_again() -> None:
    screen_diff = ScreenDiff()
    words = "\x1b[1;1Hab\x1b[K"
    assert screen_diff.changes(words) == words
    screen_diff.changes("\x1b[1;1H\x1b[K")
    assert screen_diff.changes(words) == words


@given(pieces)
def test_what_is_there_already_is_not_written_again(piece: str) -> None:
    screen_diff = ScreenDiff()
    screen_diff.changes(piece)
    assert screen_diff.changes(piece) == ""


def test_a_painted_row_costs_nothing_the_second_time() -> None:
    screen_diff = ScreenDiff()
    row = "\x1b[3;1H\x1b[7mPace: 150 words a minute\x1b[0m\x1b[K"
    assert screen_diff.changes(row) == row
    assert screen_diff.changes(row) == ""
    assert screen_diff.changes(f"{row}\r\n\x1b[4;1H\x1b[K") == "\x1b[4;1H\x1b[K"


def test_the_cursor_still_goes_where_it_belongs() -> None:
    screen_diff = ScreenDiff()
    screen_diff.changes("\x1b[1;1Hab\x1b[K\x1b[2;1H")
    assert screen_diff.changes("\x1b[1;1Hab\x1b[K\x1b[1;1H") == "\x1b[1;1H"


def test_the_same_words_in_another_look_are_written() -> None:
    screen_diff = ScreenDiff()
    screen_diff.changes("\x1b[1;1Hab\x1b[K")
    assert screen_diff.changes("\x1b[1;1H\x1b[1mab\x1b[0m\x1b[K")


@pytest.mark.parametrize("odd", ["\x1b[?1049h", "\x1b[2J", "\x1b]0;title\x07", "\t"])
def test_after_what_is_not_understood_all_is_written_again(odd: str) -> None:
    screen_diff = ScreenDiff()
    row = "\x1b[1;1Hab\x1b[K"
    screen_diff.changes(row)
    assert odd in screen_diff.changes(odd)
    assert screen_diff.changes(row) == row


@pytest.mark.parametrize("mode", ["\x1b[?25h", "\x1b[?2004h", "\x1b[>1u"])
def test_modes_of_the_terminal_come_through_and_change_no_row(mode: str) -> None:
    screen_diff = ScreenDiff()
    row = "\x1b[1;1Hab\x1b[K"
    screen_diff.changes(row)
    assert screen_diff.changes(mode) == mode
    assert screen_diff.changes(row) == ""


def test_in_a_window_of_another_size_all_is_written_again() -> None:
    screen_diff = ScreenDiff()
    row = "\x1b[1;1Hab\x1b[K"
    screen_diff.changes(row)
    screen_diff.forget()
    assert screen_diff.changes(row) == row
