"""How fast an utterance is stretched, and how long its pauses are, at the rate chosen.

Pure functions of numbers. The queue that plays asks them for every slice, and whatever writes
rendered clips to a file asks them in the same way, without a player.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence

BASE_RATE_WPM = 150
"""The rate at which pauses have the length they are written with."""

LONGEST_PAUSE_S = 2.8
"""No pause of the text is longer, at any rate and whatever length of pauses is chosen: a longer
silence sounds like a fault. With the soft end of a voice's last word it stays below three
seconds."""

CAREFUL_SPEED = 0.85
"""Factor for the speed of words that are easily misheard, names of medicines and figures (10 to
15 % slower is heard as careful, not as strange)."""

SLICE_S = 0.01
"""A clip goes into the time-stretch in slices this long; the speed of a slice is that of the word
at its first frame."""


def speed(
    rate_wpm: int,
    own_rate_wpm: float,
    *,
    slowest_wpm: int = 0,
    is_stretched: bool = True,
    is_careful: bool = False,
) -> float:
    """Return the factor for the time-stretch; above 1 is faster.

    Args:
        rate_wpm: the rate chosen.
        own_rate_wpm: the voice's own rate, unstretched.
        slowest_wpm: the voice's slowest clear rate; it is slowed down no further.
        is_stretched: False for a short sound, which has the same speed at every rate.
        is_careful: True inside a word that is said a little slower than the others.
    """
    if not is_stretched:
        return 1.0
    factor = max(rate_wpm, slowest_wpm) / own_rate_wpm
    return factor * CAREFUL_SPEED if is_careful else factor


def pause_frames(
    pause_s: float,
    rate_wpm: int,
    rate_hz: int,
    *,
    slowest_wpm: int = 0,
    pause_factor: float = 1.0,
    is_stretched: bool = True,
) -> int:
    """Return the length of a pause in frames: it grows as the words do, up to a limit.

    Args:
        pause_s: its length at `BASE_RATE_WPM`.
        rate_wpm: the rate chosen.
        rate_hz: frames a second.
        slowest_wpm: the voice's slowest clear rate.
        pause_factor: how long the listener wants pauses, 1 as they are written.
        is_stretched: False for the pause after a short sound, which is always as it is written.
    """
    if is_stretched:
        pause_s *= pause_factor * BASE_RATE_WPM / max(rate_wpm, slowest_wpm)
        pause_s = min(pause_s, LONGEST_PAUSE_S)
    return round(pause_s * rate_hz)


def is_careful_at(
    frame: int, marks: Sequence[int], first_word: int, careful_words: Collection[int]
) -> bool:
    """Return whether a frame of a clip belongs to a word that is said carefully.

    Args:
        frame: of the clip, unstretched.
        marks: the frame where each word of the clip starts.
        first_word: the word of the utterance that the first mark belongs to.
        careful_words: words of the utterance that are said carefully.
    """
    return first_word + bisect_right(marks, frame) - 1 in careful_words
