"""Names that somebody wrote in pieces, as they heard them: "blin a tumo mab"."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from allvoice.guide.search.asking import STOP_WORDS
from allvoice.guide.search.folding import fold
from allvoice.guide.search.nearest import BY_SOUND, MOST_COMPARED, Names
from allvoice.guide.search.sounding import sounding
from allvoice.guide.search.steps import Steps
from allvoice.guide.search.vocabulary import Vocabulary

MOST_PIECES = 6
LEAST_CHARS = 7
"""Of a name: shorter ones are made by chance of words that stand side by side."""
LEAST_OF_A_WORD = 7
"""A word of the guide with so many letters is no piece of another."""
CHARS_A_LETTER_OFF = 4
"""A letter of so many may be another one, where a piece is no word by itself."""
CHARS_A_LETTER_ALIKE = 2
"""Where it sounds the very same, a letter of so few may be."""
JOINS_A_STEP = 10


@dataclass(frozen=True, slots=True)
class Joined:
    """A name that was written in pieces."""

    first: int
    """The number of the first piece among the words."""
    end: int
    name: str
    """As it is written."""
    distance: float
    """In letters or sounds; 0 for the very letters."""


def joined(
    words: Sequence[str], vocabulary: Vocabulary, names: Names, others: Container[str] = ()
) -> Steps[Joined | None]:
    """Return the name that words beside each other are nearest to, of the most pieces.

    Args:
        words: what was typed, folded.
        vocabulary: the words of the guide.
        names: how its names are written and respelled.
        others: words that lead somewhere though the guide does not hold them.
    """
    spelled = {
        spelling: name
        for spelling, name in names.words.items()
        if len(spelling) >= LEAST_CHARS
        and (vocabulary.holds(fold(name)[0]) or fold(name)[0] in others)
    }
    spellings = list(spelled)
    found: Joined | None = None
    tried = 0
    for first in range(len(words)):
        for end in range(first + 2, min(first + MOST_PIECES, len(words)) + 1):
            pieces = words[first:end]
            if any(_stands_alone(piece, vocabulary) for piece in pieces):
                break
            letters = "".join(pieces)
            if len(letters) < LEAST_CHARS:
                continue
            tried += 1
            if not tried % JOINS_A_STEP:
                yield
            is_known = all(piece in STOP_WORDS or vocabulary.holds(piece) for piece in pieces)
            most = 0 if is_known else len(letters) // CHARS_A_LETTER_OFF
            for spelling, distance in _near(letters, spellings, most):
                each = Joined(first, end, spelled[spelling], distance)
                if found is None or (distance, first - end) < (
                    found.distance,
                    found.first - found.end,
                ):
                    found = each
    return found


def _stands_alone(word: str, vocabulary: Vocabulary) -> bool:
    return not word.isalpha() or (len(word) >= LEAST_OF_A_WORD and vocabulary.holds(word))


def _near(letters: str, spelled: Sequence[str], most: int) -> list[tuple[str, float]]:
    """Return the spellings near enough to some letters, and how far each is off."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    heard = sounding(letters)
    alike = len(letters) // CHARS_A_LETTER_ALIKE if most else 0
    found = []
    for spelling, off, _ in process.extract(
        letters, spelled, scorer=OSA.distance, score_cutoff=alike, limit=MOST_COMPARED
    ):
        sounds = sounding(spelling)
        if sounds[:1] == heard[:1] and (off <= most or sounds == heard):
            found.append((spelling, float(OSA.distance(heard, sounds) + (off > 0) * BY_SOUND)))
    return found
