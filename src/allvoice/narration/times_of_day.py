"""How times of day are said: "0830", "8:30p", "8a-5p", "12MN"."""

from __future__ import annotations

import re

from allvoice.narration.around import Around
from allvoice.narration.calendar_names import DAY_NAMES

_MILITARY = re.compile(r"([01]\d|2[0-3])([0-5]\d)(?:-?(?:h|hr|hrs))?")
_MILITARY_RANGE = re.compile(r"([01]\d|2[0-3])([0-5]\d)[-–—]([01]\d|2[0-3])([0-5]\d)")
_HOURS_FOLLOW = re.compile(r"(?:hrs?|hours|h)\b")
_TIMED = frozenset(
    [
        "at",
        "by",
        "until",
        "till",
        "til",
        "from",
        "to",
        "@",
        "before",
        "after",
        "since",
        "around",
        "about",
        "approx",
        "between",
        "and",
        "or",
        "then",
        "past",
        "time",
    ]
)
_SURELY_TIMED = frozenset({"at", "@", "by", "until", "till", "til", "around", "time"})
_NO_TIME_BEFORE = re.compile(
    r"(?:call|dial|tel|phone|ph|fax|pager|text|room|rm|bed|ext|extension|code|pin|mrn|box|suite|no|"
    r"number|#|lot|id|bay|unit|line|year|in)\W{0,3}\Z",
    re.IGNORECASE,
)
_DATED_BEFORE = re.compile(
    r"\d[/-]\d{1,4}[.,]?\s+(?:@\s?)?\Z|\b(?:time|dose|doses|due):?\s+\Z", re.IGNORECASE
)
_TIME_BEFORE = re.compile(r"\b0\d[0-5]\d\s(?:&|and|or|to|until)\s\Z")
_NO_TIME_AFTER = re.compile(
    r"(?:\d|[-–]\d|mg|mL|ml|mcg|g|units?|cells|patients|kcal|calories|steps)(?!\w)|\d"
)
_DAY_TOLD = re.compile(r"\b(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)(?:[a-z]{0,5}day)?\b")
_NUMBERED_PLACES = frozenset(
    {"apt", "bed", "floor", "gate", "grade", "group", "level", "part", "phase", "room", "rm", "ste",
     "step", "suite", "tower", "type", "unit", "ward"}
)  # fmt: skip
_SHORT = re.compile(r"(1[0-2]|0?[1-9])(?::?([0-5]\d))?([aApP])")
_SHORT_RANGE = re.compile(
    r"(1[0-2]|0?[1-9])(?::?([0-5]\d))?([aApP])?[-–—](1[0-2]|0?[1-9])(?::?([0-5]\d))?([aApP])"
)
_NOON_RANGE = re.compile(r"(noon|midnight)[-–](1[0-2]|[1-9])(?::?([0-5]\d))?([aApP])(?:\.?m)?")
_NOON = re.compile(r"12(?::00)?-?(?:n|N|noon|NOON)")
_MIDNIGHT = re.compile(r"12(?::00)?-?(?:MN|mn|Mn|midnight)")
_LEADING_ZERO = re.compile(r"0(\d:[0-5]\d)(?:h|hrs?)?")
_WITH_H = re.compile(r"((?:1\d|2[0-3]):[0-5]\d)(?:h|hrs?)")
_HALF_TOLD = re.compile(r"\d ?[ap]\b|\b[ap]\.?m\b", re.IGNORECASE)
_FOREIGN_RANGE = re.compile(r"([01]?\d|2[0-3])h([0-5]\d)?[-–—]([01]?\d|2[0-4])h([0-5]\d)?")
_OFFICE = re.compile(r"(1[0-2]|[1-9])[-–](1[0-2]|[1-9])")
_OPEN_BEFORE = re.compile(
    r"(?:\bopen|\bhours:?|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[.,:]{0,2}|"
    r"\bm(?:on)?[-–](?:f|th|fri|sat|su|sun)[.,:]{0,2})\s+\Z",
    re.IGNORECASE,
)


