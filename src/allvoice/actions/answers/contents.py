"""The contents: all sections, the chapters alone, or the sections of the chapter one is in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from allvoice.actions.model import ListItem, ListModel, Message, Result
from allvoice.actions.words import counted, up_to
from allvoice.guide.model import Position, Section
from allvoice.reading import progress

if TYPE_CHECKING:
    from allvoice.reading.runner import ReadingSession

HERE = ", you are here"
HEARD = ", heard"
"""A word and no tick: some screens have no sign for that, and the ear has none."""


class Contents:
    """Makes the lists of sections."""

    def __init__(
        self,
        session: ReadingSession,
        go_to: Callable[[Position, str], Result],
        mark: Callable[[Section], Result],
        note: Callable[[Section], Result],
        queue: Callable[[Section], Result],
        heard: Callable[[], Callable[[Section], bool]],
    ) -> None:
        """Make the lists when they are asked for.

        Args:
            session: the guide and the place.
            go_to: reads on from a place.
            mark: marks a whole section.
            note: lets a note on a whole section be typed.
            queue: puts a section into the queue.
            heard: returns what tells whether a section was heard to its end.
        """
        self._session = session
        self._go_to = go_to
        self._mark = mark
        self._note = note
        self._queue = queue
        self._heard = heard
        self._listed: Sequence[Section] = ()
        """The sections of the list that was made last."""

    def mark_number(self, number: int) -> Result:
        """Mark a section by its number in the list of sections that was made last, from 1."""
        return self.by_number(number, self._mark)

    def by_number(self, number: int, do: Callable[[Section], Result]) -> Result:
        """Do something with a section by its number in the list that was made last, from 1."""
        # Those of a guide that was read before are no longer meant.
        is_here = bool(self._listed) and self._listed[0] in self._session.guide.sections
        sections = self._listed if is_here else self._chapters
        if 1 <= number <= len(sections):
            return do(sections[number - 1])
        return Message(f"The list of sections has {up_to(len(sections))}.", earcon="no-action")

    @property
    def _chapters(self) -> Sequence[Section]:
        return self._session.guide.chapters or self._session.guide.sections

    def all(self) -> ListModel:
        """Return the sections of the guide, the present one chosen."""
        guide = self._session.guide
        self._listed = sections = guide.sections
        chapters = {section.index: number for number, section in enumerate(guide.chapters, start=1)}
        landmarks = sorted(chapters) or _highest(sections)
        heard = self._heard()

        def item(index: int) -> ListItem:
            section = sections[index]
            minutes = round(progress.section_minutes(guide, section, self._session.state.rate_wpm))
            chapter = chapters.get(index)
            mark = HEARD if heard(section) else ""
            return ListItem(
                # Where nearly every section takes a minute, that is no help to choose one.
                f"{section.title}  {minutes} min{mark}" if minutes > 1 else section.title + mark,
                2 * (min(section.level, 3) - 1),
                f"Chapter {chapter}, {section.title}{mark}" if chapter else section.title + mark,
                is_heading=chapter is not None,
            )

        return ListModel(
            f"Contents, {counted(len(sections), 'section')}",
            len(sections),
            item,
            lambda index: self._go_to(Position(sections[index].first_block), ""),
            "contents",
            guide.section_of(self._session.state.position).index,
            landmark=lambda index, step: next_landmark(landmarks, index, step),
            hint="{item_up} and {item_down} go through them, {leap_back} and {leap_on} by "
            "chapters. {choose} goes there, {search} finds one, {bookmark} marks it, "
            "{queue} queues it, {back} leaves.",
            mark=lambda index: self._mark(sections[index]),
            own={
                "note": lambda index: self._note(sections[index]),
                "queue": lambda index: self._queue(sections[index]),
            },
        )

    def chapters(self) -> ListModel:
        """Return what opens each chapter; of a guide of one chapter, all its sections."""
        return self._plain("chapters", "Chapters", self._chapters)

    def sections_here(self) -> ListModel:
        """Return the sections of the chapter one is in."""
        guide = self._session.guide
        chapter = guide.section_of(self._session.state.position).chapter
        return self._plain(
            "sections_here",
            "Sections",
            [each for each in guide.sections if each.chapter == chapter],
        )

    def _plain(self, action: str, name: str, sections: Sequence[Section]) -> ListModel:
        here = self._session.guide.section_of(self._session.state.position)
        starts = [each.index for each in sections]
        at = here.index if here.index in starts else here.chapter
        self._listed = sections
        heard = self._heard()

        def is_heard(section: Section) -> bool:
            guide = self._session.guide
            if action != "chapters" or not guide.chapters:
                return heard(section)
            # A chapter is all that stands in it.
            return all(heard(each) for each in guide.sections if each.chapter == section.index)

        def item(index: int) -> ListItem:
            section = sections[index]
            mark = HEARD if is_heard(section) else ""
            return ListItem(f"{section.title}{mark}{HERE if section.index == at else ''}")

        return ListModel(
            f"{name}, {len(sections)}",
            len(sections),
            item,
            lambda index: self._go_to(Position(sections[index].first_block), ""),
            action,
            starts.index(at) if at in starts else 0,
            mark=lambda index: self._mark(sections[index]),
            own={
                "note": lambda index: self._note(sections[index]),
                "queue": lambda index: self._queue(sections[index]),
            },
        )


def _highest(sections: Sequence[Section]) -> list[int]:
    """Return the sections of the highest level of which there is more than one."""
    levels = Counter(each.level for each in sections)
    highest = min((level for level, count in levels.items() if count > 1), default=1)
    return [each.index for each in sections if each.level <= highest]


def next_landmark(landmarks: Sequence[int], index: int, step: int) -> int:
    """Return the next (1) or previous (-1) landmark, or the same item where there is none."""
    ahead = [each for each in landmarks if (each - index) * step > 0]
    return min(ahead, key=lambda each: abs(each - index), default=index)
