"""Writes to a terminal only the rows that change what stands there.

Textual repaints a widget whole when it comes, goes or changes its size, and what it repaints is
sent again though it is there already. A screen reader that follows what is sent reads it again,
and over a slow line each byte is waited for. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import split_graphemes

Cell = tuple[str, str]
"""What stands in a cell, and how it is painted; the second cell of a wide sign is empty text."""

_BLANK: Cell = (" ", "")
_TOKEN = re.compile(
    r"\x1b\[(?P<row>\d+);(?P<column>\d+)H|(?P<style>\x1b\[[0-9;]*m)|(?P<erase>\x1b\[0?K)"
    r"|(?P<link>\x1b\]8;[^\x07\x1b]*(?:\x07|\x1b\\))"
    r"|(?P<line>\r?\n)|(?P<mode>\x1b\[[?>=<][0-9;]*[a-z])|(?P<text>[^\x00-\x1f\x7f]+)"
)
_LINK_END = re.compile(r"\x1b\]8;[^;]*;(?:\x07|\x1b)")
_PLAIN = frozenset({"\x1b[0m", "\x1b[m"})
_CLEARING = "\x1b[?1049"
"""The other screen, which begins empty and leaves none of this."""


class ScreenDiff:
    """Knows what stands on the screen by what was written."""

    def __init__(self) -> None:
        """Begin with a screen of which nothing is known."""
        self._rows: dict[int, _Row] = {}
        self._cursor: tuple[int, int] | None = None

    def forget(self) -> None:
        """Know nothing any more: the window changed its size."""
        self._rows.clear()
        self._cursor = None

    def changes(self, written: str) -> str:
        """Return what has to be written for the same screen.

        Args:
            written: whole rows and parts of rows, each behind where it begins. What is none of that
                is kept as it is, and what it does to the screen is not known.
        """
        if _CLEARING in written:
            self.forget()
            return written
        kept: list[str] = []
        last: tuple[int, int] | None = None
        for row, column, piece in _pieces(written):
            if row is None:
                kept.append(piece)
                if not _is_mode(piece):
                    self.forget()
                continue
            known = self._rows.setdefault(row, _Row())
            end, changed = known.write(column, piece)
            last = (row, end)
            if changed:
                kept.append(f"\x1b[{row};{column}H{piece}")
                self._cursor = last
        if last is not None and last != self._cursor:
            self._cursor = last
            kept.append(f"\x1b[{last[0]};{last[1]}H")
        return "".join(kept)


class _Row:
    """The cells of one row."""

    def __init__(self) -> None:
        self._cells: list[Cell | None] = []
        """None where nothing is known."""
        self._rest: Cell | None = None
        """What all cells behind them are."""

    def write(self, column: int, piece: str) -> tuple[int, bool]:
        """Take over what is written from a column on, counted from 1.

        Returns:
            The column behind it, and whether anything is other than before.
        """
        at, style, link, changed = column - 1, "", "", False
        for token in _TOKEN.finditer(piece):
            if token["style"]:
                style = "" if token["style"] in _PLAIN else style + token["style"]
            elif token["link"]:
                link = "" if _LINK_END.match(token["link"]) else token["link"]
            elif token["erase"]:
                changed |= self._erase(at)
            elif token["text"]:
                text = token["text"]
                # By the painter's ruler: what it writes next stands where that one says.
                for start, end, cells in split_graphemes(text)[0]:
                    sign = text[start:end]
                    for number in range(cells):
                        changed |= self._put(
                            at + number, (sign if number == 0 else "", style + link)
                        )
                    at += cells
        return at + 1, changed

    def _put(self, at: int, cell: Cell) -> bool:
        while len(self._cells) <= at:
            self._cells.append(self._rest)
        changed = self._cells[at] != cell
        self._cells[at] = cell
        return changed

    def _erase(self, at: int) -> bool:
        changed = self._rest != _BLANK or any(cell != _BLANK for cell in self._cells[at:])
        while len(self._cells) < at:
            self._cells.append(self._rest)
        del self._cells[at:]
        self._rest = _BLANK
        return changed


def _pieces(written: str) -> Iterator[tuple[int | None, int, str]]:
    """Yield what is written into each row, with where it begins, and what is not understood."""
    row: int | None = None
    column, piece, at = 1, "", 0
    for token in _TOKEN.finditer(written):
        odd, at = written[at : token.start()], token.end()
        if odd or token["mode"]:
            if row is not None:
                yield row, column, piece
            yield None, 0, odd + (token["mode"] or "")
            row, piece = None, "" if token["mode"] else token[0]
            if token["mode"]:
                continue
        if token["row"] or token["line"]:
            if row is not None:
                yield row, column, piece
            if token["row"]:
                row, column, piece = int(token["row"]), int(token["column"]), ""
            elif row is not None:
                row, column, piece = row + 1, 1, ""
            else:
                yield None, 0, token[0]
        elif row is None:
            yield None, 0, token[0]
        else:
            piece += token[0]
    if row is not None:
        yield row, column, piece
    if at < len(written):
        yield None, 0, written[at:]


def _is_mode(piece: str) -> bool:
    found = _TOKEN.fullmatch(piece)
    return bool(found and (found["mode"] or found["style"]))
