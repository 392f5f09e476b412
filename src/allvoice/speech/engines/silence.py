"""Silence at the ends of a clip, which the player's own pauses replace."""

from __future__ import annotations

from array import array

from allvoice.playback.clip import Clip

QUIET = 100
"""Samples below this, of 32768, are silence (-50 dB)."""
LEAD_S = 0.004
TRAIL_S = 0.02


def trimmed(clip: Clip) -> Clip:
    """Return the clip with at most a few milliseconds of silence at its ends."""
    samples = array("h", clip.pcm)
    first, last = 0, len(samples)
    while first < last and abs(samples[first]) < QUIET:
        first += 1
    while last > first and abs(samples[last - 1]) < QUIET:
        last -= 1
    start = max(0, first - int(LEAD_S * clip.rate_hz))
    end = min(len(samples), last + int(TRAIL_S * clip.rate_hz))
    marks = tuple(min(max(0, mark - start), end - start) for mark in clip.marks)
    return Clip(samples[start:end].tobytes(), clip.rate_hz, marks)


def estimated_marks(words: tuple[str, ...], frames: int) -> tuple[int, ...]:
    """Return marks in proportion to the characters before each word."""
    total = sum(len(word) + 1 for word in words) or 1
    marks, before = [], 0
    for word in words:
        marks.append(frames * before // total)
        before += len(word) + 1
    return tuple(marks)
