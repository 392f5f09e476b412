"""Looks for what somebody asks for, one way after the other, until one leads somewhere.

The ways, in order:

1. a name of the lexicon that was typed in pieces ("vin cristine") is one word
2. a temperature, or a question that the guide's own list names, leads to its answer
3. the very words, at the start of a word; then the same letters with other gaps ("cart", "CAR T")
4. all words that tell something, in any order and form, in one block; then with its titles
5. the same with what the guide calls it (its own list of synonyms)
6. the letters anywhere, within words too
7. all of it again with words that were misspelt or misheard, as they are surely meant
8. the passages that answer best, with as much of it as they have
9. nothing: the nearest word is offered

What the passages answer comes first in all that is found (`answering`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allvoice.guide.model import BlockKind, Guide, Position
from allvoice.guide.search.answering import Answering
from allvoice.guide.search.asking import STOP_WORDS, Question, Temperature, is_asked, question_of
from allvoice.guide.search.finds import Change, Finds, How
from allvoice.guide.search.folding import letters_alone, stem
from allvoice.guide.search.joining import joined
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
from allvoice.guide.search.passages import Passages, beginning, passages_of
from allvoice.guide.search.steps import Steps, whole
from allvoice.guide.search.vocabulary import Vocabulary, vocabulary_of
from allvoice.guide.search.wording import Wording, wording_of
from allvoice.guide.urgent import urgent_blocks

NO_NAMES = Names({})
LEAST_WITHIN_CHARS = 3
"""Of what is looked for within words."""
FEW = 3
MOST_LEADING = 3
"""So many of the places that answer best come before the others."""
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


def prepared(guide: Guide) -> Steps[None]:
    """Make what every search needs, which is made once."""
    letters = yield from letters_of(guide)
    vocabulary = yield from vocabulary_of(guide)
    wording = yield from wording_of(guide)
    yield from passages_of(guide, vocabulary, wording, letters)


def is_held(guide: Guide, text: str) -> bool:
    """Return whether a guide holds a text, at the start of a word."""
    question = question_of(text)
    if question is None:
        return False
    matcher = Text(question.folded, whole(letters_of(guide)), Within.WORD_START)
    return whole(Finds(guide, matcher, "", guide.start).begin())


class _Trying:
    def __init__(
        self,
        guide: Guide,
        question: Question,
        here: Position,
        names: Names,
        letters: Letters,
        *,
        offers_nearest: bool = True,
    ) -> None:
        self._guide = guide
        self._question = question
        self._here = here
        self._names = names
        self._letters = letters
        self._offers_nearest = offers_nearest

    def all_ways(self) -> Steps[Finds | Nowhere]:
        """Go through the ways."""
        question, temperature = self._question, self._question.temperature
        if temperature is not None and temperature.is_sure:
            found = yield from self._of_temperature(temperature)
            if found is not None:
                return found
        found = self._named()
        if found is not None:
            return found
        vocabulary = yield from vocabulary_of(self._guide)
        wording = yield from wording_of(self._guide)
        whole_names = yield from self._joined(vocabulary, wording)
        if whole_names is not None:
            return whole_names
        found = yield from self._literally()
        is_apart = found is None and len(question.telling) > 1
        # That a place has some words, but not together, tells little.
        if found is None and temperature is not None:
            found = yield from self._of_temperature(temperature)
            if found is not None:
                return found
        passages = yield from passages_of(self._guide, vocabulary, wording, self._letters)
        meanings = Meanings(wording, vocabulary, self._names)
        if found is None:
            words = meanings.called(question)
            found = yield from self._words(vocabulary, words)
            is_known = all(word.group or passages.leads_with(word.typed) for word in words)
            if found is None and not is_known:
                found = yield from self._text(Within.ANYWHERE)
                if found is None:
                    again = yield from self._corrected(meanings, passages, words)
                    if again is not None:
                        return again
        answering = Answering(self._guide, self._letters, vocabulary, passages, meanings)
        if found is None:
            return (yield from self._answered(answering)) or (yield from self._nowhere(vocabulary))
        best = yield from answering.best(question)
        if best and (best[0].is_sure or is_apart):
            # Words that only join others are part of what is answered, if not of what is counted.
            led = [each.match for each in best[:MOST_LEADING]]
            if not best[0].is_sure:
                return found.led_by(led)
            if len(found.changes) > 1:
                # A passage answers: of what was looked for with it only the names are told.
                found = found.told_without(How.LIKE)
                return found.led_by(led, question.folded)
            return found.led_by(led, "" if found.changes else question.folded)
        return (yield from self._stated(found))

    def _answered(self, answering: Answering) -> Steps[Finds | None]:
        """Return the passages that answer best, though none has all that was asked."""
        best = yield from answering.best(self._question)
        if not best:
            return None
        matches = [each.match for each in best]
        label, changes = answering.told(self._question, best[0])
        return Finds(self._guide, Listed(matches), label, self._here, changes, matches)

    def _literally(self) -> Steps[Finds | None]:
        for within in (Within.WORD_START, Within.RUN_TOGETHER):
            found = yield from self._text(within)
            if found is not None:
                return found
        return None

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
        wording = yield from wording_of(self._guide)
        words = Meanings(wording, vocabulary, self._names).called(self._question)
        if not all(word.group for word in words):
            return found
        groups = [word.group for word in words]
        either = Either(matcher, AllWords(self._guide, vocabulary, groups))
        more = self._finds(either, folded)
        literal = yield from found.next_to(self._here, 1, include_here=True)
        either_one = yield from more.next_to(self._here, 1, include_here=True)
        if literal != either_one and literal is not None:
            return more if self._asks(literal[0]) else more.led_by([literal[0]])
        return more

    # What leads to an answer

    def _of_temperature(self, temperature: Temperature) -> Steps[Finds | None]:
        for rule in self._guide.synonyms.temperatures:
            if rule.covers(temperature.celsius, temperature.fahrenheit):
                led = list(beginning(self._guide, self._letters, rule.leads_to))
                typed = self._finds(
                    Text(self._question.folded, self._letters, Within.WORD_START), rule.name
                )
                return typed.led_by(led) if led else None
        if not temperature.is_fever:
            return None
        vocabulary = yield from vocabulary_of(self._guide)
        fever: Group = tuple((stem(word),) for word in FEVER_WORDS)
        first, last = urgent_blocks(self._guide) or (0, -1)
        matcher = AllWords(self._guide, vocabulary, [fever])
        for index in matcher.candidates(first, last + 1):
            yield
            for match in matcher.matches(self._guide.blocks[index]):
                return Finds(self._guide, matcher, FEVER_WORDS[0], self._here, (), [match])
        return None

    def _named(self) -> Finds | None:
        """Return what answers a question that the guide's list has a name for."""
        for answer in self._guide.synonyms.answers:
            if answer.name and is_asked(self._question, answer.asked):
                led = list(beginning(self._guide, self._letters, answer.leads_to))
                if led:
                    return Finds(self._guide, Listed(led), answer.name, self._here, (), led)
        return None

    def _stated(self, found: Finds) -> Steps[Finds]:
        """Return the same, led by the first place that is no question, where the next one is."""
        if found.first is not None:
            return found
        beside = yield from found.next_to(self._here, 1, include_here=True)
        for tried in range(MOST_QUESTIONS):
            if beside is None:
                break
            if not self._asks(beside[0]):
                return found.led_by([beside[0]]) if tried else found
            beside = yield from found.next_to(beside[0].position, 1)
        return found

    def _asks(self, match: Match) -> bool:
        block = self._guide.blocks[match.position.block]
        is_asked = block.sentence_text(match.position.sentence).rstrip().endswith("?")
        return block.kind is BlockKind.TEACH_BACK or is_asked

    # Words

    def _words(self, vocabulary: Vocabulary, words: Sequence[Word]) -> Steps[Finds | None]:
        """Return the blocks that hold all words, as they were typed or as the guide calls them."""
        telling = self._question.telling
        if all(map(vocabulary.holds, telling)):
            plain = [Word(word, ((stem(word),),)) for word in telling]
            found = yield from self._together(vocabulary, plain)
            if found is not None:
                return found
        if all(word.group for word in words):
            return (yield from self._together(vocabulary, words))
        return None

    def _together(self, vocabulary: Vocabulary, words: Sequence[Word]) -> Steps[Finds | None]:
        """Return the blocks that hold all of some words."""
        changes = [word.change for word in words if word.change is not None]
        label = " ".join(word.label for word in words)
        groups = [word.group for word in words]
        found: Finds | None = None
        for titles in (False, True) if len(words) > 1 else (False,):
            yield
            matcher = AllWords(self._guide, vocabulary, groups, titles=titles)
            begun = yield from self._begun(self._finds(matcher, label, *changes))
            if begun is None:
                continue
            found = begun
            if not (yield from begun.are_few(FEW)):
                break
        return found

    def _joined(self, vocabulary: Vocabulary, wording: Wording) -> Steps[Finds | Nowhere | None]:
        """Return what is found once a name that was typed in pieces is one word."""
        words = self._question.words
        name = yield from joined(words, vocabulary, self._names, wording.words)
        if name is None:
            return None
        pieces = words[name.first : name.end]
        question = question_of(" ".join([*words[: name.first], name.name, *words[name.end :]]))
        if question is None:
            return None
        again = _Trying(self._guide, question, self._here, self._names, self._letters)
        found = yield from again.all_ways()
        is_same = "".join(pieces) == letters_alone(name.name)
        if isinstance(found, Nowhere) or is_same:
            return found
        return found.told_with([Change(How.CORRECTED, " ".join(pieces), (name.name,))])

    def _corrected(
        self, meanings: Meanings, passages: Passages, words: Sequence[Word]
    ) -> Steps[Finds | None]:
        """Return what is found with what is surely meant, as if that had been typed."""
        leads = passages.leads_with
        others = (*passages.words, *passages.wording.words)
        changes = [
            word.change
            for word in (yield from meanings.corrected(words, leads, others))
            if word.change is not None and word.change.how is How.CORRECTED
        ]
        if not changes:
            return None
        typed = " ".join(self._question.words)
        for change in changes:
            typed = typed.replace(change.typed, change.used[0], 1)
        question = question_of(typed)
        if question is None or question.folded == self._question.folded:
            return None
        again = _Trying(self._guide, question, self._here, self._names, self._letters)
        found = yield from again.all_ways()
        return found.told_with(changes) if isinstance(found, Finds) else None

    def _nowhere(self, vocabulary: Vocabulary) -> Steps[Nowhere]:
        """Return the nearest word that is somewhere, and what is found where that is looked for."""
        if not self._offers_nearest:
            return Nowhere()
        words = [word for word in self._question.telling if not word[0].isdecimal()]
        words = [word for word in words if not vocabulary.holds(word)] or words
        if not words:
            return Nowhere()
        letters = "".join(words) if len(words) <= MOST_TOGETHER else max(words, key=len)
        for each in (yield from near(letters, vocabulary, self._names)):
            written = self._names.written(each.word)
            question = question_of(written)
            if each.word in STOP_WORDS or question is None:
                continue
            again = _Trying(
                self._guide, question, self._here, self._names, self._letters, offers_nearest=False
            )
            found = yield from again.all_ways()
            if isinstance(found, Finds):
                yield from found.complete()
                return Nowhere(written, found)
        return Nowhere()
