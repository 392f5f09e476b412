"""Bookmarks: set, list, go to, take away and bring back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from allvoice.guide.model import Position
from allvoice.reading import places
from allvoice.shelf.locator import How, find, locate
from allvoice.tui import listings
from allvoice.tui.keys.keymap import KeyTable
from allvoice.tui.ports import Listening
from allvoice.tui.telling import Telling
from allvoice.tui.widgets.list_view import Listing

if TYPE_CHECKING:
    from allvoice.shelf.store.bookmarks import Bookmark
    from allvoice.shelf.store.shelf import Shelf
    from allvoice.tui.stage import Stage


class Marks:
    """Does what the keys for bookmarks ask for."""

    def __init__(
        self,
        listening: Listening,
        shelf: Shelf,
        table: KeyTable,
        stage: Stage,
        telling: Telling,
        go: Callable[[Position], None],
    ) -> None:
        """Begin with what the shelf holds.

        Args:
            listening: knows the place.
            shelf: keeps the bookmarks.
            table: names the keys in hints.
            stage: shows the list.
            telling: says what was done.
            go: leaves the list and reads on from a place.
        """
        self._listening = listening
        self._shelf = shelf
        self._table = table
        self._stage = stage
        self._telling = telling
        self._go = go
        self._shown: list[Bookmark] = []
        self._removed: list[Bookmark] = []
        self._set: list[str] = []
        """Ids of the bookmarks set since the start, the last one last."""

    def add(self) -> None:
        """Mark the sentence."""
        listening, shelf = self._listening, self._shelf
        guide, position = listening.guide, listening.state.position
        label, start = places.label(guide, position)
        before = {each.id for each in shelf.bookmarks.of(guide.id)}
        added = shelf.bookmarks.add(locate(guide, position), label, guide.title)
        if added.id in before:
            self._telling.say("This sentence has a bookmark already.", earcon="no-action")
            return
        self._set.append(added.id)
        ids = [each.id for each in shelf.bookmarks.of(guide.id)]
        # Another copy of the program may have removed it this very moment.
        number = ids.index(added.id) + 1 if added.id in ids else len(ids) + 1
        more = f"{self._table.shown('undo_mark')} takes it back."
        said = f"Bookmark {number}, at: {start}"
        if shelf.caveat:
            said = f"{said.removesuffix('.')}. {shelf.caveat}"
        self._telling.say(said, more=more, earcon="mark")

    def take_back(self) -> None:
        """Take away the bookmark set last."""
        kept = {each.id: each for each in self._shelf.bookmarks.of(self._listening.guide.id)}
        while self._set:
            bookmark = kept.get(self._set.pop())
            if bookmark is not None:
                self._shelf.bookmarks.remove(bookmark.id)
                self._removed.append(bookmark)
                said = f"Taken back, the bookmark at: {bookmark.label}"
                self._telling.say(said, earcon="off")
                return
        self._telling.say("No bookmark was set just now.", earcon="no-action")

    def listing(self, selected: int = 0) -> Listing:
        """Return the bookmarks of the guide in reading order."""
        self._shown = self._shelf.bookmarks.of(self._listening.guide.id)
        return listings.bookmarks(
            self._shown, self._table, self._go_to, self._remove, self._restore, selected
        )

    def _go_to(self, index: int) -> None:
        bookmark = self._shown[index]
        guide = self._listening.guide
        found = find(guide, bookmark.locator)
        if found.how is How.QUOTE:
            self._shelf.bookmarks.move(bookmark.id, locate(guide, found.position))
        self._go(found.position)
        if found.how.sentence:
            self._telling.say(found.how.sentence)

    def _remove(self, index: int) -> None:
        bookmark = self._shown[index]
        self._shelf.bookmarks.remove(bookmark.id)
        self._removed.append(bookmark)
        self._stage.open_list(self.listing(index))
        said = f"Removed: {bookmark.label.removesuffix('.')}."
        self._telling.say(f"{said} {self._table.shown('undo')} brings it back.", earcon="off")

    def _restore(self) -> None:
        if not self._removed:
            self._telling.say("There is nothing to bring back.", earcon="no-action")
            return
        bookmark = self._shelf.bookmarks.restore(self._removed.pop())
        ids = [each.id for each in self._shelf.bookmarks.of(self._listening.guide.id)]
        self._stage.open_list(self.listing(ids.index(bookmark.id)))
        self._telling.say("Brought back.", earcon="on")
