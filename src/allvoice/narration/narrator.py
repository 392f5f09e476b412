"""Sentences of a guide to utterances."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from allvoice.guide import diagrams
from allvoice.guide.model import Block, BlockKind, Cell, Guide, Position, Style
from allvoice.guide.sentences import split
from allvoice.narration.around import Context
from allvoice.narration.cells import lone_signs
from allvoice.narration.emphasis import stressed
from allvoice.narration.lexicon import Lexicon
from allvoice.narration.model import Noise, Token, Utterance
from allvoice.narration.noise.registry import NOTHING, LeavingOut, spared_of
from allvoice.narration.noise.rest import Rest
from allvoice.narration.references import RULE as NOTE_NUMBER
from allvoice.narration.set_off import FORMULA
from allvoice.narration.tokens import ended, tokens_of

_CLAUSE_END = (",", ";", ":")
CLAUSES_FROM_WORDS = 14
CLAUSE_AT_LEAST_WORDS = 4
LONGEST_CLAUSE_CHARS = 300
"""As spoken, some twenty seconds. A voice renders a clause in one go, and whatever a key leads to
waits for it."""

SENTENCE_PAUSE_S = 0.5
PARAGRAPH_PAUSE_S = 1.0
CHAPTER_PAUSE_S = 2.5
SECTION_PAUSE_S = 1.5
PAUSES_S = {
    BlockKind.LIST_ITEM: 0.7,
    BlockKind.TABLE_ROW: 0.9,
}
"""Silence after a block at 150 words a minute. A pause stands after what was read, never before a
place just jumped to, where it would feel like lag (csswg-drafts #4870)."""
HEADING_PAUSES_S = (1.0, 0.8, 0.6)
"""After a heading of level 1, of level 2, and of any deeper one."""
MOST_COUNTED = 200
"""Items of a list: nobody needs the count of a longer one."""
MOST_LOOKED_AT = 2_000
"""Blocks, for the items of a list: where most are inside other items, it is not counted."""
LONG_HEADER_WORDS = 3
"""A longer column name is said in full in a table's first row only."""
SYLLABLES = "syllable by syllable"
"""The rule that says the names of medicines in a sentence read carefully."""
NAMED = "diagram named"
"""The rule that says what a diagram is in place of its code."""
SHORT_NAME = "column name heard before"
"""The rule that says the beginning of a long column name."""
_SET_OFF = {Style.NOTE_MARK: NOTE_NUMBER, Style.FORMULA: FORMULA}
_QUESTION_WORDS = frozenset({"how", "what", "when", "where", "which", "who", "why"})


class Narrator:
    """Says what a sentence sounds like. Holds no state but its lexicon."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        """Make a narrator that says particular words as a lexicon tells."""
        self._lexicon = lexicon or Lexicon()

    @property
    def lexicon(self) -> Lexicon:
        """How particular words are said."""
        return self._lexicon

    def utterance(
        self,
        guide: Guide,
        position: Position,
        *,
        carefully: bool = False,
        leaving_out: LeavingOut = NOTHING,
    ) -> Utterance:
        """Return the utterance of one sentence with the pause that follows it.

        Args:
            guide: the guide.
            position: the sentence.
            carefully: slower, with the names of medicines syllable by syllable; the tokens stand
                for the same display text as otherwise.
            leaving_out: what of it is not read; a sentence that is nothing else is read whole.
        """
        block = guide.blocks[position.block]
        sentence = block.sentences[position.sentence]
        noise = spared_of(block, sentence, leaving_out)
        tokens = self._tokens(guide, block, sentence.start, sentence.end, noise)
        tokens = _crossed_out(block, stressed(block, tokens), sentence.start, sentence.end)
        if position.sentence == 0:
            tokens = [*_opening(guide, block), *tokens]
        if block.kind is BlockKind.HEADING:
            tokens[-1] = ended(tokens[-1], ".")
        if carefully:
            tokens = [self._careful(token) for token in tokens]
        return Utterance(tuple(tokens), _clauses(tokens), _pause_after(guide, position), noise)

    def announcement(self, text: str) -> Utterance:
        """Return spoken-only text: each of its sentences ends with a real stop."""
        tokens: list[Token] = []
        starts: list[int] = []
        for sentence in split(text):
            said = tokens_of(text, sentence.start, sentence.end, lexicon=self._lexicon)
            own = [Token(token.spoken) for token in said]
            starts += [len(tokens) + start for start in _clauses(own)] if own else []
            tokens += own
        if not tokens:
            tokens = [Token(token.spoken) for token in tokens_of(text, lexicon=self._lexicon)]
            starts = list(_clauses(tokens))
        return Utterance(tuple(tokens), tuple(starts), SENTENCE_PAUSE_S)

    def _tokens(
        self, guide: Guide, block: Block, start: int, end: int, noise: tuple[Noise, ...]
    ) -> list[Token]:
        # A value and its flag stand in cells of their own: the row tells what they are.
        context = Context(block.text) if block.kind is BlockKind.TABLE_ROW else None
        if block.kind is BlockKind.DIAGRAM:
            return [Token(diagrams.said(block.text, goes_on=block.goes_on), start, end, rule=NAMED)]
        header = _long_header(guide, block, start, end)
        if header is None:
            return self._tokens_of(block, start, end, context, noise)
        name = block.text[header.header_start : header.header_end]
        value = self._tokens_of(block, header.start, end, context, noise)
        short = f"{short_header(name)}:"
        return [Token(short, header.header_start, header.start - 1, rule=SHORT_NAME), *value]

    def _tokens_of(
        self,
        block: Block,
        start: int,
        end: int,
        context: Context | None,
        noise: tuple[Noise, ...],
    ) -> list[Token]:
        text = block.text
        known = [*said_by_style(block, start, end), *lone_signs(block, start, end)]
        noise = tuple(each for each in noise if start <= each.start)
        if not noise:
            return tokens_of(text, start, end, lexicon=self._lexicon, context=context, known=known)
        # What is left is said as if the rest had never been there, by what all of it is about;
        # the tokens stand for their place in all of it.
        context = context or Context(text[start:end])
        rest = Rest(text, start, end, noise)
        moved = [
            (*span, rule)
            for begin, stop, rule in known
            if (span := rest.span_of(begin, stop)) is not None
        ]
        tokens = tokens_of(rest.text, lexicon=self._lexicon, context=context, known=moved)
        return [
            replace(token, start=rest.place_of(token.start), end=rest.place_of(token.end - 1) + 1)
            if token.start is not None and token.end is not None
            else token
            for token in tokens
        ]

    def _careful(self, token: Token) -> Token:
        said, rule = token.spoken, token.rule
        for part in self._lexicon.parts(said):
            entry = self._lexicon.find(part.text) if part.sounds else None
            if entry is not None and entry.drug and entry.respelling:
                said = said.replace(part.text, entry.respelling.lower(), 1)
                rule = SYLLABLES
        return replace(token, spoken=said, slow=True, rule=rule)


def said_by_style(block: Block, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield what a sentence holds that is said by itself because of its style."""
    for span in block.content.spans:
        rule = _SET_OFF.get(span.style)
        if rule is not None and span.start < end and start < span.end:
            yield span.start, span.end, rule


def _crossed_out(block: Block, tokens: list[Token], start: int, end: int) -> list[Token]:
    """Say where crossed-out words begin and end: "do ~~not~~ give" must not be heard as valid."""
    for span in block.content.spans:
        if Style.STRIKE not in span.style or span.end <= start or end <= span.start:
            continue
        inside = [
            index
            for index, token in enumerate(tokens)
            if token.start is not None
            and token.end is not None
            and token.start < span.end
            and span.start < token.end
        ]
        if inside:
            tokens = [
                *tokens[: inside[0]],
                Token("crossed out:"),
                *tokens[inside[0] : inside[-1]],
                ended(tokens[inside[-1]], ","),
                Token("end of crossed out,"),
                *tokens[inside[-1] + 1 :],
            ]
    return tokens


def short_header(name: str) -> str:
    """Return what is said of a long column name after its first hearing."""
    words = name.split()
    if words[0].casefold() in _QUESTION_WORDS:
        return words[0]
    return " ".join(words[:LONG_HEADER_WORDS])


def _long_header(guide: Guide, block: Block, start: int, end: int) -> Cell | None:
    """Return the cell a sentence begins, if its column's name was heard before and is long."""
    if block.kind is not BlockKind.TABLE_ROW or not block.index:
        return None
    if guide.blocks[block.index - 1].kind is not BlockKind.TABLE_ROW or block.goes_on:
        return None
    for cell in block.content.cells:
        if cell.header_start == start and start < cell.header_end < cell.start < end:
            name = block.text[cell.header_start : cell.header_end]
            return cell if len(name.split()) > LONG_HEADER_WORDS else None
    return None


def _opening(guide: Guide, block: Block) -> list[Token]:
    if block.goes_on:
        return []
    previous = guide.blocks[block.index - 1] if block.index else None
    said = []
    if block.quote_depth > (previous.quote_depth if previous else 0):
        said.append("Quote.")
    if block.kind is BlockKind.LIST_ITEM and block.marker:
        count = _items_begun(guide, block)
        if count > 1:
            said.append(_list_words(guide, block, count))
    if block.marker.rstrip(".").isdecimal():
        said.append(block.marker)
    elif block.kind is BlockKind.CODE:
        said.append("Code.")
    elif block.kind is BlockKind.NOTE:
        said.append("Note.")
    return [Token(text) for text in said]


def _items_begun(guide: Guide, block: Block) -> int:
    """Return how many items the list has that a block begins; 0 where it begins none."""
    if block.index and _is_item(guide.blocks[block.index - 1], block):
        return 0
    return len(_items(guide, block))


def _items(guide: Guide, first: Block) -> list[Block]:
    found = []
    ahead = guide.blocks[first.index : first.index + MOST_LOOKED_AT]
    for block in ahead:
        if not _is_item(block, first):
            break
        if block.level == first.level and block.marker:
            found.append(block)
            if len(found) > MOST_COUNTED:
                break
        if block is ahead[-1] and len(ahead) == MOST_LOOKED_AT:
            return []
    return found


def _is_item(block: Block, of: Block) -> bool:
    """Return whether a block belongs to the list of another, or to one inside it."""
    return (
        block.kind is BlockKind.LIST_ITEM
        and block.level >= of.level
        and block.quote_depth == of.quote_depth
        and block.section == of.section
    )


def _list_words(guide: Guide, first: Block, count: int) -> str:
    items = _items(guide, first)
    noun = "questions" if all(item.text.endswith("?") for item in items) else "points"
    return f"More than {MOST_COUNTED} {noun}." if count > MOST_COUNTED else f"{count} {noun}."


def _clauses(tokens: list[Token]) -> tuple[int, ...]:
    starts, chars = [0], 0
    last_start = len(tokens) - CLAUSE_AT_LEAST_WORDS if len(tokens) > CLAUSES_FROM_WORDS else 0
    for index, token in enumerate(tokens):
        long_enough = index - starts[-1] >= CLAUSE_AT_LEAST_WORDS and index <= last_start
        at_end = long_enough and tokens[index - 1].spoken.endswith(_CLAUSE_END)
        if at_end or (chars and chars + len(token.spoken) > LONGEST_CLAUSE_CHARS):
            starts.append(index)
            chars = 0
        chars += len(token.spoken) + 1
    return tuple(starts)


def _pause_after(guide: Guide, position: Position) -> float:
    block = guide.blocks[position.block]
    if position.sentence + 1 < len(block.sentences):
        return SENTENCE_PAUSE_S
    following = guide.blocks[block.index + 1] if block.index + 1 < len(guide.blocks) else None
    if following is not None and following.goes_on:
        return SENTENCE_PAUSE_S
    if block.kind is BlockKind.HEADING:
        own = HEADING_PAUSES_S[min(block.level, len(HEADING_PAUSES_S)) - 1]
    else:
        own = PAUSES_S.get(block.kind, PARAGRAPH_PAUSE_S)
    if following is not None and following.kind is BlockKind.HEADING:
        return max(own, CHAPTER_PAUSE_S if following.level == 1 else SECTION_PAUSE_S)
    return own
