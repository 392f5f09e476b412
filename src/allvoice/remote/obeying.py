"""What is done for each request, on the reader's own thread."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from allvoice.limits import RATE_NORMAL_WPM
from allvoice.reading import commands
from allvoice.reading.progress import target
from allvoice.reading.state import NavigationLevel
from allvoice.reading.timeline import Timeline
from allvoice.remote.inlet import Kept, Press
from allvoice.remote.model import Ask, SeekBy, SeekTo, SetRate, SetVolume
from allvoice.remote.shown import place_of

if TYPE_CHECKING:
    from allvoice.guide.model import Guide, Position
    from allvoice.reading.commands import Command
    from allvoice.reading.runner import ReadingSession

DOUBLE_WITHIN_S = 0.4
"""Two presses as close together are one gesture, as headsets count them. A button that is held
comes again every 30 to 90 ms."""
_EXACTLY: dict[Ask, tuple[str, Command | None]] = {
    # The session knows whether there is anything to pause: pausing what is paused is harmless.
    Ask.PAUSE: ("play", commands.Pause()),
    Ask.PLAY: ("read_on", None),
    Ask.PLAY_PAUSE: ("play", None),
    Ask.STOP: ("stop", None),
    Ask.QUIT: ("quit", None),
}
_WAYS = {1: "next", -1: "previous"}


class Does(Protocol):
    """Does an action of the catalogue."""

    def __call__(self, action: str, argument: Command | None = None) -> None:
        """Do it; with an argument exactly that."""
        ...


class Obeying:
    """Does what a remote asks for by the actions that keys ask for."""

    def __init__(
        self, session: ReadingSession, do: Does, presses_skip_sections: Callable[[], bool]
    ) -> None:
        """Begin with nothing pressed.

        Args:
            session: the reading.
            do: does an action.
            presses_skip_sections: tells whether one press goes on by a section.
        """
        self._session = session
        self._do = do
        self._skips_sections = presses_skip_sections
        self._pressed: Press | None = None
        self._from: tuple[Guide, Position] | None = None
        """Where the first of several presses began."""

    def obey(self, kept: Kept) -> None:
        """Do what was asked for."""
        match kept:
            case Ask():
                self._do(*_EXACTLY[kept])
            case Press():
                self._skip(kept)
            case SeekBy(offset_s):
                self._seek_by(offset_s)
            case SeekTo(time_s):
                self._seek_to(time_s)
            case SetRate(rate):
                self._set_rate(rate)
            case SetVolume(volume):
                if math.isfinite(volume):
                    self._do("louder", commands.SetVolume(round(volume * 100)))

    def _set_rate(self, rate: float) -> None:
        if rate == 0:
            # By the specification of MPRIS.
            self.obey(Ask.PAUSE)
        elif math.isfinite(rate) and rate > 0:
            self._do("normal_pace", commands.SetRate(round(rate * RATE_NORMAL_WPM)))

    def _skip(self, press: Press) -> None:
        """Go on or back by a sentence; pressed again at once, by a section from where it began.

        The first press is not kept waiting for a second one.
        """
        before, self._pressed = self._pressed, press
        section = f"{_WAYS[press.way]}_section"
        is_again = (
            before is not None
            and before.way == press.way
            and press.at_s - before.at_s <= DOUBLE_WITHIN_S
        )
        if self._skips_sections():
            self._do(section)
        elif not is_again:
            self._from = self._session.guide, self._session.state.position
            self._do(f"{_WAYS[press.way]}_sentence")
        else:
            self._do(section, self._second(press.way))

    def _second(self, way: int) -> Command | None:
        """Return what the second of two presses does; None where it is one of many."""
        began, self._from = self._from, None
        if began is None or began[0] is not self._session.guide:
            return None
        found = target(*began, NavigationLevel.SECTION, way)
        return None if found is None else commands.GoTo(found)

    def _seek_by(self, offset_s: float) -> None:
        session = self._session
        place = place_of(session.guide, Timeline(session.guide), session.state)
        position = self._at(place.time_s + offset_s)
        if position is not None and offset_s > 0 and position <= place.position:
            # A sentence is begun at its start: within a long one, on would be back.
            position = place.following
        if position is None:
            # By the specification of MPRIS: what lies beyond the end is the next one.
            self._do("next_sentence")
        else:
            self._go_to(position)

    def _seek_to(self, time_s: float) -> None:
        position = self._at(time_s)
        if position is not None:
            self._go_to(position)

    def _go_to(self, position: Position) -> None:
        # As by a key that moves: where the reading rests one sentence is heard.
        self._do("go_to_sentence", commands.GoTo(position))

    def _at(self, time_s: float) -> Position | None:
        """Return the sentence at a time; None beyond the end of what is read."""
        session = self._session
        timeline = Timeline(session.guide)
        if not time_s <= timeline.duration_s(RATE_NORMAL_WPM):
            return None
        position = timeline.at(max(0.0, time_s), RATE_NORMAL_WPM)
        last_block = session.config.last_block
        return position if last_block is None or position.block <= last_block else None
