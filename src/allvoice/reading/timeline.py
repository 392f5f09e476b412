"""A guide as a line of time: about when each sentence is heard, from its start on. Pure.

Times are those of `guide.length`, by the length of the source: nothing is laid out or narrated to
know them but the paragraph that is asked about.
"""

from __future__ import annotations

import bisect

from allvoice.guide.length import CHARS_A_WORD
from allvoice.guide.model import Guide, Position

_SAME_CHARS = 1e-6
"""Less is a matter of rounding: no sentence is as short."""


class Timeline:
    """When the sentences of a guide are heard; one costs nothing to make and little to ask."""

    def __init__(self, guide: Guide) -> None:
        """Stand for a guide as it is; one that is edited has another."""
        self._guide = guide

    def time_s(self, position: Position, rate_wpm: int) -> float:
        """Return about when a sentence begins, from the start of the guide.

        Args:
            position: a sentence that exists.
            rate_wpm: the rate.
        """
        return self._chars_at(position) / _chars_a_second(rate_wpm)

    def sentence_s(self, position: Position, rate_wpm: int) -> float:
        """Return about how long a sentence takes."""
        after = self._guide.after(position)
        end = (
            self._chars_before(len(self._guide.blocks)) if after is None else self._chars_at(after)
        )
        return (end - self._chars_at(position)) / _chars_a_second(rate_wpm)

    def duration_s(self, rate_wpm: int) -> float:
        """Return about how long the whole guide takes."""
        return self._chars_before(len(self._guide.blocks)) / _chars_a_second(rate_wpm)

    def at(self, time_s: float, rate_wpm: int) -> Position:
        """Return the sentence that is heard at a time, the first or last one beyond the ends."""
        chars = time_s * _chars_a_second(rate_wpm) + _SAME_CHARS
        blocks = range(len(self._guide.blocks))
        block = max(0, bisect.bisect_right(blocks, chars, key=self._chars_before) - 1)
        sentences = range(len(self._guide.blocks[block].sentences))
        within = bisect.bisect_right(
            sentences, chars, key=lambda each: self._chars_at(Position(block, each))
        )
        return Position(block, max(0, within - 1))

    def _chars_before(self, block: int) -> int:
        """Return the length of the source before a block."""
        return self._guide.source_chars(0, block - 1)

    def _chars_at(self, position: Position) -> float:
        """Return the length of the source before a sentence: of its block, in proportion."""
        before = self._chars_before(position.block)
        if position.sentence == 0:
            return float(before)
        block = self._guide.blocks[position.block]
        part = block.sentences[position.sentence].start / len(block.text)
        return before + part * (self._chars_before(position.block + 1) - before)


def _chars_a_second(rate_wpm: int) -> float:
    return CHARS_A_WORD * rate_wpm / 60
