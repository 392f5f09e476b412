"""Moving in a table by its columns: from a cell to the one below or above it. Pure."""

from __future__ import annotations

from allvoice.guide import tables
from allvoice.guide.model import Block, BlockKind, Guide, Position, shortened
from allvoice.reading.announcing import announce, say_over
from allvoice.reading.history import Way
from allvoice.reading.navigation import go_to
from allvoice.reading.step import ShowMessage, Step
from allvoice.text import ended

NO_TABLE = "This is no table."
FIRST_ROW, LAST_ROW = "First row.", "Last row."
MOST_OF_A_NAME_CHARS = 80


def row_name(guide: Guide, row: Block) -> str:
    """Return what names a row, the text in its first column, as much as can be kept in mind."""
    return shortened(tables.cell_text(guide, row, 0) or "", MOST_OF_A_NAME_CHARS)


def move_in_column(step: Step, way: int) -> None:
    """Go to the same column of the next row (1) or of the one before (-1); its name is said."""
    guide, state = step.guide, step.state
    here = tables.cell_at(guide, state.position, state.word_range)
    if here is not None:
        block, cell = here
        row, column = tables.row_beside(guide, block, way), cell.column
    elif _is_caption(guide, state.position):
        row, column = tables.row_beside(guide, guide.blocks[state.position.block], way), 0
    else:
        announce(step, NO_TABLE)
        return
    if row is None:
        announce(step, LAST_ROW if way > 0 else FIRST_ROW, "edge")
        return
    name = row_name(guide, row) if column else ""
    said = ended(name) if name else ""
    if said:
        step.effects.append(ShowMessage(said))
    position = tables.position_in_column(guide, row, column)
    go_to(step, position, None, first=said, way=Way.SMALL_MOVE)
    if said and step.state.held_key is not None:
        # Said once the key is let go.
        say_over(step, said)


def _is_caption(guide: Guide, position: Position) -> bool:
    return guide.blocks[position.block].kind is BlockKind.TABLE_CAPTION
