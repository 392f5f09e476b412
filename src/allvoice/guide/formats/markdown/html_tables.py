"""Tables written in HTML, to rows with a name for each column.

They are often malformed, cut by blank lines, nested, or a mere frame around text. Whatever is in
one is read: what stands between its cells comes before it, and a table within a table is text.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from markdown_it.rules_block import StateBlock, html_block

from allvoice.guide.formats.markdown.html_extents import Tag, extents, table_tags
from allvoice.guide.formats.markdown.inline import InlineText

_BLANK = re.compile(r"\n[ \t]*\n")
_ITEM = re.compile(r"[-+*][ \t]+(?=\S)|#{1,6}[ \t]+(?=\S)")
_TABLE = re.compile(r"</?table(?![\w-])", re.IGNORECASE)
_SPAN = re.compile(r"\s(colspan|rowspan)\s*=\s*[\"']?\s*(\d{1,5})", re.IGNORECASE)
_BOLD = re.compile(
    r"\s*(?:<p\b[^<>]{0,200}>\s*)?<(?:b|strong)\b[^<>]{0,200}>(?:(?!</(?:b|strong)>).)*"
    r"</(?:b|strong)>\s*(?:</p>\s*)?$",
    re.IGNORECASE | re.DOTALL,
)
_MOST_COLUMNS = 100
"""That a cell can span."""
_MOST_ROWS = 99_999
_MOST_HEADER_ROWS = 5
_REPEATS = 200
_REPEATS_A_CELL = 4
"""Cells that are said again, for each that is written: a table cannot grow without end."""
_ENDS = "html table ends"


@dataclass(slots=True)
class _Cell:
    """One cell as it is written."""

    source: str
    head: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(slots=True)
class _Written:
    """One row as it is written."""

    line: int
    in_head: bool
    cells: list[_Cell] = field(default_factory=list)


@dataclass(slots=True)
class HtmlRow:
    """One row; a cell that spans several columns or rows is in each of them."""

    above: int
    """Lines of the source before it."""
    cells: list[str]
    """In HTML, as everything here."""
    is_whole: bool = False
    """It is one cell over all columns, such as the title of the rows below."""


@dataclass(slots=True)
class HtmlTable:
    """A table, its spans worked out."""

    caption: str
    loose: str
    """What stands between its cells."""
    names: list[str] = field(default_factory=list)
    """Of its columns; none where it has no header."""
    rows: list[HtmlRow] = field(default_factory=list)
    columns: int = 0
    names_rows: bool = False
    """The first cell of each row names it."""

    @property
    def is_frame(self) -> bool:
        """Whether it is but a frame around one text, or around nothing."""
        return not self.names and len(self.rows) < 2 and self.columns < 2


def block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take a block of HTML, and all of a table that begins in it, over blank lines too."""
    if not html_block(state, start_line, end_line, silent):
        return False
    token = state.tokens[-1] if not silent else None
    if token is None or "<table" not in token.content.lower():
        return True
    ends = _table_ends(state)
    end = reach = state.line
    line = start_line
    while line < reach:
        for found in _TABLE.finditer(state.src, state.bMarks[line], state.eMarks[line]):
            last = bisect_left(state.eMarks, ends.get(found.start(), 0), line, end_line)
            reach = max(reach, min(last + 1, end_line))
        line += 1
    for line in range(end, reach):
        if not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
            reach = line
            break
    if reach > end:
        while reach < end_line and not state.isEmpty(reach):
            if state.sCount[reach] < state.blkIndent:
                break
            reach += 1
        state.line = reach
        token.content = state.getLines(start_line, reach, state.blkIndent, True)
        token.map = [start_line, reach]
    return True


