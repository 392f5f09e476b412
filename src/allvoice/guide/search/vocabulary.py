"""The words of a guide, and which blocks hold each: worked out once, at the first need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from allvoice.guide.model import Guide
from allvoice.guide.search.folding import stem, words_of
from allvoice.guide.search.sounding import sounding
from allvoice.guide.search.steps import Steps

_NAME = "vocabulary"
BLOCKS_A_STEP = 200
WORDS_A_STEP = 1_000
_EMPHASIS = str.maketrans("", "", "*~`")
_NOWHERE: set[int] = set()


class Vocabulary:
    """Words by their stems."""

    def __init__(self) -> None:
        self._blocks: dict[str, set[int]] = {}
        self.counts: Counter[str] = Counter()
        """How often each word stands in the guide, as it is written there but for capitals."""
        self.sounds: dict[str, str] = {}
        """How each word sounds, roughly; empty before it is needed."""
        self.sizes: dict[int, int] = {}
        """How many words each block has."""

    def add(self, block: int, words: list[str]) -> None:
        """Take the words of a block."""
        self.counts.update(words)
        self.sizes[block] = len(words)
        for word in set(words):
            self._blocks.setdefault(stem(word), set()).add(block)

    def blocks(self, wanted: str) -> set[int]:
        """Return the blocks with a stem; they may hold it only in what is not shown."""
        return self._blocks.get(wanted, _NOWHERE)

    def holds(self, word: str) -> bool:
        """Return whether a word is in the guide, in any of its forms."""
        return stem(word) in self._blocks

    def beginning_with(self, start: str) -> Iterator[str]:
        """Yield the words that begin with some letters."""
        return (word for word in self.counts if word.startswith(start))


def vocabulary_of(guide: Guide) -> Steps[Vocabulary]:
    """Return the words of a guide, which are gathered once."""
    known = guide.search_indexes.get(_NAME)
    if isinstance(known, Vocabulary):
        return known
    found = Vocabulary()
    for block in guide.blocks:
        source = block.search_text
        if source is None or not block.index % BLOCKS_A_STEP:
            yield
        text = block.text if source is None else source.translate(_EMPHASIS)
        found.add(block.index, words_of(text))
    guide.search_indexes[_NAME] = found
    return found


def sounds_of(vocabulary: Vocabulary) -> Steps[dict[str, str]]:
    """Return how each word of a guide sounds, roughly, which is worked out once."""
    if not vocabulary.sounds:
        found = {}
        for number, word in enumerate(vocabulary.counts):
            if not number % WORDS_A_STEP:
                yield
            found[word] = sounding(word)
        vocabulary.sounds = found
    return vocabulary.sounds
