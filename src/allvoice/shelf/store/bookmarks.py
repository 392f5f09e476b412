"""The sentences and sections that a listener marked, each with a note where one was written."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from allvoice.shelf.locator import Locator
from allvoice.shelf.store.connection import Clock, Connection, Statement
from allvoice.shelf.store.rows import (
    as_text,
    columns_of,
    locator_in,
    merging,
    own_words,
    storable,
    words,
)

ROWS_A_STEP = 200
_COLUMNS = "id, guide_id, guide_title, label, created_at, locator, is_section, note"


def put(note_merged: str) -> str:
    """Return the query that puts a bookmark; of one with its id or its place only the note changes.

    Args:
        note_merged: what the note becomes then.
    """
    return f"""
INSERT INTO bookmarks ({_COLUMNS}, block_hash, block_index, sentence_index, progression)
VALUES (:id, :guide_id, :guide_title, :label, :created_at, :locator, :is_section, :note,
        :block_hash, :block_index, :sentence_index, :progression)
ON CONFLICT (id) DO UPDATE SET {note_merged}
ON CONFLICT (guide_id, block_index, block_hash, sentence_index, is_section)
    DO UPDATE SET {note_merged}
"""


_PUT = put(merging(["note"]))
_SAME_PLACE = f"""
SELECT {_COLUMNS} FROM bookmarks
WHERE guide_id = :guide_id AND block_index = :block_index AND block_hash = :block_hash
    AND sentence_index = :sentence_index AND is_section = :is_section
"""
_MOVE = """
UPDATE OR IGNORE bookmarks
SET locator = :locator, block_hash = :block_hash, block_index = :block_index,
    sentence_index = :sentence_index, progression = :progression
