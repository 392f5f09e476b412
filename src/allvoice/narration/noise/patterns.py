"""What a listener has left out by patterns of their own: plain text in which * is anything.

No regular expressions: a tired person can write these, and none can make the reading wait.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from allvoice.narration.noise.found import Span
from allvoice.narration.noise.vital import has_plain_word, is_vital

LONGEST_CHARS = 100
MOST_STARS = 3
MOST_PATTERNS = 50
STAR_CHARS = 200
"""What one star stands for is no longer."""
_ANYTHING = re.compile(r"\*+")


def fault_of(pattern: str) -> str:
    """Return what is amiss with a pattern, to stand behind its name; empty for nothing."""
    if len(pattern) > LONGEST_CHARS:
        return f"is longer than {LONGEST_CHARS} characters"
    if len(_ANYTHING.findall(pattern)) > MOST_STARS:
        return f"has more than {MOST_STARS} stars"
    if not has_plain_word(pattern):
        return "needs a word of three letters that is no unit, limit or negation"
    return ""


def find(text: str, patterns: tuple[str, ...]) -> Iterator[Span]:
    """Yield where patterns fit, small and capital letters alike, whole words only.

    A star never stands for a dose, a limit or a negation.
    """
    folded = text.lower()
    if len(folded) != len(text):
        # A letter that has two in its other case: places would shift.
        folded = text
    for pattern in patterns:
        yield from _found(folded, pattern)


def _found(text: str, pattern: str) -> Iterator[Span]:
    begins_open, pieces, ends_open = _taken_apart(pattern)
    if not pieces:
        return
    at = text.find(pieces[0])
    while at >= 0:
        span = _fitting(text, at, begins_open, pieces, ends_open)
        if span is not None:
            yield span
        at = text.find(pieces[0], at + 1 if span is None else max(span[1], at + 1))


def _fitting(
    text: str, at: int, begins_open: bool, pieces: tuple[str, ...], ends_open: bool
) -> Span | None:
    """Return where a pattern fits whose first piece stands at a place; or None."""
    start, end = (0 if begins_open else at), at + len(pieces[0])
    starred = [text[start:at]] if at - start <= STAR_CHARS else None
    for piece in pieces[1:]:
        found = text.find(piece, end, end + STAR_CHARS + len(piece))
        if found < 0 or starred is None:
            return None
        starred.append(text[end:found])
        end = found + len(piece)
    if starred is None:
        return None
    if ends_open:
        if len(text) - end > STAR_CHARS:
            return None
        starred.append(text[end:])
        end = len(text)
    if _cuts_a_word(text, start) or _cuts_a_word(text, end) or any(map(is_vital, starred)):
        return None
    return start, end


@functools.lru_cache(maxsize=MOST_PATTERNS)
def _taken_apart(pattern: str) -> tuple[bool, tuple[str, ...], bool]:
    folded = " ".join(pattern.lower().split())
    pieces = tuple(piece for piece in folded.split("*") if piece)
    return folded.startswith("*"), pieces, folded.endswith("*")


def _cuts_a_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
