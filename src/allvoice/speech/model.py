"""The contract every engine keeps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from allvoice.playback.clip import Clip
from allvoice.playback.loudness import TARGET_LUFS

UNMEASURED_SLOWEST_WPM = 80
"""Of a voice that nobody measured: the floor of espeak's own documented range, which every voice
tried so far bears well."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice an engine can speak with."""

    id: str
    name: str
    language: str
    """BCP 47 tag."""
    engine: str
    own_rate_wpm: float
    """Words a minute of ordinary prose when its clips are played unstretched, pauses between
    sentences included."""
    loudness_lufs: float = TARGET_LUFS
    """Of ordinary prose, as the engine renders it: ITU-R BS.1770-4, one channel."""
    slowest_clear_wpm: int = UNMEASURED_SLOWEST_WPM
    """The slowest rate at which its words are still understood as they are at 150 words a minute;
    below it their sounds come apart."""
    is_calibrated: bool = True
    """False where the loudness is only like that of voices of its kind."""


class EngineError(Exception):
    """An engine cannot be loaded or cannot render; its text is one plain sentence."""


class SynthesisCancelled(Exception):
    """Rendering was given up because nobody wants to hear it any more."""


class Synthesizer(Protocol):
    """Renders words to PCM. Owned and called by one thread only."""

    name: str
    """Engine name as in `--engine`."""

    def voices(self) -> Sequence[Voice]:
        """Return what can speak here, best first, at least one."""
        ...

    def synthesize(
        self, words: Sequence[str], voice_id: str, cancelled: Callable[[], bool]
    ) -> Clip:
        """Render one clause at the voice's own rate.

        Args:
            words: plain spoken words with their punctuation; never markup.
            voice_id: one of `voices()`.
            cancelled: asked between steps; rendering stops soon after it turns true.

        Returns:
            A clip with one mark per word; leading and trailing silence is trimmed to at most
            a few milliseconds, so that the first sound is speech.

        Raises:
            SynthesisCancelled: `cancelled` turned true.
            EngineError: the engine failed on this text.
        """
        ...

    def close(self) -> None:
        """Give back what the engine holds."""
        ...
