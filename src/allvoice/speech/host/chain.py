"""The engines to try in turn: the first that loads speaks, the next steps in where it fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from allvoice.playback.clip import Clip
from allvoice.speech.model import EngineError, Synthesizer, Voice

SPOKEN_NAMES = {
    "natural": "natural",
    "espeak": "espeak",
    "system": "computer's own",
    "silent": "silent",
}


class EngineChain:
    """Engines in order of preference, each loaded when it is first needed.

    Owned and called by one thread only, as the engines are.
    """

    def __init__(
        self,
        names: Sequence[str],
        create: Callable[[str], Synthesizer],
        notify: Callable[[str], None],
    ) -> None:
        """Load nothing yet.

        Args:
            names: engine names, best first, at least one.
            create: loads an engine; raises `EngineError`.
            notify: told in one sentence when another engine steps in.
        """
        self._waiting = list(names)
        self._create = create
        self._notify = notify
        self._loaded: list[Synthesizer] = []

    @property
    def engine(self) -> Synthesizer | None:
        """The engine that speaks, once one is loaded."""
        return self._loaded[0] if self._loaded else None

    def load(self) -> Synthesizer:
        """Return the engine that speaks, loading it first if need be.

        Raises:
            EngineError: none of them can be loaded; its text tells why the last one cannot.
        """
        if self._loaded:
            return self._loaded[0]
        return self._load_next()

    def _load_next(self) -> Synthesizer:
        failed: EngineError | None = None
        while self._waiting:
            name = self._waiting.pop(0)
            try:
                engine = self._create(name)
            except EngineError as error:
                failed = error
                continue
            self._loaded.append(engine)
            if failed is not None:
                self._notify(f"{failed} The {SPOKEN_NAMES[name]} voice reads instead.")
            return engine
        raise failed or EngineError("No voice is left to try.")

    def voice(self, voice_id: str) -> Voice:
        """Return the voice of the loaded engine that an id means; its best one for another id.

        Raises:
            EngineError: no engine can be loaded.
        """
        voices = self.load().voices()
        return next((voice for voice in voices if voice.id == voice_id), voices[0])

    def render(
        self, words: Sequence[str], voice_id: str, cancelled: Callable[[], bool]
    ) -> tuple[Clip, Voice]:
        """Render a clause, with the next engine where the first one fails on it.

        Raises:
            EngineError: none of the engines can.
            SynthesisCancelled: `cancelled` turned true.
        """
        self.load()
        at = 0
        while True:
            engine = self._loaded[at]
            voices = engine.voices()
            voice = next((each for each in voices if each.id == voice_id), voices[0])
            try:
                return engine.synthesize(words, voice.id, cancelled), voice
            except EngineError as error:
                at += 1
                if at == len(self._loaded):
                    if not self._waiting:
                        raise
                    name = self._load_next().name
                    self._notify(f"{error} The {SPOKEN_NAMES[name]} voice said it instead.")

    def close(self) -> None:
        """Let all engines go."""
        for engine in self._loaded:
            engine.close()
        self._loaded.clear()
