"""Which blocks may hold a text: told by their letters alone, before they are worked out."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence

from allvoice.guide.model import Guide
from allvoice.guide.search.folding import letters_alone
from allvoice.guide.search.steps import Steps, whole

_NAME = "letters"
BLOCKS_A_STEP = 500
"""So many blocks have their letters gathered at once."""


def blocks_that_may_hold(guide: Guide, text: str, blocks: range) -> Iterator[int]:
    """Yield those of some blocks, in order, whose display text may hold a text."""
    letters = whole(letters_of(guide))
    return letters.holding(letters_alone(text), blocks.start, blocks.stop)


class Letters:
    """The letters and digits of all blocks, one after the other: most are ruled out by them.

    Where the source alone does not tell the letters, the block always has to be looked at.
    """

    def __init__(self, of_blocks: Sequence[str | None]) -> None:
        self._starts: list[int] = []
        self._unsure = [index for index, letters in enumerate(of_blocks) if letters is None]
        at = 0
        for letters in of_blocks:
            self._starts.append(at)
            at += len(letters or "") + 1
        self._joined = "\n".join(letters or "" for letters in of_blocks)

    @property
    def count(self) -> int:
        """How many blocks there are."""
        return len(self._starts)

    def holding(self, letters: str, first: int, end: int) -> Iterator[int]:
        """Yield the blocks from the first on, in order, that may hold some letters."""
        unsure = iter(self._unsure[bisect.bisect_left(self._unsure, first) :])
        waiting = next(unsure, end)
        block = first
        while block < end:
            found = end
            if letters:
                at = self._joined.find(letters, self._starts[block], self._end(end))
                if at >= 0:
                    found = bisect.bisect_right(self._starts, at) - 1
            else:
                found = block
            while waiting < min(found, end):
                yield waiting
                waiting = next(unsure, end)
            if found >= end:
                return
            yield found
            if waiting == found:
                waiting = next(unsure, end)
            block = found + 1
        while waiting < end:
            yield waiting
            waiting = next(unsure, end)

    def beginning(self, letters: str) -> int | None:
        """Return the first block that may be just some letters, else begin with or hold them."""
        for wanted in (f"\n{letters}\n", f"\n{letters}"):
            at = self._joined.find(wanted)
            if at >= 0:
                return bisect.bisect_right(self._starts, at + 1) - 1
        return next(self.holding(letters, 0, self.count), None)

    def _end(self, block: int) -> int:
        return self._starts[block] if block < len(self._starts) else len(self._joined)


def letters_of(guide: Guide) -> Steps[Letters]:
    """Return the letters of all blocks, which are gathered once."""
    known = guide.search_indexes.get(_NAME)
    if isinstance(known, Letters):
        return known
    found: list[str | None] = []
    for block in guide.blocks:
        if not len(found) % BLOCKS_A_STEP:
            yield
        text = block.search_text
        found.append(None if text is None else letters_alone(text))
    guide.search_indexes[_NAME] = known = Letters(found)
    return known
