"""What can be played of a guide: units around a place, marks, questions, what is queued. Pure.

`allvoice read` uses it as well, where nobody presses keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from allvoice.actions.marks.mark_labels import find_mark, is_there, note_said
from allvoice.actions.words import counted
from allvoice.guide.model import Position
from allvoice.guide.questions import question_groups
from allvoice.reading.playlist import Passage
from allvoice.reading.progress import section_name
from allvoice.shelf.locator import find, find_section
from allvoice.shelf.store.queue import Extent

if TYPE_CHECKING:
    from allvoice.guide.model import Guide, Section
    from allvoice.shelf.locator import Found
    from allvoice.shelf.store.bookmarks import Bookmark
    from allvoice.shelf.store.queue import QueueEntry


class Made(NamedTuple):
    """What there is to play, and what is not in this edition of the document.

    Attributes:
        passages: in the order in which they are played.
        gone: what the others were called.
    """

    passages: tuple[Passage, ...]
    gone: tuple[str, ...] = ()


# Units around a place


def sentence_at(guide: Guide, position: Position) -> Passage:
    """Return the sentence at a place."""
    return Passage(position, position, section_name(guide, guide.section_of(position)))


def paragraph_at(guide: Guide, position: Position) -> Passage:
    """Return the paragraph, item or row that a place is in."""
    return Passage(
        Position(position.block),
        _end_of(guide, position.block),
        section_name(guide, guide.section_of(position)),
    )


def of_section(guide: Guide, section: Section, key: str = "") -> Passage:
    """Return a section, without those inside it."""
    return Passage(
        Position(section.first_block),
        _end_of(guide, section.last_block),
        section_name(guide, section),
        key=key,
    )


def of_chapter(guide: Guide, section: Section, key: str = "") -> Passage:
    """Return the whole chapter that a section is in."""
    chapter = guide.sections[section.chapter]
    last = max(each.last_block for each in guide.sections if each.chapter == chapter.index)
    return Passage(
        Position(chapter.first_block), _end_of(guide, last), chapter_name(guide, chapter), key=key
    )


def rest_of_section(guide: Guide, position: Position, key: str = "") -> Passage:
    """Return a sentence with all behind it in its section."""
    section = guide.section_of(position)
    return Passage(
        position, _end_of(guide, section.last_block), section_name(guide, section), key=key
    )


def chapter_name(guide: Guide, chapter: Section) -> str:
    """Return what a whole chapter is called: "Chapter 3, Fever"."""
    if chapter not in guide.chapters:
        return chapter.title
    return f"Chapter {guide.chapters.index(chapter) + 1}, {chapter.title}"


def _end_of(guide: Guide, block: int) -> Position:
    return Position(block, len(guide.blocks[block].sentences) - 1)


# Marks


class _Mark(NamedTuple):
    first: Position
    last: Position
    bookmark: Bookmark


def of_marks(
    guide: Guide,
    bookmarks: Iterable[Bookmark],
    found: Callable[[Bookmark], Found] | None = None,
) -> Made:
    """Return what is marked, as it comes in the guide, so that no sentence is heard twice.

    A marked sentence is played to the end of its paragraph, a marked section whole. Where another
    mark lies within, that one's passage begins there, and goes to the end of the longer one.

    Args:
        guide: the guide.
        bookmarks: its marks.
        found: returns where a mark is; by default it is looked for.
    """
    look = found or partial(find_mark, guide)
    placed, gone = [], []
    for each in bookmarks:
        at = look(each)
        if not is_there(at):
            gone.append(each.label)
            continue
        first = at.position
        whole = guide.section_of(first).last_block if each.is_section else first.block
        placed.append(_Mark(first, _end_of(guide, whole), each))
    # A section's mark before that of its heading.
    placed.sort(key=lambda mark: (mark.first, not mark.bookmark.is_section))
    at_places = [[*marks] for _, marks in groupby(placed, key=lambda mark: mark.first)]
    passages, reach = [], guide.start
    for here, behind in pairwise([*at_places, []]):
        reach = max(reach, *(mark.last for mark in here))
        last = reach
        if behind and behind[0].first <= reach:
            last = guide.before(behind[0].first) or reach
        name = section_name(guide, guide.section_of(here[0].first))
        notes = filter(None, (note_said(mark.bookmark.note) for mark in here))
        label = f"Section: {name}" if here[0].bookmark.is_section else name
        passages.append(Passage(here[0].first, last, label, " ".join(notes)))
    return Made(tuple(passages), tuple(gone))


def marks_gone(made: Made) -> str:
    """Return how many marks are left out; empty for none."""
    if not made.gone:
        return ""
    verb = "is" if len(made.gone) == 1 else "are"
    return f"{counted(len(made.gone), 'mark')} {verb} not in this edition."


# Questions


def of_questions(guide: Guide) -> Made:
    """Return the sections with questions for the care team, one after the other."""
    return Made(tuple(of_section(guide, each.section) for each in question_groups(guide)))


# The queue


def of_queue(guide: Guide, entries: Iterable[QueueEntry]) -> Made:
    """Return what is queued, by the ids of the entries; what is no longer there by its name."""
    passages, gone = [], []
    for each in entries:
        passage = queued_passage(guide, each)
        if passage is None:
            gone.append(each.title)
        else:
            passages.append(passage)
    return Made(tuple(passages), tuple(gone))


def queued_passage(guide: Guide, entry: QueueEntry) -> Passage | None:
    """Return what an entry of the queue stands for; None where that is no longer there."""
    look = find if entry.extent is Extent.REST else find_section
    found = look(guide, entry.locator)
    if not is_there(found):
        return None
    match entry.extent:
        case Extent.REST:
            return rest_of_section(guide, found.position, entry.id)
        case Extent.CHAPTER:
            return of_chapter(guide, guide.section_of(found.position), entry.id)
        case Extent.SECTION:
            return of_section(guide, guide.section_of(found.position), entry.id)


def queue_gone(made: Made) -> str:
    """Return what of the queue is left out, by its name; empty for nothing."""
    if not made.gone:
        return ""
    names = " and ".join(made.gone)
    verb = "is" if len(made.gone) == 1 else "are"
    return f"{names} {verb} no longer in this document, and left out."
