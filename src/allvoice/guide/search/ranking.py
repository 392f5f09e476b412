"""Which passages answer best what somebody asks in plain words, and how surely.

A passage is a section. Four things speak for it: a question in plain words that leads to it, its
title, one block with the words of the question, and the words anywhere in it. In each it counts how
much of the question is there; of a title or a question, how much of that the question has, too.
"""

from __future__ import annotations

import enum
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from allvoice.guide.model import Guide
from allvoice.guide.search.asking import STOP_WORDS
from allvoice.guide.search.common import COMMON
from allvoice.guide.search.folding import stem
from allvoice.guide.search.passages import Passages, Wanted
from allvoice.guide.search.steps import Steps
from allvoice.guide.search.vocabulary import Vocabulary
from allvoice.guide.search.wording import Unit, is_figure

ASKED, TITLED, IN_BLOCK, IN_SECTION = 1.0, 0.6, 0.55, 0.25
"""What each of the four weighs."""
ASKED_MORE, TITLED_MORE = 0.7, 0.35
"""How much it counts against a question or a title that it has more in it: exponents."""
BY_SAME, BY_KIND = 0.97, 0.9
"""Another word for the same tells a little less than the very word, one of a kind less still."""
BY_JOINING_WORDS = 0.3
"""What the words that only join others tell: "how long" is not "how"."""
NEARLY, VERY_ASKED = 0.8, 0.6
"""From so much on it is nearly the very question, which counts up to so much more."""
LATER = 0.75
"""Of more places that a question leads to each tells less than the one before."""
USUAL_WORDS = 30
LONGER = 0.12
"""A block of more words than usual holds some by chance: so much less for twice as many."""
TEXTS_A_STEP = 300
MOST_RANKED = 8
BY_NAME = 10.0
"""A section called by its title comes before all that only answers."""
LEAST_OF_TITLE, LEAST_CALLED_WORDS = 0.6, 2
"""Who types so much of the beginning of a title calls it, where that tells something."""


class By(enum.Enum):
    """What speaks most for a passage."""

    ASKED = "asked"
    TITLE = "title"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage that may answer."""

    section: int
    score: float
    by: By
    answer: int
    """Of the guide's list, where a question leads here; else -1."""
    block: int
    """The one that holds most of what was asked."""
    held: frozenset[int]
    """The numbers of those units of the question that it has."""


@dataclass(slots=True)
class _Evidence:
    asked: float = 0.0
    answer: int = -1
    titled: float = 0.0
    called: float = 0.0
    in_block: float = 0.0
    block: int = -1
    mask: int = 0
    led: int = 0


