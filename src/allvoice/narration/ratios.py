"""How ratios, dilutions, scores and grades are said: two numbers with a sign between them."""

from __future__ import annotations

import re

from allvoice.narration.around import Around
from allvoice.narration.signs import numeral
from allvoice.narration.table import Rule

_RATIO = re.compile(r"1:([1-9]\d)")
_TOLD_AS_TIME = frozenset({"at", "by", "until", "till", "from", "after", "before", "about", "to"})
_OF_DAY = re.compile(r"[ap]\.?m\b", re.IGNORECASE)
_PAIR = re.compile(r"(\d{1,3}(?:\.\d)?)/(\d{1,3})")
_SPAN = re.compile(r"(\d{1,3})[-–](\d{1,3})/(\d{1,3})")
_NO_PARTS = frozenset({"10", "20", "100"})
"""Behind a range they are the end of a scale: a number and a part of one have other ends."""
_ONE_IN = re.compile(r"(?:(\d{1,3})/(\d{1,3}(?:,000)+)|(1)/(1000|10000|100000))")
_SCORE_WORDS = (
    "ice pain score scores scored scale hla match matched gcs apgar nausea fatigue itch level rated"
)
_SCORES = frozenset(_SCORE_WORDS.split())
_FILLERS = frozenset({"is", "was", "now", "at", "of", "be", "a", "the", "are", "were", "still"})
_SCORED = re.compile(r"(?:HLA|match(?:ed|es)?|pain|points|on (?:a|the)\b)")
_DATED = frozenset({"on", "from", "since", "dated"})
_HIGHEST = frozenset({"4", "5", "6", "8", "10", "12", "14", "15", "20", "100"})
_GRADED = frozenset({"grade", "grades", "gr", "gr.", "stage", "type", "class"})
_GRADE = re.compile(r"(?:[0-5](?:[-–/][0-5])?|I{1,3}|IV|V)(?![\w.,/-]|\s*(?:mg|mL|g|x)\b)")
_NAMES_GRADE = frozenset({"gr", "Gr", "GR", "gr.", "Gr.", "GR."})


def fifty_fifty(core: str, _: Around) -> str | None:
    """Return how "50/50" is said, or None."""
    return "50 50" if core == "50/50" else None


def ratio(core: str, around: Around) -> str | None:
    """Return how "1:10" is said where something is diluted, or None: elsewhere it is a time."""
    match = _RATIO.fullmatch(core)
    if match is None or not around.context.is_dilution:
        return None
    if around.before.lower() in _TOLD_AS_TIME or _OF_DAY.match(around.after):
        return None
    return f"1 to {match[1]}"


def one_in(core: str, _: Around) -> str | None:
    """Return how "1/10,000" is said, or None."""
    match = _ONE_IN.fullmatch(core)
    if match is None:
        return None
    return f"{match[1] or match[3]} in {numeral(match[2] or match[4])}"


def score(core: str, around: Around) -> str | None:
    """Return how "8/10" or "6-7/10" is said where it is so much of so much, or None."""
    if match := _SPAN.fullmatch(core):
        return _span_of_scores(match, around)
    match = _PAIR.fullmatch(core)
    if match is None or match[2] not in _HIGHEST or float(match[1]) > int(match[2]):
        return None
    if not (_SCORED.match(around.after) or _is_behind_score(around)):
        return None
    return f"{match[1]} of {match[2]}"


def _span_of_scores(match: re.Match[str], around: Around) -> str | None:
    """Return how "6-7/10" is said, or None: "2-3/4" may be two and three quarters."""
    if not int(match[1]) < int(match[2]) <= int(match[3]):
        return None
    scored = match[3] in _HIGHEST and (
        _SCORED.match(around.after) is not None or _is_behind_score(around)
    )
    if not scored and (match[3] not in _NO_PARTS or around.before.lower() in _DATED):
        return None
    return f"{match[1]} to {match[2]} of {match[3]}"


def _is_behind_score(around: Around) -> bool:
    for word in reversed(around.earlier.split()):
        plain = word.strip(".,;:()=").lower()
        if plain in _SCORES:
            return True
        if plain and plain not in _FILLERS:
            return False
    return False


def two_grades(core: str, around: Around) -> str | None:
    """Return how the "3/4" of "grade 3/4" or of "phase 1/2" is said, or None."""
    match = _PAIR.fullmatch(core)
    if match is None or "." in match[1] or int(match[2]) != int(match[1]) + 1:
        return None
    before = around.before.lower()
    if before in _GRADED:
        return f"{match[1]} or {match[2]}"
    return f"{match[1]} to {match[2]}" if before in ("phase", "phases") else None


def grade(core: str, around: Around) -> str | None:
    """Return how the "Gr" of "Gr 3" is said, or None."""
    return "grade" if core in _NAMES_GRADE and _GRADE.match(around.after) else None


RULES = (
    Rule("score", score, figures=True, mixed=True),
    Rule("ratio", ratio, figures=True, mixed=True),
    Rule("ratio", one_in, figures=True, mixed=True),
    Rule("ratio", fifty_fifty, figures=True, mixed=True),
    Rule("grade", two_grades, figures=True, mixed=True),
)
"""The rules in the order in which they are asked, but for the "Gr" of "Gr 3"."""
