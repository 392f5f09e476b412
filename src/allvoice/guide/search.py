"""Finds words in a guide.

Capitals, accents and the kinds of dashes and quotation marks do not matter, and any white space
matches any other. A match is a place to go to: each sentence that holds the words counts once.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from allvoice.guide.model import Block, Guide, Position

LONGEST_QUERY_CHARS = 1_000
_LIKE = str.maketrans("‘’‚‛“”„‟‐‑‒–—―−", "''''\"\"\"\"-------")
_NOT_WORDS = re.compile(r"[\W_]+")
_NO_LETTERS = {code: None for code in range(128) if not chr(code).isalnum()}
BLOCKS_A_STEP = 500
"""So many blocks have their letters gathered at once."""
T = TypeVar("T")


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


Steps = Generator[None, None, T]
"""Work that stops after each short piece of itself, so that something else can be done."""


def whole(steps: Steps[T]) -> T:
    """Do all of some work and return what comes of it."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: T = end.value
            return found


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
    return whole(look(guide, query, position, 1, include_here=include_here))


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
    return whole(look(guide, query, position, -1, include_here=include_here))


def look(
    guide: Guide, query: str, position: Position, step: int, *, include_here: bool = False
) -> Steps[Match | None]:
    """Look for the first match after a sentence (1) or before it (-1), round the whole guide.

    Args:
        guide: where to look.
        query: what to look for; nothing but white space finds nothing.
        position: the sentence to start from.
        step: the direction.
        include_here: the sentence itself counts as on the way; otherwise it comes last.
    """
    search = _Search.of(query)
    if search is None:
        return None
    letters = yield from _letters_of(guide)
    here = guide.clamp(position)
    for index in search.candidates(letters, here.block, step):
        yield
        places = list(search.places(guide.blocks[index]))
        for found in places if step > 0 else reversed(places):
            at = found.position
            on_the_way = (at > here if step > 0 else at < here) or (include_here and at == here)
            wrapped = not on_the_way if index == here.block else (index - here.block) * step < 0
            if index == here.block and wrapped:
                continue
            return Match(at, found.start, found.end, wrapped)
    # Round the whole guide, to what of this block was passed over.
    places = list(search.places(guide.blocks[here.block]))
    for found in places if step > 0 else reversed(places):
        at = found.position
        if (at <= here if step > 0 else at >= here) and not (include_here and at == here):
            return Match(at, found.start, found.end, wrapped=True)
    return None


def count_matches(guide: Guide, query: str, *, at_most: int | None = None) -> int:
    """Return how many sentences hold the words, or `at_most` as soon as that many were found.

    Args:
        guide: where to look.
        query: what to look for; nothing but white space finds nothing.
        at_most: where to stop counting; None to count them all.
    """
    return whole(count(guide, query, at_most=at_most))


def count(guide: Guide, query: str, *, at_most: int | None = None) -> Steps[int]:
    """Do the same as `count_matches`, step by step."""
    search = _Search.of(query)
    found = 0
    if search is None:
        return 0
    letters = yield from _letters_of(guide)
    for index in search.candidates(letters, 0, 1):
        yield
        for _ in search.places(guide.blocks[index]):
            if at_most is not None and found >= at_most:
                return found
            found += 1
    return found


def blocks_that_may_hold(guide: Guide, text: str, blocks: range) -> Iterator[int]:
    """Yield those of some blocks, in order, whose display text may hold a text."""
    letters = whole(_letters_of(guide))
    return letters.holding(_letters(text), blocks.start, blocks.stop)


class _Letters:
    """The letters and digits of all blocks, one after the other: most are ruled out by them.

    Where the source alone does not tell the letters, the block always has to be looked at.
    """

    def __init__(self, of_blocks: Sequence[str | None]) -> None:
        self._starts: list[int] = []
        self._unsure = [index for index, letters in enumerate(of_blocks) if letters is None]
        at = 0
        for letters in of_blocks:
            self._starts.append(at)
            at += len(letters or "") + 1
        self._joined = "\n".join(letters or "" for letters in of_blocks)

    @property
    def count(self) -> int:
        """How many blocks there are."""
        return len(self._starts)

    def holding(self, letters: str, first: int, end: int) -> Iterator[int]:
        """Yield the blocks from the first on, in order, that may hold some letters."""
        unsure = iter(self._unsure[bisect.bisect_left(self._unsure, first) :])
        waiting = next(unsure, end)
        block = first
        while block < end:
            found = end
            if letters:
                at = self._joined.find(letters, self._starts[block], self._end(end))
                if at >= 0:
                    found = bisect.bisect_right(self._starts, at) - 1
            else:
                found = block
            while waiting < min(found, end):
                yield waiting
                waiting = next(unsure, end)
            if found >= end:
                return
            yield found
            if waiting == found:
                waiting = next(unsure, end)
            block = found + 1
        while waiting < end:
            yield waiting
            waiting = next(unsure, end)

    def holding_backwards(self, letters: str, first: int, end: int) -> Iterator[int]:
        """Yield the blocks before the end, the last one first, that may hold some letters."""
        unsure = iter(self._unsure[: bisect.bisect_left(self._unsure, end)][::-1])
        waiting = next(unsure, -1)
        block = end
        while block > first:
            found = -1
            if letters:
                at = self._joined.rfind(letters, self._starts[first], self._end(block))
                if at >= 0:
                    found = bisect.bisect_right(self._starts, at) - 1
            else:
                found = block - 1
            while waiting >= max(found + 1, first):
                yield waiting
                waiting = next(unsure, -1)
            if found < first:
                return
            yield found
            if waiting == found:
                waiting = next(unsure, -1)
            block = found
        while waiting >= first:
            yield waiting
            waiting = next(unsure, -1)

    def _end(self, block: int) -> int:
        return self._starts[block] if block < len(self._starts) else len(self._joined)


def _letters_of(guide: Guide) -> Steps[_Letters]:
    known = guide.search_index
    if isinstance(known, _Letters):
        return known
    found: list[str | None] = []
    for block in guide.blocks:
        if not len(found) % BLOCKS_A_STEP:
            yield
        text = block.search_text
        found.append(None if text is None else _letters(text))
    known = guide.search_index = _Letters(found)
    return known


def _letters(text: str) -> str:
    """Return the letters and digits of a text as `_folded` has them, in one go."""
    if text.isascii():
        return text.lower().translate(_NO_LETTERS)
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKD", text).casefold())


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

    def candidates(self, letters: _Letters, here: int, step: int) -> Iterator[int]:
        """Yield the blocks that may match, each once, from one on and round the guide."""
        count = letters.count
        if step > 0:
            yield from letters.holding(self.letters, here, count)
            yield from letters.holding(self.letters, 0, here)
        else:
            yield from letters.holding_backwards(self.letters, 0, here + 1)
            yield from letters.holding_backwards(self.letters, here + 1, count)


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
