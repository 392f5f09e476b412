"""What each section of a guide answers: by its title, and by the questions that lead to it.

Worked out once, at the first search that needs it.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from allvoice.guide.glossary import explains
from allvoice.guide.model import BlockKind, Guide
from allvoice.guide.questions import may_ask
from allvoice.guide.search.common import COMMON, PARTICLES, PLAIN
from allvoice.guide.search.folding import fold, letters_alone, words_of
from allvoice.guide.search.letters import Letters
from allvoice.guide.search.matching import Match, Phrase, Text, Within
from allvoice.guide.search.steps import Steps
from allvoice.guide.search.vocabulary import Vocabulary
from allvoice.guide.search.wording import FIGURE, NO, SELF, Unit, Wording, is_figure, tokens_of
from allvoice.guide.urgent import urgent_blocks

_NAME = "passages"
TEXTS_A_STEP = 100
ANY_FIGURE = "0"
"""Figures are alike, whatever they are."""
FIGURE_WEIGHT = 0.8
COMMON_WEIGHT, PLAIN_WEIGHT = 0.8, 0.35
NAMED_WEIGHT, EVERYDAY_WEIGHT, SELF_WEIGHT = 1.5, 2.5, 0.6
"""What a guide's own list has a name for tells so much at least, however often it is there."""
NO_WEIGHT = 0.5
LEAST_WEIGHT, MOST_WEIGHT = 0.3, 4.5
URGENT = 1.08
"""What tells when to call comes before what says the same elsewhere."""
ASKING, EXPLAINING, OPENING = 0.5, 0.6, 0.8
"""Questions to the team are no answers, a glossary is short; a title alone tells little."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text that leads to a passage: a title, or a question in plain words."""

    units: tuple[Unit, ...]
    words: tuple[str, ...]
    """All of its words, also those that only join others."""
    leads_to: int
    """Index of a section, or of an answer of the guide's list."""

    @property
    def stems(self) -> set[str]:
        """Those of all units."""
        return {each for unit in self.units for each in unit.stems}

    @property
    def concepts(self) -> set[int]:
        """Those of all units."""
        return {each for unit in self.units for each in unit.concepts}


class Passages:
    """What leads to each section."""

    def __init__(self, guide: Guide, vocabulary: Vocabulary, wording: Wording) -> None:
        self.wording = wording
        self.titles: list[Wanted] = []
        self.asked: list[Wanted] = []
        self.words: set[str] = set()
        """Those of the questions, as they are written but for capitals."""
        self.leads: dict[int, tuple[int, ...]] = {}
        """The sections that each answer of the guide's list leads to, the best first."""
        self.factors = _factors(guide)
        self._guide = guide
        self._vocabulary = vocabulary
        self._asked_with: dict[str | int, list[int]] = {}
        self._titles_with: dict[str | int, list[int]] = {}
        self._weights: dict[Unit, float] = {}
        self._units: dict[Unit, Unit] = {}

    def add_title(self, section: int, title: str) -> None:
        """Take the title of a section."""
        self._take(self._wanted(words_of(title), section), self.titles, self._titles_with)

    def add_asked(self, answer: int, asked: str) -> None:
        """Take a question in plain words."""
        words = words_of(asked.replace(FIGURE, ANY_FIGURE))
        self.words.update(words)
        self._take(self._wanted(words, answer), self.asked, self._asked_with)

    def _take(
        self, wanted: Wanted, texts: list[Wanted], texts_with: dict[str | int, list[int]]
    ) -> None:
        for each in _keys(wanted.stems, wanted.concepts):
            if isinstance(each, str) and is_figure(each):
                continue
            texts_with.setdefault(each, []).append(len(texts))
        texts.append(wanted)

    def titles_like(self, units: Sequence[Unit]) -> list[Wanted]:
        """Return the titles that share something with a question."""
        return [self.titles[each] for each in _with(self._titles_with, units)]

    def asked_like(self, units: Sequence[Unit]) -> list[Wanted]:
        """Return the questions in plain words that share something with a question."""
        return [self.asked[each] for each in _with(self._asked_with, units)]

    def _wanted(self, words: Sequence[str], leads_to: int) -> Wanted:
        # There are thousands of them, of the same few words.
        units = tuple(self._units.setdefault(unit, unit) for unit in self.wording.units(words))
        return Wanted(units, tuple(map(sys.intern, words)), leads_to)

    def knows(self, stem: str) -> bool:
        """Return whether a word stands anywhere, in any of its forms."""
        return bool(self._vocabulary.blocks(stem)) or stem in self._asked_with

    def leads_with(self, typed: str) -> bool:
        """Return whether what was typed leads somewhere, though the guide may not hold it."""
        return all(each in self._asked_with for _, each in tokens_of(words_of(typed)))

    def is_kind(self, concepts: Iterable[int]) -> bool:
        """Return whether some concepts are only such as the guide has more things of."""
        return self.wording.kinds.issuperset(concepts)

    def phrases(self, unit: Unit) -> list[Phrase]:
        """Return what will do for a unit in the text of the guide."""
        here = [phrase for number in unit.concepts for phrase in self.wording.here[number]]
        return [unit.stems, *here]

    def blocks(self, unit: Unit) -> set[int]:
        """Return the blocks that hold what will do for a unit."""
        found: set[int] = set()
        for phrase in self.phrases(unit):
            if phrase:
                found |= set.intersection(*map(self._vocabulary.blocks, phrase))
        return found

    def weight(self, unit: Unit) -> float:
        """Return how much it tells that a text holds a unit."""
        known = self._weights.get(unit)
        if known is None:
            known = self._weights[unit] = self._weighed(unit)
        return known

    def _weighed(self, unit: Unit) -> float:
        if unit.stems == (NO,):
            return NO_WEIGHT
        if len(unit.stems) == 1 and is_figure(unit.stems[0]):
            return FIGURE_WEIGHT
        sections = {self._guide.blocks[block].section for block in self.blocks(unit)}
        held = max(len(sections), min(len(self._asked_with.get(each, ())) for each in unit.stems))
        count = len(self._guide.sections)
        weight = min(max(math.log((count + 1) / (held + 0.5)), LEAST_WEIGHT), MOST_WEIGHT)
        if not any(map(self._vocabulary.blocks, unit.stems)):
            # A word of the questions alone is one of every day: it is rare here by chance.
            weight = min(weight, EVERYDAY_WEIGHT)
        if unit.stems == (SELF,):
            return SELF_WEIGHT
        if PLAIN.issuperset(unit.stems):
            return min(weight, PLAIN_WEIGHT)
        if COMMON.issuperset(unit.stems) or PARTICLES.issuperset(unit.stems):
            return min(weight, COMMON_WEIGHT)
        return weight if self.is_kind(unit.concepts) else max(weight, NAMED_WEIGHT)


