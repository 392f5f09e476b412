"""Plays a clip as loud as is asked for and no louder than the ceiling, without a click.

Where a sound would rise over the ceiling it is turned down as a whole, beginning a little before
and letting go slowly after, so that its shape is kept; nothing is cut off. How much, at a frame,
follows from the clip around that frame and from the gain alone, and from nothing that was played
before: played again from anywhere it is the same.
"""

from __future__ import annotations

import itertools
import math
import sys
from array import array
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from allvoice.limits import VOLUME_MAX
from allvoice.playback.clip import SAMPLE_BYTES, Clip

CEILING_DBFS = -3.2
"""The bar is -3 dBFS; the rest is for the resampling of a voice whose pitch is changed."""
WINDOW_S = 0.005
_HOLD = 2
"""Windows before and after a loud one that are turned down as far as itself."""
_SMOOTH = 1
"""Each window becomes the mean of so many on either side: the turning down takes 15 ms, too slow to
be heard as a rough edge, too quick to swallow the consonant before a loud vowel."""
_RELEASE = 16
"""Windows, 80 ms, in which the sound comes back after a loud one: shorter, and it follows the
periods of a deep voice, which is heard as roughness; longer, and the next syllable is too soft."""
_TAIL = tuple(min(1.0, 1 - (n - _HOLD) / _RELEASE) for n in range(_HOLD + _RELEASE))
_SHARES = (*reversed(_TAIL), *[1.0] * _HOLD)
"""How far a window is turned down for those before it, for itself, and for those after it."""
_BEFORE, _AFTER = len(_TAIL) + _SMOOTH + 1, _HOLD + _SMOOTH
"""Windows that matter to those of one slice, whose first middle may lie before the slice."""
_UNKNOWN = -1
_UPPER = 1 if sys.byteorder == "little" else 0
"""Which byte of a sample is the upper one."""
_MAGNITUDES = bytes([*range(128), *range(127, -1, -1)])
"""Of a sample's upper byte, which is negative from 128 on."""
_CEILING = 10 ** (CEILING_DBFS / 20)
_LIMIT = int(_CEILING * 32768)
MOST_VOLUME = VOLUME_MAX
_MOST_OF_SOUNDS = 10 ** (5 / 20)
"""A short sound becomes 5 dB louder at most: so much does speech gain before all of it is at the
ceiling."""


class Gain(NamedTuple):
    """The loudness a listener asks for, as two factors."""

    drive: float = 1.0
    """Factor before loud places are turned down, 1 or more: it makes the soft ones louder."""
    volume: float = 1.0
    """Factor after that, 1 or less."""


def gain_of(volume: int, boost_db: float = 0.0) -> Gain:
    """Return the gain for a volume in per cent.

    Up to 100 the square makes equal steps about equal to the ear: 50 is 12 dB down. Above it there
    is less and less room below the ceiling, and the drive rises the steeper: then ten per cent make
    the natural voice 0.9 to 1.1 LU louder all the way, and espeak 0.6 to 0.9.

    Args:
        volume: 0 to `MOST_VOLUME`; 100 is the loudness all voices share.
        boost_db: added to every volume, before loud places are turned down.
    """
    volume = min(max(volume, 0), MOST_VOLUME)
    above = max(0, volume - 100) / (MOST_VOLUME - 100)
    drive_db = boost_db + 5 * above + 7 * above**4
    return Gain(10 ** (drive_db / 20), (min(volume, 100) / 100) ** 2)


def held(sound: array[int]) -> array[int]:
    """Return sound without what a change of pitch has put over the ceiling: some single peaks."""
    if sound and (max(sound) > _LIMIT or min(sound) < -_LIMIT):
        return array("h", [min(max(value, -_LIMIT), _LIMIT) for value in sound])
    return sound


