"""Who leaves hears and reads that the place is saved, and is kept by that no longer than wanted."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.actions.leaving import NOT_SAVED
from allvoice.actions.model import Services
from allvoice.guide.model import Position
from allvoice.reading.commands import GoTo, SetRate
from allvoice.reading.state import Status
from allvoice.shelf.store.shelf import Shelf
from allvoice.speech.protocol import Notice, NoticeKind, NoVoice, Ready, UtteranceEnded
from tests.actions.harness import ByKeys, settings_of
from tests.plain.harness import PlainHarness, plain_harness
from tests.shelf.guides import folders_in

READY = Ready("espeak", "en", (("en", "English"),))
SAVED = "Place saved: chapter 1, Before you begin."


def keys_of(shelf: Shelf, *, services: Services | None = None, **changes: object) -> ByKeys:
    made = ByKeys(shelf, settings_of(**changes), services=services)
    made.reading.session.handle(READY)
    return made


def lines_of(shelf: Shelf, **changes: object) -> PlainHarness:
    made = plain_harness(shelf, reads_alone=False, settings=settings_of(**changes))
    made.take(READY)
    return made


# The screen


def test_the_place_is_said_and_shown_and_the_end_comes_when_it_was_heard(shelf: Shelf) -> None:
    made = keys_of(shelf)
    made.do("quit")
    assert made.reading.voice.announced[-1] == SAVED
    assert made.messages[-1] == SAVED
    assert made.reading.state.status is Status.STOPPED
    assert made.own == []
    made.reading.hear_announcement()
    assert made.own == ["quit"]
    assert made.scheduler.is_idle


def test_the_end_does_not_wait_for_ever(shelf: Shelf) -> None:
    made = keys_of(shelf)
    made.do("quit")
    made.scheduler.do_all()
    assert made.own == ["quit"]
    made.reading.hear_announcement()
    assert made.own == ["quit"]


@pytest.mark.parametrize("action", ["quit", "play", "back", "contents"])
def test_any_key_meanwhile_ends_it_at_once_and_does_nothing_else(shelf: Shelf, action: str) -> None:
    made = keys_of(shelf)
    made.do("quit")
    said = list(made.reading.voice.announced)
    made.do(action)
    assert made.own == ["quit"]
    assert made.reading.voice.announced == said
    assert made.door.model is None
    made.scheduler.do_all()
    assert made.own == ["quit"]


def test_a_key_without_an_action_ends_it_too(shelf: Shelf) -> None:
    made = keys_of(shelf)
    made.do("quit")
    assert made.actions.end_tour_by_unknown_key()
    assert made.own == ["quit"]


def test_in_the_middle_of_the_tour_or_a_search_it_is_the_same(shelf: Shelf) -> None:
    made = keys_of(shelf)
    made.do("tour")
    made.do("quit")
    assert made.reading.voice.announced[-1] == SAVED
    assert made.reading.state.status is Status.STOPPED
    made = keys_of(shelf)
    made.do("search")
    made.do("quit")
    assert made.door.question is None
    assert made.reading.voice.announced[-1] == SAVED


def test_from_the_urgent_list_the_place_that_was_left_is_named(shelf: Shelf) -> None:
    made = ByKeys(
        shelf, settings_of(), text="# When to call the care team now\n\nNow.\n\n# Food\n\nEat.\n"
    )
    made.reading.session.handle(READY)
    made.reading.do(GoTo(Position(3), play=False))
    made.do("urgent")
    made.do("quit")
    assert made.messages[-1] == "Place saved: chapter 2, Food."


@pytest.mark.parametrize("changes", [{"interface_voice": False}, {"external_screen_reader": True}])
def test_where_nothing_may_be_said_it_is_shown_and_ends_at_once(
    shelf: Shelf, changes: dict[str, object]
) -> None:
    made = ByKeys(shelf, settings_of(**changes))
    made.reading.session.handle(READY)
    made.do("quit")
    assert made.own == ["quit"]
    assert made.messages[-1] == SAVED
    assert SAVED not in made.reading.voice.announced


@pytest.mark.parametrize(
    "event", [NoVoice("Nothing speaks."), Notice("Gone.", kind=NoticeKind.SOUND_LOST), None]
)
def test_where_nothing_can_be_heard_nobody_waits(
    shelf: Shelf, event: NoVoice | Notice | None
) -> None:
    made = ByKeys(shelf, settings_of())
    if event is not None:
        made.reading.session.handle(READY)
        made.reading.session.handle(event)
    made.do("quit")
    assert made.own == ["quit"]
    assert made.messages[-1] == SAVED


def test_in_a_sound_file_the_last_words_would_be_out_of_place(shelf: Shelf) -> None:
    made = keys_of(shelf, services=Services(says_farewell=False))
    made.do("quit")
    assert made.own == ["quit"]
    assert SAVED not in made.reading.voice.announced


def test_a_place_that_another_window_keeps_is_told_instead(shelf: Shelf) -> None:
    made = keys_of(shelf, services=Services(elsewhere=lambda: "It is there."))
    made.do("quit")
    assert made.reading.voice.announced[-1] == "It is there."


def test_a_place_that_cannot_be_kept_is_not_said_to_be(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder would be")
    with Shelf.open(folders_in(tmp_path)) as shelf:
        made = keys_of(shelf)
        made.do("quit")
        assert made.reading.voice.announced[-1] == NOT_SAVED
        assert made.actions.leaving.words == NOT_SAVED


def test_what_would_keep_the_listener_too_long_is_shown_and_not_said(shelf: Shelf) -> None:
    made = keys_of(shelf)
    made.reading.do(SetRate(90))
    made.do("quit")
    assert made.reading.voice.announced[-1] == "Place saved, chapter 1."
    assert made.messages[-1] == SAVED
    made.reading.hear_announcement()
    assert made.own == ["quit"]


def test_of_a_document_without_chapters_it_is_said_that_it_is_saved(shelf: Shelf) -> None:
    text = "# What the hospital gave us to read on the first day\n\nText.\n"
    made = ByKeys(shelf, settings_of(), text=text)
    made.reading.session.handle(READY)
    made.do("quit")
    assert made.reading.voice.announced[-1] == "Place saved."
    assert made.messages[-1] == "Place saved: What the hospital gave us to read on the first day."


# Plain lines


def test_in_lines_it_is_one_line_and_the_end_waits_for_the_voice(shelf: Shelf) -> None:
    made = lines_of(shelf)
    assert made.type("q") == [SAVED]
    assert made.reading.voice.announced[-1] == SAVED
    was_going, state = made.reader.is_going, made.reading.state
    assert was_going
    assert state.announcement_id is not None
    made.take(UtteranceEnded(state.generation, state.announcement_id))
    assert not made.reader.is_going
    assert made.lines[-1] == SAVED


@pytest.mark.parametrize("typed", ["", "q", "frobnicate"])
def test_in_lines_whatever_is_typed_ends_it(shelf: Shelf, typed: str) -> None:
    made = lines_of(shelf)
    made.type("q")
    assert made.type(typed) == []
    assert not made.reader.is_going


def test_in_lines_the_end_of_the_typing_keeps_nobody_from_hearing_it(shelf: Shelf) -> None:
    made = lines_of(shelf)
    made.type("q")
    made.take(None)
    assert made.reader.is_going


def test_at_a_terminal_the_end_of_the_typing_is_a_way_to_leave(shelf: Shelf) -> None:
    made = lines_of(shelf)
    made.take(None)
    assert made.reading.voice.announced[-1] == SAVED
    assert made.lines[-1] == SAVED
    assert made.reader.is_going


def test_in_lines_nobody_waits_where_nothing_may_be_said(shelf: Shelf) -> None:
    made = lines_of(shelf, interface_voice=False)
    assert made.type("q") == [SAVED]
    assert not made.reader.is_going
