"""Silence of the guide while something else has the listener's ear."""

from __future__ import annotations

from allvoice.reading.state import Status
from allvoice.tui.ports import Listening


class Interlude:
    """Remembers whether the guide is to be read on afterwards."""

    def __init__(self, listening: Listening) -> None:
        self._listening = listening
        self.reads_on = False
        """Whether the guide was being read when this began."""

    def begin(self) -> None:
        """Hold the reading."""
        state = self._listening.state
        # A sentence read on its own is no reading to go on with.
        self.reads_on = state.status is Status.PLAYING and not state.single
        if state.status is Status.PLAYING:
            self._listening.pause()

    def end(self) -> bool:
        """Read on where that was going on before; returns whether it does."""
        goes_on = self.reads_on and self._listening.state.status is Status.PAUSED
        if goes_on:
            self._listening.play()
        self.reads_on = False
        return goes_on

    def forget(self) -> None:
        """Leave the reading as the listener has it now."""
        self.reads_on = False
