"""Blocks to lines of a given width. Pure; work is done only for the blocks that are asked for."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass

from rich.cells import cell_len, split_graphemes

from allvoice.guide.model import Block, BlockKind, Guide, role

MOST_CHARS_A_CELL = 8
"""Marks over and under a letter: no writing has more, and terminals draw thousands slowly."""
TEXT_CELLS = 66
"""Longer lines are hard to follow."""
INDENT = "  "
QUOTE_PREFIX = "| "
MOST_LEVELS = 3
"""Deeper lists and quotes are indented no further, so that room for words is left."""

_WORD = re.compile(r"\S+")
_CONTROL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


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


def harmless(text: str) -> str:
    """Return text of the same length in which nothing but line breaks can steer a terminal."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def wrap(text: str, width: int, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return ranges of `text[start:end]` that fit the width, broken at white space.

    Every character but white space is in exactly one range. A word wider than the width is broken
    between characters as they are seen.
    """
    end = len(text) if end is None else end
    lines: list[tuple[int, int]] = []
    for line_start, line_end in _hard_lines(text, start, end):
        lines.extend(_wrap_line(text, line_start, line_end, max(width, 2)))
    return lines


def _hard_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    lines = []
    while True:
        stop = text.find("\n", start, end)
        if stop < 0:
            lines.append((start, end))
            return lines
        lines.append((start, stop))
        start = stop + 1


def _wrap_line(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    line_start = line_end = start
    for word in _WORD.finditer(text, start, end):
        if _fits(text, line_start, word.end(), width):
            line_end = word.end()
            continue
        if line_end > line_start:
            lines.append((line_start, line_end))
        *whole, (line_start, line_end) = _chop(text, word.start(), word.end(), width)
        lines.extend(whole)
    if line_end > line_start:
        lines.append((line_start, line_end))
    return lines


def _fits(text: str, start: int, end: int, width: int) -> bool:
    return end - start <= MOST_CHARS_A_CELL * width and cell_len(text[start:end]) <= width


def _chop(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """Break a word into pieces that fit; most fit as they are."""
    if _fits(text, start, end, width):
        return [(start, end)]
    pieces: list[tuple[int, int]] = []
    piece_start, cells = start, 0
    most_chars = MOST_CHARS_A_CELL * width
    for from_, to, grapheme_cells in split_graphemes(text[start:end])[0]:
        is_full = cells + grapheme_cells > width or start + to - piece_start > most_chars
        if is_full and start + from_ > piece_start:
            pieces.append((piece_start, start + from_))
            piece_start, cells = start + from_, 0
        while start + to - piece_start > most_chars:
            pieces.append((piece_start, piece_start + most_chars))
            piece_start += most_chars
        cells += grapheme_cells
    pieces.append((piece_start, end))
    return pieces


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
    ranges = wrap(_harmless_text(block), room)
    lines: list[Line] = []
    for number, (start, end) in enumerate(ranges):
        lines.append(Line(block.index, start, end, quote + (rest if number else first)))
        if double:
            lines.append(Line(block.index, end, end, quote.rstrip()))
    if before is not None and _has_gap(before, block):
        both = min(block.quote_depth, before.quote_depth, MOST_LEVELS)
        lines.insert(0, Line(block.index, 0, 0, (QUOTE_PREFIX * both).rstrip()))
    return tuple(lines)


def _harmless_text(block: Block) -> str:
    return harmless(block.text) if _CONTROL.search(block.text) else block.text


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
    text = _harmless_text(block)
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
