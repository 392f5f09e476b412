"""A player in a harness: time moves by hand, and everything heard is kept."""

from __future__ import annotations

import math
import random
import threading
from array import array
from collections import deque

from allvoice.playback.boundary import Passed
from allvoice.playback.clip import Clip
from allvoice.playback.player import Player, QueuedUtterance
from allvoice.playback.sinks.sink import SinkError, Write
from allvoice.playback.sinks.virtual import VirtualAheadSink, VirtualSink
from tests.boundaries import word_of

RATE_HZ = 24_000
STEP = 240
WORD_FRAMES = 3_000
FADE_FRAMES = 96
AHEAD_FRAMES = 12_000
"""How far ahead of the ear a sink of a sound server takes sound."""
LIMIT_S = 20.0
"""Longer than any thread of these tests takes."""


def samples(pcm: bytes | bytearray) -> array[int]:
    return array("h", bytes(pcm))


def noise_clip(words: int = 4, *, word_frames: int = WORD_FRAMES, seed: int = 1) -> Clip:
    """Words of sound in which no two stretches are alike, never silent."""
    rng = random.Random(seed)
    sound = array(
        "h", [rng.choice((-1, 1)) * rng.randint(500, 8_000) for _ in range(words * word_frames)]
    )
    return Clip(sound.tobytes(), RATE_HZ, tuple(n * word_frames for n in range(words)))


def hum_clip(words: int = 4, *, word_frames: int = WORD_FRAMES) -> Clip:
    """Words of a low tone, as a voice hums."""
    sound = array(
        "h",
        [
            int(6_000 * math.sin(2 * math.pi * 120 * n / RATE_HZ))
            for n in range(words * word_frames)
        ],
    )
    return Clip(sound.tobytes(), RATE_HZ, tuple(n * word_frames for n in range(words)))


class PlayerHarness:
    """Player, sink and a list of the boundaries with the frame each is heard at."""

    ahead_frames = 0
    """How far ahead of the ear the sink takes sound; 0 for not at all."""

    def __init__(self, rate_wpm: int = 150) -> None:
        self.player = Player(RATE_HZ, self._deliver, rate_wpm, withdraw=self._withdraw)
        self.sink = VirtualSink(RATE_HZ)
        if self.ahead_frames:
            self.sink = self.player.ahead = VirtualAheadSink(RATE_HZ, self.ahead_frames)
        self.sink.start(self.player)
        self.boundaries: list[tuple[int, Passed]] = []
        """What was heard."""
        self._coming: deque[tuple[int, Passed]] = deque()

    def _deliver(self, boundary: Passed, delay_s: float) -> None:
        frame = self.sink.frames_played + round(delay_s * RATE_HZ)
        is_heard = not self.ahead_frames or not self.sink.waiting_frames
        (self.boundaries if is_heard else self._coming).append((frame, boundary))

    def _withdraw(self, count: int) -> None:
        for _ in range(min(count, len(self._coming))):
            self._coming.pop()

    def advance(self, frames: int, step_frames: int = STEP) -> array[int]:
        """Let time pass as the device does, period by period."""
        heard = array("h")
        while frames > 0:
            step = min(step_frames, frames)
            heard.extend(samples(self.sink.advance(step, step)))
            frames -= step
            while self._coming and self._coming[0][0] < self.sink.frames_played:
                self.boundaries.append(self._coming.popleft())
        return heard

    def play_out(self, limit_s: float = 120.0) -> array[int]:
        """Let time pass until nothing is left to play."""
        heard = array("h")
        while self.player.active or self.sink.waiting_frames or self._coming:
            heard.extend(self.advance(STEP))
            assert len(heard) < limit_s * RATE_HZ, "the player never came to its end"
        return heard

    def utterance(
        self,
        *clips: Clip,
        generation: int = 1,
        utterance_id: int = 1,
        pause_after_s: float = 0.0,
        gap_s: float = 0.0,
        first_word: int = 0,
        is_stretched: bool = True,
        own_rate_wpm: float = 150.0,
        complete: bool = True,
        slow_words: frozenset[int] = frozenset(),
    ) -> QueuedUtterance:
        """An utterance with its clips."""
        utterance = QueuedUtterance(
            generation,
            utterance_id,
            pause_after_s,
            first_word,
            own_rate_wpm,
            is_stretched,
            slow_words,
        )
        word = 0
        for index, clip in enumerate(clips):
            last = complete and index == len(clips) - 1
            self.player.add_clip(utterance, word, clip, gap_s, last=last)
            word += len(clip.marks)
        return utterance

    def words(self, generation: int | None = None) -> list[tuple[int, int | None]]:
        """Utterance and word of every boundary, in the order they were handed out."""
        return [
            (boundary.utterance_id, word_of(boundary))
            for _, boundary in self.boundaries
            if generation in (None, boundary.generation)
        ]

    def frames_of(self, utterance_id: int = 1) -> list[int]:
        """Frames at which the words and the end of an utterance are heard."""
        return [
            frame for frame, boundary in self.boundaries if boundary.utterance_id == utterance_id
        ]


def trimmed(sound: array[int]) -> array[int]:
    """Without silence at its ends."""
    first, last = 0, len(sound)
    while first < last and not sound[first]:
        first += 1
    while last > first and not sound[last - 1]:
        last -= 1
    return sound[first:last]


class FeedsWhatItReads:
    """Hands to a sink that is ahead of the ear what any other sink would take."""

    def read(self, frames: int) -> bytes:
        raise NotImplementedError

    _feeding = threading.Lock()

    def feed(self, frames: int, write: Write) -> int:
        # As the player does: what is handed over is in the sink before anything else is asked for.
        with self._feeding:
            sound = self.read(frames)
            if sound:
                write(sound)
        return len(sound) // 2


class Tape(FeedsWhatItReads):
    """A source that counts what is taken and tells when enough was."""

    def __init__(self, sound: bytes = b"", endless: bool = True) -> None:
        self._sound = sound
        self._endless = endless
        self.taken = threading.Semaphore(0)
        self.dry = threading.Event()

    def read(self, frames: int) -> bytes:
        self.taken.release()
        if self._endless:
            return bytes(2 * frames)
        piece, self._sound = self._sound[: 2 * frames], self._sound[2 * frames :]
        if not piece:
            self.dry.set()
        return piece

    def end(self) -> None:
        """Have no more to give."""
        self._endless = False

    def wait_for(self, pulls: int) -> None:
        for _ in range(pulls):
            assert self.taken.acquire(timeout=LIMIT_S), "nothing was taken"


def one_sentence(error: SinkError) -> bool:
    text = str(error)
    return text.endswith(".") and ". " not in text and "\n" not in text and text[0].isupper()
