"""What is said of each key while words are typed: letters, words, what was deleted, the cursor."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allvoice.actions.words import sign_words
from allvoice.text import shown

if TYPE_CHECKING:
    from allvoice.actions.announcer import Announcer

LETTERS, WORDS, OFF = "letters", "words", "off"
EMPTY, END = "Empty.", "end"
MOST_SAID_CHARS = 200
_LAST_WORD = re.compile(r"[^\W_](?:\S*[^\W_])?(?=[\W_]*$)")


@dataclass(frozen=True, slots=True)
class Line:
    """What is typed, and where."""

    text: str
    cursor: int


def echo(before: Line, now: Line, kind: str) -> str:
    """Return what is said of a key; empty for nothing.

    Args:
        before: the line before it.
        now: the line after it.
        kind: "letters" says each letter that is typed, "words" each word that is finished; what is
            deleted and where the cursor goes is said by both.
    """
    if kind == OFF:
        return ""
    if before.text == now.text:
        return under_cursor(now) if before.cursor != now.cursor else ""
    start = _alike(before.text, now.text)
    # Of a double letter the one at the cursor was typed or deleted.
    start = min(start, max(now.cursor - 1, 0) if len(now.text) > len(before.text) else now.cursor)
    rest = _alike(before.text[start:][::-1], now.text[start:][::-1])
    gone = before.text[start : len(before.text) - rest]
    typed = now.text[start : len(now.text) - rest]
    if not typed:
        return f"deleted {_named(gone)}"
    if len(typed) > 1:
        return _cut(typed)
    if not typed.isalnum() and typed not in "'’-":
        word = _LAST_WORD.search(now.text[:start])
        if word is not None and word.end() == start:
            return word[0]
    return _named(typed) if kind == LETTERS else ""


def _alike(one: str, other: str) -> int:
    """Return with how many characters both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def under_cursor(line: Line) -> str:
    """Return the character that the next key would be put before."""
    return _named(line.text[line.cursor]) if line.cursor < len(line.text) else END


def _named(typed: str) -> str:
    return sign_words(typed) if len(typed) == 1 else _cut(typed)


def _cut(text: str) -> str:
    return shown(" ".join(text.split()), MOST_SAID_CHARS)


class TypingEcho:
    """Says what keys do to a line that words are typed into."""

    def __init__(self, announcer: Announcer, kind: Callable[[], str]) -> None:
        """Begin with an empty line.

        Args:
            announcer: says it.
            kind: tells how much is said: "letters", "words" or "off".
        """
        self._announcer = announcer
        self._kind = kind
        self._line = Line("", 0)
        self._is_told_whole = False

    def begin(self, text: str) -> None:
        """Take a line that was opened, all of its text chosen."""
        self._line = Line(text, len(text))

    def changed(self, text: str, cursor: int) -> None:
        """Say what a key did to the line."""
        before, self._line = self._line, Line(text, cursor)
        was_told_whole, self._is_told_whole = self._is_told_whole, False
        if was_told_whole and text == before.text:
            # The key that asked for all of it also moved the cursor.
            return
        self._say(echo(before, self._line, self._kind()))

    def stayed(self, text: str, cursor: int) -> None:
        """Say where the cursor is, which has no farther to go."""
        self._line = Line(text, cursor)
        self._say(under_cursor(self._line))

    def whole(self, text: str, *, moves: bool = False) -> None:
        """Say all that is typed.

        Args:
            text: all of it.
            moves: the key that asks for it moves the cursor too.
        """
        self._is_told_whole = moves
        self._say(_cut(text) or EMPTY)

    def _say(self, said: str) -> None:
        if said and self._kind() != OFF:
            self._announcer.echo(said)
