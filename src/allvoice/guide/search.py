"""Finding words in a guide, whatever their case and accents.

A match is given by sentence, the unit a listener moves by: of several matches in a sentence the
first counts. Blocks are looked at one by one from the place the search starts, and those whose
Markdown cannot hold the words are passed by before their content is worked out.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from allvoice.guide.model import Block, Guide, Position

_LINK_END = re.compile(r"\]\([^\s()<>\\]*\)")
_HIDES_WORDS = re.compile(r"[&<]|!\[|\][\[(]")
"""Markdown that may show words other than it is written with, or join those it parts."""
_MARKS = re.compile(r"[*_~`^\[\]\\]+")
_PLAIN_SIGNS = dict(zip("‘’‚‛′“”„‟″‐‑‒–—−", "'''''\"\"\"\"\"------", strict=True))


@dataclass(frozen=True, slots=True)
class Match:
    """Words that were found: `text[start:end]` of the position's block."""

    position: Position
    """The sentence the words begin in."""
    start: int
    end: int
    wrapped: bool
    """The search went on at the other end of the guide."""


def next_match(
    guide: Guide, query: str, position: Position, *, include_here: bool = False
) -> Match | None:
    """Return the first match after a sentence, going on at the start of the guide.

    Args:
        guide: where to look.
        query: words; white space between them stands for any white space.
        position: the sentence to look from; it is looked at last.
        include_here: look at that sentence first.
    """
    looked_for = _Query.of(query)
    if looked_for is None:
        return None
    position = guide.clamp(position)
    blocks = guide.blocks
    here = looked_for.matches(blocks[position.block])
    for match in here:
        if match.position > position or (include_here and match.position == position):
            return match
    for block in blocks[position.block + 1 :]:
        for match in looked_for.matches(block):
            return match
    for block in blocks[: position.block]:
        for match in looked_for.matches(block):
            return _wrapped(match)
    return _wrapped(here[0]) if here else None


def previous_match(guide: Guide, query: str, position: Position) -> Match | None:
    """Return the last match before a sentence, going on at the end of the guide.

    Args:
        guide: where to look.
        query: words; white space between them stands for any white space.
        position: the sentence to look from; it is looked at last.
    """
    looked_for = _Query.of(query)
    if looked_for is None:
        return None
    position = guide.clamp(position)
    blocks = guide.blocks
    here = looked_for.matches(blocks[position.block])
    for match in reversed(here):
        if match.position < position:
            return match
    for block in reversed(blocks[: position.block]):
        for match in reversed(looked_for.matches(block)):
            return match
    for block in reversed(blocks[position.block + 1 :]):
        for match in reversed(looked_for.matches(block)):
            return _wrapped(match)
    return _wrapped(here[-1]) if here else None


def _wrapped(match: Match) -> Match:
    return Match(match.position, match.start, match.end, True)


class _Folding(dict[int, str]):
    """A table for `str.translate` that fills itself: no case, no accents, plain quotes, dashes."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        plain = unicodedata.normalize("NFKD", _PLAIN_SIGNS.get(sign, sign).casefold())
        folded = "".join(each for each in plain.casefold() if not unicodedata.combining(each))
        if folded.strip() != folded:
            # A lone accent is a space with an accent on it; it must not pass for white space.
            folded = " " if sign.isspace() else sign
        self[code] = folded
        return folded


@dataclass(frozen=True, slots=True)
class _Query:
    words: tuple[str, ...]
    pattern: re.Pattern[str]
    folding: _Folding = field(default_factory=_Folding)

    @classmethod
    def of(cls, query: str) -> _Query | None:
        folding = _Folding()
        words = query.translate(folding).split()
        if not words:
            return None
        written = tuple(_MARKS.sub("", word) for word in words)
        return cls(written, re.compile(r"\s+".join(map(re.escape, words))), folding)

    def matches(self, block: Block) -> list[Match]:
        """Return the first match of every sentence of a block that has one."""
        if not self._may_be_in(block):
            return []
        starts = [sentence.start for sentence in block.sentences]
        found: list[Match] = []
        last_sentence = -1
        for start, end in self._ranges(block.text):
            sentence = max(0, bisect_right(starts, start) - 1)
            if sentence > last_sentence:
                found.append(Match(Position(block.index, sentence), start, end, False))
                last_sentence = sentence
        return found

    def _may_be_in(self, block: Block) -> bool:
        source = block.source_text
        if source is None:
            return True
        without_links = _LINK_END.sub("", source)
        if _HIDES_WORDS.search(without_links):
            return True
        # What looks like a link may turn out to be text.
        written = {_MARKS.sub("", self._folded(each)) for each in (source, without_links)}
        return any(all(word in each for word in self.words) for each in written)

    def _folded(self, text: str) -> str:
        return text.lower() if text.isascii() else text.translate(self.folding)

    def _ranges(self, text: str) -> Iterator[tuple[int, int]]:
        folded = self._folded(text)
        matches = self.pattern.finditer(folded)
        if text.isascii():
            yield from (match.span() for match in matches)
            return
        origins: list[int] | None = None
        for match in matches:
            if origins is None:
                origins = [at for at, sign in enumerate(text) for _ in self.folding[ord(sign)]]
            start, end = origins[match.start()], origins[match.end() - 1] + 1
            # Accents that stand behind their letter belong to it.
            while end < len(text) and not self.folding[ord(text[end])]:
                end += 1
            yield start, end
