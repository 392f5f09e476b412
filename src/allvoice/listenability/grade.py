"""Reading grade by Flesch and Kincaid (1975), for text that is heard."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
KNOWN_SYLLABLES = 2
"""The name of a medicine counts as so many: it is said slowly, and the listener has heard it
before, however long it is. Other words of the lexicon are as hard as they are anywhere."""


def words_of(text: str) -> list[str]:
    """Return the words of a text, hyphenated ones whole."""
    return _WORD.findall(text)


def grade(sentences: Sequence[str], is_known: Callable[[str], bool]) -> float:
    """Return the US school grade that is needed to follow some sentences.

    Args:
        sentences: at least one word in all.
        is_known: whether a word counts as one of two syllables.
    """
    words = [word for sentence in sentences for word in words_of(sentence)]
    if not words:
        return 0.0
    syllables = sum(
        min(KNOWN_SYLLABLES, syllable_count(word)) if is_known(word) else syllable_count(word)
        for word in words
    )
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


@lru_cache(maxsize=20_000)
def syllable_count(word: str) -> int:
    """Return how many syllables a word has, by where it could be hyphenated.

    The same count as textstat 0.7.4 makes; where a word may not be broken near its ends it comes
    out a little low.
    """
    hyphenation = _hyphenation()
    parts = re.split(r"[-'’]", word.lower())
    # "Don't" is one word of one piece; "blood-forming" is as long as both its words.
    pieces = [part for part in parts if len(part) > 2] or parts[:1]
    return sum(len(hyphenation.positions(piece)) + 1 for piece in pieces)


@lru_cache(maxsize=1)
def _hyphenation() -> Any:
    import pyphen

    return pyphen.Pyphen(lang="en_US")
