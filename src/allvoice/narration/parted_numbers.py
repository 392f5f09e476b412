"""Fractions behind a number that is no part of theirs: "ANC >750 ½ dose"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allvoice.narration.quantities import fraction
from allvoice.narration.signs import normal

RULE = "fraction by itself"
"""The rule that parts a fraction from a limit, a range or the number of a day before it."""
_FRACTION = re.compile(r"(?<=\d) ([¼-¾⅐-⅞]|\d/\d{1,2})(?![\w/⁄.,]*\w)")
_BEHIND_CHARS = 60
_NUMBER = re.compile(
    r"(?P<word>\S*)\s*(?<!\S)(?P<sign>[<>≤≥=~≈+-]*)(?P<first>[\d.,]+\s?(?:[-–—]|to)\s?)?"
    r"(?P<last>\d[\d,.]*)\Z"
)
_NUMBERED_WORDS = (
    "day days d week weeks wk month year cycle course phase step visit room no. dose age aged"
)
_NUMBERED = frozenset(_NUMBERED_WORDS.split())
_HOW_LONG = re.compile(r" ?(?:hours?|hrs?|h|days?|weeks?|months?|years?|minutes?)\b")
_MOST_WHOLE = 100
_MOST_IN_RANGE = 20
_LIMITS = frozenset("<>≤≥=~≈")


def fractions(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the ranges of fractions that stand by themselves, each with what is said."""
    for found in _FRACTION.finditer(text, start, end):
        before = _NUMBER.search(text[max(start, found.start() - _BEHIND_CHARS) : found.start()])
        if before is None or not _parts(before, text[found.end() : found.end() + 10]):
            continue
        over, _, under = normal(found[1]).strip().partition("/")
        yield found.start() + 1, found.end(), fraction(None, over, under)


def _parts(number: re.Match[str], after: str) -> bool:
    word = number["word"].strip("(").lower()
    value = number["last"].rstrip(".,").replace(",", "")
    if word in _NUMBERED or not value.isdecimal() or int(value) > _MOST_WHOLE:
        return True
    is_limit = bool(number["sign"]) or word[-1:] in _LIMITS
    if is_limit:
        return not _HOW_LONG.match(after)
    return bool(number["first"]) and int(value) > _MOST_IN_RANGE
