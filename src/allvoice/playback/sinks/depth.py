"""Arithmetic for the depth of a buffer, where a device cannot be written well ahead."""

from __future__ import annotations

USUAL_PERIODS = 2
DEEP_PERIODS = 6
"""60 ms: as much as a key may take until it is heard."""
LATE_BEFORE_DEEPER = 2
CALM_AFTER_S = 60.0
"""After so long without a late pull the buffer is the usual again."""


class BufferDepth:
    """Counts late pulls, and says how many periods the next buffer should have.

    A shallow buffer answers a key sooner, a deep one bears a computer that wakes the program late.
    It outlives the devices that are opened one after the other.
    """

    def __init__(self) -> None:
        """Begin with the usual depth."""
        self.late_pulls = 0
        """Count of the times the buffer ran dry although there was more to hear."""
        self._recent = 0
        self._late_at_s = 0.0

    def late(self, now_s: float) -> None:
        """Note that the device asked when nothing was left in its buffer."""
        if now_s - self._late_at_s > CALM_AFTER_S:
            self._recent = 0
        self.late_pulls += 1
        self._recent += 1
        self._late_at_s = now_s

    def periods(self, now_s: float) -> int:
        """Return how many periods a buffer opened now should have."""
        calm = now_s - self._late_at_s > CALM_AFTER_S
        return USUAL_PERIODS if calm or self._recent < LATE_BEFORE_DEEPER else DEEP_PERIODS
