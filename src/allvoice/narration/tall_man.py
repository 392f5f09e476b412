"""The spellings of pharmacies that part two names by their capitals, as "vinCRIStine"."""

from __future__ import annotations

import re

_LETTERS = re.compile(r"[A-Za-z]+")
_RUN = re.compile("[A-Z]{3,}")
_VOWEL = re.compile("[AEIOUY]")
_ABBREVIATION = re.compile(r"[a-z]{0,3}[A-Z]+s?")
"""As "NSAIDs" and "mRNA"."""
_LEAST_LETTERS, _LEAST_SMALL = 6, 3


def folded(written: str) -> str:
    """Return a token with the names in it that are spelled so in small letters."""
    return _LETTERS.sub(_small, written)


def _small(found: re.Match[str]) -> str:
    word = found[0]
    if len(word) < _LEAST_LETTERS or word.isupper() or word.islower():
        return word
    runs = _RUN.findall(word)
    small = sum(map(str.islower, word))
    if not runs or small < _LEAST_SMALL or _ABBREVIATION.fullmatch(word):
        return word
    # "postHSCT": letters without a vowel are no part of a name.
    return word.lower() if all(map(_VOWEL.search, runs)) else word
