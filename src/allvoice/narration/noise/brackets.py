"""Text in round and square brackets that only explains.

Doses, limits and orders stand in brackets too. What may say how much, how, when or whether is
read, and so is everything in brackets of a sentence that says what not to do: there it says of
what.
"""

from __future__ import annotations

from collections.abc import Iterator

from allvoice.narration.noise.found import Span
from allvoice.narration.noise.vital import is_negated, may_matter

LONGEST_CHARS = 300
_PAIRS = {")": "(", "]": "["}
_ENDS_OF_SENTENCES = " \t\n.!?…\"'”’"


def find(text: str) -> Iterator[Span]:
    """Yield where brackets stand that only explain."""
    if ("(" not in text and "[" not in text) or is_negated(text):
        return
    for start, end in _outermost(text):
        if not _is_of_a_word(text, start, end) and not _is_all(text, start, end):
            inside = text[start + 1 : end - 1]
            if len(inside) <= LONGEST_CHARS and not may_matter(inside):
                yield start, end


def _outermost(text: str) -> Iterator[Span]:
    opened: list[tuple[str, int]] = []
    for at, sign in enumerate(text):
        if sign in "([":
            opened.append((sign, at))
        elif sign in _PAIRS:
            if not opened or opened[-1][0] != _PAIRS[sign]:
                # Not in pairs: whatever is meant, all of it is read.
                opened.clear()
                continue
            _, start = opened.pop()
            if not opened:
                yield start, at + 1


def _is_of_a_word(text: str, start: int, end: int) -> bool:
    """Return whether brackets are part of a word, as in "tablet(s)"."""
    return text[max(0, start - 1) : start].isalnum() or text[end : end + 1].isalnum()


def _is_all(text: str, start: int, end: int) -> bool:
    """Return whether a sentence is nothing but what stands in brackets."""
    return not text[:start].strip() and not text[end:].strip(_ENDS_OF_SENTENCES)
