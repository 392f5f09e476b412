"""Where a guide tells when to call for help. Pure."""

from __future__ import annotations

import re

from allvoice.guide.model import Guide, Position

FRONT_KEY = "urgent"
"""In the front matter of the chapter that tells it: `urgent: true`."""
_TEAM = r"(?:your|the|our) (?:\w+ )?(?:team|doctor|nurse|clinic|hospital)"
_TITLES = (
    r"\bwhen (?:to|should (?:i|you|we)|do (?:i|we)) (?:call|contact|phone|ring|seek|go to)",
    r"\bwhen (?:to|should (?:i|you|we)) get (?:\w+ )?help",
    rf"\bcall (?:911|999|112|000|us\b|{_TEAM})",
    r"\bemergenc(?:y|ies)\b",
    r"\bseek (?:\w+ )?(?:help|care|attention)",
    r"\b(?:danger|warning|red flag) signs?\b",
    r"\bget (?:\w+ )?help (?:right away|now|at once)",
    r"\burgent\b",
)
_TITLE = re.compile("|".join(_TITLES), re.IGNORECASE)


def urgent_blocks(guide: Guide) -> tuple[int, int] | None:
    """Return the first and last block of what tells when to call, None where nothing does.

    A chapter whose front matter says so comes first; else the first section whose title does, with
    the deeper ones inside it.
    """
    for file, front in enumerate(guide.front):
        if front.get(FRONT_KEY, "").casefold() == "true":
            blocks = [block.index for block in guide.blocks if block.file == file]
            if blocks:
                return blocks[0], blocks[-1]
    for section in guide.sections:
        if _TITLE.search(section.title):
            last = section.last_block
            for later in guide.sections[section.index + 1 :]:
                if later.level <= section.level:
                    break
                last = later.last_block
            return section.first_block, last
    return None


def is_urgent(guide: Guide, position: Position) -> bool:
    """Return whether a place is in what tells when to call."""
    found = urgent_blocks(guide)
    return found is not None and found[0] <= position.block <= found[1]
