"""What counts as a find: the very words, or all of some words, in whatever order."""

from __future__ import annotations

import bisect
import enum
import heapq
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from allvoice.guide.model import Block, Guide, Position
from allvoice.guide.search.folding import WORD, fold, letters_alone, range_in, stem
from allvoice.guide.search.letters import Letters
from allvoice.guide.search.vocabulary import Vocabulary

SHORT_CHARS = 3
"""A word as short as this stands in many others by chance: it is found as a whole word."""


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence that holds what is looked for."""

    position: Position
    start: int
    end: int
    """The words: `text[start:end]` of the block's display text."""


class Matcher(Protocol):
    """Knows what is looked for."""

    def candidates(self, first: int, end: int) -> Iterator[int]:
        """Yield those of some blocks, in order, that may hold it."""
        ...

    def matches(self, block: Block) -> Iterator[Match]:
        """Yield where a block holds it, one place a sentence, in order."""
        ...


class Within(enum.Enum):
    """Where in words the letters looked for may stand."""

    WORD_START = "word start"
    """At the start of a word; a short one is the whole word."""
    RUN_TOGETHER = "run together"
    """From the start of a word to the end of one, whatever stands between the letters."""
    ANYWHERE = "anywhere"


class Text:
    """Finds the very words."""

    def __init__(self, folded: str, letters: Letters, within: Within) -> None:
        """Look for a text.

        Args:
            folded: what is looked for, folded; any white space is like any other.
            letters: of the guide.
            within: where in words it may stand.
        """
        self._letters = letters
        self._wanted = letters_alone(folded)
        words = folded.split()
        pattern = r"\s+".join(map(re.escape, words))
        if within is Within.RUN_TOGETHER:
            joined = r"[\W_]*".join(map(re.escape, self._wanted))
            pattern = rf"(?<![^\W_]){joined}(?![^\W_])"
        elif within is Within.WORD_START:
            whole = r"(?:s?(?![^\W_]))" if len(self._wanted) <= SHORT_CHARS else ""
            pattern = rf"(?<![^\W_]){pattern}{whole}"
        self._pattern = re.compile(pattern)

    def candidates(self, first: int, end: int) -> Iterator[int]:
        """Yield those of some blocks, in order, that may hold it."""
        return self._letters.holding(self._wanted, first, end)

    def matches(self, block: Block) -> Iterator[Match]:
        """Yield the first place in each sentence of a block."""
        text = block.text
        folded, offsets = fold(text)
        last = -1
        for found in self._pattern.finditer(folded):
            start, end = range_in(text, offsets, *found.span())
            sentence = _sentence_at(block, start)
            if sentence != last:
                last = sentence
                yield Match(Position(block.index, sentence), start, end)


Phrase = tuple[str, ...]
"""Stems of words that follow one another."""
Group = tuple[Phrase, ...]
"""Any of them will do."""


@dataclass(frozen=True, slots=True)
class _Token:
    stem: str
    start: int
    end: int


