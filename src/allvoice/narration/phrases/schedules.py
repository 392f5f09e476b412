"""Days with white space between them, how often something is repeated: "Mon, Wed, Fri", "÷ q8h"."""

from __future__ import annotations

import re

from allvoice.narration import repeats, treatment_days, weekdays, words
from allvoice.narration.around import Around
from allvoice.narration.calendar_names import DAY_LETTERS, DAY_NAMES, MONTH_NAMES
from allvoice.narration.phrases.phrase import SIGN, Phrase

_NAME = r"[A-Za-z]{1,9}\.?"
_MARK = r"(?:\s?[-–—/&+]\s?|,\s(?:(?:and|or|&)\s)?|\s(?:and|or|to|thru|through|until|til)\s)"
_LIST = re.compile(rf"{_NAME}(?:{_MARK}{_NAME}){{1,6}}(?![\w/&-]|\s?[-–/&]\s?\w)")
_BETWEEN = re.compile(rf"\.?({_MARK})")
_HOW_OFTEN = (
    r"(?:[qQ]\.?\s?\d{1,2}(?:\s?[-–]\s?\d{1,2})?\s?-?(?:hours|hrs?|h|H|days?|d)\b|"
    r"[bBtTqQ]\.?[iI]\.?[dD]\b\.?|[qQ](?:HS|hs)\b)"
)
_DIVIDED = re.compile(rf"(?:÷|[Dd]iv(?:ided)?\.?)\s({_HOW_OFTEN})")
_INTO = re.compile(r"÷\s?(?:in(?:to)?\s)?(\d{1,2})\s(doses)\b")
_TIMES = re.compile(
    r"[xX×]\s(\d{1,2})(?![\w/^]|[.,]\d|\s?[-–]\s?\d|\s(?:mg|mL|ml|mcg|g|tabs?|caps?|units?|cm|mm|m)\b|\s?[xX×])"
)
_CYCLE = re.compile(r"(?:[Cc]|[Cc]ycle\s#?)(\d{1,2}),?\s([Dd](?:ays?\s?)?[-+–]?\d[\d,–-]*(?<=\d))")
_LIMIT_BEFORE = re.compile(r"[<>≤≥]\s?\d[\d.,]*\s\Z")
_ROMAN_BEFORE = frozenset({"factor", "stage", "phase", "type", "grade", "chromosome"})


def _days(match: re.Match[str], around: Around) -> str | None:
    pieces = _BETWEEN.split(match[0].rstrip("."))
    items = [item.rstrip(".") for item in pieces[::2]]
    marks = [mark.strip(" ,\n\t\u00a0") or "," for mark in pieces[1::2]]
    marks = [mark.lower() for mark in marks]
    full = all(len(item) > 5 or item.lower() == "may" for item in items)
    if full and {*marks} <= {",", "and", "or", "to", "through", "until"}:
        return None
    if len({*marks}) > 1 and not {*marks} <= {",", "and", "or", "&"}:
        lasts = {*marks[:-1]}
        if not (len(lasts) == 1 and marks[-1] in ("and", "or", "&")):
            return None
    return weekdays.listed(items, marks, around)


def _cycle(match: re.Match[str], around: Around) -> str | None:
    day = treatment_days.day(match[2], around)
    return (
        f"{'Cycle' if match[0][0] == 'C' and match[0][1] == 'y' else 'cycle'} {match[1]}, {day}"
        if day
        else None
    )


def _divided(match: re.Match[str], around: Around) -> str | None:
    written = re.sub(r"\s", "", match[1])
    how_often = words.WHOLE.get(match[1]) or words.WHOLE.get(written.rstrip(".").upper())
    how_often = how_often or words.WHOLE.get(written) or words.interval(written, around)
    return f"divided, {how_often}" if how_often else None


def _into(match: re.Match[str], _: Around) -> str | None:
    return f"divided into {match[1]} {match[2]}"


def _times(match: re.Match[str], around: Around) -> str | None:
    limited = bool(_LIMIT_BEFORE.search(around.earlier))
    if around.before.lower() in _ROMAN_BEFORE:
        return None
    if around.before[-1:].isdecimal() and not limited:
        return None
    rest = match.string[match.end() : match.end() + 12].lstrip()
    if repeats.LASTING.match(f"{match[1]} {rest}"):
        return None
    # "ANC > 1,500 x 2": so often, and not twice as much.
    said = "1 time" if match[1] == "1" else f"{match[1]} times"
    return f"for {said}" if limited else said


PHRASES = (
    Phrase(
        "days of the week",
        _LIST,
        _days,
        frozenset({*DAY_NAMES, *MONTH_NAMES, *map(str.lower, DAY_LETTERS)}),
    ),
    Phrase("days of treatment", _CYCLE, _cycle, frozenset({"c", "cycle"})),
    Phrase("divided doses", _DIVIDED, _divided, frozenset({"div", "divided"})),
    Phrase("divided doses", _DIVIDED, _divided, SIGN),
    Phrase("divided doses", _INTO, _into, SIGN),
    Phrase("times", _TIMES, _times, frozenset({"x"})),
    Phrase("times", _TIMES, _times, SIGN),
)
"""The phrases in the order in which they are asked."""
