"""Bookmarks by number: set, listed, removed and taken back. Each answers with what is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allvoice.guide.model import Guide, Position
from allvoice.plain.prompts import up_to
from allvoice.reading import places
from allvoice.shelf.locator import How, find, locate
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.shelf.store.shelf import Bookmark, Shelf

NONE_YET = "There are no bookmarks yet; b sets one."
MARKED_ALREADY = "This sentence has a bookmark already."
NOTHING_TO_UNDO = "There is nothing to take back."
GONE = "That bookmark is gone; type l to list those there are."


class Marks:
    """The bookmarks of one guide."""

    def __init__(self, shelf: Shelf, guide: Guide, *, hints: bool = True) -> None:
        """Begin with nothing to take back.

        Args:
            shelf: where they are kept.
            guide: what they are of.
            hints: whether what was done is told together with how to take it back.
        """
        self._shelf = shelf
        self._guide = guide
        self._hint = " u takes it back." if hints else ""
        self._done: list[tuple[Bookmark, bool]] = []
        """Each with whether it was set; else it was removed."""
        self._listed: list[Bookmark] | None = None
        """As shown last; None where there is no such list, or it was changed here since."""

    def labels(self, *, anew: bool) -> list[str]:
        """Return what each is called, in reading order.

        Args:
            anew: whether the list is shown, and is counted in from now on; else return the list
                that is counted in now.
        """
        if anew:
            self._listed = self._kept() or None
        return [each.label for each in self._counted()]

    def add(self, position: Position) -> str:
        """Mark a sentence."""
        label, start = places.label(self._guide, position)
        before = {each.id for each in self._kept()}
        bookmark = self._shelf.add_bookmark(locate(self._guide, position), label, self._guide.title)
        if bookmark.id in before:
            return MARKED_ALREADY
        self._changed(bookmark, was_set=True)
        ids = [each.id for each in self._kept()]
        # Another copy of the program may have removed it this very moment.
        number = ids.index(bookmark.id) + 1 if bookmark.id in ids else len(ids) + 1
        said = ended(f"Bookmark {number}, at: {start}")
        return f"{said} {self._shelf.caveat}".strip() + self._hint

    def remove(self, number: int | None) -> str:
        """Remove the mark of a number, counted from 1."""
        count = len(self._counted())
        if not count:
            return NONE_YET
        if number is None or not 1 <= number <= count:
            return f"Type dl and a number, {up_to(count)}."
        bookmark = self._numbered(number)
        if bookmark is None:
            return GONE
        self._shelf.remove_bookmark(bookmark.id)
        self._changed(bookmark, was_set=False)
        return ended(f"Removed: {bookmark.label}") + self._hint

    def take_back(self) -> str:
        """Undo what was set or removed last."""
        if not self._done:
            return NOTHING_TO_UNDO
        bookmark, was_set = self._done.pop()
        self._listed = None
        if was_set:
            self._shelf.remove_bookmark(bookmark.id)
            return ended(f"Bookmark taken back: {bookmark.label}")
        self._shelf.restore_bookmark(bookmark)
        return ended(f"Brought back: {bookmark.label}")

    def place(self, number: int) -> tuple[Position | None, str]:
        """Return where a mark is found now and what is to be told of it, often nothing.

        Returns:
            None as the place of a mark that was removed meanwhile.
        """
        bookmark = self._numbered(number)
        if bookmark is None:
            return None, GONE
        found = find(self._guide, bookmark.locator)
        if found.how is How.QUOTE:
            self._shelf.move_bookmark(bookmark.id, locate(self._guide, found.position))
        return found.position, found.how.sentence

    def _kept(self) -> list[Bookmark]:
        return self._shelf.bookmarks(self._guide.id)

    def _counted(self) -> list[Bookmark]:
        # Another copy of the program may have added or removed some since: what the listener
        # counts in is the list that was shown.
        return self._kept() if self._listed is None else self._listed

    def _numbered(self, number: int) -> Bookmark | None:
        """Return a mark as it is kept now; None where it is gone."""
        wanted = {each.id for each in self._counted()[number - 1 : number]}
        return next((each for each in self._kept() if each.id in wanted), None)

    def _changed(self, bookmark: Bookmark, *, was_set: bool) -> None:
        self._done.append((bookmark, was_set))
        self._listed = None
