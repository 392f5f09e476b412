"""A place in a guide that can be stored, and found again after the guide was edited.

A locator is redundant on purpose: when one of its hints no longer holds, another may. `find` tries
the cheapest and surest first, so that opening an unchanged guide works out only a few blocks.
"""

from __future__ import annotations

import bisect
import enum
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from allvoice.guide.model import Block, Guide, Position, Section
from allvoice.guide.search.letters import blocks_that_may_hold

CONTEXT_CHARS = 40
QUOTE_CHARS = 200
LEAST_SIMILARITY = 85.0
"""Per cent; below it, two sentences are not taken for the same one."""
LEAST_IN_PLACE = 60.0
"""Per cent, where the section and the words on both sides are the same as before."""
LEAST_PART_CHARS = 20
"""Of a sentence that is looked for as a part of another one."""
MOST_SENTENCES_COMPARED = 20_000
"""So that a very large guide cannot keep the listener waiting."""
ALL_AGREE, SURE_AGREEMENT = 3, 2
"""How many of section, words before and words after must agree to look no further."""


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a sentence is, said in several ways."""

    guide_id: str
    section_id: str
    block_hash: str
    block_index: int
    sentence_index: int
    quote_before: str
    """Up to 40 characters before the sentence, from the block before it if need be."""
    quote: str
    """The sentence, up to 200 characters."""
    quote_after: str
    """Up to 40 characters after the sentence, from the next block if need be."""
    progression: float
    """How far into the guide, 0 to 1."""

    def to_json(self) -> str:
        """Return it as one line of ASCII."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Locator:
        """Read what `to_json` wrote.

        Raises:
            ValueError: the text is not a locator.
        """
        try:
            data = json.loads(text)
        except RecursionError:
            raise ValueError("a locator is not nested") from None
        if not isinstance(data, dict):
            raise ValueError("a locator is a JSON object")
        values: dict[str, Any] = {}
        for field in fields(cls):
            value = data.get(field.name)
            if not _is_kind(value, str(field.type)):
                raise ValueError(f"a locator's {field.name} cannot be {value!r}")
            values[field.name] = value
        values["progression"] = float(values["progression"])
        return cls(**values)


def _is_kind(value: object, kind: str) -> bool:
    if kind == "str":
        return isinstance(value, str)
    if isinstance(value, bool):
        return False
    if kind == "int":
        # SQLite's whole numbers end at 63 bits.
        return isinstance(value, int) and 0 <= value < 2**63
    return isinstance(value, int | float) and 0 <= value <= 1


class How(enum.Enum):
    """By what a place was found again, surest first."""

    EXACT = "exact"
    """The same paragraph, unchanged."""
    QUOTE = "quote"
    """The same, or nearly the same, sentence in a paragraph that changed or in another one."""
    SECTION = "section"
    """The start of the same section."""
    PROGRESSION = "progression"
    """About as far into the guide."""

    @property
    def sentence(self) -> str:
        """What the listener is told; empty when there is nothing to tell."""
        return _TOLD[self]


_TOLD = {
    How.EXACT: "",
    How.QUOTE: "The guide has changed; your sentence was found again.",
    How.SECTION: "The guide has changed and your sentence is gone; "
    "this is the start of the section it was in.",
    How.PROGRESSION: "The guide has changed and your section is gone; "
    "this is about as far in as you were.",
}


@dataclass(frozen=True, slots=True)
class Found:
    """The answer of `find`."""

    position: Position
    how: How


def locate(guide: Guide, position: Position) -> Locator:
    """Return a locator of the sentence at a position, or nearest to it."""
    position = guide.clamp(position)
    block = guide.blocks[position.block]
    before, after = _context(guide, position)
    return Locator(
        guide_id=guide.id,
        section_id=guide.section_of(position).id,
        block_hash=block.hash,
        block_index=position.block,
        sentence_index=position.sentence,
        quote_before=before,
        quote=_quote(block, position.sentence),
        quote_after=after,
        progression=guide.progression(position),
    )


def find(guide: Guide, locator: Locator) -> Found:
    """Return where a locator points in a guide that may have been edited since."""
    if locator.quote:
        unmoved = _unmoved(guide, locator)
        if unmoved is not None:
            return Found(unmoved, How.EXACT)
        quoted = _quoted(guide, locator)
        if quoted is not None:
            # Words that are said more than once may have been changed here, and not elsewhere.
            return _changed_in_place(guide, locator, quoted) or quoted
        similar = _similar(guide, locator)
        if similar is not None:
            return Found(similar, How.QUOTE)
    section = _section(guide, locator)
    if section is not None:
        return Found(Position(section.first_block, 0), How.SECTION)
    return Found(_by_progression(guide, locator.progression), How.PROGRESSION)


