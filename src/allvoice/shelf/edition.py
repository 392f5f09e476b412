"""Which edition of a guide one has: another one where any of its words are other words."""

from __future__ import annotations

import hashlib
from collections.abc import Generator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from allvoice.guide.model import Guide

BLOCKS_A_STEP = 500


def edition_of(guide: Guide) -> Generator[None, None, str]:
    """Return sixteen hex digits that tell an edition, worked out in steps."""
    digest = hashlib.sha256()
    for section in guide.sections:
        digest.update(f"{section.first_block} {section.id}\n".encode("utf-8", "surrogatepass"))
    for block in guide.blocks:
        if not (block.index + 1) % BLOCKS_A_STEP:
            yield
        text = block.text if block.search_text is None else block.search_text
        digest.update(f"{text}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]
