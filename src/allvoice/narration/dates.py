"""How dates are said: "2026-12-07", "05-Dec-26", "12/25", "12/7-12/14".

Which figure is the month nobody knows of "5/12": such a date is said by its figures, in their
order. A day above 12, a month's name, or the year in front makes it sure.
"""

from __future__ import annotations

import re

from allvoice.narration.around import Around
from allvoice.narration.calendar_names import DAY_LETTERS_ALONE, DAY_NAMES, MONTH_NAMES, MONTHS
from allvoice.narration.telephones import DIALLING
from allvoice.narration.units import first_unit, units
from allvoice.narration.words import numbers_things

_ISO = re.compile(
    r"(\d{4})([-/.])(\d\d?)\2(\d\d?)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?"
)
_NAMED = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[-–/.]?([A-Za-z]{3,9})\.?(?:[-–/.,]{0,2}(?:(\d{4})|'?(\d\d)))?"
)
_NAMED_FIRST = re.compile(r"([A-Za-z]{3,9})[-–/.](\d{1,2})(?:[-–/.,](?:(\d{4})|(\d\d)))?")
_THREE = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)")
_TWO = re.compile(r"(\d{1,2})/(\d{1,2})")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})/((?:19|20)\d\d)")
_RANGE = re.compile(
    r"(\d{1,2})([/.])(\d{1,2})(?:\2(\d{4}|\d\d))?[-–—](\d{1,2})\2(\d{1,2})(?:\2(\d{4}|\d\d))?"
)
_SURELY = (
    r"on|since|due|appts?|appointments?|seen|dob|born|dated?|dates|as of|rtc|scheduled|visits?"
)
_MAYBE = (
    r"next|by|until|till?|through|thru|from|to|starting|starts?|started|began|begins?|beginning|"
    r"before|after|between|ends?|ending|ended|stops?|stopped|returns?|f/u|follow-up|last|admitted|"
    r"discharged|placed|placement|inserted|removed|given|surgery|clinic|labs?|draws?|drawn"
)
_WEEKDAY = r"(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)[a-z]{0,6}"
_OTHER_DATE = r"\d{1,2}/\d{1,2}(?:/\d{2,4})?(?:,? and|,? or|,? to|,|;| &| -| –|,? then)?\s+"


def _before(words: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:\b(?:{words})\b[:.,]?\s+(?:the\s+|is\s+)?|@\s?|\b{_WEEKDAY}\b[.,]{{0,2}}\s+|"
        rf"\b(?:(?:C\d{{1,2}})?D|day\s)\d{{1,3}}\s?[:=]\s)"
        rf"(?:{_WEEKDAY}[.,]{{0,2}}\s+)?\(?(?:{_OTHER_DATE}){{0,4}}\(?\Z",
        re.IGNORECASE,
    )


_SURE_BEFORE, _DATE_BEFORE = _before(_SURELY), _before(f"{_SURELY}|{_MAYBE}")
_PLAIN_FRACTIONS = frozenset({("1", "2"), ("1", "3"), ("2", "3"), ("1", "4"), ("3", "4")})
"""Behind "by" or "next" they may be parts: "reduce by 1/2"."""
_DATE_FOLLOWS = re.compile(
    r"(?:@|at\s+(?:\d{1,2}(?::\d\d|\s?[ap]\b|\s?[ap]\.?m)|noon)|\d{1,2}:\d\d|"
    r"\d{1,2}\s?[ap]\.?m\b|noon\b)",
    re.IGNORECASE,
)
_DAY_TOLD = re.compile(
    r"(?:\b(?:day|cycle|week|course|start)\b[^.;=]{0,24}=|\bon or about)\s\Z", re.IGNORECASE
)
"""As in "Day 1 = 11/3"."""
_NOT_DATED = re.compile(
    r"(?:tab(?:let)?s?|caps?(?:ules?)?|pills?|teaspoons?|tablespoons?|cups?|of\b|strength|dose|match|"
    r"hla|mm\s?hg|points?|score|pain|way|inch|an? |hours?|days?|weeks?|months?|"
    r"years?|miles?|way|normal|NS\b)",
    re.IGNORECASE,
)
_SCORED = frozenset(
    {"bp", "score", "pain", "hla", "apgar", "gcs", "grade", "ice", "vision", "match", "sat"}
)
_EXPIRY = frozenset({"exp", "expires", "expiry", "expiration", "bb"})
"""Behind these the second figure may be a year."""
_SHORT_YEAR = re.compile(r"['’](\d\d)")
_SPACED_END = re.compile(
    rf"(?:{_WEEKDAY}[.,]{{0,2}}\s+)?(\d{{1,2}})/(\d{{1,2}})(?![\w/])", re.IGNORECASE
)
_NAMED_END = re.compile(r"([A-Z][a-z]{2,8})\.?\s+\d{1,2}(?![\w/%])")
_MONTH_EARLIER = re.compile(r"\b([A-Z][a-z]{2,8})\.?\s+\d{1,2}(?:st|nd|rd|th)?\s*\Z")
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SCORES = frozenset({"5", "10"})
_SHORT_YEARS = (15, 45)
"""Two digits for a year of this century, where nothing else says that it is a date."""


