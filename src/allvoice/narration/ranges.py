"""How ranges of two numbers are said: "to" where they rise, "dash" where that is not sure."""

from __future__ import annotations

import re

from allvoice.narration.around import Around
from allvoice.narration.quantities import FRACTION, NUMBER, SLASHED, amount
from allvoice.narration.signs import normal
from allvoice.narration.telephones import telephone
from allvoice.narration.unit_names import TIMES_OF_DAY
from allvoice.narration.units import is_unit, per, same_unit, sizes, units
from allvoice.narration.words import CALENDAR, CODE, is_schedule

_SO_OFTEN = r"(?:/\d{1,3}[^\W\d_]{1,5})?"
_RANGE = re.compile(
    rf"([<>≤≥=≈~#]?-?[$€£]?)({FRACTION}|{NUMBER})([^\d\s–—-]{{0,16}}{_SO_OFTEN})[-–—]"
    rf"(-?[$€£]?)({FRACTION}|{NUMBER})(.*)",
    re.DOTALL,
)
_YEARS = re.compile(r"(?:19|20)\d\d[-–]\d\d")
_WORD_AFTER = re.compile(r"-([^\W\d_].*)", re.DOTALL)
_LAST_NUMBER = re.compile(
    rf"(?<![\w.,/])(-?)({FRACTION}|{NUMBER})(?:(?<=\d)(?=\W|[^\W\d_])\s?([^\s\d.,;:()–—-]{{1,16}}{_SO_OFTEN}))?\s*$"
)
_NEXT_NUMBER = re.compile(rf"[<>≤≥+]?(-?)[$€£]?({NUMBER})(?!\d|/\d|\^|[.,]\d)")
_NEXT_WORD = re.compile(rf"\s?([^\s\d.,;:()–—-]{{1,16}}(?:{_SO_OFTEN}|\.m\.))")
_UNKNOWN_UNIT = re.compile(r"([^\W\d_]{1,16})(?:/([\w.]+))?")
_PART_OF_NUMBER = frozenset({"s", "st", "nd", "rd", "th"})
_PARTS = frozenset({"2", "3", "4", "5", "8", "16"})
_DECIMAL_COMMA = re.compile(r"(\d+),(\d\d?)")


def dash_between(dash: str, around: Around) -> str:
    """Return what a dash with space around it means between two things: a word or a pause."""
    if dash == "−":
        return "minus" if around.after[:1].isdecimal() else ","
    coming = _NEXT_NUMBER.match(around.after)
    last = _LAST_NUMBER.search(normal(around.earlier)) if coming is not None else None
    if coming is None or last is None:
        return ","
    behind = Around(after=around.after[coming.end() :].lstrip())
    if not last[3] and telephone(f"{last[2]}-{coming[2]}", behind):
        return ","
    following = _NEXT_WORD.match(around.after, coming.end())
    word = following[1] if following is not None else ""
    low, high = value(last[2], bool(last[1])), value(coming[2], bool(coming[1]))
    if not last[3]:
        return "to" if low < high else ","
    if last[3] in TIMES_OF_DAY:
        return "to" if word in TIMES_OF_DAY else ","
    measures = sizes(last[3], word)
    return "to" if measures and low * measures[0] < high * measures[1] else ","


def span(core: str, around: Around) -> str | None:
    """Return how a range of two numbers is said, or None."""
    match = _RANGE.fullmatch(core)
    if match is None:
        return None
    sign, first, first_unit, last_sign, last, rest = match.groups()
    beside = around.beside(after=around.after)
    # "1 1/2-2": the number before belongs to the first.
    before = around.before if "/" in first and not sign else ""
    first_said = amount(sign + first + first_unit, around.beside(before))
    ending = ""
    if word := _WORD_AFTER.fullmatch(rest):
        # "12-18-month": what is measured follows as a word.
        rest, ending = "", " " + (units(word[1], single=True) or word[1])
        if not ending[1:].replace("-", "").replace(" ", "").isalpha():
            return None
    last_said = amount(last_sign + last + rest, beside)
    if first_said is None or last_said is None:
        return None
    if not sign and not first_unit and not last_sign and _is_mixed(first, last):
        whole = amount(f"{first} {last}{rest}", beside)
        return whole + ending if whole else None
    rising = is_rising(first, first_unit, last, rest, ("-" in sign, "-" in last_sign))
    if _YEARS.fullmatch(core):
        # "2004-06" may be a month.
        rising = int(last) > 12 or last == "00"
    return f"{first_said} {'to' if rising else 'dash'} {last_said}{ending}"


