"""The wait for a large guide: what is being done is told, and the listener can leave at once."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

SMALL_BYTES = 400_000
"""A guide of this size is there before anybody could press a key."""
TOLD_AFTER_S = 0.6
ASKED_EVERY_S = 0.05
"""How often keys are asked for where nothing can wait for keys and for the work together."""
ERASE_LINE = "\r\x1b[K"
WATCHES_LINES = sys.platform != "win32"
"""A console of Windows keeps lines until they are read, and does not tell of them."""
MOST_TYPED_CHARS = 1_000
"""Kept of what is typed meanwhile; nobody means more."""
SENDS_OFF = "\r\n\x1b"
"""Enter and Escape: what was typed to be looked for ends there."""
T = TypeVar("T")


class LeftEarlyError(Exception):
    """The listener left before the guide was open."""


def is_large(path: Path) -> bool:
    """Return whether opening a guide may take so long that somebody wants to leave."""
    from allvoice.errors import UnreadableGuideError
    from allvoice.guide.source import guide_files

    try:
        return sum(file.stat().st_size for file in guide_files(path)) > SMALL_BYTES
    except (OSError, UnreadableGuideError):
        # What is wrong with it is told by who opens it.
        return False


class BackgroundOpening:
    """Does what takes long on another thread, and watches the keys meanwhile.

    Keys that do not leave are kept for who takes them once the guide is open.
    """

    def __init__(
        self,
        what: str,
        leaving: Collection[str],
        tell: Callable[[str], None] = lambda text: None,
        *,
        searching: Collection[str] = (),
        by_lines: bool = False,
    ) -> None:
        """Do nothing yet.

        Args:
            what: is being opened, for the listener.
            leaving: characters that leave; Ctrl-C does in any case.
            tell: says aloud what takes so long.
            searching: characters behind which letters are looked for, and do not leave.
            by_lines: what is typed comes with Enter, and leaves only as a line of its own.
        """
        self.typed = ""
        """What was typed meanwhile."""
        self._searching = frozenset(searching)
        self._is_searching = False
        self._by_lines = by_lines
        self._what = what
        self._leaving = frozenset(leaving if WATCHES_LINES or not by_lines else ())
        self._tell = tell
        self._began_s = time.monotonic()
        self._is_told = False

    @property
    def words(self) -> str:
        """What is told while it takes long."""
        shown = sorted(key.upper() for key in self._leaving if key.isprintable())
        if shown and self._by_lines:
            return f"Opening {self._what}. Type {shown[0].lower()} to quit."
        return f"Opening {self._what}. Press {shown[0] if shown else 'Ctrl-C'} to quit."

    def do(self, work: Callable[[], T]) -> T:
        """Do some work and return what comes of it.

        Raises:
            LeftEarlyError: the listener did not want to wait.
        """
        # What the work comes to, or why it failed.
        done: list[T] = []
        failed: list[BaseException] = []
        with _waking() as (woken, wake):

            def run() -> None:
                try:
                    done.append(work())
                except BaseException as error:
                    failed.append(error)
                finally:
                    wake()

            threading.Thread(target=run, name="opening", daemon=True).start()
            with _keys(by_lines=self._by_lines) as pressed:
                try:
                    while not (done or failed):
                        self._heed(pressed(woken, self._wait_s))
                        if not (done or failed):
                            self._tell_once()
                finally:
                    if self._is_told:
                        _write(ERASE_LINE)
        if failed:
            raise failed[0]
        return done[0]

    @property
    def _wait_s(self) -> float:
        if self._is_told:
            return 1.0
        return max(0.0, self._began_s + TOLD_AFTER_S - time.monotonic())

    def _heed(self, keys: str | None) -> None:
        if keys is None or (self._leaves_by_line(keys) if self._by_lines else self._leaves(keys)):
            raise LeftEarlyError
        self.typed = (self.typed + keys)[:MOST_TYPED_CHARS]

    def _leaves_by_line(self, lines: str) -> bool:
        return any(line.strip().lower() in self._leaving for line in lines.splitlines())

    def _leaves(self, keys: str) -> bool:
        for key in keys:
            if self._is_searching:
                self._is_searching = key not in SENDS_OFF
            elif key in self._leaving:
                return True
            else:
                self._is_searching = key in self._searching
        return False

    def _tell_once(self) -> None:
        if not self._is_told and time.monotonic() >= self._began_s + TOLD_AFTER_S:
            self._is_told = True
            _write(self.words)
            self._tell(self.words)


def _write(text: str) -> None:
    with suppress(OSError, UnicodeEncodeError):
        sys.stdout.write(text)
        sys.stdout.flush()


Pressed = Callable[[int, float], str | None]
"""Waits so many seconds at most, or until woken by a descriptor; returns the keys pressed
meanwhile, None where no more can come."""

if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def _waking() -> Iterator[tuple[int, Callable[[], None]]]:
        yield -1, lambda: None

    @contextmanager
    def _keys(*, by_lines: bool) -> Iterator[Pressed]:
        def pressed(woken: int, limit_s: float) -> str | None:
            time.sleep(min(limit_s, ASKED_EVERY_S))
            keys = ""
            # Lines wait in the console by themselves, and end with Ctrl-C alone.
            while not by_lines and msvcrt.kbhit():
                keys += msvcrt.getwch()
            if "\x03" in keys:
                raise KeyboardInterrupt
            return keys

        yield pressed

else:
    import select
    import termios
    import tty

    @contextmanager
    def _waking() -> Iterator[tuple[int, Callable[[], None]]]:
        """Give a descriptor to wait for, and what makes it ready."""
        woken, waker = os.pipe()
        lock = threading.Lock()
        is_open = True

        def wake() -> None:
            with lock:
                if is_open:
                    os.write(waker, b"x")

        try:
            yield woken, wake
        finally:
            with lock:
                is_open = False
                os.close(woken)
                os.close(waker)

    @contextmanager
    def _keys(*, by_lines: bool) -> Iterator[Pressed]:
        """Let keys come one by one and unseen, or lines whole; what was set is set back."""
        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)

        def give_back() -> None:
            with suppress(termios.error):
                termios.tcsetattr(terminal, termios.TCSANOW, before)

        def end(number: int, _: object) -> None:
            give_back()
            signal.signal(number, heeded[signal.Signals(number)])
            os.kill(os.getpid(), number)

        handlers = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGHUP)}
        # Who started the program with one of them ignored (nohup) wants it to go on.
        heeded = {each: was for each, was in handlers.items() if was not in (None, signal.SIG_IGN)}

        def pressed(woken: int, limit_s: float) -> str | None:
            ready, _, _ = select.select([terminal, woken], [], [], limit_s)
            if terminal not in ready:
                return ""
            try:
                sent = os.read(terminal, 1024)
            except OSError:
                return None
            return sent.decode(errors="replace") if sent else None

        # What was typed before is meant for the program too.
        if not by_lines:
            tty.setcbreak(terminal, termios.TCSANOW)
        try:
            for each in heeded:
                signal.signal(each, end)
            yield pressed
        finally:
            for each, handler in heeded.items():
                signal.signal(each, handler)
            give_back()
