"""Limits and ratios with white space between their signs: "< or = 5", "1 : 1000"."""

from __future__ import annotations

import re

from allvoice.narration import signs
from allvoice.narration.around import Around
from allvoice.narration.phrases.phrase import FIGURE, SIGN, Phrase
from allvoice.narration.rules import spoken
from allvoice.narration.units import is_in_liquid, is_unit
from allvoice.narration.words import numbers_things

_OR_EQUAL = re.compile(
    r"([<>])\s?(?:or|/)\s?(?:=|equals?(?: to)?\b)(?:\s?(\d[^\s–—]{0,23})(?<![.,;:!?)]))?"
)
_PARTED_RATIO = re.compile(r"(\d[\d.,]{0,11})\s:\s?(\d[\d.,]{0,11}(?<=\d))")
_SO_MUCH_IN = re.compile(
    r"(\d[\d.,]{0,11})\s?([^\W\d_]{1,6})(\s?[/:]\s?)(\d[\d.,]{0,11})\s?([^\W\d_]{1,6})(?![\w/])"
)
_NEXT = re.compile(r"\s?([^\s\d.,;:!?()–—-]{1,16})")


def _so_much_in(match: re.Match[str], around: Around) -> str | None:
    first, unit, sign, last, other = match.groups()
    if ":" in sign:
        word = "to" if unit == other and is_unit(unit) and sign in (":", " : ") else ""
    else:
        word = "per" if is_in_liquid(signs.normal(unit), signs.normal(other)) else ""
    if not word:
        return None
    low, _ = spoken(f"{first}{unit}", context=around.context)
    high, _ = spoken(f"{last}{other}", context=around.context)
    return f"{low} {word} {high}"


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
    Phrase("ratio", _SO_MUCH_IN, _so_much_in, FIGURE),
    Phrase("ratio", _PARTED_RATIO, _parted_ratio, FIGURE),
)
"""The phrases in the order in which they are asked."""
