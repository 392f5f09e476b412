"""Short words with a full stop within a sentence, as the "max." of "max. 4 tablets"."""

from __future__ import annotations

import re
from collections.abc import Callable

from allvoice.guide.abbreviations import DATES, LEADING, TRAILING, is_clipped_within
from allvoice.narration.around import Around
from allvoice.narration.marks import OPENING

_SAID = {
    "approx": "approximately", "ca": "about", "esp": "especially", "incl": "including",
    "max": "maximum", "rm": "room", "tel": "telephone", "temp": "temperature", "vol": "volume",
}  # fmt: skip
_BEFORE_FIGURE = {"min": "minimum", "ext": "extension"}
_MINUTES = "minutes"
_DOSE_BEFORE = re.compile(r"\d[^.;,]{0,24}\Z")
_JOINING = frozenset({*LEADING, *(name.lower() for name in DATES)})
WORDS = frozenset({*LEADING, *TRAILING, *(name.lower() for name in DATES)})
"""Those words without their full stop, in small letters."""


def within_sentence(written: str, around: Around, say: Callable[[str], str]) -> str | None:
    """Return how a short word is said without the pause that its full stop would be, or None.

    Args:
        written: as displayed.
        around: what stands beside it.
        say: tells how the word without its full stop is said.
    """
    if not written.endswith("."):
        return None
    word = written.lstrip(OPENING).removesuffix(".")
    name = word.lower()
    if not around.after:
        return None
    figure = around.after[:1].isdecimal()
    if name not in WORDS:
        return _clipped(word, around, say) if is_clipped_within(word, around.after) else None
    if name == "min" and around.before[-1:].isdecimal():
        return f"{_MINUTES}," if figure else _MINUTES
    said = _SAID.get(name) or (_BEFORE_FIGURE.get(name) if figure else None) or say(word)
    # "1 tab. 2 times a day": no figure stands beside a dose unparted.
    return f"{said}," if figure and name not in _JOINING else said


def _clipped(word: str, around: Around, say: Callable[[str], str]) -> str:
    """Return how the "prot." of "prot. 0.22" is said.

    It may be a name too, and its stop an end: "Give senna. do not crush".
    """
    said = say(word)
    known = said != word and not _DOSE_BEFORE.search(around.earlier)
    value = not around.after[:1].isalpha() and around.context.is_laboratory
    parted = not known and not value
    return f"{said}," if parted else said
