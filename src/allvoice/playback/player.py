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
from collections.abc import Callable

from allvoice.playback.clip import Clip
from allvoice.playback.limiter import gain_of
from allvoice.playback.stretch import Stretcher
from allvoice.playback.track import FADE_S, Boundary, Item, Track

__all__ = ["Boundary", "Deliver", "Item", "Player"]

Deliver = Callable[[Boundary, float], None]
"""Takes a boundary and the seconds from the pull until it is heard, the sink's latency aside."""


class Player:
    """The source every sink pulls from. All methods may be called from any thread."""

    def __init__(self, rate_hz: int, deliver: Deliver, rate_wpm: int = 150) -> None:
        """Make a silent player.

        Args:
            rate_hz: frames a second of every clip and of the sink.
            deliver: called on the sink's thread, under no lock. A flush on another thread in that
                very instant cannot take the call back: the generation tells.
            rate_wpm: the pace to begin with.
        """
        self.rate_hz = rate_hz
        self._deliver = deliver
        self._lock = threading.Lock()
        self._reading = Track(rate_hz, rate_wpm)
        self._aside = Track(rate_hz, rate_wpm)
        self._volume, self._boost_db = 100, 0.0
        self._paused = False
        self._flushes = 0
        self._tail: array[int] = array("h")
        """A ramp to silence, played before anything else."""
        self._last_sample = 0
        """What the ear heard last; 0 after silence."""
        # Loads the library now and not in the first pull, which has ten milliseconds.
        Stretcher(rate_hz, 1.0)

    # What the listener asks for.

    def flush(self) -> None:
        """Drop all that is queued, at once, and play what comes next even if paused before."""
        with self._lock:
            self._cut()
            self._reading.clear()
            self._aside.clear()
            self._paused = False
            self._flushes += 1

    def pause(self) -> None:
        """Hold the reading at this sample; an interjection is dropped."""
        with self._lock:
            if not self._paused or self._aside.items:
                self._cut()
            self._paused = True
            self._aside.clear()

    def resume(self) -> None:
        """Go on from the sample held; an interjection still playing is dropped."""
        with self._lock:
            if self._aside.items:
                self._cut()
                self._aside.clear()
            if self._paused:
                self._reading.fade_in()
            self._paused = False

    def hush(self) -> None:
        """Drop an interjection at once; the reading goes on."""
        with self._lock:
            if self._aside.items:
                self._cut()
                self._aside.clear()

    def rewind(self) -> None:
        """Go back to the start of the word being heard, as when it may not have been heard."""
        with self._lock:
            self._cut()
            self._aside.rewind()
            self._reading.rewind()

    def set_rate(self, rate_wpm: int) -> None:
        """Change the pace from the next sample on."""
        with self._lock:
            self._reading.set_rate(rate_wpm)
            self._aside.set_rate(rate_wpm)

    def set_volume(self, volume: int) -> None:
        """Change the loudness in per cent, 0 to 150; the steps are even to the ear."""
        with self._lock:
            self._volume = volume

    def set_volume_boost(self, boost_db: float) -> None:
        """Add to every volume."""
        with self._lock:
            self._boost_db = boost_db

    def mute_reading(self, muted: bool) -> None:
        """Let the guide pass without a sound, or no longer.

        Interjections, and what is the program's own between two sentences, are always heard.
        """
        with self._lock:
            if muted and not self._aside.items and not self._reading.is_at_own:
                self._cut()
            self._reading.is_mute = muted

    def add(self, item: Item) -> None:
        """Queue an utterance of the reading."""
        with self._lock:
            self._reading.items.append(item)

    def interject(self, *items: Item) -> None:
        """Play utterances now, over the reading, which then goes on from its word."""
        with self._lock:
            self._cut()
            self._aside.clear()
            self._aside.items.extend(items)
            if not self._paused:
                self._reading.rewind()

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
        due: list[tuple[Boundary, int]] = []
        with self._lock:
            flushes = self._flushes
            gain = gain_of(self._volume, self._boost_db)
            out = self._tail[:frames]
            self._tail = self._tail[frames:]
            if self._aside.items:
                self._aside.fill(out, frames, gain, due)
            if not self._aside.items and not self._paused:
                self._reading.fill(out, frames, gain, due)
            # A sink fills what is missing with silence.
            self._last_sample = out[-1] if frames and len(out) == frames else 0
        for boundary, frame in due:
            if self._flushes != flushes:
                break
            self._deliver(boundary, frame / self.rate_hz)
        return out.tobytes()

    def _cut(self) -> None:
        """Leave a short ramp to silence in place of what is cut off, so that it does not click."""
        if self._last_sample:
            first, length = self._last_sample, int(FADE_S * self.rate_hz)
            self._tail = array("h", [first * (length - n - 1) // length for n in range(length)])
            self._last_sample = 0
