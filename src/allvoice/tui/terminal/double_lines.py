"""Lines of double height: the one way to larger letters that old and new terminals share (DECDHL).

Two rows hold the same text; the terminal shows its upper half in the one and its lower half in the
other, each letter twice as wide and twice as high. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

QUESTION = "\x1b7\x1b[1;1H\x1b#6\x1b[999C\x1b[6n\x1b#5\x1b8"
"""Makes the first line one of double width, goes as far right as can be, asks where that is, and
takes it all back. Who knows no such lines comes to the edge of the window, not to the middle."""
_UPPER, _LOWER, _USUAL = "\x1b#3", "\x1b#4", "\x1b#5"
_REPORT = re.compile(r"\x1b\[([0-9]{1,5});([0-9]{1,5})R")


@dataclass(frozen=True, slots=True)
class CursorReport:
    """Where the terminal says that its cursor is."""

    row: int
    """Counted from 1."""
    column: int

    def knows_double_lines(self, columns: int) -> bool:
        """Return whether that answers the question, in a window of some columns, with yes."""
        return self.column <= (columns + 1) // 2


def cursor_report(sequence: str) -> CursorReport | None:
    """Return what a sequence tells of the cursor; None where it is none of that."""
    report = _REPORT.fullmatch(sequence)
    return CursorReport(int(report[1]), int(report[2])) if report is not None else None


class DoubleLines:
    """Knows which rows of the screen are halves of larger ones."""

    def __init__(self) -> None:
        """Begin with a screen that has none."""
        self._halves: dict[int, str] = {}
        self._is_known = True

    def forget(self) -> None:
        """Know nothing any more: the window changed its size."""
        self._is_known = self._is_known and not self._halves

    def changes(self, rows: range, height: int) -> str:
        """Return what has to be written so that some rows, and no others, are pairs of halves.

        What stood in a row that changes is erased: it has to be painted anew.

        Args:
            rows: counted from 0; an even number of them.
            height: of the window.
        """
        wanted = {row: _LOWER if number % 2 else _UPPER for number, row in enumerate(rows)}
        changed = sorted(
            row
            for row in (self._halves | wanted if self._is_known else range(height))
            if not self._is_known or self._halves.get(row) != wanted.get(row)
        )
        self._halves, self._is_known = wanted, True
        if not changed:
            return ""
        lines = (f"\x1b[{row + 1};1H{_USUAL}\x1b[2K{wanted.get(row, '')}" for row in changed)
        return f"\x1b7\x1b[0m{''.join(lines)}\x1b8"
