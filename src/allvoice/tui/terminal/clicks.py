"""Clicks and taps as a terminal tells of them: only on the listener's wish, and never of a move."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events

if TYPE_CHECKING:
    from textual.drivers.linux_driver import LinuxDriver

    _Base = LinuxDriver
else:
    _Base = object

CLICKS_ON = "\x1b[?1000h\x1b[?1006h"
"""Tell of buttons that are pressed and let go, and in figures, which a wide window needs."""
CLICKS_OFF = "\x1b[?1006l\x1b[?1000l"
_REPORT = re.compile(r"\x1b\[<([0-9]{1,5});([0-9]{1,5});([0-9]{1,5})([Mm])")
_LEFT, _WHEEL_UP, _WHEEL_DOWN = 0, 64, 65


@dataclass(frozen=True, slots=True)
class Clicked:
    """A button of the pointer that was pressed or let go, or a notch of its wheel."""

    button: int
    """As xterm numbers them, the modifiers included."""
    column: int
    """Counted from 0."""
    row: int
    is_let_go: bool = False

    @property
    def is_wheel(self) -> bool:
        """Whether the wheel was turned: two fingers on a phone do that too."""
        return self.button in (_WHEEL_UP, _WHEEL_DOWN)

    def event(self) -> events.MouseEvent | None:
        """Return it as Textual tells of it; None where it means nothing here."""
        kind: type[events.MouseEvent]
        match self.button:
            case 0:
                kind = events.MouseUp if self.is_let_go else events.MouseDown
            case 64:
                kind = events.MouseScrollUp
            case 65:
                kind = events.MouseScrollDown
            case _:
                return None
        button = int(self.button == _LEFT)
        return kind(None, self.column, self.row, 0, 0, button, False, False, False)


def clicked(sequence: str) -> Clicked | None:
    """Return what a sequence tells of the pointer; None where it is none of that."""
    report = _REPORT.fullmatch(sequence)
    if report is None:
        return None
    button, column, row = (int(number) for number in report.groups()[:3])
    return Clicked(button, max(column - 1, 0), max(row - 1, 0), report[4] == "m")


class ClickReports(_Base):
    """A driver that lets its terminal tell of clicks while the listener wants them."""

    _wants_clicks = False
    _has_terminal = False

    def report_clicks(self, wanted: bool) -> None:
        """Let the terminal tell of clicks, or leave the pointer to it, for selecting text."""
        if wanted == self._wants_clicks:
            return
        self._wants_clicks = wanted
        if self._has_terminal:
            self.write(CLICKS_ON if wanted else CLICKS_OFF)
            self.flush()

    def start_application_mode(self) -> None:
        """Take the terminal, with the clicks where they are wanted."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._has_terminal = True
        if self._wants_clicks:
            self.write(CLICKS_ON)
            self.flush()

    def stop_application_mode(self) -> None:
        """Leave the pointer to the terminal again, and give it back."""
        self._has_terminal = False
        if self._wants_clicks:
            self.write(CLICKS_OFF)
        super().stop_application_mode()
