"""What the words of a question mean in a guide: what it calls them, how they are spelled. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from allvoice.guide.search.asking import Question
from allvoice.guide.search.finds import Change, How
from allvoice.guide.search.folding import stem
from allvoice.guide.search.matching import Group
from allvoice.guide.search.nearest import Names, meant_word, near
from allvoice.guide.search.steps import Steps
from allvoice.guide.search.vocabulary import Vocabulary
from allvoice.guide.search.wording import TELLING_NOTHING, Unit, Wording

LEAST_BEGUN_CHARS = 4
"""Of a word that is taken for the beginning of others."""
MOST_TOGETHER = 4
"""So many pieces may one word have been parted into."""
BEGUN = 0.75
"""A word that others begin with is so far off them: nearer than any with another letter."""
MOST_NAMES = 2
"""So many of what a guide calls something are told."""


@dataclass(slots=True)
class Word:
    """A word or words of the question, and what will do for it."""

    typed: str
    group: Group
    used: tuple[str, ...] = ()
    """What the group is called, where that is other than typed."""
    change: Change | None = None

    @property
    def label(self) -> str:
        """What is told to have been looked for."""
        return self.used[0] if self.used else self.typed


class Meanings:
    """Tells what words stand for in a guide."""

    def __init__(self, wording: Wording, vocabulary: Vocabulary, names: Names) -> None:
        """Take what the guide calls things, its words, and how words are also written."""
        self._wording = wording
        self._vocabulary = vocabulary
        self._names = names

    def called(self, question: Question) -> list[Word]:
        """Return the words that tell something, with what the guide calls them."""
        units = [
            unit
            for unit in self._wording.units(question.words)
            if unit.stems not in TELLING_NOTHING
        ]
        by_typed = {unit.typed: self.word(unit) for unit in units}
        return list(by_typed.values()) or [Word(word, ()) for word in question.telling]

    def word(self, unit: Unit) -> Word:
        """Return what will do for a unit."""
        own = (unit.stems,) if all(map(self._vocabulary.blocks, unit.stems)) else ()
        if not unit.concepts:
            return Word(unit.typed, own)
        names = unit.concepts & self._wording.names
        alike = unit.concepts - self._wording.kinds
        # What is told of a word is true of the very word: its own name before what is like it.
        numbers = sorted(names or alike or unit.concepts)
        phrases = [phrase for number in numbers for phrase in self._wording.here[number]]
        called = [name for number in numbers for name in self._wording.called[number]]
        if not alike:
            if own:
                return Word(unit.typed, own)
            return Word(unit.typed, tuple(phrases), (called[0],), Change(How.KIND, unit.typed))
        if unit.stems in phrases:
            return Word(unit.typed, tuple(dict.fromkeys(phrases)))
        used = tuple(dict.fromkeys(called))[:MOST_NAMES]
        group = tuple(dict.fromkeys((*phrases, *own)))
        how = How.CALLED if names else How.LIKE
        return Word(unit.typed, group, used, Change(how, unit.typed, used))

    def corrected(
        self, words: Sequence[Word], leads: Callable[[str], bool], others: Sequence[str]
    ) -> Steps[list[Word]]:
        """Return words, and for those that nothing in the guide does for what they surely mean.

        Args:
            words: what is asked for.
            leads: tells whether a word leads somewhere though the guide does not hold it.
            others: all words that do.
        """
        found: list[Word] = []
        at = 0
        while at < len(words):
            word, count = words[at], 1
            if not word.group and not leads(word.typed):
                word, count = yield from self._best_meant(words, at, others)
                if count < 0:
                    found.pop()
                    count = 1
            found.append(word)
            at += count
        return found

    def _best_meant(
        self, words: Sequence[Word], at: int, others: Sequence[str]
    ) -> Steps[tuple[Word, int]]:
        """Return what is meant by a word, alone or with the one before (-1) or those behind it."""
        best, best_distance = (Word(words[at].typed, ()), 1), math.inf
        for first, end in _parts(at, len(words)):
            part = words[first:end]
            letters = "".join(word.typed.replace(" ", "") for word in part)
            typed = " ".join(word.typed for word in part)
            word, distance = yield from self._meant(letters, typed, others)
            if word.group and distance < best_distance:
                best, best_distance = (word, -1 if first < at else end - at), distance
        return best

    def _meant(self, letters: str, typed: str, others: Sequence[str]) -> Steps[tuple[Word, float]]:
        """Return what is meant by letters that are no word of the guide, and how far it is off."""
        if len(letters) >= LEAST_BEGUN_CHARS:
            begun = {(stem(each),) for each in self._vocabulary.beginning_with(letters)}
            if begun:
                return Word(typed, tuple(sorted(begun))), BEGUN
        found = yield from near(letters, self._vocabulary, self._names, others)
        meant = meant_word(letters, found, self._vocabulary)
        if not meant:
            return Word(typed, ()), math.inf
        distance = next(each.distance for each in found if each.word == meant)
        used = (self._names.written(meant),)
        return Word(typed, ((stem(meant),),), used, Change(How.CORRECTED, typed, used)), distance


def _parts(at: int, count: int) -> Iterator[tuple[int, int]]:
    """Yield a word alone, with its neighbor behind and before it, and with more behind it."""
    yield at, at + 1
    for end in range(at + 2, min(at + MOST_TOGETHER, count) + 1):
        yield at, end
    if at:
        yield at - 1, at + 1
