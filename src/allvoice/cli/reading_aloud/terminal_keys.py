"""Single keys of the terminal while something is read aloud: no Enter is needed.

The terminal is the shell's as well. It is taken only while this program is in its foreground, and
given back at every end and whenever the shell stops the program; in the background it is neither
read nor set. Control-C and Control-Z stay what they are.
"""

from __future__ import annotations

import codecs
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from allvoice.actions.hands_free.any_key import TEXT
from allvoice.jobs import is_in_foreground
from allvoice.tui.terminal.input_filter import InputFilter, Keys, Pasted, Sequence, escape_wait_s
from allvoice.tui.terminal.type_ahead import MOST_TOGETHER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from allvoice.tui.terminal.input_filter import Piece

READ_BYTES = 4096
LOOK_EVERY_S = 0.2
"""Whether the terminal is this program's again, and whether the end has come."""
_SEQUENCES = {
    "\x1b": "escape",
    "\x1b[5~": "pageup", "\x1b[6~": "pagedown", "\x1b[1~": "home", "\x1b[4~": "end",
    "\x1b[7~": "home", "\x1b[8~": "end", "\x1b[3~": "delete", "\x1b[1;2A": "shift+up",
    "\x1b[1;2B": "shift+down", "\x1b[1;2C": "shift+right", "\x1b[1;2D": "shift+left",
    "\x1b[11~": "f1", "\x1b[[A": "f1", "\x1bOP": "f1", "\x1b[20~": "f9",
} | {
    f"\x1b{lead}{letter}": name
    for lead in "[O"
    for letter, name in zip("ABCDHF", ("up", "down", "right", "left", "home", "end"), strict=True)
}  # fmt: skip
UNKNOWN = "unknown"
"""Stands for a key without a name here."""
_WINDOWS_KEYS = {
    "H": "up", "P": "down", "K": "left", "M": "right", "I": "pageup", "Q": "pagedown",
    "G": "home", "O": "end", "S": "delete", ";": "f1", "C": "f9",
}  # fmt: skip
"""What follows the mark of a key without a character."""


class Struck(NamedTuple):
    """A key that was struck: its name, or its character; or `TEXT` for many at once."""

    key: str
    at_s: float
    """By the clock that never goes back."""


Takes = Callable[[Struck], None]


def struck(pieces: Iterable[Piece], at_s: float) -> Iterator[Struck]:
    """Yield the keys that were struck."""
    for piece in pieces:
        match piece:
            case Keys(text) if len(set(text)) > MOST_TOGETHER:
                # Nobody presses so many: a paste that was not told to be one.
                yield Struck(TEXT, at_s)
            case Keys(text):
                for character in text:
                    yield Struck(character, at_s)
            case Sequence(text):
                yield Struck(_SEQUENCES.get(text, UNKNOWN), at_s)
            case Pasted():
                yield Struck(TEXT, at_s)
            case _:
                pass


class TerminalKeys:
    """Reads keys on a thread of its own, from `start` to `close`.

    The terminal is taken before there is anybody to take the keys: until then they would be seen
    on the screen, and lost.
    """

    def __init__(self, terminal: int) -> None:
        """Leave the terminal as it is.

        Args:
            terminal: file descriptor.
        """
        self._terminal = terminal
        self._take: Takes | None = None
        self._waiting: list[Struck] = []
        """What was struck before it could be taken."""
        self._lock = threading.Lock()
        self._before: list[Any] | None = None
        """What the terminal was like; None while it is so."""
        self._may_take = True
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._run, name="keys", daemon=True)

    def start(self) -> None:
        """Begin to read; for the main thread."""
        if sys.platform != "win32":
            # Read in the background, at the wrong moment, it would stop the program.
            signal.signal(signal.SIGTTIN, signal.SIG_IGN)
        self._thread.start()

    def deliver_to(self, take: Takes) -> None:
        """Let keys be taken from now on, with those that were struck before.

        Args:
            take: takes each key; called on the thread that reads them, and
                at once for those before.
        """
        with self._lock:
            for each in self._waiting:
                take(each)
            self._waiting.clear()
            self._take = take

    def _struck(self, key: Struck) -> None:
        with self._lock:
            if self._take is None:
                self._waiting.append(key)
            else:
                self._take(key)

    @property
    def may_come(self) -> bool:
        """Whether a key can still be pressed, now or once the program is in the foreground."""
        return self._thread.is_alive()

    def close(self) -> None:
        """Give the terminal back, for good; harmless when it was."""
        self._ends.set()
        self.give_back()

    if sys.platform == "win32":

        def give_back(self) -> None:
            """Do nothing: its keys are read without setting anything."""

        def may_take(self) -> None:
            """Do nothing either."""

        def _run(self) -> None:
            import msvcrt

            while not self._ends.is_set():
                if not msvcrt.kbhit():
                    self._ends.wait(LOOK_EVERY_S / 4)
                    continue
                character = msvcrt.getwch()
                if character in "\x00\xe0":
                    character = _WINDOWS_KEYS.get(msvcrt.getwch(), UNKNOWN)
                elif character == "\x1b":
                    character = "escape"
                self._struck(Struck(character, time.monotonic()))

    else:

        def give_back(self) -> None:
            """Let the terminal be what it was, until it may be taken again."""
            import termios

            with self._lock:
                self._may_take = False
                before, self._before = self._before, None
                # In the background it is the shell's, and as the shell wants it.
                if before is not None and is_in_foreground(self._terminal):
                    with suppress(OSError, termios.error):
                        termios.tcsetattr(self._terminal, termios.TCSANOW, before)

        def may_take(self) -> None:
            """Let the terminal be taken again once it is this program's."""
            self._may_take = True

        def _take_terminal(self) -> bool:
            """Let keys come without Enter, and unseen; return whether they do."""
            import termios

            with self._lock:
                if self._ends.is_set() or not self._may_take:
                    return False
                if not is_in_foreground(self._terminal):
                    self._before = None
                    return False
                try:
                    before = termios.tcgetattr(self._terminal)
                    if self._before is not None and not before[3] & termios.ICANON:
                        return True
                    # Also after a stop that nobody was told of, when a shell has set its own.
                    flags = [*before]
                    flags[3] &= ~(termios.ICANON | termios.ECHO)
                    flags[6] = [*before[6]]
                    flags[6][termios.VMIN], flags[6][termios.VTIME] = 1, 0
                    termios.tcsetattr(self._terminal, termios.TCSANOW, flags)
                except (OSError, termios.error):
                    # It is gone: nobody presses anything any more.
                    self._ends.set()
                    return False
                self._before = before
                return True

        def _run(self) -> None:
            keys = InputFilter(time.monotonic, escape_wait_s())
            decoder = codecs.getincrementaldecoder("utf-8")("replace")
            while not self._ends.is_set():
                if not self._take_terminal():
                    self._ends.wait(LOOK_EVERY_S)
                    continue
                due_s = keys.due_in_s
                wait_s = LOOK_EVERY_S if due_s is None else min(due_s, LOOK_EVERY_S)
                try:
                    is_ready = bool(select.select([self._terminal], [], [], wait_s)[0])
                    if is_ready and not is_in_foreground(self._terminal):
                        continue
                    read = os.read(self._terminal, READ_BYTES) if is_ready else b""
                except (OSError, ValueError):
                    if is_in_foreground(self._terminal):
                        # It is gone.
                        return
                    continue
                if is_ready and not read:
                    return
                pieces = keys.take(decoder.decode(read)) if read else keys.due()
                for each in struck(pieces, time.monotonic()):
                    self._struck(each)
