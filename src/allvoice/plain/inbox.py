"""What happens, in order, from the threads it happens on to the one that answers."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable

from allvoice.speech.messages import Event

TYPE_AHEAD_LINES = 100


class Inbox:
    """Collects what is typed and what the voice reports."""

    def __init__(self) -> None:
        self._happened: queue.SimpleQueue[Event | str | None] = queue.SimpleQueue()
        # Who types faster than is answered, such as `yes`, waits: the queue must not grow.
        self._room = threading.Semaphore(TYPE_AHEAD_LINES)

    def voice_event(self, event: Event) -> None:
        """Take an event of the voice; may be called from any thread and never waits."""
        self._happened.put(event)

    def type_from(self, lines: Iterable[str]) -> None:
        """Read typed lines on a thread of their own until they end."""

        def read() -> None:
            for line in lines:
                self._room.acquire()
                self._happened.put(line)
            self._happened.put(None)

        threading.Thread(target=read, name="typed-lines", daemon=True).start()

    def next(self) -> Event | str | None:
        """Wait for an event of the voice, a typed line, or None when the typing has ended."""
        happened = self._happened.get()
        if isinstance(happened, str):
            self._room.release()
        return happened
