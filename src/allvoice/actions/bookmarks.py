"""Bookmarks: set, list, go to, remove, and undo what was done last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allvoice.actions.model import ControlNames, ListItem, ListModel, Message, Result
from allvoice.actions.words import asks_for_number, uncapitalized
from allvoice.guide.model import Position
from allvoice.reading import progress
from allvoice.shelf.locator import How, find, locate
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.store.bookmarks import Bookmark
    from allvoice.shelf.store.shelf import Shelf

MARKED_ALREADY = "This sentence has a bookmark already."
NOTHING_TO_UNDO = "There is nothing to take back."
NOTHING_TO_BRING_BACK = "There is nothing to bring back."


@dataclass(frozen=True, slots=True)
class _Change:
    bookmark: Bookmark
    was_set: bool
    """Else it was removed."""


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
        go_to: Callable[[Position, str], Result],
    ) -> None:
        """Begin with what the shelf holds.

        Args:
            session: knows the place.
            shelf: keeps the bookmarks.
            controls: names keys in hints.
            go_to: reads on from a place, and tells something of it.
        """
        self._session = session
        self._shelf = shelf
        self._controls = controls
        self._go_to = go_to
        self._changes: list[_Change] = []
        """Since the start, the last one last."""
        self._removed: list[Bookmark] = []
        """Those removed or taken back since the start and not brought back, the last one last."""
        self._brought_back = ""
        """Id of the bookmark that was brought back last."""
        self._listed: list[Bookmark] | None = None
        """As shown last; None where there is no such list, or it was changed here since.

        Another copy of the program may have added or removed some: the listener counts in the list
        that was shown.
        """

    def add(self) -> Result:
        """Mark the sentence."""
        guide, position = self._session.guide, self._session.state.position
        label, start = progress.label(guide, position)
        before = {each.id for each in self._kept()}
        added = self._shelf.bookmarks.add(locate(guide, position), label, guide.title)
        if added.id in before:
            return Message(MARKED_ALREADY, earcon="no-action")
        self._changed(added, was_set=True)
        ids = [each.id for each in self._kept()]
        # Another copy of the program may have removed it this very moment.
        number = ids.index(added.id) + 1 if added.id in ids else len(ids) + 1
        said = f"{ended(f'Bookmark {number}, at: {start}')} {self._shelf.caveat}".strip()
        more = f"{self._controls.shown('undo_mark')} takes it back."
        return Message(said, more=more, earcon="bookmark")

    def undo(self) -> Result:
        """Take back the bookmark set last, or bring back the one removed last."""
        kept = {each.id for each in self._kept()}
        while self._changes:
            change = self._changes.pop()
            if not change.was_set:
                self._removed.remove(change.bookmark)
                return self._bring_back(change.bookmark)
            if change.bookmark.id in kept:
                self._shelf.bookmarks.remove(change.bookmark.id)
                self._removed.append(change.bookmark)
                self._listed = None
                return Message(ended(f"Bookmark taken back: {change.bookmark.label}"), earcon="off")
        return Message(NOTHING_TO_UNDO, earcon="no-action")

    def as_list(self, selected: int | None = 0, *, anew: bool = True) -> ListModel:
        """Return the bookmarks in reading order.

        Args:
            selected: the index of the item that is chosen; None for what was brought back last.
            anew: their numbers count from now on; else those of the list shown last still do.
        """
        if anew:
            self._listed = self._kept()
        found = self._counted
        if selected is None:
            ids = [each.id for each in found]
            selected = ids.index(self._brought_back) if self._brought_back in ids else 0
        return ListModel(
            f"Bookmarks, {len(found)}",
            len(found),
            lambda index: ListItem(found[index].label),
            self.choose,
            "bookmarks",
            selected,
            none_yet(self._controls),
            self.remove,
            undo=self.restore,
            hint="{choose} goes there, {remove} removes it, {back} leaves.",
            renew=self.as_list,
        )

    def remove_number(self, number: int | None) -> Result:
        """Remove a bookmark by its number in the list shown last, from 1; None asks for it."""
        count = len(self._counted)
        if not count:
            return Message(none_yet(self._controls))
        if number is None or not 1 <= number <= count:
            how = self._controls.press("remove_bookmark")
            return Message(asks_for_number(how, count))
        return self.remove(number - 1)

    @property
    def _counted(self) -> list[Bookmark]:
        """The bookmarks that numbers count in: those shown last, else those there are."""
        return self._listed or self._kept()

    def choose(self, index: int) -> Result:
        """Go to a bookmark of the list shown last, by its index from 0."""
        bookmark = self._numbered(index)
        if bookmark is None:
            return self._gone
        guide = self._session.guide
        found = find(guide, bookmark.locator)
        if found.how is How.QUOTE:
            self._shelf.bookmarks.move(bookmark.id, locate(guide, found.position))
        return self._go_to(found.position, found.how.sentence)

    def remove(self, index: int) -> Result:
        """Remove a bookmark of the list shown last, by its index from 0."""
        bookmark = self._numbered(index)
        if bookmark is None:
            return self._gone
        self._shelf.bookmarks.remove(bookmark.id)
        self._removed.append(bookmark)
        self._changed(bookmark, was_set=False)
        return Message(
            ended(f"Removed: {bookmark.label}"),
            more=f"{self._controls.shown('undo')} takes it back.",
            earcon="off",
        )

    def restore(self) -> Result:
        """Bring back the bookmark that was removed or taken back last."""
        if not self._removed:
            return Message(NOTHING_TO_BRING_BACK, earcon="no-action")
        bookmark = self._removed.pop()
        removal = _Change(bookmark, was_set=False)
        if removal in self._changes:
            self._changes.remove(removal)
        return self._bring_back(bookmark)

    def _bring_back(self, bookmark: Bookmark) -> Result:
        self._brought_back = self._shelf.bookmarks.restore(bookmark).id
        self._listed = None
        return Message(ended(f"Brought back: {bookmark.label}"), earcon="on")

    @property
    def _gone(self) -> Message:
        how = uncapitalized(self._controls.press("bookmarks"))
        return Message(f"That bookmark is gone; {how} to list those there are.")

    def _kept(self) -> list[Bookmark]:
        return self._shelf.bookmarks.of(self._session.guide.id)

    def _numbered(self, index: int) -> Bookmark | None:
        """Return a bookmark as it is kept now; None where it is gone."""
        wanted = {each.id for each in self._counted[index : index + 1]}
        return next((each for each in self._kept() if each.id in wanted), None)

    def _changed(self, bookmark: Bookmark, *, was_set: bool) -> None:
        self._changes.append(_Change(bookmark, was_set))
        self._listed = None
