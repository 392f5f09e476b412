"""Tables as they are heard: a caption, then a block for each row that names every column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from allvoice.guide import pieces, sentences
from allvoice.guide.formats.markdown.blocks import DELIMITER_ROW, split_row
from allvoice.guide.formats.markdown.inline import InlineText
from allvoice.guide.model import Cell, Content, Style

EMPTY_CELL = "empty"
_MARKS = re.compile(r"[*_~`\s]+")
_BARE = re.compile(r"[\W\d]*[^\W\d]?[\W\d]*")
_MONTH = "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\\.?"
_DATE = re.compile(
    rf"{_MONTH}\d{{1,2}}(?:st|nd|rd|th)?(?:,?\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?-?{_MONTH}-?,?\d{{0,4}}",
    re.IGNORECASE,
)
"""Without white space: "Dec7,2026", "7-Dec-26"."""
UNNAMED = "\0"
"""In place of a column's name: its cells go without one, and without its number."""
_CELL_MARKS_CHARS = 10
"""The most a cell shows besides its name and its text."""
Render = Callable[[str], InlineText]
"""Inline source to display text."""


def headless_rows(source: str) -> tuple[list[str], list[tuple[int, list[str]]]] | None:
    """Return the rows of a table that has no header as Markdown wants it, or None.

    Markdown takes such lines for a paragraph, and they would be heard as one long sentence full of
    bars. A row of dashes after the first row, whatever its number of columns, makes that row the
    header.

    Returns:
        The sources of the header's cells, and each row with its line within the source.
    """
    if not source.startswith("|"):
        return None
    lines = [line.strip() for line in source.split("\n")]
    if len(lines) < 2 or not all(line.startswith("|") and line.count("|") > 1 for line in lines):
        return None
    names: list[str] = []
    rows = [(number, split_row(line)) for number, line in enumerate(lines)]
    if DELIMITER_ROW.match(lines[1]):
        names, rows = rows[0][1], rows[2:]
    return names, [(number, row) for number, row in rows if not DELIMITER_ROW.match(lines[number])]


def caption(names: Sequence[str], rows: int, columns: int) -> Content:
    """Return the line that tells what is coming."""
    named = "; ".join(name for name in names if name)
    count = f"Table, {_count(rows, 'row')}, {_count(columns, 'column')}"
    text = f"{count}: {named}." if named else f"{count}."
    return Content(text, sentences.split(text))


def groups(names: Sequence[str], sources: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of a row, with the first one's column, as many at a time as a block holds."""
    first, group, chars = 0, list[str](), 0
    for column, source in enumerate(sources):
        name = names[column] if column < len(names) else ""
        cell_chars = len(name or "Column ") + len(source or EMPTY_CELL) + _CELL_MARKS_CHARS
        if group and chars + cell_chars > pieces.LONGEST_CHARS:
            yield first, group
            first, group, chars = column, [], 0
        group.append(source)
        chars += cell_chars
    if group:
        yield first, group


def row_source(names: Sequence[str], sources: Sequence[str], first: int = 0) -> str:
    """Return all words of a row's display text in their order, as far as they are in Markdown."""
    words = []
    for column, source in enumerate(sources, start=first):
        name = names[column] if column < len(names) else ""
        if name != UNNAMED and (column or not name or is_bare(source)):
            words.append(name or f"Column {column + 1}")
        words.append(source or EMPTY_CELL)
    return " ".join(words)


def row_content(
    names: Sequence[str], sources: Sequence[str], render: Render, first: int = 0
) -> Content:
    """Return a row: a line for each cell, led by its column's name.

    The first cell is what the others are about, and goes without unless it `is_bare`.

    Args:
        names: of all columns.
        sources: of its cells.
        render: from inline source to display text.
        first: the column of the first of its cells.
    """
    line = InlineText()
    for column, source in enumerate(sources, start=first):
        line.add_line_break()
        name = names[column] if column < len(names) else ""
        start = line.length
        header_end = start
        if name != UNNAMED and (column or not name or is_bare(source)):
            line.add(name or f"Column {column + 1}", Style.CELL_HEADER)
            header_end = line.length
            line.add(": ")
        value_start = line.length
        cell = render(source)
        if cell.text.strip():
            line.add_rendered(cell)
        else:
            line.add(EMPTY_CELL)
        line.cells.append(Cell(column, start, header_end, value_start, line.length))
    return line.content()


def is_bare(source: str) -> bool:
    """Return whether a cell means nothing without its column's name: a figure, a date, a letter.

    It is told by its source alone, so that what is searched and what is shown agree.
    """
    bare = _MARKS.sub("", source)
    return bool(_BARE.fullmatch(bare) or _DATE.fullmatch(bare))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
