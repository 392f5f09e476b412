"""How abbreviations are said, some by what stands beside them."""

from __future__ import annotations

import re

from allvoice.narration import signs
from allvoice.narration.around import Around

_SAYS = {
    "vs.": "versus", "vs": "versus", "e.g.": "for example", "E.g.": "for example",
    "i.e.": "that is", "I.e.": "that is", "Dr.": "Doctor", "approx.": "approximately",
    "w/": "with", "w/o": "without", "N/A": "not applicable",
    "n/a": "not applicable", "hrs": "hours", "NPO": "nothing by mouth", "Rx": "prescription",
    "Ph+": "P H positive", "Ph-": "P H negative", "Ph": "P H", "CAR-T": "car T", "CAR": "car",
    "PICC": "pick", "GvHD": "G V H D", "mRNA": "M R N A", "SubQ": "under the skin",
    "w/in": "within", "y/o": "years old", "h/o": "history of", "subQ": "under the skin",
    "PO": "by mouth", "p.o.": "by mouth", "y.o.": "years old", "m.o.": "months old",
}  # fmt: skip
_SCHEDULES = {
    "PRN": "as needed", "prn": "as needed", "p.r.n.": "as needed", "QD": "once a day",
    "q.d.": "once a day", "QOD": "every other day", "q.o.d.": "every other day",
    "BID": "twice a day", "b.i.d.": "twice a day", "TID": "three times a day",
    "tid": "three times a day", "t.i.d.": "three times a day", "QID": "four times a day",
    "qid": "four times a day", "q.i.d.": "four times a day", "QHS": "at bedtime",
    "qd": "once a day", "qod": "every other day", "qwk": "every week", "QWK": "every week",
    "TIW": "three times a week", "tiw": "three times a week", "a.c.": "before meals",
    "p.c.": "after meals", "h.s.": "at bedtime", "qhs": "at bedtime",
    "q.h.s.": "at bedtime", "qHS": "at bedtime",
    "qAM": "every morning", "qPM": "every evening",
}  # fmt: skip
WHOLE = {**_SAYS, **_SCHEDULES}
"""Tokens that always mean the same."""
_EVERY = re.compile(
    r"[qQ]\.?(\d+)(?:[-–](\d+))?-?(?:(h|hrs?|hours?)|(d|days?)|(w|wks?|weeks?)|(mo|mos|months?)|"
    r"(min))",
    re.IGNORECASE,
)
_EVERY_UNITS = ("hours", "days", "weeks", "months", "minutes")
_COMING_INTERVAL = re.compile(
    r"\d+(?:\s?[-–]\s?\d+)?\s?(?:h|hrs?|hours?|d|days?|wks?|weeks?|mos?|min|minutes|months?)\b",
    re.IGNORECASE,
)

_BEFORE_ALL = frozenset({"AT", "TAKE"})
_AFTER_ALL = frozenset({"OF", "THE", "THEIR", "THESE", "THIS", "YOUR"})
_OF_ALL = re.compile(
    r"of (?:h(?:er|im|is)|it|my|our|that|the(?:ir|m|se)|this|those|us|you|your)\b", re.IGNORECASE
)
_HAVING = frozenset({"with", "of", "has", "have", "had", "for"})
"""Words that stand before the name of a disease."""
_ORDERS_WORDS = "avoid bring check clean finish give keep save skip stop take throw use wash"
_ORDERS = frozenset(_ORDERS_WORDS.split())
_WHO_HAVE_IT = frozenset(
    {"adults", "babies", "blasts", "boys", "cases", "cells", "children", "girls", "kids",
     "patients", "people", "survivors"}
)  # fmt: skip
_PLURAL_AHEAD = re.compile(r"(?:[A-Za-z-]+ ){0,2}[A-Za-z]{3,}s\b", re.IGNORECASE)
_NUMBERED = frozenset({"phase", "stage", "grade", "type", "class", "part", "chapter", "factor"})
_NUMERALS = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI"
_ROMAN = {numeral: str(number) for number, numeral in enumerate(_NUMERALS.split(), start=1)}
_SURELY_ROMAN = frozenset({"II", "III", "VII", "VIII", "XII", "XIII"})
_SAINTS = re.compile(r"(?:Anne|Elizabeth|Francis|John|Joseph|Jude|Luke|Louis|Mary|Paul)\b")
_INTO_THE_SPINE = re.compile(r"(?:chemo|methotrexate|MTX|cytarabine|ara-C)", re.IGNORECASE)
_BIG_NUMBERS = frozenset({"thousand", "million", "billion", "trillion"})

_CALENDAR_WORDS = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december"
)
CALENDAR = frozenset(
    form for name in _CALENDAR_WORDS.split() for form in (name, name[:3], name[:3] + "s")
)

CODE = re.compile(r"(?=[A-Z\d]*[A-Z])(?=[A-Z\d]*\d)[A-Z\d]{2,8}")
_LETTER_OR_NUMBER = re.compile(r"[A-Z]|\d+")
_LETTERS_AND_GREEK = re.compile(r"([A-Z]{2,5})([Α-ΡΣ-Ωα-ω])")
_CHANGE = re.compile(r"(t|inv|del|dup)((?:\([\dpqXY;.,-]+\))+)")
"""A change of chromosomes, as t(9;22) or del(17p)."""

