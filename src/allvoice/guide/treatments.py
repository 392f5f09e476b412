"""The treatments that a guide weighs by four lines: Goal, Fit, Burden, Fallback plan. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from allvoice.guide.model import Block, BlockKind, Guide, Position, Section

LINE_NAMES = {"goal": "Goal", "fit": "Fit", "burden": "Burden", "fallback": "Fallback plan"}
"""What the four lines are called, by what stands for each."""
_TITLE = re.compile(r"\bgoal\b.*\bfit\b.*\bburden\b.*\bfallback\b.*?\bfor\s+(.+)", re.I)
_ARTICLE = re.compile(r"(?:an?|the)\s+", re.I)


@dataclass(frozen=True, slots=True)
class WeighedTreatment:
    """A treatment, and the four items that a guide has for it."""

    name: str
    """Without an article: "transplant"."""
    lines: dict[str, Position]
    """By the keys of `LINE_NAMES`, in their order."""


def weighed_treatments(guide: Guide) -> list[WeighedTreatment]:
    """Return the treatments of every section called "Goal, Fit, Burden, Fallback for ..."."""
    found = []
    for section in guide.sections:
        match = _TITLE.search(section.title)
        lines = _lines(guide, section) if match else {}
        if match and len(lines) == len(LINE_NAMES):
            found.append(WeighedTreatment(_ARTICLE.sub("", match[1].strip(" .:"), 1), lines))
    return found


def line_text(guide: Guide, position: Position) -> str:
    """Return what an item tells, without the name of its line."""
    return " ".join(guide.blocks[position.block].text.partition(":")[2].split())


def _lines(guide: Guide, section: Section) -> dict[str, Position]:
    items = [
        block
        for block in guide.blocks[section.first_block : section.last_block + 1]
        if block.kind is BlockKind.LIST_ITEM
    ]
    lines = {}
    for line, name in LINE_NAMES.items():
        for block in items:
            if line not in lines and _is_called(block, name):
                lines[line] = Position(block.index)
    return lines


def _is_called(block: Block, name: str) -> bool:
    return block.text.partition(":")[0].strip().casefold() == name.casefold()