def _with(texts_with: dict[str | int, list[int]], units: Sequence[Unit]) -> list[int]:
    found: set[int] = set()
    for unit in units:
        for each in _keys(unit.stems, unit.concepts):
            found.update(texts_with.get(each, ()))
    return sorted(found)


def _keys(stems: Iterable[str], concepts: Iterable[int]) -> Iterator[str | int]:
    yield from stems
    yield from concepts


def _factors(guide: Guide) -> dict[int, float]:
    found = {}
    first, last = urgent_blocks(guide) or (0, -1)
    for section in guide.sections:
        if section.first_block == section.last_block and section.level == 1:
            found[section.index] = OPENING
        elif may_ask(section):
            found[section.index] = ASKING
        elif explains(guide, section):
            found[section.index] = EXPLAINING
        elif first <= section.first_block <= last:
            found[section.index] = URGENT
    return found


def beginning(guide: Guide, letters: Letters, beginnings: Sequence[str]) -> Iterator[Match]:
    """Yield the first sentence that begins in each of some ways, else the first that has it."""
    for each in beginnings:
        folded = " ".join(fold(each)[0].split())
        block = letters.beginning(letters_alone(folded))
        text = Text(folded, letters, Within.WORD_START)
        while block is not None:
            found = next(text.matches(guide.blocks[block]), None)
            if found is not None:
                yield found
                break
            block = next(text.candidates(block + 1, letters.count), None)


def passages_of(
    guide: Guide, vocabulary: Vocabulary, wording: Wording, letters: Letters
) -> Steps[Passages]:
    """Return what leads to the sections of a guide, which is worked out once."""
    known = guide.search_indexes.get(_NAME)
    if isinstance(known, Passages):
        return known
    found = Passages(guide, vocabulary, wording)
    for section in guide.sections:
        if not section.index % TEXTS_A_STEP:
            yield
        if guide.blocks[section.first_block].kind is BlockKind.HEADING:
            found.add_title(section.index, section.title)
    for number, text in enumerate(_asked(guide)):
        if not number % TEXTS_A_STEP:
            yield
        found.add_asked(*text)
    for number, answer in enumerate(guide.synonyms.answers):
        if not number % TEXTS_A_STEP:
            yield
        blocks = [letters.beginning(letters_alone(each)) for each in answer.leads_to]
        sections = [guide.blocks[block].section for block in blocks if block is not None]
        found.leads[number] = tuple(dict.fromkeys(sections))
    guide.search_indexes[_NAME] = found
    return found


def _asked(guide: Guide) -> Iterable[tuple[int, str]]:
    for number, answer in enumerate(guide.synonyms.answers):
        for asked in answer.asked:
            yield number, asked
