"""The words of a guide that somebody meant who writes as they heard, or in the dark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from allvoice.guide.search.folding import fold, letters_alone, stem
from allvoice.guide.search.sounding import sounding
from allvoice.guide.search.steps import Steps
from allvoice.guide.search.vocabulary import Vocabulary, sounds_of

LEAST_CHARS = 3
"""Of a word that is compared with others."""
CLOSE = ((4, 1.0), (7, 1.5), (10, 2.0))
"""Up to so many letters a word may be so far from the one that is meant; longer ones farther."""
CLOSE_IF_LONG = 3.0
BY_SOUND = 0.5
"""What sounds the same is half a letter away."""
LONG = 8
"""Of so many letters a word may also sound a little other than the one that is meant."""
MIDDLING = 5
SHORT, SHORT_PENALTY = 4, 0.5
LEAST_SOUNDS = 4
"""Words of fewer sounds sound alike by chance."""
OTHER_START = 1.0
"""So much farther is a word that begins with another letter: that one is seldom mistaken."""
OTHER_SECOND = 0.25
"""And so much farther one whose second letter is another."""
AS_NEAR = 0.25
TIMES_AS_COMMON = 5
"""Of two words that are as near, one as much more common than the other is meant."""
MOST_COMPARED = 12


@dataclass(frozen=True, slots=True)
class Names:
    """How words are also written, and what they are: "vin-KRIS-teen" for vincristine."""

    words: Mapping[str, str]
    """Folded letters of a spelling or respelling, to the word as it is written."""

    @classmethod
    def of(cls, spellings: Sequence[tuple[str, str]]) -> Names:
        """Return names by their spellings.

        Args:
            spellings: how a word is written or respelled, and the word; of more than one word it is
                passed over.
        """
        return cls(
            {
                letters_alone(spelling): word
                for spelling, word in spellings
                if len(word.split()) == 1 and len(letters_alone(spelling)) >= LEAST_CHARS
            }
        )

    def written(self, word: str) -> str:
        """Return a folded word with its capitals, where it is a name."""
        known = self.words.get(word, word)
        return known if fold(known)[0] == word else word


@dataclass(frozen=True, slots=True)
class Near:
    """A word that may be meant."""

    word: str
    distance: float
    """In letters; what sounds alike is nearer."""


def near(
    word: str, vocabulary: Vocabulary, names: Names, others: Sequence[str] = ()
) -> Steps[list[Near]]:
    """Return the words that may be meant, the nearest first.

    Args:
        word: what was typed, folded.
        vocabulary: the words of the guide.
        names: how some of them are also written.
        others: words that lead somewhere though the guide does not hold them.
    """
    sounds = yield from sounds_of(vocabulary)
    meant = dict.fromkeys(vocabulary.counts, "")
    meant |= dict.fromkeys(others, "")
    for spelling, name in names.words.items():
        folded = fold(name)[0]
        if vocabulary.holds(folded) and spelling != folded:
            meant[spelling] = folded
    candidates = [each for each in meant if len(each) >= LEAST_CHARS and not each[0].isdecimal()]
    yield
    found: dict[str, float] = {}
    for spelled, distance in _compared(word, candidates, sounds):
        target = meant[spelled] or spelled
        found[target] = min(distance, found.get(target, distance))
    order = sorted(found, key=lambda each: (found[each], -vocabulary.counts[each]))
    return [Near(each, found[each]) for each in order]


def meant_word(word: str, found: Sequence[Near], vocabulary: Vocabulary) -> str:
    """Return what is surely meant by a word; empty where that is doubtful.

    Args:
        word: what was typed, folded.
        found: what may be meant, the nearest first.
        vocabulary: how common each of them is.
    """
    if len(word) <= LEAST_CHARS:
        return ""
    close = next((far for chars, far in CLOSE if len(word) <= chars), CLOSE_IF_LONG)
    if not found or found[0].distance > close:
        return ""
    best, *rest = found
    for other in rest:
        if other.distance - best.distance >= AS_NEAR:
            break
        is_same = stem(other.word) == stem(best.word)
        common = vocabulary.counts[best.word], vocabulary.counts[other.word]
        if is_same or common[0] >= TIMES_AS_COMMON * common[1]:
            continue
        if common[1] >= TIMES_AS_COMMON * common[0]:
            best = other
            continue
        return ""
    return best.word


def _compared(
    word: str, candidates: Sequence[str], sounds: Mapping[str, str]
) -> Iterator[tuple[str, float]]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    heard = sounding(word)
    of_candidates = [sounds.get(each) or sounding(each) for each in candidates]
    by_letters = process.extract(word, candidates, scorer=OSA.distance, limit=MOST_COMPARED)
    by_sound = process.extract(heard, of_candidates, scorer=OSA.distance, limit=MOST_COMPARED)
    for at in {index for *_, index in (*by_letters, *by_sound)}:
        candidate = candidates[at]
        spelled = float(OSA.distance(word, candidate))
        said = OSA.distance(heard, of_candidates[at]) + BY_SOUND
        is_same = said == BY_SOUND
        is_alike = is_same or len(word) >= LONG
        if len(word) <= SHORT and len(candidate) <= len(word):
            # In so short a word every letter counts: one may be missing, or two be in turn.
            is_turned = sorted(word) == sorted(candidate)
            spelled += 0.0 if is_turned or is_same else SHORT_PENALTY
        least = LEAST_SOUNDS if said > BY_SOUND or len(word) < MIDDLING else LEAST_SOUNDS - 1
        most = 1 if len(word) <= SHORT else len(word) / (2 if is_same else 4)
        if is_alike and len(heard) >= least and spelled <= most:
            spelled = min(spelled, said)
        if heard[:1] != of_candidates[at][:1]:
            spelled += OTHER_START
        elif word[:2] != candidate[:2]:
            spelled += OTHER_SECOND
        yield candidate, spelled
