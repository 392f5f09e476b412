"""Looking through many short texts that are no document, such as notes: in any order and form.

Words are taken apart as those of a guide are. A word that no text has is taken for the nearest one
that some have, as spelled or as heard.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, TypeVar

from allvoice.guide.search.asking import STOP_WORDS
from allvoice.guide.search.folding import stem, words_of
from allvoice.guide.search.steps import Steps

LEAST_CHARS = 4
"""Of a word that may be misspelt, or be the beginning of another one."""
CLOSE_ENOUGH = 80.0
"""Per cent of the letters."""
TEXTS_A_STEP = 200
Key = TypeVar("Key", bound=Hashable)


class TextIndex(Generic[Key]):
    """Texts by the stems of their words; one that did not change is taken apart only once."""

    def __init__(self) -> None:
        """Begin with no text."""
        self._texts: dict[Key, str] = {}
        """Those that are taken apart."""
        self._order: Sequence[Key] = ()
        self._stems: dict[Key, frozenset[str]] = {}
        self._keys: dict[str, set[Key]] = {}

    def update(self, texts: Iterable[tuple[Key, str]]) -> Steps[None]:
        """Hold these texts, and no others, once all steps were done.

        Args:
            texts: each with what it is known by.
        """
        wanted = dict(texts)
        changed = [key for key, text in self._texts.items() if wanted.get(key) != text]
        for key in changed:
            self._forget(key)
        new = [key for key in wanted if key not in self._texts]
        for number, key in enumerate(new):
            if not number % TEXTS_A_STEP:
                yield
            self._take(key, wanted[key])
        self._order = tuple(wanted)

    def find(self, query: str) -> list[Key]:
        """Return what has the most words of a query, in the order in which the texts were given.

        All words must be there, or else the larger part of them; words that tell little only count
        where there are no others.
        """
        words = words_of(query)
        telling = [word for word in words if word not in STOP_WORDS] or words
        found = [self._holding(stem(word), word) for word in dict.fromkeys(telling)]
        counts = Counter(key for keys in found for key in keys)
        most = max(counts.values(), default=0)
        if 2 * most <= len(found) and most < len(found):
            return []
        return [key for key in self._order if counts[key] == most] if most else []

    def _holding(self, wanted: str, word: str) -> set[Key]:
        exact = self._keys.get(wanted)
        if exact is not None or len(word) < LEAST_CHARS or word[0].isdecimal():
            return exact or set()
        others = [each for each in self._keys if each.startswith(word)] or self._near(wanted)
        return {key for each in others for key in self._keys[each]}

    def _near(self, wanted: str) -> Sequence[str]:
        from rapidfuzz import fuzz, process

        known = list(self._keys)
        found = process.extractOne(wanted, known, scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH)
        return [] if found is None else [found[0]]

    def _take(self, key: Key, text: str) -> None:
        stems = frozenset(map(stem, words_of(text)))
        self._texts[key], self._stems[key] = text, stems
        for each in stems:
            self._keys.setdefault(each, set()).add(key)

    def _forget(self, key: Key) -> None:
        del self._texts[key]
        for each in self._stems.pop(key):
            keys = self._keys[each]
            keys.discard(key)
            if not keys:
                del self._keys[each]