PARTED = re.compile(r"([-–—/]|::)")
"""The marks between the parts of a word."""
NEIGHBOURLY = frozenset({"q", "x", "no", "nos", "st", "gr", "neg", "pos", *_BIG_NUMBERS})
"""Words that what stands beside them may change."""


def is_schedule(part: str) -> bool:
    """Return whether a token says how often, as "BID" or "q6h"."""
    return part in _SCHEDULES or bool(_EVERY.fullmatch(part))


def numbers_things(word: str) -> bool:
    """Return whether a word stands before its number, as "phase" does."""
    return word.lower() in _NUMBERED or word.lower().removesuffix("s") in _NUMBERED


def abbreviation(core: str, _: Around) -> str | None:
    """Return what a token that always means the same stands for, or None."""
    return WHOLE.get(core)


def interval_to_come(core: str, around: Around) -> str | None:
    """Return how the "q" of "q 6 h" is said, or None."""
    if core in ("q", "Q", "q.", "Q.") and _COMING_INTERVAL.match(around.after):
        return "every"
    return None


def number(core: str, around: Around) -> str | None:
    """Return how the "No." of "room No. 5" is said, or None.

    "No. 5 mg is too much": only within a sentence is it surely no "no".
    """
    if core in ("No.", "Nos.") and around.before[-1:].isalnum() and around.after[:1].isdecimal():
        return "number" if core == "No." else "numbers"
    return None


def saint(core: str, around: Around) -> str | None:
    """Return how the "St." of "St. Jude" is said, or None."""
    return "Saint" if core == "St." and _SAINTS.match(around.after) else None


def into_the_spine(core: str, around: Around) -> str | None:
    """Return how the "IT" of "IT methotrexate" is said, or None."""
    return "intrathecal" if core == "IT" and _INTO_THE_SPINE.match(around.after) else None


def post_office(core: str, around: Around) -> str | None:
    """Return how the "PO" of "PO Box" is said, or None."""
    return "P O" if core == "PO" and around.after[:3].lower() == "box" else None


def large_sum(core: str, around: Around) -> str | None:
    """Return how the "million" of "$2 million" is said, or None."""
    if core in _BIG_NUMBERS and around.before[:1] in tuple("$€£"):
        return f"{core} {signs.NAMES[around.before[0]]}"
    return None


def roman_numeral(core: str, around: Around) -> str | None:
    """Return a Roman numeral as a number, or None."""
    return _ROMAN[core] if core in _ROMAN and _is_number(core, around.before) else None


def interval(core: str, _: Around) -> str | None:
    """Return how "q6h" is said, or None."""
    match = _EVERY.fullmatch(core)
    if match is None:
        return None
    unit = next(name for name, found in zip(_EVERY_UNITS, match.groups()[2:], strict=True) if found)
    if match[2]:
        return f"every {match[1]} to {match[2]} {unit}"
    return f"every {match[1]} {unit}" if match[1] != "1" else f"every {unit[:-1]}"


def change_of_chromosomes(core: str, _: Around) -> str | None:
    """Return how "t(9;22)" is said, or None."""
    match = _CHANGE.fullmatch(core)
    if match is None:
        return None
    inner = match[2][1:-1].replace(")(", ", ").replace(";", ", ")
    return f"{match[1]} {signs.said(inner)}"


def code(core: str, _: Around) -> str | None:
    """Return how "CD19" is said, or None."""
    return _spelled(core) if CODE.fullmatch(core) else None


def letters_and_greek(core: str, _: Around) -> str | None:
    """Return how "TNFα" is said, or None."""
    match = _LETTERS_AND_GREEK.fullmatch(core)
    return f"{_spelled(match[1])} {signs.said(match[2])}" if match else None


def disease_or_all(core: str, around: Around) -> str | None:
    """Return how "ALL" is said: the letters of the disease, or the stressed word; or None."""
    if core != "ALL":
        return None
    return "all" if _is_stressed_all(around) else "A L L"


def _spelled(core: str) -> str:
    return " ".join(_LETTER_OR_NUMBER.findall(core))


def _is_stressed_all(around: Around) -> bool:
    """Return whether "ALL" is surely the word; the disease's letters spell the word too."""
    before = around.before.lower()
    if _OF_ALL.match(around.after):
        return before not in _HAVING
    if before == "at" and around.after[:5].lower() == "times":
        return True
    if before in _ORDERS and (things := _PLURAL_AHEAD.match(around.after)):
        # "Give ALL patients chemo" may mean those who have it.
        return _WHO_HAVE_IT.isdisjoint(things[0].lower().split())
    following = re.match(r"\w*", around.after)
    return not around.shouting and (
        around.before in _BEFORE_ALL or (following is not None and following[0] in _AFTER_ALL)
    )


def _is_number(numeral: str, before: str) -> bool:
    if numeral in _SURELY_ROMAN:
        return True
    # "Phase I" is a number, "in this phase I feel" is not.
    return numbers_things(before) and (len(numeral) > 1 or before[:1].isupper())


def roman_numerals(core: str, around: Around) -> str | None:
    """Return how "I/II" or "III–IV" behind "phase" is said, or None."""
    if not numbers_things(around.before):
        return None
    pieces = PARTED.split(core)
    if len(pieces) < 3 or not _ROMAN.keys() >= set(pieces[::2]):
        return None
    either = "to" if around.before.lower().startswith("phase") else "or"
    said = [_ROMAN.get(piece, either if piece == "/" else "to") for piece in pieces]
    return " ".join(said)
