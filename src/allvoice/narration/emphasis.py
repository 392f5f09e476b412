"""Bold and italic words that stress what must not be missed: "do **not** crush"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from allvoice.guide.model import Block, Style
from allvoice.narration.model import Token

MOST_WORDS = 4
"""In longer ones nothing is stressed more than the rest."""
_STRONG = Style.STRONG | Style.EMPHASIS
_STRESSED_WORDS = (
    "always avoid call cannot don't hold immediately must never no none not nothing now only stop "
    "without"
)
_STRESSED = frozenset(_STRESSED_WORDS.split())
"""Negations and orders. Names of things are bold too, as what a word list explains."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def stressed(block: Block, tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens of a sentence, those slower that a short negation or order has in bold."""
    spans = [
        (span.start, span.end)
        for span in block.content.spans
        if span.style & _STRONG and _is_stress(block.text, span.start, span.end)
    ]
    if not spans:
        return list(tokens)
    return [
        replace(token, slow=True)
        if token.start is not None
        and token.end is not None
        and any(start < token.end and token.start < end for start, end in spans)
        else token
        for token in tokens
    ]


def _is_stress(text: str, start: int, end: int) -> bool:
    # A block in one style may be long: no more of it is looked at than four words can have.
    if end - start > MOST_WORDS * 20:
        return False
    words = _WORD.findall(text[start:end])
    return len(words) <= MOST_WORDS and any(
        word.lower().replace("’", "'") in _STRESSED for word in words
    )
