"""Where a move leads, and how to say where one is. Pure."""

from __future__ import annotations

from allvoice.guide import length
from allvoice.guide.length import CHARS_A_WORD, minutes
from allvoice.guide.model import Guide, Position, Section, shortened
from allvoice.reading.state import NavigationLevel
from allvoice.text import continued

MOST_LABEL_CHARS = 100
MOST_TITLE_WORDS = 8


def label(guide: Guide, position: Position, *, with_section: bool = False) -> str:
    """Return what a bookmark at a place is called: its chapter, and its sentence.

    In a guide without chapters its section is named instead.

    Args:
        guide: the guide.
        position: the place.
        with_section: the chapter has the same words elsewhere too: the section is named in any
            case.
    """
    said = shortened(" ".join(guide.sentence_text(position).split()), MOST_LABEL_CHARS)
    section = guide.section_of(position)
    chapter = guide.sections[section.chapter]
    if chapter in guide.chapters:
        number = f"Chapter {guide.chapters.index(chapter) + 1}"
        name = f"{number}, {title_in_chapter(guide, section)}" if with_section else number
        return f"{name}: {said}"
    if said.casefold() == section.title.casefold():
        return said
    name = title_in_chapter(guide, section) if with_section else section.title
    return f"{name}: {said}"


def section_name(guide: Guide, section: Section) -> str:
    """Return what tells a section from every other one: "Fever, chapter 3"."""
    title, chapter = title_in_chapter(guide, section), guide.sections[section.chapter]
    if chapter not in guide.chapters:
        return title
    return f"{continued(title)} chapter {guide.chapters.index(chapter) + 1}"


def title_in_chapter(guide: Guide, section: Section) -> str:
    """Return the title of a section, with what tells it from others of that title in its chapter.

    That is the section that it belongs to; where they belong to the same, its number.
    """
    title = section.title.casefold()
    same = [
        each
        for each in guide.sections
        if each.chapter == section.chapter and each.title.casefold() == title
    ]
    if len(same) == 1:
        return section.title
    owners = [_owner(guide, each) for each in same]
    number = same.index(section)
    owner = owners[number]
    if owner is not None and owners.count(owner) == 1:
        return f"{continued(section.title)} in {owner.title}"
    return f"{continued(section.title)} {number + 1} of {len(same)} of that name"


def _owner(guide: Guide, section: Section) -> Section | None:
    """Return the section that a section lies in; None where that is the chapter itself."""
    before = reversed(guide.sections[section.chapter + 1 : section.index])
    return next((each for each in before if each.level < section.level), None)


def target(guide: Guide, position: Position, level: NavigationLevel, step: int) -> Position | None:
    """Return where a move leads, or None when it would leave the guide.

    Backwards, a paragraph or section is first gone to its own start, then to the one before it.
    """
    if level is NavigationLevel.SENTENCE:
        return guide.after(position) if step > 0 else guide.before(position)
    if level is NavigationLevel.PARAGRAPH:
        if step < 0 and position.sentence > 0:
            return Position(position.block, 0)
        block = position.block + step
        return Position(block, 0) if 0 <= block < len(guide.blocks) else None
    section = guide.section_of(position)
    start = Position(section.first_block, 0)
    if step < 0 and position > start:
        return start
    index = section.index + step
    if not 0 <= index < len(guide.sections):
        return None
    return Position(guide.sections[index].first_block, 0)


def minutes_left(
    guide: Guide, position: Position, rate_wpm: int, last_block: int | None = None
) -> float:
    """Return about how long it is from a position to the end of a block, or of its guide."""
    block = guide.blocks[position.block]
    within = position.sentence / len(block.sentences)
    last = len(guide.blocks) - 1 if last_block is None else last_block
    rest = minutes(guide, position.block, last, rate_wpm)
    return rest - within * block.source_chars / CHARS_A_WORD / rate_wpm


def spoken_minutes(duration_min: float) -> str:
    """Return a length of time as it is said, rounded as people do."""
    if duration_min < 0.75:
        return "less than a minute"
    if duration_min < 90:
        count = max(1, round(duration_min))
        return "1 minute" if count == 1 else f"{count} minutes"
    hours = duration_min / 60
    whole = round(hours * 2) / 2
    if whole == int(whole):
        return "1 hour" if whole == 1 else f"{int(whole)} hours"
    return f"{int(whole)} and a half hours"


def place(guide: Guide, position: Position, *, brief: bool = False) -> str:
    """Return the section of a place with the number of its chapter: "Side effects, chapter 7".

    Args:
        guide: the guide.
        position: the place.
        brief: of a long title only what stands before its colon, since nobody waits for more.
    """
    section = guide.section_of(position)
    title = section.title
    if brief and len(title.split()) > MOST_TITLE_WORDS:
        title = title.partition(":")[0]
    chapter = guide.sections[section.chapter]
    if chapter not in guide.chapters:
        return title
    number = guide.chapters.index(chapter) + 1
    return f"{continued(title)} chapter {number}"


def percent(guide: Guide, position: Position) -> int:
    """Return how far into the guide a position is, 0 to 100."""
    return int(guide.progression(position) * 100)


def section_minutes(guide: Guide, section: Section, rate_wpm: int) -> float:
    """Return about how long a section takes at a rate."""
    return length.section_minutes(guide, section, rate_wpm)
