"""How the reading becomes soft little by little, and loud again."""

from __future__ import annotations

from array import array

RAMP_S = 0.3
"""Whatever is asked for at once takes so long, so that it does not click."""


class Fade:
    """A level from 0, silent, to 1, as loud as ever; it moves with the sound and waits with it.

    The steps of a level are even to the ear, as those of the volume are: its square is the factor.
    Not thread-safe: the player locks.
    """

    def __init__(self, rate_hz: int) -> None:
        self.level = 1.0
        """Of the frame that comes next."""
        self._rate_hz = rate_hz
        self._to = 1.0
        self._step = 0.0
        """What is added to the level each frame until it is there; it stays, for the level may be
        gone back with."""

    @property
    def is_full(self) -> bool:
        """Whether all that comes is as loud as ever."""
        return self.level == self._to == 1.0

    def jump(self, level: float) -> None:
        """Be at a level: nothing is heard now."""
        self.level = self._to = level
        self._step = 0.0

    def aim(self, to: float, over_s: float) -> None:
        """Come to a level in so many seconds of sound, from where it is; never at once."""
        self._to = to
        self._step = (to - self.level) / (max(over_s, RAMP_S) * self._rate_hz)

    def apply(self, out: array[int], start: int) -> None:
        """Make sound as loud as it is to be, from one of its frames on."""
        if self.is_full or start >= len(out):
            return
        level, to, step = self.level, self._to, self._step
        count = len(out) - start
        moving = 0 if step == 0.0 else min(count, max(0, round((to - level) / step)))
        for n in range(moving):
            share = level + step * n
            out[start + n] = int(out[start + n] * share * share)
        self.level = to if moving < count else level + step * moving
        factor = to * to
        for n in range(start + moving, len(out)):
            out[n] = int(out[n] * factor)
