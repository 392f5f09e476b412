"""The end of the program, when it is told to end and something keeps it."""

from __future__ import annotations

import contextlib
import os
import queue
import select
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, Protocol

from allvoice.errors import EXIT_WRONG_USE
from allvoice.jobs import is_in_foreground

SIGNALLED = 128
"""Added to the number of the signal that ended a program: what a shell shows."""
LIMIT_S = 1.5
"""From the wish to the end by force."""
GIVE_BACK = b"\x1b[?2004l\x1b[?7h\x1b[<u\x1b[?1006l\x1b[?1000l\x1b[?1049l\x1b[?25h\x1b[?1004l"
"""Pastes without marks, lines wrapped, usual keys, no word of clicks, usual screen, a cursor, no
word of the focus."""


class Silenceable(Protocol):
    """What speaks."""

    def close(self) -> None:
        """End; may be called again, and from any thread."""
        ...


class Ending:
    """Silences the voice at once, and ends the program by force if it does not end by itself.

    What keeps it may be anything: work on a large guide, a terminal that takes no more output.
    Used around the whole run: `with Ending(voice) as ending`.
    """

    def __init__(
        self,
        voice: Silenceable,
        limit_s: float = LIMIT_S,
        exit_now: Callable[[int], Any] = os._exit,
    ) -> None:
        """Remember how the terminal is before anything is shown on it.

        Args:
            voice: what speaks.
            limit_s: how long the program has to end by itself.
            exit_now: ends it by force, with a code.
        """
        self._voice = voice
        self._limit_s = limit_s
        self._exit_now = exit_now
        self._terminal = _attributes()
        # To put something there is safe in a signal handler; to start a thread there is not.
        self._wishes: queue.SimpleQueue[bool] = queue.SimpleQueue()
        self._has_ended = threading.Event()
        self._thread = threading.Thread(target=self._end, name="ending", daemon=True)

    def __enter__(self) -> Ending:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._has_ended.set()
        self._wishes.put(False)
        self._thread.join()

    def begin(self) -> None:
        """Begin the end; returns at once, on any thread and in a signal handler."""
        self._wishes.put(True)

    def _end(self) -> None:
        if not self._wishes.get():
            return
        until_s = time.monotonic() + self._limit_s
        self._voice.close()
        if not self._has_ended.wait(max(0.0, until_s - time.monotonic())):
            self._give_terminal_back()
            self._exit_now(EXIT_WRONG_USE)

    def _give_terminal_back(self) -> None:
        if self._terminal is None or sys.platform == "win32" or not is_in_foreground(0):
            return
        import termios

        with contextlib.suppress(OSError, termios.error, ValueError):
            termios.tcsetattr(0, termios.TCSANOW, self._terminal)
            if select.select([], [0], [], 0)[1]:
                os.write(0, GIVE_BACK)


def _attributes() -> list[Any] | None:
    if sys.platform == "win32":
        return None
    import termios

    with contextlib.suppress(OSError, termios.error):
        return termios.tcgetattr(0)
    return None


def end_by_exception() -> None:
    """Let the signals that end a program do so as Control-C does: what is unfinished is removed."""

    def end(number: int, frame: FrameType | None) -> None:
        raise SystemExit(SIGNALLED + number)

    for number in _ending_signals():
        # Who started the program with one of them ignored (nohup) wants it to go on.
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, end)


def end_by_nothing() -> None:
    """Let no signal interrupt what is done at the very end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in _ending_signals():
        signal.signal(number, signal.SIG_IGN)


def _ending_signals() -> list[signal.Signals]:
    # Windows has no SIGHUP.
    return [signal.Signals[name] for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
