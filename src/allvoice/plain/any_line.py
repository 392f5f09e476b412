"""Lines where any line plays or pauses: a press is a line, whatever stands in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from allvoice.actions.hands_free.any_key import ESCAPE, ESCAPES, TEXT
from allvoice.plain.typed_words import leaves_question

if TYPE_CHECKING:
    from allvoice.actions.announcer import Announcer
    from allvoice.actions.dispatch import Argument
    from allvoice.actions.hands_free.any_key_mode import AnyKeyMode

_ESCAPE_SIGN = "\x1b"


class AnyLine:
    """Takes lines while any line plays or pauses; only a word that is typed whole leaves."""

    def __init__(
        self,
        mode: AnyKeyMode,
        announcer: Announcer,
        clock: Callable[[], float],
        do: Callable[[str, Argument], None],
    ) -> None:
        """Begin with none.

        Args:
            mode: tells what presses do.
            announcer: tells how the urgent list is come to.
            clock: seconds, by a clock that never goes back.
            do: does an action, with what belongs to it.
        """
        self._mode = mode
        self._announcer = announcer
        self._clock = clock
        self._do = do

    def take(self, line: str, *, is_urgent: bool) -> bool:
        """Do what a line does; return false where lines are what they usually are.

        Args:
            line: what was typed.
            is_urgent: otherwise it would tell when to call.
        """
        if not self._mode.is_on:
            return False
        line = line.strip()
        escapes = 0 if line.strip(_ESCAPE_SIGN) else line.count(_ESCAPE_SIGN)
        if escapes >= ESCAPES or (line and not escapes and leaves_question(line)):
            self._do("any_key", None)
            return True
        self._press(ESCAPE if escapes else line, is_urgent=is_urgent)
        return True

    def take_paste(self) -> bool:
        """Do what more lines at once do than anybody types; return the same as `take`."""
        is_on = self._mode.is_on
        if is_on:
            self._press(TEXT)
        return is_on

    def _press(self, key: str, *, is_urgent: bool = False) -> None:
        asked = self._mode.press(key, self._clock(), is_urgent=is_urgent)
        for action, place in asked:
            self._do(action, place)
        if is_urgent and not any(action == "bookmark" for action, _ in asked):
            # No hand types that by chance.
            self._announcer.answer(self._mode.told_urgent)
