"""The contents as two short lists, so that neither fills many windows of a few lines. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from allvoice.guide.model import Guide, Position, Section

HERE = ", you are here"


def chapters(guide: Guide) -> list[Section]:
    """Return what opens each chapter; of a guide of one chapter, all its sections."""
    return list(guide.chapters or guide.sections)


def sections_beside(guide: Guide, position: Position) -> list[Section]:
    """Return the sections of the chapter a position is in."""
    chapter = guide.section_of(position).chapter
    return [each for each in guide.sections if each.chapter == chapter]


def numbered(sections: Sequence[Section], here: Section) -> list[str]:
    """Return a line for each section, with a word at the one that holds the place."""
    starts = [each.index for each in sections]
    at = here.index if here.index in starts else here.chapter
    return [
        f"{number}. {each.title}{HERE if each.index == at else ''}"
        for number, each in enumerate(sections, start=1)
    ]
