"""Answers about the sentence being read: its words as spoken, its terms, its column."""

from __future__ import annotations

from allvoice.guide.glossary import Definition, glossary_of
from allvoice.guide.model import BlockKind, Position
from allvoice.tui.ports import Listening

NO_TERM = "No word of this sentence is in the glossary."
NO_TABLE = "This is no table."


def heard_as(listening: Listening) -> str:
    """Return the words sent to the voice, and how the terms among them are said."""
    said = f"Heard as: {listening.heard_as()}"
    terms = [f"{term}: {respelling}" for term, respelling in listening.respellings()]
    return " ".join([said if said.endswith((".", "!", "?")) else f"{said}.", *_ended(terms)])


def column(listening: Listening) -> str:
    """Return the name of the column and the row being read, in full."""
    guide, position = listening.guide, listening.state.position
    block = guide.blocks[position.block]
    if block.kind is not BlockKind.TABLE_ROW:
        return NO_TABLE
    at = listening.state.word_range
    offset = at[0] if at is not None else block.sentences[position.sentence].start
    cell = next((each for each in block.content.cells if offset < each.end), None)
    first = block.content.cells[0] if block.content.cells else None
    if cell is None or first is None:
        return NO_TABLE
    name = block.text[cell.header_start : cell.header_end] or "Name of the row"
    row = block.text[first.start : first.end]
    return f"Column {cell.column + 1}, {name}. Row: {row}."


class Explainer:
    """Explains the words of a sentence by the guide's own glossary, one after the other."""

    def __init__(self, listening: Listening) -> None:
        self._listening = listening
        self._glossary = glossary_of(listening.guide)
        self._told: tuple[Position, int] | None = None

    def next(self, *, again: bool) -> str:
        """Return what a term of the sentence means; asked again, what the next one does."""
        position = self._listening.state.position
        found = self._glossary.terms_in(self._listening.guide.sentence_text(position))
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


def _ended(sentences: list[str]) -> list[str]:
    return [each if each.endswith(".") else f"{each}." for each in sentences]
