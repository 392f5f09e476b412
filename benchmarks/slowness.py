"""`python -m benchmarks.slowness` measures how slowly each voice is heard, and how long it rests.

Three sections of the guide are read into a file at every pace, as `allvoice read` does: the words
a minute that come out, and the longest silence. Beside it stands how many of their words a
recogniser misses when the voice is stretched so far, whatever its slowest clear pace: that is how
this pace was found (install `.[heard]`; without it that column is empty).
"""

from __future__ import annotations

import argparse
import datetime
import subprocess
import sys
import tempfile
import wave
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from allvoice import offline
from allvoice.guide.load import load_guide
from allvoice.guide.model import Guide, Position
from allvoice.narration.lexicon import Lexicon, load_lexicon
from allvoice.narration.model import Utterance
from allvoice.narration.narrator import Narrator
from allvoice.paths import bundled_guide, bundled_lexicon
from allvoice.playback.clip import Clip
from allvoice.playback.convert import at_rate
from allvoice.playback.pace import SLICE_S, is_careful_at, speed
from allvoice.playback.stretch import Stretcher
from allvoice.speech.engines.registry import create
from allvoice.speech.model import Voice
from benchmarks import heard

RATES_WPM = (40, 50, 60, 70, 80, 110, 150, 250, 350, 450)
SECTIONS = (
    "Call the care team now, day or night: fever and chills",
    "Mercaptopurine, the pill of every day",
    "You are allowed to rest",
)
QUIET = 200
"""Samples below this, 44 dB below full scale, are silence."""
WINDOW_S = 0.01
LONGEST_S = 3.0


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence, and its sound at the voice's own rate."""

    utterance: Utterance
    clip: Clip


def main() -> None:
    """Print the table."""
    offline.switch_off()
    parser = argparse.ArgumentParser(prog="python -m benchmarks.slowness", description=__doc__)
    parser.add_argument("--engine", action="append", choices=["natural", "espeak"])
    parser.add_argument("--rate", action="append", type=int, help="only this pace")
    options = parser.parse_args()
    guide = load_guide(bundled_guide())
    lexicon, _ = load_lexicon([bundled_lexicon()])
    misses = recogniser(lexicon)
    today = datetime.datetime.now(datetime.UTC).date()
    print(f"Measured {today}, three sections of the guide, Whisper tiny.en.\n")
    print("| voice, pace asked for | words a minute heard | longest silence | met | words missed |")
    print("|---|---|---|---|---|", flush=True)
    for name in options.engine or ["natural", "espeak"]:
        spoken, voice = rendered(name, guide, lexicon)
        for rate_wpm in options.rate or RATES_WPM:
            heard_wpm, silence_s = read_aloud(name, rate_wpm, guide)
            met = "yes" if silence_s <= LONGEST_S else "**no**"
            missed = misses(spoken, voice, rate_wpm) if misses is not None else ""
            print(
                f"| {name}, {rate_wpm} | {heard_wpm:.0f} | {silence_s:.2f} s | {met} | {missed} |",
                flush=True,
            )


def section_ids(guide: Guide) -> list[str]:
    """Return the ids of the sections that are read."""
    return [section.id for section in guide.sections if section.title in SECTIONS]


def places(guide: Guide) -> list[Position]:
    """Return the sentences that are read."""
    return [
        Position(block.index, number)
        for section in guide.sections
        if section.title in SECTIONS
        for block in guide.blocks[section.first_block : section.last_block + 1]
        for number in range(len(block.sentences))
    ]


def read_aloud(engine: str, rate_wpm: int, guide: Guide) -> tuple[float, float]:
    """Return the words a minute and the longest silence of the sections as they are read."""
    words, duration_s, silence_s = 0, 0.0, 0.0
    for section in section_ids(guide):
        with tempfile.TemporaryDirectory() as folder:
            sound = Path(folder, "sound.wav")
            command = [sys.executable, "-m", "allvoice", "read", "--section", section]
            command += ["--engine", engine, "--rate", str(rate_wpm), "--sink", str(sound)]
            subprocess.run([*command, "--data-dir", folder], check=True, stderr=subprocess.DEVNULL)
            with wave.open(str(sound)) as file:
                rate_hz = file.getframerate()
                samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        silence_s = max(silence_s, longest_silence_s(samples, rate_hz))
        duration_s += len(samples) / rate_hz
    for place in places(guide):
        words += len(guide.sentence_text(place).split())
    return words * 60 / duration_s, silence_s


def longest_silence_s(samples: npt.NDArray[np.int16], rate_hz: int) -> float:
    """Return the longest silence between two sounds; that at the end is none."""
    window = int(rate_hz * WINDOW_S)
    whole = samples[: len(samples) // window * window].reshape(-1, window)
    sounding = np.flatnonzero(np.abs(whole.astype(np.int32)).max(axis=1) >= QUIET)
    return float(np.diff(sounding).max(initial=1) - 1) * WINDOW_S


def rendered(engine_name: str, guide: Guide, lexicon: Lexicon) -> tuple[list[Spoken], Voice]:
    """Return the sentences with their sound, and the voice."""
    engine, narrator = create(engine_name, lexicon), Narrator(lexicon)
    voice = engine.voices()[0]
    utterances = [narrator.utterance(guide, place) for place in places(guide)]
    return [
        Spoken(each, engine.synthesize(each.words, voice.id, lambda: False)) for each in utterances
    ], voice


def stretched(spoken: Spoken, own_rate_wpm: float, rate_wpm: int) -> npt.NDArray[np.float32]:
    """Return the sound of a sentence at a pace, as the recogniser takes it."""
    clip, careful = spoken.clip, frozenset(spoken.utterance.slow_words)
    stretcher, samples = Stretcher(clip.rate_hz, 1.0), array("h", clip.pcm)
    step = int(clip.rate_hz * SLICE_S)
    for at in range(0, len(samples), step):
        is_careful = is_careful_at(at, clip.marks, 0, careful)
        stretcher.set_speed(speed(rate_wpm, own_rate_wpm, is_careful=is_careful))
        stretcher.write(samples[at : at + step])
    stretcher.finish()
    sound = stretcher.read(stretcher.available_frames)
    slow = at_rate(Clip(sound.tobytes(), clip.rate_hz, ()), heard.RECOGNISER_HZ)
    return (np.frombuffer(slow.pcm, "<i2") / 32768).astype(np.float32)


def recogniser(lexicon: Lexicon) -> Callable[[Sequence[Spoken], Voice, int], str] | None:
    """Return what counts the words that are missed; None where it is not installed."""
    try:
        ear, sounds = heard.Ear(), heard.Sounds(lexicon)
    except ImportError as error:
        print(f"Words are not counted: {error}.", file=sys.stderr)
        return None

    def missed(sentences: Sequence[Spoken], voice: Voice, rate_wpm: int) -> str:
        words, wrong = 0, 0.0
        for each in sentences:
            said = ear.words(each.utterance.spoken)
            sound = stretched(each, voice.own_rate_wpm, rate_wpm)
            errors = heard.compare(said, ear.written_down(sound), sounds, lexicon)
            words, wrong = words + errors.words, wrong + errors.wrong
        return f"{100 * wrong / max(1, words):.1f} % of {words}"

    return missed


if __name__ == "__main__":
    main()
