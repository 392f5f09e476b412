"""A queue of utterances and the place in the first of them that is heard next."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import deque
from dataclasses import dataclass, field, replace

from allvoice.playback.clip import SAMPLE_BYTES, Clip
from allvoice.playback.limiter import Gain, Limiter, held
from allvoice.playback.pace import Pace
from allvoice.playback.stretch import Stretcher

SLICE_S = 0.01
FADE_S = 0.004
"""Length of the ramp that keeps a cut from clicking."""
SLOW = 0.85
"""Pace of words that are easily misheard, names of medicines and figures, against the others
(10 to 15 % slower is heard as careful, not as strange)."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """Something is heard just now."""

    generation: int
    utterance_id: int
    word: int | None
    """Index of the word that begins; None when the utterance ends."""


@dataclass(slots=True, eq=False)
class Item:
    """An utterance on its way to the ear; clips are added as they are rendered."""

    generation: int
    utterance_id: int
    pause_after_s: float = 0.0
    """At 150 words a minute."""
    first_word: int = 0
    """Word to begin at: the sound before its mark is left out."""
    own_rate_wpm: float = 150.0
    steady: bool = False
    """Sounds that are not speech keep their own pace."""
    slow_words: frozenset[int] = frozenset()
    """Words said a little slower than the others."""
    pitch: float = 1.0
    """How high the voice sounds, 1 as it is."""
    is_interface: bool = False
    """The program speaks for itself: heard also where the guide is mute."""
    clips: list[tuple[int, Clip, float]] = field(default_factory=list)
    """First word of the clip, the clip, and the silence after it at 150 words a minute."""
    complete: bool = False
    """All clips are there."""


@dataclass(slots=True, eq=False)
class _Cursor:
    """Where in an item the ear is."""

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
    silence_frames: int = 0
    """What is left of the pause being heard."""
    ended: bool = False
    """Only the pause after the utterance is left."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a track was, to go back to."""

    done: int
    """How many items had been played."""
    cursor: _Cursor
    faded_frames: int


