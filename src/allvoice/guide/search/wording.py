"""Text in plain words, cut into what tells something and made comparable. Pure.

Words that only join others are left out; all that says no is one word, and every figure is a
figure too. Words that a guide's own list takes for one another share a concept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from allvoice.guide.model import Guide
from allvoice.guide.search.asking import STOP_WORDS
from allvoice.guide.search.common import FIGURES, PARTICLES
from allvoice.guide.search.folding import stem, words_of
from allvoice.guide.search.steps import Steps
from allvoice.guide.synonyms import Same

_NAME = "wording"
NO = "no"
"""Stands for all words that say no."""
BEHIND = "no*"
"""The same behind other words, in the key of a name."""
LEAST_WITH_NO_BEHIND = 3
_NO_WORDS = frozenset({
    "no", "not", "never", "none", "without", "cannot", "stopped", "refuses", "refuse", "refusing",
    "can't", "cant", "won't", "wont", "don't", "dont", "doesn't", "doesnt", "didn't", "didnt",
    "isn't", "isnt", "hasn't", "hasnt", "haven't", "havent", "couldn't", "couldnt", "wasn't",
    "wasnt", "unable", "aren't", "arent", "shouldn't", "shouldnt",
})  # fmt: skip
SELF = "*i"
"""Begins what people say of themselves: "I am exhausted" is not "exhausted"."""
_SELF_WORDS = frozenset({"i", "i'm", "im", "i've", "ive"})
_TELLING = PARTICLES | {"give", "given", "giving", "keep"}
"""They join words in most texts, and make others of them in short ones."""
TELLING_NOTHING = ((NO,), (SELF,))
"""What stands for nothing in a guide by itself."""
FIGURE = "#"
"""Stands for any figure where a question in plain words has it: "platelets #"."""
MOST_WORDS_OF_A_NAME = 6
ENTRIES_A_STEP = 50


def is_figure(token: str) -> bool:
    """Return whether a word is a figure."""
    return token[0].isdecimal() or token in FIGURES


def tokens_of(words: Sequence[str]) -> list[tuple[str, str]]:
    """Return the words that tell something, each with its stem."""
    found = []
    for word in words:
        if word in _NO_WORDS:
            found.append((word, NO))
        elif word not in STOP_WORDS or word in _TELLING:
            found.append((word, stem(word)))
    return found


@dataclass(frozen=True, slots=True)
class Unit:
    """A word, or words that are one name."""

    typed: str
    stems: tuple[str, ...]
    concepts: frozenset[int]
    """The numbers of those entries of the list of synonyms that it belongs to."""


class Wording:
    """Cuts texts into units, as a guide's list of synonyms has them."""

    def __init__(self) -> None:
        self._concepts: dict[tuple[str, ...], frozenset[int]] = {}
        """By stems, in whatever order they are typed."""
        self._whole: dict[tuple[str, ...], frozenset[int]] = {}
        """Those that only their small words tell from others: "out of it", "have kids"."""
        self.here: list[tuple[tuple[str, ...], ...]] = []
        """Of each concept what the guide calls it, in stems."""
        self.called: list[tuple[str, ...]] = []
        """The same as it is written."""
        self.kinds: set[int] = set()
        """Those of which what is said is only one thing of many."""
        self.names: set[int] = set()
        """Those of which what is said is the very thing by another name."""
        self.words: set[str] = set()
        """Those of the list, as they are written there but for capitals."""

    def add(self, same: Same) -> None:
        """Take an entry of the list."""
        said, here = same.said, same.here
        number = frozenset({len(self.here)})
        for text in (*said, *here):
            words = words_of(text)
            stems = tuple(each for _, each in tokens_of(words))
            if len(stems) < 2 <= len(words):
                whole = tuple(map(stem, words))
                self._whole[whole] = self._whole.get(whole, frozenset()) | number
            elif stems:
                key = _key(stems)
                self._concepts[key] = self._concepts.get(key, frozenset()) | number
        for text in said:
            self.words.update(words_of(text))
        self.here.append(tuple(tuple(map(stem, words_of(text))) for text in here))
        self.called.append(tuple(here))
        if same.is_kind:
            self.kinds |= number
        if same.is_name:
            self.names |= number

    def units(self, words: Sequence[str]) -> Iterator[Unit]:
        """Yield what the words of a text are about."""
        at = 0
        if len(words) > 1 and words[0] in _SELF_WORDS:
            yield Unit(words[0], (SELF,), frozenset())
            at = 1
        while at < len(words):
            unit, count = self._whole_at(words, at) or self._telling_at(words, at)
            if unit is not None:
                yield unit
            at += count

    def _whole_at(self, words: Sequence[str], at: int) -> tuple[Unit, int] | None:
        for count in range(min(len(words) - at, MOST_WORDS_OF_A_NAME), 1, -1):
            part = words[at : at + count]
            stems = tuple(map(stem, part))
            if concepts := self._whole.get(stems):
                return Unit(" ".join(part), (" ".join(stems),), concepts), count
        return None

    def _telling_at(self, words: Sequence[str], at: int) -> tuple[Unit | None, int]:
        if not tokens_of(words[at : at + 1]):
            return None, 1
        ends = [end for end in range(at + 1, len(words) + 1) if tokens_of(words[end - 1 : end])][
            :MOST_WORDS_OF_A_NAME
        ]
        for end in reversed(ends):
            tokens = tokens_of(words[at:end])
            stems = tuple(each for _, each in tokens)
            concepts = self._concepts.get(_key(stems), frozenset())
            if concepts or len(tokens) == 1:
                return Unit(" ".join(word for word, _ in tokens), stems, concepts), end - at
        raise AssertionError("one word is a unit")


def _key(stems: Sequence[str]) -> tuple[str, ...]:
    """Return what stems have in common that are one name, in whatever order they are typed.

    A no behind other words belongs to what follows: "fell asleep and I can't" is no "can't sleep".
    """
    if len(stems) >= LEAST_WITH_NO_BEHIND and stems[-1] == NO:
        return (*sorted(stems[:-1]), BEHIND)
    return tuple(sorted(stems))


def wording_of(guide: Guide) -> Steps[Wording]:
    """Return how texts are cut for a guide, which is worked out once."""
    known = guide.search_indexes.get(_NAME)
    if isinstance(known, Wording):
        return known
    found = Wording()
    for number, same in enumerate(guide.synonyms.same):
        if not number % ENTRIES_A_STEP:
            yield
        found.add(same)
    guide.search_indexes[_NAME] = found
    return found