def date(core: str, around: Around) -> str | None:
    """Return how a date is said that is one token, or None."""
    if core.isdecimal():
        return None
    if match := _ISO.fullmatch(core):
        return _iso(match)
    if DIALLING.search(around.earlier) and not around.earlier.endswith("on "):
        # "Tel. 01-02-03".
        return None
    if match := _NAMED.fullmatch(core):
        return _named(match[2], match[1], match[3], match[4])
    if match := _NAMED_FIRST.fullmatch(core):
        name, day, year, short = match.groups()
        if not (year or short) and (name.isupper() or int(day) >= _SHORT_YEARS[0]):
            # A gene, or a month and its year.
            return None
        return _named(name, day, year, short)
    if match := _THREE.fullmatch(core):
        return _three(match, around)
    if match := _MONTH_AND_YEAR.fullmatch(core):
        month = int(match[1])
        return f"{MONTHS[month - 1]} {match[2]}" if 1 <= month <= 12 else None
    if match := _TWO.fullmatch(core):
        return _two(match[1], match[2], around)
    match = _RANGE.fullmatch(core)
    return _range(match, around) if match else None


def short_year(written: str, around: Around) -> str | None:
    """Return the year meant by the "'26" of "Dec '26", or None."""
    match = _SHORT_YEAR.match(written)
    if match is None or around.before.rstrip(".").lower() not in MONTH_NAMES:
        return None
    return full_year(match[1]) + written[match.end() :].rstrip(")]\"'”’")


def dash(written: str, around: Around) -> str | None:
    """Return "to" for the dash of "Mon 11/30 - Fri 12/4" or "Dec 3 – Dec 7", or None."""
    if written not in ("-", "–", "—"):
        return None
    if (match := _SPACED_END.match(around.after)) and (begin := _TWO.fullmatch(around.before)):
        pairs = (begin.groups(), match.groups())
        dated = match[0][0].isalpha() or any(int(b) > 12 or int(a) > 12 for a, b in pairs)
        if all(_could_be_date(int(a), int(b)) for a, b in pairs) and not _is_measured(around):
            earlier = around.earlier.rstrip().removesuffix(around.before)
            return "to" if dated or _DATE_BEFORE.search(earlier) else None
    match, begin = _NAMED_END.match(around.after), _MONTH_EARLIER.search(around.earlier)
    if match and begin and {match[1].lower(), begin[1].lower()} <= MONTH_NAMES.keys():
        return "to"
    return None


def _iso(match: re.Match[str]) -> str | None:
    month, day = int(match[3]), int(match[4])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    said = f"{MONTHS[month - 1]} {day}, {match[1]}"
    if match[5]:
        said += f", {match[5].removeprefix('0')}"
    if match[6] == "Z":
        return said + " U T C"
    if match[6]:
        sign = "plus" if match[6][0] == "+" else "minus"
        return f"{said} U T C {sign} {match[6][1:].replace(':', ' ')}"
    return said


def _named(name: str, day: str, year: str | None, short_year: str | None) -> str | None:
    month = MONTH_NAMES.get(name.lower())
    if month is None or not 1 <= int(day) <= 31:
        return None
    said = f"{MONTHS[month]} {int(day)}"
    if year or short_year:
        return f"{said}, {year or full_year(short_year or '')}"
    return said


