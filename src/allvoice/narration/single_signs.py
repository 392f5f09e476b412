"""Signs that stand alone between words or before a figure."""

from __future__ import annotations

import re

from allvoice.narration import slashes
from allvoice.narration.around import Around
from allvoice.narration.marks import OPENING, ending_of, finished
from allvoice.narration.signs import COMPARISONS, NAMES
from allvoice.narration.table import Rule
from allvoice.narration.units import is_unit
from allvoice.narration.words import CALENDAR

_ARROWS = frozenset({"→", "⇒", "➔", "➜", "⟶", "->", "-->", "=>", "==>"})
_MARKS = '()[]*_.,;:"“”'
_WORD = re.compile(r"[^\W\d_][\w'’]*")


def arrow_or_limit(written: str, around: Around) -> str | None:
    """Say "=>" before a figure by the names of its signs: an arrow or "at least" is not sure."""
    if "=>" not in written or not around.displayed[:1].isdecimal():
        return None
    core, _, ending = ending_of(written.lstrip(OPENING))
    return finished("equals greater than", ending) if core in ("=>", "==>") else None


def arrow(written: str, around: Around) -> str | None:
    """Say an arrow between unlike things as "then": "ANC <500 → stop" is no range."""
    core, _, ending = ending_of(written.lstrip(OPENING))
    if core not in _ARROWS or not around.before or not around.after:
        return None
    following = around.after.split(maxsplit=1)[0]
    return finished("to" if are_alike(around.before, following) else "then", ending)


def between(before: str, sign: str, after: str) -> str:
    """Return how a sign glued between two things is said."""
    return NAMES[sign] if sign != "→" or are_alike(before, after) else "then"


def are_alike(before: str, after: str) -> bool:
    """Return whether two things could be the ends of a change: figures, days, units, letters."""
    first, last = before.strip(_MARKS), after.strip(_MARKS)
    if not first or not last or first[0] in COMPARISONS:
        return False
    is_figure = last[0].isdecimal() or last[:2].strip("+-~≈$")[:1].isdecimal()
    if is_figure:
        return first[-1].isdecimal() or first[-1] in "%½" or is_unit(first.lstrip("0123456789.,"))
    words = (first.lower(), last.lower())
    if all(word.rstrip(".") in CALENDAR for word in words):
        return True
    if is_unit(first) and is_unit(last):
        return True
    return max(map(len, words)) <= 2 and first.isupper() and last.isupper()


def bullet(written: str, around: Around) -> str | None:
    """Say a raised dot behind no figure as a pause: it is the dot of a list."""
    is_dot = written in ("·", "∙", "⋅", "‧")
    return "," if is_dot and not around.before[-1:].isdecimal() else None


_HALVES = ("AM", "PM", "A.M.", "P.M.")
"""Of the day: "3 mg AM / 5 mg PM"."""
_MARKED = ("+", "-")
"""At the end of a marker: "MRD+ / MRD-"."""


def bar(written: str, around: Around) -> str | None:
    """Say a bar between two things as the pause it is."""
    return "," if written in ("|", "¦") and around.before and around.after else None


def slash(written: str, around: Around) -> str | None:
    """Return how the "/" of "chills / rigors" is said, or None; a pause is a comma alone."""
    if written != "/":
        return None
    if around.before.upper() in _HALVES and around.after[:1].isdecimal():
        return ","
    following = _WORD.match(around.after)
    if following is None or not (around.before[-1:].isalpha() or around.before[-1:] in _MARKED):
        return None
    return slashes.between(around.before, following[0]).strip()


RULES = (
    Rule("names of signs", arrow_or_limit, figures=False, mixed=True),
    Rule("names of signs", arrow, figures=False, mixed=True),
    Rule("dash", bullet, figures=False, mixed=True),
    Rule("dash", bar, figures=False, mixed=True),
    Rule("slash between words", slash, figures=False, mixed=True),
)
"""For tokens with the punctuation around them."""
