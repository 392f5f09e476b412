"""The engine that speaks, and the one that says what it cannot."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from allvoice.playback.clip import Clip
from allvoice.speech.engines.registry import spoken_name
from allvoice.speech.model import EngineError, Synthesizer, Voice


class EngineFallback:
    """One engine, and a fallback for single clauses, each loaded when it is first needed.

    Which engine speaks is decided by the program: where this one cannot be loaded no other is
    tried here. Owned and called by one thread only, as the engines are.
    """

    def __init__(
        self,
        name: str,
        create: Callable[[str], Synthesizer],
        notify: Callable[[str], None],
        stand_in: str = "",
    ) -> None:
        """Load nothing yet.

        Args:
            name: the engine that speaks.
            create: loads an engine; raises `EngineError`.
            notify: told in one sentence when the fallback was needed for the first time.
            stand_in: the engine that says a clause the first one cannot; empty for none.
        """
        self._name = name
        self._create = create
        self._notify = notify
        self._stand_in_name = stand_in
        self._stand_in: Synthesizer | None = None
        self.engine: Synthesizer | None = None
        """The engine that speaks, once it is loaded."""

    def load(self) -> Synthesizer:
        """Return the engine that speaks, loading it first if need be.

        Raises:
            EngineError: it cannot be loaded.
        """
        if self.engine is None:
            self.engine = self._create(self._name)
        return self.engine

    def voice(self, voice_id: str) -> Voice:
        """Return the engine's voice that an id means; its best one for another id.

        Raises:
            EngineError: the engine cannot be loaded.
        """
        return _voice(self.load(), voice_id)

    def render(
        self, words: Sequence[str], voice_id: str, cancelled: Callable[[], bool]
    ) -> tuple[Clip, Voice]:
        """Render a clause, with the fallback where the engine fails on it.

        Raises:
            EngineError: neither of them can.
            SynthesisCancelled: `cancelled` turned true.
        """
        engine = self.load()
        voice = _voice(engine, voice_id)
        try:
            return engine.synthesize(words, voice.id, cancelled), voice
        except EngineError as error:
            other = self._loaded_stand_in(error)
            voice = _voice(other, voice_id)
            return other.synthesize(words, voice.id, cancelled), voice

    def _loaded_stand_in(self, error: EngineError) -> Synthesizer:
        """Return the fallback; raises the error it is needed for where there is none."""
        if self._stand_in is None:
            name, self._stand_in_name = self._stand_in_name, ""
            if not name:
                raise error
            self._stand_in = self._create(name)
            self._notify(f"{error} The {spoken_name(name)} voice said it instead.")
        return self._stand_in

    def close(self) -> None:
        """Let both engines go."""
        for engine in (self.engine, self._stand_in):
            if engine is not None:
                engine.close()
        self.engine = self._stand_in = None


def _voice(engine: Synthesizer, voice_id: str) -> Voice:
    voices = engine.voices()
    return next((voice for voice in voices if voice.id == voice_id), voices[0])
