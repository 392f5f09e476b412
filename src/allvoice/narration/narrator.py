"""Sentences of a guide to utterances."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from allvoice.guide.model import Block, BlockKind, Guide, Position
from allvoice.narration.model import Token, Utterance
from allvoice.narration.rules import LONGEST_WORD_CHARS, is_shouting, spoken

_WORD = re.compile(r"\S+")
AHEAD_CHARS = 16
_CLAUSE_END = (",", ";", ":")
CLAUSES_FROM_WORDS = 14
CLAUSE_AT_LEAST_WORDS = 4

SENTENCE_PAUSE_S = 0.5
PARAGRAPH_PAUSE_S = 1.0
CHAPTER_PAUSE_S = 2.5
SECTION_PAUSE_S = 1.5
PAUSES_S = {
    BlockKind.HEADING: 0.8,
    BlockKind.LIST_ITEM: 0.7,
    BlockKind.TABLE_ROW: 0.9,
}
"""Silence after a block at 150 words a minute. A pause stands after what was read, never before a
place just jumped to, where it would feel like lag (csswg-drafts #4870)."""


def tokens_of(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of a range of display text, covering every visible character."""
    end = len(text) if end is None else end
    shouting = is_shouting(text[start:end])
    found: list[Token] = []
    waiting: int | None = None
    """Where decoration begins that the next token takes in."""
    before = ""
    pause_due = False
    for begin, stop in _words(text, start, end):
        written = text[begin:stop]
        after = text[stop : min(stop + AHEAD_CHARS, end)].lstrip()
        said = spoken(written, before=before, after=after, shouting=shouting)
        before = written
        if not any(map(str.isalnum, said)):
            if found:
                found[-1] = replace(_ended(found[-1], said), end=stop)
            elif waiting is None:
                waiting = begin
            continue
        if found and (pause_due or written[0] == "("):
            # What stands in parentheses is set off, as a reader would.
            found[-1] = _ended(found[-1], ",")
        opened, closed = written.count("("), written.count(")")
        pause_due = closed > opened or (closed > 0 and written[0] == "(")
        found.append(Token(said, begin if waiting is None else waiting, stop))
        waiting = None
    if not found:
        return [Token("a sign") if waiting is None else Token("a sign", waiting, _last(text, end))]
    return found


def _ended(token: Token, mark: str) -> Token:
    """Put a mark at the end of a token that has none."""
    return replace(token, spoken=token.spoken + mark) if token.spoken[-1].isalnum() else token


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _WORD.finditer(text, start, end):
        begin, stop = match.span()
        if stop - begin > LONGEST_WORD_CHARS and "://" not in text[begin:stop]:
            # No word: cut, so that no engine gets it in one piece.
            for cut in range(begin, stop, LONGEST_WORD_CHARS):
                yield cut, min(cut + LONGEST_WORD_CHARS, stop)
        else:
            yield begin, stop


def _last(text: str, end: int) -> int:
    """Return where the last visible character before `end` ends."""
    while text[end - 1].isspace():
        end -= 1
    return end


class Narrator:
    """Says what a sentence sounds like. Holds no state."""

    def utterance(self, guide: Guide, position: Position) -> Utterance:
        """Return the utterance of one sentence with the pause that follows it."""
        block = guide.blocks[position.block]
        sentence = block.sentences[position.sentence]
        tokens = tokens_of(block.text, sentence.start, sentence.end)
        if position.sentence == 0:
            tokens = [*_opening(guide, block), *tokens]
        if block.kind is BlockKind.HEADING:
            tokens[-1] = _ended(tokens[-1], ".")
        return Utterance(tuple(tokens), _clauses(tokens), _pause_after(guide, position))

    def announcement(self, text: str) -> Utterance:
        """Return spoken-only text."""
        tokens = [Token(token.spoken) for token in tokens_of(text)]
        return Utterance(tuple(tokens), _clauses(tokens), SENTENCE_PAUSE_S)


def _opening(guide: Guide, block: Block) -> list[Token]:
    previous = guide.blocks[block.index - 1] if block.index else None
    said = []
    if block.quote_depth > (previous.quote_depth if previous else 0):
        said.append("Quote.")
    if block.marker.rstrip(".").isdecimal():
        said.append(block.marker)
    elif block.kind is BlockKind.CODE:
        said.append("Code.")
    elif block.kind is BlockKind.NOTE:
        said.append("Note.")
    return [Token(text) for text in said]


def _clauses(tokens: list[Token]) -> tuple[int, ...]:
    starts = [0]
    if len(tokens) > CLAUSES_FROM_WORDS:
        for index in range(1, len(tokens) - CLAUSE_AT_LEAST_WORDS + 1):
            long_enough = index - starts[-1] >= CLAUSE_AT_LEAST_WORDS
            if long_enough and tokens[index - 1].spoken.endswith(_CLAUSE_END):
                starts.append(index)
    return tuple(starts)


def _pause_after(guide: Guide, position: Position) -> float:
    block = guide.blocks[position.block]
    if position.sentence + 1 < len(block.sentences):
        return SENTENCE_PAUSE_S
    following = guide.blocks[block.index + 1] if block.index + 1 < len(guide.blocks) else None
    own = PAUSES_S.get(block.kind, PARAGRAPH_PAUSE_S)
    if following is not None and following.kind is BlockKind.HEADING:
        return max(own, CHAPTER_PAUSE_S if following.level == 1 else SECTION_PAUSE_S)
    return own
