"""Who is told what the voice reports."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

from allvoice.speech.protocol import Event

Observer = Callable[[Event], None]


class Observers:
    """Any number of them; what happened before the first is kept for it. Takes any thread."""

    def __init__(self, lock: threading.RLock) -> None:
        """Keep everything, as there is none yet.

        Args:
            lock: held while an observer is added, so that nothing happens meanwhile.
        """
        self._lock = lock
        self._observers: tuple[Observer, ...] = ()
        self._kept: list[Event] = []

    def add(self, observer: Observer) -> None:
        """Hand events over to one more observer; the first gets those of before it, too."""
        with self._lock:
            self._observers = (*self._observers, observer)
            kept, self._kept = self._kept, []
            for event in kept:
                observer(event)

    def tell(self, events: Iterable[Event]) -> None:
        """Hand events over; the lock is not held meanwhile."""
        for event in events:
            with self._lock:
                observers = self._observers
                if not observers:
                    self._kept.append(event)
            for observer in observers:
                observer(event)
