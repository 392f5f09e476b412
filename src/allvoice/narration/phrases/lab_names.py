"""Names of blood tests in two short words, as "T. bili"."""

from __future__ import annotations

import re

from allvoice.narration.around import Around
from allvoice.narration.phrases.phrase import Phrase

_BILIRUBIN = re.compile(r"([TD])\.? [Bb]ili(?:rubin)?")
_PHOSPHATASE = re.compile(r"[Aa]lk\.? [Pp]hos")


def _bilirubin(match: re.Match[str], _: Around) -> str:
    return "total bilirubin" if match[1] == "T" else "direct bilirubin"


def _phosphatase(_match: re.Match[str], _: Around) -> str:
    return "alkaline phosphatase"


PHRASES = (
    Phrase("blood test", _BILIRUBIN, _bilirubin, frozenset({"t", "d"})),
    Phrase("blood test", _PHOSPHATASE, _phosphatase, frozenset({"alk"})),
)
