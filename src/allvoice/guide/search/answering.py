"""Turns the passages that answer a question into places to go to, and tells how sure they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allvoice.guide.model import Guide, Position
from allvoice.guide.search.asking import Question
from allvoice.guide.search.finds import Change, How
from allvoice.guide.search.letters import Letters
from allvoice.guide.search.matching import AllWords, Match
from allvoice.guide.search.meanings import Meanings, Word
from allvoice.guide.search.passages import COMMON_WEIGHT, Passages, beginning
from allvoice.guide.search.ranking import By, Ranked, Ranking
from allvoice.guide.search.steps import Steps
from allvoice.guide.search.vocabulary import Vocabulary
from allvoice.guide.search.wording import TELLING_NOTHING, Unit

SURE = 0.5
"""From so much on a passage answers, whatever else holds the words."""
LEAST_OF_BEST = 0.5
"""A passage that has less than this share of what the best one has is none to offer."""


LEAST_SHARE = 0.2
"""Of a question: what has less of it answers something else."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage that may answer is gone to."""

    match: Match
    ranked: Ranked

    @property
    def is_sure(self) -> bool:
        """Whether it comes before places that only hold the words."""
        return self.ranked.by is not By.BLOCK and self.ranked.score >= SURE


class Answering:
    """Finds the places that answer best."""

    def __init__(
        self,
        guide: Guide,
        letters: Letters,
        vocabulary: Vocabulary,
        passages: Passages,
        meanings: Meanings,
    ) -> None:
        self._guide = guide
        self._vocabulary = vocabulary
        self._letters = letters
        self._passages = passages
        self._meanings = meanings

    def best(self, question: Question) -> Steps[list[Place]]:
        """Return the places that answer best, the best first; nothing where no word leads."""
        units = self._units(question)
        if not any(self._is_known(unit) for unit in units):
            return []
        ranking = Ranking(self._guide, self._vocabulary, self._passages, question.words, units)
        ranked = yield from ranking.best()
        if not ranked or not self._is_enough(units, ranked[0]):
            return []
        return [
            Place(self._match(units, each), each)
            for each in ranked
            if each.score >= LEAST_OF_BEST * ranked[0].score
            # Where words alone speak for the best, what is told of it must be so of all.
            and (ranked[0].by is not By.BLOCK or each.held >= ranked[0].held)
        ]

    def _units(self, question: Question) -> list[Unit]:
        return list(dict.fromkeys(self._passages.wording.units(question.words)))

    def _is_enough(self, units: Sequence[Unit], ranked: Ranked) -> bool:
        """Return whether more of a question is answered than who is ill."""
        held = [self._passages.weight(units[number]) for number in ranked.held]
        whole = sum(map(self._passages.weight, units))
        return sum(held) >= LEAST_SHARE * whole

    def _tells(self, unit: Unit) -> bool:
        """Return whether it is worth telling that a passage lacks a unit."""
        return unit.stems not in TELLING_NOTHING and self._passages.weight(unit) > COMMON_WEIGHT

    def _is_known(self, unit: Unit) -> bool:
        if unit.stems in TELLING_NOTHING:
            return False
        return bool(unit.concepts) or all(map(self._passages.knows, unit.stems))

    def told(self, question: Question, place: Place) -> tuple[str, list[Change]]:
        """Return what was looked for in the end, and what of the question was not found."""
        units = self._units(question)
        kept = [unit for number, unit in enumerate(units) if number in place.ranked.held]
        lost = [
            Change(How.APART if self._is_known(unit) else How.UNKNOWN, unit.typed)
            for number, unit in enumerate(units)
            if number not in place.ranked.held and self._tells(unit)
        ]
        words = [self._meanings.word(unit) for unit in kept]
        called = [
            word.change
            for word in words
            if word.change is not None
            and not (place.ranked.by is By.ASKED and self._passages.leads_with(word.typed))
        ]
        if place.is_sure:
            # The passage answers, whichever words it has: only what nobody would know is told.
            lost = [change for change in lost if change.how is not How.APART]
            called = [change for change in called if change.how is not How.LIKE]
        if not lost and not called:
            return question.folded, []
        if place.is_sure:
            left = {change.typed for change in lost}
            typed = " ".join(unit.typed for unit in units if unit.typed not in left)
            return typed or question.folded, [*lost, *called]
        if place.ranked.by is By.ASKED:
            return " ".join(unit.typed for unit in kept) or question.folded, [*lost, *called]
        return " ".join(word.label for word in words) or question.folded, [*lost, *called]

    def _match(self, units: Sequence[Unit], ranked: Ranked) -> Match:
        if ranked.by is By.ASKED:
            leads_to = self._guide.synonyms.answers[ranked.answer].leads_to
            for match in beginning(self._guide, self._letters, leads_to):
                if self._guide.blocks[match.position.block].section == ranked.section:
                    return match
        section = self._guide.sections[ranked.section]
        if ranked.by is By.BLOCK:
            block = self._guide.blocks[ranked.block]
            words = [self._meanings.word(unit) for unit in units]
            for match in self._in_block(words, block.index):
                return match
        title = self._guide.blocks[section.first_block].sentences[0]
        return Match(Position(section.first_block), title.start, title.end)

    def _in_block(self, words: Sequence[Word], index: int) -> list[Match]:
        """Return the sentence of a block with most of some words."""
        held = [
            word.group
            for word in words
            if any(
                all(index in self._vocabulary.blocks(each) for each in phrase)
                for phrase in word.group
            )
        ]
        matcher = AllWords(self._guide, self._vocabulary, held)
        return list(matcher.matches(self._guide.blocks[index]))[:1]
