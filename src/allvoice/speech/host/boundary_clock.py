"""Hands out boundaries at the moment their sample is heard, which is after it was pulled."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

from allvoice.playback.boundary import Passed


class BoundaryClock:
    """A thread that emits boundaries when they are due, in the order they were added."""

    def __init__(self, emit: Callable[[Passed], None]) -> None:
        self._emit = emit
        self._due: deque[tuple[float, Passed]] = deque()
        self._latest_s = 0.0
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="boundaries", daemon=True)
        self._thread.start()

    def add(self, event: Passed, delay_s: float) -> None:
        """Emit an event after a delay, and never before one that was added earlier."""
        with self._changed:
            # A file takes sound faster than it is heard: what follows would be due before.
            self._latest_s = max(self._latest_s, time.monotonic() + delay_s)
            self._due.append((self._latest_s, event))
            if len(self._due) == 1:
                self._changed.notify()

    def withdraw(self, count: int) -> None:
        """Drop those added last, as far as they are not emitted yet: they will not be heard."""
        with self._changed:
            for _ in range(min(count, len(self._due))):
                self._due.pop()
            self._latest_s = self._due[-1][0] if self._due else 0.0

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._due or (rest_s := self._due[0][0] - time.monotonic()) > 0:
                    self._changed.wait(rest_s if self._due else None)
                _, event = self._due.popleft()
            self._emit(event)
