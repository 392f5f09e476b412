"""The sentences a listener marked."""

from __future__ import annotations

import sqlite3
import uuid
from dataclasses import dataclass

from allvoice.shelf.locator import Locator
from allvoice.shelf.store.connection import Clock, Connection, Statement
from allvoice.shelf.store.rows import as_text, columns_of, locator_in, storable, words

_COLUMNS = "id, guide_id, guide_title, label, created_at, locator"
_ADD = f"""
INSERT INTO bookmarks ({_COLUMNS}, block_hash, block_index, sentence_index, progression)
VALUES (:id, :guide_id, :guide_title, :label, :created_at, :locator,
        :block_hash, :block_index, :sentence_index, :progression)
ON CONFLICT DO NOTHING
"""
_SAME_SENTENCE = f"""
SELECT {_COLUMNS} FROM bookmarks
WHERE guide_id = :guide_id AND block_index = :block_index AND block_hash = :block_hash
    AND sentence_index = :sentence_index
"""
_MOVE = """
UPDATE OR IGNORE bookmarks
SET locator = :locator, block_hash = :block_hash, block_index = :block_index,
    sentence_index = :sentence_index, progression = :progression
WHERE id = :id AND guide_id = :guide_id
"""
_REMOVE = "DELETE FROM bookmarks WHERE id = :id"
_IN_READING_ORDER = f"""
SELECT {_COLUMNS} FROM bookmarks WHERE :guide_id IS NULL OR guide_id = :guide_id
ORDER BY guide_id, progression, block_index, sentence_index, created_at
"""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A sentence the listener marked."""

    id: str
    guide_id: str
    guide_title: str
    """As it was when the bookmark was set; may be empty."""
    label: str
    created_at: str
    """ISO 8601, UTC."""
    locator: Locator


class Bookmarks:
    """The bookmarks of all guides; each is on the disk when the method returns."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        """Keep bookmarks in a database.

        Args:
            connection: to the database.
            clock: tells when each bookmark was set.
        """
        self._connection = connection
        self._clock = clock

    def add(self, locator: Locator, label: str, guide_title: str = "") -> Bookmark:
        """Mark a sentence; one that is marked already keeps the bookmark it has."""
        created_at = self._clock().isoformat(timespec="seconds")
        return self.restore(
            Bookmark(uuid.uuid4().hex, locator.guide_id, guide_title, label, created_at, locator)
        )

    def restore(self, bookmark: Bookmark) -> Bookmark:
        """Put a removed bookmark back as it was; return the one that marks its sentence now."""
        values = {
            "id": bookmark.id,
            "guide_title": words(bookmark.guide_title),
            "label": words(bookmark.label),
            "created_at": bookmark.created_at,
            **_place(bookmark.locator),
        }
        self._connection.write(Statement(_ADD, values), needs_spare=True)
        rows = self._connection.read(_SAME_SENTENCE, **_place(bookmark.locator))
        return next(filter(None, map(_bookmark, rows)), bookmark)

    def move(self, bookmark_id: str, locator: Locator) -> None:
        """Give a bookmark the place it was found at in an edited guide."""
        self._connection.write(Statement(_MOVE, {"id": bookmark_id, **_place(locator)}))

    def remove(self, bookmark_id: str) -> None:
        """Remove a bookmark; one that is not there is no error."""
        self._connection.write(Statement(_REMOVE, {"id": bookmark_id}), needs_spare=True)

    def of(self, guide_id: str | None = None) -> list[Bookmark]:
        """Return the bookmarks of one guide, or of all, as they come in reading order."""
        wanted = None if guide_id is None else storable(guide_id)
        rows = self._connection.read(_IN_READING_ORDER, guide_id=wanted)
        return [*filter(None, map(_bookmark, rows))]


def _place(locator: Locator) -> dict[str, object]:
    """Return what the columns say of a place, by their names."""
    return {
        "guide_id": storable(locator.guide_id),
        "locator": locator.to_json(),
        **columns_of(locator),
    }


def _bookmark(row: sqlite3.Row) -> Bookmark | None:
    locator = locator_in(row["locator"])
    if locator is None:
        return None
    return Bookmark(
        str(row["id"]),
        locator.guide_id,
        as_text(row["guide_title"]),
        as_text(row["label"]),
        as_text(row["created_at"]),
        locator,
    )