class Limiter:
    """One clip on its way through a time-stretch. Not thread-safe.

    What goes into the time-stretch is turned down where it must be, at the clip's own frames; what
    comes out is multiplied by the gain. Between the two lie some hundredths of a second, in which
    the gain may have changed: then what was made for less drive is not given more.
    """

    def __init__(self, clip: Clip, *, is_speech: bool = True) -> None:
        """Look at nothing yet.

        Args:
            clip: the sound; its own gain is added to the gain asked for.
            is_speech: False for a short sound, which keeps its distance from speech: it takes half
                of the drive, in decibels, and no more than speech gains by any.
        """
        self._clip = clip
        self._is_speech = is_speech
        self._own_gain = 10 ** (clip.gain_db / 20)
        self._window_frames = max(1, int(clip.rate_hz * WINDOW_S))
        self._windows = -(-clip.frames // self._window_frames)
        # Silence around the clip, so that every window has neighbours.
        self._peaks = [0] * _BEFORE + [_UNKNOWN] * self._windows + [0] * (_AFTER + 2)
        """Of windows, as they are needed."""
        self._bounds = list(self._peaks)
        """Of windows: no peak is higher. Found three times as fast."""
        self._drive = 0.0
        """The factors below are for this drive."""
        self._reductions_db: dict[int, float] = {}
        self._factors: dict[int, float] = {}
        self._written: deque[tuple[int, float]] = deque()
        """Frames from which on samples were made for a drive."""

    def samples(self, start_frame: int, end_frame: int, gain: Gain) -> array[int]:
        """Return what goes into the time-stretch: frames of the clip, turned down where loud.

        Args:
            start_frame: the first frame.
            end_frame: the frame after the last.
            gain: what is asked for; the clip's own gain comes on top.
        """
        drive = self._whole_drive(gain)
        if drive != self._drive:
            self._drive = drive
            self._reductions_db.clear()
            self._factors.clear()
        if not self._written or self._written[-1][1] != drive:
            self._written.append((start_frame, drive))
        sound = array("h", self._clip.pcm[start_frame * SAMPLE_BYTES : end_frame * SAMPLE_BYTES])
        size = self._window_frames
        # A factor holds at the middle of its window; between two middles it changes evenly.
        first = (2 * start_frame - size) // (2 * size)
        last = -((size - 2 * end_frame) // (2 * size))
        nearby = self._known(self._bounds, _bound, first - _BEFORE + 1, last + _AFTER)
        if max(nearby) * drive <= _LIMIT:
            return sound
        factors = [self._factor(window) for window in range(first, last + 1)]
        turned_down = array("h")
        at = start_frame
        for window, (before, after) in enumerate(itertools.pairwise(factors), first):
            middle = window * size + size // 2
            end = min(end_frame, middle + size)
            if end <= at:
                continue
            piece = sound[at - start_frame : end - start_frame]
            if before < 1.0 or after < 1.0:
                slope = (after - before) / size
                begin = before + slope * (at - middle)
                piece = array(
                    "h", [int(value * (begin + slope * n)) for n, value in enumerate(piece)]
                )
            turned_down.extend(piece)
            at = end
        return turned_down

    def factor(self, frame: float, gain: Gain) -> float:
        """Return what is to be multiplied with what comes out of the time-stretch.

        Args:
            frame: of the clip, read next.
            gain: what is asked for; the clip's own gain comes on top.
        """
        written = self._written
        while len(written) > 1 and written[1][0] <= frame:
            written.popleft()
        return gain.volume * min([self._whole_drive(gain), *(drive for _, drive in written)])

    def _whole_drive(self, gain: Gain) -> float:
        if self._is_speech:
            return self._own_gain * gain.drive
        return self._own_gain * min(math.sqrt(gain.drive), _MOST_OF_SOUNDS)

    def _factor(self, window: int) -> float:
        found = self._factors.get(window)
        if found is None:
            around = range(window - _SMOOTH, window + _SMOOTH + 1)
            reduction_db = sum(map(self._reduction_db, around)) / len(around)
            found = self._factors[window] = 10 ** (-reduction_db / 20)
        return found

    def _reduction_db(self, window: int) -> float:
        """Return how far a window is turned down for itself and those around it, unsmoothed."""
        found = self._reductions_db.get(window)
        if found is None:
            peaks = self._known(self._peaks, _peak, window - len(_TAIL) + 1, window + _HOLD)
            found = 0.0
            if max(peaks) * self._drive > _LIMIT:
                found = max(
                    self._excess_db(peak) * share
                    for peak, share in zip(peaks, _SHARES, strict=True)
                    if peak * self._drive > _LIMIT
                )
            self._reductions_db[window] = found
        return found

    def _excess_db(self, peak: int) -> float:
        return 20 * math.log10(peak * self._drive / _LIMIT)

    def _known(
        self, values: list[int], measure: Callable[[bytes], int], first: int, last: int
    ) -> list[int]:
        """Return what is known of windows, the last one included, measured where it is not yet."""
        size = self._window_frames * SAMPLE_BYTES
        found = values[first + _BEFORE : last + _BEFORE + 1]
        if _UNKNOWN in found:
            for window in range(max(first, 0), min(last + 1, self._windows)):
                if values[window + _BEFORE] == _UNKNOWN:
                    piece = self._clip.pcm[window * size : (window + 1) * size]
                    values[window + _BEFORE] = measure(piece)
            found = values[first + _BEFORE : last + _BEFORE + 1]
        return found


def _peak(pcm: bytes) -> int:
    samples = array("h", pcm)
    return max(max(samples), -min(samples))


def _bound(pcm: bytes) -> int:
    """Return a value that no sample passes: the highest of their upper bytes, whole."""
    return (max(pcm[_UPPER::SAMPLE_BYTES].translate(_MAGNITUDES)) + 1) * 256
