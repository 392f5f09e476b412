"""What makes no difference to a search: capitals, accents, kinds of dashes, endings of words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LIKE = str.maketrans("‘’‚‛“”„‟‐‑‒–—―−", "''''\"\"\"\"-------")
_NOT_WORDS = re.compile(r"[\W_]+")
_NO_LETTERS = {code: None for code in range(128) if not chr(code).isalnum()}
WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:'[^\W_]+)*")
"""A word or a figure in folded text."""
_IRREGULAR = {
    "fell": "fall", "fallen": "fall", "threw": "throw", "thrown": "throw", "ate": "eat",
    "eaten": "eat", "slept": "sleep", "bled": "bleed", "took": "take", "taken": "take",
    "broke": "break", "broken": "break", "swollen": "swell", "felt": "feel", "lost": "lose",
    "forgot": "forget", "forgotten": "forget", "drank": "drink", "bit": "bite", "bitten": "bite",
    "teeth": "tooth", "feet": "foot", "children": "child", "woke": "wake", "woken": "wake",
    "yellowish": "yellow", "reddish": "red", "bluish": "blue", "greenish": "green",
    "pinkish": "pink", "brownish": "brown", "spilt": "spill", "burnt": "burn", "drove": "drive",
    "kept": "keep",
}  # fmt: skip
_SILENT = ("se", "ke", "pe", "ze")
LEAST_LETTERS = 3
"""What is left of a word without its ending has so many at least."""


def fold(text: str) -> tuple[str, list[int] | None]:
    """Return a text to compare, and where each of its characters stands in the text.

    There is no list where both have the same offsets.
    """
    if text.isascii():
        return text.lower(), None
    pieces: list[str] = []
    offsets: list[int] = []
    for offset, mark in enumerate(text):
        folded = fold_mark(mark)
        pieces.append(folded)
        offsets.extend([offset] * len(folded))
    return "".join(pieces), offsets


@lru_cache(maxsize=4_096)
def fold_mark(mark: str) -> str:
    """Return one character without case and accents; nothing for an accent alone."""
    if mark.isascii():
        return mark.lower()
    if mark.isspace():
        return " "
    plain = unicodedata.normalize("NFKD", mark.translate(_LIKE))
    kept = "".join(each for each in plain if not unicodedata.combining(each))
    return kept.casefold()


def letters_alone(text: str) -> str:
    """Return the letters and digits of a text as `fold` has them, in one go."""
    if text.isascii():
        return text.lower().translate(_NO_LETTERS)
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKD", text).casefold())


def range_in(text: str, offsets: list[int] | None, start: int, end: int) -> tuple[int, int]:
    """Return where in a text a range of its folded form stands.

    Args:
        text: the text.
        offsets: as `fold` returned them.
        start: where the range begins.
        end: where it ends.
    """
    if offsets is None:
        return start, end
    start, end = offsets[start], offsets[end - 1] + 1
    while end < len(text) and not fold_mark(text[end]):
        end += 1
    return start, end


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded, in order."""
    return WORD.findall(fold(text)[0])


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return a folded word without its usual endings: "bruising" and "bruises" as "bruis"."""
    word = word.removesuffix("'s")
    word = _IRREGULAR.get(word, word)
    if len(word) > LEAST_LETTERS + 1 and word.endswith("ies"):
        word = f"{word[:-3]}y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif len(word) > LEAST_LETTERS and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= LEAST_LETTERS and not word.endswith("eed"):
            is_doubled = rest[-1] == rest[-2] and rest[-1] not in "lsz"
            word = rest[:-1] if is_doubled else rest
            break
    is_silent = len(word) > LEAST_LETTERS + 1 or word.endswith(_SILENT)
    return word[:-1] if is_silent and len(word) > LEAST_LETTERS and word.endswith("e") else word
