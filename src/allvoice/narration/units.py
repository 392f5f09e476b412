"""How units of measure are said."""

from __future__ import annotations

import re

from allvoice.narration.unit_names import (
    ALWAYS,
    AREAS,
    BEHIND_NUMBER,
    COUNTED,
    DISSOLVED,
    LIQUID,
    PER_WORDS,
    SAME_MEASURE,
    TIMES,
    TIMES_OF_DAY,
)

NAMES = frozenset({*ALWAYS, *BEHIND_NUMBER, *TIMES})
THOUSANDS = frozenset({"K", "k"})
"""In front of what blood is counted in, and behind a blood count."""
_BLOOD = frozenset({"μL", "uL", "μl", "ul", "mcL", "mcl", "mm3", "cmm", "cumm"})
_FIRST_UNIT = re.compile(r"[^\W\d_.]+(?:\.[mo]\.?)?|[%°][CF]?")
_SO_MANY = re.compile(r"(\d+(?:\.\d+)?)[ -]?([^\W_]*)")


def units(written: str, *, single: bool = False, after_number: bool = True) -> str | None:
    """Return how one or more units ("mg/kg/day") are said, or None when one is not known.

    Args:
        written: in its normal form.
        single: one of it, or a part of one.
        after_number: a number stands before it.
    """
    if written == "y/o":
        return "year old" if single else "years old"
    first, *others = written.replace("m^2", "m2").split("/")
    names = []
    if first:
        if first.endswith("^-1"):
            others.insert(0, first.removesuffix("^-1"))
        else:
            known = ALWAYS.get(first)
            if known is None and (after_number or others):
                known = BEHIND_NUMBER.get(first)
            if known is None and others and first in COUNTED:
                known = (first, first.removesuffix("s"))
            if known is None and others and first in THOUSANDS and others[0] in _BLOOD:
                known = ("thousand", "thousand")
            if known is None:
                return None
            names.append(known[1] if single else known[0])
    for other in others:
        said = per(other, first)
        if said is None:
            return None
        names.append("per " + said)
    return " ".join(names) or None


def per(other: str, first: str = "") -> str | None:
    """Return how what stands behind "/" is said, or None where it is no unit.

    Args:
        other: "day", "kg", "24h", "1.73m2".
        first: the unit before the "/": "mg/10 mg" are two doses, "mg/5mL" is so much in so much.
    """
    if other in TIMES:
        return TIMES[other]
    if other in PER_WORDS:
        return other
    if match := _SO_MANY.fullmatch(other):
        number, unit = match.groups()
        if unit in TIMES:
            name = TIMES[unit].removesuffix("s")
            return f"{number} {name}{'' if number == '1' else 's'}"
        if unit in AREAS or is_in_liquid(first, unit):
            return f"{number} {units(unit, single=number == '1')}"
        return None
    known = ALWAYS.get(other) or BEHIND_NUMBER.get(other)
    if known is None or other in TIMES_OF_DAY or other in ("x", "X", "×"):
        return None
    return known[1]


def begins_measure(first: str, text: str) -> bool:
    """Return whether a text goes on with what a number behind "/" is a number of: "4 g/24 h".

    Args:
        first: the unit before the "/".
        text: what stands behind the number.
    """
    coming = re.match(r"[^\W_]+", text.lstrip())
    if coming is None:
        return False
    return coming[0] in TIMES or coming[0] in AREAS or is_in_liquid(first, coming[0])


def is_in_liquid(unit: str, other: str) -> bool:
    """Return whether one unit is of a medicine and the other of the liquid it is in."""
    return unit in DISSOLVED and other in LIQUID


def is_unit(written: str) -> bool:
    """Return whether a token is a unit wherever a number stands before it."""
    return bool(written) and units(written) is not None


def first_unit(text: str) -> str:
    """Return the unit a text begins with, or nothing."""
    found = _FIRST_UNIT.match(text.lstrip())
    return found[0] if found and is_unit(found[0]) else ""


def same_unit(first: str, later_text: str) -> bool:
    """Return whether a text begins with the same unit, or with a time of day as the first is."""
    found = _FIRST_UNIT.match(later_text.lstrip())
    if found is None:
        return False
    return found[0] == first or (found[0] in TIMES_OF_DAY and first in TIMES_OF_DAY)


def sizes(first: str, last: str) -> tuple[float, float] | None:
    """Return how large two units are beside each other, or None where they cannot be compared."""
    first, last = first.split("/")[0], last.split("/")[0]
    if first == last:
        return 1.0, 1.0
    for measure in SAME_MEASURE:
        if first in measure and last in measure:
            return measure[first], measure[last]
    return None
