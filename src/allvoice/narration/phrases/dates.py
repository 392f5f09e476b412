"""Dates with white space in them whose year is written short: "5 Dec 26"."""

from __future__ import annotations

import re

from allvoice.narration import dates
from allvoice.narration.around import Around
from allvoice.narration.calendar_names import MONTH_NAMES, MONTHS
from allvoice.narration.phrases.phrase import FIGURE, Phrase

_SHORT_YEAR = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?\s([A-Z][A-Za-z]{2,8})\.?,?\s'?(\d\d)"
    r"(?=[.,;:)]|\s*\Z|\s+(?:[@A-Z(–-]|at\b|and\b|to\b|or\b))"
)

_DAY = r"\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d\d))?"
_SPACED = re.compile(rf"({_DAY})\s?[-–—]\s?({_DAY})(?![\w/])")


def _short_year(match: re.Match[str], _: Around) -> str | None:
    month = MONTH_NAMES.get(match[2].lower())
    if month is None or not 1 <= int(match[1]) <= 31:
        return None
    return f"{MONTHS[month]} {int(match[1])}, {dates.full_year(match[3])}"


def _spaced(match: re.Match[str], around: Around) -> str | None:
    following = match.string[match.end() : match.end() + 24].lstrip()
    beside = around.with_after(following)
    return dates.date(f"{match[1]}-{match[2]}", beside)


PHRASES = (
    Phrase("date", _SHORT_YEAR, _short_year, FIGURE),
    Phrase("date", _SPACED, _spaced, FIGURE),
)
"""The phrases in the order in which they are asked."""
