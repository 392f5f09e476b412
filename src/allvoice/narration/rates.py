"""What a slash behind a thing that is counted means: "3 drinks/week", "100 U heparin/mL"."""

from __future__ import annotations

import re

from allvoice.narration.unit_names import LIQUID, TIMES
from allvoice.narration.units import first_unit, is_in_liquid, per

_NUMBER = re.compile(r"\d")
_SO_OFTEN = frozenset({"once", "twice", "times"})
_NOT_COUNTED = frozenset({*TIMES, "max", "maximum", "minimum", "daily", "once", "date", "am", "pm"})
"""Beside "day" they are no rate, as in "day/night" and "month/day"."""
_MONEY = re.compile(r"[$€£]\d[\d.,]*[kKM]?|\d[\d.,]*p|\d[\d.,]*[$€£]")
_COUNT = re.compile(r"\d+[xX×]")
_PER_COUNT = frozenset({"Wo", "Woche", "Tag", "w", "wk", "d", "yr"})
_THING = re.compile(r"[A-Za-z]{2,}")
_FIGURES = "0123456789.,"


def denominator(first: str, other: str, earlier: str, after: str) -> str | None:
    """Return how what stands behind "/" is said where it is a rate, or None.

    Args:
        first: what stands before the "/".
        other: what stands behind it.
        earlier: what stands before the first in its sentence.
        after: what stands behind the other, where it ends the token.
    """
    if re.fullmatch(r"[\d.,]*\d", other):
        # "160 mg/5 mL"; "5 mg/10 mg" are two doses.
        liquid = is_in_liquid(first.lstrip(_FIGURES), first_unit(after))
        often = re.match(r"[^\W_]+", after)
        counted = often is not None and often[0] in TIMES and _is_counted(first, earlier)
        return other if liquid or counted else None
    if _MONEY.fullmatch(first) or (_COUNT.fullmatch(first) and other in _PER_COUNT):
        # "£9.90/item", "45p/mile", "3x/Wo"
        return per(other) or (other if _THING.fullmatch(other) else None)
    if other[:1].isdecimal() and is_in_liquid(first.lstrip(_FIGURES), other.lstrip(_FIGURES)):
        return per(other, first.lstrip(_FIGURES))
    if other.lstrip(_FIGURES) in TIMES:
        return per(other) if _is_counted(first, earlier) else None
    if other in LIQUID and first.isalpha() and len(first) > 2:
        # "100 U heparin/mL"
        return per(other) if _NUMBER.search(earlier) else None
    return None


def _is_counted(first: str, earlier: str) -> bool:
    """Return whether a word is of a thing, of which there may be so many a day."""
    word = first.lower()
    if word in _SO_OFTEN:
        return True
    if not first.isalpha() or (word in _NOT_COUNTED and not _NUMBER.search(earlier[-4:])):
        return False
    return (word.endswith("s") and len(word) > 3) or bool(_NUMBER.search(earlier))
