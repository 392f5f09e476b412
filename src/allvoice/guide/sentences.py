"""Display text to sentences."""

from __future__ import annotations

import re

from allvoice.guide.abbreviations import goes_on
from allvoice.guide.model import Sentence

LONGEST_CHARS = 400
"""A longer sentence is cut, so that no utterance is endless."""

LOOKED_AT_CHARS = 48
"""On either side of a full stop, to see whether the sentence goes on."""

_CLAUSE_END = re.compile(r"[,;:\u2014\u2013)]\s")
_SPACE = re.compile(r"\s")
_ONE_SENTENCE = re.compile(r"[\w ,'’()/%&+-]*[.?!]?")
"""Text in which no sentence ends before its last character."""


def split(text: str, *, by_line: bool = False) -> tuple[Sentence, ...]:
    """Return the sentences of a block's display text, trimmed of white space.

    Args:
        text: display text.
        by_line: every line is one sentence, as in code.
    """
    found: list[Sentence] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            found.extend(_line(text, start, start + len(line), by_line))
        start += len(line) + 1
    return tuple(found)


def _line(text: str, start: int, end: int, whole: bool) -> list[Sentence]:
    pieces: list[tuple[int, int]] = []
    if whole or end - start < 3 or _ONE_SENTENCE.fullmatch(text, start, end):
        pieces.append((start, end))
    else:
        from sentencex import segment

        at = start
        for piece in segment("en", text[start:end]):
            where = text.find(piece, at, end)
            if where < 0 or not piece:
                continue
            if text[at:where].strip():
                pieces.append((at, where))
            pieces.append((where, where + len(piece)))
            at = where + len(piece)
        if text[at:end].strip():
            pieces.append((at, end))
        pieces = _joined(text, pieces)
    return [
        sentence
        for piece_start, piece_end in pieces
        for sentence in _short_enough(text, piece_start, piece_end)
    ]


def _joined(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the pieces with those in one that a full stop of an abbreviation parts."""
    found: list[tuple[int, int]] = []
    for start, end in pieces:
        if found:
            earlier, stop = found[-1]
            # As far as an abbreviation reaches: a long text is not copied for each of its pieces.
            before = text[max(earlier, stop - LOOKED_AT_CHARS) : stop].rstrip()
            after = text[start : min(end, start + LOOKED_AT_CHARS)].lstrip()
            if goes_on(before, after):
                found[-1] = (earlier, end)
                continue
        found.append((start, end))
    return found


def _short_enough(text: str, start: int, end: int) -> list[Sentence]:
    found: list[Sentence] = []
    while True:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start >= end:
            return found
        if end - start <= LONGEST_CHARS:
            found.append(Sentence(start, end))
            return found
        limit = start + LONGEST_CHARS
        half = start + LONGEST_CHARS // 2
        cut = _last_end(_CLAUSE_END, text, half, limit) or _last_end(_SPACE, text, half, limit)
        cut = cut or limit
        stop = cut
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        found.append(Sentence(start, stop))
        start = cut


def _last_end(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    return max((match.end() for match in pattern.finditer(text, start, end)), default=0)