class Ranking:
    """Weighs the passages of a guide against the units of a question."""

    def __init__(
        self,
        guide: Guide,
        vocabulary: Vocabulary,
        passages: Passages,
        words: Sequence[str],
        units: Sequence[Unit],
    ) -> None:
        self._guide = guide
        self._vocabulary = vocabulary
        self._passages = passages
        self._words = frozenset(words)
        self._main = main_words(words)
        self._units = units
        self._weights = [passages.weight(unit) for unit in units]
        self._whole = sum(self._weights) or 1.0
        self._by_section: dict[int, _Evidence] = {}

    def _of(self, section: int) -> _Evidence:
        return self._by_section.setdefault(section, _Evidence())

    def _share(self, mask: int) -> float:
        held = sum(weight for number, weight in enumerate(self._weights) if mask >> number & 1)
        return held / self._whole

    def best(self) -> Steps[list[Ranked]]:
        """Return the passages that answer best, the best first."""
        yield from self._look_in_blocks()
        yield from self._look_at_titles()
        yield from self._look_at_questions()
        found = [self._ranked(section, evidence) for section, evidence in self._by_section.items()]
        found.sort(key=lambda each: (-each.score, each.section))
        return found[:MOST_RANKED]

    def _look_in_blocks(self) -> Steps[None]:
        masks: dict[int, int] = {}
        for number, unit in enumerate(self._units):
            yield
            for block in self._passages.blocks(unit):
                masks[block] = masks.get(block, 0) | 1 << number
        shares: dict[int, float] = {}
        for at, (block, mask) in enumerate(masks.items()):
            if not at % TEXTS_A_STEP:
                yield
            evidence = self._of(self._guide.blocks[block].section)
            evidence.mask |= mask
            share = shares.get(mask)
            if share is None:
                share = shares[mask] = self._share(mask)
            longer = max(self._vocabulary.sizes.get(block, 0) / USUAL_WORDS, 1.0) - 1.0
            share /= 1.0 + LONGER * longer
            if share > evidence.in_block:
                evidence.in_block, evidence.block = share, block

    def _look_at_titles(self) -> Steps[None]:
        for at, wanted in enumerate(self._passages.titles_like(self._units)):
            if not at % TEXTS_A_STEP:
                yield
            share, mask = self._alike(wanted, TITLED_MORE)
            if share:
                evidence = self._of(wanted.leads_to)
                evidence.titled = share
                evidence.called = self._called(wanted)
                evidence.mask |= mask

    def _called(self, wanted: Wanted) -> float:
        """Return how much of a title is typed as it stands; 0 for less than calls it."""
        main, title = self._main, main_words(wanted.words)
        if main == title:
            return 1.0
        share = len(main) / len(title)
        telling = {word for word in main if stem(word) not in COMMON}
        if len(telling) < LEAST_CALLED_WORDS or share < LEAST_OF_TITLE:
            return 0.0
        return share if main == title[: len(main)] else 0.0

    def _look_at_questions(self) -> Steps[None]:
        for at, wanted in enumerate(self._passages.asked_like(self._units)):
            if not at % TEXTS_A_STEP:
                yield
            share, mask = self._alike(wanted, ASKED_MORE)
            if not share:
                continue
            joined = len(self._words.intersection(wanted.words)) / len(
                self._words.union(wanted.words)
            )
            share += VERY_ASKED * max(share - NEARLY, 0.0) / (1.0 - NEARLY)
            share += BY_JOINING_WORDS * joined
            for section in self._passages.leads[wanted.leads_to]:
                evidence = self._of(section)
                if share > evidence.asked:
                    evidence.asked, evidence.answer = share, wanted.leads_to
                    evidence.led = mask
                share *= LATER

    def _alike(self, wanted: Wanted, more: float) -> tuple[float, int]:
        """Return how alike the question and a text are, and which units they share."""
        mask, held = 0, 0.0
        in_text, concepts_of_text = wanted.stems, wanted.concepts
        figures = {each for each in in_text if is_figure(each)}
        covered: set[str] = set()
        concepts: set[int] = set()
        for number, unit in enumerate(self._units):
            stands = [each for each in unit.stems if each in in_text]
            shared = unit.concepts & concepts_of_text
            if len(stands) == len(unit.stems):
                part = 1.0
            elif figures and is_figure(unit.stems[0]):
                part = BY_KIND
                covered.update(figures)
            elif shared:
                part = BY_KIND if self._passages.is_kind(shared) else BY_SAME
            elif stands:
                part = len(stands) / len(unit.stems) / 2
            else:
                continue
            held += part * self._weights[number]
            covered.update(stands)
            concepts |= shared
            if part >= BY_KIND:
                mask |= 1 << number
        if not held:
            return 0.0, 0
        whole = there = 0.0
        for unit in wanted.units:
            weight = self._passages.weight(unit)
            whole += weight
            if unit.concepts & concepts or covered.issuperset(unit.stems):
                there += weight
            else:
                there += weight * sum(each in covered for each in unit.stems) / len(unit.stems) / 2
        return held / self._whole * (there / whole) ** more, mask

    def _ranked(self, section: int, evidence: _Evidence) -> Ranked:
        asked, titled = ASKED * evidence.asked, TITLED * evidence.titled
        in_block = IN_BLOCK * evidence.in_block
        mask = evidence.mask | evidence.led
        score = asked + titled + in_block + IN_SECTION * self._share(mask)
        score *= self._passages.factors.get(section, 1.0)
        by = By.BLOCK
        if evidence.called:
            score += BY_NAME * evidence.called
            by = By.TITLE
        elif asked and asked >= in_block / 2 and evidence.asked >= evidence.titled:
            by = By.ASKED
        elif titled >= in_block:
            by = By.TITLE
        held = frozenset(itertools.compress(range(len(self._units)), _bits(mask)))
        return Ranked(section, score, by, evidence.answer, evidence.block, held)


def main_words(words: Sequence[str]) -> list[str]:
    """Return the words of a text that do more than join others."""
    return [word for word in words if word not in STOP_WORDS] or list(words)


def _bits(mask: int) -> list[int]:
    return [mask >> number & 1 for number in range(mask.bit_length())]
