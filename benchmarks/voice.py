"""The voice process by itself: marks against sound, gaps, losses, and its death."""

from __future__ import annotations

import os
import queue
import signal
import statistics
import time
from array import array
from dataclasses import replace
from pathlib import Path

from tests.boundaries import word_of
from tests.e2e.ear import RATE_HZ

from allvoice.guide.load import load_guide
from allvoice.guide.model import BlockKind, Position
from allvoice.narration.model import Utterance
from allvoice.narration.narrator import Narrator
from allvoice.paths import bundled_guide
from allvoice.playback.boundary import Passed
from allvoice.playback.clip import Clip
from allvoice.speech.client.bookkeeping import REPLACED
from allvoice.speech.client.client import VoiceClient
from allvoice.speech.client.recording import Recording
from allvoice.speech.client.recovery import EAR, FILE, Limits
from allvoice.speech.engines.calibration import Calibrations
from allvoice.speech.engines.registry import known_voices
from allvoice.speech.host.cache import ClipCache
from allvoice.speech.protocol import (
    Configure,
    Event,
    Flush,
    Notice,
    NoVoice,
    Say,
    UtteranceEnded,
    UtteranceFailed,
)
from benchmarks.measure import LOUD, Row, TimedEar, latency_row, p95

LIMIT_S = 60.0
HIGHLIGHT_P95_MS = {"natural": 80.0, "espeak": 40.0}
AHEAD = 3


def utterances(count: int, *, longest_words: int = 1_000) -> list[Utterance]:
    """Return sentences of the guide's paragraphs, again from the start when it has too few."""
    guide = load_guide(bundled_guide())
    narrator = Narrator()
    found = [
        narrator.utterance(guide, Position(block.index, sentence))
        for block in guide.blocks
        if block.kind is BlockKind.PARAGRAPH
        for sentence in range(len(block.sentences))
    ]
    short = [each for each in found if 3 <= len(each.tokens) <= longest_words]
    return [short[number % len(short)] for number in range(count)]


class Listener:
    """A client whose events are kept with their moments."""

    def __init__(self, configuration: Configure, limits: Limits = EAR) -> None:
        recording = Recording(Path(configuration.sink)) if configuration.is_for_file else None
        limits = FILE if recording is not None else limits
        self.client = VoiceClient(configuration, recording=recording, limits=limits)
        self.events: queue.SimpleQueue[tuple[float, Event]] = queue.SimpleQueue()
        self.client.add_observer(lambda event: self.events.put((time.monotonic(), event)))

    def next(self) -> tuple[float, Event]:
        """Return the next event and its moment."""
        return self.events.get(timeout=LIMIT_S)

    def say_all(self, said: list[Utterance]) -> list[tuple[float, Event]]:
        """Say utterances, a few queued ahead; return all events with their moments."""
        seen: list[tuple[float, Event]] = []
        given = 0
        done = 0
        while done < len(said):
            while given < len(said) and given - done < AHEAD:
                each = said[given]
                self.client.send(
                    Say(0, given + 1, each.words, each.clause_starts, each.pause_after_s)
                )
                given += 1
            at_s, event = self.next()
            seen.append((at_s, event))
            if isinstance(event, UtteranceEnded):
                done += 1
            if isinstance(event, NoVoice):
                break
        return seen


def on_the_server(ear: TimedEar) -> None:
    """Let programs started from here play where the ear listens."""
    os.environ.update(ear.server.environment)


def highlight_rows(ear: TimedEar, folder: Path, engine: str, count: int) -> list[Row]:
    """Return how far boundaries are from the sound, and the gaps between sentences."""
    voice = known_voices(engine)[0]
    rate_wpm = round(voice.own_rate_wpm)
    cache = folder / f"highlight-{engine}"
    said = [each for each in utterances(count * 4) if len(each.clause_starts) == 1][:count]
    listener = Listener(
        Configure(engine, sink="device", rate_wpm=rate_wpm, cache_folder=str(cache))
    )
    seen = listener.say_all(said)
    ear.wait_past(ear.frame_at(time.monotonic() + 0.5))
    listener.client.close()
    clips, calibrations = ClipCache(cache), Calibrations(cache)
    speed = rate_wpm / voice.own_rate_wpm
    errors: list[float] = []
    gaps: list[float] = []
    last_end_s: float | None = None
    for number, utterance in enumerate(said, 1):
        clip = clips.get(engine, voice.id, utterance.words)
        heard = {
            word_of(event): at_s
            for at_s, event in seen
            if isinstance(event, Passed) and event.utterance_id == number
        }
        if clip is None or 0 not in heard or None not in heard:
            continue
        first, last = _loud_edges(clip, 10 ** (calibrations.gain_db(voice) / 20))
        start = ear.first_loud(ear.frame_at(heard[0] - 0.08), ear.frame_at(heard[0] + 0.4))
        end = ear.last_loud(ear.frame_at(heard[0]), ear.frame_at(heard[None] + 0.12))
        if start is None or end is None:
            continue
        begin_s = ear.time_of(start) - first / RATE_HZ / speed
        errors += [
            abs(heard[word] - (begin_s + mark / RATE_HZ / speed))
            for word, mark in enumerate(clip.marks)
            if word in heard
        ]
        if last_end_s is not None:
            before = said[number - 2]
            pause_s = before.pause_after_s * 150 / rate_wpm
            gaps.append(begin_s - last_end_s - pause_s)
        last_end_s = ear.time_of(end) + (clip.frames - 1 - last) / RATE_HZ / speed
    limit_ms = HIGHLIGHT_P95_MS[engine]
    return [
        latency_row(f"highlight against the word heard, {engine}", errors, p95_ms=limit_ms),
        latency_row(f"gap between sentences beyond the intended pause, {engine}", gaps, p95_ms=10),
    ]


