"""What a terminal sends, without what is no key press.

Terminals answer questions, and an answer may come late, to a program that never asked. Read as
keys, it would open the search or set a bookmark. And the Escape key sends what all longer keys
begin with: it is known only by nothing coming after it, and who presses it wants silence at once.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import constants

if TYPE_CHECKING:
    from textual.driver import Driver

ESCAPE = "\x1b"
ESCAPE_WAIT_S = 0.025
"""What belongs to a key comes together; `ESCDELAY`, in milliseconds, is for slow lines."""
ANSWER_WAIT_S = 1.0
LONGEST_ANSWER_CHARS = 4_096

_STRING = r"\x1b[\]P_^X]"
"""Operating system command, device control, application program command, privacy message, and
start of string: ECMA-48, 5.6 and 8.3."""
_ANSWER = re.compile(rf"{_STRING}[^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[?>=][0-9;:]*[A-Za-z]")
_BEGUN = re.compile(rf"(?:{_STRING}(?:[^\x07\x1b]+\x1b?)?|\x1b\[(?:[?>=][0-9;:]*)?|\x1b+)\Z")


def escape_wait_s() -> float:
    """Return how long a key is waited for that begins as the Escape key does."""
    try:
        return max(1, int(os.environ["ESCDELAY"])) / 1000
    except (KeyError, ValueError):
        return ESCAPE_WAIT_S


class Typed:
    """Takes what was sent piece by piece, and gives out what was typed."""

    def __init__(self, clock: Callable[[], float], wait_s: float = ESCAPE_WAIT_S) -> None:
        """Begin with nothing sent.

        Args:
            clock: seconds that only ever grow.
            wait_s: how long the rest of a key is waited for.
        """
        self._clock = clock
        self._wait_s = wait_s
        self._held = ""
        self._since_s = 0.0

    @property
    def due_in_s(self) -> float | None:
        """In how many seconds to ask for what is `due`; None where nothing is held back."""
        if not self._held:
            return None
        return max(0.0, self._since_s + self._limit_s - self._clock())

    @property
    def _limit_s(self) -> float:
        return ANSWER_WAIT_S if self._is_answer else self._wait_s

    @property
    def _is_answer(self) -> bool:
        # Two characters may be a key that is pressed together with Alt.
        return len(self._held) > 2 and self._held[1] != ESCAPE

    def take(self, sent: str) -> str:
        """Return what was typed of what was held back and what is sent now."""
        if not self._held and ESCAPE not in sent:
            return sent
        sent = _ANSWER.sub("", self._held + sent)
        begun = _BEGUN.search(sent)
        start = begun.start() if begun else len(sent)
        held, self._held = self._held, sent[start:]
        if not self._held.startswith(held) or not held:
            self._since_s = self._clock()
        if len(self._held) > LONGEST_ANSWER_CHARS:
            self._held = ""
        return sent[:start]

    def due(self) -> str:
        """Return what was held back, if nothing came after it in time; an answer never is."""
        if not self._held or self._clock() < self._since_s + self._limit_s:
            return ""
        due = "" if self._is_answer else self._held
        self._held = ""
        return due


def driver_class(*, sparing: bool) -> type[Driver] | None:
    """Return what reads the terminal so; None where Textual's own does: Windows sends no answers.

    What Textual's user has chosen by `TEXTUAL_DRIVER` is left alone.

    Args:
        sparing: it also writes no more than what changes the screen.
    """
    if sys.platform == "win32" or constants.DRIVER is not None:
        return None
    if sparing:
        from allvoice.tui.sparing_driver import SparingDriver

        return SparingDriver
    from allvoice.tui.driver import TypedDriver

    return TypedDriver
