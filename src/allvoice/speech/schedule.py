"""Hands out boundaries at the moment their sample is heard, which is after it was pulled."""

from __future__ import annotations

import heapq
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from allvoice.speech.messages import Heard


@dataclass(order=True, slots=True)
class _Due:
    at_s: float
    number: int
    event: Heard = field(compare=False)


class Schedule:
    """A thread that emits boundaries when they are due, in order."""

    def __init__(self, emit: Callable[[Heard], None]) -> None:
        self._emit = emit
        self._due: list[_Due] = []
        self._count = 0
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="boundaries", daemon=True)
        self._thread.start()

    def add(self, event: Heard, delay_s: float) -> None:
        """Emit an event after a delay."""
        with self._changed:
            self._count += 1
            heapq.heappush(self._due, _Due(time.monotonic() + delay_s, self._count, event))
            if self._due[0].number == self._count:
                self._changed.notify()

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._due or (rest_s := self._due[0].at_s - time.monotonic()) > 0:
                    self._changed.wait(rest_s if self._due else None)
                event = heapq.heappop(self._due).event
            self._emit(event)
