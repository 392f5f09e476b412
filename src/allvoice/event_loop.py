"""One thread that answers everything: what other threads report, and what is due by a timer.

The screen has such a loop of Textual's; lines and reading aloud have this one. Whoever only wants
something done later takes a `Scheduler`, which all three can be.
"""

from __future__ import annotations

import heapq
import itertools
import queue
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")


class Timer(Protocol):
    """Something that happens later, unless it is stopped."""

    def stop(self) -> None:
        """Let it not happen."""
        ...


class Scheduler(Protocol):
    """Does things later, on the thread that answers everything."""

    def do_later(self, delay_s: float, work: Callable[[], None]) -> Timer:
        """Do some work after so many seconds, once what happened before was answered."""
        ...


@dataclass(frozen=True, slots=True)
class Soon:
    """Some work that another thread wants done on the thread that answers everything."""

    work: Callable[[], None]


@dataclass(order=True, slots=True)
class _Due:
    at_s: float
    number: int
    work: Callable[[], None] = field(compare=False)
    is_stopped: bool = field(default=False, compare=False)

    def stop(self) -> None:
        self.is_stopped = True


class EventLoop(Generic[T]):
    """Hands over what happens in the order it happened, and does what is due meanwhile."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with nothing that happened.

        Args:
            clock: seconds; it never goes back.
        """
        self._clock = clock
        self._happened: queue.SimpleQueue[T] = queue.SimpleQueue()
        self._due: list[_Due] = []
        self._numbers = itertools.count()

    def post(self, happened: T) -> None:
        """Note that something happened; may be called from any thread and never waits."""
        self._happened.put(happened)

    def do_later(self, delay_s: float, work: Callable[[], None]) -> Timer:
        """Do some work after so many seconds, while `next` waits; for the loop's thread only."""
        due = _Due(self._clock() + delay_s, next(self._numbers), work)
        heapq.heappush(self._due, due)
        return due

    def next(self) -> T:
        """Wait for what happens next; what is due before that is done meanwhile.

        Whatever the work raises is raised here.
        """
        while True:
            try:
                return self._happened.get(timeout=self._wait_s())
            except queue.Empty:
                self._do_due()

    def _wait_s(self) -> float | None:
        while self._due and self._due[0].is_stopped:
            heapq.heappop(self._due)
        return max(0.0, self._due[0].at_s - self._clock()) if self._due else None

    def _do_due(self) -> None:
        now_s = self._clock()
        while self._due and self._due[0].at_s <= now_s:
            due = heapq.heappop(self._due)
            if not due.is_stopped:
                due.work()
