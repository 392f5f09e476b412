"""The phrases in the order in which they are asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from allvoice.narration.around import Around
from allvoice.narration.marks import CLOSING, OPENING, finished, mark_of
from allvoice.narration.phrases.phrase import DASHED, FIGURE, SIGN, Phrase

_FIRST = re.compile(r"[^\W\d_]+")
_TAIL = re.compile(rf"[{re.escape(CLOSING)}]*(?!\S)")
_DASHES = ("-", "–", "—", "−", "‐", "‑")


class Found(NamedTuple):
    """A phrase that was found at a place."""

    stop: int
    """Where its last word ends, closing punctuation taken in."""
    spoken: str
    rule: str


class PhraseTable:
    """Phrases; of those that could begin at a word the first that answers says it."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        """Sort them by what their first word is like, so that few are asked at each word."""
        self.phrases = tuple(phrases)
        self._figure = [each for each in phrases if each.begins == FIGURE]
        self._sign = [each for each in phrases if each.begins == SIGN]
        self._dashed = [each for each in phrases if each.begins == DASHED]
        self._by_word: dict[str, list[Phrase]] = {}
        for each in phrases:
            if isinstance(each.begins, frozenset):
                for word in each.begins:
                    self._by_word.setdefault(word, []).append(each)

    def could_begin(self, text: str, begin: int, stop: int) -> Sequence[Phrase]:
        """Return the phrases that one word of a text may begin, by its looks; mostly none."""
        at = _behind_brackets(text, begin, stop)
        if at == stop:
            return ()
        first = text[at]
        if first.isdecimal():
            return self._figure
        asked: Sequence[Phrase] = ()
        if not first.isalpha():
            asked = self._sign
        elif (word := _FIRST.match(text, at, stop)) is not None:
            asked = self._by_word.get(word[0].lower(), ())
        return [*asked, *self._dashed] if text[stop - 1] in _DASHES else asked


def phrase_at(
    asked: Sequence[Phrase], text: str, begin: int, stop: int, end: int, around: Around
) -> Found | None:
    """Return the first of some phrases that begins with one word of a text, or None.

    Args:
        asked: the phrases.
        text: the display text.
        begin: where the word begins.
        stop: where it ends.
        end: where its sentence ends.
        around: what stands before it, and its context; what comes next is not looked at.
    """
    at = _behind_brackets(text, begin, stop)
    for phrase in asked:
        match = phrase.pattern.match(text, at, end)
        tail = _TAIL.match(text, match.end(), end) if match is not None else None
        if match is None or tail is None or match.end() <= stop:
            continue
        said = phrase.say(match, around)
        if said is not None:
            return Found(tail.end(), finished(said, mark_of(tail[0])), phrase.name)
    return None


def _behind_brackets(text: str, begin: int, stop: int) -> int:
    while begin < stop and text[begin] in OPENING:
        begin += 1
    return begin
