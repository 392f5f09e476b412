"""Who leaves hears and reads that the place is saved, and is kept by that no longer than wanted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from allvoice.actions.leaving import NOT_SAVED
from allvoice.actions.model import Services
from allvoice.guide.model import Position
from allvoice.reading.commands import GoTo, SetRate
from allvoice.reading.state import Status
from allvoice.shelf.locator import locate
from allvoice.shelf.store.entries import EntryKind
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


def quits(made: ByKeys | PlainHarness) -> None:
    if isinstance(made, ByKeys):
        made.do("quit")
    else:
        made.type("q")


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


@pytest.mark.parametrize("door", [keys_of, lines_of])
def test_who_would_lose_own_words_is_told_so_and_asked_once_more(
    tmp_path: Path, door: Callable[[Shelf], ByKeys | PlainHarness]
) -> None:
    (tmp_path / "data").write_text("a file where the folder would be")
    with Shelf.open(folders_in(tmp_path)) as shelf:
        made = door(shelf)
        for words in ("one", "two", "three"):
            entry = shelf.entries.add(EntryKind.NOTE, words)
        shelf.entries.change(entry, text="four")
        shelf.entries.remove(shelf.entries.add(EntryKind.NOTE, "removed again"))
        shelf.bookmarks.add(locate(made.reading.guide, Position(1)), "a mark")
        quits(made)
        asked = made.reading.voice.announced[-1]
        assert asked.startswith("If you quit now, 3 notes and 1 mark are lost: ")
        assert asked.casefold().endswith(" q again quits.")
        quits(made)
        assert made.reading.voice.announced[-1] == f"3 notes and 1 mark are lost. {NOT_SAVED}"


def test_who_goes_on_meanwhile_is_asked_anew(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder would be")
    with Shelf.open(folders_in(tmp_path)) as shelf:
        made = keys_of(shelf)
        shelf.cards.add("transplant")
        for action in ("quit", "where", "quit"):
            made.do(action)
        assert "1 card is lost: " in made.reading.voice.announced[-1]
        assert made.own == []


def test_a_pipe_that_has_no_more_to_say_is_not_asked(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder would be")
    with Shelf.open(folders_in(tmp_path)) as shelf:
        made = plain_harness(shelf, reads_alone=True)
        made.take(READY)
        shelf.entries.add(EntryKind.NOTE, "one")
        assert made.type("q")[-1] == f"1 note is lost. {NOT_SAVED}"


def test_what_reaches_the_disk_by_now_is_not_told_to_be_lost(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder would be")
    with Shelf.open(folders_in(tmp_path)) as shelf:
        made = keys_of(shelf)
        shelf.entries.add(EntryKind.NOTE, "one")
        (tmp_path / "data").unlink()
        made.do("quit")
        assert made.reading.voice.announced[-1] == SAVED
    with Shelf.open(folders_in(tmp_path)) as shelf:
        assert [each.text for each in shelf.entries.of()] == ["one"]


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
