"""A remote is there once something was heard, sees what changes, and is never waited for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from allvoice.reading.commands import Command, Move, Play
from allvoice.reading.state import NavigationLevel, Status
from allvoice.remote.model import Ask, Playback, Receive, Remote, Shown, Skip
from allvoice.remote.station import BETWEEN_S, Station
from allvoice.shelf.settings.specs import Settings
from tests.actions.harness import VirtualScheduler
from tests.reading.harness import SessionHarness, session_harness

Work = Callable[[], None]


@dataclass
class SeenRemote:
    """Remembers what it was to show, and asks for what a test wants."""

    receive: Receive
    tell: Callable[[str], None]
    shown: list[Shown] = field(default_factory=list)
    is_closed: bool = False

    def show(self, shown: Shown) -> None:
        self.shown.append(shown)

    def close(self) -> None:
        self.is_closed = True


class Desk:
    """A session with a station, whose threads run when a test lets them."""

    def __init__(self, settings: Settings | None = None, *, reachable: bool = True) -> None:
        self.reading: SessionHarness = session_harness()
        self.scheduler = VirtualScheduler(self.reading.clock)
        self.remotes: list[SeenRemote] = []
        self.done: list[str] = []
        self.posted: list[Work] = []
        self.loading: list[Work] = []
        self.told: list[str] = []
        self._reachable = reachable
        self.settings = settings or Settings()
        self.station = Station(
            self.reading.session,
            self.settings,
            self._make,
            do=self._do,
            post=self.posted.append,
            scheduler=self.scheduler,
            tell=self.told.append,
            clock=self.reading.clock,
            start=self.loading.append,
        )

    def _make(self, receive: Receive, tell: Callable[[str], None]) -> Remote | None:
        if not self._reachable:
            tell("there is no session bus")
            return None
        self.remotes.append(SeenRemote(receive, tell))
        return self.remotes[-1]

    def _do(self, action: str, argument: Command | None = None) -> None:
        self.done.append(action)

    def apply(self, **changes: object) -> None:
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        self.station.apply(self.settings)

    def let_threads_run(self) -> None:
        """Do what is loaded elsewhere, then what came of it."""
        while self.loading or self.posted:
            (self.loading or self.posted).pop(0)()

    def hear_first_word(self) -> SeenRemote:
        self.reading.do(Play())
        self.reading.hear_words(1)
        self.let_threads_run()
        return self.remotes[-1]


def test_nothing_is_loaded_before_the_first_word_was_heard() -> None:
    desk = Desk()
    desk.reading.do(Play())
    assert desk.loading == []
    desk.reading.hear_words(1)
    assert len(desk.loading) == 1
    # It is loaded elsewhere: the next words wait for nothing.
    desk.reading.hear_words(3)
    assert len(desk.loading) == 1
    assert desk.remotes == []
    desk.let_threads_run()
    assert desk.remotes[0].shown[-1].playback is Playback.PLAYING


def test_it_sees_each_word_and_each_jump() -> None:
    desk = Desk()
    remote = desk.hear_first_word()
    before = len(remote.shown)
    desk.reading.hear_words(2)
    assert len(remote.shown) == before + 2
    assert remote.shown[-1] == remote.shown[-2]
    desk.reading.do(Move(NavigationLevel.SECTION, 1))
    assert remote.shown[-1].jumps == remote.shown[-2].jumps + 1


def test_where_nobody_is_reached_the_reading_goes_on_and_only_who_wants_to_know_is_told() -> None:
    desk = Desk(reachable=False)
    desk.reading.do(Play())
    desk.reading.hear_all()
    desk.let_threads_run()
    assert desk.reading.state.status is Status.FINISHED
    assert desk.reading.messages == []
    assert desk.told == ["there is no session bus"]
    # It is not tried again at every word.
    assert desk.remotes == []


def test_what_is_asked_for_is_done_on_the_readers_thread() -> None:
    desk = Desk()
    remote = desk.hear_first_word()
    remote.receive(Ask.PAUSE)
    assert desk.done == []
    desk.let_threads_run()
    assert desk.done == ["play"]


def test_a_flood_is_looked_at_ten_times_a_second_and_the_first_at_once() -> None:
    desk = Desk()
    remote = desk.hear_first_word()
    for _ in range(1_000):
        remote.receive(Ask.STOP)
    assert len(desk.posted) == 1
    desk.let_threads_run()
    assert desk.done == ["stop"]
    for _ in range(1_000):
        remote.receive(Ask.PLAY)
    desk.let_threads_run()
    assert desk.done == ["stop"]
    assert desk.posted == []
    desk.scheduler.do_until(desk.reading.clock.now_s + BETWEEN_S)
    desk.let_threads_run()
    assert desk.done == ["stop", "read_on"]
    desk.reading.clock.now_s += BETWEEN_S * 2
    remote.receive(Ask.STOP)
    desk.let_threads_run()
    assert desk.done == ["stop", "read_on", "stop"]


def test_presses_that_had_to_wait_are_told_apart_by_when_they_came() -> None:
    desk = Desk()
    remote = desk.hear_first_word()
    remote.receive(Ask.PLAY)
    desk.let_threads_run()
    remote.receive(Skip(1))
    desk.let_threads_run()
    desk.reading.clock.now_s += BETWEEN_S / 2
    remote.receive(Skip(1))
    desk.scheduler.do_all()
    desk.let_threads_run()
    assert desk.done == ["read_on", "next_sentence", "next_section"]


def test_it_can_be_switched_off_and_on_again() -> None:
    desk = Desk()
    first = desk.hear_first_word()
    first.receive(Ask.STOP)
    desk.apply(media_keys=False)
    assert first.is_closed
    desk.let_threads_run()
    assert desk.done == []
    desk.reading.hear_words(2)
    assert desk.loading == []
    desk.apply(media_keys=True)
    desk.reading.hear_words(1)
    desk.let_threads_run()
    assert len(desk.remotes) == 2
    assert not desk.remotes[1].is_closed


def test_switched_off_from_the_start_nothing_is_ever_loaded() -> None:
    desk = Desk(Settings(media_keys=False))
    desk.reading.do(Play())
    desk.reading.hear_all()
    assert desk.loading == []


def test_titles_are_shown_from_the_moment_they_may_be_and_no_longer() -> None:
    desk = Desk()
    remote = desk.hear_first_word()
    assert remote.shown[-1].title == "allvoice"
    desk.apply(media_titles=True)
    assert remote.shown[-1].title == "Before you begin"
    desk.apply(media_titles=False)
    assert remote.shown[-1].title == "allvoice"


@pytest.mark.parametrize("setting", [{"media_next": "section"}])
def test_the_buttons_go_where_the_listener_chose(setting: dict[str, object]) -> None:
    desk = Desk()
    remote = desk.hear_first_word()
    desk.apply(**setting)
    remote.receive(Skip(-1))
    desk.let_threads_run()
    assert desk.done == ["previous_section"]


def test_one_that_is_made_after_the_end_is_closed_at_once() -> None:
    desk = Desk()
    desk.reading.do(Play())
    desk.reading.hear_words(1)
    desk.station.close()
    desk.let_threads_run()
    assert desk.remotes[0].is_closed
    assert desk.remotes[0].shown == []


def test_after_the_end_nothing_is_obeyed_and_nothing_is_seen() -> None:
    desk = Desk()
    remote = desk.hear_first_word()
    remote.receive(Ask.STOP)
    desk.station.close()
    desk.station.close()
    seen = len(remote.shown)
    desk.reading.hear_words(2)
    desk.let_threads_run()
    desk.scheduler.do_all()
    desk.let_threads_run()
    assert (desk.done, remote.is_closed, len(remote.shown)) == ([], True, seen)
