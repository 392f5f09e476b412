"""Guides made without the parser, and folders made without the user's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from allvoice.guide.model import Block, BlockKind, Content, Guide, Position, Section, Sentence
from allvoice.paths import Folders

Chapter = tuple[str, Sequence[str]]
"""A section's id and the text of its paragraphs; sentences end at a full stop and a blank."""


def folders_in(root: Path) -> Folders:
    return Folders(root / "data", root / "config", root / "cache", root / "log")


def content_of(text: str) -> Content:
    return Content(
        text,
        tuple(Sentence(m.start(), m.end()) for m in re.finditer(r"\S.*?(?:[.?!](?=\s)|$)", text)),
    )


def make_guide(*chapters: Chapter, guide_id: str = "all", parsed: list[int] | None = None) -> Guide:
    """Build a guide; the index of every block whose content is worked out goes to `parsed`."""
    blocks: list[Block] = []
    sections: list[Section] = []
    for section_id, paragraphs in chapters:
        first, number = len(blocks), len(sections)
        for text in paragraphs:
            index = len(blocks)

            def make(text: str = text, index: int = index) -> Content:
                if parsed is not None:
                    parsed.append(index)
                return content_of(text)

            blocks.append(
                Block(
                    index,
                    BlockKind.PARAGRAPH,
                    number,
                    index + 1,
                    0,
                    make,
                    source_chars=len(text),
                )
            )
        sections.append(Section(number, section_id, section_id, 1, number, first, len(blocks) - 1))
    return Guide(guide_id, "A guide", (Path("guide.md"),), tuple(sections), tuple(blocks))


def every_position(guide: Guide) -> list[Position]:
    return [
        Position(block.index, sentence)
        for block in guide.blocks
        for sentence in range(len(block.sentences))
    ]
