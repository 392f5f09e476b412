"""What happens, in order, from the threads it happens on to the one that answers."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from allvoice.event_loop import EventLoop, Soon
from allvoice.speech.protocol import Event

TYPE_AHEAD_LINES = 100
PASTED_WITHIN_S = 0.01
"""A held Enter key comes again after thirty milliseconds, the next line of a paste at once."""
PASTE_GAP_S = 1.0
"""A long paste comes in pieces, on a busy computer with a while between them. What is left out is
told only after it: whoever types on being told is obeyed."""
MOST_LINES_AT_ONCE = 4
"""More lines than these at once were pasted; nobody means what they would do."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """The program runs again after it was stopped, as by Ctrl-Z and then `fg`."""


@dataclass(frozen=True, slots=True)
class ToStop:
    """The program was told to stop, as by Ctrl-Z."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """More lines came at once than anybody types."""


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """A line that was not ended by Enter, but by the key that ends the program."""

    text: str


GoesOn = Event | Resumed | ToStop | LeftOut | Soon | str | None
"""Of the voice or the terminal, a typed line, or None when the typing has ended."""
Happened = GoesOn | HalfTyped


class Inbox(EventLoop[Happened]):
    """Collects what is typed and what the voice reports, and what is due later."""

    def __init__(self) -> None:
        super().__init__()
        # Who types faster than is answered, such as `yes`, waits: the queue must not grow.
        self._room = threading.Semaphore(TYPE_AHEAD_LINES)
        self._return_waits = False

    def type_from(
        self,
        lines: Iterable[str | HalfTyped],
        more_follows: Callable[[float], bool] | None = None,
    ) -> None:
        """Read typed lines on a thread of their own until they end.

        Args:
            lines: what is typed.
            more_follows: tells whether a terminal sends more within some seconds: of what is
                pasted nothing is a command. None where lines come from a program, which may be
                quick.
        """
        read = self._read_all if more_follows is None else self._read_typed

        def run() -> None:
            read(lines, more_follows or (lambda within_s: False))
            self.post(None)

        threading.Thread(target=run, name="typed-lines", daemon=True).start()

    def _read_all(self, lines: Iterable[str | HalfTyped], _: Callable[[float], bool]) -> None:
        for line in lines:
            self._post_line(line)

    def _post_line(self, line: str | HalfTyped) -> None:
        if isinstance(line, str):
            self._room.acquire()
        self.post(line)

    def _read_typed(
        self, lines: Iterable[str | HalfTyped], more_follows: Callable[[float], bool]
    ) -> None:
        together: list[str | HalfTyped] = []
        for line in lines:
            if len(together) <= MOST_LINES_AT_ONCE:
                together.append(line)
            is_pasted = len(together) > MOST_LINES_AT_ONCE
            # What ends the program waits for nothing.
            is_half = isinstance(line, HalfTyped)
            if not is_half and more_follows(PASTE_GAP_S if is_pasted else PASTED_WITHIN_S):
                continue
            if is_pasted:
                self.post(line if is_half else LeftOut())
            else:
                for each in together:
                    self._post_line(each)
            together = []

    @contextlib.contextmanager
    def watching_for_stops(self) -> Iterator[None]:
        """Take note whenever the program is to stop, and runs again after it was stopped.

        Only the main thread may ask for that, and not every system stops programs; elsewhere
        nothing is noted.
        """
        if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
            yield
            return
        noted: dict[int, Happened] = {signal.SIGCONT: Resumed(), signal.SIGTSTP: ToStop()}
        if signal.getsignal(signal.SIGTSTP) == signal.SIG_IGN:
            # Who started it could not bring it back.
            del noted[signal.SIGTSTP]
        # After a stop any thread may be the one that gets the signal, and a handler of Python's
        # runs on the main thread only, which waits in `next`: the pipe is written to at once.
        reading, writing = os.pipe()
        os.set_blocking(writing, False)

        def note() -> None:
            while signals := os.read(reading, 1):
                happened = noted.get(signals[0])
                # `bg` and then `fg` are one return.
                if happened is None or (happened == Resumed() and self._return_waits):
                    continue
                self._return_waits = self._return_waits or happened == Resumed()
                self.post(happened)
            os.close(reading)

        threading.Thread(target=note, name="coming-back", daemon=True).start()
        former_handlers = {number: signal.signal(number, lambda *_: None) for number in noted}
        former_pipe = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(former_pipe)
            for number, handler in former_handlers.items():
                signal.signal(number, signal.SIG_DFL if handler is None else handler)
            os.close(writing)

    def next(self) -> Happened:
        """Wait for what happens next."""
        happened = super().next()
        if isinstance(happened, Resumed):
            self._return_waits = False
        if isinstance(happened, str):
            self._room.release()
        return happened
