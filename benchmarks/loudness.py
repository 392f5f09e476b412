"""`python -m benchmarks.loudness` prints how loud every voice is, as rendered and as played.

The figures of the first column are those that the engines name for their voices. No sound device
is needed: what the player hands to one is measured.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import statistics
import time
from array import array
from dataclasses import dataclass, replace

from allvoice.guide.load import load_guide
from allvoice.guide.model import Position
from allvoice.narration.lexicon import load_lexicon
from allvoice.narration.model import Utterance
from allvoice.narration.narrator import Narrator
from allvoice.paths import bundled_guide, bundled_lexicon
from allvoice.playback.clip import Clip
from allvoice.playback.loudness import TARGET_LUFS, integrated_lufs, peak_dbfs
from allvoice.playback.player import Player, QueuedUtterance
from allvoice.speech.engines.calibration import Calibrations
from allvoice.speech.engines.registry import create
from allvoice.speech.model import Synthesizer, Voice

ENGINES = ("natural", "espeak", "system")
SECTIONS = (
    "00-when-to-call/call-911-for-any-of-these",
    "05-the-four-strategies/the-four-strategies-one-by-one",
    "06-words-the-team-will-use/measurable-residual-disease-called-mrd",
    "09-chemotherapy-medicines/cytarabine-and-its-fevers",
)
RATE_HZ = 24_000
PULL_FRAMES = 480
PEAK_LIMIT_DBFS = -3.0


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one voice, a value for each section, at one volume."""

    lufs: list[float]
    peaks_dbfs: list[float]
    crests_db: list[float]
    clipped: int
    """Samples at full scale."""
    ms_a_second: float
    """Milliseconds of work for each second of sound."""


def main() -> None:
    """Measure what was asked for and print a Markdown table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.loudness", description=__doc__)
    parser.add_argument("--engine", choices=ENGINES, help="only this engine")
    parser.add_argument("--volumes", type=int, nargs="+", default=[100], help="per cent")
    parser.add_argument("--boost-db", type=float, default=0.0, help="added to every volume")
    parser.add_argument("--pitch", type=float, default=1.0, help="of the interface voice: 0.82")
    options = parser.parse_args()
    print(
        "| voice | rendered: LUFS, peak | volume | played: LUFS by section | peak | crest factor "
        "| clipped | work a second | met |\n|---|---|---|---|---|---|---|---|---|",
        flush=True,
    )
    context = multiprocessing.get_context("spawn")
    for engine in [options.engine] if options.engine else ENGINES:
        # Two of them use one C library in two ways: a process each.
        measuring = context.Process(
            target=print_rows, args=(engine, options.volumes, options.boost_db, options.pitch)
        )
        measuring.start()
        measuring.join()


def print_rows(name: str, volumes: list[int], boost_db: float, pitch: float) -> None:
    """Print a row for each voice of an engine and each volume."""
    lexicon, _ = load_lexicon([bundled_lexicon()])
    engine = create(name, lexicon)
    calibrations = Calibrations()
    sections = [_utterances(section) for section in SECTIONS]
    for voice in engine.voices():
        rendered = [[_clips(engine, voice, each) for each in section] for section in sections]
        plain = _figures([_joined(*each) for each in zip(sections, rendered, strict=True)], 0.0)
        for volume in volumes:
            began_s = time.process_time()
            sounds = [
                _played(voice, calibrations.gain_db(voice), volume, boost_db, pitch, *each)
                for each in zip(sections, rendered, strict=True)
            ]
            played = _figures(sounds, time.process_time() - began_s)
            _print_row(voice, plain, played, volume, is_usual=volume == 100 and not boost_db)
    engine.close()


def _print_row(
    voice: Voice, plain: Figures, played: Figures, volume: int, *, is_usual: bool
) -> None:
    met = ""
    if is_usual:
        near = all(abs(each - TARGET_LUFS) <= 1 for each in played.lufs)
        met = "yes" if near and max(played.peaks_dbfs) <= PEAK_LIMIT_DBFS else "**no**"
    elif max(played.peaks_dbfs) > PEAK_LIMIT_DBFS:
        met = "**no**"
    print(
        f"| {voice.engine} {voice.id} | {statistics.fmean(plain.lufs):.1f}, "
        f"{max(plain.peaks_dbfs):.1f} | {volume} | "
        f"{', '.join(f'{each:.1f}' for each in played.lufs)} | {max(played.peaks_dbfs):.1f} | "
        f"{statistics.fmean(plain.crests_db):.1f} -> {statistics.fmean(played.crests_db):.1f} dB | "
        f"{played.clipped} | {played.ms_a_second:.1f} ms | {met} |",
        flush=True,
    )


def _utterances(section_id: str) -> list[Utterance]:
    guide = load_guide(bundled_guide())
    narrator = Narrator()
    section = next(each for each in guide.sections if each.id == section_id)
    return [
        narrator.utterance(guide, Position(block.index, sentence))
        for block in guide.blocks[section.first_block : section.last_block + 1]
        for sentence in range(len(block.sentences))
    ]


def _clips(engine: Synthesizer, voice: Voice, utterance: Utterance) -> list[tuple[int, Clip]]:
    starts = utterance.clause_starts
    ends = [*starts[1:], len(utterance.words)]
    return [
        (start, engine.synthesize(utterance.words[start:end], voice.id, lambda: False))
        for start, end in zip(starts, ends, strict=True)
    ]


def _joined(said: list[Utterance], rendered: list[list[tuple[int, Clip]]]) -> bytes:
    """Return sentences as they were rendered, with their pauses."""
    sound = b""
    for utterance, clips in zip(said, rendered, strict=True):
        sound += b"".join(clip.pcm for _, clip in clips)
        sound += bytes(2 * int(utterance.pause_after_s * RATE_HZ))
    return sound


def _played(
    voice: Voice,
    gain_db: float,
    volume: int,
    boost_db: float,
    pitch: float,
    said: list[Utterance],
    rendered: list[list[tuple[int, Clip]]],
) -> bytes:
    """Return what the player hands to a sound device."""
    player = Player(RATE_HZ, lambda boundary, delay_s: None)
    player.set_volume(volume)
    player.set_volume_boost(boost_db)
    for utterance, clips in zip(said, rendered, strict=True):
        queued = QueuedUtterance(
            0, 1, utterance.pause_after_s, own_rate_wpm=voice.own_rate_wpm, pitch=pitch
        )
        for start, clip in clips:
            player.add_clip(queued, start, replace(clip, gain_db=gain_db), 0.0, last=False)
        player.abandon(queued)
        player.add(queued)
    sound = bytearray()
    while piece := player.read(PULL_FRAMES):
        sound += piece
    return bytes(sound)


def _figures(sounds: list[bytes], work_s: float) -> Figures:
    lufs = [found for each in sounds if (found := integrated_lufs(each, RATE_HZ)) is not None]
    peaks = [peak_dbfs(each) for each in sounds]
    samples = [array("h", each) for each in sounds]
    levels = [
        10 * math.log10(statistics.fmean(value * value for value in each if value) / 32768**2)
        for each in samples
    ]
    clipped = sum(value in (32767, -32768) for each in samples for value in each)
    crests = [peak - level for peak, level in zip(peaks, levels, strict=True)]
    seconds = sum(map(len, samples)) / RATE_HZ
    return Figures(lufs, peaks, crests, clipped, 1000 * work_s / seconds)


if __name__ == "__main__":
    main()