def find_section(guide: Guide, locator: Locator) -> Found:
    """Return where a section begins in a guide that may have been edited since.

    Args:
        guide: the guide.
        locator: of the first sentence of the section.
    """
    section = _section(guide, locator)
    if section is not None and _begins_alike(guide, section, locator):
        return Found(Position(section.first_block, 0), How.EXACT)
    # Of two sections with one title the second may have become the first.
    namesakes = [each for each in guide.sections if _is_named(guide, each, locator)]
    alike = [each for each in namesakes if _begins_alike(guide, each, locator)]
    if section is None or alike:
        section = _nearest(guide, alike, locator) or section
    if section is not None:
        return Found(Position(section.first_block, 0), How.EXACT)
    found = find(guide, locator)
    first = guide.section_of(found.position).first_block
    if found.how in (How.EXACT, How.QUOTE) and found.position.block == first:
        return Found(Position(first, 0), found.how)
    renamed = _renamed(guide, locator)
    if renamed is not None:
        return Found(Position(renamed.first_block, 0), How.QUOTE)
    how = How.SECTION if found.how is How.SECTION else How.PROGRESSION
    return Found(Position(first, 0), how)


def _renamed(guide: Guide, locator: Locator) -> Section | None:
    """Return the section that begins as the one that is looked for, but for its heading."""
    alike = [each for each in guide.sections if _begins_alike(guide, each, locator)]
    return _nearest(guide, alike, locator) if locator.quote_after else None


def _begins_alike(guide: Guide, section: Section, locator: Locator) -> bool:
    return _context(guide, Position(section.first_block, 0))[1] == locator.quote_after


def _is_named(guide: Guide, section: Section, locator: Locator) -> bool:
    return _quote(guide.blocks[section.first_block], 0) == locator.quote


def _nearest(guide: Guide, sections: Sequence[Section], locator: Locator) -> Section | None:
    return min(
        sections,
        key=lambda each: _distance(guide, locator, Position(each.first_block)),
        default=None,
    )


def position_at(guide: Guide, progression: float) -> Position:
    """Return the sentence that is nearest to a part of the guide, 0 to 1."""
    return _by_progression(guide, progression)


def _quote(block: Block, sentence: int) -> str:
    return block.sentence_text(sentence)[:QUOTE_CHARS]


def _context(guide: Guide, position: Position) -> tuple[str, str]:
    block = guide.blocks[position.block]
    sentence = block.sentences[position.sentence]
    before = block.text[: sentence.start].rstrip()
    if not before and position.block > 0:
        before = guide.blocks[position.block - 1].text.rstrip()
    after = block.text[sentence.end :].lstrip()
    if not after and position.block + 1 < len(guide.blocks):
        after = guide.blocks[position.block + 1].text.lstrip()
    return before[-CONTEXT_CHARS:], after[:CONTEXT_CHARS]


def _agreement(guide: Guide, locator: Locator, position: Position) -> int:
    """Count what else agrees at a candidate: section, words before, words after."""
    before, after = _context(guide, position)
    return (
        (guide.section_of(position).id == locator.section_id)
        + (before == locator.quote_before)
        + (after == locator.quote_after)
    )


def _distance(guide: Guide, locator: Locator, position: Position) -> float:
    return abs(guide.progression(position) - locator.progression)


def _section(guide: Guide, locator: Locator) -> Section | None:
    return next((each for each in guide.sections if each.id == locator.section_id), None)


def _section_blocks(guide: Guide, locator: Locator) -> range:
    section = _section(guide, locator)
    return range(section.first_block, section.last_block + 1) if section else range(0)


def _in_same_block(block: Block, locator: Locator) -> Position | None:
    """Return the sentence in a block whose text is the one that was located."""
    count = len(block.sentences)
    nearest_first = sorted(range(count), key=lambda index: abs(index - locator.sentence_index))
    for index in nearest_first:
        if _quote(block, index) == locator.quote:
            return Position(block.index, index)
    # The words are unchanged but are cut into other sentences now.
    offset = block.text.find(locator.quote)
    if offset < 0:
        return None
    starts = [sentence.start for sentence in block.sentences]
    return Position(block.index, max(0, bisect.bisect_right(starts, offset) - 1))


def _unmoved(guide: Guide, locator: Locator) -> Position | None:
    if not 0 <= locator.block_index < len(guide.blocks):
        return None
    block = guide.blocks[locator.block_index]
    if block.hash != locator.block_hash:
        return None
    position = _in_same_block(block, locator)
    # Repeated sentences ("Call the care team now.") can move onto each other's old places.
    if position is None or _agreement(guide, locator, position) < SURE_AGREEMENT:
        return None
    elsewhere = guide.section_of(position).id != locator.section_id
    return None if elsewhere and _section(guide, locator) is not None else position


