"""How fast an utterance is stretched, and how long its pauses are, at the rate chosen.

Pure functions of numbers. The queue that plays asks them for every slice, and whatever writes
rendered clips to a file asks them in the same way, without a player.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence

BASE_RATE_WPM = 150
"""The rate at which pauses have the length they are written with."""

SLOWEST_STRETCH_WPM = 80
"""Speech stretched further loses its shape; below this rate only pauses grow. The figure is the
floor of espeak's own documented range."""

PAUSE_SHARE = 0.09
"""Part of the listening time that is pause at 150 words a minute: half a second after a sentence
of fourteen words."""

CAREFUL_SPEED = 0.85
"""Factor for the speed of words that are easily misheard, names of medicines and figures (10 to
15 % slower is heard as careful, not as strange)."""

SLICE_S = 0.01
"""A clip goes into the time-stretch in slices this long; the speed of a slice is that of the word
at its first frame."""


def speed(
    rate_wpm: int, own_rate_wpm: float, *, is_stretched: bool = True, is_careful: bool = False
) -> float:
    """Return the factor for the time-stretch; above 1 is faster.

    Args:
        rate_wpm: the rate chosen.
        own_rate_wpm: the voice's own rate, unstretched.
        is_stretched: False for a short sound, which has the same speed at every rate.
        is_careful: True inside a word that is said a little slower than the others.
    """
    if not is_stretched:
        return 1.0
    factor = max(rate_wpm, SLOWEST_STRETCH_WPM) / own_rate_wpm
    return factor * CAREFUL_SPEED if is_careful else factor


def pause_scale(rate_wpm: int, *, is_stretched: bool = True) -> float:
    """Return the factor for every pause.

    From 80 words a minute up, speech and pauses stretch alike. Below, the words keep their length
    and the pauses take all the time that is left, so that the whole still comes out at the rate
    chosen.

    Args:
        rate_wpm: the rate chosen.
        is_stretched: False for a short sound, whose pause is the same at every rate.
    """
    if not is_stretched:
        return 1.0
    if rate_wpm >= SLOWEST_STRETCH_WPM:
        return BASE_RATE_WPM / rate_wpm
    word_s = 60 / rate_wpm - (1 - PAUSE_SHARE) * 60 / SLOWEST_STRETCH_WPM
    return word_s / (PAUSE_SHARE * 60 / BASE_RATE_WPM)


def pause_frames(pause_s: float, rate_wpm: int, rate_hz: int, *, is_stretched: bool = True) -> int:
    """Return the length of a pause in frames.

    Args:
        pause_s: its length at `BASE_RATE_WPM`.
        rate_wpm: the rate chosen.
        rate_hz: frames a second.
        is_stretched: False for the pause after a short sound.
    """
    return round(pause_s * pause_scale(rate_wpm, is_stretched=is_stretched) * rate_hz)


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
