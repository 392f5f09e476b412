"""Taking back what was kept last, whatever it was: a mark, a note, an entry of the notebook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allvoice.actions.model import Message

if TYPE_CHECKING:
    from allvoice.actions.model import Result

NOTHING_TO_UNDO = "There is nothing to take back."


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """Something that was done to what is kept."""

    about: str
    """What it was done to, such as "marks"; a list takes back only its own."""
    take_back: Callable[[], Result]
    """Undoes it, and returns what is told; None where there is nothing of it left to undo."""


class Undo:
    """What was done since the start, so that each of it can be taken back, the last first."""

    def __init__(self) -> None:
        """Begin with nothing done."""
        self._changes: list[Change] = []

    def did(self, about: str, take_back: Callable[[], Result]) -> Change:
        """Take note of what was done; return it, to be forgotten once it was undone otherwise.

        Args:
            about: what it was done to, such as "marks".
            take_back: undoes it, names in a message what was taken back, and returns that; None
                where another copy of the program has done so already.
        """
        change = Change(about, take_back)
        self._changes.append(change)
        return change

    def forget(self, change: Change) -> None:
        """Let a change be nothing to take back any more."""
        if change in self._changes:
            self._changes.remove(change)

    def top(self, about: str) -> Change | None:
        """Return what was done last to something; None for nothing."""
        return next((each for each in reversed(self._changes) if each.about == about), None)

    def last(self, about: str = "") -> Result:
        """Take back what was done last, and return what is told.

        Args:
            about: take back only what was done to this; empty for whatever it was.
        """
        for change in reversed(self._changes):
            if about and change.about != about:
                continue
            self._changes.remove(change)
            told = change.take_back()
            if told is not None:
                return told
        return Message(NOTHING_TO_UNDO, earcon="no-action")
