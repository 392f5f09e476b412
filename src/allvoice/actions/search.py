"""Searching: words are typed, and the next place that has them is gone to, either way round."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from allvoice.actions import queries
from allvoice.actions.model import ControlNames, FrontDoor, Message, Question, Result
from allvoice.event_loop import Scheduler
from allvoice.guide.search import Match, Steps, look
from allvoice.text import shown

if TYPE_CHECKING:
    from allvoice.actions.announcer import Announcer
    from allvoice.actions.pause_scope import PauseScope
    from allvoice.guide.model import Position
    from allvoice.reading.runner import ReadingSession

BETWEEN_KEYS_S = 0.005
"""Left to the keys between two pieces of a long search."""
AT_ONCE_S = 0.1
"""A search takes the listener's keys for no longer; what is left of it is done between them."""
TOLD_AFTER_S = 0.3
"""A search that takes longer is told of."""
MOST_SHOWN_CHARS = 40
"""Of what was searched for, when it is told that it is nowhere."""
NOTHING_TYPED = Message("Nothing was typed.", earcon="close")
T = TypeVar("T")


class Search:
    """Looks for words in the document being read."""

    def __init__(
        self,
        session: ReadingSession,
        controls: ControlNames,
        front_door: FrontDoor,
        announcer: Announcer,
        pause_scope: PauseScope,
        go_to: Callable[[Position, bool | None, Message | None], None],
        scheduler: Scheduler,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin with nothing looked for.

        Args:
            session: the guide and the place.
            controls: names keys in hints.
            front_door: lets words be typed, and marks what was found.
            announcer: tells what was found.
            pause_scope: pauses the reading while words are typed.
            go_to: goes to a place, reading there or not, and tells something of it.
            scheduler: goes on with a long search once the keys that are waiting were answered.
            clock: seconds.
        """
        self._session = session
        self._controls = controls
        self._front_door = front_door
        self._announcer = announcer
        self._pause_scope = pause_scope
        self._go_to = go_to
        self._scheduler = scheduler
        self._clock = clock
        self._pending: Steps[object] | None = None
        self._finish: Callable[[], object] = lambda: None
        """Does all that is left of what is pending."""
        self._query = ""
        self._match: Match | None = None
        self._is_ended = False

    @property
    def is_on(self) -> bool:
        """Whether next and previous go by what is looked for."""
        return self._match is not None

    def open(self) -> Question:
        """Let words be typed; the reading is paused meanwhile."""
        if self._front_door.is_list_open:
            self._front_door.close_list()
        else:
            self._pause_scope.begin()
        kept = f" Enter alone looks for {self._query}." if self._query else ""
        said = f"Search. Type what to find, then Enter.{kept}"
        message = Message(said, hint="Escape leaves.", earcon="open", is_shown=True)
        return Question(message, self._query, self.answer, self.leave)

    def leave(self) -> Result:
        """Stop typing."""
        self._front_door.stop_asking()
        return None if self._pause_scope.end() else Message("Search left.", earcon="close")

    def answer(self, typed: str) -> Result:
        """Stop typing, and go to the next sentence that holds what was typed."""
        self._front_door.stop_asking()
        if typed.split():
            return self.find(typed)
        return None if self._pause_scope.end() else NOTHING_TYPED

    def find(self, typed: str) -> Result:
        """Go to the next sentence that holds some words, the present one included.

        Without any words, or with those that were just found here, look on for those of before.
        """
        query = " ".join(typed.split())
        guide, position = self._session.guide, self._session.state.position
        is_here = self._match is not None and self._match.position == position
        if not query or (query == self._query and is_here):
            return self.go_on(1)
        self._query = query
        self._is_ended = False

        def steps() -> Steps[tuple[Match | None, str]]:
            match = yield from look(guide, query, position, 1, include_here=True)
            count = (yield from queries.found(guide, query)) if match is not None else ""
            return match, count

        def done(found: tuple[Match | None, str]) -> None:
            match, count = found
            self._arrive(match, play=True if self._pause_scope.reads_on else None, count=count)

        self._work(steps(), done)
        return None

    def go_on(self, step: int) -> Result:
        """Go to the next place (1) or the one before (-1)."""
        if not self._query or self._is_ended:
            return Message(f"{self._controls.press('search')} to search first.")
        steps = look(self._session.guide, self._query, self._session.state.position, step)
        edge = "end" if step > 0 else "start"
        play = True if self._pause_scope.reads_on else None
        self._work(steps, lambda match: self._arrive(match, play=play, edge=edge))
        return None

    def end(self) -> None:
        """Let next and previous be what they are without a search."""
        self._is_ended = True
        if self._match is not None:
            self._match = None
            self._front_door.show_match(None)

    def drop(self, *, goes_on: bool) -> None:
        """Look no further, if a search is under way.

        Args:
            goes_on: the reading that the search paused is to be gone on with.
        """
        if self._pending is None:
            return
        self._pending = None
        if goes_on:
            self._pause_scope.end()
        else:
            self._pause_scope.forget()

    def finish(self) -> None:
        """Look to the end, however long it takes, if a search is under way."""
        if self._pending is not None:
            self._finish()

    def _work(self, steps: Steps[T], done: Callable[[T], None]) -> None:
        """Do some work, at once as far as no key has to wait for it."""
        self._pending = steps
        self._finish = lambda: self._look_on(steps, done, math.inf)
        self._go_further(steps, done, self._clock(), is_told=False)

    def _go_further(
        self, steps: Steps[T], done: Callable[[T], None], began_s: float, *, is_told: bool
    ) -> None:
        if self._pending is not steps:
            return
        now_s = self._look_on(steps, done, self._clock() + AT_ONCE_S)
        if self._pending is not steps:
            return
        if not is_told and now_s - began_s >= TOLD_AFTER_S:
            is_told = True
            self._announcer.say("Searching. Any key ends it.")
        self._scheduler.do_later(
            BETWEEN_KEYS_S, lambda: self._go_further(steps, done, began_s, is_told=is_told)
        )

    def _look_on(self, steps: Steps[T], done: Callable[[T], None], until_s: float) -> float:
        """Look until some time or to the end, and return the time."""
        while True:
            try:
                next(steps)
            except StopIteration as end:
                self._pending = None
                done(end.value)
                return self._clock()
            now_s = self._clock()
            if now_s >= until_s:
                return now_s

    def _arrive(
        self, match: Match | None, *, play: bool | None, count: str = "", edge: str = "end"
    ) -> None:
        self._match = match
        self._front_door.show_match(match)
        if match is None:
            self._pause_scope.end()
            query = shown(self._query, MOST_SHOWN_CHARS)
            said = f"Nothing in this guide matches “{query}”."
            self._announcer.tell(Message(said, earcon="edge"))
            return
        self._pause_scope.forget()
        round_ = f"Gone round the {edge} of the guide." if match.wrapped else ""
        said = " ".join(filter(None, [count, round_]))
        earcon = "edge" if match.wrapped else ""
        self._go_to(match.position, play, Message(said, earcon=earcon) if said else None)
