"""Looks for what somebody asks for, one way after the other, until one leads somewhere.

The ways, in order:

1. a temperature, or a question that the guide's own list answers, leads to its answer
2. the very words, at the start of a word; then the same letters with other gaps ("cart", "CAR T")
3. all words that tell something, in any order and form, in one block; then with its titles
4. the same with what the guide calls it (its own list of synonyms)
5. the letters anywhere, within words too
6. the same with words that were misspelt or misheard, as they are surely meant
7. most of the words, the ones that tell most
8. nothing: the nearest word is offered
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allvoice.guide.model import BlockKind, Guide, Position
from allvoice.guide.search.asking import STOP_WORDS, Question, Temperature, is_asked, question_of
from allvoice.guide.search.finds import Change, Finds, How
from allvoice.guide.search.folding import letters_alone, stem
from allvoice.guide.search.letters import Letters, letters_of
from allvoice.guide.search.matching import (
    AllWords,
    Either,
    Group,
    Listed,
    Match,
    Matcher,
    Text,
    Within,
)
from allvoice.guide.search.meanings import MOST_TOGETHER, Meanings, Word
from allvoice.guide.search.nearest import Names, near
from allvoice.guide.search.steps import Steps, whole
from allvoice.guide.search.titles import TITLES_A_STEP, tells, titles_of
from allvoice.guide.search.vocabulary import Vocabulary, vocabulary_of
from allvoice.guide.urgent import urgent_blocks

NO_NAMES = Names({})
LEAST_WITHIN_CHARS = 3
"""Of what is looked for within words."""
MOST_PARTS = 12
"""Of a question of more words not all combinations are tried."""
FEW = 3
MOST_QUESTIONS = 20
FEVER_WORDS = ("fever", "temperature")


@dataclass(frozen=True, slots=True)
class Nowhere:
    """What is looked for is nowhere."""

    nearest: str = ""
    """The nearest word that the guide has; empty for none."""
    finds: Finds | None = None
    """Where that is."""


def search(
    guide: Guide, query: str, here: Position, names: Names = NO_NAMES
) -> Steps[Finds | Nowhere]:
    """Look for something in whatever way leads somewhere.

    Args:
        guide: where to look.
        query: what was typed.
        here: the sentence to begin with.
        names: how words are also written.
    """
    question = question_of(query)
    if question is None:
        return Nowhere()
    trying = _Trying(guide, question, here, names, (yield from letters_of(guide)))
    return (yield from trying.all_ways())


def is_held(guide: Guide, text: str) -> bool:
    """Return whether a guide holds a text, at the start of a word."""
    question = question_of(text)
    if question is None:
        return False
    matcher = Text(question.folded, whole(letters_of(guide)), Within.WORD_START)
    return whole(Finds(guide, matcher, "", guide.start).begin())


class _Trying:
    def __init__(
        self, guide: Guide, question: Question, here: Position, names: Names, letters: Letters
    ) -> None:
        self._guide = guide
        self._question = question
        self._here = here
        self._names = names
        self._letters = letters
        self._meanings = Meanings(guide, names)

    def all_ways(self) -> Steps[Finds | Nowhere]:
        """Go through the ways."""
        question, temperature = self._question, self._question.temperature
        if temperature is not None and temperature.is_sure:
            found = yield from self._of_temperature(temperature)
            if found is not None:
                return found
        answer = next(
            (each for each in self._guide.synonyms.answers if is_asked(question, each.asked)), None
        )
        led = yield from self._beginning(answer.leads_to if answer is not None else ())
        if answer is not None and answer.name and led:
            return Finds(self._guide, Listed(led), answer.name, self._here, (), led[0])
        tried = yield from self._by_words(temperature)
        if not led:
            return tried
        if isinstance(tried, Finds) and tried.has_all:
            return tried.led_by(led[0], led)
        return Finds(self._guide, Listed(led), question.folded, self._here, (), led[0])

    def _by_words(self, temperature: Temperature | None) -> Steps[Finds | Nowhere]:
        for within in (Within.WORD_START, Within.RUN_TOGETHER):
            found = yield from self._text(within)
            if found is not None:
                return (yield from self._titled(found, self._plain()))
        if temperature is not None:
            found = yield from self._of_temperature(temperature)
            if found is not None:
                return found
        vocabulary = yield from vocabulary_of(self._guide)
        found = yield from self._words(vocabulary)
        return found if found is not None else (yield from self._nowhere(vocabulary))

    def _finds(self, matcher: Matcher, label: str, *changes: Change) -> Finds:
        return Finds(self._guide, matcher, label, self._here, changes)

    def _begun(self, finds: Finds) -> Steps[Finds | None]:
        return finds if (yield from finds.begin()) else None

    def _text(self, within: Within) -> Steps[Finds | None]:
        folded = self._question.folded
        if within is not Within.WORD_START and len(letters_alone(folded)) < LEAST_WITHIN_CHARS:
            return None
        matcher = Text(folded, self._letters, within)
        found = yield from self._begun(self._finds(matcher, folded))
        if found is None or within is Within.ANYWHERE:
            return found
        if not (yield from found.are_few(FEW)):
            return found
        # So few places with the very words are not all there is to them.
        vocabulary = yield from vocabulary_of(self._guide)
        words = self._meanings.called(self._question, vocabulary)
        if not all(word.group for word in words):
            return found
        groups = [word.group for word in words]
        either = Either(matcher, AllWords(self._guide, vocabulary, groups))
        more = yield from self._titled(self._finds(either, folded), self._plain())
        literal = yield from found.next_to(self._here, 1, include_here=True)
        either_one = yield from more.next_to(self._here, 1, include_here=True)
        if more.first is None and literal != either_one and literal is not None:
            return more if self._asks(literal[0]) else more.led_by(literal[0])
        return more

    def _plain(self) -> list[Group]:
        return [((stem(word),),) for word in self._question.telling]

    # What leads to an answer

    def _of_temperature(self, temperature: Temperature) -> Steps[Finds | None]:
        for rule in self._guide.synonyms.temperatures:
            if rule.covers(temperature.celsius, temperature.fahrenheit):
                led = yield from self._beginning(rule.leads_to)
                typed = self._finds(
                    Text(self._question.folded, self._letters, Within.WORD_START), rule.name
                )
                return typed.led_by(led[0], led) if led else None
        if not temperature.is_fever:
            return None
        vocabulary = yield from vocabulary_of(self._guide)
        fever: Group = tuple((stem(word),) for word in FEVER_WORDS)
        first, last = urgent_blocks(self._guide) or (0, -1)
        matcher = AllWords(self._guide, vocabulary, [fever])
        for index in matcher.candidates(first, last + 1):
            yield
            for match in matcher.matches(self._guide.blocks[index]):
                return Finds(self._guide, matcher, FEVER_WORDS[0], self._here, (), match)
        return None

    def _beginning(self, beginnings: Sequence[str]) -> Steps[list[Match]]:
        """Return the first sentence that begins in each of some ways."""
        found: list[Match] = []
        for beginning in beginnings:
            question = question_of(beginning)
            if question is None:
                continue
            matcher = Text(question.folded, self._letters, Within.WORD_START)
            finds = Finds(self._guide, matcher, "", self._guide.start)
            if (yield from finds.begin()):
                found.append(finds[0])
        return found

    def _titled(self, found: Finds, groups: Sequence[Group]) -> Steps[Finds]:
        """Return the same, led by the section whose title tells of what is looked for.

        The title begins with it; or it holds it, and what tells when to call does not. Who stands
        in that section looks for the next place.
        """
        if not groups or found.first is not None:
            return found
        here = self._guide.section_of(self._guide.clamp(self._here))
        first, last = urgent_blocks(self._guide) or (0, -1)
        ways = [True] if found.is_within(first, last) else [True, False]
        for begins in ways:
            for number, (section, stems) in enumerate((yield from titles_of(self._guide))):
                if not number % TITLES_A_STEP:
                    yield
                if not tells(stems, groups, begins=begins):
                    continue
                if section is here:
                    return found
                title = self._guide.blocks[section.first_block].sentences[0]
                return found.led_by(Match(Position(section.first_block), title.start, title.end))
        return (yield from self._stated(found))

    def _stated(self, found: Finds) -> Steps[Finds]:
        """Return the same, led by the first place that is no question, where the next one is."""
        beside = yield from found.next_to(self._here, 1, include_here=True)
        for tried in range(MOST_QUESTIONS):
            if beside is None:
                break
            if not self._asks(beside[0]):
                return found.led_by(beside[0]) if tried else found
            beside = yield from found.next_to(beside[0].position, 1)
        return found

    def _asks(self, match: Match) -> bool:
        block = self._guide.blocks[match.position.block]
        is_asked = block.sentence_text(match.position.sentence).rstrip().endswith("?")
        return block.kind is BlockKind.TEACH_BACK or is_asked

    # Words

    def _words(self, vocabulary: Vocabulary) -> Steps[Finds | None]:
        telling = self._question.telling
        if not telling:
            return (yield from self._text(Within.ANYWHERE))
        if all(map(vocabulary.holds, telling)):
            plain = [Word(word, ((stem(word),),)) for word in telling]
            found = yield from self._together(vocabulary, plain)
            if found is not None:
                return found
        words = self._meanings.called(self._question, vocabulary)
        if all(word.group for word in words):
            found = yield from self._together(vocabulary, words)
            if found is not None:
                return found
        found = yield from self._text(Within.ANYWHERE)
        if found is not None:
            return found
        words = yield from self._meanings.corrected(vocabulary, words)
        corrected = [
            word.change
            for word in words
            if word.change is not None and word.change.how is How.CORRECTED
        ]
        if corrected:
            meant = {change.typed: change.used[0] for change in corrected}
            typed = [meant.get(word.typed, word.typed) for word in words]
            return (yield from self._asked_again(typed, corrected))
        if all(word.group for word in words):
            found = yield from self._together(vocabulary, words)
            if found is not None:
                return found
        return (yield from self._most(vocabulary, words))

    def _asked_again(self, words: Sequence[str], changes: Sequence[Change]) -> Steps[Finds | None]:
        """Return what is found with other words, as if they had been typed."""
        question = question_of(" ".join(words))
        if question is None or question.folded == self._question.folded:
            return None
        again = _Trying(self._guide, question, self._here, self._names, self._letters)
        found = yield from again.all_ways()
        return found.told_with(changes) if isinstance(found, Finds) else None

    def _together(
        self, vocabulary: Vocabulary, words: Sequence[Word], *more: Change
    ) -> Steps[Finds | None]:
        """Return the blocks that hold all of some words."""
        changes = [*more, *(word.change for word in words if word.change is not None)]
        label = " ".join(word.label for word in words)
        found: Finds | None = None
        for titles in (False, True) if len(words) > 1 else (False,):
            yield
            groups = [word.group for word in words]
            matcher = AllWords(self._guide, vocabulary, groups, titles=titles)
            begun = yield from self._begun(self._finds(matcher, label, *changes))
            if begun is None:
                continue
            found = begun
            if not (yield from begun.are_few(FEW)):
                break
        return (yield from self._titled(found, groups)) if found is not None else None

    # Not all of it

    def _most(self, vocabulary: Vocabulary, words: Sequence[Word]) -> Steps[Finds | None]:
        """Return the places with as many of the words as there are, those that tell most."""
        known = [word for word in words if word.group][:MOST_PARTS]
        left_out = [Change(How.UNKNOWN, word.typed) for word in words if not word.group]
        if not known:
            return None
        if left_out:
            return (yield from self._asked_again([word.typed for word in known], left_out))
        held = [_held(vocabulary, word.group) for word in known]
        weights = [vocabulary.weight(blocks) for blocks in held]
        in_block: dict[int, int] = {}
        for number, blocks in enumerate(held):
            yield
            for block in blocks:
                in_block[block] = in_block.get(block, 0) | 1 << number

        def worth(mask: int) -> float:
            return sum(weight for number, weight in enumerate(weights) if mask >> number & 1)

        # Two words that stand together tell more than one that is rare.
        masks = sorted(
            set(in_block.values()), key=lambda mask: (mask.bit_count(), worth(mask)), reverse=True
        )
        for mask in masks:
            kept = [word for number, word in enumerate(known) if mask >> number & 1]
            apart = [
                Change(How.APART, word.typed)
                for number, word in enumerate(known)
                if not mask >> number & 1
            ]
            found = yield from self._together(vocabulary, kept, *apart)
            if found is not None:
                return found
        return None

    def _nowhere(self, vocabulary: Vocabulary) -> Steps[Nowhere]:
        """Return the nearest word that is somewhere."""
        words = [word for word in self._question.telling if not word[0].isdecimal()]
        if not words:
            return Nowhere()
        letters = "".join(words) if len(words) <= MOST_TOGETHER else max(words, key=len)
        for each in (yield from near(letters, vocabulary, self._names)):
            if each.word in STOP_WORDS:
                continue
            matcher = AllWords(self._guide, vocabulary, [((stem(each.word),),)])
            finds = self._finds(matcher, self._names.written(each.word))
            if (yield from finds.begin()):
                yield from finds.complete()
                return Nowhere(finds.label, finds)
        return Nowhere()


def _held(vocabulary: Vocabulary, group: Group) -> set[int]:
    found: set[int] = set()
    for phrase in group:
        found |= set.intersection(*map(vocabulary.blocks, phrase)) if phrase else set()
    return found
