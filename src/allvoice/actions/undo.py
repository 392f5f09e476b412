"""Taking back what was kept last, whatever it was: a mark, a note, an entry of the notebook.

What takes a change back takes note of how to do it again, as every change does of how to take it
back: while something is taken back, that is what can be brought back, until the next change.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from allvoice.actions.model import Message
from allvoice.actions.words import own_line
from allvoice.guide.model import shortened
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.actions.model import ControlNames, Result

MOST_REPLACED_CHARS = 120
"""Of words that others took the place of."""
NOTHING_TO_UNDO = "There is nothing to take back."
NOTHING_TO_REDO = "Nothing was taken back that could come back."


class Undo:
    """What was done since the start, so that each of it can be taken back, the last first."""

    def __init__(self, controls: ControlNames) -> None:
        """Begin with nothing done.

        Args:
            controls: names what brings back.
        """
        self.touched = ""
        """Id of what was changed or brought back last; empty for what is gone."""
        self._controls = controls
        self._changes: list[Callable[[], Result]] = []
        """How each is taken back, the last one last."""
        self._taken_back: list[Callable[[], Result]] = []
        """How each is done again, the last one last."""
        self._is_taking_back = False
        self._is_bringing_back = False

    def did(self, touched: str, take_back: Callable[[], Result]) -> None:
        """Take note of what was done.

        Args:
            touched: id of what was changed or brought back; empty for what is gone.
            take_back: undoes it, takes note of that in the same way, names in a message what was
                taken back, and returns that; None where another copy of the program has done so
                already.
        """
        self.touched = touched
        if self._is_taking_back:
            self._taken_back.append(take_back)
            return
        if not self._is_bringing_back:
            self._taken_back.clear()
        self._changes.append(take_back)

    def instead_of(self, before: str, now: str) -> str:
        """Return what is told of words that others took the place of; empty where these hold them.

        Whoever gave a wrong number, or asks a second doctor, may not have meant to lose them.
        """
        before = own_line(before)
        if not (before and now) or before in own_line(now):
            return ""
        told = ended(shortened(before, MOST_REPLACED_CHARS))
        return f"Instead of: {told} {self._controls.shown('undo')} takes it back."

    def last(self) -> Result:
        """Take back what was done last, and return what is told."""
        self.touched = ""
        while self._changes:
            take_back, before = self._changes.pop(), len(self._taken_back)
            self._is_taking_back = True
            try:
                told = take_back()
            finally:
                self._is_taking_back = False
            if told is None:
                continue
            can_come_again = len(self._taken_back) > before
            if can_come_again and isinstance(told, Message) and not told.hint:
                return replace(told, hint=f"{self._controls.shown('redo')} does it again.")
            return told
        return Message(NOTHING_TO_UNDO, earcon="no-action")

    def again(self) -> Result:
        """Bring back what was taken back last, and return what is told."""
        self.touched = ""
        while self._taken_back:
            bring_back = self._taken_back.pop()
            self._is_bringing_back = True
            try:
                told = bring_back()
            finally:
                self._is_bringing_back = False
            if told is not None:
                return told
        return Message(NOTHING_TO_REDO, earcon="no-action")
