"""Plays queued utterances at the chosen rate, and tells of each word as it is heard.

The sink pulls; everything the listener asks for (flush, pause, rate, volume) is a change of the
state that the next pull finds, so it is heard within one period of the sink. Flow of one pull:

1. An announcement over the reading has precedence; the reading waits.
2. The reading goes on from the very sample it stopped at, unless an announcement cut into it:
   then from the start of the word it cut.
3. Rendered frames go through the time-stretch in slices; a mark passed is a word boundary.
4. After the last clip of an utterance comes its pause, scaled with the rate.
5. Boundaries are handed out with the delay after which their sample is heard, never earlier.

A sink may take sound well ahead of the ear. Whatever the listener asks for then begins with taking
back what is not heard yet: the sink says how much that is, and the player is again where the ear
is, as if nothing had been taken ahead.
"""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable
from typing import Protocol

from allvoice.playback.boundary import Passed
from allvoice.playback.clip import Clip
from allvoice.playback.fade import Fade
from allvoice.playback.fed_history import FedHistory, FedPiece
from allvoice.playback.limiter import gain_of
from allvoice.playback.sinks.sink import Write
from allvoice.playback.stretch import Stretcher
from allvoice.playback.utterance_queue import FADE_S, QueuedUtterance, UtteranceQueue

__all__ = ["Deliver", "Player", "QueuedUtterance"]

AHEAD_LIMIT_S = 4.0
"""No sink takes more than this ahead."""
JOIN_S = 0.025
"""Sound still heard as it was after a change of rate or loudness, so that the change comes
without a gap: a sink takes up to 10 ms at a time, and the message is on its way meanwhile."""

Deliver = Callable[[Passed, float], None]
"""Takes a boundary and the seconds from the pull until it is heard, without the sink's latency."""


class Ahead(Protocol):
    """Takes the sound ahead of the ear; the output is one."""

    @property
    def waiting_frames(self) -> int:
        """About how many of the frames fed last are not heard yet."""
        ...

    def recall(self, keep_s: float) -> int:
        """Give back what was fed and is not heard yet; see `AheadSink`."""
        ...

    def poke(self) -> None:
        """Look at the player now: it may have something."""
        ...


