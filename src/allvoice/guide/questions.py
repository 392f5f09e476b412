"""The questions for the care team that a guide proposes. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from allvoice.guide.model import BlockKind, Guide, Position, Section

_TITLE = re.compile(
    r"\bquestions?\b|\bwhat to ask\b|\bask (?:your|the) (?:\w+ )?(?:team|doctor)", re.I
)


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """The questions of one section, whose title says what they are about."""

    section: Section
    positions: tuple[Position, ...]


def may_ask(section: Section) -> bool:
    """Return whether a section's title names questions."""
    return _TITLE.search(section.title) is not None


def question_groups(guide: Guide) -> list[QuestionGroup]:
    """Return the list items that are questions, of every section whose title names any."""
    found = []
    for section in guide.sections:
        if not may_ask(section):
            continue
        positions = tuple(
            Position(block.index)
            for block in guide.blocks[section.first_block : section.last_block + 1]
            if block.kind is BlockKind.LIST_ITEM and _asks(block.text)
        )
        if positions:
            found.append(QuestionGroup(section, positions))
    return found


def asked_at(guide: Guide, position: Position) -> str:
    """Return the question at a place on one line; empty where nothing is asked.

    Of an item in a list of questions that is all of it, elsewhere the sentence.
    """
    block = guide.blocks[position.block]
    is_item = block.kind is BlockKind.LIST_ITEM and _asks(block.text)
    if is_item and may_ask(guide.section_of(position)):
        return " ".join(block.text.split())
    sentence = " ".join(guide.sentence_text(position).split())
    return sentence if _asks(sentence) else ""


def _asks(text: str) -> bool:
    return text.rstrip(" \"'”’").endswith("?")
