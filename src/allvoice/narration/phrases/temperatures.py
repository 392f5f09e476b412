"""A temperature that a line's end parts behind its point, as "38. 3 degrees"."""

from __future__ import annotations

import re

from allvoice.narration.around import Around
from allvoice.narration.phrases.phrase import FIGURE, Phrase
from allvoice.narration.rules import spoken

_PARTED = re.compile(r"(3[4-9]|4[0-3]|9\d|10\d)\. (\d)(?:(°[CF]?)|(?= (?:°|[Dd]egrees?\b)))")


def _temperature(match: re.Match[str], _: Around) -> str:
    return spoken(f"{match[1]}.{match[2]}{match[3] or ''}")[0]


PHRASES = (Phrase("temperature", _PARTED, _temperature, FIGURE),)