def _table_ends(state: StateBlock) -> dict[int, int]:
    """Return where each table of a file ends, by where it begins; worked out once."""
    ends: dict[int, int] | None = state.env.get(_ENDS)
    if ends is None:
        ends, opened = {}, list[int]()
        for found in _TABLE.finditer(state.src):
            if found[0][1] != "/":
                opened.append(found.start())
            elif opened:
                ends[opened.pop()] = found.end()
        state.env[_ENDS] = ends
    return ends


def split(source: str) -> Iterator[tuple[int, str | HtmlTable]]:
    """Yield what a block of HTML consists of: HTML without tables, and tables.

    Each comes with the lines before it. A table that holds others and has no header is only there
    for the looks of a page: what is in it is read as if it were not there.
    """
    found = list(table_tags(source))
    tables = extents(found)
    lines = [match.start() for match in re.finditer("\n", source)]
    text_start, number = 0, 0
    while number < len(found):
        extent = tables.get(number)
        if extent is None or extent.is_layout:
            number += 1
            continue
        tag, closed = found[number], extent.last < len(found)
        if source[text_start : tag.start].strip():
            yield bisect_left(lines, text_start), source[text_start : tag.start]
        end = found[extent.last].start if closed else len(source)
        read = _Reading(source, lines)
        read.take(found[number + 1 : extent.last], tag.end, end)
        yield bisect_left(lines, tag.start), read.table()
        text_start = found[extent.last].end if closed else len(source)
        number = extent.last + 1
    if source[text_start:].strip():
        yield bisect_left(lines, text_start), source[text_start:]


class _Reading:
    """Reads the rows of one table."""

    def __init__(self, source: str, lines: list[int]) -> None:
        self._source = source
        self._lines = lines
        self._captions: list[str] = []
        self._loose: list[str] = []
        self._rows: list[_Written] = []
        self._sink: _Cell | None = None
        self._in_caption = False
        self._in_head = False
        self._row_open = False

    def take(self, found: list[Tag], start: int, end: int) -> None:
        """Take all between two places, given the tags there."""
        depth, at = 0, start
        for tag in found:
            if tag.name == "table":
                depth += 1 if tag.opens else -1
            elif depth <= 0:
                self._text(self._source[at : tag.start])
                at = tag.end
                self._tag(tag)
        self._text(self._source[at:end])

    def _text(self, text: str) -> None:
        if self._sink is not None:
            self._sink.source += text
        elif text.strip():
            (self._captions if self._in_caption else self._loose).append(text)

    def _tag(self, tag: Tag) -> None:
        name, opens = tag.name, tag.opens
        if name in ("td", "th"):
            self._sink = None
            if opens:
                if not self._row_open:
                    self._open_row(tag)
                spans = {each[1].lower(): int(each[2]) for each in _SPAN.finditer(tag.source)}
                columns = min(max(spans.get("colspan", 1), 1), _MOST_COLUMNS)
                rows = spans.get("rowspan", 1) or _MOST_ROWS
                self._sink = _Cell("", name == "th", columns, rows)
                self._rows[-1].cells.append(self._sink)
            return
        self._sink = None
        self._row_open = False
        if name == "caption":
            self._in_caption = opens
        elif name == "tr":
            if opens:
                self._open_row(tag)
        elif name in ("thead", "tbody", "tfoot"):
            self._in_head = opens and name == "thead"

    def _open_row(self, tag: Tag) -> None:
        self._row_open = True
        line = bisect_left(self._lines, tag.start)
        self._rows.append(_Written(line, self._in_head))

    def table(self) -> HtmlTable:
        """Return what was read."""
        rows = [row for row in self._rows if any(cell.source.strip() for cell in row.cells)]
        captions = self._captions
        while len(rows) > 1 and len(rows[0].cells) == 1 and rows[0].cells[0].columns > 1:
            captions = [*captions, rows.pop(0).cells[0].source]
        count = _header_rows(rows)
        grid = _grid(rows)
        table = HtmlTable("<br>".join(captions), "<br>".join(self._loose))
        table.columns = max((len(cells) for cells in grid), default=0)
        for column in range(table.columns if count else 0):
            named = [cells[column] for cells in grid[:count] if column < len(cells)]
            distinct = {id(cell): cell.source.strip() for cell in named}
            table.names.append(", ".join(source for source in distinct.values() if source))
        for row, cells in zip(rows[count:], grid[count:], strict=True):
            whole = len(row.cells) == 1 and row.cells[0].columns > 1 and len(cells) > 1
            sources = [_trimmed(cell.source) for cell in (cells[:1] if whole else cells)]
            table.rows.append(HtmlRow(row.line, sources, whole))
        heads = [row.cells[0].head for row in rows[count:] if row.cells]
        table.names_rows = bool(heads) and all(heads)
        return table


