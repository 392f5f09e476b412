"""Bookmarks: set, noted on, gone to one after the other, and what is told of those at a place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from allvoice.actions.asking import REMOVES
from allvoice.actions.marks.mark_changes import MarkChanges
from allvoice.actions.marks.mark_labels import is_there, label_now, note_said
from allvoice.actions.model import ControlNames, FrontDoor, Message, Result
from allvoice.actions.words import BOTH_KEPT, own_line
from allvoice.guide.model import Position
from allvoice.reading import progress
from allvoice.shelf.locator import Found, How, locate
from allvoice.shelf.store.rows import own_words
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.actions.asking import Asking
    from allvoice.actions.marks.carried_marks import CarriedMarks
    from allvoice.actions.marks.marked_places import MarkedPlaces
    from allvoice.actions.undo import Undo
    from allvoice.guide.model import Section
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.store.bookmarks import Bookmark
    from allvoice.shelf.store.shelf import Shelf

MARKED = "Marked."
MARKED_BEFORE = "Marked the sentence before."
MARKED_BEFORE_TOO = "Marked the sentence before; this one was marked already."
MARKED_ALREADY = "Marked already."
MARKED_BEFORE_ALREADY = "The sentence before is marked already."
NO_MARK_AFTER = "No mark after this."
NO_MARK_BEFORE = "No mark before this."
NOT_MARKED_HERE = "There is nothing to mark here."
NO_NOTE_HERE = "There is nothing to note here."
NO_NOTE = "There is no note here."


def none_yet(controls: ControlNames) -> str:
    """Return what is told where nothing is marked."""
    how = controls.press("bookmark")
    return f"You have no bookmarks yet. {how} while listening to mark a sentence."


class Bookmarks:
    """The bookmarks of the document being read."""

    def __init__(
        self,
        session: ReadingSession,
        shelf: Shelf,
        controls: ControlNames,
        front_door: FrontDoor,
        asking: Asking,
        undo: Undo,
        places: MarkedPlaces,
        carried: CarriedMarks,
        go_to_mark: Callable[[Position, Message], Result],
    ) -> None:
        """Begin with what the shelf holds.

        Args:
            session: knows the place.
            shelf: keeps the bookmarks.
            controls: names keys in hints.
            front_door: knows which item of a list is to be marked or noted on.
            asking: lets a note be typed.
            undo: takes back what was done.
            places: knows where marks are.
            carried: carries them into a changed edition, before they are asked for.
            go_to_mark: goes to a place; where nothing is being read its sentence is.
        """
        self._session = session
        self._shelf = shelf
        self._controls = controls
        self._front_door = front_door
        self._asking = asking
        self._places = places
        self._carried = carried
        self._go_to_mark = go_to_mark
        self.changes = MarkChanges(shelf, places, undo, self.label)
        self._marked_last: Position | None = None
        """The sentence that the key was pressed for last."""

    def label(self, bookmark: Bookmark) -> str:
        """Return what a bookmark is called."""
        return label_now(self._places.guide, bookmark, self._places.found(bookmark))

    # A mark is set

    def add(self, *, again: bool = False) -> Result:
        """Mark the sentence; where it has only just begun, the one before, which was heard.

        Args:
            again: asked for twice at once: for the same sentence its whole section is meant.
        """
        model = self._front_door.model
        if model is not None:
            if model.mark is None or not model.count:
                return Message(NOT_MARKED_HERE, earcon="no-action")
            return model.mark(self._front_door.selected)
        guide, position = self._session.guide, self._session.meant_position
        if again and position == self._marked_last:
            return self.add_section(guide.section_of(position))
        self._marked_last = position
        told = self.add_at(position)
        is_set = told.text not in (MARKED_ALREADY, MARKED_BEFORE_ALREADY)
        undoes = f"{self._controls.shown('undo_mark')} takes it back. " if is_set else ""
        return replace(
            told, hint=f"{undoes}{self._controls.shown('bookmark')} again marks its section."
        )

    def add_at(self, position: Position) -> Message:
        """Mark a sentence; of one that is not the present one it is told that it is another."""
        here = self._session.state.position
        if self._marked(position, is_section=False) is not None:
            said = MARKED_ALREADY if position == here else MARKED_BEFORE_ALREADY
            return Message(said, earcon="no-action")
        self.changes.was_set(self._added(position))
        said = MARKED
        if position != here:
            is_marked = self._marked(here, is_section=False) is not None
            said = MARKED_BEFORE_TOO if is_marked else MARKED_BEFORE
        return Message(f"{said} {self._shelf.caveat}".strip(), earcon="bookmark")

    def add_section(self, section: Section) -> Result:
        """Mark a whole section."""
        guide, start = self._session.guide, Position(section.first_block)
        name = progress.section_name(guide, section)
        if self._shelf.bookmarks.at(locate(guide, start), is_section=True) is not None:
            return Message(ended(f"Section marked already: {name}"), earcon="no-action")
        self.changes.was_set(self._added(start, is_section=True))
        said = f"{ended(f'Section marked: {name}')} {self._shelf.caveat}".strip()
        hint = f"{self._controls.shown('undo_mark')} takes it back."
        return Message(said, hint=hint, earcon="bookmark")

    def _added(self, position: Position, *, is_section: bool = False, note: str = "") -> Bookmark:
        guide = self._session.guide
        label = self._label_of(position, is_section=is_section)
        return self._shelf.bookmarks.add(
            locate(guide, position), label, guide.title, is_section=is_section, note=note
        )

    def _label_of(self, position: Position, *, is_section: bool) -> str:
        if is_section:
            return f"Section: {self._section_name(position)}"
        return progress.label(self._session.guide, position)

    # A note on it

    def note(self) -> Result:
        """Let the note on the sentence be typed, or that on the chosen mark of the open list."""
        model = self._front_door.model
        if model is not None:
            edit = model.own.get("note", model.edit)
            if edit is None or not model.count:
                return Message(NO_NOTE_HERE, earcon="no-action")
            return edit(self._front_door.selected)
        return self._ask_at(self._session.meant_position)

    def note_section(self, section: Section, words: str = "") -> Result:
        """Let the note on a whole section be typed, or keep words as it, below one it has."""
        start = Position(section.first_block)
        if words:
            return self._add_at(start, words, is_section=True)
        return self._ask_at(start, is_section=True)

    def _ask_at(self, position: Position, *, is_section: bool = False) -> Result:
        marked = self._marked(position, is_section=is_section)
        where = self._label_of(position, is_section=is_section)
        what = f" on the section {self._section_name(position)}" if is_section else ""
        return self._ask(
            marked,
            where,
            lambda typed: self._noted(position, marked, typed, is_section=is_section),
            f"Type the note{what}, then Enter.",
        )

    def edit_note(
        self, bookmark: Bookmark, number: int, done: Callable[[Bookmark], None], words: str = ""
    ) -> Result:
        """Let the note on a mark be typed, or keep words as it, below one it has.

        Args:
            bookmark: the mark.
            number: its number in the list.
            done: is given the mark with its new note.
            words: the words; empty where they are to be typed.
        """

        def change(typed: str) -> Result:
            changed, told = self._changed(bookmark, typed, number=number)
            done(changed)
            return told

        if not words:
            return self._ask(bookmark, bookmark.label, change)
        added, told = self._added_to(bookmark, words, number=number)
        done(added)
        return told

    def _ask(
        self,
        marked: Bookmark | None,
        where: str,
        done: Callable[[str], Result],
        said: str = "Type the note, then Enter.",
    ) -> Result:
        before = "" if marked is None else own_line(marked.note)
        return self._asking.ask(
            said,
            done,
            name="Note",
            before=before,
            invitation="Your note, then Enter",
            where=where,
            guide_id=self._session.guide.id,
        )

    def note_words(self, typed: str) -> Result:
        """Keep words as the note on the sentence; below the one it has, which is not seen."""
        return self._add_at(self._session.meant_position, typed)

    def _add_at(self, position: Position, typed: str, *, is_section: bool = False) -> Result:
        marked = self._marked(position, is_section=is_section)
        if marked is not None:
            return self._added_to(marked, typed)[1]
        if typed.strip().casefold() == REMOVES:
            return Message(NO_NOTE, earcon="no-action")
        return self._noted(position, None, typed, is_section=is_section)

    def _added_to(
        self, marked: Bookmark, typed: str, *, number: int = 0
    ) -> tuple[Bookmark, Message]:
        is_removed = typed.strip().casefold() == REMOVES
        if is_removed and not marked.note:
            return marked, Message(NO_NOTE, earcon="no-action")
        if is_removed or not marked.note:
            return self._changed(marked, "" if is_removed else typed, number=number)
        return self._changed(
            marked, f"{marked.note}\n{typed}", said="Added to its note", number=number
        )

    def _marked(self, position: Position, *, is_section: bool) -> Bookmark | None:
        here = locate(self._session.guide, position)
        return self._shelf.bookmarks.at(here, is_section=is_section)

    def _noted(
        self,
        position: Position,
        marked: Bookmark | None,
        typed: str,
        *,
        is_section: bool = False,
    ) -> Result:
        if marked is not None:
            return self._changed(marked, typed)[1]
        noted = self._added(position, is_section=is_section, note=typed)
        theirs = _of_others(noted.note, typed)
        if theirs:
            self.changes.was_noted(replace(noted, note=theirs), noted)
        else:
            self.changes.was_set(noted)
        where = self._label_of(position, is_section=is_section)
        return self._told_noted(f"Marked with a note: {where}", theirs)

    def _changed(
        self, before: Bookmark, typed: str, *, said: str = "", number: int = 0
    ) -> tuple[Bookmark, Message]:
        changed = self._shelf.bookmarks.change_note(before, typed)
        theirs = _of_others(changed.note, typed)
        self.changes.was_noted(replace(before, note=theirs) if theirs else before, changed)
        usual = "Note removed" if not typed else "Note changed" if before.note else "Note kept"
        which = f", mark {number}" if number else ""
        return changed, self._told_noted(f"{said or usual}{which}: {self._where(before)}", theirs)

    def _where(self, bookmark: Bookmark) -> str:
        """Return what a mark stands at: a note that went elsewhere than was meant is heard."""
        found = self._places.found(bookmark)
        if not is_there(found):
            return bookmark.label
        return self._label_of(found.position, is_section=bookmark.is_section)

    def _section_name(self, position: Position) -> str:
        guide = self._session.guide
        return progress.section_name(guide, guide.section_of(position))

    def _told_noted(self, said: str, theirs: str) -> Message:
        told = (ended(said), BOTH_KEPT if theirs else "", self._shelf.caveat)
        text = " ".join(filter(None, told))
        hint = f"{self._controls.shown('undo_mark')} takes it back."
        return Message(text, hint=hint, earcon="bookmark")

    # Going from one to the next

    def next(self) -> Result:
        """Go to the mark after the place."""
        return self._to_mark(1)

    def previous(self) -> Result:
        """Go to the mark before the place."""
        return self._to_mark(-1)

    def _to_mark(self, step: int) -> Result:
        self._carried.hurry()
        kept, here = self._places.kept(), self._session.state.position
        if not kept:
            return Message(none_yet(self._controls))
        index = self._places.after(here) if step > 0 else self._places.before(here)
        if index is None:
            return Message(NO_MARK_AFTER if step > 0 else NO_MARK_BEFORE, earcon="edge")
        found = self.arrive(kept[index])
        said = [f"Mark {index + 1} of {len(kept)}.", found.how.sentence]
        said += [note_said(each.note) for each in self._places.at(found.position)]
        return self._go_to_mark(found.position, Message(" ".join(filter(None, said))))

    def arrive(self, bookmark: Bookmark) -> Found:
        """Return where a mark is, to be gone to; one found elsewhere is kept there from now on."""
        found = self._places.found(bookmark)
        if found.how is How.QUOTE:
            guide = self._session.guide
            locator = locate(guide, found.position)
            if locator != bookmark.locator:
                self._shelf.bookmarks.move([(bookmark.id, locator)])
            self._places.moved(bookmark, locator, Found(found.position, How.EXACT))
        return found

    # What is told of those at a place

    def told_here(self) -> str:
        """Return that the place is marked, and the notes on it; empty where nothing is marked."""
        position = self._session.state.position
        guide = self._places.guide
        start = Position(guide.section_of(position).first_block)
        said = []
        for each in self._places.at(position):
            if not each.is_section and is_there(self._places.found(each)):
                said += ["This sentence is marked.", note_said(each.note)]
        for each in self._places.at(start):
            if each.is_section and is_there(self._places.found(each)):
                said += ["This section is marked.", note_said(each.note)]
        return " ".join(filter(None, said))

    def sections(self) -> frozenset[int]:
        """Return the sections in which something is marked, by their index."""
        return self._places.sections()


def _of_others(kept: str, typed: str) -> str:
    """Return what another window wrote to a note meanwhile, which stands above what was typed."""
    typed = own_words(typed)
    return "" if kept == typed else kept.removesuffix(typed).rstrip("\n")
