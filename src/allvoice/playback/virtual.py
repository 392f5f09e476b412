"""A sink whose time is advanced by hand."""

from __future__ import annotations

from allvoice.playback.clip import SAMPLE_BYTES
from allvoice.playback.sink import SinkError, Source


class VirtualSink:
    """Takes sound only when told to and keeps all of it."""

    name = "virtual"

    def __init__(self, rate_hz: int = 24_000) -> None:
        self.rate_hz = rate_hz
        self.latency_s = 0.0
        self.alive = True
        self.failure = SinkError("The virtual sound output was switched off.")
        self.recorded = bytearray()
        """Everything taken so far, silence included."""
        self._source: Source | None = None

    @property
    def frames_played(self) -> int:
        """Frames taken so far."""
        return len(self.recorded) // SAMPLE_BYTES

    def start(self, source: Source) -> None:
        """Remember the source."""
        self._source = source

    def stop(self) -> None:
        """Rest; time stands still anyway."""

    def close(self) -> None:
        """Forget the source."""
        self._source = None

    def advance(self, frames: int, step_frames: int = 240) -> bytes:
        """Let time pass and return what was heard, padded with silence as a real device does."""
        heard = bytearray()
        while frames > 0 and self._source is not None:
            step = min(step_frames, frames)
            heard += self._source.read(step).ljust(step * SAMPLE_BYTES, b"\0")
            frames -= step
        self.recorded += heard
        return bytes(heard)
