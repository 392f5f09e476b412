"""From words a minute to a stretch of the sound and a length of pauses."""

from __future__ import annotations

from dataclasses import dataclass

BASE_RATE_WPM = 150
"""The pace at which pauses have the length they are written with."""

SLOWEST_STRETCH_WPM = 80
"""Speech stretched further loses its shape; below this pace only pauses grow. The figure is the
floor of espeak's own documented range."""

PAUSE_SHARE = 0.09
"""Part of the listening time that is pause at 150 words a minute: half a second after a sentence
of fourteen words."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How to play clips of a voice at a chosen pace."""

    rate_wpm: int
    own_rate_wpm: float
    """The voice's own pace, unstretched."""

    @property
    def speed(self) -> float:
        """Factor for the time-stretch; above 1 is faster."""
        return max(self.rate_wpm, SLOWEST_STRETCH_WPM) / self.own_rate_wpm

    @property
    def pause_scale(self) -> float:
        """Factor for every pause.

        From 80 words a minute up, speech and pauses stretch alike. Below, the words keep their
        length and the pauses take all the time that is left, so that the whole still comes out
        at the chosen pace.
        """
        if self.rate_wpm >= SLOWEST_STRETCH_WPM:
            return BASE_RATE_WPM / self.rate_wpm
        word_s = 60 / self.rate_wpm - (1 - PAUSE_SHARE) * 60 / SLOWEST_STRETCH_WPM
        return word_s / (PAUSE_SHARE * 60 / BASE_RATE_WPM)