def _is_header(row: _Written) -> bool:
    # The corner over the names of the rows is often a cell like any other.
    corner, *more = row.cells
    named = corner.head or (bool(more) and not corner.source.strip())
    return row.in_head or (named and all(cell.head for cell in more))


def _trimmed(source: str) -> str:
    # Blank lines at its start tell that a cell is written in Markdown.
    bare = source.strip()
    return source if bare and _BLANK.search(source) else bare


def _header_rows(rows: list[_Written]) -> int:
    """Return how many rows at the start name the columns."""
    count = 0
    while count < min(len(rows), _MOST_HEADER_ROWS) and _is_header(rows[count]):
        count += 1
    if count and count == len(rows):
        return 0 if count < 2 else 1
    if rows and not count and not any(cell.head for row in rows for cell in row.cells):
        bold = [
            all(_BOLD.match(cell.source) for cell in row.cells if cell.source.strip())
            for row in rows[:2]
        ]
        several = len(rows[0].cells) > 1
        return int(len(bold) > 1 and several and bold[0] and not bold[1])
    return count


def _grid(rows: list[_Written]) -> list[list[_Cell]]:
    """Return the cells of each row at their columns; one that spans several is in each of them."""
    left = _REPEATS + _REPEATS_A_CELL * sum(len(row.cells) for row in rows)
    grid: list[list[_Cell]] = []
    hanging: dict[int, tuple[_Cell, int]] = {}
    empty = _Cell("")
    for row in rows:
        cells: list[_Cell] = []

        def place_hanging(cells: list[_Cell] = cells) -> None:
            while (found := hanging.get(len(cells))) is not None:
                cell, rows_left = found
                if rows_left > 1:
                    hanging[len(cells)] = (cell, rows_left - 1)
                else:
                    del hanging[len(cells)]
                cells.append(cell)

        for cell in row.cells:
            place_hanging()
            repeats = cell.columns * min(cell.rows, len(rows) - len(grid)) - 1
            few = repeats <= left and len(cells) < _MOST_COLUMNS
            columns, down = (cell.columns, cell.rows) if few else (1, 1)
            left -= repeats if few else 0
            for _ in range(columns):
                if down > 1:
                    hanging[len(cells)] = (cell, down - 1)
                cells.append(cell)
        place_hanging()
        furthest = max(hanging, default=-1)
        while furthest >= len(cells):
            cells.append(empty)
            place_hanging()
        grid.append(cells)
    return grid


def rendered(render: Callable[[str], InlineText], source: str) -> InlineText:
    """Return what a cell shows: of one with blank lines, which are Markdown's, the Markdown.

    Args:
        render: from inline Markdown to display text.
        source: of the cell.
    """
    if not _BLANK.search(source):
        shown = InlineText()
        shown.add_html(source)
        return shown
    lines = [line.strip() for line in source.split("\n")]
    kept: list[str] = []
    for above, line in itertools.pairwise(["", *lines]):
        if not line:
            continue
        item = _ITEM.match(line)
        apart = bool(kept) and (not above or item is not None)
        kept.append(("  \n" if apart else "\n" if kept else "") + line[item.end() if item else 0 :])
    return render("".join(kept))
