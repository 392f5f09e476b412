"""How often and for how long: "x14 days", "x4 doses", "q4-6 hours", "÷ q8h"."""

from __future__ import annotations

import re

from allvoice.narration.around import Around
from allvoice.narration.calendar_names import DAY_NAMES, DAYS
from allvoice.narration.table import Rule
from allvoice.narration.words import WHOLE, interval, is_schedule

_TIMES_WORDS = (
    r"(?:d|days?|nights?|h|hrs?|hours?|wks?|weeks?|mos?|months?|mins?|minutes?|secs?|seconds?|"
    r"yrs?|years?)"
)
_COUNTED_WORDS = r"(?:doses?|cycles?|courses?|treatments?|infusions?|injections?|refills?)"
_AMOUNT = r"\d{1,3}(?:\.\d)?(?:\s?[-–]\s?\d{1,3})?"
LASTING = re.compile(
    rf"{_AMOUNT}[\s-]?(?:more )?(?:{_TIMES_WORDS}|{_COUNTED_WORDS})\b", re.IGNORECASE
)
_FOR_AHEAD = re.compile(rf"\s?(?:more )?(?:{_TIMES_WORDS}|{_COUNTED_WORDS})\b", re.IGNORECASE)
_TIME_AHEAD = re.compile(rf"{_AMOUNT}\s?{_TIMES_WORDS}\b", re.IGNORECASE)
_REPEATED = re.compile(r"(?:\bx|×)\s?\d{1,3}\s*\Z", re.IGNORECASE)
_GIVEN = frozenset(
    {"daily", "weekly", "po", "iv", "im", "hs", "prn", "dose", "doses", "mg", "ml", "mcg", "g",
     "hours", "tabs", "tab"}
)  # fmt: skip
_TIMES = re.compile(r"[xX×](\d{1,3})(?:[-–](\d{1,3}))?")
_TIMES_LONG = re.compile(
    r"[xX×](\d{1,3})(?:[-–](\d{1,3}))?-?(?:(d|days?)|(h|hrs?|hours?)|(wks?|weeks?)|(mos?|months?)|"
    r"(mins?|minutes?)|(yrs?|years?)|(doses?)|(cycles?))\.?",
    re.IGNORECASE,
)
_VALUE = re.compile(r"(?:[<>≤≥]|\d{1,3}\.\d[-–])?\d{1,3}\.\d|[<>≤≥]\d{1,3}")
_LENGTHS = ("day", "hour", "week", "month", "minute", "year", "dose", "cycle")
_SHORT = {
    "d": "day", "h": "hour", "hr": "hour", "hrs": "hour", "wk": "week", "wks": "week",
    "mo": "month", "mos": "month", "min": "minute", "mins": "minute", "sec": "second",
    "secs": "second", "yr": "year", "yrs": "year",
}  # fmt: skip
_ONE = re.compile(r"(?:.*[^\d.,/])?1")
_DIVIDED_GLUED = re.compile(r"÷([A-Za-z].*)")
_EVERY_GLUED = re.compile(r"[qQ]\.?(\d{1,3})(?:[-–](\d{1,3}))?")
_EVERY_DEGREES = re.compile(r"[qQ](\d{1,2})(?:[-–](\d{1,2}))?°")
_EVERY_WORD = re.compile(
    r"[qQ]\.?(?:(d|day)|(h|hr|hour)|(w|wk|week)|(mo|month)|(night)|(shift)|(morning)|(evening)|"
    r"(noon)|(am)|(pm)|(meal))",
    re.IGNORECASE,
)
_EVERY_NAMES = (
    "day", "hour", "week", "month", "night", "shift", "morning", "evening", "noon", "morning",
    "evening", "meal",
)  # fmt: skip
_WORD_AHEAD = re.compile(
    r"(?:other|day|night|hour|hr|week|wk|month|mo|shift|visit|morning|evening|cycle|dose|meal|"
    r"noon|am|pm|(?-i:[MTWFS]|T[hu]|S[au])(?=[-/,&]| ?&)|mon|tues?|wed|thu(?:rs?)?|fri|"
    r"sat|sun)(?:day)?(?!\w)",
    re.IGNORECASE,
)
_EVERY_DAY = re.compile(r"q-?([A-Z][a-z]{2,8})")
_HOURS_AHEAD = re.compile(rf"{_TIMES_WORDS}\b", re.IGNORECASE)


def lasting(core: str, around: Around) -> str | None:
    """Return how the "x" of "x 5 days" or the "x14" of "x14 days" is said, or None."""
    if core in ("x", "×", "X"):
        # A capital X may be a numeral: "factor X".
        numeral = core == "X" and not _is_repeated(around.before)
        if numeral or not LASTING.match(around.after):
            return None
        if around.before[-1:].isdecimal() and not _is_value(around):
            return None
        return "" if around.before.lower() == "for" else "for"
    match = _TIMES.fullmatch(core)
    if match is None or not _FOR_AHEAD.match(around.after):
        return None
    number = _span(match[1], match[2])
    return number if around.before.lower() == "for" else f"for {number}"


