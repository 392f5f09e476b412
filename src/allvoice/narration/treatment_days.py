"""How the days, weeks and hours of a treatment are said: "D-7", "C2D1", "H42", "wks 5 & 6".

The day before an infusion and the day behind it differ by one sign. It is always said.
"""

from __future__ import annotations

import re

from allvoice.narration.around import Around
from allvoice.narration.table import Rule

_DAY = re.compile(
    r"(?:C(?P<cycle>\d{1,2})[,-]?)?(?:[Dd]|[Dd]ays?|DAYS?)\.?"
    r"(?P<first>[-+–]?\d{1,3})(?P<more>(?:[-–,/&][Dd]?[-+–]?\d{1,3})*)"
)
_MORE = re.compile(r"([-–,/&])[Dd]?([-+–]?)(\d{1,3})")
_TO_TREATMENT = re.compile(r"T([-+–])(\d{1,3})")
_SPINE = re.compile(r"\b(?:[Ss]pin\w*|[Vv]ertebra\w*|[Ff]racture|[Ll]umbar|[Tt]horacic)\b")
_HOUR = re.compile(r"(?:[Hh]|[Hh]rs?\.?)(\d{1,3})(?:[-–](\d{1,3}))?")
_HOURS_TOLD = re.compile(
    r"\b(?:MTX|[Mm]ethotrexate|[Ll]evels?|[Hh]ours?|[Ii]nfusion|[Ll]eucovorin|[Rr]escue)\b|"
    r"\bH\d\d\b[^.]{0,40}\bH\d\d"
)
_WEEK = re.compile(r"(W|[Ww]ks?\.?|WKS?)(\d{1,2})(?:[-–](\d{1,2}))?")
_CYCLES = re.compile(r"C(\d{1,2})[-–](\d{1,2})")
_GLUED = re.compile(r"([Cc]ycle|[Ww]eek|[Hh]our|[Cc]ourse|[Bb]lock)(\d{1,2})")
_FLUIDS = frozenset({"5", "10", "12", "15", "20", "25", "30", "50", "70"})
"""D10 may be the tenth day, or dextrose in water."""
_FLUID_FOLLOWS = re.compile(
    r"(?:W\b|NS\b|LR\b|RL\b|½|1/[24]\s?NS|0?\.\d+|with\b|half|normal|saline|dextrose|water|bolus|"
    r"fluids?\b|infusion|\+\s?K|IU\b|units?\b|\d+ ?(?:IU|mcg|units?)\b|at \d+ ?mL)"
)
_FLUID = re.compile(
    r"\b(?:[Dd]extrose|[Gg]lucose|[Hh]ypoglyc\w+|IVF|[Ff]luids?|[Vv]it(?:amin)?s?)\b"
)
_DATE_AHEAD = re.compile(r"[=:]?\s?\d{1,2}/\d{1,2}\b")
_VITAMIN = frozenset({"vitamin", "vit", "vit.", "vitamins"})
_PLACES = frozenset({"room", "bed", "bay", "unit", "ward", "gate", "rm"})
_NUMBERED = {"d": "day", "h": "hour", "hr": "hour", "hrs": "hours", "wk": "week", "wks": "weeks"}
_NUMBER_AHEAD = re.compile(r"[-+−]?\d{1,3}(?![\w.%°]|,\d{3}|/\d|:\d)")
_SPAN_AHEAD = re.compile(r"\d{1,3}\s?[-–]\s?\d{1,3}\b")
_VITAL_SIGNS = re.compile(r"\b(?:[Bb][Pp]|[Rr][Rr]|[Ss][Pp][Oo]2|[Pp]ulse|[Vv]itals?|bpm)\b")


def day(core: str, around: Around) -> str | None:
    """Return how "D-7", "d1-5", "D1,8,15" or "C2D1" is said, or None."""
    match = _DAY.fullmatch(core)
    if match is None or around.before.lower() in _VITAMIN:
        return None
    cycle, first, more = match["cycle"], match["first"], match["more"]
    named = core[:3].lower() == "day" or cycle
    listed = more and "/" not in more
    if not named and first.isdecimal() and not listed and not _is_day_here(first, around):
        return None
    days = _days(first, more)
    if days is None:
        return None
    return f"cycle {cycle}, day {days}" if cycle else f"day {days}"


