"""What a slash between words means: "or" where one of two is meant, else a pause.

A pause is never wrong; "or" or "and" would be a guess. The sign is named where no words stand
beside it: in paths, in codes, beside figures, units and single letters.
"""

from __future__ import annotations

import re

from allvoice.narration.units import is_unit

NAMED = " slash "
PAUSE = ", "
_PAIRS = (
    "he/she she/he him/her her/him his/her her/his his/hers mother/father father/mother mom/dad "
    "mum/dad son/daughter brother/sister boy/girl man/woman male/female parent/guardian "
    "parents/guardians parent/caregiver yes/no true/false on/off hot/cold day/night "
    "morning/evening morning/night left/right tablet/capsule tablets/capsules pill/liquid "
    "with/without before/after high/low higher/lower increase/decrease up/down in/out open/closed "
    "doctor/nurse patient/parent"
)
_ALTERNATIVES = frozenset(_PAIRS.split())
_BOTH = frozenset({"and/or", "&/or", "either/or"})
_SO_OFTEN = frozenset(
    {"day", "week", "month", "year", "hour", "hr", "min", "minute", "night", "dose", "visit", "wk"}
)
_NEGATED = re.compile(
    r"(?:\b(?:no|not|never|avoid|avoiding|without|neither|cannot)|n['’]t)\b[^.;:!?]{0,60}\Z",
    re.IGNORECASE,
)
_LONG_CHARS = 5
_OF_PATHS = frozenset("._~\\@:")


def is_path(core: str) -> bool:
    """Return whether a token with slashes is the place of a file."""
    return core.startswith("/") or not _OF_PATHS.isdisjoint(core)


def between(first: str, second: str, earlier: str = "") -> str:
    """Return what is said between two parts of a token that is no path, with the space around it.

    Args:
        first: what stands before the slash.
        second: what stands behind it.
        earlier: what stands before the first in its sentence.
    """
    pair = f"{first}/{second}".lower()
    if pair in _BOTH:
        return " "
    if pair in _ALTERNATIVES:
        return " or "
    if _is_long_word(first) and _is_long_word(second) and _NEGATED.search(earlier):
        # "No aspirin/ibuprofen": neither.
        return " or "
    return PAUSE if _is_word(first) and _is_word(second) else NAMED


def _is_long_word(part: str) -> bool:
    """Return whether a part is no short name, of which two may be one thing: "PT/INR"."""
    return part.isalpha() and len(part) >= _LONG_CHARS and _is_word(part)


def _is_word(part: str) -> bool:
    """Return whether a part is a word, an abbreviation or the name of a gene."""
    return (
        len(part) > 1 and part[0].isalpha() and not is_unit(part) and part.lower() not in _SO_OFTEN
    )
