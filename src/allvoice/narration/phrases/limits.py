"""Limits and ratios with white space between their signs: "< or = 5", "1 : 1000"."""

from __future__ import annotations

import re

from allvoice.narration import signs
from allvoice.narration.around import Around
from allvoice.narration.phrases.phrase import FIGURE, SIGN, Phrase
from allvoice.narration.rules import spoken
from allvoice.narration.units import is_unit
from allvoice.narration.words import numbers_things

_OR_EQUAL = re.compile(
    r"([<>])\s?(?:or|/)\s?(?:=|equals?(?: to)?\b)(?:\s?(\d[^\s–—]{0,23})(?<![.,;:!?)]))?"
)
_PARTED_RATIO = re.compile(r"(\d[\d.,]{0,11})\s:\s?(\d[\d.,]{0,11}(?<=\d))")
_NEXT = re.compile(r"\s?([^\s\d.,;:!?()–—-]{1,16})")


def _or_equal(match: re.Match[str], around: Around) -> str | None:
    limit = signs.NAMES["≤" if match[1] == "<" else "≥"]
    if match[2] is None:
        return limit
    number, _ = spoken(match[2], context=around.context)
    return f"{limit} {number}"


def _parted_ratio(match: re.Match[str], around: Around) -> str | None:
    first, last = match.groups()
    following = _NEXT.match(match.string, match.end())
    if "1" not in (first, last) or numbers_things(around.before):
        return None
    if around.before.lower() in _NUMBERED or (following is not None and is_unit(following[1])):
        # "Day 1 : 1000 mg"
        return None
    return f"{signs.numeral(first)} to {signs.numeral(last)}"


_NUMBERED = frozenset({"day", "week", "cycle", "dose", "step", "point", "item", "month", "course"})

PHRASES = (
    Phrase("limit", _OR_EQUAL, _or_equal, SIGN),
    Phrase("ratio", _PARTED_RATIO, _parted_ratio, FIGURE),
)
"""The phrases in the order in which they are asked."""
