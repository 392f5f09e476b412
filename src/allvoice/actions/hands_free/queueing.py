"""The queue: what the listener wants to hear next, and then, in their own order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from allvoice.actions.hands_free.passages import chapter_name, of_queue, queued_passage
from allvoice.actions.model import (
    GONE,
    NOTHING_TO_REMOVE,
    ControlNames,
    FrontDoor,
    ListItem,
    ListModel,
    Message,
    Result,
)
from allvoice.actions.words import asks_for_number, counted
from allvoice.guide.model import Position, shortened
from allvoice.reading.commands import ChangeWhatFollows
from allvoice.reading.playlist import Kind
from allvoice.reading.progress import section_name
from allvoice.shelf.locator import locate
from allvoice.shelf.store.queue import Extent, QueueEntry, new_entry
from allvoice.text import ended

if TYPE_CHECKING:
    from collections.abc import Callable

    from allvoice.actions.undo import Undo
    from allvoice.guide.model import Guide, Section
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.store.shelf import Shelf

NOT_QUEUED_HERE = Message("This cannot be put into the queue.", earcon="no-action")
IS_GONE = "It is no longer in this document."
PLAYED_NOW = "It is playing now."
CLEAR = "Empty the queue"
IS_EMPTY = Message("The queue is empty already.", earcon="no-action")
MOST_QUOTED_CHARS = 60
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}
_MOVED = re.compile(r"(up|down) ?([0-9]{1,6})", re.IGNORECASE)
_TEENS = (11, 12, 13)


class _Told(NamedTuple):
    """What is told where a change is taken back, and where it is done again after that."""

    undone: str
    redone: str

    @classmethod
    def queued(cls, title: str) -> _Told:
        """Return it for something that was put into the queue."""
        return cls(f"Off the queue again: {ended(title)}", f"In the queue again: {ended(title)}")

    @classmethod
    def moved(cls, title: str) -> _Told:
        """Return it for something that was moved."""
        return cls(f"Back in its place: {ended(title)}", f"Moved again: {ended(title)}")

    @property
    def turned(self) -> _Told:
        """The same for the opposite change."""
        return _Told(self.redone, self.undone)


_EMPTIED = _Told("The queue is as it was.", "The queue is empty again.")


def ordinal(number: int) -> str:
    """Return a number as a place in a row: "2nd"."""
    ending = "th" if number % 100 in _TEENS else _ORDINALS.get(number % 10, "th")
    return f"{number}{ending}"


class Queueing:
    """Builds the queue of the document being read; what is being played from it follows along."""

    def __init__(
        self,
        session: ReadingSession,
        shelf: Shelf,
        controls: ControlNames,
        front_door: FrontDoor,
        undo: Undo,
        play: Callable[[int], Result],
    ) -> None:
        """Begin with what the shelf holds.

        Args:
            session: the reading.
            shelf: keeps the queue.
            controls: name keys in hints.
            front_door: knows which list is dealt with, and which item of it is chosen.
            undo: takes back what was done.
            play: plays the queue from an entry, by its index from 0.
        """
        self._session = session
        self._shelf = shelf
        self._controls = controls
        self._front_door = front_door
        self._undo = undo
        self._play = play

    @property
    def entries(self) -> tuple[QueueEntry, ...]:
        """What is queued, in order."""
        return self._shelf.queue.of(self._guide.id)

    @property
    def empty_words(self) -> str:
        """What is told where nothing is queued."""
        return f"The queue is empty. {self._controls.press('queue')} to queue a section."

    @property
    def _guide(self) -> Guide:
        return self._session.guide

    # Putting something into it

    def add_here(self) -> Result:
        """Queue the section being read, or what is chosen in the open list."""
        model = self._front_door.model
        if model is None:
            return self.add_section(self._guide.section_of(self._session.meant_position))
        take = model.own.get("queue")
        if take is None or not model.count:
            return NOT_QUEUED_HERE
        return take(self._front_door.selected)

    def add_number(self, number: int) -> Result:
        """Queue an item of the list that is dealt with, by its number from 1."""
        model = self._front_door.list_in_hand or self._front_door.listed
        take = model.own.get("queue") if model is not None else None
        if model is None or take is None:
            contents, finds = map(self._controls.shown, ("chapters", "finds"))
            how = self._controls.shown("queue")
            said = f"Show a list first: {contents} for contents, {finds} for what was found."
            return Message(f"{said} Then type {how} and a number.", asked=True)
        if not 1 <= number <= model.count:
            return Message(asks_for_number(self._controls.press("queue"), model.count), asked=True)
        return take(number - 1)

    def add_section(self, section: Section) -> Result:
        """Queue a section."""
        return self._add(
            section_name(self._guide, section), Extent.SECTION, Position(section.first_block)
        )

    def add_listed(self, section: Section) -> Result:
        """Queue a section of a list; one that opens a chapter stands for all of that."""
        if section in self._guide.chapters:
            name = chapter_name(self._guide, section)
            return self._add(name, Extent.CHAPTER, Position(section.first_block))
        return self.add_section(section)

    def add_from(self, position: Position) -> Result:
        """Queue a sentence with all behind it in its section."""
        section = self._guide.section_of(position)
        if position == Position(section.first_block):
            return self.add_section(section)
        return self._add(section_name(self._guide, section), Extent.REST, position)

    def add_place(self, position: Position, whole_section: bool) -> Result:
        """Queue the section of a place, or what is behind the place in it."""
        if whole_section:
            return self.add_section(self._guide.section_of(position))
        return self.add_from(position)

    def _add(self, title: str, extent: Extent, position: Position) -> Result:
        entries, locator = self.entries, locate(self._guide, position)
        for number, each in enumerate(entries, start=1):
            if (each.extent, each.locator) == (extent, locator):
                said = f"In the queue already, {ordinal(number)}. {ended(title)}"
                return Message(said, earcon="no-action")
        entry = new_entry(title, extent, locator)
        self._change(entries, (*entries, entry), entry.id, _Told.queued(title))
        hint = f"{self._controls.shown('what_to_play')} plays the queue."
        if self._is_played:
            hint = ""
        return Message(
            f"Queued, {ordinal(len(entries) + 1)}. {ended(title)} {self._shelf.caveat}".strip(),
            hint=hint,
            earcon="bookmark",
        )

    # The list

    def as_list(self, selected: int = 0) -> ListModel:
        """Return what is queued; choosing one plays the queue from there."""
        entries = self.entries
        count = len(entries)
        has_more = count > 1
        return ListModel(
            f"Queue, {count}",
            count + has_more,
            lambda index: ListItem(CLEAR if index == count else self._line(entries[index])),
            lambda index: self.clear() if index == count else self._choose(entries[index]),
            "what_to_play",
            min(selected, count),
            self.empty_words,
            lambda index: NOTHING_TO_REMOVE if index == count else self._remove(entries[index]),
            hint="{choose} plays it, {remove} takes it off, {item_earlier} and {item_later} move "
            "it, {back} leaves.",
            own={
                "item_earlier": lambda index: self._move_item(entries, index, -1),
                "item_later": lambda index: self._move_item(entries, index, 1),
            },
            renew=self._renewed,
            does="play it",
        )

    def _renewed(self, selected: int | None) -> ListModel:
        if selected is None:
            ids = [each.id for each in self.entries]
            touched = self._undo.touched
            selected = ids.index(touched) if touched in ids else self._front_door.selected
        # Behind the last entry stands what empties all of it.
        return self.as_list(min(selected, max(0, len(self.entries) - 1)))

    def _line(self, entry: QueueEntry) -> str:
        passage = queued_passage(self._guide, entry)
        if passage is None:
            return f"{ended(entry.title)} {IS_GONE}"
        label = passage.label
        if entry.extent is Extent.REST:
            begins = shortened(self._guide.sentence_text(passage.first), MOST_QUOTED_CHARS)
            label = f"{label}, from “{begins}”"
        return f"{ended(label)} {PLAYED_NOW}" if entry.id == self._played_id else label

    def _choose(self, entry: QueueEntry) -> Result:
        ids = [each.id for each in self.entries]
        return self._play(ids.index(entry.id)) if entry.id in ids else GONE

    def _remove(self, entry: QueueEntry) -> Result:
        entries = self.entries
        if entry not in entries:
            return GONE
        stay = tuple(each for each in entries if each != entry)
        self._change(entries, stay, "", _Told.queued(entry.title).turned)
        more = f"{self._controls.shown('undo')} takes it back."
        return Message(f"Off the queue: {ended(entry.title)}", more=more, earcon="off")

    def _move_item(self, shown: Sequence[QueueEntry], index: int, step: int) -> Result:
        if index >= len(shown):
            return NOT_QUEUED_HERE
        moved = self._move(shown[index], step)
        self._front_door.renew_list()
        return moved

    def _move(self, entry: QueueEntry, step: int) -> Result:
        entries = [*self.entries]
        if entry not in entries:
            return GONE
        at = entries.index(entry)
        to = at + step
        if not 0 <= to < len(entries):
            return Message(f"This is the {'first' if step < 0 else 'last'} one.", earcon="edge")
        before = tuple(entries)
        entries[at], entries[to] = entries[to], entries[at]
        self._change(before, tuple(entries), entry.id, _Told.moved(entry.title))
        return Message(f"Now {to + 1} of {len(entries)}.")

    def clear(self) -> Result:
        """Take everything off the queue."""
        entries = self.entries
        if not entries:
            return IS_EMPTY
        self._change(entries, (), "", _EMPTIED)
        self._front_door.renew_list(0)
        more = f"{self._controls.shown('undo')} takes it back."
        count = counted(len(entries), "passage")
        return Message(f"The queue is empty; {count} taken off.", more=more, earcon="off")

    def typed(self, words: str) -> Result:
        """Do what is typed behind the word for the queue: a number, "up 3", "clear" or "list"."""
        words = words.strip().casefold()
        if words.isdecimal():
            return self.add_number(int(words))
        if words in ("clear", "empty"):
            return self.clear()
        if words in ("list", "show"):
            return self.as_list()
        moved = _MOVED.fullmatch(words)
        if moved is not None:
            entries, number = self.entries, int(moved[2])
            if 1 <= number <= len(entries):
                return self._move(entries[number - 1], -1 if moved[1] == "up" else 1)
        how = self._controls.shown("queue")
        said = f"Type {how} and a number of a list, {how} list, {how} up 2, or {how} clear."
        return Message(said, asked=True)

    # What was changed

    @property
    def _is_played(self) -> bool:
        playlist = self._session.state.playlist
        return playlist is not None and playlist.kind is Kind.QUEUE

    @property
    def _played_id(self) -> str:
        playlist = self._session.state.playlist
        return playlist.passage.key if playlist is not None else ""

    def _change(
        self,
        before: Sequence[QueueEntry],
        after: Sequence[QueueEntry],
        touched: str,
        told: _Told,
    ) -> None:
        """Keep the queue as it is now, and take note of how that is taken back."""
        self._shelf.queue.put(self._guide.id, after)
        guide_id = self._guide.id

        def take_back() -> Result:
            if self._guide.id != guide_id:
                return None
            now = self.entries
            self._change(now, _undone(now, before, after), touched, told.turned)
            return Message(told.undone, earcon="off")

        self._undo.did(touched, take_back)
        self._follow()

    def _follow(self) -> None:
        """Let what is played from the queue go on with it as it is now."""
        playlist = self._session.state.playlist
        if playlist is None or not self._is_played:
            return
        begun = {each.key for each in playlist.passages[: playlist.index + 1]}
        rest = of_queue(self._guide, [each for each in self.entries if each.id not in begun])
        self._session.do(ChangeWhatFollows(rest.passages))


def _undone(
    now: Sequence[QueueEntry], before: Sequence[QueueEntry], after: Sequence[QueueEntry]
) -> tuple[QueueEntry, ...]:
    """Return the queue without what one change did; what was heard or queued since stays so."""
    kept = [each for each in before if each in now or each not in after]
    later = [each for each in now if each not in before and each not in after]
    return (*kept, *later)
