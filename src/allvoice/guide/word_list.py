"""Which words are everyday English, by a kept list of words and how often each was counted.

The list is asked about capitals and about words broken at a line's end. It is loaded for the first
such word that nothing else decides, which most texts never have: it takes a tenth of a second.
"""

from __future__ import annotations

from functools import cache

_LEAST_COUNTS = {2: 400_000, 3: 3_000, 4: 100, 5: 100}
"""Short words must have been counted more often: many letters in a row are some rare word."""
_LEAST_COUNT = 51
"""One less is what the list gives words that it never counted."""


def is_everyday(word: str) -> bool:
    """Return whether a word, in any letters, is an everyday one; single letters are none."""
    return word.lower() in _everyday()


@cache
def _everyday() -> frozenset[str]:
    # Here, because loading it at the start would delay the first word of every text.
    from spellchecker import SpellChecker

    return frozenset(
        word
        for word, count in SpellChecker(language="en").word_frequency.items()
        if len(word) > 1 and count >= _LEAST_COUNTS.get(len(word), _LEAST_COUNT)
    )
