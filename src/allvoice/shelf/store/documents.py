"""The documents that were opened: what they are called, where they are, how far each was heard."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from allvoice.shelf.store.connection import Connection, Statement
from allvoice.shelf.store.rows import as_text, locator_in, storable, words

_OPENED = """
INSERT INTO documents (guide_id, title, path, content_hash, word_count, opened_order)
VALUES (:guide_id, :title, :path, :content_hash, :word_count,
        (SELECT MAX(COALESCE(MAX(opened_order), 0), 0) + 1 FROM documents))
ON CONFLICT (guide_id) DO UPDATE SET
    title = excluded.title, path = excluded.path, content_hash = excluded.content_hash,
    word_count = excluded.word_count, is_listed = 1,
    opened_order = CASE
        WHEN opened_order > 0 AND opened_order = (SELECT MAX(opened_order) FROM documents)
        THEN opened_order ELSE excluded.opened_order END
"""
# Numbers below 1 are of those that the listener did not open here.
_SEEN = """
INSERT INTO documents (guide_id, title, path, content_hash, word_count, opened_order)
VALUES (:guide_id, :title, :path, :content_hash, :word_count,
        (SELECT MIN(COALESCE(MIN(opened_order), 1), 1) - 1 FROM documents))
ON CONFLICT (guide_id) DO UPDATE SET
    title = excluded.title, path = excluded.path, content_hash = excluded.content_hash,
    word_count = excluded.word_count
"""
_LATEST_FIRST = """
SELECT documents.*, positions.locator, positions.updated_at, positions.rate_wpm
FROM documents LEFT JOIN positions USING (guide_id)
ORDER BY opened_order DESC, documents.rowid DESC
"""
_UNLIST = "UPDATE documents SET is_listed = 0 WHERE guide_id = :guide_id"
_CHANGED = """
UPDATE documents SET title = :title, content_hash = :content_hash, word_count = :word_count
WHERE guide_id = :guide_id
"""
_LIST_AGAIN = "UPDATE documents SET is_listed = 1 WHERE guide_id = :guide_id"
_FORGET = tuple(
    f"DELETE FROM {table} WHERE guide_id = :guide_id"
    for table in (
        *("documents", "positions", "bookmarks", "heard_sections", "heard_blocks", "listened"),
    )
)
_FORGET_PLACES = """
UPDATE entries SET guide_id = '', guide_title = '', locator = '' WHERE guide_id = :guide_id
"""


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document that was opened."""

    guide_id: str
    title: str
    path: Path | None
    """The file or folder; None for the guide that comes with the program."""
    content_hash: str
    """Of all bytes of its files when it was opened last."""
    word_count: int
    is_listed: bool = True
    """Whether the listener sees it in the list; else it was removed from that."""
    was_opened_here: bool = True
    """Else it came from a copy, or stood in for another: it is never the last one."""
    progression: float = 0.0
    """How far it was heard, 0 to 1."""
    heard_at: datetime | None = None
    """When its place was reached; None where nobody knows."""
    rate_wpm: int | None = None
    """The rate chosen for it; None where none was."""

    def minutes_left(self, rate_wpm: int) -> float:
        """Return about how long the rest takes.

        Args:
            rate_wpm: where none was chosen for it.
        """
        return self.word_count * (1.0 - self.progression) / (self.rate_wpm or rate_wpm)


def known_documents(database: Path) -> list[KnownDocument]:
    """Return all documents, the one opened last first, of a shelf that is left as it is.

    Nothing is made, mended or waited for; where it cannot be read there are none.
    """
    try:
        if not database.is_file():
            return []
        # What is not in the file yet stands beside it; else nobody writes, and no file is made.
        is_written = database.with_name(f"{database.name}-wal").exists()
        mode = "mode=ro" if is_written else "mode=ro&immutable=1"
        with closing(
            sqlite3.connect(f"{database.absolute().as_uri()}?{mode}", timeout=0, uri=True)
        ) as connection:
            connection.row_factory = sqlite3.Row
            return [*map(_document, connection.execute(_LATEST_FIRST))]
    except (OSError, ValueError, sqlite3.Error):
        return []


class Documents:
    """The documents that were opened.

    What was taken off the list or forgotten is so on the disk when the method returns; which one
    was opened survives the program's end, and is not waited for.
    """

    def __init__(self, connection: Connection) -> None:
        """Keep them in a database.

        Args:
            connection: to the database.
        """
        self._connection = connection

    def opened(
        self,
        guide_id: str,
        title: str,
        path: Path | None,
        content_hash: str,
        word_count: int,
        *,
        is_stand_in: bool = False,
    ) -> None:
        """Take note of a document that is opened; from now on it is the last one.

        Args:
            guide_id: what its place and marks are stored under.
            title: what it is called.
            path: absolute; None for the guide that comes with the program.
            content_hash: of all bytes of its files.
            word_count: how long it is, in words.
            is_stand_in: it was opened for want of the last one, which stays that.
        """
        values = {
            "guide_id": storable(guide_id),
            "title": words(title),
            # As bytes where the name is no text.
            "path": "" if path is None else words(os.fsdecode(path)),
            "content_hash": content_hash,
            "word_count": word_count,
        }
        query = _SEEN if is_stand_in else _OPENED
        self._connection.write(Statement(query, values), durable=False)

    def changed(self, guide_id: str, title: str, content_hash: str, word_count: int) -> None:
        """Take note of what a document holds since it was edited; which was the last one stays."""
        values = {
            "guide_id": storable(guide_id),
            "title": words(title),
            "content_hash": content_hash,
            "word_count": word_count,
        }
        self._connection.write(Statement(_CHANGED, values), durable=False)

    def all(self) -> list[KnownDocument]:
        """Return all documents, the one opened last first, those removed from the list too."""
        return [*map(_document, self._connection.read(_LATEST_FIRST))]

    def unlist(self, guide_id: str) -> None:
        """Remove a document from the list; its place and marks stay, and opening it lists it."""
        self._connection.write(Statement(_UNLIST, {"guide_id": storable(guide_id)}))

    def list_again(self, guide_id: str) -> None:
        """Bring a document back into the list, where it stood."""
        self._connection.write(Statement(_LIST_AGAIN, {"guide_id": storable(guide_id)}))

    def forget(self, guide_id: str) -> None:
        """Forget a document with its place, its pace and its marks.

        What was written down in it stays, without the sentence it was written at.
        """
        values = {"guide_id": storable(guide_id)}
        forgetting = (Statement(query, values) for query in (*_FORGET, _FORGET_PLACES))
        self._connection.write(*forgetting, needs_spare=True)


def _document(row: sqlite3.Row) -> KnownDocument:
    path = as_text(row["path"])
    locator = locator_in(row["locator"])
    return KnownDocument(
        str(row["guide_id"]),
        as_text(row["title"]),
        Path(path) if path else None,
        str(row["content_hash"]),
        int(row["word_count"]),
        bool(row["is_listed"]),
        row["opened_order"] > 0,
        0.0 if locator is None else locator.progression,
        _time(row["updated_at"]),
        row["rate_wpm"] if isinstance(row["rate_wpm"], int) else None,
    )


def _time(stored: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(str(stored))
    except ValueError:
        return None
    return at if at.tzinfo is not None else None