def _is_repeated(before: str) -> bool:
    """Return whether what stands before a capital X is given again and again."""
    return not before or is_schedule(before) or before.lower() in _GIVEN or before[-1].isdecimal()


def _is_value(around: Around) -> bool:
    """Return whether "x 3 days" stands behind a value: "2 x 3 days" may be six."""
    number = re.search(r"[\d.]+\Z", around.before)
    return number is not None and len(number[0]) > 1 and bool(_TIME_AHEAD.match(around.after))


def lasting_glued(core: str, around: Around) -> str | None:
    """Return how "x7d" or "x 2wk" is said, or None."""
    match = _TIMES_LONG.fullmatch(core)
    if match is None:
        return None
    names = zip(_LENGTHS, match.groups()[2:], strict=True)
    name = next(name for name, found in names if found)
    many = "" if match[1] == "1" and match[2] is None else "s"
    said = f"{_span(match[1], match[2])} {name}{many}"
    return said if around.before.lower() == "for" else f"for {said}"


def count(core: str, around: Around) -> str | None:
    """Return how "x2" is said, or None."""
    match = _TIMES.fullmatch(core)
    if match is None:
        return None
    if around.before[-1:].isdecimal():
        value = match[2] is None and _VALUE.fullmatch(around.before)
        if not value:
            return None
        # No two figures stand beside each other unparted.
        return f"for {match[1]} times" if around.after[:1].isdecimal() else f"times {match[1]}"
    if around.before.lower().rstrip(".:") in ("rf", "refill", "refills"):
        return _span(match[1], match[2])
    if match[2] and int(match[1]) >= int(match[2]):
        # "x86-64"
        return None
    once = match[1] == "1" and match[2] is None
    return "1 time" if once else f"{_span(match[1], match[2])} times"


def length(core: str, around: Around) -> str | None:
    """Return how the "d" of "10 d", the "mo" of "q 3 mo" is said, or None."""
    name = _SHORT.get(core)
    if core == "D" and _REPEATED.search(around.earlier):
        name = "day"
    if name is None:
        return None
    if around.before.lower() in ("q", "q.", "every", "each", "per", "a"):
        return name
    if not around.before[-1:].isdecimal() or "/" in around.before:
        return None
    return name if _ONE.fullmatch(around.before) else name + "s"


def every(core: str, around: Around) -> str | None:
    """Return how the "q" of "q wk" or the "q4–6" of "q4–6 hrs" is said, or None."""
    if core in ("q", "Q") and _WORD_AHEAD.match(around.after):
        return "every"
    if match := _EVERY_DEGREES.fullmatch(core):
        return f"every {_span(match[1], match[2])} hours"
    match = _EVERY_GLUED.fullmatch(core)
    if match is None or not _HOURS_AHEAD.match(around.after):
        return None
    return f"every {_span(match[1], match[2])}"


def every_word(core: str, _: Around) -> str | None:
    """Return how "qWk", "QAM" or "qMon" is said, or None."""
    if match := _EVERY_WORD.fullmatch(core):
        names = zip(_EVERY_NAMES, match.groups(), strict=True)
        name = next(name for name, found in names if found)
        # "q.d." is the usual one.
        return "once a day" if core.lower() in ("qd", "q.d") else f"every {name}"
    match = _EVERY_DAY.fullmatch(core)
    if match and match[1].lower() in DAY_NAMES:
        return f"every {DAYS[DAY_NAMES[match[1].lower()]]}"
    return None


def divided(core: str, around: Around) -> str | None:
    """Return how the "div" of "div doses" is said, or None."""
    if core in ("div", "div.") and re.match(r"(?:doses?|q|into|in|by)\b", around.after):
        return "divided"
    return None


def divided_glued(core: str, around: Around) -> str | None:
    """Return how "÷q8h" is said, or None."""
    match = _DIVIDED_GLUED.fullmatch(core)
    if match is None:
        return None
    how_often = WHOLE.get(match[1]) or interval(match[1], around)
    return f"divided, {how_often}" if how_often else None


def _span(first: str, last: str | None) -> str:
    return first if last is None else f"{first} {'to' if int(first) < int(last) else 'dash'} {last}"


RULES = (
    Rule("length of treatment", lasting),
    Rule("length of treatment", lasting_glued, figures=True, mixed=True),
    Rule("length of treatment", count, figures=True, mixed=True),
    Rule("length of treatment", length, figures=False),
    Rule("dosing interval", every),
    Rule("dosing interval", every_word, figures=False),
    Rule("divided doses", divided, figures=False),
    Rule("divided doses", divided_glued, mixed=True),
)
"""The rules in the order in which they are asked."""
