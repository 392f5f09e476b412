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
            if block.kind is BlockKind.LIST_ITEM and block.text.rstrip(" \"'”’").endswith("?")
        )
        if positions:
            found.append(QuestionGroup(section, positions))
    return found
