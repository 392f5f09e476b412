"""How far a sound file in the making has come."""

from __future__ import annotations

from collections.abc import Callable

from allvoice.playback.boundary import Boundary, Passed
from allvoice.playback.sinks.wav import RATE_HZ
from allvoice.speech.protocol import NO_UTTERANCE, Event, Written


class Progress:
    """Reports what is in the file once it is there, and not before."""

    def __init__(self, emit: Callable[[Event], None], rate_hz: int = RATE_HZ) -> None:
        """Begin with an empty file.

        Args:
            emit: takes the events.
            rate_hz: frames a second.
        """
        self._emit = emit
        self._rate_hz = rate_hz
        self._frames = 0
        self._due: list[tuple[Passed, int]] = []
        self.is_over = False
        """Nothing is written any more; time passes without a sound."""

    def note(self, boundary: Passed, delay_s: float) -> None:
        """Take a boundary whose sample is so many seconds into what is written next."""
        self._due.append((boundary, self._frames + round(delay_s * self._rate_hz)))

    def written(self, frames: int) -> None:
        """Report what was noted: the file has so many frames."""
        self._frames = frames
        due, self._due = self._due, []
        for boundary, at_frame in due:
            if isinstance(boundary, Boundary):
                self._emit(boundary)
            elif boundary.utterance_id != NO_UTTERANCE:
                self._emit(Written(boundary.generation, boundary.utterance_id, at_frame))
