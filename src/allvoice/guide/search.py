"""Finds words in a guide.

Capitals, accents and the kinds of dashes and quotation marks do not matter, and any white space
matches any other. A match is a place to go to: each sentence that holds the words counts once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from allvoice.guide.model import Block, Guide, Position

LONGEST_QUERY_CHARS = 1_000
_LIKE = str.maketrans("‘’‚‛“”„‟‐‑‒–—―−", "''''\"\"\"\"-------")
_UNSURE = re.compile(r"[&<\[\]\\]")
"""Signs in Markdown whose display text may hold letters in another order, or other letters."""
_NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence that holds the words looked for."""

    position: Position
    """The sentence in which the words begin."""
    start: int
    end: int
    """The words: `text[start:end]` of the block's display text."""
    wrapped: bool
    """It was found past the end of the guide (or, backwards, past its start)."""


def next_match(
    guide: Guide, query: str, position: Position, *, include_here: bool = False
) -> Match | None:
    """Return the first match after a sentence, going on from the guide's start if need be.

    Args:
        guide: where to look.
        query: what to look for; nothing but white space finds nothing.
        position: the sentence to start from.
        include_here: the sentence itself counts as after; otherwise it comes last.
    """
    search = _Search.of(query)
    if search is None:
        return None
    here = guide.clamp(position)
    count = len(guide.blocks)
    for step in range(count + 1):
        block = guide.blocks[(here.block + step) % count]
        for found in search.places(block):
            at = found.position
            past_here = at >= here if include_here else at > here
            if step == 0 and not past_here:
                continue
            if step == count and past_here:
                return None
            wrapped = here.block + step >= count
            return Match(at, found.start, found.end, wrapped)
    return None


def previous_match(
    guide: Guide, query: str, position: Position, *, include_here: bool = False
) -> Match | None:
    """Return the first match before a sentence, going on from the guide's end if need be.

    Args:
        guide: where to look.
        query: what to look for; nothing but white space finds nothing.
        position: the sentence to start from.
        include_here: the sentence itself counts as before; otherwise it comes last.
    """
    search = _Search.of(query)
    if search is None:
        return None
    here = guide.clamp(position)
    count = len(guide.blocks)
    for step in range(count + 1):
        block = guide.blocks[(here.block - step) % count]
        for found in reversed(list(search.places(block))):
            at = found.position
            before_here = at <= here if include_here else at < here
            if step == 0 and not before_here:
                continue
            if step == count and before_here:
                return None
            return Match(at, found.start, found.end, here.block - step < 0)
    return None


def count_matches(guide: Guide, query: str, *, at_most: int | None = None) -> int:
    """Return how many sentences hold the words, or `at_most` as soon as that many were found.

    Args:
        guide: where to look.
        query: what to look for; nothing but white space finds nothing.
        at_most: where to stop counting; None to count them all.
    """
    search = _Search.of(query)
    count = 0
    if search is None:
        return 0
    for block in guide.blocks:
        for _ in search.places(block):
            if at_most is not None and count >= at_most:
                return count
            count += 1
    return count


@dataclass(frozen=True, slots=True)
class _Place:
    position: Position
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Search:
    pattern: re.Pattern[str]
    letters: str
    """The query without anything but letters and digits."""

    @classmethod
    def of(cls, query: str) -> _Search | None:
        words = "".join(map(_folded, query[:LONGEST_QUERY_CHARS])).split()
        if not words:
            return None
        pattern = re.compile(r"\s+".join(map(re.escape, words)))
        return cls(pattern, _NOT_WORDS.sub("", "".join(words)))

    def places(self, block: Block) -> Iterator[_Place]:
        """Yield the first match in each sentence of a block."""
        if self._ruled_out(block):
            return
        text = block.text
        folded, offsets = _fold(text)
        last = -1
        sentence, sentences = 0, block.sentences
        for match in self.pattern.finditer(folded):
            start, end = match.start(), match.end()
            if offsets is not None:
                start, end = offsets[start], offsets[end - 1] + 1
                while end < len(text) and not _folded(text[end]):
                    end += 1
            while sentence + 1 < len(sentences) and sentences[sentence].end <= start:
                sentence += 1
            if sentence != last:
                last = sentence
                yield _Place(Position(block.index, sentence), start, end)

    def _ruled_out(self, block: Block) -> bool:
        """Tell cheaply, where the content is not worked out yet, that it cannot match."""
        source = block.source_text
        if source is None or not self.letters or "content" in block.__dict__:
            return False
        if _UNSURE.search(source):
            return False
        return self.letters not in _NOT_WORDS.sub("", _fold(source)[0])


def _fold(text: str) -> tuple[str, list[int] | None]:
    """Return a text to compare, and where each of its characters stands in the text.

    There is no list where both have the same offsets.
    """
    if text.isascii():
        return text.lower(), None
    pieces: list[str] = []
    offsets: list[int] = []
    for offset, mark in enumerate(text):
        folded = _folded(mark)
        pieces.append(folded)
        offsets.extend([offset] * len(folded))
    return "".join(pieces), offsets


@lru_cache(maxsize=4_096)
def _folded(mark: str) -> str:
    """Return one character without case and accents; nothing for an accent alone."""
    if mark.isascii():
        return mark.lower()
    if mark.isspace():
        return " "
    plain = unicodedata.normalize("NFKD", mark.translate(_LIKE))
    kept = "".join(each for each in plain if not unicodedata.combining(each))
    return kept.casefold()
