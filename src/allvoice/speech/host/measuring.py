"""Finding out how loud a voice is while nobody waits for a word."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial

from allvoice.speech.engines.calibration import Calibration, Calibrations, measuring
from allvoice.speech.model import EngineError, Synthesizer, Voice


class VoiceMeasuring:
    """Measures one voice after the other in small steps. Called by the engine's thread only."""

    def __init__(self, calibrations: Calibrations, cancelled: Callable[[], bool]) -> None:
        """Measure nothing yet.

        Args:
            calibrations: what is known; takes what is measured.
            cancelled: asked while the engine renders; a step given up is begun again.
        """
        self._calibrations = calibrations
        self._cancelled = cancelled
        self._at: tuple[Voice, Generator[None, None, Calibration | None]] | None = None
        """The voice being measured, and the steps of that."""
        self._not_measurable: set[str] = set()
        """Ids of voices that made no sound that could be measured."""

    def is_needed(self, voice: Voice | None) -> bool:
        """Return whether a voice's loudness is only guessed, and can be measured."""
        if voice is None or voice.id in self._not_measurable:
            return False
        return self._calibrations.lacks(voice)

    def step(self, engine: Synthesizer, voice: Voice) -> None:
        """Find out a little more."""
        if self._at is None or self._at[0] != voice:
            render = partial(engine.synthesize, voice_id=voice.id, cancelled=self._cancelled)
            self._at = voice, measuring(render)
        try:
            next(self._at[1])
        except StopIteration as end:
            self._at = None
            if end.value is None:
                self._not_measurable.add(voice.id)
            else:
                self._calibrations.put(voice.engine, voice.id, end.value)
        except EngineError:
            self._at = None
            self._not_measurable.add(voice.id)
