"""What is left of a sentence, and where each of its characters stands in all of it."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from allvoice.narration.model import Noise


class Rest:
    """The text of a sentence without what is left out, a space in its stead."""

    def __init__(self, text: str, start: int, end: int, noise: Sequence[Noise]) -> None:
        """Take out some pieces.

        Args:
            text: display text.
            start: where the sentence begins.
            end: where it ends.
            noise: what is left out of it, in order, none within another.
        """
        pieces: list[str] = []
        self._begins: list[int] = []
        """Where each piece begins in what is left."""
        self._places: list[int] = []
        """Where it begins in all of the text."""
        at, length = start, 0
        for begin, stop in [*((each.start, each.end) for each in noise), (end, end)]:
            piece = text[at:begin]
            self._begins.append(length)
            self._places.append(at)
            pieces.append(piece)
            length += len(piece) + 1
            at = stop
        self.text = " ".join(pieces)

    def place_of(self, offset: int) -> int:
        """Return where a character of what is left stands in all of the text."""
        piece = bisect.bisect_right(self._begins, offset) - 1
        return self._places[piece] + offset - self._begins[piece]

    def span_of(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where a range of the text stands in what is left; None where it is not whole."""
        piece = bisect.bisect_right(self._places, start) - 1
        if piece < 0:
            return None
        begin = self._begins[piece] + start - self._places[piece]
        stop = begin + end - start
        ends = self._begins[piece + 1] - 1 if piece + 1 < len(self._begins) else len(self.text)
        return (begin, stop) if stop <= ends else None