WHERE id = :id AND guide_id = :guide_id
"""
_REMOVE = "DELETE FROM bookmarks WHERE id = :id AND note = :note"
_WITH_NOTES = f"SELECT {_COLUMNS} FROM bookmarks WHERE note <> ''"
IN_READING_ORDER = f"""
SELECT {_COLUMNS} FROM bookmarks WHERE :guide_id IS NULL OR guide_id = :guide_id
ORDER BY guide_id, progression, block_index, sentence_index, created_at
"""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A sentence that the listener marked, or the whole section that begins with it."""

    id: str
    guide_id: str
    guide_title: str
    """As it was when the bookmark was set; may be empty."""
    label: str
    created_at: str
    """ISO 8601, UTC."""
    locator: Locator
    is_section: bool = False
    note: str = ""
    """The listener's own words; lines are parted by line ends."""


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
        self._known: dict[str, tuple[tuple[Any, ...], Bookmark | None]] = {}
        """Each row as it was read last, by its id, with what it tells; None where that is nothing.

        Of thousands only those that changed are taken apart again.
        """
        self._lists: dict[str | None, tuple[object, list[Bookmark]]] = {}
        """The bookmarks of a guide, and the state of the database that they were read in."""

    def add(
        self,
        locator: Locator,
        label: str,
        guide_title: str = "",
        *,
        is_section: bool = False,
        note: str = "",
    ) -> Bookmark:
        """Mark a sentence or a section; one that is marked already keeps the bookmark it has.

        Its note, where it has another, is kept above the one given.
        """
        created_at = self._clock().isoformat(timespec="seconds")
        bookmark_id = uuid.uuid4().hex
        return self.restore(
            Bookmark(
                bookmark_id,
                locator.guide_id,
                guide_title,
                label,
                created_at,
                locator,
                is_section,
                note,
            )
        )

    def restore(self, bookmark: Bookmark) -> Bookmark:
        """Put a removed bookmark back as it was; return the one that marks its place now."""
        return self._put(bookmark, note_before="")

    def change_note(self, bookmark: Bookmark, note: str) -> Bookmark:
        """Give a bookmark another note; return it as it is kept.

        A note that another program wrote since is kept above it, and a bookmark that was removed
        meanwhile is there again: better removed twice than lost.
        """
        return self._put(replace(bookmark, note=note), note_before=bookmark.note)

    def _put(self, bookmark: Bookmark, *, note_before: str) -> Bookmark:
        values = {**row_of(bookmark), "note_before": own_words(note_before)}
        self._connection.write(Statement(_PUT, values, puts="mark"), needs_spare=True)
        return self.at(bookmark.locator, is_section=bookmark.is_section) or bookmark

    def at(self, locator: Locator, *, is_section: bool = False) -> Bookmark | None:
        """Return the bookmark of a sentence, or of the section that begins with it, if any."""
        rows = self._connection.read(_SAME_PLACE, is_section=is_section, **_place(locator))
        return next(filter(None, map(_bookmark, map(tuple, rows))), None)

    def move(self, moves: Iterable[tuple[str, Locator]]) -> None:
        """Give bookmarks, by their ids, the places they were found at in an edited guide."""
        moved = [Statement(_MOVE, {"id": each, **_place(locator)}) for each, locator in moves]
        if moved:
            self._connection.write(*moved)

    def remove(self, bookmark: Bookmark) -> bool:
        """Remove a bookmark, as it was read; one that is not there is no error.

        Returns:
            Whether it is gone; else another program has written a note on it since, and it stays.
        """
        values = {"id": bookmark.id, "note": own_words(bookmark.note)}
        self._connection.write(Statement(_REMOVE, values, removes="mark"), needs_spare=True)
        return not self._connection.read("SELECT 1 FROM bookmarks WHERE id = :id", id=bookmark.id)

    def with_notes(self) -> list[Bookmark]:
        """Return the bookmarks of all guides that have a note."""
        return all_of(self._connection.read(_WITH_NOTES))

    def of(self, guide_id: str | None = None) -> Sequence[Bookmark]:
        """Return the bookmarks of one guide, or of all, as they come in reading order.

        It is the very same list as long as nothing was changed by anyone.
        """
        state = self._connection.state
        known = self._lists.get(guide_id)
        if known is not None and known[0] == state:
            return known[1]
        wanted = None if guide_id is None else storable(guide_id)
        rows = self._connection.read(IN_READING_ORDER, guide_id=wanted)
        read = {row[0]: self._taken_apart(tuple(row)) for row in rows}
        self._known.update(read)
        found = [bookmark for _, bookmark in read.values() if bookmark is not None]
        self._lists[guide_id] = state, found
        return found

    def prepare(self, guide_id: str) -> Generator[None, None, None]:
        """Take the rows of a guide's bookmarks apart in steps, so that `of` has little to do."""
        rows = self._connection.read(IN_READING_ORDER, guide_id=storable(guide_id))
        for number, row in enumerate(rows, start=1):
            self._known[row[0]] = self._taken_apart(tuple(row))
            if not number % ROWS_A_STEP:
                yield

    def _taken_apart(self, row: tuple[Any, ...]) -> tuple[tuple[Any, ...], Bookmark | None]:
        known = self._known.get(row[0])
        return known if known is not None and known[0] == row else (row, _bookmark(row))


def all_of(rows: Iterable[sqlite3.Row]) -> list[Bookmark]:
    """Return the bookmarks of some rows; what is none is left out."""
    return [*filter(None, map(_bookmark, map(tuple, rows)))]


def row_of(bookmark: Bookmark) -> dict[str, object]:
    """Return what the columns say of a bookmark, by their names."""
    return {
        "id": bookmark.id,
        "guide_title": words(bookmark.guide_title),
        "label": words(bookmark.label),
        "created_at": bookmark.created_at,
        "is_section": bookmark.is_section,
        "note": own_words(bookmark.note),
        **_place(bookmark.locator),
    }


def _place(locator: Locator) -> dict[str, object]:
    """Return what the columns say of a place, by their names."""
    return {
        "guide_id": storable(locator.guide_id),
        "locator": locator.to_json(),
        **columns_of(locator),
    }


def _bookmark(row: tuple[Any, ...]) -> Bookmark | None:
    bookmark_id, _, guide_title, label, created_at, stored, is_section, note = row
    locator = locator_in(stored)
    if locator is None:
        return None
    return Bookmark(
        str(bookmark_id),
        locator.guide_id,
        as_text(guide_title),
        as_text(label),
        as_text(created_at),
        locator,
        bool(is_section),
        as_text(note),
    )
