"""Which sources a place of a guide is taken from. Pure."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from allvoice.guide.bibliography import Source
from allvoice.guide.model import Block, BlockKind, Guide, Position, Section


class Scope(enum.StrEnum):
    """How much of the guide some sources are named for."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Cited:
    """Sources, and for how much of the guide they are named."""

    scope: Scope
    sources: tuple[Source, ...]
    """Each once, in the order they are named."""


def cited_at(guide: Guide, position: Position) -> Cited | None:
    """Return the sources nearest to a sentence: its own, its paragraph's, its section's; or None.

    A list item without sources of its own has those of the paragraph that leads to the list.
    """
    block = guide.blocks[position.block]
    for scope, ids in (
        (Scope.SENTENCE, _of_sentence(block, position.sentence)),
        (Scope.PARAGRAPH, _of_block(block) or _of_block(_leading(guide, block))),
        (Scope.SECTION, _of_section(guide, guide.section_of(position))),
    ):
        sources = _known(guide, ids)
        if sources:
            return Cited(scope, sources)
    return None


def sources_of(guide: Guide, section: Section) -> tuple[Source, ...]:
    """Return all sources that a section names, each once, in order."""
    return _known(guide, _of_section(guide, section))


def _of_sentence(block: Block, number: int) -> list[str]:
    """Return the sources named for a sentence: those behind it, up to the next one's."""
    sentence = block.sentences[number]
    return [
        each
        for citation in block.content.citations
        if sentence.start < citation.offset <= sentence.end
        for each in citation.source_ids
    ]


def _of_block(block: Block | None) -> list[str]:
    if block is None:
        return []
    return [each for citation in block.content.citations for each in citation.source_ids]


def _of_section(guide: Guide, section: Section) -> list[str]:
    blocks = guide.blocks[section.first_block : section.last_block + 1]
    return [each for block in blocks for each in _of_block(block)]


def _leading(guide: Guide, block: Block) -> Block | None:
    """Return the paragraph before the list that a block is an item of."""
    if block.kind is not BlockKind.LIST_ITEM:
        return None
    index = block.index
    while index and guide.blocks[index].kind is BlockKind.LIST_ITEM:
        index -= 1
    leading = guide.blocks[index]
    same = leading.section == block.section and leading.kind is BlockKind.PARAGRAPH
    return leading if same else None


def _known(guide: Guide, ids: list[str]) -> tuple[Source, ...]:
    if not ids:
        return ()
    return tuple(guide.sources[each] for each in dict.fromkeys(ids) if each in guide.sources)
