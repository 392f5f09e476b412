"""Taking back what was kept last, whatever it was: a mark, a note, an entry of the notebook.

What takes a change back takes note of how to do it again, as every change does of how to take it
back: while something is taken back, that is what can be brought back, until the next change.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from allvoice.actions.model import Message

if TYPE_CHECKING:
    from allvoice.actions.model import ControlNames, Result

NOTHING_TO_UNDO = "There is nothing to take back."
NOTHING_TO_REDO = "Nothing was taken back that could come back."


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """Something that was done to what is kept."""

    about: str
    """What it was done to, such as "marks"; a list takes back only its own."""
    take_back: Callable[[], Result]
    """Undoes it, and returns what is told; None where there is nothing of it left to undo."""


class Undo:
    """What was done since the start, so that each of it can be taken back, the last first."""

    def __init__(self, controls: ControlNames) -> None:
        """Begin with nothing done.

        Args:
            controls: names what brings back.
        """
        self._controls = controls
        self._changes: list[Change] = []
        self._taken_back: list[Change] = []
        """How each is done again, the last one last."""
        self._is_taking_back = False
        self._is_bringing_back = False

    def did(self, about: str, take_back: Callable[[], Result]) -> Change:
        """Take note of what was done; return it, to be forgotten once it was undone otherwise.

        Args:
            about: what it was done to, such as "marks".
            take_back: undoes it, takes note of that in the same way, names in a message what was
                taken back, and returns that; None where another copy of the program has done so
                already.
        """
        change = Change(about, take_back)
        if self._is_taking_back:
            self._taken_back.append(change)
            return change
        if not self._is_bringing_back:
            self._taken_back.clear()
        self._changes.append(change)
        return change

    def forget(self, change: Change) -> None:
        """Let a change be nothing to take back, or to bring back, any more."""
        for changes in (self._changes, self._taken_back):
            if change in changes:
                changes.remove(change)

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
            told = self.taking_back(change.take_back)
            if told is not None:
                return told
        return Message(NOTHING_TO_UNDO, earcon="no-action")

    def taking_back(self, take_back: Callable[[], Result]) -> Result:
        """Undo something, which can then be brought back; return what is told."""
        before = len(self._taken_back)
        self._is_taking_back = True
        try:
            told = take_back()
        finally:
            self._is_taking_back = False
        is_kept = len(self._taken_back) > before
        if is_kept and isinstance(told, Message) and not told.hint:
            return replace(told, hint=f"{self._controls.shown('redo')} does it again.")
        return told

    def again(self) -> Result:
        """Bring back what was taken back last, and return what is told."""
        while self._taken_back:
            change = self._taken_back.pop()
            self._is_bringing_back = True
            try:
                told = change.take_back()
            finally:
                self._is_bringing_back = False
            if told is not None:
                return told
        return Message(NOTHING_TO_REDO, earcon="no-action")
