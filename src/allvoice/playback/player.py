"""What is heard: a queue of utterances stretched to the chosen pace, with word boundaries.

The sink pulls; everything the listener asks for (flush, pause, pace, volume) is a change of the
state that the next pull finds, so it is heard within one period of the sink. Flow of one pull:

1. An interjection (an announcement over the reading) has precedence; the reading waits.
2. The reading goes on from the very sample it stopped at, unless an interjection cut into it:
   then from the start of the word it cut.
3. Rendered frames go through the time-stretch in slices; a mark passed is a word boundary.
4. After the last clip of an utterance comes its pause, scaled with the pace.
5. Boundaries are handed out with the delay after which their sample is heard, never earlier.
"""

from __future__ import annotations

import threading
from array import array
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from allvoice.playback.clip import SAMPLE_BYTES, Clip
from allvoice.playback.pace import Pace
from allvoice.playback.stretch import Stretcher

SLICE_S = 0.01
FADE_S = 0.004
"""Length of the ramp that keeps a cut from clicking."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """Something is heard just now."""

    generation: int
    utterance_id: int
    word: int | None
    """Index of the word that begins; None when the utterance ends."""


Deliver = Callable[[Boundary, float], None]
"""Takes a boundary and the seconds until it is heard."""


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
    clips: list[tuple[int, Clip, float]] = field(default_factory=list)
    """First word of the clip, the clip, and the silence after it at 150 words a minute."""
    complete: bool = False
    """All clips are there."""


@dataclass(slots=True, eq=False)
class _Cursor:
    """Where in an item the ear is."""

    clip: int = 0
    fed_frames: int = 0
    heard_frames: float = 0.0
    next_mark: int = 0
    word: int | None = None
    """The word last begun, counted in the utterance."""
    silence_frames: int = 0
    silence_due: bool = False
    stretcher: Stretcher | None = None
    finished_feeding: bool = False


class _Track:
    """A queue of items and the cursor in the first of them."""

    def __init__(self) -> None:
        self.items: deque[Item] = deque()
        self.cursor = _Cursor()

    def clear(self) -> None:
        self.items.clear()
        self.cursor = _Cursor()

    def rewind_to_word(self) -> None:
        """Go back to the start of the word last begun, so that a cut word is heard whole."""
        if not self.items or self.cursor.word is None:
            return
        word = self.cursor.word
        if self.cursor.silence_frames or self.cursor.silence_due:
            return
        self.seek(word)

    def seek(self, word: int) -> None:
        """Place the cursor at the mark of a word, if it is rendered."""
        for index, (first_word, clip, _) in enumerate(self.items[0].clips):
            if word < first_word + len(clip.marks):
                mark = max(0, word - first_word)
                frame = clip.marks[mark] if clip.marks else 0
                self.cursor = _Cursor(index, frame, float(frame), mark, word)
                return


class Player:
    """The source every sink pulls from. All methods may be called from any thread."""

    def __init__(self, rate_hz: int, deliver: Deliver, rate_wpm: int = 150) -> None:
        """Make a silent player.

        Args:
            rate_hz: frames a second of every clip and of the sink.
            deliver: called on the sink's thread, under no lock.
            rate_wpm: the pace to begin with.
        """
        self.rate_hz = rate_hz
        self._deliver = deliver
        self._lock = threading.Lock()
        self._reading = _Track()
        self._aside = _Track()
        self._rate_wpm = rate_wpm
        self._gain = 1.0
        self._paused = False
        self._tail: array[int] = array("h")
        self._fade_in = False
        self._last_sample = 0
        self._due: list[tuple[Boundary, int]] = []

    # What the listener asks for.

    def flush(self) -> None:
        """Drop all that is queued, at once, and play what comes next even if paused before."""
        with self._lock:
            self._cut()
            self._reading.clear()
            self._aside.clear()
            self._paused = False

    def pause(self) -> None:
        """Hold the reading at this sample; an interjection is dropped."""
        with self._lock:
            if not self._paused:
                self._cut()
                self._paused = True
            if self._aside.items:
                self._aside.clear()
                self._reading.rewind_to_word()

    def resume(self) -> None:
        """Go on from the sample held; an interjection still playing is dropped."""
        with self._lock:
            self._paused = False
            self._fade_in = True
            if self._aside.items:
                self._cut()
                self._aside.clear()

    def set_rate(self, rate_wpm: int) -> None:
        """Change the pace from the next sample on."""
        with self._lock:
            self._rate_wpm = rate_wpm
            for track in (self._reading, self._aside):
                if track.items and track.cursor.stretcher is not None:
                    track.cursor.stretcher.set_speed(self._speed(track.items[0]))

    def set_volume(self, volume: int) -> None:
        """Change the loudness, 0 to 100; the steps are even to the ear."""
        with self._lock:
            self._gain = (volume / 100) ** 2

    def add(self, item: Item) -> None:
        """Queue an utterance of the reading."""
        with self._lock:
            self._reading.items.append(item)

    def interject(self, item: Item) -> None:
        """Play an utterance now, over the reading, which then goes on from its word."""
        with self._lock:
            self._cut()
            self._aside.clear()
            self._aside.items.append(item)
            if not self._paused:
                self._reading.rewind_to_word()

    def add_clip(
        self, item: Item, first_word: int, clip: Clip, gap_s: float, *, last: bool
    ) -> None:
        """Add a rendered clip to an item, wherever the item is by now."""
        with self._lock:
            item.clips.append((first_word, clip, gap_s))
            if last:
                item.complete = True

    def abandon(self, item: Item) -> None:
        """Mark an item as complete though nothing (more) could be rendered for it."""
        with self._lock:
            item.complete = True

    @property
    def active(self) -> bool:
        """Whether a sink has anything to pull now or soon."""
        with self._lock:
            if self._aside.items or self._tail:
                return True
            return bool(self._reading.items) and not self._paused

    @property
    def pending_items(self) -> int:
        """Utterances not yet heard to their end."""
        with self._lock:
            return len(self._reading.items) + len(self._aside.items)

    # What a sink pulls.

    def read(self, frames: int) -> bytes:
        """Return at most `frames` frames of sound; fewer when nothing more is ready."""
        out: array[int] = array("h")
        with self._lock:
            if self._tail:
                out.extend(self._tail[:frames])
                self._tail = self._tail[frames:]
            self._due.clear()
            if self._aside.items:
                self._fill(self._aside, out, frames)
            if not self._aside.items and not self._paused:
                self._fill(self._reading, out, frames)
            if out:
                self._last_sample = out[-1]
            due = list(self._due)
        for boundary, frame in due:
            self._deliver(boundary, frame / self.rate_hz)
        return out.tobytes()

    def _fill(self, track: _Track, out: array[int], frames: int) -> None:
        while len(out) < frames and track.items:
            item, cursor = track.items[0], track.cursor
            if cursor.silence_frames:
                count = min(cursor.silence_frames, frames - len(out))
                out.frombytes(bytes(count * SAMPLE_BYTES))
                cursor.silence_frames -= count
            elif cursor.silence_due:
                self._finish(track, item, out)
            elif cursor.clip >= len(item.clips):
                if not item.complete:
                    return
                cursor.silence_due = True
                scale = 1.0 if item.steady else self._pace(item).pause_scale
                cursor.silence_frames = int(item.pause_after_s * scale * self.rate_hz)
                self._due.append((Boundary(item.generation, item.utterance_id, None), len(out)))
            else:
                self._play_clip(item, cursor, out, frames)

    def _finish(self, track: _Track, item: Item, out: array[int]) -> None:
        del item, out
        track.items.popleft()
        track.cursor = _Cursor()

    def _play_clip(self, item: Item, cursor: _Cursor, out: array[int], frames: int) -> None:
        first_word, clip, gap_s = item.clips[cursor.clip]
        if cursor.stretcher is None:
            if item.first_word >= first_word + len(clip.marks) and clip.marks:
                cursor.clip += 1
                return
            if cursor.fed_frames == 0 and item.first_word > first_word:
                mark = item.first_word - first_word
                cursor.fed_frames = clip.marks[mark]
                cursor.heard_frames = float(cursor.fed_frames)
                cursor.next_mark = mark
            cursor.stretcher = Stretcher(self.rate_hz, self._speed(item))
            self._fade_in = self._fade_in or cursor.fed_frames > 0
        speed = self._speed(item)
        stretcher = cursor.stretcher
        while not stretcher.available_frames and not cursor.finished_feeding:
            end = min(clip.frames, cursor.fed_frames + int(self.rate_hz * SLICE_S))
            samples = array("h", clip.pcm[cursor.fed_frames * SAMPLE_BYTES : end * SAMPLE_BYTES])
            if samples:
                stretcher.write(samples)
            cursor.fed_frames = end
            if end >= clip.frames:
                stretcher.finish()
                cursor.finished_feeding = True
        heard = stretcher.read(frames - len(out), self._gain)
        if self._fade_in and heard:
            _ramp(heard, up=True, length=int(FADE_S * self.rate_hz))
            self._fade_in = False
        until = cursor.heard_frames + len(heard) * speed
        done = cursor.finished_feeding and not stretcher.available_frames
        self._pass_marks(item, cursor, first_word, clip, len(out), until, speed, done)
        cursor.heard_frames = until
        out.extend(heard)
        if done:
            scale = self._pace(item).pause_scale if not item.steady else 1.0
            cursor.silence_frames = int(gap_s * scale * self.rate_hz)
            cursor.clip += 1
            cursor.fed_frames, cursor.heard_frames, cursor.next_mark = 0, 0.0, 0
            cursor.stretcher, cursor.finished_feeding = None, False

    def _pass_marks(
        self,
        item: Item,
        cursor: _Cursor,
        first_word: int,
        clip: Clip,
        offset_frames: int,
        until_frames: float,
        speed: float,
        done: bool,
    ) -> None:
        while cursor.next_mark < len(clip.marks):
            mark = clip.marks[cursor.next_mark]
            if mark >= until_frames and not done:
                return
            ahead = max(0.0, mark - cursor.heard_frames) / speed
            cursor.word = first_word + cursor.next_mark
            boundary = Boundary(item.generation, item.utterance_id, cursor.word)
            self._due.append((boundary, offset_frames + int(ahead)))
            cursor.next_mark += 1

    def _pace(self, item: Item) -> Pace:
        return Pace(self._rate_wpm, item.own_rate_wpm)

    def _speed(self, item: Item) -> float:
        return 1.0 if item.steady else self._pace(item).speed

    def _cut(self) -> None:
        """Leave a short ramp to silence in place of what is cut off, so that it does not click."""
        length = int(FADE_S * self.rate_hz)
        if self._last_sample:
            first = self._last_sample
            self._tail = array("h", [int(first * (1 - (n + 1) / length)) for n in range(length)])
            self._last_sample = 0


def _ramp(samples: array[int], *, up: bool, length: int) -> None:
    count = min(length, len(samples))
    for index in range(count):
        factor = (index + 1) / length if up else 1 - (index + 1) / length
        samples[index] = int(samples[index] * factor)
