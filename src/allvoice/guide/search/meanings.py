"""What the words of a question mean in a guide: what it calls them, how they are spelled. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allvoice.guide.model import Guide
from allvoice.guide.search.asking import Question
from allvoice.guide.search.finds import Change, How
from allvoice.guide.search.folding import stem, words_of
from allvoice.guide.search.matching import Group, Phrase
from allvoice.guide.search.nearest import Names, meant_word, near
from allvoice.guide.search.steps import Steps
from allvoice.guide.search.titles import LEAST_BEGUN_CHARS
from allvoice.guide.search.vocabulary import Vocabulary

MOST_TOGETHER = 4
"""So many pieces may one word have been parted into."""
_MOST_WORDS_OF_A_NAME = 6


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
        return " or ".join(self.used) if self.used else self.typed


class Meanings:
    """Tells what words stand for in a guide."""

    def __init__(self, guide: Guide, names: Names) -> None:
        """Take what the guide calls things, and how words are also written."""
        self._names = names
        self._said = {
            tuple(map(stem, words_of(said))): same.here
            for same in guide.synonyms.same
            for said in same.said
        }

    def called(self, question: Question, vocabulary: Vocabulary) -> list[Word]:
        """Return the words that tell something, with what the guide calls them."""
        words, found = question.words, list[Word]()
        at = 0
        while at < len(words):
            count, here = self._longest_said(words[at:])
            typed = " ".join(words[at : at + max(count, 1)])
            at += max(count, 1)
            if here:
                found.append(self._called_here(vocabulary, typed, here))
            elif typed in question.telling:
                group: Group = ((stem(typed),),) if vocabulary.holds(typed) else ()
                found.append(Word(typed, group))
        by_typed = {word.typed: word for word in found}
        return list(by_typed.values()) or [Word(word, ()) for word in question.telling]

    def _longest_said(self, words: Sequence[str]) -> tuple[int, tuple[str, ...]]:
        stems = tuple(map(stem, words))
        for count in range(min(len(words), _MOST_WORDS_OF_A_NAME), 0, -1):
            if here := self._said.get(stems[:count]):
                return count, here
        return 0, ()

    def _called_here(self, vocabulary: Vocabulary, typed: str, here: tuple[str, ...]) -> Word:
        phrases = [_phrase(each) for each in here]
        own = _phrase(typed)
        group = (*phrases, own) if all(map(vocabulary.blocks, own)) else tuple(phrases)
        return Word(typed, group, here, Change(How.CALLED, typed, here))

    def corrected(self, vocabulary: Vocabulary, words: list[Word]) -> Steps[list[Word]]:
        """Return words, and for those that nothing in the guide does for what they surely mean."""
        unknown = [word.typed for word in words if not word.group]
        if len(words) == len(unknown) and 1 < len(unknown) <= MOST_TOGETHER:
            joined = yield from self._meant(vocabulary, "".join(unknown), " ".join(unknown))
            if joined.group:
                return [joined]
        found = []
        for word in words:
            if not word.group:
                word = yield from self._meant(vocabulary, word.typed, word.typed)
            found.append(word)
        return found

    def _meant(self, vocabulary: Vocabulary, letters: str, typed: str) -> Steps[Word]:
        """Return what is meant by letters that are no word of the guide; no group if unknown."""
        if len(letters) >= LEAST_BEGUN_CHARS:
            begun = {(stem(each),) for each in vocabulary.beginning_with(letters)}
            if begun:
                return Word(typed, tuple(sorted(begun)))
        others = [words[0] for words in self._said if len(words) == 1]
        found = yield from near(letters, vocabulary, self._names, others)
        meant = meant_word(letters, found, vocabulary)
        if not meant:
            return Word(typed, ())
        here = self._said.get((stem(meant),))
        if here and not vocabulary.holds(meant):
            return self._called_here(vocabulary, typed, here)
        used = (self._names.written(meant),)
        return Word(typed, ((stem(meant),),), used, Change(How.CORRECTED, typed, used))


def _phrase(text: str) -> Phrase:
    return tuple(map(stem, words_of(text)))
