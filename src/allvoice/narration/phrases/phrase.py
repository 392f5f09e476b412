"""A way to say several written words as one token."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from allvoice.narration.around import Around

FIGURE, SIGN, DASHED = "figure", "sign", "dashed"
"""What the first word of a phrase is like: it begins with a figure, with a sign, or it ends with a
dash."""


class Phrase(NamedTuple):
    """Words with white space between them that are said together, under a name for people."""

    name: str
    pattern: re.Pattern[str]
    """Matched where its first word begins, behind opening brackets; it ends where a word does,
    closing punctuation left out. It must take time in proportion to what it matches."""
    say: Callable[[re.Match[str], Around], str | None]
    """Return how it is said, in plain words, or None for another kind."""
    begins: str | frozenset[str]
    """FIGURE, SIGN or DASHED; or the first words it is asked about, in small letters, without the
    full stop behind them."""
