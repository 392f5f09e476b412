"""How many keys wait to be answered, so that a flood of them cannot outlive its terminal.

Text that a terminal pastes without saying so arrives as keys, thousands at once. Nobody means what
they would do, and who closes the terminal behind them wants the program to end.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from textual.message import Message

MOST_WAITING_KEYS = 64
"""A held key makes that many in two seconds."""
MOST_TOGETHER = 3
"""Different characters in one piece: a line that stalls may bring so many keys of who moves about;
more are a word, from a clipboard, a program or the keyboard of a telephone."""
FLOOD_GAP_S = 0.1
"""A flood comes in pieces; what comes so soon after one of them is its end."""
TOO_MANY = "Too many keys at once; the rest was left out."


class KeysLeftOut(Message):
    """More keys came than can wait."""


class KeysTogether(Message):
    """More characters came at once than anybody presses: text, though not told to be pasted."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class TypeAhead:
    """Counts the keys that wait to be answered; used by two threads."""

    def __init__(self, most: int = MOST_WAITING_KEYS) -> None:
        """Begin with none.

        Args:
            most: how many may wait.
        """
        self.takes_text: Callable[[], bool] = lambda: False
        """Tells whether a line for the listener's own words is open: then no text is a flood."""
        self._most = most
        self._lock = threading.Lock()
        self._waiting = 0
        self._is_told = False
        self._flood_s = float("-inf")

    def admit(self) -> bool:
        """Let one more key wait; returns False where it has to be left out."""
        with self._lock:
            if self._waiting >= self._most:
                return False
            self._waiting += 1
            return True

    def is_flood(self, count: int, now_s: float) -> bool:
        """Return whether so many keys at once, or right behind so many, are of nobody's pressing.

        Args:
            count: how many.
            now_s: seconds that only ever grow.
        """
        if count > self._most:
            self._flood_s = now_s
        return now_s - self._flood_s < FLOOD_GAP_S

    def are_together(self, text: str, now_s: float) -> bool:
        """Return whether so many characters at once are of nobody's pressing.

        A key that is held, on a line that stalls, is the same again and again.

        Args:
            text: what came at once.
            now_s: seconds that only ever grow.
        """
        if len(set(text)) <= MOST_TOGETHER:
            return False
        self._flood_s = now_s
        return True

    def left_out(self) -> bool:
        """Note that keys were left out; returns whether that is still to be told."""
        with self._lock:
            is_new, self._is_told = not self._is_told, True
            return is_new

    def answered(self) -> None:
        """Note that a key was answered, and that they are told of again once none waits."""
        with self._lock:
            self._waiting = max(0, self._waiting - 1)
            if not self._waiting:
                self._is_told = False
