"""Plays a queue of utterances, and knows the place in the first of them that is heard next."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from allvoice.playback.boundary import Boundary, Passed, UtteranceEnded
from allvoice.playback.clip import SAMPLE_BYTES, Clip
from allvoice.playback.limiter import Gain, Limiter, held
from allvoice.playback.pace import (
    BASE_RATE_WPM,
    SLICE_S,
    is_careful_at,
    pause_frames,
    speed,
)
from allvoice.playback.stretch import Stretcher

FADE_S = 0.004
"""Length of the ramp that keeps a cut from clicking."""


@dataclass(slots=True, eq=False)
class QueuedUtterance:
    """An utterance on its way to the ear; clips are added as they are rendered."""

    generation: int
    utterance_id: int
    pause_after_s: float = 0.0
    """At 150 words a minute."""
    first_word: int = 0
    """Word to begin at: the sound before its mark is left out."""
    own_rate_wpm: float = float(BASE_RATE_WPM)
    is_stretched: bool = True
    """False for a short sound: its speed and the pause after it are the same at every rate."""
    slow_words: frozenset[int] = frozenset()
    """Words said a little slower than the others."""
    pitch: float = 1.0
    """Factor for the height of the voice, 1 as it is."""
    slowest_wpm: int = 0
    """The slowest clear rate of the voice; it is slowed down no further."""
    is_interface: bool = False
    """Said by the interface voice: heard also where the guide is not audible."""
    clips: list[tuple[int, Clip, float]] = field(default_factory=list)
    """First word of the clip, the clip, and the silence after it at 150 words a minute."""
    complete: bool = False
    """All clips are there."""


@dataclass(slots=True, eq=False)
class _Cursor:
    """Place of the ear in an utterance."""

    clip: int = 0
    start_frame: int = 0
    """Frame of the clip where its stretcher began."""
    fed_frames: int = 0
    """Frame of the clip that the stretcher gets next."""
    next_mark: int = 0
    stretcher: Stretcher | None = None
    """None until the next frame of a clip is taken."""
    begun: bool = False
    """A frame of the clip was taken since it was gone to."""
    limiter: Limiter | None = None
    """Comes and goes with the stretcher."""
    all_fed: bool = False
    pause_s: float = 0.0
    """Length at 150 words a minute of the pause being heard."""
    silence_frames: int = 0
    """Frames left of it."""
    ended: bool = False
    """Only the pause after the utterance is left."""


@dataclass(frozen=True, slots=True)
class Place:
    """Place of a queue, to go back to."""

    done: int
    """Count of the utterances that had been played."""
    cursor: _Cursor


class UtteranceQueue:
    """Plays its utterances one after the other. Not thread-safe: the player locks."""

    def __init__(self, rate_hz: int, rate_wpm: int) -> None:
        self.rate_hz = rate_hz
        self.utterances: deque[QueuedUtterance] = deque()
        self.guide_audible = True
        """False where only the interface voice is heard, and the rest passes without a sound."""
        self._rate_wpm = rate_wpm
        self._pause_factor = 1.0
        self._cursor = _Cursor()
        self._done: deque[QueuedUtterance] = deque()
        """Utterances played to their end that can be gone back to, the newest at the end."""
        self._done_count = 0
        self._fade_frames = int(FADE_S * rate_hz)
        self._faded_frames = self._fade_frames

    @property
    def is_at_interface(self) -> bool:
        """Whether what is heard next is said by the interface voice."""
        return bool(self.utterances) and self.utterances[0].is_interface

    @property
    def silence_s(self) -> float:
        """Seconds left of the pause being heard."""
        return self._cursor.silence_frames / self.rate_hz

    def clear(self) -> None:
        """Forget everything."""
        self.utterances.clear()
        self._cursor = _Cursor()

    def rewind(self) -> None:
        """Go back to the start of the word being heard, so that it is heard whole."""
        cursor = self._cursor
        if not cursor.begun:
            return
        utterance = self.utterances[0]
        first_word, clip, _ = utterance.clips[cursor.clip]
        first_mark = _first_mark(utterance, first_word, clip)
        mark = max(first_mark, cursor.next_mark - 1)
        frame = clip.marks[mark] if cursor.next_mark else 0
        self._cursor = _Cursor(cursor.clip, frame, frame, mark if cursor.next_mark else 0)

    def place(self) -> Place:
        """Return the place of the queue."""
        cursor = self._cursor
        if cursor.stretcher is None:
            return Place(self._done_count, replace(cursor))
        # A time-stretch cannot be copied: another one begins at the same frame.
        frame = round(cursor.start_frame + cursor.stretcher.position_frames)
        cursor = replace(
            cursor, stretcher=None, limiter=None, start_frame=frame, fed_frames=frame, all_fed=False
        )
        return Place(self._done_count, cursor)

    def go_back(self, place: Place) -> None:
        """Go back to a place; utterances added since stay."""
        while self._done_count > place.done:
            self.utterances.appendleft(self._done.pop())
            self._done_count -= 1
        self._cursor = replace(place.cursor)

    def forget(self, before: Place | None = None) -> None:
        """Let go of the utterances played before a place, or of all: nobody goes back to them."""
        keep = self._done_count - before.done if before is not None else 0
        while len(self._done) > keep:
            self._done.popleft()

    def fade_in(self) -> None:
        """Let the sound grow from silence if it goes on in the middle of a clip."""
        if self._cursor.begun:
            self._faded_frames = 0

    def set_rate(self, rate_wpm: int) -> None:
        """Change the rate of all that is not stretched yet, a pause being heard included."""
        with self._rest_of_pause():
            self._rate_wpm = rate_wpm
        if self.utterances and self._cursor.stretcher is not None:
            self._cursor.stretcher.set_speed(self._speed(self.utterances[0]))

    def set_pause_factor(self, factor: float) -> None:
        """Change the length of all pauses, 1 as they are written, the one being heard included."""
        with self._rest_of_pause():
            self._pause_factor = factor

    @contextmanager
    def _rest_of_pause(self) -> Iterator[None]:
        """Let the rest of the pause being heard follow a change of its length."""
        cursor = self._cursor
        utterance = self.utterances[0] if self.utterances and cursor.silence_frames else None
        before = self._pause_frames(utterance, cursor.pause_s) if utterance is not None else 0
        yield
        if utterance is not None and before:
            now = self._pause_frames(utterance, cursor.pause_s)
            cursor.silence_frames = round(cursor.silence_frames * now / before)

    def fill(self, out: array[int], frames: int, gain: Gain, due: list[tuple[Passed, int]]) -> None:
        """Append sound until `out` has `frames` frames or nothing more is ready.

        Args:
            out: what was taken in this pull so far.
            frames: how long it may become.
            gain: how loud.
            due: gets each boundary passed, with the frame of `out` it belongs to.
        """
        while len(out) < frames and self.utterances:
            utterance, cursor = self.utterances[0], self._cursor
            if cursor.silence_frames:
                count = min(cursor.silence_frames, frames - len(out))
                out.frombytes(bytes(count * SAMPLE_BYTES))
                cursor.silence_frames -= count
            elif cursor.ended:
                self._done.append(self.utterances.popleft())
                self._done_count += 1
                self._cursor = _Cursor()
            elif cursor.clip < len(utterance.clips):
                self._play(utterance, out, frames, gain, due)
            elif utterance.complete:
                cursor.ended = True
                cursor.pause_s = utterance.pause_after_s
                cursor.silence_frames = self._pause_frames(utterance, cursor.pause_s)
                due.append((UtteranceEnded(utterance.generation, utterance.utterance_id), len(out)))
            else:
                return

    def _play(
        self,
        utterance: QueuedUtterance,
        out: array[int],
        frames: int,
        gain: Gain,
        due: list[tuple[Passed, int]],
    ) -> None:
        cursor = self._cursor
        first_word, clip, gap_s = utterance.clips[cursor.clip]
        if cursor.stretcher is None and not self._begin(utterance, first_word, clip):
            return
        stretcher, limiter = cursor.stretcher, cursor.limiter
        assert stretcher is not None
        assert limiter is not None
        while not stretcher.available_frames and not cursor.all_fed:
            if utterance.slow_words:
                stretcher.set_speed(self._speed(utterance))
            end = min(clip.frames, cursor.fed_frames + int(self.rate_hz * SLICE_S))
            if end > cursor.fed_frames:
                stretcher.write(limiter.samples(cursor.fed_frames, end, gain))
            cursor.fed_frames = end
            if end >= clip.frames:
                stretcher.finish()
                cursor.all_fed = True
        before = cursor.start_frame + stretcher.position_frames
        audible = self.guide_audible or utterance.is_interface
        factor = limiter.factor(before, gain) if audible else 0.0
        heard = stretcher.read(frames - len(out), factor)
        if utterance.pitch != 1.0:
            heard = held(heard)
        after = cursor.start_frame + stretcher.position_frames
        done = cursor.all_fed and not stretcher.available_frames
        while cursor.next_mark < len(clip.marks):
            mark = clip.marks[cursor.next_mark]
            if mark >= after and not done:
                break
            share = (mark - before) / (after - before) if after > before else 0.0
            offset = int(min(1.0, max(0.0, share)) * len(heard))
            word = first_word + cursor.next_mark
            boundary = Boundary(utterance.generation, utterance.utterance_id, word)
            due.append((boundary, len(out) + offset))
            cursor.next_mark += 1
        self._ramp(heard)
        out.extend(heard)
        if done:
            self._cursor = _Cursor(
                cursor.clip + 1,
                pause_s=gap_s,
                silence_frames=self._pause_frames(utterance, gap_s),
            )

    def _begin(self, utterance: QueuedUtterance, first_word: int, clip: Clip) -> bool:
        """Open the clip under the cursor; False when it lies before the first word wanted."""
        cursor = self._cursor
        first_mark = _first_mark(utterance, first_word, clip)
        if clip.marks and first_mark >= len(clip.marks):
            self._cursor = _Cursor(cursor.clip + 1)
            return False
        if first_mark > cursor.next_mark:
            cursor.next_mark = first_mark
            cursor.start_frame = cursor.fed_frames = clip.marks[first_mark]
        cursor.stretcher = Stretcher(self.rate_hz, self._speed(utterance), utterance.pitch)
        cursor.begun = True
        cursor.limiter = Limiter(clip, is_speech=utterance.is_stretched)
        # In its middle a clip is as loud as anywhere; at its beginning a voice is silent.
        self._faded_frames = 0 if cursor.start_frame else self._fade_frames
        return True

    def _ramp(self, heard: array[int]) -> None:
        length, done = self._fade_frames, self._faded_frames
        if done < length:
            count = min(length - done, len(heard))
            for index in range(count):
                heard[index] = heard[index] * (done + index + 1) // length
            self._faded_frames += count

    def _pause_frames(self, utterance: QueuedUtterance, pause_s: float) -> int:
        return pause_frames(
            pause_s,
            self._rate_wpm,
            self.rate_hz,
            slowest_wpm=utterance.slowest_wpm,
            pause_factor=self._pause_factor,
            is_stretched=utterance.is_stretched,
        )

    def _speed(self, utterance: QueuedUtterance) -> float:
        """Return the speed of what is stretched next."""
        return speed(
            self._rate_wpm,
            utterance.own_rate_wpm,
            slowest_wpm=utterance.slowest_wpm,
            is_stretched=utterance.is_stretched,
            is_careful=self._is_careful(utterance),
        )

    def _is_careful(self, utterance: QueuedUtterance) -> bool:
        cursor = self._cursor
        if not utterance.slow_words or cursor.clip >= len(utterance.clips):
            return False
        first_word, clip, _ = utterance.clips[cursor.clip]
        return is_careful_at(cursor.fed_frames, clip.marks, first_word, utterance.slow_words)


def _first_mark(utterance: QueuedUtterance, first_word: int, clip: Clip) -> int:
    """Return the first mark of a clip that is wanted."""
    return max(0, utterance.first_word - first_word) if clip.marks else 0
