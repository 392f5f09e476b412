"""How weekdays and months are said that stand together: "Mon-Wed-Fri", "M-F", "Dec-Feb".

Three days or more are a list, whatever stands between them: who hears "Monday to Friday" for three
days gives a dose on five.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from allvoice.narration.around import Around
from allvoice.narration.calendar_names import (
    DAY_LETTERS,
    DAY_LETTERS_ALONE,
    DAY_NAMES,
    DAYS,
    MONTH_NAMES,
    MONTHS,
)
from allvoice.narration.table import Rule

_MOST = 7
_CHAIN = re.compile(r"[A-Za-z]{1,9}\.?(?:[-–—/,&+][A-Za-z]{1,9}\.?){1,7}")
_BETWEEN = re.compile(r"\.?([-–—/,&+])")
_GLUED_NAMES = re.compile(r"(?=[A-Z]*[a-z])(?:M|Tu|Th|T|W|F|Sa|Su|S){2,7}|MTWTF|MTTF")
"""With a small letter in it: "MS" and "SMS" are something else."""
_GLUED_DAY = re.compile(r"Tu|Th|Sa|Su|[MTWFS]")
_SURELY_GLUED = frozenset({"MWF", "TTh", "TuTh", "MTh", "MWTh", "TThF", "TThS", "TThSa", "MTThF"})
_MEANS = {
    "-": "to", "–": "to", "—": "to", "to": "to", "thru": "to", "through": "to", "until": "to",
    "til": "to", "/": "and", ",": "and", "&": "and", "+": "and", "and": "and", "or": "or",
}  # fmt: skip
_SIGN_NAMES = {"-": "dash", "–": "dash", "—": "dash", "/": "slash", "&": "and", "+": "and"}
_ALONE = frozenset({"Mon", "Tue", "Tues", "Weds", "Thu", "Thur", "Thurs", "Fri"})
_MAYBE_ALONE = frozenset({"Sat", "Sun", "Wed"})
_NAMES_TOO = frozenset({"MO", "WE", "FR", "SA", "SU"})
"""Words or names of people where no mark joins them to other days."""
_LEADING = frozenset(
    [
        "on",
        "every",
        "each",
        "next",
        "this",
        "last",
        "by",
        "until",
        "from",
        "to",
        "through",
        "thru",
        "til",
        "till",
        "no",
        "and",
        "or",
        "q",
        "starting",
        "beginning",
        "ending",
    ]
)
_DAY_FOLLOWS = re.compile(
    r"(?:\d{1,2}(?![\d%.]|\s?%)|at\b|@|noon\b|night\b|morning\b|evening\b|a\.?m\b|p\.?m\b)"
)
_HOURS_FOLLOW = re.compile(r"\d{1,2}(?::\d\d)?\s?(?:[-–]\s?\d|[ap]\b|[ap]\.?m\b)", re.IGNORECASE)
_DAY_AND_MARK = re.compile(r"(?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)\.")
_DATE_AHEAD = re.compile(
    r"\d{1,2}/\d{1,2}(?![\w/%])|"
    r"\d{1,2}\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?![A-Z])"
)
_TELEPHONE_BEFORE = re.compile(r"\d{3}[-. ]?\d{4}[,;]?")
_MONTH_LEADING = frozenset(
    [
        "since",
        "in",
        "by",
        "until",
        "of",
        "early",
        "late",
        "mid",
        "last",
        "next",
        "this",
        "from",
        "to",
    ]
)
_MONTH_FOLLOWS = re.compile(r"\d{1,2}(?:st|nd|rd|th)?(?![\w/])|\d{4}\b|'\d\d\b")
_MONTH_BEFORE = re.compile(r"(?:.*[^\w])?\d{1,2}(?:st|nd|rd|th)?")


def chain(core: str, around: Around) -> str | None:
    """Return how weekdays or months with marks between them, or "MWF", are said, or None."""
    if _CHAIN.fullmatch(core):
        pieces = _BETWEEN.split(core.rstrip("."))
        return listed(pieces[::2], pieces[1::2], around)
    if core in _SURELY_GLUED or (_GLUED_NAMES.fullmatch(core) and _is_of_days(around)):
        items = _GLUED_DAY.findall(core)
        found = _days(items)
        return _all_of(found, "and") if set(found) <= {*DAYS} and len(items) > 1 else None
    return None


def alone(core: str, around: Around) -> str | None:
    """Return the full name of one weekday or month written short, or None."""
    name = core.rstrip(".")
    if name.isupper():
        name = name.title()
    if name in _ALONE and (core != "MON" or around.context.is_schedule):
        return DAYS[DAY_NAMES[name.lower()]]
    if name in _MAYBE_ALONE and _is_day_here(around):
        return DAYS[DAY_NAMES[name.lower()]]
    if name.istitle() and name.lower() in MONTH_NAMES and len(name) <= 4:
        beside = _MONTH_FOLLOWS.match(around.after) or _MONTH_BEFORE.fullmatch(around.before)
        told = name not in ("Jan", "Mar", "May") and around.before.lower() in _MONTH_LEADING
        return MONTHS[MONTH_NAMES[name.lower()]] if beside or told else None
    return None


def before_date(core: str, around: Around) -> str | None:
    """Return the day meant by the "W" of "W 5/3" or the "Tu" of "Tu 14 Jan", or None."""
    day = DAY_LETTERS_ALONE.get(core)
    return day if day and _DATE_AHEAD.match(around.after) else None


def alone_with_full_stop(core: str, around: Around) -> str | None:
    """Return the full name of "Mon." or "Dec." within a sentence, the full stop taken in."""
    # At a sentence's end the stop is its own.
    return alone(core, around) if around.after else None


def listed(items: Sequence[str], marks: Sequence[str], around: Around) -> str | None:
    """Return how weekdays or months are said, or None where not each is one.

    Args:
        items: as written, without full stops.
        marks: what stands between each two of them: a mark or a word in small letters.
        around: what stands beside them all.
    """
    if all(item.lower() in MONTH_NAMES for item in items):
        if all(item.islower() for item in items):
            return None
        names = [MONTHS[MONTH_NAMES[item.lower()]] for item in items]
    elif len(items) <= _MOST and all(map(_may_be_day, items)):
        letters = [item.upper() for item in items if item.lower() not in DAY_NAMES]
        if letters and not _are_days(letters, marks, around):
            return None
        names = _days(items)
    else:
        return None
    meant = [_MEANS[mark] for mark in marks]
    if len(names) == 2:
        return f"{names[0]} {meant[0]} {names[1]}"
    if len({*meant[:-1]}) == 1 and meant[0] != "or" and not _in_words(marks):
        # "Mon-Wed-Fri", "Mon, Wed or Fri".
        spans = len(meant) > 2 and meant[0] == "to"
        if meant[-1] in ("or", meant[0]) or (spans and meant[-1] == "and"):
            return _all_of(names, "or" if meant[-1] == "or" else "and")
    elif set(meant) == {"or"}:
        return _all_of(names, "or")
    said = names[0]
    for mark, name in zip(marks, names[1:], strict=True):
        word = _SIGN_NAMES.get(mark, mark)
        said += f", {name}" if mark == "," else f" {word} {name}"
    return said


def _in_words(marks: Sequence[str]) -> bool:
    return any(mark.isalpha() and _MEANS[mark] == "to" for mark in marks)


def _may_be_day(item: str) -> bool:
    if item.lower() in DAY_NAMES:
        return True
    return item[:1].isupper() and item.upper() in DAY_LETTERS


def _are_days(letters: Sequence[str], marks: Sequence[str], around: Around) -> bool:
    """Return whether letters of a list surely mean days there."""
    if letters == ["M", "W", "F"]:
        return True
    signs = all(_SIGN_NAMES.get(mark, ",") != "," for mark in marks)
    if signs and all(len(letter) == 2 for letter in letters):
        return True
    if letters == ["M", "F"] and marks and _MEANS[marks[0]] != "to":
        # Or male and female.
        return False
    words = not _NAMES_TOO.isdisjoint(letters) and not signs
    return _is_of_days(around) and not words


def _is_of_days(around: Around) -> bool:
    return (
        around.context.is_schedule
        or bool(_HOURS_FOLLOW.match(around.after))
        or bool(_TELEPHONE_BEFORE.fullmatch(around.before))
    )


def _days(items: Sequence[str]) -> list[str]:
    """Return the names of days, a letter left as it is where it may be either of two.

    Days are written in the order of the week: "T/Th" is Tuesday and Thursday, "F/S/S" ends with
    Saturday and Sunday, and nobody knows which day the S of "M/S" is.
    """
    meant = [_candidates(item) for item in items]
    weeks = ((0, 1, 2, 3, 4, 5, 6), (1, 2, 3, 4, 5, 6, 0))
    for week in weeks:
        found = [
            days
            for days in itertools.product(*meant)
            if all(week[a] < week[b] for a, b in itertools.pairwise(days))
        ]
        if found:
            each = [set(day) for day in zip(*found, strict=True)]
            break
    else:
        each = [set(days) for days in meant]
    return [
        DAYS[days.pop()] if len(days) == 1 else item for item, days in zip(items, each, strict=True)
    ]


def _candidates(item: str) -> tuple[int, ...]:
    name = item.lower()
    return (DAY_NAMES[name],) if name in DAY_NAMES else DAY_LETTERS[item.upper()]


def _all_of(names: Sequence[str], word: str) -> str:
    return f"{', '.join(names[:-1])} {word} {names[-1]}"


def _is_day_here(around: Around) -> bool:
    before = around.before.strip(".,;:(&/").lower()
    return (
        before in _LEADING
        or before in DAY_NAMES
        or bool(_DAY_FOLLOWS.match(around.after))
        or bool(_DAY_AND_MARK.match(around.after))
    )


RULES = (
    Rule("days of the week", chain, figures=False),
    Rule("days of the week", alone, figures=False),
    Rule("days of the week", before_date, figures=False),
)
"""The rules in the order in which they are asked."""
