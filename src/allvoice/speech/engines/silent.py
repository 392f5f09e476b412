"""An engine without sound: exact marks, the length speech would have."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from allvoice.limits import RATE_MIN_WPM
from allvoice.playback.clip import SAMPLE_BYTES, Clip
from allvoice.speech.model import EngineError, SynthesisCancelled, Voice

VOICE_ID = "silence"
RATE_HZ = 24_000
FRAMES_A_CHARACTER = 1_600


class SilentEngine:
    """Renders silence as long as the words would take."""

    name = "silent"

    def voices(self) -> Sequence[Voice]:
        """Return the one voice there is."""
        voice = Voice(VOICE_ID, "Silence", "en", self.name, 150.0, slowest_clear_wpm=RATE_MIN_WPM)
        return (voice,)

    def synthesize(
        self, words: Sequence[str], voice_id: str, cancelled: Callable[[], bool]
    ) -> Clip:
        """Render silence with a mark for each word."""
        if voice_id != VOICE_ID:
            raise EngineError(f"The silent engine has no voice {voice_id!r}.")
        if cancelled():
            raise SynthesisCancelled
        marks, frames = [], 0
        for word in words:
            marks.append(frames)
            frames += FRAMES_A_CHARACTER * (len(word) + 1)
        return Clip(bytes(frames * SAMPLE_BYTES), RATE_HZ, tuple(marks))

    def close(self) -> None:
        """Nothing is held."""
