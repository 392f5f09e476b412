"""Signs that stand alone between words or before a figure."""

from __future__ import annotations

import re

from allvoice.narration.around import Around
from allvoice.narration.marks import OPENING, ending_of, finished
from allvoice.narration.slashes import between

_WORD = re.compile(r"[^\W\d_][\w'’]*")


def arrow_or_limit(written: str, around: Around) -> str | None:
    """Say "=>" before a figure by the names of its signs: an arrow or "at least" is not sure."""
    if "=>" not in written or not around.displayed[:1].isdecimal():
        return None
    core, _, ending = ending_of(written.lstrip(OPENING))
    return finished("equals greater than", ending) if core in ("=>", "==>") else None


def slash(written: str, around: Around) -> str | None:
    """Return how the "/" of "chills / rigors" is said, or None; a pause is a comma alone."""
    if written != "/":
        return None
    following = _WORD.match(around.after)
    if following is None or not around.before[-1:].isalpha():
        return None
    return between(around.before, following[0]).strip()
