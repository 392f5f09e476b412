"""Answers about the sentence being read: its words as spoken, its terms, its column."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from allvoice.guide.glossary import Definition, glossary_of
from allvoice.guide.model import Block, BlockKind, Cell, Guide, Position, shortened
from allvoice.narration.model import explained
from allvoice.reading import whereabouts
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.reading.runner import ReadingSession


NO_RULE = "Every word of this sentence is said as it is written."
NO_TERM = "No word of this sentence is in the glossary."
NO_TABLE = "This is no table."
EMPTY = "none given"
MOST_COMPARED = 50
"""Rows of a table: nobody keeps more of them in mind."""
MOST_OF_A_CELL_CHARS = 1_000


def heard_as(session: ReadingSession, *, detail: bool = False) -> str:
    """Return the words sent to the voice, and how the terms among them are said.

    Args:
        session: stands at the sentence.
        detail: return instead which rule gave each word that is not said as it is written.
    """
    position, config = session.state.position, session.config
    utterance = config.utterance(position)
    if detail:
        rules = [f"{spoken}, by the rule: {rule}" for spoken, rule in explained(utterance)]
        return " ".join(map(ended, rules)) or NO_RULE
    said = f"Heard as: {utterance.spoken}"
    terms = config.narrator.lexicon.terms(session.guide.sentence_text(position))
    respelled = [f"{each.term}: {each.respelling}" for each in terms if each.respelling]
    return " ".join(map(ended, [said, *respelled]))


def where(session: ReadingSession, *, detail: bool) -> str:
    """Return chapter, section, part read and time left, in one sentence or a few."""
    state = session.state
    return whereabouts.where(session.guide, state.position, state.rate_wpm, detail=detail)


def column(session: ReadingSession) -> str:
    """Return the name of the column and the row being read, in full."""
    here = _cell(session)
    if here is None:
        return NO_TABLE
    block, cell = here
    guide = session.guide
    named = f"Column {cell.column + 1}, {_name(guide, block, cell)}."
    return f"{named} Row: {_value(guide, block, 0)}."


def compare(session: ReadingSession) -> str:
    """Return what each row of the table has in the column being read."""
    here = _cell(session)
    if here is None:
        return NO_TABLE
    block, cell = here
    guide = session.guide
    said = [f"{_name(guide, block, cell)}."]
    rows = list(itertools.islice(_rows(guide, block), MOST_COMPARED + 1))
    for row in rows[:MOST_COMPARED]:
        value = _value(guide, row, cell.column)
        said.append(f"{_value(guide, row, 0)}: {value}" if cell.column else value)
    if len(rows) > MOST_COMPARED:
        said.append("And more rows.")
    return " ".join(map(ended, said))


def left_out(session: ReadingSession) -> str:
    """Return what of the guide's files is neither shown nor read; empty where nothing is."""
    counts = Counter(each.what for each in session.guide.skipped)
    if not counts:
        return ""
    named = [f"{what}, {count} times" if count > 1 else what for what, count in counts.items()]
    return f"Left out of this guide, since it cannot be read aloud: {'; '.join(named)}."


def _cell(session: ReadingSession) -> tuple[Block, Cell] | None:
    """Return the table row being read and its cell."""
    position, at = session.state.position, session.state.word_range
    block = session.guide.blocks[position.block]
    if block.kind is not BlockKind.TABLE_ROW:
        return None
    offset = at[0] if at is not None else block.sentences[position.sentence].start
    cell = next((each for each in block.content.cells if offset < each.end), None)
    return None if cell is None else (block, cell)


def _rows(guide: Guide, block: Block) -> Iterator[Block]:
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


def _begin(guide: Guide, block: Block, column: int) -> tuple[Block, Cell] | None:
    """Return the piece of a row in which a column begins, and the cell."""
    while block.goes_on:
        block = guide.blocks[block.index - 1]
    for index in range(block.index, len(guide.blocks)):
        piece = guide.blocks[index]
        if index > block.index and not piece.goes_on:
            return None
        for cell in piece.content.cells:
            if cell.column == column:
                return piece, cell
    return None


def _name(guide: Guide, block: Block, cell: Cell) -> str:
    begin = _begin(guide, block, cell.column)
    name = begin[0].text[begin[1].header_start : begin[1].header_end] if begin else ""
    return name or "Name of the row"


def _value(guide: Guide, row: Block, column: int) -> str:
    """Return what a row has in a column, as much of it as can be kept in mind."""
    begin = _begin(guide, row, column)
    if begin is None:
        return EMPTY
    piece, cell = begin
    return shortened(piece.text[cell.start : cell.end], MOST_OF_A_CELL_CHARS)


class Explainer:
    """Explains the words of a sentence by the guide's own glossary, one after the other."""

    def __init__(self, session: ReadingSession) -> None:
        self._session = session
        self._glossary = glossary_of(session.guide)
        self._told: tuple[Position, int] | None = None

    def next(self, *, again: bool) -> str:
        """Return what a term of the sentence means; asked again, what the next one does."""
        position = self._session.state.position
        found = self._glossary.terms_in(self._session.guide.sentence_text(position))
        if not found:
            self._told = None
            return NO_TERM
        number = 0
        if again and self._told is not None and self._told[0] == position:
            number = (self._told[1] + 1) % len(found)
        self._told = (position, number)
        return _explained(found[number])


def _explained(definition: Definition) -> str:
    return f"{definition.term}: {definition.text}"