def full_year(two_digits: str) -> str:
    """Return "2026" for "26"; years that may be of the last century are left as they are."""
    return f"20{two_digits}" if int(two_digits) <= _SHORT_YEARS[1] else two_digits


def _three(match: re.Match[str], around: Around) -> str | None:
    first, mark, second, year = match.groups()
    day_or_month = _could_be_date(int(first), int(second))
    if not day_or_month or _is_measured(around):
        return None
    if len(year) == 2:
        usual = _SHORT_YEARS[0] <= int(year) <= _SHORT_YEARS[1]
        if not usual and mark != "/" and not _is_dated(around):
            return None
        year = full_year(year)
    named = _sure(first, second)
    return f"{named}, {year}" if named else f"the date {int(first)}, {int(second)}, {year}"


def _two(first: str, second: str, around: Around) -> str | None:
    if not _could_be_date(int(first), int(second)) or _is_measured(around):
        return None
    if around.before.rstrip(".:").lower() in _EXPIRY:
        return f"the date {int(first)}, {int(second)}"
    plain = (first, second) in _PLAIN_FRACTIONS
    if _is_dated(around, surely=plain) or "0" in (first[0], second[0]):
        return _sure(first, second) or f"the date {int(first)}, {int(second)}"
    # It may be a date, and is said by its sign; a score is out of five or ten.
    small = int(first) < 4 and int(second) < 9
    if small or second in _SCORES or around.before[-1:].isdecimal():
        return None
    return f"{first} slash {second}"


def _range(match: re.Match[str], around: Around) -> str | None:
    first, mark, second, year, third, fourth, last_year = match.groups()
    pairs = ((int(first), int(second)), (int(third), int(fourth)))
    if not all(_could_be_date(*pair) for pair in pairs) or _is_measured(around):
        return None
    zeros = any(figure[0] == "0" for figure in (first, second, third, fourth))
    improper = any(a > b > 1 or b > 12 for a, b in pairs)
    if not (year or last_year or _is_dated(around) or (mark == "/" and (zeros or improper))):
        return None
    day_second = any(b > 12 for _, b in pairs)
    day_first = any(a > 12 for a, _ in pairs)
    years = [
        f", {full_year(each) if len(each) == 2 else each}" if each else ""
        for each in (year, last_year)
    ]
    if day_first == day_second:
        begin, end = (f"{a}, {b}{each}" for (a, b), each in zip(pairs, years, strict=True))
        return f"the date {begin}, to {end}"
    # Whoever wrote both wrote them in one order.
    said = [
        f"{MONTHS[(a if day_second else b) - 1]} {b if day_second else a}{each}"
        for (a, b), each in zip(pairs, years, strict=True)
    ]
    return " to ".join(said)


def _could_be_date(first: int, second: int) -> bool:
    """Return whether one figure may be a month, and the other a day of it."""
    if min(first, second) < 1:
        return False
    return any(
        month <= 12 and day <= _LONGEST_MONTHS[month - 1]
        for month, day in ((first, second), (second, first))
    )


def _sure(first: str, second: str) -> str | None:
    a, b = int(first), int(second)
    if a == b or b > 12:
        return f"{MONTHS[a - 1]} {b}"
    return f"{MONTHS[b - 1]} {a}" if a > 12 else None


def _is_dated(around: Around, *, surely: bool = False) -> bool:
    before = around.before.rstrip(".,:").lower()
    pattern = _SURE_BEFORE if surely else _DATE_BEFORE
    return (
        before == "@"
        or bool(_DAY_TOLD.search(around.earlier))
        or around.before in DAY_LETTERS_ALONE
        or before in DAY_NAMES
        or bool(pattern.search(around.earlier or f"{around.before} "))
        or bool(_DATE_FOLLOWS.match(around.after))
    )


def _is_measured(around: Around) -> bool:
    """Return whether what stands beside makes a fraction or a score of it."""
    before = around.before.rstrip(".,:")
    if numbers_things(before) or before.lower() in _SCORED:
        return True
    word = re.match(r"[^\W\d_]+", around.after)
    measure = bool(first_unit(around.after)) or (
        word is not None and word[0].islower() and units(word[0]) is not None
    )
    return measure or bool(_NOT_DATED.match(around.after))
