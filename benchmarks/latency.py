"""From a key to sound, to silence and to another pace, in the running reader."""

from __future__ import annotations

import statistics
import time
from array import array
from collections.abc import Callable
from pathlib import Path

import numpy as np
from tests.e2e.ear import RATE_HZ
from tests.e2e.terminal import LEFT, RIGHT, Terminal

from allvoice.playback.clip import Clip
from allvoice.playback.earcons import earcon
from allvoice.playback.player import Player, QueuedUtterance
from allvoice.playback.sinks.virtual import VirtualAheadSink
from benchmarks.measure import Row, TimedEar, latency_row, reader

QUIET_S = 0.25
SIZE = (100, 30)
SOUND_LIMIT_S = 10.0
OWN_RATE_WPM = 200.0
SOUND_FRAMES = RATE_HZ * 4
STEP_FRAMES = 24
RESTS_S = (0.3, 5.0)
"""The device still runs after the first, and has rested after the second."""
SURELY = 0.95
BLOCK_MS, STRIDE_MS = 20, 7


class Bench:
    """A running reader and an ear."""

    def __init__(self, ear: TimedEar, terminal: Terminal) -> None:
        self.ear = ear
        self.terminal = terminal
        self._presses = 0

    def silence(self, key: bytes = b"s") -> None:
        """Be silent, for some time."""
        start = self.ear.now
        if key:
            self.terminal.keys(key)
        self.ear.wait_for_silence(start, QUIET_S)

    def key_to_sound(self, key: bytes) -> float:
        """Press a key in silence; return the seconds until something is heard."""
        return self.sound_after(lambda: self.terminal.keys(key))

    def sound_after(self, act: Callable[[], None]) -> float:
        """Do something in silence; return the seconds until something is heard."""
        pressed_s = self._press_time()
        act()
        start = self.ear.frame_at(pressed_s)
        found = self.ear.wait_loud(max(0, start), SOUND_LIMIT_S, "sound")
        return self.ear.time_of(found) - pressed_s

    def key_to_silence(self, key: bytes) -> float:
        """Press a key while something is heard; return the seconds until nothing is."""
        return self.silence_after(lambda: self.terminal.keys(key))

    def silence_after(self, act: Callable[[], None]) -> float:
        """Do something while something is heard; return the seconds until nothing is."""
        pressed_s = self._press_time()
        start = max(0, self.ear.frame_at(pressed_s))
        act()
        self.ear.wait_for_silence(start, QUIET_S)
        last = self.ear.last_loud(start, self._confirmation(start))
        return 0.0 if last is None else self.ear.time_of(last) - pressed_s

    def _press_time(self) -> float:
        """Return now, at every part of a block in turn.

        The recording comes in blocks; who waits for one would press keys only where one begins.
        """
        self._presses += 1
        time.sleep(self._presses * STRIDE_MS % BLOCK_MS / 1000)
        return time.monotonic()

    def _confirmation(self, start: int) -> int | None:
        """Return the frame at which the short sound begins that confirms a pause, if it is heard.

        The voice is silent by then; the sound itself is no part of what is to be silenced.
        """
        # The clocks agree to some milliseconds: it may be recorded from just before the key on.
        start = max(0, start - BLOCK_MS * RATE_HZ // 1000)
        heard = self.ear.heard(start).astype(np.float64)
        tone = np.frombuffer(earcon("pause", RATE_HZ).pcm, np.int16).astype(np.float64)
        if len(heard) < len(tone):
            return None
        alike = np.correlate(heard, tone)
        energy = np.convolve(heard**2, np.ones(len(tone)), "valid")
        likeness = alike / np.sqrt(np.maximum(energy, 1.0) * np.sum(tone**2))
        best = int(np.argmax(likeness))
        return start + best if likeness[best] > SURELY else None

    def wait_mid_word(self) -> None:
        """Return just when something is heard: a pause between sentences is no place to hold."""
        self.ear.wait_loud(self.ear.frame_at(time.monotonic()), SOUND_LIMIT_S, "a word")

    def listen_on(self, duration_s: float) -> None:
        """Let it speak for some time."""
        self.ear.wait_past(self.ear.frame_at(time.monotonic() + duration_s))


def rows(ear: TimedEar, folder: Path, engine: str, times: int) -> list[Row]:
    """Return the rows of one engine."""
    found: list[Row] = []
    with reader(ear, folder / f"keys-{engine}", "--engine", engine, size=SIZE) as terminal:
        terminal.wait_for("pause")
        ear.wait_for_sound(0)
        bench = Bench(ear, terminal)
        bench.silence()
        prepared = {"next": RIGHT, "previous": LEFT, "repeat": b"r"}
        taken: dict[str, list[float]] = {name: [] for name in prepared}
        # Somewhere in the middle of the guide.
        for _ in range(20):
            terminal.keys(b"}")
        bench.listen_on(0.8)
        bench.silence()
        for turn in range(times):
            for name, key in prepared.items():
                taken[name].append(bench.key_to_sound(RIGHT if turn % 4 == 0 else key))
                bench.listen_on(1.0)
                bench.silence()
        silences: list[float] = []
        resumes: dict[float, list[float]] = {rest_s: [] for rest_s in RESTS_S}
        terminal.keys(b" ")
        bench.listen_on(2.0)
        for rest_s, resumed in resumes.items():
            for _ in range(times if rest_s < 1 else min(times, 5)):
                bench.wait_mid_word()
                silences.append(bench.key_to_silence(b" "))
                bench.listen_on(rest_s)
                resumed.append(bench.key_to_sound(b" "))
                bench.listen_on(0.9)
        bench.silence()
        stops: list[float] = []
        for _ in range(times):
            bench.key_to_sound(b" ")
            bench.listen_on(1.1)
            bench.wait_mid_word()
            stops.append(bench.key_to_silence(b"s"))
        escapes: list[float] = []
        for _ in range(times):
            bench.key_to_sound(b" ")
            bench.listen_on(1.1)
            bench.wait_mid_word()
            escapes.append(bench.key_to_silence(b"\x1b"))
        together = [value for values in taken.values() for value in values]
        found.append(
            latency_row(
                f"key to first sound, prepared (next, previous, repeat), {engine}",
                together,
                median_ms=30,
                p95_ms=60,
            )
        )
        for rest_s, resumed in resumes.items():
            found.append(
                latency_row(
                    f"key to first sound, resume after {rest_s:g} s, {engine}",
                    resumed,
                    median_ms=30,
                    p95_ms=60,
                )
            )
        found.append(
            latency_row(
                f"key to silence in the middle of a sentence (pause, stop), {engine}",
                silences + stops,
                p95_ms=40,
            )
        )
        # The key that begins as others do: accessibility asks for 0.1 s from any key to silence.
        found.append(latency_row(f"Escape to silence in a sentence, {engine}", escapes, p95_ms=100))
        jumps = _jumps(bench, times)
        limit_ms = 150.0 if engine == "natural" else 60.0
        found.append(
            latency_row(
                f"key to first sound after a jump to a place not prepared, {engine}",
                jumps,
                p95_ms=limit_ms,
            )
        )
        heard_s = [value + _old_rate_left_s() for value in silences]
        found.append(latency_row(f"pace key to pace heard, {engine}", heard_s, p95_ms=60))
        terminal.leave()
        terminal.wait_end()
    return found


def _jumps(bench: Bench, times: int) -> list[float]:
    """Jump from match to match of a word, each in another part of the guide."""
    terminal = bench.terminal
    terminal.keys(b"g")
    bench.listen_on(0.5)
    bench.silence()
    taken: list[float] = []
    for word in (b"transplant", b"fever", b"trial", b"antibody"):
        terminal.keys(b"/")
        terminal.wait_for("Esc")
        terminal.keys(word + b"\r")
        bench.listen_on(2.0)
        bench.silence()
        for _ in range(max(1, times // 4)):
            taken.append(bench.key_to_sound(b"n"))
            bench.listen_on(0.4)
            bench.silence()
        # The first Escape ends the search.
        terminal.keys(b"s")
        bench.listen_on(0.3)
    return taken


def _old_rate_left_s() -> float:
    """Return how much sound at the old rate is still to be heard when a key changes the rate.

    Worked out of the whole length of a sound whose rate was changed on its way: what it is longer
    than a change at once would have made it.
    """
    slow, fast = 150, 300
    left: list[float] = []
    for before in range(RATE_HZ // 2, RATE_HZ * 2, 1_777):
        heard, rest = _lengths(slow, fast, before)
        at_once = (SOUND_FRAMES - heard * slow / OWN_RATE_WPM) * OWN_RATE_WPM / fast
        left.append(max(0.0, (rest - at_once) / (1 - slow / fast) / RATE_HZ))
    return statistics.median(left)


def _lengths(slow_wpm: int, fast_wpm: int, before: int) -> tuple[int, int]:
    """Return how many frames are heard at a rate, and how many after it was changed."""
    player = Player(RATE_HZ, lambda boundary, delay_s: None, slow_wpm)
    sink = VirtualAheadSink(RATE_HZ)
    player.ahead = sink
    sink.start(player)
    sound = array("h", [(n * 37 % 200 - 100) * 60 for n in range(SOUND_FRAMES)])
    utterance = QueuedUtterance(0, 1, own_rate_wpm=OWN_RATE_WPM)
    player.add(utterance)
    player.add_clip(utterance, 0, Clip(sound.tobytes(), RATE_HZ, (0,)), 0.0, last=True)
    sink.advance(before)
    player.set_rate(fast_wpm)
    rest = 0
    while player.active:
        sink.advance(STEP_FRAMES)
        rest += STEP_FRAMES
    return before, rest
