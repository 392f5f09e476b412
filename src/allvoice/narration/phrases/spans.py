"""Ranges with white space at one side of their dash, as a line's end leaves them."""

from __future__ import annotations

import re

from allvoice.narration import signs
from allvoice.narration.around import Around
from allvoice.narration.phrases.phrase import FIGURE, Phrase
from allvoice.narration.rules import spoken

_LOPSIDED = re.compile(r"([\d.,]*\d)(?: [-–]|[-–] )(\d[\d.,]*(?<=\d))(?![\w/^])")


def _lopsided(match: re.Match[str], around: Around) -> str | None:
    first, last = match[1], match[2]
    said, _ = spoken(f"{first}-{last}", context=around.context)
    return said if " to " in signs.normal(said) else None


PHRASES = (Phrase("range", _LOPSIDED, _lopsided, FIGURE),)
