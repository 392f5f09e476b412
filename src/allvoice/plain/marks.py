"""Bookmarks by number: set, listed, removed and taken back. Each answers with what is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allvoice.guide.model import Guide, Position
from allvoice.plain.prompts import up_to
from allvoice.reading import places
from allvoice.shelf.locator import How, find, locate

if TYPE_CHECKING:
    from allvoice.shelf.store import Bookmark, Shelf

NONE_YET = "There are no bookmarks yet; b sets one."
MARKED_ALREADY = "This sentence has a bookmark already."
NOTHING_TO_UNDO = "There is nothing to take back."


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

    @property
    def labels(self) -> list[str]:
        """What each is called, in reading order."""
        return [each.label for each in self._kept()]

    def add(self, position: Position) -> str:
        """Mark a sentence."""
        label, start = places.label(self._guide, position)
        before = {each.id for each in self._kept()}
        bookmark = self._shelf.add_bookmark(locate(self._guide, position), label, self._guide.title)
        if bookmark.id in before:
            return MARKED_ALREADY
        self._done.append((bookmark, True))
        return _ended(f"Bookmark {len(before) + 1}, at: {start}") + self._hint

    def remove(self, number: int | None) -> str:
        """Remove the mark of a number, counted from 1."""
        kept = self._kept()
        if not kept:
            return NONE_YET
        if number is None or not 1 <= number <= len(kept):
            return f"Type dl and a number, {up_to(len(kept))}."
        bookmark = kept[number - 1]
        self._shelf.remove_bookmark(bookmark.id)
        self._done.append((bookmark, False))
        return _ended(f"Removed: {bookmark.label}") + self._hint

    def take_back(self) -> str:
        """Undo what was set or removed last."""
        if not self._done:
            return NOTHING_TO_UNDO
        bookmark, was_set = self._done.pop()
        if was_set:
            self._shelf.remove_bookmark(bookmark.id)
            return _ended(f"Bookmark taken back: {bookmark.label}")
        self._shelf.restore_bookmark(bookmark)
        return _ended(f"Brought back: {bookmark.label}")

    def place(self, number: int) -> tuple[Position, str]:
        """Return where a mark is found now and what is to be told of it, often nothing."""
        bookmark = self._kept()[number - 1]
        found = find(self._guide, bookmark.locator)
        if found.how is How.QUOTE:
            self._shelf.move_bookmark(bookmark.id, locate(self._guide, found.position))
        return found.position, found.how.sentence

    def _kept(self) -> list[Bookmark]:
        return self._shelf.bookmarks(self._guide.id)


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
