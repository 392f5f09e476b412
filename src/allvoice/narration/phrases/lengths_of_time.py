"""Lengths of time with white space in them, as "x 2/52" and "for 5/7"."""

from __future__ import annotations

import re

from allvoice.narration import lengths_of_time
from allvoice.narration.around import Around
from allvoice.narration.phrases.phrase import SIGN, Phrase

_FOR = re.compile(rf"(?:[xX×]|[Ff]or|FOR)\s{lengths_of_time.WRITTEN}(?![\w/]|[.,]\d)")


def _length(match: re.Match[str], around: Around) -> str | None:
    if match[0][0] not in "fF" and around.before[-1:].isdecimal():
        return None
    after = match.string[match.end() : match.end() + 16]
    long = lengths_of_time.length(match, around.earlier, after)
    if long is None:
        return None
    first = "For" if match[0][0] == "F" else "for"
    return f"{'' if around.before.lower() == 'for' else first + ' '}{long}"


PHRASES = (
    Phrase("length of time", _FOR, _length, frozenset({"x", "for"})),
    Phrase("length of time", _FOR, _length, SIGN),
)
"""The phrases in the order in which they are asked."""