def _quoted(guide: Guide, locator: Locator) -> Found | None:
    """Return the best place with exactly these words."""
    for blocks in (_section_blocks(guide, locator), range(len(guide.blocks))):
        best: tuple[tuple[bool, int, float], Position] | None = None
        for position, same_block in _same_words(guide, locator, blocks):
            rank = (
                same_block,
                _agreement(guide, locator, position),
                -_distance(guide, locator, position),
            )
            if best is None or rank > best[0]:
                best = rank, position
        if best is None:
            continue
        (same_block, agreement, _), position = best
        whole_guide = len(blocks) == len(guide.blocks)
        if same_block or agreement >= SURE_AGREEMENT or whole_guide:
            return Found(position, How.EXACT if same_block else How.QUOTE)
    return None


def _changed_in_place(guide: Guide, locator: Locator, quoted: Found) -> Found | None:
    """Return a sentence that is nearly the same, where it stands as the one that is looked for did.

    None where the very words that were found stand so themselves.
    """
    if _agreement(guide, locator, quoted.position) >= SURE_AGREEMENT:
        return None
    similar = _most_similar(guide, locator, _section_blocks(guide, locator))
    if similar is None or similar == quoted.position:
        return None
    is_there = _agreement(guide, locator, similar) >= SURE_AGREEMENT
    return Found(similar, How.QUOTE) if is_there else None


def _same_words(guide: Guide, locator: Locator, blocks: range) -> Iterator[tuple[Position, bool]]:
    """Yield places with exactly these words, and whether their whole block is unchanged."""
    for index in blocks_that_may_hold(guide, locator.quote, blocks):
        block = guide.blocks[index]
        if locator.quote not in block.text:
            continue
        if block.hash == locator.block_hash:
            position = _in_same_block(block, locator)
            if position is not None:
                yield position, True
            continue
        for sentence in range(len(block.sentences)):
            if _quote(block, sentence) == locator.quote:
                yield Position(index, sentence), False


def _similar(guide: Guide, locator: Locator) -> Position | None:
    """Return the place whose words are most alike, if they are alike enough."""
    section = _section_blocks(guide, locator)
    return _most_similar(guide, locator, section) or _most_similar(
        guide, locator, _outward(locator.block_index, len(guide.blocks))
    )


def _most_similar(guide: Guide, locator: Locator, blocks: Iterable[int]) -> Position | None:
    best: tuple[tuple[float, int, float], Position] | None = None
    least, compared = LEAST_SIMILARITY, 0
    for index in blocks:
        block = guide.blocks[index]
        for sentence in range(len(block.sentences)):
            position = Position(index, sentence)
            similarity = _similarity(guide, locator, position, least)
            if similarity <= 0:
                continue
            rank = (
                similarity,
                _agreement(guide, locator, position),
                -_distance(guide, locator, position),
            )
            if best is None or rank > best[0]:
                best, least = (rank, position), max(least, similarity)
        compared += len(block.sentences)
        if compared >= MOST_SENTENCES_COMPARED:
            break
    return best[1] if best else None


def _similarity(guide: Guide, locator: Locator, position: Position, least: float) -> float:
    """Return how much a sentence is the one that was located, in per cent; 0 for too little."""
    from rapidfuzz import fuzz

    block, quote = guide.blocks[position.block], locator.quote
    text = block.sentence_text(position.sentence)
    lowest = min(least, LEAST_IN_PLACE)
    similarity = fuzz.ratio(quote, text[:QUOTE_CHARS], score_cutoff=lowest)
    if similarity >= least:
        return similarity
    # It may have been cut in two, and this is where it begins.
    if position.sentence + 1 < len(block.sentences) and text.split()[:1] == quote.split()[:1]:
        start, end = (
            block.sentences[position.sentence].start,
            block.sentences[position.sentence + 1].end,
        )
        both = block.text[start:end][:QUOTE_CHARS]
        if whole := fuzz.ratio(quote, both, score_cutoff=least):
            return whole
    # Or it was put together with another one.
    part = quote.rstrip(".?!").casefold()
    if len(part) >= LEAST_PART_CHARS and least <= LEAST_SIMILARITY and part in text.casefold():
        return LEAST_SIMILARITY
    is_in_place = (
        similarity > 0
        and least <= LEAST_SIMILARITY
        and bool(locator.quote_before and locator.quote_after)
        and _agreement(guide, locator, position) == ALL_AGREE
    )
    return similarity if is_in_place else 0.0


def _outward(middle: int, count: int) -> Iterator[int]:
    """Yield 0 to count - 1, nearest to the middle first."""
    middle = min(max(middle, 0), count - 1)
    yield middle
    for step in range(1, count):
        if middle + step < count:
            yield middle + step
        if middle - step >= 0:
            yield middle - step


def _by_progression(guide: Guide, progression: float) -> Position:
    # A binary search, because asking a block for its progression works out its content.
    block = bisect.bisect_right(
        range(len(guide.blocks)),
        progression,
        key=lambda index: guide.progression(Position(index, 0)),
    )
    block = max(0, block - 1)
    places = [Position(block, index) for index in range(len(guide.blocks[block].sentences))]
    if block + 1 < len(guide.blocks):
        places.append(Position(block + 1, 0))
    return min(places, key=lambda place: abs(guide.progression(place) - progression))
