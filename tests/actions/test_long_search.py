"""A long search holds up no key, and another key ends it."""

from __future__ import annotations

import re

import pytest

from allvoice.actions.announcer import Announcer
from allvoice.actions.finding.finds_beside import FindsBeside
from allvoice.actions.finding.search import AT_ONCE_S, TOLD_AFTER_S, Search
from allvoice.actions.model import ListItem, Message, Result
from allvoice.actions.pause_scope import PauseScope
from allvoice.guide.model import Position
from allvoice.guide.search.steps import Steps
from allvoice.reading.commands import Play
from allvoice.reading.state import Status
from allvoice.tui.keys.keymap import Keymap
from tests.actions.harness import (
    RecordingDoor,
    VirtualScheduler,
)
from tests.reading.harness import SessionHarness, VirtualClock, session_harness


class NothingElse:
    """Finds nothing beside the document."""

    where = "nowhere"
    comes_first = has_phrase = False

    def read(self) -> Steps[None]:
        yield from ()

    def look_for(self, query: str) -> Steps[None]:
        yield from ()

    def __len__(self) -> int:
        return 0

    def item(self, index: int) -> ListItem:
        raise IndexError(index)

    def choose(self, index: int) -> Result:
        raise IndexError(index)


class Slow:
    """A search in which a second passes at every look at the clock, over a guide of many blocks."""

    def __init__(self, seconds_a_look: float, text: str) -> None:
        self.reading: SessionHarness = session_harness(text=text)
        session = self.reading.session
        self.shown: list[str] = []
        self.announcer = Announcer(session, self.shown.append, "normal")
        session.observers.append(self)
        self.pause_scope = PauseScope(session)
        self.door = RecordingDoor(session, self.announcer, self.pause_scope)
        self.clock = VirtualClock()
        self.scheduler = VirtualScheduler(self.clock)
        self.arrived: list[tuple[Position, Message]] = []
        self._seconds_a_look = seconds_a_look

        def look() -> float:
            self.clock.now_s += self._seconds_a_look
            return self.clock.now_s

        self.search = Search(
            session,
            Keymap(),
            self.door,
            self.announcer,
            self.pause_scope,
            lambda position, message: self.arrived.append((position, message)),
            self.scheduler,
            FindsBeside(NothingElse(), NothingElse()),
            lambda position: None,
            look,
        )

    def state_changed(self, old: object, new: object) -> None:
        """Nothing is drawn."""

    def message_shown(self, text: str) -> None:
        self.announcer.message_shown(text)


MANY = "# A\n\n" + "".join(f"Sentence {number} is here.\n\n" for number in range(40))
SEARCHING = "Searching. Any key ends it."


def test_a_short_search_is_over_at_once() -> None:
    made = Slow(AT_ONCE_S / 1_000, MANY)
    made.search.find("sentence 30")
    assert [position for position, *_ in made.arrived] == [Position(31)]
    assert made.scheduler.is_idle
    assert made.shown == []


def test_a_long_search_goes_on_between_keys_and_is_told_of_once() -> None:
    made = Slow(AT_ONCE_S, MANY)
    made.search.find("is here")
    assert made.arrived == []
    assert not made.scheduler.is_idle
    made.scheduler.do_all()
    assert [position for position, *_ in made.arrived] == [Position(1)]
    assert re.fullmatch(r"Is here, more than [1-9] places?\.", made.arrived[0][1].text)
    assert made.shown == [SEARCHING]


def test_it_is_not_told_of_before_it_has_taken_a_while() -> None:
    made = Slow(AT_ONCE_S, MANY)
    began_s = made.clock.now_s
    made.search.find("is here")
    while not made.shown:
        assert made.clock.now_s - began_s < 2 * TOLD_AFTER_S + AT_ONCE_S
        made.scheduler.do_next()
    assert made.clock.now_s - began_s >= TOLD_AFTER_S


def test_another_key_ends_it_and_nothing_is_gone_to() -> None:
    made = Slow(AT_ONCE_S, MANY)
    made.search.find("is here")
    made.search.give_way(goes_on=True, waits=False)
    made.scheduler.do_all()
    assert made.arrived == []
    assert made.shown == []


def test_a_key_right_behind_a_search_is_for_what_it_finds() -> None:
    made = Slow(AT_ONCE_S / 2, f"{MANY}The third.\n")
    made.search.find("sentence 30")
    assert made.arrived == [], "it takes its time"
    made.search.give_way(goes_on=True, waits=True)
    assert [position for position, *_ in made.arrived] == [Position(31)]
    assert made.shown == []


def test_a_key_does_not_wait_for_ever_and_says_so() -> None:
    made = Slow(AT_ONCE_S, MANY * 100)
    made.search.find("nowhere")
    made.search.give_way(goes_on=True, waits=True)
    made.scheduler.do_all()
    assert made.arrived == []
    assert made.shown == ["The search has ended."]


@pytest.mark.parametrize("goes_on", [True, False])
def test_the_reading_it_held_goes_on_unless_the_key_is_about_that(goes_on: bool) -> None:
    made = Slow(AT_ONCE_S, MANY)
    made.reading.do(Play())
    made.search.open()
    made.search.answer("is here")
    assert made.reading.state.status is Status.PAUSED
    made.search.give_way(goes_on=goes_on, waits=False)
    expected = Status.PLAYING if goes_on else Status.PAUSED
    assert made.reading.state.status is expected
    assert not made.pause_scope.end()


def test_words_typed_anew_end_the_search_for_the_others() -> None:
    made = Slow(AT_ONCE_S, MANY)
    made.search.find("sentence 30")
    made.search.find("sentence 20")
    made.scheduler.do_all()
    assert [position for position, *_ in made.arrived] == [Position(21)]


def test_what_is_nowhere_is_told_at_the_end_of_a_long_search_too() -> None:
    made = Slow(AT_ONCE_S, MANY)
    made.search.find("\u00bf\u00bf")
    made.scheduler.do_all()
    assert made.arrived == []
    assert made.shown[-1] == "Nothing in this guide matches “\u00bf\u00bf”."


def test_where_nobody_waits_a_search_is_finished_before_anything_else_is_done() -> None:
    made = Slow(AT_ONCE_S, MANY)
    made.search.find("is here")
    made.search.finish()
    assert [position for position, *_ in made.arrived] == [Position(1)]
    made.scheduler.do_all()
    made.search.finish()
    assert len(made.arrived) == 1


def test_with_nothing_under_way_there_is_nothing_to_drop() -> None:
    made = Slow(0.0, MANY)
    made.reading.do(Play())
    made.search.open()
    made.search.give_way(goes_on=True, waits=False)
    assert made.reading.state.status is Status.PAUSED


def test_a_search_is_prepared_between_keys_while_its_words_are_typed() -> None:
    made = Slow(AT_ONCE_S, f"{MANY}The first.\n")
    made.search.open()
    assert not made.scheduler.is_idle, "keys come in between"
    made.scheduler.do_all()
    indexes = set(made.reading.session.guide.search_indexes)
    assert indexes
    made.search.answer("sentence 30")
    made.scheduler.do_all()
    assert [position for position, *_ in made.arrived] == [Position(31)]
    assert set(made.reading.session.guide.search_indexes) == indexes, "nothing was left to make"


def test_words_sent_off_before_all_is_prepared_are_looked_for_all_the_same() -> None:
    made = Slow(AT_ONCE_S, f"{MANY}The second.\n")
    made.search.open()
    made.scheduler.do_next()
    made.search.answer("sentence 30")
    made.scheduler.do_all()
    assert [position for position, *_ in made.arrived] == [Position(31)]
