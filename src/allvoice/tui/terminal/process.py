"""The program as a process: told to stop, to go on or to end, and its terminal taken from it."""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from allvoice.errors import AllvoiceError
from allvoice.jobs import (
    CANNOT_STOP,
    TOLD_LIMIT_S,
    Job,
    is_in_foreground,
    never_stop_again,
    stop_in_background,
)
from allvoice.tui.terminal.type_ahead import TypeAhead

if TYPE_CHECKING:
    from textual.driver import Driver

KEYS_FAILED = (
    "The keyboard could not be read any more ({}), and the screen had to close; your place is "
    "saved. Start allvoice again, or allvoice --plain."
)
STDIN = 0

_log = logging.getLogger(__name__)
_log.addHandler(logging.NullHandler())


class Process:
    """Does what the system and the terminal ask of the program.

    It is told so by signals, by the terminal's driver, and by a key.
    """

    def __init__(
        self,
        *,
        job: Job | None,
        hurry: Callable[[], None],
        suspend_reading: Callable[[], None],
        resting: Callable[[], str],
        show_again: Callable[[], None],
        answer: Callable[[str], None],
        leave: Callable[[], None],
        fail: Callable[[Exception], None],
    ) -> None:
        """Begin with nothing asked.

        Args:
            job: stops the program for its shell; None where that cannot be.
            hurry: called, on any thread and in signal handlers, when the program must end: it is
                silent at once, and ends by force if need be.
            suspend_reading: pauses the reading, which stays so when the program goes on.
            resting: returns the words that say so, and which key reads on.
            show_again: paints the whole screen.
            answer: speaks and shows a sentence.
            leave: saves the place and ends the program; harmless when it ends already.
            fail: ends the program with an error.
        """
        self.type_ahead = TypeAhead()
        self._typed = ""
        self._job = job
        self._hurry = hurry
        self.driver: Driver | None = None
        """What has the terminal; None before it was taken, and where there is none."""
        self._suspend_reading = suspend_reading
        self._resting = resting
        self._show_again = show_again
        self._answer = answer
        self._leave = leave
        self._fail = fail
        self._ends = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._starting = threading.Lock()
        self._end_at_start: Callable[[], None] | None = None
        """What came to pass before the screen was there."""

    def took_terminal(self, driver: Driver) -> None:
        """Know the terminal by what reads it and writes to it."""
        self.driver = driver

    def give_typed(self, text: str) -> None:
        """Keep what was typed before the terminal was taken."""
        self._typed = text

    def take_typed(self) -> str:
        """Return what was typed before, once."""
        text, self._typed = self._typed, ""
        return text

    def report_clicks(self, wanted: bool) -> None:
        """Let the terminal tell of clicks, where there is one, or leave the pointer to it."""
        report = getattr(self.driver, "report_clicks", None)
        if report is not None:
            report(wanted)

    def heed_signals(self) -> None:
        """Save the place and give the terminal back when the program is told to end."""
        loop = asyncio.get_running_loop()
        with self._starting:
            self._loop = loop
        if self._end_at_start is not None:
            loop.call_soon(self._end_at_start)
        for name in ("SIGTERM", "SIGHUP"):
            # Windows has neither, and no handlers in its loop.
            with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                number = getattr(signal, name)
                loop.add_signal_handler(number, self._leave)
                # The loop hears of it once it is through with what it does: that can be long.
                signal.signal(number, self._told_to_end)

    def _told_to_end(self, *_: object) -> None:
        self._ends = True
        never_stop_again()
        self._hurry()

    def _is_ending(self) -> bool:
        return self._ends

    def terminal_closed(self) -> None:
        """Save the place and end: nobody is there any more. May be called from any thread."""
        self._told_to_end()
        self._soon(self._leave)

    def keys_failed(self, error: Exception) -> None:
        """End with one sentence: nobody can be answered. May be called from any thread."""
        self._told_to_end()
        _log.error("the keyboard failed", exc_info=error)
        why = getattr(error, "strerror", None) or type(error).__name__
        failure = AllvoiceError(KEYS_FAILED.format(why))
        self._soon(lambda: self._fail(failure))

    def _soon(self, end: Callable[[], None]) -> None:
        with self._starting:
            if self._loop is None:
                self._end_at_start = end
                return
        # The loop may be closed already.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(end)

    def stop_for_shell(self) -> None:
        """Stop with all of the job, as the terminal's own key for it does."""
        self._stop(whole=True)

    def told_to_stop(self) -> None:
        """Stop, as the program alone was told to."""
        self._stop(whole=False)

    def _stop(self, *, whole: bool) -> None:
        """Be silent, give the terminal back and stop, until the shell lets the program go on."""
        driver, job = self.driver, self._job
        if self._is_ending():
            return
        self._suspend_reading()
        if job is None or not job.can_stop or driver is None or not driver.can_suspend:
            self._answer(CANNOT_STOP)
            return
        driver.suspend_application_mode()
        stopped = job.stop(STDIN, whole=whole, ends=self._is_ending)
        if self._is_ending():
            # The terminal may be the shell's: whoever sets anything of it is stopped again.
            getattr(driver, "leave_terminal_alone", lambda: None)()
            self._leave()
            return
        driver.resume_application_mode()
        self._show_again()
        self._answer(self._resting() if stopped else CANNOT_STOP)

    def came_back(self) -> None:
        """Take the terminal again, after the program was stopped without being asked."""
        driver = self.driver
        if driver is None or self._is_ending():
            return
        self._suspend_reading()
        if not is_in_foreground(STDIN):
            # Whoever is told to go on may be told to end as well, a moment later.
            asyncio.get_running_loop().call_later(TOLD_LIMIT_S, self._rest_in_background)
            return
        self._take_terminal(driver)

    def _rest_in_background(self) -> None:
        driver = self.driver
        if driver is None or self._is_ending():
            return
        if is_in_foreground(STDIN):
            # A shell tells only those to go on that it finds stopped.
            self._take_terminal(driver)
        else:
            stop_in_background(STDIN)

    def _take_terminal(self, driver: Driver) -> None:
        driver.suspend_application_mode()
        driver.resume_application_mode()
        self._show_again()
        self._answer(self._resting())
