"""Sentences of a guide to utterances."""

from __future__ import annotations

import re

from allvoice.guide.model import Block, BlockKind, Guide, Position
from allvoice.narration.model import Token, Utterance
from allvoice.narration.rules import spoken

_WORD = re.compile(r"\S+")
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
    shouting = text[start:end].isupper() and len(text[start:end].split()) > 3
    found: list[Token] = []
    waiting: int | None = None
    for match in _WORD.finditer(text, start, end):
        begin = match.start() if waiting is None else waiting
        said = spoken(match[0], shouting=shouting)
        if said in ("", ","):
            if found:
                last = found[-1]
                comma = said if said and last.spoken[-1].isalnum() else ""
                found[-1] = Token(last.spoken + comma, last.start, match.end())
            else:
                waiting = begin
            continue
        found.append(Token(said, begin, match.end()))
        waiting = None
    if not found:
        where = (waiting, end) if waiting is not None else (None, None)
        found.append(Token("a sign", *where))
    return found


class Narrator:
    """Says what a sentence sounds like. Holds no state."""

    def utterance(self, guide: Guide, position: Position) -> Utterance:
        """Return the utterance of one sentence with the pause that follows it."""
        block = guide.blocks[position.block]
        sentence = block.sentences[position.sentence]
        tokens = tokens_of(block.text, sentence.start, sentence.end)
        if position.sentence == 0:
            tokens = [*_opening(guide, block), *tokens]
        if block.kind is BlockKind.HEADING and tokens[-1].spoken[-1].isalnum():
            last = tokens[-1]
            tokens[-1] = Token(last.spoken + ".", last.start, last.end)
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
