"""Sample rates: a voice that renders at another rate than the sink plays."""

from __future__ import annotations

from array import array

from allvoice.playback.clip import Clip


def at_rate(clip: Clip, rate_hz: int) -> Clip:
    """Return the clip at another sample rate, by linear interpolation, marks moved along."""
    if clip.rate_hz == rate_hz or not clip.frames:
        return clip if clip.rate_hz == rate_hz else Clip(b"", rate_hz, clip.marks, clip.exact)
    source = array("h", clip.pcm)
    step = clip.rate_hz / rate_hz
    count = int(len(source) / step)
    last = len(source) - 1
    out: array[int] = array("h")
    for n in range(count):
        where = n * step
        index = int(where)
        here = source[index]
        out.append(int(here + (source[min(index + 1, last)] - here) * (where - index)))
    marks = tuple(min(count, int(mark / step)) for mark in clip.marks)
    return Clip(out.tobytes(), rate_hz, marks, clip.exact)
