"""Takes requests from a thread that may be flooded, and keeps no more of them than count.

A slider that is dragged, a button that is held or a program that has gone wild may send a thousand
requests a second. Of each kind only what they come to together is kept, so that neither memory nor
the time that keys need depends on how many there are.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from allvoice.remote.model import Ask, Request, SeekBy, SeekTo, SetRate, SetVolume, Skip

MOST_PRESSES = 4
"""Of the buttons for next and previous, between two looks at what came: no hand is faster."""


@dataclass(frozen=True, slots=True)
class Press:
    """A press of the button for the next (1) or the previous (-1)."""

    way: int
    at_s: float
    """When it came: what is done with it may have to wait."""


Kept = Ask | Press | SeekBy | SeekTo | SetRate | SetVolume


class Inlet:
    """Keeps what is asked for until it is taken. Safe to use from several threads."""

    def __init__(
        self, wake: Callable[[], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Keep nothing yet.

        Args:
            wake: called, on the thread that asks, when there is something to take and was nothing.
            clock: seconds, for when a button was pressed.
        """
        self._wake = wake
        self._clock = clock
        self._lock = threading.Lock()
        self._quit = False
        self._transport: Ask | None = None
        self._presses: list[Press] = []
        self._seek: SeekBy | SeekTo | None = None
        self._rate: SetRate | None = None
        self._volume: SetVolume | None = None
        self._waits = False

    def put(self, request: Request) -> None:
        """Keep what a request comes to, together with those that wait."""
        with self._lock:
            match request:
                case Ask.QUIT:
                    self._quit = True
                case Ask():
                    self._transport = _after(self._transport, request)
                case Skip(way):
                    if len(self._presses) < MOST_PRESSES:
                        self._presses.append(Press(way, self._clock()))
                case SeekBy() | SeekTo():
                    self._seek = _further(self._seek, request)
                case SetRate():
                    self._rate = request
                case SetVolume():
                    self._volume = request
            wakes, self._waits = not self._waits, True
        if wakes:
            self._wake()

    def take(self) -> list[Kept]:
        """Return what waits, and keep it no longer.

        What only changes the sound comes first: whoever turns it down and goes on means the latter
        to be softer. Playing or pausing comes last, and holds for the place that is gone to.
        """
        with self._lock:
            waiting = (self._volume, self._rate, self._seek, *self._presses, self._transport)
            kept = [each for each in waiting if each is not None]
            quits = self._quit
            self._quit, self._waits = False, False
            self._transport = self._seek = self._rate = self._volume = None
            self._presses = []
        return [Ask.QUIT] if quits else kept


def _after(waiting: Ask | None, asked: Ask) -> Ask | None:
    """Return what two requests come to, one after the other."""
    if asked is not Ask.PLAY_PAUSE:
        return asked
    match waiting:
        case None:
            return asked
        case Ask.PLAY_PAUSE:
            # Twice is as never.
            return None
        case Ask.PLAY:
            return Ask.PAUSE
        case _:
            return Ask.PLAY


def _further(waiting: SeekBy | SeekTo | None, asked: SeekBy | SeekTo) -> SeekBy | SeekTo:
    if isinstance(asked, SeekTo) or waiting is None:
        return asked
    if isinstance(waiting, SeekTo):
        return SeekTo(waiting.time_s + asked.offset_s)
    return SeekBy(waiting.offset_s + asked.offset_s)
