"""Texts that hold what was typed word for word, beside a guide that does not.

What was typed word for word is what is looked for, wherever it stands. A guide comes first all the
same where it has these words too, and where it leads to what is urgent.
"""

from __future__ import annotations

import re

from allvoice.guide.model import Guide
from allvoice.guide.search.asking import question_of
from allvoice.guide.search.finds import Finds, How
from allvoice.guide.search.folding import fold, letters_alone, words_of
from allvoice.guide.search.letters import letters_of
from allvoice.guide.search.matching import Match, Text, Within
from allvoice.guide.search.steps import Steps
from allvoice.guide.search.trying import LEAST_WITHIN_CHARS, MOST_LEADING
from allvoice.guide.search.vocabulary import vocabulary_of
from allvoice.guide.urgent import urgent_blocks


class Phrase:
    """Words that were typed, next to each other and in order."""

    def __init__(self, query: str) -> None:
        """Take what was typed."""
        words = r"[\W_]+".join(map(re.escape, words_of(query)))
        self._pattern = re.compile(rf"(?<!\w)(?<!\d[.,]){words}(?!\w)(?![.,]\d)") if words else None

    def is_in(self, text: str) -> bool:
        """Return whether a text holds them."""
        return self._pattern is not None and self._pattern.search(fold(text)[0]) is not None


def comes_first(guide: Guide, query: str, finds: Finds, match: Match) -> Steps[bool]:
    """Return whether finds of a guide come before other texts that hold the very words.

    Args:
        guide: the guide.
        query: what was typed.
        finds: what was found for it.
        match: the one that is gone to.
    """
    question = question_of(query)
    if question is None or question.temperature is not None:
        return True
    leading = [finds[index] for index in range(min(MOST_LEADING, len(finds)))]
    first, last = urgent_blocks(guide) or (0, -1)
    for each in (match, *filter(finds.is_best, leading)):
        if first <= each.position.block <= last and not _is_within_a_word(guide, each):
            return True
    if len(question.words) == 1:
        # Another form of the word, or what the guide calls it, is the word too.
        vocabulary = yield from vocabulary_of(guide)
        is_called = any(change.how in (How.CALLED, How.LIKE) for change in finds.changes)
        if is_called or vocabulary.holds(question.words[0]):
            return True
    letters = yield from letters_of(guide)
    for within in (Within.WORD_START, Within.RUN_TOGETHER):
        if within is Within.WORD_START or len(letters_alone(query)) >= LEAST_WITHIN_CHARS:
            literal = Finds(guide, Text(question.folded, letters, within), "", guide.start)
            if (yield from literal.begin()):
                return True
    return False


def _is_within_a_word(guide: Guide, match: Match) -> bool:
    """Return whether the letters are there by chance: "lee" in "bleeding"."""
    return guide.blocks[match.position.block].text[: match.start][-1:].isalnum()
