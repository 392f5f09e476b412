"""Where the marks of a document are: found by their words, and kept in the order of the guide.

There may be thousands. What counts or sorts them takes their places as they are stored, which are
right once they were carried into this edition of the document; what leads to one of them looks for
its words first.
"""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

from allvoice.actions.marks.mark_labels import find_mark
from allvoice.guide.model import Position

if TYPE_CHECKING:
    from collections.abc import Sequence

    from allvoice.guide.model import Guide
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.locator import Found, Locator
    from allvoice.shelf.store.bookmarks import Bookmark
    from allvoice.shelf.store.shelf import Shelf


class MarkedPlaces:
    """The marks of the document being read, and where they are."""

    def __init__(self, session: ReadingSession, shelf: Shelf) -> None:
        """Look for none yet.

        Args:
            session: the guide.
            shelf: keeps the marks.
        """
        self._session = session
        self._shelf = shelf
        self._guide = session.guide
        self._found: dict[str, tuple[Locator, Found]] = {}
        """By the ids of marks: looked for once, since in a guide that changed it takes a while."""
        self._sorted: tuple[Sequence[Bookmark], list[tuple[Position, int]]] = ((), [])
        """All marks, and of each its place and its index among them, as they come in the guide."""

    @property
    def guide(self) -> Guide:
        """The guide as it is now; what was found in another edition of it is forgotten."""
        if self._guide is not self._session.guide:
            self._guide = self._session.guide
            self._found.clear()
            self._sorted = ((), [])
        return self._guide

    def kept(self) -> Sequence[Bookmark]:
        """Return the marks in reading order: the same list until something was changed."""
        return self._shelf.bookmarks.of(self.guide.id)

    def found(self, bookmark: Bookmark) -> Found:
        """Return where a mark is, by its words."""
        guide = self.guide
        known = self._found.get(bookmark.id)
        if known is None or known[0] != bookmark.locator:
            known = bookmark.locator, find_mark(guide, bookmark)
            self._found[bookmark.id] = known
            self._sorted = ((), [])
        return known[1]

    def is_found(self, bookmark: Bookmark) -> bool:
        """Return whether a mark was looked for."""
        known = self._found.get(bookmark.id)
        return known is not None and known[0] == bookmark.locator

    def moved(self, bookmark: Bookmark, locator: Locator, found: Found) -> None:
        """Take note that a mark is stored at the place where it was found."""
        self._found[bookmark.id] = locator, found

    def position(self, bookmark: Bookmark) -> Position:
        """Return where a mark is; where it was not looked for, as it is stored."""
        known = self._found.get(bookmark.id)
        if known is not None and known[0] == bookmark.locator:
            return known[1].position
        locator = bookmark.locator
        last = len(self._guide.blocks) - 1
        return Position(min(locator.block_index, last), locator.sentence_index)

    def in_order(self) -> list[tuple[Position, int]]:
        """Return the place of each mark and its index among those kept, as they are read."""
        kept = self.kept()
        if self._sorted[0] is not kept:
            places = ((self.position(each), index) for index, each in enumerate(kept))
            self._sorted = kept, sorted(places)
        return self._sorted[1]

    def after(self, position: Position) -> int | None:
        """Return the index of the first mark behind a place."""
        in_order = self.in_order()
        at = bisect.bisect_right(in_order, position, key=_place)
        return in_order[at][1] if at < len(in_order) else None

    def before(self, position: Position) -> int | None:
        """Return the index of the last mark before a place."""
        in_order = self.in_order()
        at = bisect.bisect_left(in_order, position, key=_place)
        return in_order[at - 1][1] if at else None

    def at(self, position: Position) -> list[Bookmark]:
        """Return the marks at a place."""
        in_order, kept = self.in_order(), self.kept()
        first = bisect.bisect_left(in_order, position, key=_place)
        last = bisect.bisect_right(in_order, position, key=_place)
        return [kept[index] for _, index in in_order[first:last]]

    def nearest(self, position: Position) -> int | None:
        """Return the index of the mark that is nearest to a place, by how much is read between."""
        guide = self.guide
        in_order, here = self.in_order(), guide.progression(position)
        at = bisect.bisect_left(in_order, position, key=_place)
        around = in_order[max(0, at - 1) : at + 1]
        near = ((abs(guide.progression(guide.clamp(place)) - here), each) for place, each in around)
        return min(near, default=(0.0, None))[1]

    def sections(self) -> frozenset[int]:
        """Return the sections in which something is marked, by their index."""
        guide, in_order = self.guide, self.in_order()
        found: set[int] = set()
        at = 0
        while at < len(in_order):
            section = guide.sections[guide.blocks[in_order[at][0].block].section]
            found.add(section.index)
            at = bisect.bisect_left(in_order, Position(section.last_block + 1), key=_place)
        return frozenset(found)


def _place(placed: tuple[Position, int]) -> Position:
    return placed[0]