def unknown_unit(core: str, around: Around) -> str | None:
    """Return how a range is said of which nobody knows what it measures ("5-10foo"), or None."""
    match = _RANGE.fullmatch(core)
    if match is None:
        return None
    sign, first, first_unit, last_sign, last, rest = match.groups()
    unit = _UNKNOWN_UNIT.fullmatch(rest)
    if unit is None or (first_unit and first_unit != unit[1]):
        return None
    often = f" per {per(unit[2]) or unit[2]}" if unit[2] else ""
    first_said = amount(sign + first, around.beside())
    last_said = amount(last_sign + last, around.beside())
    if first_said is None or last_said is None:
        return None
    rising = value(first, "-" in sign) < value(last, "-" in last_sign)
    parted = "" if unit[1] in _PART_OF_NUMBER else " "
    first_said += f" {first_unit}" if first_unit else ""
    return f"{first_said} {'to' if rising else 'dash'} {last_said}{parted}{unit[1]}{often}"


def is_between(first: str, last: str, before: str, after: str) -> bool:
    """Return whether a dash between two parts surely means "to".

    Args:
        first: the part before the dash.
        last: the part behind it.
        before: what stands before the first.
        after: what stands behind the last.
    """
    if first.lower() in CALENDAR and last.lower() in CALENDAR:
        return True
    if is_schedule(first) and is_schedule(last):
        return True
    if last[0].isdecimal() and is_unit(first) and same_unit(first, after):
        return True
    if first.isdecimal() and last.isalpha() and last.lower() == before.lower():
        # "Day 1–Day 5".
        return True
    if not (first[0].isdecimal() and last[0].isdecimal()):
        # "T1–T4"
        return bool(CODE.fullmatch(first) and CODE.fullmatch(last)) and (
            first.rstrip("0123456789") == last.rstrip("0123456789") and first[-1].isdecimal()
        )
    # "1st-3rd"
    ordinal = r"\d+(?:st|nd|rd|th)"
    return bool(re.fullmatch(ordinal, first) and re.fullmatch(ordinal, last))


def is_rising(
    first: str,
    first_unit: str,
    last: str,
    last_unit: str,
    minus: tuple[bool, bool] = (False, False),
) -> bool:
    """Return whether the second of two amounts is surely the larger one.

    Args:
        first: the number of the first, in its normal form.
        first_unit: its unit, or nothing where it has that of the second.
        last: the number of the second.
        last_unit: its unit.
        minus: which of them are below zero.
    """
    low, high = value(first, minus[0]), value(last, minus[1])
    if first_unit and last_unit and not same_unit(first_unit, last_unit):
        measures = sizes(first_unit, last_unit)
        # Not comparable: two things of their own, as the two times of "9 a.m.-5 p.m.".
        return measures is None or low * measures[0] < high * measures[1]
    return low < high or first_unit in TIMES_OF_DAY


def is_larger(numbers: tuple[str, str], measures: tuple[float, float]) -> bool:
    """Return whether the second of two amounts in units of these sizes is the larger one."""
    return value(numbers[0]) * measures[0] < value(numbers[1]) * measures[1]


def value(number: str, minus: bool = False) -> float:
    """Return how large a number is, as it is written in its normal form."""
    if match := SLASHED.fullmatch(number):
        worth = int(match[1] or 0) + int(match[2]) / max(1, int(match[3]))
    elif match := _DECIMAL_COMMA.fullmatch(number):
        worth = float(f"{match[1]}.{match[2]}")
    else:
        plain = re.sub(r"[,']", "", number.replace(":", "."))
        whole, _, part = plain.partition(".")
        worth = float(f"{whole}.{part.replace('.', '') or 0}")
    return -worth if minus else worth


def _is_mixed(first: str, last: str) -> bool:
    """Return whether "1-1/2" is one and a half: a range would not fall from 1 to a half."""
    match = SLASHED.fullmatch(last)
    return bool(
        match
        and match[1] is None
        and first.isdecimal()
        and int(first) > 0
        and 0 < int(match[2]) < int(match[3])
        and match[3] in _PARTS
    )
