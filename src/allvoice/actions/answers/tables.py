"""Tables: the column being read, and rows told beside one another, cell by cell."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from allvoice.actions.model import ControlNames, FrontDoor, ListItem, ListModel, Message, Result
from allvoice.actions.series import Series
from allvoice.actions.words import counted
from allvoice.guide import tables
from allvoice.guide.model import Block, BlockKind, Cell, Guide, Position, shortened
from allvoice.reading import progress
from allvoice.reading.activity import Activity
from allvoice.reading.columns import FIRST_ROW, LAST_ROW, NO_TABLE, row_name
from allvoice.reading.state import Status
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.actions.announcer import Announcer
    from allvoice.actions.pause_scope import PauseScope
    from allvoice.reading.runner import ReadingSession

NO_TABLES = "This document has no tables."
EMPTY = "none given"
ALL_ROWS = "All rows"
_STEPS = {
    **{"next_in_column": 1, "next_sentence": 1, "next_paragraph": 1},
    **{"previous_in_column": -1, "previous_sentence": -1, "previous_paragraph": -1},
}
MOST_COMPARED = 50
"""Rows of a table: nobody keeps more of them in mind."""
MOST_OF_A_CELL_CHARS = 1_000


def column(session: ReadingSession) -> str:
    """Return the name of the column and the row being read, in full."""
    here = _cell(session)
    if here is None:
        return NO_TABLE
    block, cell = here
    guide = session.guide
    named = f"Column {cell.column + 1}, {_name(guide, block, cell.column)}."
    return f"{named} Row: {_value(guide, block, 0)}."


class Comparing:
    """Tells what rows of a table have in the same column; elsewhere it leads to the tables."""

    def __init__(
        self,
        session: ReadingSession,
        controls: ControlNames,
        front_door: FrontDoor,
        announcer: Announcer,
        pause_scope: PauseScope,
        go_to: Callable[[Position, str], Result],
    ) -> None:
        """Begin at rest.

        Args:
            session: the guide and the place.
            controls: name the key that goes on.
            front_door: leaves the list that was chosen from.
            announcer: says and shows each cell.
            pause_scope: pauses the reading meanwhile.
            go_to: reads on from a place chosen in a list.
        """
        self._session = session
        self._controls = controls
        self._front_door = front_door
        self._pause_scope = pause_scope
        self._go_to = go_to
        self._series = Series(session, announcer, pause_scope)

    @property
    def is_on(self) -> bool:
        """Whether rows are being told."""
        return self._series.is_on

    @property
    def activity(self) -> Activity | None:
        """What is being done with rows; None where none are told."""
        if not self.is_on:
            return None
        return Activity.HELD if self._series.is_held else Activity.COMPARING

    def go_on(self) -> None:
        """Tell the next cell, or read on: the one being told was heard."""
        self._series.go_on()

    def take(self, action: str) -> bool:
        """Do what an action means while rows are being told; tell whether it means anything then.

        The key for playing holds them, and tells the cell that was cut once more; the keys for a
        column go on to the next cell, or back.
        """
        if not self.is_on:
            return False
        if action == "play":
            self._series.hold_or_go_on(Activity.HELD.sentences(self._controls.shown("play")))
        elif action in _STEPS:
            step = _STEPS[action]
            self._series.move(step, LAST_ROW if step > 0 else FIRST_ROW)
        else:
            return False
        return True

    def leave(self, *, goes_on: bool) -> None:
        """End it, if rows are being told; the reading goes on or not."""
        self._series.leave(goes_on=goes_on)

    def as_list(self) -> ListModel | Message:
        """Return the other rows to compare the present one with; elsewhere the tables."""
        here = _cell(self._session)
        if here is None:
            return self._tables()
        guide, (block, cell) = self._session.guide, here
        own = tables.first_piece(guide, block)
        rows = list(itertools.islice(tables.rows(guide, block), MOST_COMPARED + 1))
        others = [row for row in rows if row is not own]
        names = [row_name(guide, row) for row in others]

        def choose(index: int) -> Result:
            if index == 0:
                return self.tell(_all_rows(guide, block, cell, rows))
            return self.tell(_two_rows(guide, cell, own, others[index - 1]))

        # The row below, from which the others are not far.
        following = next((n for n, row in enumerate(others, 1) if row.index > own.index), None)
        return ListModel(
            f"Compare with, {counted(len(others), 'row')}",
            len(others) + 1,
            lambda index: ListItem(names[index - 1] if index else ALL_ROWS),
            choose,
            "compare",
            len(others) if following is None else following,
            does="compare",
        )

    def _tables(self) -> ListModel | Message:
        guide, here = self._session.guide, self._session.state.position
        found = [
            Position(block.index)
            for block in guide.blocks
            if block.kind is BlockKind.TABLE_ROW
            and (not block.index or guide.blocks[block.index - 1].kind is not block.kind)
        ]
        if not found:
            return Message(NO_TABLES, asked=True)
        return ListModel(
            f"Tables, {len(found)}",
            len(found),
            lambda index: ListItem(progress.place(guide, found[index])),
            lambda index: self._go_to(found[index], ""),
            "compare",
            min(range(len(found)), key=lambda index: abs(found[index].block - here.block)),
        )

    def tell(self, texts: Sequence[str]) -> Result:
        """Tell texts one after the other; they can be held, and stepped through."""
        self._front_door.close_list()
        if self._session.state.options.external_screen_reader:
            # What it reads is paused and gone on with by its own keys.
            return Message(" ".join(map(ended, texts)), asked=True)
        if self._session.state.status is Status.PLAYING:
            self._pause_scope.begin()
        self._series.begin(list(map(ended, texts)), self._pause_scope.end)
        return None


def _all_rows(guide: Guide, block: Block, cell: Cell, rows: Sequence[Block]) -> list[str]:
    """Return what each row has in a column."""
    said = [_of_row(guide, row, cell.column) for row in rows[:MOST_COMPARED]]
    said[0] = f"{ended(_name(guide, block, cell.column))} {said[0]}"
    return [*said, "And more rows."] if len(rows) > MOST_COMPARED else said


def _two_rows(guide: Guide, cell: Cell, one: Block, other: Block) -> list[str]:
    """Return what two rows have in a column; where that names the row, in every one."""
    # But for the one that names the row, where it is not alone.
    others = [each for each in tables.columns(guide, one) if each] or [0]
    said = []
    for column in [cell.column] if cell.column else others:
        said.append(f"{ended(_name(guide, one, column))} {_of_row(guide, one, column)}")
        said.append(_of_row(guide, other, column))
    return said


def _of_row(guide: Guide, row: Block, column: int) -> str:
    value = _value(guide, row, column)
    return f"{_value(guide, row, 0)}: {value}" if column else value


def _cell(session: ReadingSession) -> tuple[Block, Cell] | None:
    """Return the table row being read and its cell."""
    return tables.cell_at(session.guide, session.state.position, session.state.word_range)


def _name(guide: Guide, block: Block, column: int) -> str:
    return tables.column_name(guide, block, column) or "Name of the row"


def _value(guide: Guide, row: Block, column: int) -> str:
    """Return what a row has in a column, as much of it as can be kept in mind."""
    text = tables.cell_text(guide, row, column)
    return EMPTY if text is None else shortened(text, MOST_OF_A_CELL_CHARS)
