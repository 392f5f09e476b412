"""What the titles of sections tell, for whoever looks for something. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from allvoice.guide.model import Guide, Section
from allvoice.guide.search.asking import STOP_WORDS
from allvoice.guide.search.folding import stem, words_of
from allvoice.guide.search.matching import Group, Phrase
from allvoice.guide.search.steps import Steps

LEAST_BEGUN_CHARS = 4
"""Of a word that is taken for the beginning of others."""
TITLES_A_STEP = 500
_TITLES = "titles"


def titles_of(guide: Guide) -> Steps[list[tuple[Section, tuple[str, ...]]]]:
    """Return each section with the stems of its title, from the first word that tells something."""
    known: list[tuple[Section, tuple[str, ...]]] | None = guide.search_indexes.get(_TITLES)
    if known is not None:
        return known
    found = []
    for section in guide.sections:
        if not section.index % TITLES_A_STEP:
            yield
        words = words_of(section.title)
        telling = [number for number, word in enumerate(words) if word not in STOP_WORDS]
        found.append((section, tuple(map(stem, words[telling[0] :] if telling else words))))
    guide.search_indexes[_TITLES] = found
    return found


def tells(stems: Sequence[str], groups: Sequence[Group], *, begins: bool) -> bool:
    """Return whether a title has a phrase of each of some groups.

    Args:
        stems: of the title.
        groups: what is looked for.
        begins: it must begin with one of the phrases.
    """
    if begins and not any(_stands(stems, each, 0) for group in groups for each in group):
        return False
    return all(
        any(_stands(stems, phrase, at) for phrase in group for at in range(len(stems)))
        for group in groups
    )


def _stands(stems: Sequence[str], phrase: Phrase, at: int) -> bool:
    """Return whether a phrase stands at a place of a title; a word may go on ("visitors")."""
    if len(phrase) == 1 and len(phrase[0]) >= LEAST_BEGUN_CHARS:
        return stems[at].startswith(phrase[0])
    return tuple(stems[at : at + len(phrase)]) == phrase
