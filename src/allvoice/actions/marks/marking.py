"""Marks as actions: set, noted on, listed, gone to, removed, and carried into a changed edition."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from allvoice.actions.finding.numbers import choose_by_number
from allvoice.actions.marks.bookmark_list import BookmarkList
from allvoice.actions.marks.bookmarks import Bookmarks
from allvoice.actions.marks.carried_marks import CarriedMarks
from allvoice.actions.marks.marked_places import MarkedPlaces
from allvoice.actions.marks.numbered_words import numbered_words

if TYPE_CHECKING:
    from allvoice.actions.announcer import Announcer
    from allvoice.actions.answers.contents import Contents
    from allvoice.actions.asking import Asking
    from allvoice.actions.finding.going import Going
    from allvoice.actions.model import ControlNames, FrontDoor, Result
    from allvoice.actions.undo import Undo
    from allvoice.event_loop import Scheduler
    from allvoice.guide.model import Position
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.store.shelf import Shelf


class Marking:
    """Does what is asked for of marks, by the ids of the actions."""

    def __init__(
        self,
        session: ReadingSession,
        shelf: Shelf,
        controls: ControlNames,
        front_door: FrontDoor,
        announcer: Announcer,
        going: Going,
        asking: Asking,
        undo: Undo,
        contents: Contents,
        scheduler: Scheduler,
        last_action: Callable[[], str],
        queue: Callable[[Position, bool], Result],
    ) -> None:
        """Begin with what the shelf holds.

        Args:
            session: the reading.
            shelf: keeps the marks.
            controls: which keys or words ask for what.
            front_door: knows which list is dealt with, and which item of it is chosen.
            announcer: tells what became of marks in a changed edition.
            going: goes to places.
            asking: lets notes be typed.
            undo: takes back what was done.
            contents: lists sections, which can be marked there.
            scheduler: does later what takes long.
            last_action: returns what was asked for just before.
            queue: puts a place into the queue, or its whole section.
        """
        self.places = places = MarkedPlaces(session, shelf)
        self.carried = carried = CarriedMarks(session, shelf, places, announcer, scheduler)
        self.bookmarks = bookmarks = Bookmarks(
            session, shelf, controls, front_door, asking, undo, places, carried, going.to_mark
        )
        self.list = listed = BookmarkList(
            session, controls, bookmarks, places, carried, going.from_list, queue, front_door, undo
        )
        self._session = session
        self._front_door = front_door
        self._contents = contents
        self._guide_id = session.guide.id
        self.carry = carried.begin
        self.actions: dict[str, Callable[[], Result]] = {
            "bookmark": lambda: bookmarks.add(again=last_action() == "bookmark"),
            "note": bookmarks.note,
            "next_mark": bookmarks.next,
            "previous_mark": bookmarks.previous,
            "bookmarks": listed.as_list,
            "bookmark_order": listed.switch_order,
            "remove_bookmark": lambda: listed.remove_number(None),
        }
        self.with_number: dict[str, Callable[[int], Result]] = {
            "bookmark": contents.mark_number,
            "note": self._note_number,
            "remove_bookmark": listed.remove_number,
            "bookmarks": lambda number: choose_by_number(
                listed.as_list(anew=False), number, controls
            ),
        }
        self.with_words: dict[str, Callable[[str], Result]] = {"note": self._note_words}

    def _note_words(self, typed: str) -> Result:
        """Keep words as the note on the sentence, or on an item of the list that is dealt with."""
        numbered, model = numbered_words(typed), self._front_door.list_in_hand
        is_of_it = (
            numbered is not None
            and model is not None
            and (model.action == "bookmarks" or "note" in model.own)
            and 1 <= numbered[0] <= model.count
        )
        if numbered is None or not is_of_it:
            return self.bookmarks.note_words(typed)
        return self._note_number(*numbered)

    def _note_number(self, number: int, words: str = "") -> Result:
        """Let the note on an item of the list that is dealt with be typed, or keep words as it."""
        model = self._front_door.list_in_hand
        if model is not None and "note" in model.own:
            return self._contents.by_number(
                number, lambda section: self.bookmarks.note_section(section, words)
            )
        return self.list.edit_number(number, words)

    def take_guide(self) -> None:
        """Find the marks in the guide as it is now, or those of another one from now on."""
        if self._session.guide.id != self._guide_id:
            self._guide_id = self._session.guide.id
            self.list.take_guide()
        self.carry()
