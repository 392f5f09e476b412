"""Where noise is found, and where it must stay."""

from __future__ import annotations

import re

Span = tuple[int, int]
"""Where something begins and ends in the text of a sentence."""

_FIGURE_BEFORE = re.compile(r"[\d½¼¾⅓⅔⅛%°]\s*\Z")
_FIGURE_AFTER = re.compile(r"\s*[-–—−<>≤≥~≈±+/×x]?\s*[\d½¼¾⅓⅔⅛]")
_LOOKED_AT_CHARS = 12


def stands_between_figures(text: str, start: int, end: int) -> bool:
    """Return whether without a piece two figures would stand side by side."""
    before = text[max(0, start - _LOOKED_AT_CHARS) : start]
    after = text[end : end + _LOOKED_AT_CHARS]
    return bool(_FIGURE_BEFORE.search(before) and _FIGURE_AFTER.match(after))
