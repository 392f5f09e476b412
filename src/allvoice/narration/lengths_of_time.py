"""Lengths of time as charts write them: "x 2/52" is two weeks, "4y3m" an age, "4-hrly" how often.

Weeks stand over 52, days over 7, months over 12, hours over 24, minutes over 60. Most of them may
be a date or a part too: they are lengths behind "x", "for", "over" and how often a dose is given.
Elsewhere their figures are said.
"""

from __future__ import annotations

import re

from allvoice.narration.around import Around
from allvoice.narration.table import Rule

_PARTS = {"52": "week", "7": "day", "12": "month", "24": "hour", "60": "minute"}
_NO_MONTHS = frozenset({"52", "60"})
WRITTEN = r"([1-9]\d?)(?:[-–]([1-9]\d?))?/(52|7|12|24|60)"
_WRITTEN = re.compile(WRITTEN)
_GLUED = re.compile(rf"[xX×]{WRITTEN}")
_LIKE_FOR = frozenset({"in", "at", "@", "after", "review", "stop", "rest", "over", "every"})
_OFTEN = frozenset({"bd", "tds", "qds", "om", "nocte", "mane", "bid", "tid", "qid"})
_SURELY_FOR = _OFTEN | {"over", "r/v"}
_AGO = re.compile(r"(?:ago|post|after|since)\b")
_LIMITED = re.compile(rf"([<>≤≥]){WRITTEN}")
_NOT_LONG = re.compile(
    r"(?:(?:of|days?|weeks?|months?|doses?|match\w*|alleles?|cells?|mg|mL|am|pm|[ap]\.m)\b|\d)"
)
_DATED = re.compile(
    r"\b(?:appointments?|appts?|scheduled|schedule|booked|visits?|clinic|due|set|planned|plan|"
    r"date|dated|labs?|chemo)\b[^.;]*\Z",
    re.IGNORECASE,
)
_AGE = re.compile(r"(\d{1,3})y(?:rs?)?-?(\d{1,2})m(?:os?|ths?)?(?:-?(\d{1,2})d)?")
_YEARS_BEFORE = re.compile(r"\d{1,3}(?:y|yrs?)")
_MONTHS = re.compile(r"(\d{1,2})m")
_SECONDS = re.compile(r"([<>≤≥]?)(\d(?:[-–]\d)?)s")
_REFILL_GLUED = re.compile(r"CRT([<>≤≥=]?)(\d)s")
_REFILL = re.compile(
    r"\b(?:CRT|CRTs|cap(?:illary)?\.? refill)(?: time)?\s*[:=]?\s*\Z", re.IGNORECASE
)
_HOURLY = re.compile(r"(\d{1,2})(?:[-–](\d{1,2}))?[-–]?hrly", re.IGNORECASE)
_LIMITS = {
    "<": "less than ", ">": "greater than ", "≤": "at most ", "≥": "at least ", "=": "equals ",
}  # fmt: skip


def length(match: re.Match[str], earlier: str, after: str) -> str | None:
    """Return how the "2/52" of "x 2/52" is said, or None where it may be a date or a part.

    Args:
        match: its numbers, and what they are parts of, as the last three groups.
        earlier: what stands before "x" or "for".
        after: what stands behind it.
    """
    first, last, over = match.groups()[-3:]
    if _NOT_LONG.match(after.lstrip()) or (over not in _NO_MONTHS and _DATED.search(earlier)):
        return None
    if last is not None and int(first) >= int(last):
        return None
    return _spanned(first, last, _PARTS[over])


def _spanned(first: str, last: str | None, name: str) -> str:
    if last is not None:
        return f"{first} to {last} {name}s"
    return f"{first} {name}{'' if first == '1' else 's'}"


def glued(core: str, around: Around) -> str | None:
    """Return how "x2/52" is said, or None."""
    match = _GLUED.fullmatch(core)
    long = length(match, "", around.after) if match is not None else None
    return f"for {long}" if long else None


def behind(core: str, around: Around) -> str | None:
    """Return how the "5/7" of "tds 5/7", "in 2-3/52" or "1/12 ago" is said, or None."""
    match = _LIMITED.fullmatch(core)
    if match is not None:
        sure = match[4] == "52" or bool(_AGO.match(around.after))
        long = length(match, "", around.after) if sure else None
        return f"{_LIMITS[match[1]]}{long}" if long else None
    match = _WRITTEN.fullmatch(core)
    if match is None:
        return None
    before = around.before.lower().strip("(,;")
    if before.replace(".", "") in _OFTEN:
        before = before.replace(".", "")
    sure = before in _SURELY_FOR
    no_date = match[3] == "52" or match[2] is not None
    sure = sure or (no_date and before in _LIKE_FOR) or around.after.startswith("ago")
    long = length(match, "", around.after) if sure else None
    # No figure stands beside a dose unparted.
    return f"for {long}" if long and before in _OFTEN else long


def figures(core: str, around: Around) -> str | None:
    """Return the figures of the "2/7" of "in 2/7", which may be two days or a date; or None."""
    match = _WRITTEN.fullmatch(core)
    if match is None or match[2] or around.before.lower() not in _LIKE_FOR:
        return None
    if match[3] == "24" or _NOT_LONG.match(around.after):
        return None
    return f"{match[1]} slash {match[3]}"


def age(core: str, around: Around) -> str | None:
    """Return how "4y3m", or the "3m" of "4y 3m", is said; or None."""
    if match := _AGE.fullmatch(core):
        said = f"{_spanned(match[1], None, 'year')} {_spanned(match[2], None, 'month')}"
        return f"{said} {_spanned(match[3], None, 'day')}" if match[3] else said
    if (match := _MONTHS.fullmatch(core)) and _YEARS_BEFORE.fullmatch(around.before):
        return _spanned(match[1], None, "month")
    return None


def seconds(core: str, around: Around) -> str | None:
    """Return how the "4s" of "CRT 4s" is said, or None."""
    if match := _REFILL_GLUED.fullmatch(core):
        number = match[2]
        sign = _LIMITS.get(match[1], "")
        return f"C R T {sign}{_spanned(number, None, 'second')}"
    match = _SECONDS.fullmatch(core)
    if match is None or not _REFILL.search(around.earlier or f"{around.before} "):
        return None
    number = re.sub("[-–]", " to ", match[2])
    return f"{_LIMITS.get(match[1], '')}{number} second{'' if number == '1' else 's'}"


def hourly(core: str, around: Around) -> str | None:
    """Return how "4-hrly" or the "hrly" of "4 hrly" is said, or None."""
    if core.lower() == "hrly" and around.before[-1:].isdecimal():
        return "hourly"
    match = _HOURLY.fullmatch(core)
    if match is None:
        return None
    if match[2] is None:
        return f"{match[1]} hourly"
    return f"{match[1]} to {match[2]} hourly" if int(match[1]) < int(match[2]) else None


RULES = (
    Rule("length of time", glued, figures=True),
    Rule("length of time", behind, figures=True, mixed=True),
    Rule("unsure length of time", figures, figures=True),
    Rule("age", age, figures=True),
    Rule("length of time", seconds, figures=True),
    Rule("dosing interval", hourly),
)
"""The rules in the order in which they are asked."""
