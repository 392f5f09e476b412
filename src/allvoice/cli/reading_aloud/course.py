"""What is read aloud, and when that is over: once, again and again, or until the sleep timer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allvoice.cli.reading_aloud.listener import NOTHING_HEARD
from allvoice.errors import NoVoiceError
from allvoice.guide.model import Position
from allvoice.reading.commands import Command, GoTo, Play, SetSleepTimer, Visit
from allvoice.reading.state import Status

if TYPE_CHECKING:
    from allvoice.reading.runner import ReadingSession
    from allvoice.reading.sleep_state import SleepLength
    from allvoice.reading.state import State


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of a document is read, and how often."""

    first_block: int
    last_block: int
    is_urgent: bool = False
    """It tells when to call; the care team's number, where one is kept, comes first."""
    repeats: bool = False
    """At its end it is begun again."""
    sleep: SleepLength | None = None
    """For how long it is read at most."""


class Course:
    """Begins the reading, begins it again, and knows when it is over. An observer of it."""

    def __init__(
        self,
        session: ReadingSession,
        chosen: Chosen,
        number: Callable[[bool], str],
        has_hands: Callable[[], bool],
    ) -> None:
        """Begin with nothing read.

        Args:
            session: the reading.
            chosen: what is read.
            number: returns the care team's number, as it is said or as it is shown.
            has_hands: tells whether somebody can press a key, now or later.
        """
        self._session = session
        self._chosen = chosen
        self._number = number
        self._has_hands = has_hands
        self._has_ended = False
        self._was_heard = False
        session.observers.append(self)

    def begin(self) -> None:
        """Read from the beginning."""
        self._session.do(self._first())
        if self._chosen.sleep is not None:
            self._session.do(SetSleepTimer(self._chosen.sleep))

    def _first(self) -> Command:
        chosen, start = self._chosen, Position(self._chosen.first_block)
        if chosen.is_urgent:
            said, shown = self._number(True), self._number(False)
            return Visit(start, chosen.last_block, said, shown, urgent=True)
        return Play() if self._session.state.status is Status.STOPPED else GoTo(start, play=True)

    def end(self) -> None:
        """Let it be over: the listener has left."""
        self._has_ended = True

    def is_over(self) -> bool:
        """Tell whether nothing more is read; what is to be read again is begun again.

        Raises:
            NoVoiceError: nothing could be heard of it, nor could any more be.
        """
        state = self._session.state
        if self._has_ended:
            return True
        if self._is_at_its_end(state):
            if not self._chosen.repeats:
                return True
            if not self._was_heard:
                raise NoVoiceError(NOTHING_HEARD)
            self._was_heard = False
            self._session.do(self._first())
            return False
        if self._has_hands():
            # Whoever stopped it, fell asleep or was led away goes on by a key.
            return False
        return state.is_at_rest or (state.status is Status.PAUSED and state.sleep.is_offered)

    def _is_at_its_end(self, state: State) -> bool:
        if not self._chosen.is_urgent:
            return state.status is Status.FINISHED and state.visit is None
        return state.is_at_rest and state.position.block >= self._chosen.last_block

    def state_changed(self, old: State, new: State) -> None:
        """Note that something is heard."""
        self._was_heard = self._was_heard or new.word > 0

    def message_shown(self, text: str) -> None:
        """Leave it to others."""
