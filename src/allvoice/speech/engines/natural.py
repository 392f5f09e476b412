"""The natural voice: hibari-tts at its own rate, word times from the model's durations."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from allvoice.narration.lexicon import Lexicon, Part, Pronounces
from allvoice.packages import why_not
from allvoice.playback.clip import Clip
from allvoice.speech.engines import patient_json
from allvoice.speech.engines.alphabets import to_misaki
from allvoice.speech.engines.silence import estimated_marks, trimmed
from allvoice.speech.model import EngineError, SynthesisCancelled, Voice

MODEL_SHA256 = "5f70741d4e900f4e85d0037498736cc1b3e1b9a63a13546a5da1e63abf4fccd8"
"""The model whose inner tensor of durations is known; another one gets estimated marks."""
DURATIONS_TENSOR = "/Clip_output_0"
FRAMES_A_UNIT = 600
"""One unit of duration is 25 ms at 24 kHz."""
VOICE_ID = "heart"
OWN_RATE_WPM = 186.3
LOUDNESS_LUFS = -25.8
"""Measured over four sections of the guide (`python -m benchmarks.loudness`)."""
SLOWEST_CLEAR_WPM = 60
"""Of 733 words of the guide Whisper tiny.en misses 1.8 % at 150 words a minute, 2.3 % at 60, 5.5 %
at 50 and 9.1 % at 40 (`python -m benchmarks.slowness`, 2026-11-30)."""
VOICE = Voice(
    VOICE_ID,
    "Heart",
    "en-US",
    "natural",
    OWN_RATE_WPM,
    loudness_lufs=LOUDNESS_LUFS,
    slowest_clear_wpm=SLOWEST_CLEAR_WPM,
)
"""As it is known before the model is loaded."""
_MARKUP = re.compile(r"[\[\]{}<>|`\\^_*]")


class NaturalEngine:
    """A small neural voice whose model comes inside its package; it never goes to the network."""

    name = "natural"

    def __init__(self, lexicon: Pronounces | None = None) -> None:
        """Load the model.

        Args:
            lexicon: how particular words are said.

        Raises:
            EngineError: the package or its model cannot be loaded.
        """
        try:
            import hibari.tts
            import numpy
            import onnxruntime

            # Its builds that tell Windows' own event tracing do not heed the environment.
            onnxruntime.disable_telemetry_events()
            self._numpy: Any = numpy
            self._dsp: Any = hibari.tts.dsp
            # Only the voice in the package: asking for another would download it.
            path = hibari.tts.voice_path(VOICE_ID, download_missing=False)
            model = Path(path).read_bytes()
            self.exact = hashlib.sha256(model).hexdigest() == MODEL_SHA256
            if self.exact:
                model += _extra_output(DURATIONS_TENSOR)
            # The runtime takes a model's bytes as well as its path.
            self._voice: Any = hibari.tts.Hibari(model=model)
            self._voice.model_path = path
            with _dictionaries_read_patiently():
                # Else the first sentence would wait for them.
                _ = self._voice.g2p
        except ImportError as error:
            raise EngineError(why_not("The natural voice", error)) from error
        except Exception as error:  # a broken runtime, a damaged model: all mean no natural voice
            raise EngineError(f"The natural voice cannot be loaded: {error}.") from error
        self._known: dict[str, str] = {}
        self._lexicon: Pronounces = lexicon or Lexicon()

    def voices(self) -> Sequence[Voice]:
        """Return the voice that comes inside the package."""
        return (replace(VOICE, is_calibrated=self.exact),)

    def synthesize(
        self, words: Sequence[str], voice_id: str, cancelled: Callable[[], bool]
    ) -> Clip:
        """Render one clause."""
        if voice_id != VOICE_ID:
            raise EngineError(f"The natural engine has no voice {voice_id!r}.")
        plain = [_MARKUP.sub(" ", word).strip() for word in words]
        phonemes = self.phonemes(plain)
        for word, piece in zip(plain, phonemes, strict=True):
            if not piece.strip(" .,;:!?") and any(map(str.isalpha, word)):
                raise EngineError("The natural voice does not know this writing.")
        if cancelled():
            raise SynthesisCancelled
        pieces, starts, at = [], [], 0
        for piece in phonemes:
            starts.append(at)
            if piece:
                pieces.append(piece)
                at += len(self._voice.ids(piece)) - 2 + 1
        ids = self._voice.ids(" ".join(pieces))
        rate_hz = int(self._voice.sample_rate)
        if len(ids) < 3:
            return Clip(b"", rate_hz, tuple(0 for _ in words))
        try:
            return self._render(ids, starts, words, rate_hz)
        except Exception as error:  # whatever the runtime raises on odd input
            raise EngineError(f"The natural voice failed on a sentence: {error}.") from error

    def _render(
        self, ids: list[int], starts: list[int], words: Sequence[str], rate_hz: int
    ) -> Clip:
        numpy = self._numpy
        out = self._voice.sess.run(
            None,
            {
                "ids": numpy.asarray([ids], numpy.int64),
                "speed": numpy.asarray([1.0], numpy.float32),
            },
        )
        audio = self._dsp.synth(*(value[0] for value in out[:6]), numpy.random.default_rng(0))
        pcm = (numpy.clip(audio, -1.0, 1.0) * 32767.0).astype("<i2").tobytes()
        frames = len(pcm) // 2
        if not self.exact:
            return trimmed(Clip(pcm, rate_hz, estimated_marks(tuple(words), frames)))
        ends = numpy.cumsum(numpy.round(out[6].reshape(-1))) * FRAMES_A_UNIT
        marks = []
        for start in starts:
            # The id before the word (a pad at the start, else the space) ends where it begins.
            index = min(start, len(ends) - 1)
            marks.append(min(frames, int(ends[index])))
        return trimmed(Clip(pcm, rate_hz, tuple(marks)))

    def phonemes(self, words: list[str]) -> list[str]:
        """Return the phonemes of each word: of the lexicon, else as said in the sentence."""
        parts = [self._lexicon.parts(word) for word in words]
        plain = self._as_in_sentence(words)
        return [
            self._spelled(each) if any(part.sounds for part in each) else said
            for each, said in zip(parts, plain, strict=True)
        ]

    def _spelled(self, parts: Sequence[Part]) -> str:
        """Return the phonemes of a word that is said, in part, as the lexicon has it."""
        out = ""
        for part in parts:
            if part.sounds:
                out += to_misaki(part.sounds)
            elif any(map(str.isalnum, part.text)):
                out = f"{out} {self._word(part.text.strip('- '))} "
            else:
                out += part.text.replace("-", " ")
        return " ".join(out.split())

    def _as_in_sentence(self, words: list[str]) -> list[str]:
        """Return the phonemes of each word, as said in the sentence where the two agree."""
        alone = [self._word(word) for word in words]
        whole = " ".join(self._voice.phonemize(" ".join(words))).split()
        counts = [len(piece.split()) for piece in alone]
        if sum(counts) != len(whole):
            return alone
        found, at = [], 0
        for count in counts:
            found.append(" ".join(whole[at : at + count]))
            at += count
        return found

    def _word(self, word: str) -> str:
        if word not in self._known:
            if len(self._known) > 20_000:
                self._known.clear()
            self._known[word] = " ".join(self._voice.phonemize(word)) if word else ""
        return self._known[word]

    def close(self) -> None:
        """Let the model go."""
        self._voice = None


@contextlib.contextmanager
def _dictionaries_read_patiently() -> Iterator[None]:
    """Let the dictionaries be read in steps between which sound can be played."""
    import hibari.g2p

    theirs = hibari.g2p._load_json

    def load(name: str) -> Any:
        path = Path(hibari.g2p.ASSETS) / name
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as file:
            return patient_json.loads(file.read())

    hibari.g2p._load_json = load
    try:
        yield
    finally:
        hibari.g2p._load_json = theirs


def _extra_output(name: str) -> bytes:
    """Return a protobuf fragment that, joined to a model, adds an output to its graph.

    Protobuf merges repeated occurrences of a message: ModelProto.graph is field 7,
    GraphProto.output field 12, ValueInfoProto.name field 1.
    """
    value = bytes([0x0A, len(name)]) + name.encode()
    graph = bytes([0x62, len(value)]) + value
    return bytes([0x3A, len(graph)]) + graph
