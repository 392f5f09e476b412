"""Silence of the guide while something else has the listener's ear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allvoice.reading.commands import Pause, Play
from allvoice.reading.state import Status

if TYPE_CHECKING:
    from allvoice.reading.runner import ReadingSession


class PauseScope:
    """Remembers whether the guide is to be read on afterwards."""

    def __init__(self, session: ReadingSession) -> None:
        self._session = session
        self.reads_on = False
        """Whether the guide was being read when this began."""

    def begin(self) -> None:
        """Pause the reading."""
        state = self._session.state
        # A sentence read on its own is no reading to go on with. What was paused here before, for
        # something that leads on to this, still is to be gone on with.
        is_paused_here = self.reads_on and state.status is Status.PAUSED
        self.reads_on = state.reads_on or is_paused_here
        if state.status is Status.PLAYING:
            self._session.do(Pause())

    def end(self) -> bool:
        """Read on where that was going on before; returns whether it does."""
        goes_on = self.reads_on and self._session.state.status is Status.PAUSED
        if goes_on:
            self._session.do(Play())
        self.reads_on = False
        return goes_on

    def forget(self) -> None:
        """Leave the reading as the listener has it now."""
        self.reads_on = False
