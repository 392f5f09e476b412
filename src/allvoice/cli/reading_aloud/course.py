"""What is read aloud, and when that is over: once, again and again, or until the sleep timer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allvoice.cli.console import tell
from allvoice.cli.reading_aloud.listener import NOTHING_HEARD
from allvoice.errors import NoVoiceError
from allvoice.guide.model import Position
from allvoice.reading.commands import (
    Command,
    GoTo,
    Play,
    PlayPassages,
    SetSleepTimer,
    Visit,
)
from allvoice.reading.progress import section_name
from allvoice.reading.sleep_state import SleepLength, Unit
from allvoice.reading.state import Status
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.guide.model import Guide
    from allvoice.reading.playlist import Playlist
    from allvoice.reading.runner import ReadingSession
    from allvoice.reading.sleep_state import SleepTimer
    from allvoice.reading.state import State

ENDED_IN = "The sleep timer has ended in {}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of a document is read, and how often."""

    playlist: Playlist | None = None
    """None for all of it."""
    told: str = ""
    """What is told first of it; empty for nothing."""
    urgent_blocks: tuple[int, int] | None = None
    """The first and the last that tell when to call, where only these are read; the care team's
    number, where one is kept, comes first."""
    repeats: bool = False
    """At its end it is begun again."""
    sleep: SleepLength | None = None
    """For how long it is read at most."""
    can_be_marked: bool = True
    """It is a document of the shelf, in which marks are found again."""

    @property
    def begins(self) -> Position:
        """The first sentence that is read."""
        if self.urgent_blocks is not None:
            return Position(self.urgent_blocks[0])
        return Position(0) if self.playlist is None else self.playlist.passages[0].first

    @property
    def last_block(self) -> int | None:
        """The last one that can be read at all; None for that of the document."""
        return None if self.urgent_blocks is None else self.urgent_blocks[1]

    def spans(self, guide: Guide) -> list[tuple[Position, Position]]:
        """Return the first and last sentence of each passage that is read, as they come."""
        end = Position(len(guide.blocks) - 1, len(guide.blocks[-1].sentences) - 1)
        if self.urgent_blocks is not None:
            last = self.urgent_blocks[1]
            return [(self.begins, Position(last, len(guide.blocks[last].sentences) - 1))]
        if self.playlist is not None:
            return [(each.first, each.last) for each in self.playlist.passages]
        return [(self.begins, end)]


def ended_by_timer(old: State, new: State) -> bool:
    """Return whether the sleep timer has ended the reading, rather than been turned off."""
    if old.sleep.timer is None or new.sleep.timer is not None:
        return False
    places = new.sleep.places
    return new.sleep.is_offered and places is not None and places.by_timer


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
        self.has_left = False
        """The listener, or the sleep timer, ended it; nothing more is to be heard."""
        self._was_heard = False
        self._is_through = False
        """The playlist was heard to its end."""
        session.observers.append(self)

    def begin(self) -> None:
        """Read from the beginning."""
        self._session.do(self._first())
        if self._chosen.sleep is not None:
            self._session.do(SetSleepTimer(self._chosen.sleep))

    def _first(self) -> Command:
        chosen = self._chosen
        if chosen.urgent_blocks is not None:
            said, shown = self._number(True), self._number(False)
            return Visit(chosen.begins, chosen.urgent_blocks[1], said, shown, urgent=True)
        if chosen.playlist is not None:
            return PlayPassages(chosen.playlist, chosen.told)
        is_first = self._session.state.status is Status.STOPPED
        return Play() if is_first else GoTo(chosen.begins, play=True)

    def end(self) -> None:
        """Let it be over: the listener has left."""
        self.has_left = True

    def is_over(self) -> bool:
        """Tell whether nothing more is read; what is to be read again is begun again.

        Raises:
            NoVoiceError: nothing could be heard of it, nor could any more be.
        """
        state = self._session.state
        if self.has_left:
            return True
        if self._is_at_its_end(state):
            if not self._chosen.repeats:
                return True
            if not self._was_heard:
                raise NoVoiceError(NOTHING_HEARD)
            self._was_heard = self._is_through = False
            self._begin_again(state.sleep.timer)
            return False
        # Whoever stopped it or was led away goes on by a key.
        return state.is_at_rest and not self._has_hands()

    def _begin_again(self, timer: SleepTimer | None) -> None:
        """Begin again under the same sleep timer."""
        is_all = self._chosen.playlist is None
        self._session.do(self._first())
        if timer is not None and is_all and timer.length.unit is not Unit.MINUTES:
            # Its last section was heard to the end; the session saw only a jump.
            self._session.do(SetSleepTimer(SleepLength(timer.length.unit, int(timer.left) - 1)))

    def _is_at_its_end(self, state: State) -> bool:
        urgent = self._chosen.urgent_blocks
        if urgent is not None:
            return state.is_at_rest and state.position.block >= urgent[1]
        is_all = state.status is Status.FINISHED and state.playlist is None
        return state.visit is None and (is_all or self._is_through)

    def state_changed(self, old: State, new: State) -> None:
        """Note that something is heard, and that the playlist is through; one may leave it too."""
        self._was_heard = self._was_heard or new.word > 0
        if ended_by_timer(old, new):
            self.has_left = True
            guide, places = self._session.guide, new.sleep.places
            at = new.position if places is None or places.ended is None else places.ended
            tell(ended(ENDED_IN.format(section_name(guide, guide.section_of(at)))))
        if old.playlist is not None and new.playlist is None:
            self._is_through = new.is_at_rest

    def message_shown(self, text: str) -> None:
        """Leave it to others."""
