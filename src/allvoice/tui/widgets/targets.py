"""What a click on a piece of text asks for: told by the text itself, so that it moves with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, split_graphemes

from allvoice.guide.model import Block, Position

SLACK_CELLS = 2
"""So far beside a piece of text a click still means it: hands tremble, and fingers are wide."""


@dataclass(frozen=True, slots=True)
class SentenceTarget:
    """A sentence, which is read from."""

    position: Position


@dataclass(frozen=True, slots=True)
class ItemTarget:
    """An item of the open list, which is chosen."""

    index: int
    """Counted from 0."""


@dataclass(frozen=True, slots=True)
class KeyTarget:
    """The name of a key with what it does, which is done."""

    key: str
    """By Textual's name."""


@dataclass(frozen=True, slots=True)
class RestTarget:
    """A message that goes on: all of it is shown."""


Target = SentenceTarget | ItemTarget | KeyTarget | RestTarget


@dataclass(frozen=True, slots=True)
class BlockRange:
    """Text of a block, whose sentences are to be told apart."""

    block: Block
    start: int

    def target(self, number: int) -> SentenceTarget:
        """Return the sentence that a character belongs to, counted from the first of the range."""
        offset = self.start + number
        begun = sum(each.start <= offset for each in self.block.sentences)
        return SentenceTarget(Position(self.block.index, max(begun - 1, 0)))


class TargetText(str):
    """Text that can be clicked, and that a terminal may show as a link (OSC 8)."""

    target: Target | BlockRange | None
    url: str

    def __new__(
        cls, text: str, target: Target | BlockRange | None = None, url: str = ""
    ) -> TargetText:
        """Return a text with what it stands for.

        Args:
            text: what is shown.
            target: what a click asks for; None for nothing.
            url: the address it leads to; empty for none.
        """
        made = super().__new__(cls, text)
        made.target, made.url = target, url
        return made


def target_in(row: Sequence[tuple[str, object]], column: int) -> Target | None:
    """Return what a click in a row asks for; None where there is nothing near.

    Args:
        row: pieces of text from left to right.
        column: the cell, counted from 0.
    """
    nearest, least, at = None, SLACK_CELLS + 1, 0
    for text, _ in row:
        start, at = at, at + cell_len(text)
        if not isinstance(text, TargetText) or text.target is None or at == start:
            continue
        distance = max(start - column, column - (at - 1), 0)
        if distance < least:
            least = distance
            target = text.target
            if isinstance(target, BlockRange):
                cell = min(max(column, start), at - 1) - start
                target = target.target(_character_at(text, cell))
            nearest = target
    return nearest


def _character_at(text: str, cell: int) -> int:
    """Return which character of a text fills a cell, both counted from 0."""
    used = 0
    for start, _, cells in split_graphemes(text)[0]:
        used += cells
        if used > cell:
            return start
    return max(len(text) - 1, 0)
