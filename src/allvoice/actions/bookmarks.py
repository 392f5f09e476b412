"""Bookmarks: set, list, go to one after the other, remove; each can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from allvoice.actions.model import ControlNames, ListItem, ListModel, Message, Result
from allvoice.actions.undo import Undo
from allvoice.actions.words import STAYS, asks_for_number, uncapitalized
from allvoice.guide.model import Position
from allvoice.reading import progress
from allvoice.shelf.locator import Found, How, find, locate
from allvoice.text import ended

if TYPE_CHECKING:
    from collections.abc import Sequence

    from allvoice.actions.undo import Change
    from allvoice.guide.model import Guide
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.locator import Locator
    from allvoice.shelf.store.bookmarks import Bookmark
    from allvoice.shelf.store.shelf import Shelf

MARKED = "Marked."
MARKED_BEFORE = "Marked the sentence before."
MARKED_ALREADY = "Marked already."
NO_MARK_AFTER = "No mark after this."
NO_MARK_BEFORE = "No mark before this."
ABOUT = "marks"
NOTHING_TO_BRING_BACK = "There is nothing to bring back."


def none_yet(controls: ControlNames) -> str:
    """Return what is told where nothing is marked."""
    how = controls.press("bookmark")
    return f"You have no bookmarks yet. {how} while listening to mark a sentence."


def label_now(guide: Guide, bookmark: Bookmark, found: Found) -> str:
    """Return what a bookmark is called by the guide as it is; where its sentence is gone, as then.

    Args:
        guide: the guide.
        bookmark: the bookmark.
        found: where it is now.
    """
    is_there = found.how in (How.EXACT, How.QUOTE)
    return progress.label(guide, found.position) if is_there else bookmark.label


class Bookmarks:
    """The bookmarks of the document being read."""

    def __init__(
        self,
        session: ReadingSession,
        shelf: Shelf,
        controls: ControlNames,
        undo: Undo,
        go_to: Callable[[Position, str], Result],
        go_to_mark: Callable[[Position, Message], Result],
    ) -> None:
        """Begin with what the shelf holds.

        Args:
            session: knows the place.
            shelf: keeps the bookmarks.
            controls: names keys in hints.
            undo: takes back what was done.
            go_to: reads on from a place chosen in a list, and tells something of it.
            go_to_mark: goes to a place; where nothing is being read its sentence is.
        """
        self._session = session
        self._shelf = shelf
        self._controls = controls
        self._undo = undo
        self._go_to = go_to
        self._go_to_mark = go_to_mark
        self._places: dict[Locator, Found] = {}
        """Looked for once: in a guide that changed that takes a while."""
        self._removed: list[tuple[Bookmark, Change | None]] = []
        """Those removed or taken back since the start and not brought back, the last one last, each
        with the removal, where that can be taken back."""
        self._guide_id = session.guide.id
        self._brought_back = ""
        """Id of the bookmark that was brought back last."""
        self._listed: list[Bookmark] | None = None
        """As shown last; None where there is no such list, or it was changed here since.

        Another copy of the program may have added or removed some: the listener counts in the list
        that was shown.
        """

    def take_guide(self) -> None:
        """Look for the marks in the guide as it is now, or in another one from now on."""
        self._places.clear()
        if self._session.guide.id != self._guide_id:
            self._guide_id = self._session.guide.id
            self._listed = None
            self._removed.clear()

    def add(self) -> Result:
        """Mark the sentence; where it has only just begun, the one before, which was heard."""
        guide, position = self._session.guide, self._session.meant_position
        before = {each.id for each in self._kept()}
        label = progress.label(guide, position)
        added = self._shelf.bookmarks.add(locate(guide, position), label, guide.title)
        if added.id in before:
            return Message(MARKED_ALREADY, earcon="no-action")
        self._listed = None
        self._undo.did(ABOUT, lambda: self._take_back(added))
        said = MARKED if position == self._session.state.position else MARKED_BEFORE
        hint = f"{self._controls.shown('undo_mark')} takes it back."
        return Message(f"{said} {self._shelf.caveat}".strip(), hint=hint, earcon="bookmark")

    def _take_back(self, bookmark: Bookmark) -> Result:
        """Take back a bookmark that was set; None where it is gone."""
        if bookmark.id not in {each.id for each in self._kept()}:
            return None
        if not self._shelf.bookmarks.remove(bookmark):
            return Message(STAYS, earcon="no-action")
        self._removed.append((bookmark, None))
        self._listed = None
        return self._told("Bookmark taken back", bookmark, earcon="off")

    def as_list(self, *, anew: bool = True) -> ListModel:
        """Return the bookmarks in reading order, the one nearest to the place chosen.

        Args:
            anew: their numbers count from now on; else those of the list shown last still do.
        """
        return self._list(self._nearest, anew=anew)

    def _renewed(self, selected: int | None) -> ListModel:
        """Return them with an item chosen, by its index; None for what was brought back last."""
        return self._list(lambda found: self._index_brought_back(found, selected))

    def _list(
        self, selected: Callable[[Sequence[Bookmark]], int], *, anew: bool = True
    ) -> ListModel:
        if anew:
            self._listed = self._kept()
        found = self._counted
        return ListModel(
            f"Bookmarks, {len(found)}",
            len(found),
            lambda index: ListItem(self._label(found[index])),
            self.choose,
            "bookmarks",
            selected(found),
            none_yet(self._controls),
            self.remove,
            undo=self.restore,
            hint="{choose} goes there, {remove} removes it, {back} leaves.",
            renew=self._renewed,
        )

    def _index_brought_back(self, found: Sequence[Bookmark], selected: int | None) -> int:
        if selected is not None:
            return selected
        ids = [each.id for each in found]
        return ids.index(self._brought_back) if self._brought_back in ids else 0

    def _nearest(self, found: Sequence[Bookmark]) -> int:
        guide = self._session.guide
        here = guide.progression(self._session.state.position)
        return min(
            range(len(found)),
            key=lambda index: abs(guide.progression(self._found(found[index]).position) - here),
            default=0,
        )

    def sections(self) -> frozenset[int]:
        """Return the sections in which something is marked, by their index."""
        guide = self._session.guide
        return frozenset(
            guide.section_of(self._found(each).position).index for each in self._kept()
        )

    def next(self) -> Result:
        """Go to the mark after the place."""
        return self._to_mark(1)

    def previous(self) -> Result:
        """Go to the mark before the place."""
        return self._to_mark(-1)

    def _to_mark(self, step: int) -> Result:
        kept, here = self._kept(), self._session.state.position
        if not kept:
            return Message(none_yet(self._controls))
        found = [self._found(each) for each in kept]
        ahead = [
            (place.position, index)
            for index, place in enumerate(found)
            if (place.position > here if step > 0 else place.position < here)
        ]
        if not ahead:
            return Message(NO_MARK_AFTER if step > 0 else NO_MARK_BEFORE, earcon="edge")
        position, index = min(ahead) if step > 0 else max(ahead)
        said = f"Mark {index + 1} of {len(kept)}. {found[index].how.sentence}".strip()
        self._keep_place(kept[index], found[index])
        return self._go_to_mark(position, Message(said))

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
        found = self._found(bookmark)
        self._keep_place(bookmark, found)
        return self._go_to(found.position, found.how.sentence)

    def _found(self, bookmark: Bookmark) -> Found:
        if bookmark.locator not in self._places:
            self._places[bookmark.locator] = find(self._session.guide, bookmark.locator)
        return self._places[bookmark.locator]

    def _keep_place(self, bookmark: Bookmark, found: Found) -> None:
        """Let a mark that was found elsewhere be looked for there the next time."""
        if found.how is How.QUOTE:
            locator = locate(self._session.guide, found.position)
            self._shelf.bookmarks.move(bookmark.id, locator)

    def _label(self, bookmark: Bookmark) -> str:
        return label_now(self._session.guide, bookmark, self._found(bookmark))

    def _told(self, what: str, bookmark: Bookmark, *, more: str = "", earcon: str) -> Message:
        return Message(ended(f"{what}: {self._label(bookmark)}"), more=more, earcon=earcon)

    def remove(self, index: int) -> Result:
        """Remove a bookmark of the list shown last, by its index from 0."""
        bookmark = self._numbered(index)
        if bookmark is None:
            return self._gone
        if not self._shelf.bookmarks.remove(bookmark):
            return Message(STAYS, earcon="no-action")
        self._listed = None
        self._removed.append((bookmark, self._undo.did(ABOUT, lambda: self._bring_back(bookmark))))
        more = f"{self._controls.shown('undo')} takes it back."
        return self._told("Removed", bookmark, more=more, earcon="off")

    def restore(self) -> Result:
        """Bring back the bookmark that was removed or taken back last."""
        if not self._removed:
            return Message(NOTHING_TO_BRING_BACK, earcon="no-action")
        bookmark, removal = self._removed[-1]
        if removal is not None:
            self._undo.forget(removal)
        return self._bring_back(bookmark)

    def _bring_back(self, bookmark: Bookmark) -> Result:
        self._removed = [each for each in self._removed if each[0] is not bookmark]
        self._brought_back = self._shelf.bookmarks.restore(bookmark).id
        self._listed = None
        return self._told("Brought back", bookmark, earcon="on")

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
