"""Blocks to lines of a given width. Pure; work is done only for the blocks that are asked for."""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from rich.cells import cell_len, split_graphemes

from allvoice import text as texts
from allvoice.guide.model import Block, BlockKind, Guide, role
from allvoice.text import Ruler, harmless

TEXT_CELLS = 66
"""Longer lines are hard to follow."""
MARGIN = "  "
"""Stands before each line of text and each item."""
RIGHT_MARGIN_CELLS = 1
"""No letter touches the edge of the window."""
COLUMN_CELLS = len(MARGIN) + TEXT_CELLS + RIGHT_MARGIN_CELLS
INDENT = "  "
QUOTE_PREFIX = "| "
MOST_LEVELS = 3
"""Deeper lists and quotes are indented no further, so that room for words is left."""

PAINTER = Ruler(cell_len, lambda text: split_graphemes(text)[0])
"""What Textual paints with: a line that it takes for longer than it is would lose its end."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line on the screen: a prefix and a range of a block's display text."""

    block: int
    start: int
    end: int
    """Equal to `start` on an empty line."""
    prefix: str = ""

    @property
    def is_gap(self) -> bool:
        """Whether it is an empty line, before a block or between lines."""
        return self.start == self.end


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """One line of the guide; ordered from top to bottom."""

    block: int
    line: int


def wrap(text: str, width: int, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return ranges of `text[start:end]` that fit the width as the painter measures it."""
    return texts.wrap(text, width, start, end, ruler=PAINTER)


def block_lines(
    block: Block, before: Block | None, width: int, *, double: bool = False
) -> tuple[Line, ...]:
    """Return the lines of a block, the empty line before it included.

    Args:
        block: the block.
        before: the block before it.
        width: in cells.
        double: an empty line follows each line of text.
    """
    quote = QUOTE_PREFIX * min(block.quote_depth, MOST_LEVELS)
    first, rest = _prefixes(block)
    room = max(width - len(quote) - len(rest), width // 2)
    ranges = wrap(harmless(block.text), room)
    lines: list[Line] = []
    for number, (start, end) in enumerate(ranges):
        lines.append(Line(block.index, start, end, quote + (rest if number else first)))
        if double:
            lines.append(Line(block.index, end, end, quote.rstrip()))
    if before is not None and _has_gap(before, block):
        both = min(block.quote_depth, before.quote_depth, MOST_LEVELS)
        lines.insert(0, Line(block.index, 0, 0, (QUOTE_PREFIX * both).rstrip()))
    return tuple(lines)


def sentence_lines(
    block: Block, sentence: tuple[int, int], width: int, *, roles: bool = False
) -> tuple[list[Line], list[Line]]:
    """Return the lines of one sentence on its own, and before them those that give it sense.

    The first sentence of a list item keeps its marker. A later sentence of a table cell comes after
    the name of its column, which is no part of it.

    Args:
        block: what the sentence is part of.
        sentence: its range.
        width: in cells.
        roles: the first sentence of a heading or of code is led by what it is, in words.
    """
    start, end = sentence
    text = harmless(block.text)
    starts_block = start == block.sentences[0].start
    first = f"{block.marker} " if starts_block and block.marker else ""
    rest = " " * len(first)
    what = role(block) if roles and starts_block else ""
    if what:
        first, rest = f"{what}: ", ""
    context: list[Line] = []
    for cell in block.content.cells:
        if cell.header_end > cell.header_start and cell.start < start < cell.end:
            header_end = cell.header_start + len(text[cell.header_start : cell.start].rstrip())
            ranges = wrap(text, width, cell.header_start, header_end)
            context = [Line(block.index, *each) for each in ranges]
    lines = [
        Line(block.index, *each, rest if number else first)
        for number, each in enumerate(wrap(text, max(width - len(first), width // 2), start, end))
    ]
    return context, lines


def _prefixes(block: Block) -> tuple[str, str]:
    """Return what stands before the first line and before the others."""
    if block.kind is BlockKind.HEADING:
        return "", ""
    if block.kind is BlockKind.TABLE_ROW:
        return "", INDENT
    if block.kind is BlockKind.NOTE:
        return INDENT, INDENT
    if block.level == 0 and not block.marker:
        return "", ""
    outer = INDENT * (min(max(block.level, 1), MOST_LEVELS) - 1)
    first = f"{outer}{block.marker} " if block.marker else outer + INDENT
    return first, " " * len(first)


def _has_gap(before: Block, block: Block) -> bool:
    """Tell whether an empty line goes between two blocks: not between the items of a list."""
    return not block.goes_on and not (
        before.kind is block.kind is BlockKind.LIST_ITEM
        and bool(block.marker)
        and before.quote_depth == block.quote_depth
    )


class Layout:
    """The lines of a guide at one width, worked out where they are looked at."""

    def __init__(self, guide: Guide, width: int, *, double: bool = False) -> None:
        self.guide = guide
        self.width = min(width, TEXT_CELLS)
        self.double = double
        self._lines: dict[int, tuple[Line, ...]] = {}

    def lines(self, block: int) -> tuple[Line, ...]:
        """Return the lines of a block."""
        found = self._lines.get(block)
        if found is None:
            blocks = self.guide.blocks
            before = blocks[block - 1] if block else None
            found = self._lines[block] = block_lines(
                blocks[block], before, self.width, double=self.double
            )
        return found

    def anchor_of(self, block: int, offset: int) -> Anchor:
        """Return the line that shows a character of a block's text."""
        lines = self.lines(block)
        first = 1 if lines[0].is_gap and len(lines) > 1 else 0
        step = 2 if self.double else 1
        found = bisect.bisect_right([line.start for line in lines[first::step]], offset) - 1
        return Anchor(block, first + step * max(found, 0))

    def down(self, anchor: Anchor, count: int) -> list[tuple[Anchor, Line]]:
        """Return up to `count` lines from a line on."""
        found: list[tuple[Anchor, Line]] = []
        block, number = anchor.block, anchor.line
        while len(found) < count and block < len(self.guide.blocks):
            lines = self.lines(block)
            for at in range(number, min(len(lines), number + count - len(found))):
                found.append((Anchor(block, at), lines[at]))
            block, number = block + 1, 0
        return found

    def up(self, anchor: Anchor, count: int) -> Anchor:
        """Return the line `count` lines further up, or the first line of the guide."""
        block, number = anchor.block, anchor.line
        while count > number and block > 0:
            count -= number + 1
            block -= 1
            number = len(self.lines(block)) - 1
        return Anchor(block, max(0, number - count))
