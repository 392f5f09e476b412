"""In lines any line plays or pauses, two at once mark, only a word that is typed whole leaves."""

from __future__ import annotations

import pytest

from allvoice.actions.hands_free.any_key_mode import ALL_AT_ONCE, LEFT, LINES, NO_VOICE
from allvoice.plain.happenings import LeftOut
from allvoice.reading.state import Status
from allvoice.shelf.settings.specs import Settings
from allvoice.shelf.store.shelf import Shelf
from tests.plain.harness import PlainHarness, plain_harness

PROMPT = "[any line: go on, back: leave this mode]"


def begun(shelf: Shelf, *, heard: int = 11) -> PlainHarness:
    """Return lines in which any line plays, while the guide is read."""
    made = plain_harness(shelf, reads_alone=False)
    made.hear(heard)
    assert made.type("anykey")[0] == LINES.format("back")
    made.reading.clock.now_s += 3
    return made


def after(made: PlainHarness, seconds: float, line: str) -> list[str]:
    made.reading.clock.now_s += seconds
    return made.type(line)


@pytest.mark.parametrize("line", ["", "q", "t", "5", "h", "/fever", "note buy milk", "stop", "xyz"])
def test_any_line_pauses_and_goes_on(shelf: Shelf, line: str) -> None:
    made = begun(shelf)
    assert after(made, 3, line) == ["Paused.", PROMPT]
    after(made, 3, line)
    assert made.reading.state.status is Status.PLAYING
    assert made.reader.is_going
    assert not list(shelf.bookmarks.of())


def test_two_lines_at_once_mark_and_the_reading_is_as_before(shelf: Shelf) -> None:
    made = begun(shelf)
    after(made, 3, "")
    assert "Marked." in after(made, 0.3, "")
    assert made.reading.state.status is Status.PLAYING
    assert len(list(shelf.bookmarks.of())) == 1


def test_a_held_enter_key_is_one_mark(shelf: Shelf) -> None:
    made = begun(shelf)
    after(made, 3, "")
    for number in range(60):
        after(made, 0.03 if number else 0.5, "")
    assert made.lines.count("Marked.") == 1
    assert made.reading.state.status is Status.PLAYING


def test_a_paste_is_one_press(shelf: Shelf) -> None:
    made = begun(shelf)
    made.take(LeftOut())
    assert made.reading.state.status is Status.PAUSED
    assert not list(shelf.bookmarks.of())


@pytest.mark.parametrize("line", ["back", "Back", "escape", "\x1b\x1b\x1b"])
def test_a_word_that_is_typed_whole_leaves(shelf: Shelf, line: str) -> None:
    made = begun(shelf)
    assert LEFT in made.type(line)
    assert made.type("t")[0].startswith("1. Before you begin")


def test_escape_three_times_leaves_here_too(shelf: Shelf) -> None:
    made = begun(shelf)
    after(made, 3, "\x1b")
    after(made, 0.5, "\x1b")
    assert LEFT in after(made, 0.5, "\x1b")
    assert made.reading.state.status is Status.PLAYING


@pytest.mark.parametrize("line", ["urgent", "911", "9"])
def test_who_needs_the_urgent_list_is_told_the_way(shelf: Shelf, line: str) -> None:
    made = begun(shelf)
    assert "The word back, then urgent, tells when to call." in made.type(line)
    assert made.reading.state.visit is None


def test_in_a_pipe_lines_come_at_once(shelf: Shelf) -> None:
    made = plain_harness(shelf, reads_alone=True)
    assert ALL_AT_ONCE in made.type("anykey")
    assert made.type("t")[0].startswith("1. Before you begin")


def test_a_listener_s_own_screen_reader_keeps_its_lines(shelf: Shelf) -> None:
    made = plain_harness(shelf, reads_alone=False, voiced=False)
    assert NO_VOICE in made.type("!")


def test_it_begins_so_where_the_setting_says_so(shelf: Shelf) -> None:
    made = plain_harness(shelf, reads_alone=False, settings=Settings(any_key=True))
    made.hear(11)
    assert "Paused." in after(made, 3, "q")
    assert made.reader.is_going