class Player:
    """The source every sink pulls from. All methods may be called from any thread."""

    def __init__(
        self,
        rate_hz: int,
        deliver: Deliver,
        rate_wpm: int = 150,
        *,
        withdraw: Callable[[int], None] = lambda count: None,
    ) -> None:
        """Make a silent player.

        Args:
            rate_hz: frames a second of every clip and of the sink.
            deliver: called on the sink's thread. A flush on another thread in that very instant
                cannot always take the call back: the generation tells.
            rate_wpm: the rate to begin with.
            withdraw: told how many of the boundaries delivered last will not be heard. Like
                `deliver` it must not wait, nor call the player.
        """
        self.rate_hz = rate_hz
        self.ahead: Ahead | None = None
        """Set where a sink may take sound ahead of the ear."""
        self._deliver = deliver
        self._withdraw = withdraw
        self._fed = FedHistory(int(AHEAD_LIMIT_S * rate_hz))
        self._overlap: array[int] = array("h")
        """Sound of before a change, fading out over the sound after it."""
        self._lock = threading.Lock()
        self._reading = UtteranceQueue(rate_hz, rate_wpm)
        self._announcements = UtteranceQueue(rate_hz, rate_wpm)
        self._volume, self._boost_db = 100, 0.0
        self._fade = Fade(rate_hz)
        self._paused = False
        self._flushes = 0
        self._tail: array[int] = array("h")
        """A ramp to silence, played before anything else."""
        self._last_sample = 0
        """The sample the ear heard last; 0 after silence."""
        # Loads the library now and not in the first pull, which has ten milliseconds.
        Stretcher(rate_hz, 1.0)

    # For the thread that obeys the listener.

    def flush(self) -> None:
        """Drop all that is queued, at once, and play what comes next even if paused before."""
        with self._lock:
            self._take_back()
            self._cut()
            self._reading.clear()
            self._announcements.clear()
            self._paused = False
            self._flushes += 1
        self._poke()

    def pause(self) -> None:
        """Pause the reading at this sample; an announcement is dropped."""
        with self._lock:
            self._take_back()
            self._cut()
            self._paused = True
            self._announcements.clear()
        self._poke()

    def resume(self) -> None:
        """Go on from the sample held; an announcement still playing is dropped."""
        with self._lock:
            if self._paused or self._is_announcing:
                self._take_back()
            if self._announcements.utterances:
                self._cut()
                self._announcements.clear()
            if self._paused:
                self._reading.fade_in()
            self._paused = False
        self._poke()

    def cancel_announcement(self) -> None:
        """Drop an announcement at once; the reading goes on."""
        with self._lock:
            if self._is_announcing:
                self._take_back()
            if self._announcements.utterances:
                self._cut()
                self._announcements.clear()
        self._poke()

    def rewind(self) -> None:
        """Go back to the start of the word being heard, as when it may not have been heard."""
        with self._lock:
            self._take_back()
            self._cut()
            self._announcements.rewind()
            self._reading.rewind()
        self._poke()

    def set_rate(self, rate_wpm: int) -> None:
        """Change the rate from the next sample on."""
        with self._lock:
            self._change_from_here()
            self._reading.set_rate(rate_wpm)
            self._announcements.set_rate(rate_wpm)
        self._poke()

    def set_pause_factor(self, factor: float) -> None:
        """Change how long pauses are, 1 as they are written, from the next sample on."""
        with self._lock:
            self._change_from_here()
            self._reading.set_pause_factor(factor)
            self._announcements.set_pause_factor(factor)
        self._poke()

    def set_volume(self, volume: int) -> None:
        """Change the loudness in per cent, 0 to 150; the steps are even to the ear."""
        with self._lock:
            self._change_from_here()
            self._volume = volume
        self._poke()

    def set_volume_boost(self, boost_db: float) -> None:
        """Add to every volume."""
        with self._lock:
            self._change_from_here()
            self._boost_db = boost_db
        self._poke()

    def set_fade(self, to: float, over_s: float = 0.0) -> None:
        """Let the reading, and not what is said over it, come to a level in so many seconds of it.

        Args:
            to: 0 is silent, 1 as loud as ever; the steps are even to the ear.
            over_s: seconds; 0 for now.
        """
        with self._lock:
            if over_s:
                # What a sink has taken already lies on the way.
                self._fade.aim(to, over_s)
                return
            self._change_from_here()
            if self._paused or not self._reading.utterances:
                self._fade.jump(to)
            else:
                self._fade.aim(to, over_s)
        self._poke()

    def set_guide_audible(self, audible: bool) -> None:
        """Let the guide be heard, or let it pass at its rate without a sound.

        Announcements, and what the interface voice says between two sentences, are always heard.
        """
        with self._lock:
            self._change_from_here()
            is_guide_next = not self._announcements.utterances and not self._reading.is_at_interface
            if is_guide_next and audible != self._reading.guide_audible:
                if audible:
                    self._reading.fade_in()
                else:
                    self._cut()
            self._reading.guide_audible = audible
        self._poke()

    def add(self, utterance: QueuedUtterance) -> None:
        """Queue an utterance of the reading."""
        with self._lock:
            self._reading.utterances.append(utterance)
        self._poke()

    def announce(self, *utterances: QueuedUtterance) -> None:
        """Play utterances now, over the reading, which then goes on from its word."""
        with self._lock:
            self._take_back()
            self._cut()
            self._announcements.clear()
            self._announcements.utterances.extend(utterances)
            if not self._paused:
                self._reading.rewind()
        self._poke()

    def add_clip(
        self, utterance: QueuedUtterance, first_word: int, clip: Clip, gap_s: float, *, last: bool
    ) -> None:
        """Add a rendered clip to an utterance, wherever it is by now."""
        with self._lock:
            utterance.clips.append((first_word, clip, gap_s))
            if last:
                utterance.complete = True
        self._poke()

    def abandon(self, utterance: QueuedUtterance) -> None:
        """Mark an utterance as complete though nothing (more) could be rendered for it."""
        with self._lock:
            utterance.complete = True
        self._poke()

    @property
    def active(self) -> bool:
        """Whether a sink has anything to pull now or soon."""
        with self._lock:
            if self._announcements.utterances or self._tail:
                return True
            if self.ahead is not None and self.ahead.waiting_frames:
                return True
            return bool(self._reading.utterances) and not self._paused

    @property
    def quiet_s(self) -> float:
        """Seconds of silence to come; infinite while there is nothing to play."""
        with self._lock:
            if self._announcements.utterances or self._tail:
                return 0.0
            if self._paused or not self._reading.utterances:
                return float("inf")
            return self._reading.silence_s

    # For the thread of the sink.

    def read(self, frames: int) -> bytes:
        """Return at most `frames` frames of sound; fewer when nothing more is ready."""
        with self._lock:
            flushes = self._flushes
            out, due = self._take(frames)
            self._reading.forget()
            self._announcements.forget()
            # A sink fills what is missing with silence.
            self._last_sample = out[-1] if frames and len(out) == frames else 0
        for boundary, frame in due:
            if self._flushes != flushes:
                break
            self._deliver(boundary, frame / self.rate_hz)
        return out.tobytes()

    def feed(self, frames: int, write: Write) -> int:
        """Hand at most `frames` frames to a sink ahead of the ear; return how many."""
        # All under the lock: what is handed over is in the sink before anything else is asked for.
        with self._lock:
            before = (
                self._reading.place(), self._announcements.place(),
                self._tail, self._overlap, self._last_sample, self._fade.level,
            )  # fmt: skip
            has_announcement = bool(self._announcements.utterances)
            out, due = self._take(frames)
            if not out and not due:
                return 0
            self._fed.add(
                FedPiece(out, *before, has_announcement, tuple(frame for _, frame in due))
            )
            if out:
                self._last_sample = out[-1]
            self._forget_heard()
            delay_s = write(out.tobytes())
            for boundary, frame in due:
                self._deliver(boundary, delay_s + frame / self.rate_hz)
        return len(out)

    def _take(self, frames: int) -> tuple[array[int], list[tuple[Passed, int]]]:
        """Return the next sound, and each boundary with the frame of it that it belongs to."""
        due: list[tuple[Passed, int]] = []
        gain = gain_of(self._volume, self._boost_db)
        out = self._tail[:frames]
        self._tail = self._tail[frames:]
        if self._announcements.utterances:
            self._announcements.fill(out, frames, gain, due)
        if not self._announcements.utterances and not self._paused:
            start = len(out)
            self._reading.fill(out, frames, gain, due)
            self._fade.apply(out, start)
        if self._overlap:
            for index, value in enumerate(self._overlap[: len(out)]):
                out[index] = max(-32768, min(32767, out[index] + value))
            self._overlap = self._overlap[len(out) :]
        return out, due

    def _poke(self) -> None:
        if self.ahead is not None:
            self.ahead.poke()

    # Going back to the ear.

    @property
    def _is_announcing(self) -> bool:
        """Whether an announcement is still to be heard."""
        if self._announcements.utterances:
            return True
        return self.ahead is not None and self._fed.has_announcement(self.ahead.waiting_frames)

    def _forget_heard(self) -> None:
        oldest = self._fed.oldest
        self._reading.forget(oldest.reading if oldest else None)
        self._announcements.forget(oldest.announcement if oldest else None)

    def _take_back(self, keep_s: float = 0.0) -> array[int]:
        """Be where the ear is; return the sound that was to come."""
        if not self._fed or self.ahead is None:
            return array("h")
        taken = self._fed.take_back(self.ahead.recall(keep_s))
        if taken is None:
            self._last_sample = 0
        else:
            self._go_back(taken.piece, taken.heard_frames)
            self._withdraw(taken.boundaries)
        if not keep_s:
            self._fed.clear()
        self._forget_heard()
        return taken.to_come if taken is not None else array("h")

    def _go_back(self, piece: FedPiece, heard: int) -> None:
        self._reading.go_back(piece.reading)
        self._announcements.go_back(piece.announcement)
        self._tail, self._overlap = piece.tail, piece.overlap
        self._last_sample, self._fade.level = piece.last_sample, piece.fade_level
        if heard:
            # Boundaries of what is heard are on their way already.
            self._take(heard)
            self._last_sample = piece.sound[heard - 1]
            for queue in (self._reading, self._announcements):
                # The time-stretch holds sound made at the rate of before.
                queue.go_back(queue.place())

    def _change_from_here(self) -> None:
        """Let what follows be made anew from about where the ear is, without a gap."""
        length = int(FADE_S * self.rate_hz)
        old = self._take_back(JOIN_S)[:length]
        if self._tail:
            # The ramp to silence goes on, and nothing of before comes after it.
            return
        self._overlap = array(
            "h", [value * (length - n - 1) // length for n, value in enumerate(old)]
        )

    def _cut(self) -> None:
        """Leave a short ramp to silence in place of what is cut off, so that it does not click."""
        self._overlap = array("h")
        if self._last_sample:
            first, length = self._last_sample, int(FADE_S * self.rate_hz)
            self._tail = array("h", [first * (length - n - 1) // length for n in range(length)])
            self._last_sample = 0
