"""It is stopped, come back to and ended, and the place is saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.guide.model import Position
from allvoice.jobs import CANNOT_STOP
from allvoice.plain.happenings import Happened, Inbox, LeftOut, Resumed, ToStop
from allvoice.plain.reader import PASTED
from allvoice.reading.state import Status
from allvoice.shelf.store.shelf import Shelf
from tests.plain.harness import (
    END,
    GO_ON,
    NEXT,
    PLAY,
    TO_KNOW,
    WELCOME,
    plain_harness,
)
from tests.shelf.guides import folders_in

SAVED = "Place saved: chapter 1, Before you begin."


def test_who_comes_back_sees_the_place_and_the_choices_again(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False, verbosity="expert")
    made.type("nnn")
    before, shown = made.reading.state, len(made.lines)
    made.take(Resumed())
    assert made.lines[shown:] == ["Heading 2: At night", NEXT]
    made.type("t")
    shown = len(made.lines)
    made.take(Resumed())
    assert made.lines[shown:] == ["Heading 2: At night", "[1 to 2: go, tt: sections, Enter: next]"]
    assert made.reading.state == before
    assert made.type("2")[0] == "Heading 1: Food"


def test_who_comes_back_finds_the_reading_held_and_goes_on_from_there(shelf: Shelf) -> None:
    made = plain_harness(shelf)
    made.hear(11)
    before, shown = made.reading.state, len(made.lines)
    made.take(Resumed())
    assert made.lines[shown:] == ["Paused.", "Call the care team first.", GO_ON]
    held = made.reading.state
    assert held.status is Status.PAUSED
    assert (held.position, held.word) == (before.position, before.word)
    made.type("")
    assert made.reading.state.status is Status.PLAYING


def test_told_to_stop_it_is_silent_first_and_says_nothing(shelf: Shelf) -> None:
    held: list[Status] = []

    def stop() -> bool:
        held.append(made.reading.state.status)
        return True

    made = plain_harness(shelf, stop=stop)
    made.hear(11)
    shown = len(made.lines)
    made.take(ToStop())
    assert held == [Status.PAUSED]
    assert made.lines[shown:] == []


def test_where_nobody_could_bring_it_back_it_is_only_held_and_says_so(shelf: Shelf) -> None:
    made = plain_harness(shelf)
    made.hear(11)
    shown = len(made.lines)
    made.take(ToStop())
    assert made.lines[shown:] == ["", CANNOT_STOP, GO_ON]
    assert made.reading.state.status is Status.PAUSED


def test_that_many_lines_at_once_did_nothing_is_told(shelf: Shelf) -> None:
    made = plain_harness(shelf)
    made.hear(11)
    before, shown = made.reading.state.position, len(made.lines)
    made.take(LeftOut())
    assert made.lines[shown] == PASTED
    assert made.reading.state.position == before


def test_lines_that_nobody_can_answer_are_not_shown_twice(shelf: Shelf) -> None:
    made = plain_harness(shelf)
    made.hear(11)
    made.take(None)
    shown = len(made.lines)
    made.take(Resumed())
    assert made.lines[shown:] == []


def test_what_the_shelf_has_to_tell_is_shown(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    assert shelf.on_notice is not None
    shelf.on_notice("Your place, marks and notes cannot be kept.")
    assert made.lines[-1] == "Your place, marks and notes cannot be kept."


def test_who_quits_leaves(shelf: Shelf) -> None:
    made = plain_harness(shelf)
    assert made.type("q") == [SAVED]
    assert not made.reader.is_going


def test_where_nobody_can_type_the_guide_is_read_to_its_end_without_questions(
    shelf: Shelf,
) -> None:
    made = plain_harness(shelf)
    made.take(None)
    assert made.reader.is_going
    assert made.hear()[-2:] == ["Small meals help.", END]
    assert not made.reader.is_going


def test_where_nobody_can_type_and_nothing_speaks_it_ends(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    made.take(None)
    assert not made.reader.is_going


def test_at_a_terminal_the_end_of_the_typing_is_the_end(shelf: Shelf) -> None:
    made = plain_harness(shelf, reads_alone=False)
    made.hear(3)
    made.take(None)
    assert not made.reader.is_going


def test_a_run_ends_with_the_place_saved(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False, begins=False)
    made.inbox.type_from(["next\n", "q\n"])
    made.reader.run(WELCOME)
    assert made.lines[-2:] == ["Call the care team first.", SAVED]
    assert made.reading.voice.closed
    assert made.reading.store.positions[-1] == made.reading.state.position


def test_the_place_is_saved_when_nobody_reads_the_lines_any_more(shelf: Shelf) -> None:
    def put(text: str) -> None:
        if len(made.lines) == 4:
            raise BrokenPipeError

    made = plain_harness(shelf, voiced=False, begins=False, put=put)
    made.inbox.type_from(["\n"] * 10)
    with pytest.raises(BrokenPipeError):
        made.reader.run(WELCOME)
    assert made.reading.voice.closed
    assert made.reading.store.positions[-1] == Position(1, 0)


def test_whoever_ends_it_by_control_c_is_told_that_the_place_is_saved(shelf: Shelf) -> None:
    class Interrupted(Inbox):
        def next(self) -> Happened:
            raise KeyboardInterrupt

    made = plain_harness(shelf, voiced=False, begins=False, inbox=Interrupted())
    with pytest.raises(KeyboardInterrupt):
        made.reader.run(WELCOME)
    assert made.lines[-2:] == ["", SAVED]
    assert made.reading.voice.closed


def test_whose_place_cannot_be_saved_is_not_told_that_it_is(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder would be")
    with Shelf.open(folders_in(tmp_path)) as shelf:
        made = plain_harness(shelf, voiced=False, begins=False)
        made.inbox.post("q")
        made.reader.run(WELCOME, shelf.notices)
    assert made.lines[0].startswith("Your place, marks and notes cannot be kept: ")
    assert made.lines[-1] == "Your place could not be saved."


def test_where_another_window_reads_enter_is_waited_for(shelf: Shelf) -> None:
    beside = plain_harness(shelf, reads_alone=False, waits=True, faults=[TO_KNOW])
    assert beside.lines == [TO_KNOW, WELCOME, PLAY]
    assert beside.reading.voice.announced == [f"{WELCOME} {TO_KNOW}"]
    assert beside.hear() == []
    beside.type("")
    assert beside.hear(2)[0] == "Heading 1: Before you begin"


def test_where_nobody_can_be_asked_reading_begins_all_the_same(shelf: Shelf) -> None:
    beside = plain_harness(shelf, reads_alone=True, waits=True)
    assert beside.reading.state.status is Status.PLAYING


def test_a_place_that_another_window_has_passed_is_told_at_the_end(shelf: Shelf) -> None:
    made = plain_harness(shelf, begins=False, elsewhere=lambda: "It is there.")
    made.inbox.type_from(["q\n"])
    made.reader.run(WELCOME)
    assert made.lines[-1] == "It is there."
