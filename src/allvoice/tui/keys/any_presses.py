"""What becomes of presses while any key plays or pauses."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from allvoice.tui.keys.keyboard import ALWAYS

if TYPE_CHECKING:
    from allvoice.actions.dispatch import Argument
    from allvoice.actions.hands_free.any_key_mode import AnyKeyMode


class AnyPresses:
    """Does what presses do in that mode, and leaves them to others out of it."""

    def __init__(self, mode: AnyKeyMode, do: Callable[[str, Argument], None]) -> None:
        """Begin with nothing pressed.

        Args:
            mode: tells what each press does.
            do: does an action, with what belongs to it.
        """
        self._mode = mode
        self._do = do

    def take(self, key: str, at_s: float, *, is_urgent: bool = False, counts: bool = True) -> bool:
        """Do what a press does; return false where keys do what they are for.

        Args:
            key: which one, by Textual's name, or what stands for text or a tap.
            at_s: when it was pressed, in seconds.
            is_urgent: otherwise it would tell when to call.
            counts: it is a press; else, as the wheel, it does nothing.
        """
        if key in ALWAYS or not self._mode.takes(key, at_s):
            return False
        if counts:
            for action, place in self._mode.press(key, at_s, is_urgent=is_urgent):
                self._do(action, place)
        return True

    def was_done(self, key: str, at_s: float) -> None:
        """Note that a key did what it is for: if it led into the mode, it may be held."""
        if self._mode.is_on:
            self._mode.entered_by(key, at_s)
