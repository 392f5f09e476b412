"""Where one is: chapter, place in it and time left, as it is shown and as it is said. Pure."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from allvoice.guide.length import minutes
from allvoice.reading.progress import minutes_left, percent, spoken_minutes

if TYPE_CHECKING:
    from allvoice.guide.model import Guide, Position, Section

_LEAST_SHOWN_MIN = 0.75
"""Less is told as less than a minute."""
_MOST_SHOWN_MIN = 90


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A place among the chapters of a guide and the sections of its chapter."""

    chapter: Section
    """The section that opens it; of a guide that is all one chapter the first."""
    chapter_number: int
    """From 1; 0 in a guide that is all one chapter."""
    chapter_count: int
    section: Section
    section_number: int
    """From 1, the one that opens the chapter included."""
    section_count: int
    minutes_left: float
    """Until the end of the chapter."""


def whereabouts(guide: Guide, position: Position, rate_wpm: int) -> Whereabouts:
    """Return where a place is, and how long its chapter still takes at a rate."""
    section = guide.section_of(position)
    chapter = guide.sections[section.chapter]
    chapters = guide.chapters
    number = bisect.bisect_right(chapters, section.index, key=attrgetter("index"))
    end = chapters[number].index if number < len(chapters) else len(guide.sections)
    last_block = guide.sections[end - 1].last_block
    return Whereabouts(
        chapter,
        number,
        len(chapters),
        section,
        section.index - chapter.index + 1,
        end - chapter.index,
        minutes_left(guide, position, rate_wpm, last_block),
    )


def shown_minutes(duration_min: float) -> str:
    """Return a length of time as it is shown where there is little room."""
    if duration_min < _LEAST_SHOWN_MIN:
        return "under 1 min"
    if duration_min < _MOST_SHOWN_MIN:
        return f"{max(1, round(duration_min))} min"
    return f"{round(duration_min / 30) / 2:g} h"


def where(guide: Guide, position: Position, rate_wpm: int, *, detail: bool = False) -> str:
    """Return a few sentences that tell where one is.

    Args:
        guide: the guide.
        position: the place.
        rate_wpm: for the time left.
        detail: also which sentence of which paragraph, and the time left in the section.
    """
    here = whereabouts(guide, position, rate_wpm)
    section, has_chapters = here.section, bool(here.chapter_number)
    said = []
    if has_chapters:
        number = f"Chapter {here.chapter_number} of {here.chapter_count}"
        said.append(f"{number}, {here.chapter.title}.")
    if section is not here.chapter or not has_chapters:
        said.append(f"Section {here.section_number} of {here.section_count}, {section.title}.")
    in_guide = minutes_left(guide, position, rate_wpm)
    if has_chapters:
        left = spoken_minutes(here.minutes_left)
        said.append(f"{left} left in the chapter, {spoken_minutes(in_guide)} in all.".capitalize())
    else:
        said.append(f"{spoken_minutes(in_guide)} left.".capitalize())
    said.append(f"{percent(guide, position)} percent.")
    if detail:
        block = guide.blocks[position.block]
        of_section = position.block - section.first_block + 1
        count = section.last_block - section.first_block + 1
        said.append(f"Pace {rate_wpm} words a minute.")
        said.append(
            f"Paragraph {of_section} of {count} in this section, "
            f"sentence {position.sentence + 1} of {len(block.sentences)}."
        )
        rest = minutes(guide, position.block, section.last_block, rate_wpm)
        said.append(f"{spoken_minutes(rest)} left in this section.".capitalize())
    return " ".join(said)
