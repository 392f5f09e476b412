"""Job control: a program that shares a terminal with a shell stops, and goes on when told.

POSIX.1-2024, Base Definitions 11.1: a stopped program goes on only if somebody in its session, but
not in its job, can tell it to. Where nobody can, the system itself does not stop it.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

CANNOT_STOP = "Paused, but not suspended: no shell here could bring the program back."
NO_TERMINAL = -1
TOLD_LIMIT_S = 0.3
"""A shell that ends a stopped program tells it to end and to go on; another thread may be the one
that is told to end, so much later on a busy computer."""
STOP_LIMIT_S = 0.2
"""A program that was stopped finds within this time, of its own, that it was told to go on."""


class Job:
    """This program as a shell's job; for the main thread only."""

    def __init__(self) -> None:
        """Look who could bring the program back, before anything else heeds its signals."""
        self._is_ignored = True
        if sys.platform != "win32":
            # Who starts programs that it cannot bring back lets them ignore the signal.
            self._is_ignored = signal.getsignal(signal.SIGTSTP) == signal.SIG_IGN

    @property
    def can_stop(self) -> bool:
        """Whether it is worth trying: the leader of a session has no shell above it."""
        if sys.platform == "win32" or self._is_ignored:
            return False
        return threading.current_thread() is threading.main_thread() and os.getpgrp() != os.getsid(
            0
        )

    def stop(self, terminal: int, *, whole: bool, ends: Callable[[], bool] = lambda: False) -> bool:
        """Stop, and return when the program runs again in the foreground of its terminal.

        Args:
            terminal: file descriptor; `NO_TERMINAL` for a program that goes on in the background.
            whole: stop all programs of the job, as the terminal does for its key; else only this.
            ends: whether the program was told to end meanwhile; it then returns at once.

        Returns:
            False when it was not stopped, as nobody could have brought it back.
        """
        if sys.platform == "win32":
            return False
        came_back = False

        def note(number: int, frame: FrameType | None) -> None:
            nonlocal came_back
            came_back = True

        def came_back_from(stop: Callable[[], None]) -> bool:
            nonlocal came_back
            came_back = False
            stop()
            return _holds_within(STOP_LIMIT_S, lambda: came_back)

        before = {
            number: signal.getsignal(number)
            for number in (signal.SIGCONT, signal.SIGTSTP, signal.SIGTTOU)
        }
        signal.signal(signal.SIGCONT, note)
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        try:
            told = 0 if whole else os.getpid()
            stopped = came_back_from(lambda: os.kill(told, signal.SIGTSTP))
            if stopped:
                # `bg` lets it run, but the terminal is the shell's.
                while not _holds_within(TOLD_LIMIT_S, lambda: ends() or is_in_foreground(terminal)):
                    came_back_from(lambda: stop_in_background(terminal))
            return stopped
        finally:
            for number, handler in before.items() if not ends() else ():
                signal.signal(number, signal.SIG_DFL if handler is None else handler)


def _holds_within(limit_s: float, holds: Callable[[], bool]) -> bool:
    until_s = time.monotonic() + limit_s
    while not holds():
        if time.monotonic() >= until_s:
            return False
        # Handlers of signals run in between.
        time.sleep(0.001)
    return True


def never_stop_again() -> None:
    """Heed no signal any more that stops a program: one that ends must come to its end.

    Whoever sets anything of a terminal that is the shell's again is stopped for it otherwise.
    """
    for name in ("SIGTSTP", "SIGTTIN", "SIGTTOU"):
        # Windows has none of them, and only the main thread may choose.
        with suppress(AttributeError, ValueError):
            signal.signal(getattr(signal, name), signal.SIG_IGN)


def stop_in_background(terminal: int) -> None:
    """Stop until a terminal is this program's; return at once where it is already.

    The system looks whose it is and stops the program in one step: whoever looked first might stop
    after it was brought back. To wait until all is sent is for the foreground alone (POSIX.1-2024,
    tcdrain), and changes nothing.

    Args:
        terminal: file descriptor.
    """
    if sys.platform == "win32":
        return
    import termios

    # It was told to go on, its terminal is gone, or nobody could bring it back.
    with suppress(termios.error):
        termios.tcdrain(terminal)


def is_in_foreground(terminal: int) -> bool:
    """Return whether a terminal is this program's to use, and not the shell's.

    Args:
        terminal: file descriptor.
    """
    if sys.platform == "win32":
        return True
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:
        # The terminal is gone; whoever reads it next finds out.
        return True