def _loud_edges(clip: Clip, gain: float) -> tuple[int, int]:
    """Return the first and last frame that are sound when a clip is played with a gain."""
    samples = array("h", clip.pcm)
    loud = [n for n, value in enumerate(samples) if abs(value) * gain > LOUD]
    return (loud[0], loud[-1]) if loud else (0, len(samples) - 1)


def loss_row(folder: Path, engine: str, count: int) -> Row:
    """Return how many of many utterances were lost or had a word too few or too many."""
    sink = folder / f"{engine}.wav"
    listener = Listener(Configure(engine, sink=str(sink), cache_folder="", rate_wpm=450))
    said = utterances(count, longest_words=25)
    began_s = time.monotonic()
    seen = listener.say_all(said)
    took_s = time.monotonic() - began_s
    listener.client.close(LIMIT_S)
    assert listener.client.recording is not None
    listener.client.recording.finish()
    words: dict[int, list[int | None]] = {}
    for _, event in seen:
        if isinstance(event, Passed):
            words.setdefault(event.utterance_id, []).append(word_of(event))
    wrong = sum(
        words.get(number) != [*range(len(each.tokens)), None] for number, each in enumerate(said, 1)
    ) + sum(isinstance(event, UtteranceFailed | NoVoice) for _, event in seen)
    return Row(
        f"utterances lost, empty or with wrong words in {count:,}, {engine}",
        f"{wrong} ({took_s:.0f} s for all)",
        "0",
        wrong == 0,
    )


def death_row(ear: TimedEar, folder: Path, engine: str, times: int) -> Row:
    """Return how soon speech goes on from its word when the voice process is killed."""
    listener = Listener(
        Configure(engine, sink="device", cache_folder=str(folder / f"death-{engine}")),
        # Deaths in quick succession would rightly be taken for a broken engine.
        replace(EAR, deaths=times + 1),
    )
    said = [each for each in utterances(times * 3) if len(each.tokens) >= 8]
    taken: list[float] = []
    right = 0
    number = 0
    while number < times:
        utterance = said[number % len(said)]
        number += 1
        listener.client.send(Flush(number))
        listener.client.send(Say(number, number, utterance.words, utterance.clause_starts))
        word = _wait_word(listener, number, 3)
        killed_s = time.monotonic()
        os.kill(listener.client.pid, signal.SIGKILL)
        word = _last_word_before(listener, number, word)
        at_s, goes_on = _next_word(listener, number)
        taken.append(at_s - killed_s)
        right += goes_on == word and at_s - killed_s <= 1.0
        _wait_word(listener, number, None)
    listener.client.close()
    return Row(
        f"voice process killed: speaks on from that word within 1 s, {engine}",
        f"{right} of {times}; median {statistics.median(taken):.2f} s, p95 {p95(taken):.2f} s",
        f"{times} of {times}",
        right == times,
    )


def _wait_word(listener: Listener, number: int, word: int | None) -> int | None:
    while True:
        _, event = listener.next()
        if isinstance(event, Passed) and event.utterance_id == number and word_of(event) == word:
            return word_of(event)


def _last_word_before(listener: Listener, number: int, word: int | None) -> int | None:
    """Return the last word reported before the death was noticed."""
    while True:
        _, event = listener.next()
        if event == Notice(REPLACED):
            return word
        if isinstance(event, Passed) and event.utterance_id == number:
            word = word_of(event)


def _next_word(listener: Listener, number: int) -> tuple[float, int | None]:
    while True:
        at_s, event = listener.next()
        if isinstance(event, Passed) and event.utterance_id == number:
            return at_s, word_of(event)
