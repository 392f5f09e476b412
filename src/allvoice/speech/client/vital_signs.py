"""What is known of the process that speaks: whether it answers, and what it is at. Pure."""

from __future__ import annotations

from allvoice.speech.client.recovery import Clause, Culprit, Limits, Word
from allvoice.speech.protocol import (
    Boundary,
    Event,
    Ping,
    Pong,
    Ready,
    Rendering,
    UtteranceEnded,
    Written,
)

PING_EVERY_S = 0.4


class VitalSigns:
    """Of one process after the other. Not thread-safe: the client locks."""

    def __init__(self, limits: Limits) -> None:
        """Know nothing yet.

        Args:
            limits: how long a process may be silent.
        """
        self._limits = limits
        self._ping = 0
        self.begin()

    def begin(self, *, is_ready: bool = False) -> None:
        """Forget the process of before.

        Args:
            is_ready: the engine of the present one has been loaded already.
        """
        self.is_ready = is_ready
        self.was_stuck = False
        """It was ended because its engine was at one text for far too long."""
        self.why_hung = ""
        """Why it was to be ended, for the log."""
        self._pong = self._ready_ping = self._ping
        self._pings_starved = 0
        self._stuck_s = 0.0
        self._rendering: Clause = ()
        self._heard: Word | None = None

    def take(self, event: Event) -> Clause:
        """Take what the process reports; returns the clause its engine came through, if any."""
        came_through: Clause = ()
        match event:
            case Pong():
                # An answer to what was asked before may be about the loading still.
                is_of_now = not self.is_ready or event.number > self._ready_ping
                self._pong, self._stuck_s = event.number, event.stuck_s if is_of_now else 0.0
                self._pings_starved = 0
            case Ready():
                self.is_ready = True
                # While it loads it may answer late; from now on it is to answer in time.
                self._ready_ping, self._stuck_s = self._ping, 0.0
                self._pings_starved = 0
            case Rendering(words):
                came_through = self._rendering if not words else ()
                self._rendering = words
            case Boundary(_, utterance_id, word):
                self._heard = Word(utterance_id, word)
            case UtteranceEnded() | Written():
                self._heard = None
            case _:
                pass
        return came_through

    def next_ping(self) -> Ping:
        """Return the next question; to be asked every `PING_EVERY_S`."""
        self._ping += 1
        return Ping(self._ping)

    def has_answered(self, ping: Ping) -> bool:
        """Return whether a question was answered, and so all that was asked for before obeyed."""
        return self._pong >= ping.number

    @property
    def is_unanswered(self) -> bool:
        """The last question was not answered yet."""
        return self._pong < self._ping

    def starved(self) -> None:
        """Note that since the last question the process was given no processor to answer on."""
        if self._pings_starved * PING_EVERY_S < self._limits.starved_s:
            self._pings_starved += 1

    def is_hung(self) -> bool:
        """Return whether the process is to be ended; true once for each time it is."""
        last_sign = max(self._pong, self._ready_ping)
        unanswered_s = (self._ping - last_sign - self._pings_starved) * PING_EVERY_S
        stuck = self._stuck_s > self._limits.engine_s
        if self.is_ready:
            hung = unanswered_s >= self._limits.unanswered_s or stuck
        else:
            hung = max(unanswered_s, self._stuck_s) > self._limits.loading_s
        if hung:
            self.was_stuck = self.is_ready and stuck
            self.why_hung = (
                f"no answer for {unanswered_s:.1f} s, {self._stuck_s:.1f} s at one text, "
                f"no processor for {self._pings_starved * PING_EVERY_S:.1f} s, "
                f"{'loaded' if self.is_ready else 'loading'}"
            )
            self._pong, self._stuck_s, self._pings_starved = self._ping, 0.0, 0
        return hung

    @property
    def culprit(self) -> Culprit:
        """What a process that has just died was at."""
        return self._rendering or (self._heard if self.is_ready else None)
