"""The rows of a table and what stands in their columns. Pure.

A row is a block, or where it is long several, of which the others go on with the first.
"""

from __future__ import annotations

from collections.abc import Iterator

from allvoice.guide.model import Block, BlockKind, Cell, Guide, Position


def cell_at(
    guide: Guide, position: Position, word_range: tuple[int, int] | None
) -> tuple[Block, Cell] | None:
    """Return the piece of a table row that a place is in, and its cell; None outside of any.

    Args:
        guide: the guide.
        position: the sentence.
        word_range: the word in it, as a range of the block's text; None for the first.
    """
    block = guide.blocks[position.block]
    if block.kind is not BlockKind.TABLE_ROW:
        return None
    offset = word_range[0] if word_range else block.sentences[position.sentence].start
    cell = next((each for each in block.content.cells if offset < each.end), None)
    return None if cell is None else (block, cell)


def first_piece(guide: Guide, block: Block) -> Block:
    """Return the piece that the row of a block begins with."""
    while block.goes_on:
        block = guide.blocks[block.index - 1]
    return block


def pieces(guide: Guide, row: Block) -> Iterator[Block]:
    """Yield the pieces of a row."""
    block = first_piece(guide, row)
    yield block
    for index in range(block.index + 1, len(guide.blocks)):
        if not guide.blocks[index].goes_on:
            return
        yield guide.blocks[index]


def rows(guide: Guide, block: Block) -> Iterator[Block]:
    """Yield the rows of a table, of each the piece that it begins with."""
    first = block.index
    while guide.blocks[first - 1].kind is BlockKind.TABLE_ROW:
        first -= 1
    for index in range(first, len(guide.blocks)):
        row = guide.blocks[index]
        if row.kind is not BlockKind.TABLE_ROW:
            return
        if not row.goes_on:
            yield row


def row_beside(guide: Guide, block: Block, step: int) -> Block | None:
    """Return the next row of a table (1), or the one before (-1); None at its ends."""
    if step > 0:
        *_, last = pieces(guide, block)
        index = last.index + 1
    else:
        index = first_piece(guide, block).index - 1
    if not 0 <= index < len(guide.blocks):
        return None
    beside = guide.blocks[index]
    return first_piece(guide, beside) if beside.kind is BlockKind.TABLE_ROW else None


def cell_of(guide: Guide, row: Block, column: int) -> tuple[Block, Cell] | None:
    """Return the piece of a row in which a column begins, and the cell."""
    cells = ((piece, cell) for piece in pieces(guide, row) for cell in piece.content.cells)
    return next((found for found in cells if found[1].column == column), None)


def position_in_column(guide: Guide, row: Block, column: int) -> Position:
    """Return where a row's cell in a column begins, or its last one where it has fewer columns."""
    found = cell_of(guide, row, column)
    if found is None:
        *_, piece = pieces(guide, row)
        return Position(piece.index, len(piece.sentences) - 1)
    piece, cell = found
    numbers = (number for number, each in enumerate(piece.sentences) if each.end > cell.start)
    return Position(piece.index, next(numbers, 0))


def columns(guide: Guide, row: Block) -> list[int]:
    """Return the columns of a row."""
    return list(
        dict.fromkeys(cell.column for piece in pieces(guide, row) for cell in piece.content.cells)
    )


def column_name(guide: Guide, row: Block, column: int) -> str:
    """Return the name of a column as it stands before its cell in a row; empty without one."""
    found = cell_of(guide, row, column)
    return found[0].text[found[1].header_start : found[1].header_end] if found else ""


def cell_text(guide: Guide, row: Block, column: int) -> str | None:
    """Return what a row has in a column; None where it has no such column."""
    found = cell_of(guide, row, column)
    return None if found is None else found[0].text[found[1].start : found[1].end]
