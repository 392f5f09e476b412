"""Answers about the sentence being read: its words as spoken, its terms, where it is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from allvoice.guide.glossary import Definition, glossary_of
from allvoice.guide.model import Position
from allvoice.narration.model import explained
from allvoice.reading import whereabouts
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.reading.runner import ReadingSession


NO_RULE = "Every word of this sentence is said as it is written."
NO_TERM = "No word of this sentence is in the glossary."


def heard_as(session: ReadingSession, *, detail: bool = False) -> str:
    """Return the words sent to the voice, and how the terms among them are said.

    Args:
        session: stands at the sentence.
        detail: return instead which rule gave each word that is not said as it is written.
    """
    state, config, guide = session.state, session.config, session.guide
    position = state.position
    leaving_out = state.left_out.within(guide, position)
    utterance = config.utterance(position, leaving_out=leaving_out)
    if detail:
        rules = [f"{spoken}, by the rule: {rule}" for spoken, rule in explained(utterance)]
        return " ".join(map(ended, rules)) or NO_RULE
    said = f"Heard as: {utterance.spoken}"
    terms = config.narrator.lexicon.terms(guide.sentence_text(position))
    respelled = [f"{each.term}: {each.respelling}" for each in terms if each.respelling]
    text = guide.blocks[position.block].text
    left_out = "; ".join(text[each.start : each.end] for each in utterance.left_out)
    skipped = [f"Left out: {left_out}"] if left_out else []
    return " ".join(map(ended, [said, *skipped, *respelled]))


def where(session: ReadingSession, *, detail: bool) -> str:
    """Return chapter, section, part read and time left, in one sentence or a few."""
    state = session.state
    return whereabouts.where(session.guide, state.position, state.rate_wpm, detail=detail)


def left_out(session: ReadingSession) -> str:
    """Return what of the guide's files is neither shown nor read; empty where nothing is."""
    counts = Counter(each.what for each in session.guide.skipped)
    if not counts:
        return ""
    named = [f"{what}, {count} times" if count > 1 else what for what, count in counts.items()]
    return f"Left out of this guide, since it cannot be read aloud: {'; '.join(named)}."


class Explainer:
    """Explains the words of a sentence by the guide's own glossary, one after the other."""

    def __init__(self, session: ReadingSession) -> None:
        self._session = session
        self._glossary = glossary_of(session.guide)
        self._told: tuple[Position, int] | None = None

    def next(self, *, again: bool) -> str:
        """Return what a term of the sentence means; asked again, what the next one does."""
        position = self._session.state.position
        found = self._glossary.terms_in(self._session.guide.sentence_text(position))
        if not found:
            self._told = None
            return NO_TERM
        number = 0
        if again and self._told is not None and self._told[0] == position:
            number = (self._told[1] + 1) % len(found)
        self._told = (position, number)
        return _explained(found[number])


def _explained(definition: Definition) -> str:
    return f"{definition.term}: {definition.text}"