class Track:
    """Plays its items one after the other. Not thread-safe: the player locks."""

    def __init__(self, rate_hz: int, rate_wpm: int) -> None:
        self.rate_hz = rate_hz
        self.items: deque[Item] = deque()
        self.is_mute = False
        """Only what is the program's own is heard; the rest passes without a sound."""
        self._rate_wpm = rate_wpm
        self._cursor = _Cursor()
        self._done: deque[Item] = deque()
        """Items played to their end that can be gone back to, the newest at the end."""
        self._done_count = 0
        self._fade_frames = int(FADE_S * rate_hz)
        self._faded_frames = self._fade_frames

    @property
    def is_at_own(self) -> bool:
        """Whether what is heard next is the program's own."""
        return bool(self.items) and self.items[0].is_interface

    @property
    def silence_s(self) -> float:
        """What is left of the pause being heard."""
        return self._cursor.silence_frames / self.rate_hz

    def clear(self) -> None:
        """Forget everything."""
        self.items.clear()
        self._cursor = _Cursor()
        self._faded_frames = self._fade_frames

    def rewind(self) -> None:
        """Go back to the start of the word being heard, so that it is heard whole."""
        cursor = self._cursor
        if not cursor.begun:
            return
        item = self.items[0]
        first_word, clip, _ = item.clips[cursor.clip]
        first_mark = _first_mark(item, first_word, clip)
        mark = max(first_mark, cursor.next_mark - 1)
        frame = clip.marks[mark] if cursor.next_mark else 0
        self._cursor = _Cursor(cursor.clip, frame, frame, mark if cursor.next_mark else 0)

    def place(self) -> Place:
        """Return where the track is."""
        cursor = self._cursor
        if cursor.stretcher is None:
            return Place(self._done_count, replace(cursor), self._faded_frames)
        # What the time-stretch holds cannot be copied: another one begins at the same frame.
        frame = round(cursor.start_frame + cursor.stretcher.position_frames)
        cursor = replace(
            cursor, stretcher=None, limiter=None, start_frame=frame, fed_frames=frame, all_fed=False
        )
        return Place(self._done_count, cursor, self._faded_frames)

    def go_back(self, place: Place) -> None:
        """Be where the track was; what was added since stays."""
        while self._done_count > place.done:
            self.items.appendleft(self._done.pop())
            self._done_count -= 1
        self._cursor = replace(place.cursor)
        self._faded_frames = place.faded_frames

    def forget(self, before: Place | None = None) -> None:
        """Let go of the items played before a place, or of all: they are never gone back to."""
        keep = self._done_count - before.done if before is not None else 0
        while len(self._done) > keep:
            self._done.popleft()

    def fade_in(self) -> None:
        """Let the sound grow from silence if it goes on in the middle of a clip."""
        if self._cursor.begun:
            self._faded_frames = 0

    def set_rate(self, rate_wpm: int) -> None:
        """Change the pace of all that is not stretched yet, a pause being heard included."""
        if self.items:
            item, cursor = self.items[0], self._cursor
            before = self._pause_scale(item)
            self._rate_wpm = rate_wpm
            if cursor.stretcher is not None:
                cursor.stretcher.set_speed(self._speed(item))
            left = cursor.silence_frames * self._pause_scale(item) / before
            cursor.silence_frames = round(left)
        self._rate_wpm = rate_wpm

    def fill(
        self, out: array[int], frames: int, gain: Gain, due: list[tuple[Boundary, int]]
    ) -> None:
        """Append sound until `out` has `frames` frames or nothing more is ready.

        Args:
            out: what was taken in this pull so far.
            frames: how long it may become.
            gain: how loud.
            due: gets each boundary passed, with the frame of `out` it belongs to.
        """
        while len(out) < frames and self.items:
            item, cursor = self.items[0], self._cursor
            if cursor.silence_frames:
                count = min(cursor.silence_frames, frames - len(out))
                out.frombytes(bytes(count * SAMPLE_BYTES))
                cursor.silence_frames -= count
            elif cursor.ended:
                self._done.append(self.items.popleft())
                self._done_count += 1
                self._cursor = _Cursor()
            elif cursor.clip < len(item.clips):
                self._play(item, out, frames, gain, due)
            elif item.complete:
                cursor.ended = True
                cursor.silence_frames = self._pause_frames(item, item.pause_after_s)
                due.append((Boundary(item.generation, item.utterance_id, None), len(out)))
            else:
                return

    def _play(
        self,
        item: Item,
        out: array[int],
        frames: int,
        gain: Gain,
        due: list[tuple[Boundary, int]],
    ) -> None:
        cursor = self._cursor
        first_word, clip, gap_s = item.clips[cursor.clip]
        if cursor.stretcher is None and not self._begin(item, first_word, clip):
            return
        stretcher, limiter = cursor.stretcher, cursor.limiter
        assert stretcher is not None
        assert limiter is not None
        while not stretcher.available_frames and not cursor.all_fed:
            if item.slow_words:
                stretcher.set_speed(self._speed(item))
            end = min(clip.frames, cursor.fed_frames + int(self.rate_hz * SLICE_S))
            if end > cursor.fed_frames:
                stretcher.write(limiter.samples(cursor.fed_frames, end, gain))
            cursor.fed_frames = end
            if end >= clip.frames:
                stretcher.finish()
                cursor.all_fed = True
        before = cursor.start_frame + stretcher.position_frames
        is_mute = self.is_mute and not item.is_interface
        factor = 0.0 if is_mute else limiter.factor(before, gain)
        heard = stretcher.read(frames - len(out), factor)
        if item.pitch != 1.0:
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
            boundary = Boundary(item.generation, item.utterance_id, word)
            due.append((boundary, len(out) + offset))
            cursor.next_mark += 1
        self._ramp(heard)
        out.extend(heard)
        if done:
            self._cursor = _Cursor(cursor.clip + 1, silence_frames=self._pause_frames(item, gap_s))

    def _begin(self, item: Item, first_word: int, clip: Clip) -> bool:
        """Open the clip under the cursor; False when it lies before the first word wanted."""
        cursor = self._cursor
        first_mark = _first_mark(item, first_word, clip)
        if clip.marks and first_mark >= len(clip.marks):
            self._cursor = _Cursor(cursor.clip + 1)
            return False
        if first_mark > cursor.next_mark:
            cursor.next_mark = first_mark
            cursor.start_frame = cursor.fed_frames = clip.marks[first_mark]
        cursor.stretcher = Stretcher(self.rate_hz, self._speed(item), item.pitch)
        cursor.begun = True
        cursor.limiter = Limiter(clip, is_speech=not item.steady)
        if cursor.start_frame:
            self._faded_frames = 0
        return True

    def _ramp(self, heard: array[int]) -> None:
        length, done = self._fade_frames, self._faded_frames
        if done < length:
            count = min(length - done, len(heard))
            for index in range(count):
                heard[index] = heard[index] * (done + index + 1) // length
            self._faded_frames += count

    def _pause_frames(self, item: Item, pause_s: float) -> int:
        return round(pause_s * self._pause_scale(item) * self.rate_hz)

    def _pause_scale(self, item: Item) -> float:
        return 1.0 if item.steady else Pace(self._rate_wpm, item.own_rate_wpm).pause_scale

    def _speed(self, item: Item) -> float:
        if item.steady:
            return 1.0
        speed = Pace(self._rate_wpm, item.own_rate_wpm).speed
        return speed * SLOW if self._is_slow(item) else speed

    def _is_slow(self, item: Item) -> bool:
        """Return whether what is stretched next is part of a slow word."""
        cursor = self._cursor
        if not item.slow_words or cursor.clip >= len(item.clips):
            return False
        first_word, clip, _ = item.clips[cursor.clip]
        return first_word + bisect_right(clip.marks, cursor.fed_frames) - 1 in item.slow_words


def _first_mark(item: Item, first_word: int, clip: Clip) -> int:
    """Return the first mark of a clip that is wanted."""
    return max(0, item.first_word - first_word) if clip.marks else 0