def time_of_day(core: str, around: Around) -> str | None:
    """Return how a time of day is said that is one token, or None."""
    if _NOON.fullmatch(core):
        return "12 noon"
    if _MIDNIGHT.fullmatch(core):
        return "12 midnight"
    if match := _MILITARY.fullmatch(core):
        return _clock(match[1], match[2]) if _is_military(core, around) else None
    if match := _MILITARY_RANGE.fullmatch(core):
        sure = core[0] == "0" or _is_timed(around) or bool(_HOURS_FOLLOW.match(around.after))
        if not sure or _NO_TIME_BEFORE.search(around.earlier) or _NO_TIME_AFTER.match(around.after):
            return None
        return f"{_clock(match[1], match[2])} to {_clock(match[3], match[4])}"
    if match := _SHORT.fullmatch(core):
        # "8a" may be a room.
        sure = bool(match[2]) or _is_timed(around) or bool(_DATED_BEFORE.search(around.earlier))
        sure = sure or (
            around.before.lower().strip(".#") not in _NUMBERED_PLACES
            and bool(_DAY_TOLD.search(around.context.text))
        )
        return _half_day(*match.groups()) if sure else None
    if match := _SHORT_RANGE.fullmatch(core):
        begin = _half_day(match[1], match[2], match[3])
        return f"{begin} to {_half_day(match[4], match[5], match[6])}"
    if match := _LEADING_ZERO.fullmatch(core):
        if _HALF_TOLD.search(around.context.text) or around.before.lower() in ("for", "over"):
            return match[1]
        return _clock(match[1][0], match[1][2:])
    if match := _WITH_H.fullmatch(core):
        return match[1]
    if match := _FOREIGN_RANGE.fullmatch(core):
        first, last = (
            f"{int(hour)} h{f' {minute}' if minute else ''}"
            for hour, minute in (match.groups()[:2], match.groups()[2:])
        )
        return f"{first} to {last}"
    if match := _NOON_RANGE.fullmatch(core):
        return f"{match[1]} to {_half_day(match[2], match[3], match[4])}"
    match = _OFFICE.fullmatch(core)
    if match and _OPEN_BEFORE.search(around.earlier) and int(match[2]) < int(match[1]):
        return f"{match[1]} to {match[2]}"
    return None


def hours_behind(core: str, around: Around) -> str | None:
    """Say nothing more for the "hrs" of "0430 hrs", or None."""
    if core.lower() not in ("hrs", "hr", "h", "hours") or not _MILITARY.fullmatch(around.before):
        return None
    earlier = around.earlier.rstrip().removesuffix(around.before).rstrip()
    before = earlier.rpartition(" ")[2].lower().strip("(.,;:")
    return "" if around.before[0] == "0" or before in _TIMED else None


def noon_or_midnight(core: str, around: Around) -> str | None:
    """Return how the "MN" of "NPO after MN" or "12 MN" is said, or None."""
    if core.upper() not in ("MN", "AM", "PM", "N"):
        return None
    before = around.before.lower().strip("(.,")
    if core in ("MN", "mn") and before in _TIMED | {"12", "npo", "p̄", "p"}:
        return "midnight"
    if core in ("AM", "PM", "am", "pm") and before in ("q", "every", "each"):
        return "morning" if core[0] in "Aa" else "evening"
    return "noon" if core in ("N", "n") and before == "12" else None


def _is_military(core: str, around: Around) -> bool:
    if _NO_TIME_BEFORE.search(around.earlier) or _NO_TIME_AFTER.match(around.after):
        return False
    if around.before[-1:].isdecimal() and not re.search("[/:-]", around.before):
        return False
    if core[0] == "0" and core != "0000" and _stands_for_time(core, around):
        return True
    if not core.isdecimal() or _HOURS_FOLLOW.match(around.after):
        return True if core[0] == "0" or not core.isdecimal() else _is_timed(around)
    if core == "0000":
        return _is_timed(around)
    if _TIME_BEFORE.search(around.earlier):
        return True
    # "At 2015" may be a year.
    return core[:2] not in ("19", "20") and _is_timed(around, surely=True)


def _stands_for_time(core: str, around: Around) -> bool:
    """Return whether "0645" is surely a time; "0027" may be the number of anything."""
    text = around.context.text.strip()
    timed = _is_timed(around) or text == core or bool(_DATED_BEFORE.search(around.earlier))
    return timed or (around.context.is_schedule and core[3] in "05")


def _is_timed(around: Around, *, surely: bool = False) -> bool:
    before = around.before.lower().strip("(.,;:")
    return before in (_SURELY_TIMED if surely else _TIMED) or before in DAY_NAMES


def _clock(hour: str, minute: str) -> str:
    number = int(hour)
    if minute == "00" and number in (0, 12):
        return "noon" if number else "midnight"
    half = "a.m." if number < 12 else "p.m."
    return f"{(number - 1) % 12 + 1}:{minute} {half}"


def _half_day(hour: str, minute: str | None, letter: str | None) -> str:
    said = hour.removeprefix("0") + (f":{minute}" if minute else "")
    return f"{said} {letter.lower()}.m." if letter else said
