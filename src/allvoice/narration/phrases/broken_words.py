"""Words that a hyphen breaks at the end of a line, as "medi- cines"."""

from __future__ import annotations

import re

from allvoice.guide.word_list import is_everyday
from allvoice.narration.around import Around
from allvoice.narration.phrases.phrase import DASHED, Phrase

_BROKEN = re.compile(r"([A-Z]?[a-z]{1,20})[-‐] ([a-z]{2,20})(?![\w-])")
_JOINING = frozenset({"and", "or", "to", "nor", "but", "through", "versus", "vs"})
""""Low- or high-dose" is no broken word."""


def _whole(match: re.Match[str], _: Around) -> str | None:
    first, last = match[1], match[2]
    if last in _JOINING or not is_everyday(first + last):
        return None
    # "Under- stand" may be two words that only look like one.
    return None if is_everyday(first) and is_everyday(last) else first + last


PHRASES = (Phrase("word broken at a line's end", _BROKEN, _whole, DASHED),)