def counted_to_treatment(core: str, around: Around) -> str | None:
    """Return how "T-5" is said, or None."""
    match = _TO_TREATMENT.fullmatch(core)
    if match is None or _SPINE.search(around.context.text):
        return None
    return f"T {'plus' if match[1] == '+' else 'minus'} {match[2]}"


def hour(core: str, around: Around) -> str | None:
    """Return how "H42" or "hr42" is said, or None."""
    match = _HOUR.fullmatch(core)
    if match is None or around.before.lower().rstrip(".") in _PLACES:
        return None
    is_bare = core[0] in "Hh" and core[1:2].isdecimal()
    if is_bare and (len(match[1]) < 2 or not _HOURS_TOLD.search(around.context.text)):
        return None
    return f"hour {_span(match[1], match[2])}"


def week(core: str, around: Around) -> str | None:
    """Return how "W3" or "wk5-8" is said, or None."""
    match = _WEEK.fullmatch(core)
    if match is None or around.before.lower().rstrip(".") in _PLACES:
        return None
    if match[1] == "W" and not around.context.is_treatment:
        return None
    return f"week {_span(match[2], match[3])}"


def glued(core: str, around: Around) -> str | None:
    """Return how "Cycle2", "Week5" or the "C1-4" of a treatment is said, or None."""
    if (cycles := _CYCLES.fullmatch(core)) and around.context.is_treatment:
        return f"cycle {_span(cycles[1], cycles[2])}"
    match = _GLUED.fullmatch(core)
    return f"{match[1]} {match[2]}" if match else None


def before_its_number(core: str, around: Around) -> str | None:
    """Return how the "wk" of "wk 5-8" or the "D" of "D 8" is said, or None."""
    name = _NUMBERED.get(core.lower().rstrip("."))
    if name is None or not _NUMBER_AHEAD.match(around.after):
        return None
    if around.before[-1:].isdecimal() or around.before.lower() in _VITAMIN:
        return None
    if core.lower()[0] == "h" and (core == "HR" or _VITAL_SIGNS.search(around.context.text)):
        return None
    span = core == "d" and _SPAN_AHEAD.match(around.after)
    if len(core) == 1 and not (span or around.context.is_treatment):
        return None
    return name


def _is_day_here(number: str, around: Around) -> bool:
    """Return whether "D8" is surely a day: neither a vitamin nor a fluid."""
    text = around.context.text
    if _FLUID_FOLLOWS.match(around.after):
        return False
    if _DATE_AHEAD.match(around.after):
        return True
    if around.after[:4].lower() == "only" and around.before.lower() == "on":
        return number not in ("2", "3")
    if number in _FLUIDS:
        return around.context.is_treatment and not _FLUID.search(text)
    return (around.context.is_treatment or around.context.is_schedule) and not (
        number in ("2", "3") and _FLUID.search(text)
    )


def _days(first: str, more: str) -> str | None:
    said, last = _signed(first), _value(first)
    for mark, sign, number in _MORE.findall(more):
        value = _value(sign + number)
        if mark in "-–":
            if value <= last:
                return None
            # "D-7-2" may end before the treatment or behind it.
            said += f" {'dash' if last < 0 and not sign else 'to'} {_signed(sign + number)}"
        elif mark == "&":
            said += f" and {_signed(sign + number)}"
        else:
            said += f", {_signed(sign + number)}"
        last = value
    return said


def _signed(number: str) -> str:
    name = {"-": "minus ", "–": "minus ", "+": "plus "}.get(number[0], "")
    return name + number.lstrip("-+–")


def _value(number: str) -> int:
    return int(number.replace("–", "-"))


def _span(first: str, last: str | None) -> str:
    if last is None:
        return first
    return f"{first} {'to' if int(first) < int(last) else 'dash'} {last}"


RULES = (
    Rule("days of treatment", glued, figures=True, mixed=True),
    Rule("days of treatment", day, figures=True, mixed=True),
    Rule("days of treatment", counted_to_treatment, figures=True, mixed=True),
    Rule("days of treatment", hour, figures=True, mixed=True),
    Rule("days of treatment", week, figures=True, mixed=True),
    Rule("days of treatment", before_its_number, figures=False),
)
"""The rules in the order in which they are asked."""
