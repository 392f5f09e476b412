"""Rendered speech: PCM with a mark for each word."""

from __future__ import annotations

from dataclasses import dataclass

SAMPLE_BYTES = 2


@dataclass(frozen=True, slots=True)
class Clip:
    """One clause rendered at the voice's own rate."""

    pcm: bytes
    """16-bit signed little-endian mono."""
    rate_hz: int
    marks: tuple[int, ...]
    """Frame where each word starts, one per word handed in, never falling."""
    gain_db: float = 0.0
    """Gain that makes its voice as loud as all others, added when it is played."""

    @property
    def frames(self) -> int:
        """Length in frames."""
        return len(self.pcm) // SAMPLE_BYTES

    @property
    def duration_s(self) -> float:
        """Length in seconds at the voice's own rate."""
        return self.frames / self.rate_hz
