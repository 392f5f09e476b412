"""What happens, in order, from the threads it happens on to the one that answers."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from allvoice.speech.messages import Event

TYPE_AHEAD_LINES = 100


@dataclass(frozen=True, slots=True)
class CameBack:
    """The program runs again after it was stopped, as by Ctrl-Z and then `fg`."""


Happened = Event | CameBack | str | None
"""Of the voice or the terminal, a typed line, or None when the typing has ended."""


class Inbox:
    """Collects what is typed and what the voice reports."""

    def __init__(self) -> None:
        self._happened: queue.SimpleQueue[Happened] = queue.SimpleQueue()
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

    @contextlib.contextmanager
    def watching_for_return(self) -> Iterator[None]:
        """Take note whenever the program runs again after it was stopped.

        Only the main thread may ask for that, and not every system stops programs; elsewhere
        nothing is noted.
        """
        number = getattr(signal, "SIGCONT", None)
        if number is None or threading.current_thread() is not threading.main_thread():
            yield
            return
        # After a stop any thread may be the one that gets the signal, and a handler of Python's
        # runs on the main thread only, which waits in `next`: the pipe is written to at once.
        reading, writing = os.pipe()
        os.set_blocking(writing, False)

        def note() -> None:
            while signals := os.read(reading, 1):
                if signals[0] == number:
                    self._happened.put(CameBack())
            os.close(reading)

        threading.Thread(target=note, name="coming-back", daemon=True).start()
        former_handler = signal.signal(number, lambda *_: None)
        former_pipe = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(former_pipe)
            signal.signal(number, signal.SIG_DFL if former_handler is None else former_handler)
            os.close(writing)

    def next(self) -> Happened:
        """Wait for what happens next."""
        happened = self._happened.get()
        if isinstance(happened, str):
            self._room.release()
        return happened
