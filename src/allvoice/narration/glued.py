"""Numbers with something glued to them that changes them: "D5½NS", "5xULN", "25.000 E", "1+/2+"."""

from __future__ import annotations

import re

from allvoice.narration.around import Around
from allvoice.narration.signs import NAMES, numeral
from allvoice.narration.table import Rule
from allvoice.narration.units import is_unit, units

_PART = re.compile(r"(?:D(5|10)W? ?)?(?:(\d{1,2}) )?([13])/([248])-?([A-Z]{1,4})")
_PARTS = {
    ("1", "2"): "one half", ("1", "4"): "one quarter", ("3", "4"): "three quarters",
    ("1", "8"): "one eighth",
}  # fmt: skip
_STRENGTH = re.compile(r"([13])/([248])-([a-z]{3,})")
_TIMES_LIMIT = re.compile(r"([<>≤≥~≈]?)(\d+(?:[.,]\d+)?)(?:[-–](\d+(?:[.,]\d+)?))?[xX×](ULN|LLN)")
_PARTED = re.compile(r"([<>≤≥~≈]?)([1-9]\d{0,2}(?:\.\d{3})+)([A-Za-z]{1,5})?(/.+)?")
_PARTED_SPAN = re.compile(r"([1-9]\d{0,2}\.\d{3})[-–]([1-9]\d{0,2}\.\d{3})([A-Za-z]{1,5}(?:/.+)?)?")
_BLOOD = re.compile(r"/(?:[μu]l|mm3|mcl|cmm)", re.IGNORECASE)
_COUNTED = re.compile(r"(?:Mio\.? |million )?(E|IE|IU|I\.E\.|U|units?|Einheiten)(?![\w-])")
_SIGNED = re.compile(r"\d\+(?:/\d\+)+")


def part_of_a_solution(core: str, _: Around) -> str | None:
    """Return how "D5½NS" is said, or None."""
    if match := _STRENGTH.fullmatch(core):
        part = _PARTS.get((match[1], match[2]))
        return f"{part} {match[3]}" if part and not is_unit(match[3]) else None
    match = _PART.fullmatch(core)
    if match is None or is_unit(match[5]):
        return None
    part = _PARTS.get((match[3], match[4]))
    if part is None:
        return None
    whole = f"{match[2]} and " if match[2] else ""
    sugar = f"D {match[1]}{' W' if 'W' in core.split('/')[0] else ''}, " if match[1] else ""
    return f"{sugar}{whole}{part} {' '.join(match[5])}"


def times_a_limit(core: str, _: Around) -> str | None:
    """Return how "5xULN" is said, or None."""
    match = _TIMES_LIMIT.fullmatch(core)
    if match is None:
        return None
    sign, first, last, limit = match.groups()
    many = numeral(first)
    if last is not None:
        many += f" {'to' if _value(first) < _value(last) else 'dash'} {numeral(last)}"
    return f"{NAMES[sign] + ' ' if sign else ''}{many} times {' '.join(limit)}"


def _value(number: str) -> float:
    return float(number.replace(",", "."))


def point_or_thousands(core: str, around: Around) -> str | None:
    """Return every figure of the "25.000" of "25.000 E", or None.

    It may be twenty-five, or twenty-five thousand as it is written in Europe.
    """
    if match := _PARTED_SPAN.fullmatch(core):
        return _parted_span(match, around)
    match = _PARTED.fullmatch(core)
    if match is None:
        return None
    sign, number, unit, per = match.groups()
    in_blood = unit is None and per is not None and _BLOOD.fullmatch(per) is not None
    if not in_blood and not _COUNTED.match(unit or around.after):
        return None
    said = f"{NAMES[sign] + ' ' if sign else ''}{_figures(number)}"
    if unit is None and per is None:
        return said
    measure = units(f"{unit or ''}{per or ''}")
    return f"{said} {measure}" if measure else None


def _figures(number: str) -> str:
    first, *rest = number.split(".")
    return first + "".join(f" point {' '.join(group)}" for group in rest)


def _parted_span(match: re.Match[str], around: Around) -> str | None:
    low, high, unit = match.groups()
    if not _COUNTED.match(unit or around.after):
        return None
    measure = units(unit) if unit else ""
    if measure is None:
        return None
    word = "to" if _value(low) < _value(high) else "dash"
    return f"{_figures(low)} {word} {_figures(high)} {measure}".strip()


def row_of_grades(core: str, _: Around) -> str | None:
    """Return how "1+/2+" is said, or None."""
    if not _SIGNED.fullmatch(core):
        return None
    return ", ".join(f"{each[:-1]} plus" for each in core.split("/"))


RULES = (
    Rule("part of a solution", part_of_a_solution, figures=True),
    Rule("times a limit", times_a_limit, figures=True),
    Rule("unsure point", point_or_thousands, figures=True),
    Rule("row of grades", row_of_grades, figures=True),
)
"""The rules in the order in which they are asked."""