class AllWords:
    """Finds blocks that hold a phrase of each group, in whatever order and however far apart."""

    def __init__(
        self, guide: Guide, vocabulary: Vocabulary, groups: Sequence[Group], *, titles: bool = False
    ) -> None:
        """Look for some phrases.

        Args:
            guide: where to look.
            vocabulary: which blocks hold which words.
            groups: of each one phrase is wanted.
            titles: the titles of its section and chapter count as words of a block, which must hold
                one of them itself.
        """
        self._groups = groups
        held = [_blocks_with(vocabulary, group) for group in groups]
        wanted = held
        if titles:
            wanted = [each | _titled(guide, each) for each in held]
        in_all: set[int] = set.intersection(*wanted) if wanted else set()
        if titles:
            in_all &= set[int]().union(*held)
        self._blocks = sorted(in_all)

    def candidates(self, first: int, end: int) -> Iterator[int]:
        """Yield those of some blocks, in order, that may hold it."""
        low = bisect.bisect_left(self._blocks, first)
        high = bisect.bisect_left(self._blocks, end)
        return iter(self._blocks[low:high])

    def matches(self, block: Block) -> Iterator[Match]:
        """Yield the sentences with all that is wanted, or the one with most of it."""
        text = block.text
        folded, offsets = fold(text)
        tokens = [_Token(stem(each[0]), *each.span()) for each in WORD.finditer(folded)]
        in_sentence: dict[int, dict[int, tuple[int, int]]] = {}
        for number, group in enumerate(self._groups):
            for start, end in _occurrences(tokens, group):
                at = range_in(text, offsets, start, end)
                found = in_sentence.setdefault(_sentence_at(block, at[0]), {})
                found.setdefault(number, at)
        if not in_sentence:
            return
        most = max(map(len, in_sentence.values()))
        best = [sentence for sentence in sorted(in_sentence) if len(in_sentence[sentence]) == most]
        for sentence in best if most == len(self._groups) else best[:1]:
            start, end = min(in_sentence[sentence].values())
            yield Match(Position(block.index, sentence), start, end)


def _blocks_with(vocabulary: Vocabulary, group: Group) -> set[int]:
    found: set[int] = set()
    for phrase in group:
        found |= set.intersection(*(vocabulary.blocks(each) for each in phrase))
    return found


def _titled(guide: Guide, blocks: set[int]) -> set[int]:
    """Return all blocks of the sections and chapters whose titles are among some blocks."""
    found: set[int] = set()
    for index in blocks:
        section = guide.sections[guide.blocks[index].section]
        if section.first_block == index:
            found.update(range(*_reach(guide, section.index)))
    return found


def _reach(guide: Guide, index: int) -> tuple[int, int]:
    first, last = guide.blocks_within(guide.sections[index])
    return first, last + 1


def _occurrences(tokens: Sequence[_Token], group: Group) -> Iterator[tuple[int, int]]:
    by_first = {phrase[0] for phrase in group}
    for at, token in enumerate(tokens):
        if token.stem not in by_first:
            continue
        for phrase in group:
            part = tokens[at : at + len(phrase)]
            if len(part) == len(phrase) and all(
                each.stem == wanted for each, wanted in zip(part, phrase, strict=True)
            ):
                yield token.start, part[-1].end
                break


def _sentence_at(block: Block, offset: int) -> int:
    """Return the sentence of a block in which a place of its text lies."""
    starts = [sentence.start for sentence in itertools.islice(block.sentences, 1, None)]
    return bisect.bisect_right(starts, offset)


class Listed:
    """Finds places that are known already."""

    def __init__(self, matches: Sequence[Match]) -> None:
        """Take them; they need not be in order."""
        self._by_block: dict[int, list[Match]] = {}
        for match in sorted(matches, key=lambda each: each.position):
            of_block = self._by_block.setdefault(match.position.block, [])
            if all(each.position != match.position for each in of_block):
                of_block.append(match)

    def candidates(self, first: int, end: int) -> Iterator[int]:
        """Yield those of some blocks, in order, that may hold it."""
        return iter([block for block in sorted(self._by_block) if first <= block < end])

    def matches(self, block: Block) -> Iterator[Match]:
        """Yield the places in a block."""
        return iter(self._by_block.get(block.index, ()))


class Either:
    """Finds what either of two finds."""

    def __init__(self, one: Matcher, other: Matcher) -> None:
        self._both = one, other

    def candidates(self, first: int, end: int) -> Iterator[int]:
        """Yield those of some blocks, in order, that may hold it."""
        merged = heapq.merge(*(each.candidates(first, end) for each in self._both))
        return (block for block, _ in itertools.groupby(merged))

    def matches(self, block: Block) -> Iterator[Match]:
        """Yield one place a sentence."""
        by_sentence: dict[Position, Match] = {}
        for each in self._both:
            for match in each.matches(block):
                by_sentence.setdefault(match.position, match)
        return iter([by_sentence[position] for position in sorted(by_sentence)])
