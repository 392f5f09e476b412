"""Time-stretch: faster or slower speech, at the same pitch or another, and how far it has come."""

from __future__ import annotations

from array import array
from collections import deque

from allvoice.playback.sonic import way_to_stretch

_BIAS = 32768
"""Keeps values positive while they are rounded, because `int` cuts towards zero."""


class Stretcher:
    """A stream of 16-bit mono samples whose speed may change at any moment.

    Sonic works in periods of the voice and holds back up to 31 ms that it still compares, so what
    comes out lags behind what went in; `position_frames` says which source frame is read next.
    """

    def __init__(self, rate_hz: int, speed: float, pitch: float = 1.0) -> None:
        """Begin empty; `pitch` is a factor for how high the voice sounds, 1 as it is."""
        self._stream = way_to_stretch(pitched=pitch != 1.0)(rate_hz, pitch)
        self._speed = self._stream.set_speed(speed)
        self._owed: deque[list[float]] = deque()
        """Runs of sound written and not read yet: the frames each comes out as, and its speed."""
        self.available_frames = 0
        """Frames that `read` would return now."""
        self.position_frames = 0.0
        """Source frames covered by all that was read."""

    def set_speed(self, speed: float) -> None:
        """Change the speed of all that is written from now on."""
        self._speed = self._stream.set_speed(speed)

    def write(self, samples: array[int]) -> None:
        """Hand in samples at the voice's own rate."""
        self._stream.write(samples)
        self._owed.append([len(samples) / self._speed, self._speed])
        self.available_frames = self._stream.available_frames()

    def finish(self) -> None:
        """Push out what is still held back; nothing more will be written."""
        self._stream.flush()
        self.available_frames = self._stream.available_frames()
        # After a change of speed sonic makes the rest a little longer or shorter than its share:
        # whatever its length, its end is the end of the source.
        rest = sum(frames * speed for frames, speed in self._owed)
        if self.available_frames:
            self._owed = deque([[float(self.available_frames), rest / self.available_frames]])
        else:
            self._owed.clear()
            self.position_frames += rest

    def read(self, frames: int, gain: float = 1.0) -> array[int]:
        """Return at most `frames` stretched frames, multiplied by `gain`."""
        count = min(frames, self.available_frames)
        if count <= 0:
            return array("h")
        sound = self._stream.read(count)
        if gain != 1.0:
            bias = _BIAS + 0.5
            values = [int(value * gain + bias) - _BIAS for value in sound]
            try:
                sound = array("h", values)
            except OverflowError:
                # Another pitch can make a full sound a little fuller.
                sound = array("h", [min(max(value, -32768), 32767) for value in values])
        self.available_frames -= count
        left = float(count)
        while left > 0 and self._owed:
            run = self._owed[0]
            taken = min(left, run[0])
            self.position_frames += taken * run[1]
            run[0] -= taken
            left -= taken
            if run[0] <= 0:
                self._owed.popleft()
        return sound
