"""What is changed about marks, so that each change can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from allvoice.actions.model import Message, Result
from allvoice.actions.words import STAYS
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.actions.marks.marked_places import MarkedPlaces
    from allvoice.actions.undo import Undo
    from allvoice.shelf.store.bookmarks import Bookmark
    from allvoice.shelf.store.shelf import Shelf


class MarkChanges:
    """Takes note of changes of marks, and takes them back."""

    def __init__(
        self,
        shelf: Shelf,
        places: MarkedPlaces,
        undo: Undo,
        label: Callable[[Bookmark], str],
    ) -> None:
        """Begin with no changes.

        Args:
            shelf: keeps the marks.
            places: knows which there are.
            undo: takes back what was done.
            label: returns what a mark is called.
        """
        self._shelf = shelf
        self._places = places
        self._undo = undo
        self._label = label
        self.count = 0
        """How many changes were made and taken back since the start."""

    def was_set(self, bookmark: Bookmark) -> None:
        """Take note of a new mark, perhaps with a note on it."""
        self.count += 1
        self._undo.did(bookmark.id, lambda: self._take_back(bookmark))

    def was_noted(self, before: Bookmark, after: Bookmark) -> None:
        """Take note that a mark has another note.

        Args:
            before: as it is to be again where that is taken back.
            after: as it is now.
        """
        self.count += 1
        self._undo.did(after.id, lambda: self._take_back_note(before, after))

    def remove(self, bookmark: Bookmark) -> bool:
        """Remove a mark, as it was read; return whether it is gone, and has no new note instead."""
        if not self._shelf.bookmarks.remove(bookmark):
            return False
        self.count += 1
        self._undo.did("", lambda: self._bring_back(bookmark))
        return True

    def _take_back(self, bookmark: Bookmark, what: str = "Bookmark taken back") -> Result:
        """Take back a bookmark that was set or brought back; None where it is gone."""
        if self._now(bookmark) is None:
            return None
        if not self._shelf.bookmarks.remove(bookmark):
            return Message(STAYS, earcon="no-action")
        self.count += 1
        self._undo.did("", lambda: self._bring_back(bookmark, what))
        return self._told(what, bookmark, earcon="off")

    def _take_back_note(
        self, before: Bookmark, after: Bookmark, *, is_again: bool = False
    ) -> Result:
        """Give a bookmark the note of before, or the one behind it; None where it is gone."""
        now = self._now(after)
        if now is None:
            return None
        self.count += 1
        self._undo.touched = now.id
        changed = self._shelf.bookmarks.change_note(replace(now, note=after.note), before.note)
        if changed.note == before.note:
            # Else it holds words of another window, which must stay.
            self._undo.did(
                now.id, lambda: self._take_back_note(after, changed, is_again=not is_again)
            )
        if is_again:
            what = "Note as it was" if changed.note else "Note removed"
        else:
            what = "Note as before" if changed.note else "Note taken back"
        return self._told(what, changed, earcon="off")

    def _bring_back(self, bookmark: Bookmark, what: str = "Bookmark removed") -> Result:
        self.count += 1
        restored = self._shelf.bookmarks.restore(bookmark)
        self._undo.touched = restored.id
        if restored == bookmark:
            # Else its place was marked anew meanwhile, and that mark is another one.
            self._undo.did(restored.id, lambda: self._take_back(bookmark, what))
        return self._told("Brought back", bookmark, earcon="on")

    def _now(self, bookmark: Bookmark) -> Bookmark | None:
        return next((each for each in self._places.kept() if each.id == bookmark.id), None)

    def _told(self, what: str, bookmark: Bookmark, *, earcon: str) -> Message:
        return Message(ended(f"{what}: {self._label(bookmark)}"), earcon=earcon)
