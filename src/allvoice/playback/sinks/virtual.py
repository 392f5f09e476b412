"""Sinks whose time is advanced by hand: one that takes sound as it is heard, one ahead of it."""

from __future__ import annotations

from allvoice.playback.clip import SAMPLE_BYTES
from allvoice.playback.sinks.sink import AudioSource, SinkError


class VirtualSink:
    """Takes sound only when told to and keeps all of it."""

    name = "virtual"

    def __init__(self, rate_hz: int = 24_000) -> None:
        self.rate_hz = rate_hz
        self.latency_s = 0.0
        self.late_pulls = 0
        self.is_ill_fitting = False
        self.alive = True
        self.failure = SinkError("The virtual sound output was switched off.")
        self.recorded = bytearray()
        """Everything taken so far, silence included."""
        self._source: AudioSource | None = None

    @property
    def frames_played(self) -> int:
        """Frames taken so far."""
        return len(self.recorded) // SAMPLE_BYTES

    @property
    def waiting_frames(self) -> int:
        """Frames taken and not heard yet."""
        return 0

    def start(self, source: AudioSource) -> None:
        """Take sound from the source whenever time is advanced."""
        self._source = source

    def stop(self) -> None:
        """Take nothing until started again: time stands still."""
        self._source = None

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


class VirtualAheadSink(VirtualSink):
    """Takes sound ahead of the ear, and gives back what is not heard yet when asked."""

    def __init__(self, rate_hz: int = 24_000, ahead_frames: int = 12_000) -> None:
        super().__init__(rate_hz)
        self._ahead_frames = ahead_frames
        self._waiting = bytearray()

    @property
    def waiting_frames(self) -> int:
        """Frames taken and not heard yet."""
        return len(self._waiting) // SAMPLE_BYTES

    def recall(self, keep_s: float) -> int:
        """Give back what is not heard yet, but for what is still kept."""
        kept = min(self.waiting_frames, int(keep_s * self.rate_hz))
        given_back = self.waiting_frames - kept
        del self._waiting[kept * SAMPLE_BYTES :]
        return given_back

    def poke(self) -> None:
        """Take sound until enough is ahead."""
        while self._source is not None and self.waiting_frames < self._ahead_frames:
            if not self._source.feed(240, self._write):
                break

    def advance(self, frames: int, step_frames: int = 240) -> bytes:
        """Let time pass and return what was heard."""
        heard = bytearray()
        while frames > 0 and self._source is not None:
            step = min(step_frames, frames)
            self.poke()
            size = step * SAMPLE_BYTES
            heard += bytes(self._waiting[:size]).ljust(size, b"\0")
            del self._waiting[:size]
            frames -= step
        self.recorded += heard
        return bytes(heard)

    def _write(self, pcm: bytes) -> float:
        delay_s = self.waiting_frames / self.rate_hz
        self._waiting += pcm
        return delay_s
