"""The shelf: where each guide was left, what was marked, what the program remembers.

Nothing here stops the reading. When the disk cannot be written, the shelf goes on in memory, says
so once, and brings everything to the disk as soon as that is possible again.
"""

from __future__ import annotations

import sqlite3
import threading
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from allvoice.paths import Folders
from allvoice.shelf.locator import Locator
from allvoice.shelf.store import database
from allvoice.shelf.store.migrations import MIGRATIONS, Migration, transaction
from allvoice.shelf.store.rows import as_text, columns_of, locator_in, storable, words
from allvoice.shelf.store.spare import keep_spare

_Statement = tuple[str, tuple[Any, ...]]
_Place = tuple[str, str]
"""A locator as JSON, and when it was stored."""
NOT_KEPT = "It lasts only until you quit."
"""Told with all that is marked while nothing reaches the disk."""

_SAVE_POSITION = """
INSERT INTO positions (guide_id, locator, rate_wpm, updated_at) VALUES (?, ?, ?, ?)
ON CONFLICT (guide_id) DO UPDATE SET
    locator = excluded.locator,
    rate_wpm = coalesce(excluded.rate_wpm, rate_wpm),
    updated_at = excluded.updated_at
"""
# What was listened to while nothing reached the disk; a time still to come is no time to trust.
_SAVE_POSITION_LATE = f"""{_SAVE_POSITION}
WHERE excluded.updated_at >= updated_at OR updated_at > ?
"""
_SAVE_RATE = """
INSERT INTO positions (guide_id, locator, rate_wpm, updated_at) VALUES (?, ?, ?, ?)
ON CONFLICT (guide_id) DO UPDATE SET rate_wpm = excluded.rate_wpm
"""
_BOOKMARK_COLUMNS = "id, guide_id, guide_title, label, created_at, locator"
_ADD_BOOKMARK = f"""
INSERT INTO bookmarks
    ({_BOOKMARK_COLUMNS}, block_hash, block_index, sentence_index, progression)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO NOTHING
"""
_SAME_SENTENCE = f"""
SELECT {_BOOKMARK_COLUMNS} FROM bookmarks
WHERE guide_id = ? AND block_index = ? AND block_hash = ? AND sentence_index = ?
"""
_MOVE_BOOKMARK = """
UPDATE OR IGNORE bookmarks
SET locator = ?, block_hash = ?, block_index = ?, sentence_index = ?, progression = ?
WHERE id = ? AND guide_id = ?
"""
_SET_PREFERENCE = """
INSERT INTO preferences (key, value) VALUES (?, ?)
ON CONFLICT (key) DO UPDATE SET value = excluded.value
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


class Shelf:
    """Positions, bookmarks and preferences in one database; for one thread only.

    Several programs may use the same shelf at once; of two places in one guide the one that was
    listened to later is kept. A spare copy of the file is made, on a thread of its own, when it was
    opened and found sound, and at the end where something was marked since.

    Bookmarks and preferences are on the disk when the method returns; a position survives the end
    of the program in any way, and all but the last few survive a power cut.
    """

    def __init__(
        self, path: Path, migrations: Sequence[Migration], on_notice: Callable[[str], None] | None
    ) -> None:
        """Use `Shelf.open`."""
        self.notices: tuple[str, ...] = ()
        """What the listener is told, in order."""
        self.on_notice = on_notice
        """Called with each notice that comes up after opening."""
        self._path = path
        self._migrations = migrations
        self._opening = True
        self._was_replaced = False
        self._unsaved: list[_Statement] = []
        self._file_id = (0, 0)
        self._on_disk = False
        self._seen: dict[str, _Place] = {}
        """Where this program last left or found each guide."""
        self._is_marked = False
        """Whether bookmarks changed since the spare copy was made."""
        self._making_spare: threading.Thread | None = None
        self._is_spare_refused = False
        """Whether that thread found the file held by another program, or the disk full."""
        self._connection = self._first_connection()
        self._opening = False

    @classmethod
    def open(
        cls,
        folders: Folders,
        on_notice: Callable[[str], None] | None = None,
        *,
        migrations: Sequence[Migration] = MIGRATIONS,
    ) -> Shelf:
        """Open the user's shelf; always succeeds, see `notices` for what was amiss.

        Args:
            folders: where it lies; its data folder is made if need be.
            on_notice: called with each notice that comes up later.
            migrations: how its database is brought up to date.
        """
        return cls(folders.database, migrations, on_notice)

    def __enter__(self) -> Shelf:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def is_kept(self) -> bool:
        """Whether what is saved reaches the disk at present."""
        return self._on_disk

    @property
    def caveat(self) -> str:
        """What is told with a mark just set: that it will not last; empty where it will."""
        return "" if self._on_disk else NOT_KEPT

    def save_position(self, locator: Locator, rate_wpm: int | None = None) -> Locator | None:
        """Remember where a guide was left; the pace last given is kept when none is.

        Returns:
            Where another program had left the guide since this one last left or read its place.
        """
        guide_id = storable(locator.guide_id)
        last, now = self._seen.get(guide_id), self._place(guide_id)
        row = (guide_id, locator.to_json(), rate_wpm, _now("microseconds"))
        self._write((_SAVE_POSITION, row), durable=False)
        self._seen[guide_id] = (row[1], row[3])
        is_of_another = last is not None and now is not None and now != last
        return locator_in(now[0]) if is_of_another and now else None

    def save_rate(self, locator: Locator, rate_wpm: int) -> None:
        """Remember the pace of a guide; its place only where none is known."""
        row = (storable(locator.guide_id), locator.to_json(), rate_wpm, _now("microseconds"))
        self._write((_SAVE_RATE, row), durable=False)

    def forget_rates(self, *rates_wpm: int) -> None:
        """Let some paces count as not chosen, in all guides."""
        marks = ", ".join("?" * len(rates_wpm))
        query = f"UPDATE positions SET rate_wpm = NULL WHERE rate_wpm IN ({marks})"
        self._write((query, rates_wpm))

    def position(self, guide_id: str) -> Locator | None:
        """Return where a guide was left, by whichever program that was last."""
        found = self._place(storable(guide_id))
        if found is None:
            return None
        self._seen[storable(guide_id)] = found
        return locator_in(found[0])

    def position_elsewhere(self, guide_id: str) -> Locator | None:
        """Return where another program left a guide since this one last left or read its place."""
        last, now = self._seen.get(storable(guide_id)), self._place(storable(guide_id))
        return None if now is None or now == last else locator_in(now[0])

    def _place(self, guide_id: str) -> _Place | None:
        query = "SELECT locator, updated_at FROM positions WHERE guide_id = ?"
        rows = self._read(query, guide_id)
        return (str(rows[0][0]), str(rows[0][1])) if rows else None

    def rate_wpm(self, guide_id: str) -> int | None:
        """Return the pace a guide was last listened to at."""
        rows = self._read("SELECT rate_wpm FROM positions WHERE guide_id = ?", storable(guide_id))
        return rows[0][0] if rows and isinstance(rows[0][0], int) else None

    def add_bookmark(self, locator: Locator, label: str, guide_title: str = "") -> Bookmark:
        """Mark a sentence; one that is marked already keeps the bookmark it has."""
        return self.restore_bookmark(
            Bookmark(uuid.uuid4().hex, locator.guide_id, guide_title, label, _now(), locator)
        )

    def restore_bookmark(self, bookmark: Bookmark) -> Bookmark:
        """Put a removed bookmark back as it was; return the one that marks its sentence now."""
        where = bookmark.locator
        self._write(
            (
                _ADD_BOOKMARK,
                (
                    bookmark.id,
                    storable(where.guide_id),
                    words(bookmark.guide_title),
                    words(bookmark.label),
                    bookmark.created_at,
                    where.to_json(),
                    *columns_of(where),
                ),
            )
        )
        self._is_marked = True
        place = (where.block_index, storable(where.block_hash), where.sentence_index)
        rows = self._read(_SAME_SENTENCE, storable(where.guide_id), *place)
        return (_bookmark(rows[0]) if rows else None) or bookmark

    def move_bookmark(self, bookmark_id: str, locator: Locator) -> None:
        """Give a bookmark the place it was found at in an edited guide."""
        row = (locator.to_json(), *columns_of(locator), bookmark_id, storable(locator.guide_id))
        self._write((_MOVE_BOOKMARK, row))

    def remove_bookmark(self, bookmark_id: str) -> None:
        """Remove a bookmark; one that is not there is no error."""
        self._write(("DELETE FROM bookmarks WHERE id = ?", (bookmark_id,)))
        self._is_marked = True

    def bookmarks(self, guide_id: str | None = None) -> list[Bookmark]:
        """Return the bookmarks of one guide, or of all, as they come in reading order."""
        rows = self._read(
            f"SELECT {_BOOKMARK_COLUMNS} FROM bookmarks WHERE ?1 IS NULL OR guide_id = ?1 "
            "ORDER BY guide_id, progression, block_index, sentence_index, created_at",
            None if guide_id is None else storable(guide_id),
        )
        return [bookmark for row in rows if (bookmark := _bookmark(row)) is not None]

    def preference(self, key: str) -> str | None:
        """Return what the program remembers under a key."""
        rows = self._read("SELECT value FROM preferences WHERE key = ?", words(key))
        return as_text(rows[0][0]) if rows else None

    def set_preference(self, key: str, value: str) -> None:
        """Remember something between two runs of the program."""
        self._write((_SET_PREFERENCE, (words(key), words(value))))

    def close(self) -> None:
        """Bring what is unsaved to the disk if possible, and close the file."""
        if self._unsaved:
            self._return_to_disk()
        # First of all: whoever closes the last connection locks the file for a moment, and a copy
        # that is begun in that moment is refused.
        if self._making_spare is not None:
            self._making_spare.join()
        self._connection.close()
        if (self._is_marked or self._is_spare_refused) and self._on_disk:
            keep_spare(self._path, self._migrations)

    def _first_connection(self) -> sqlite3.Connection:
        try:
            opened = database.open_database(self._path, self._migrations)
            if opened.is_clean:
                # Not on this thread: the disk may take its time, and the listener waits for words.
                self._making_spare = threading.Thread(target=self._make_spare, name="spare-copy")
                self._making_spare.start()
            return self._use(opened)
        except database.Unavailable as error:
            self._tell_not_kept(str(error))
            return database.read_into_memory(self._path, self._migrations)

    def _make_spare(self) -> None:
        self._is_spare_refused = not keep_spare(self._path, self._migrations)

    def _use(self, opened: database.Opened) -> sqlite3.Connection:
        self._file_id = opened.file_id
        self._on_disk = True
        for notice in opened.notices:
            self.tell(notice)
        return opened.connection

    def tell(self, notice: str) -> None:
        """Tell the listener something about what is kept."""
        self.notices = (*self.notices, notice)
        if self.on_notice is not None and not self._opening:
            self.on_notice(notice)

    def _tell_not_kept(self, why: str) -> None:
        self.tell(f"Your place and bookmarks cannot be kept: {why}")

    def _read(self, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(query, parameters).fetchall()
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.DatabaseError as error:
            self._recover(error)
            return self._connection.execute(query, parameters).fetchall()

    def _write(self, statement: _Statement, *, durable: bool = True) -> None:
        if not self._on_disk:
            self._apply([statement], durable=False)
            self._unsaved.append(statement)
            self._return_to_disk()
            return
        try:
            self._apply([statement], durable=durable)
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.DatabaseError as error:
            # Either a new file is there to try again, which happens once at most, or the shelf is
            # in memory now. Trying the disk again at once would only fail again.
            if self._recover(error):
                self._write(statement, durable=durable)
            else:
                self._apply([statement], durable=False)
                self._unsaved.append(statement)

    def _apply(self, statements: Sequence[_Statement], *, durable: bool) -> None:
        # FULL waits for the disk; NORMAL only survives the end of the program, but costs nothing.
        self._connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        with transaction(self._connection):
            for query, parameters in statements:
                self._connection.execute(query, parameters)

    def _recover(self, error: sqlite3.DatabaseError) -> bool:
        """Leave a database that failed for a new file, or else for memory.

        Returns:
            Whether there is a new file.
        """
        if database.is_damage(error) and self._on_disk and not self._was_replaced:
            self._was_replaced = True
            with suppress(database.Unavailable):
                self._replace()
                return True
        memory = database.connect_memory(self._connection, self._migrations)
        self._connection.close()
        self._connection = memory
        if self._on_disk:
            self._on_disk = False
            self._tell_not_kept(database.reason(error, self._path))
        return False

    def _replace(self) -> None:
        # Another program may have put a sound file in its place already.
        already_replaced = database.file_id(self._path) != self._file_id
        self._connection.close()
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        opener = database.open_database if already_replaced else database.set_aside_damaged
        opened = opener(self._path, self._migrations)
        self._connection.close()
        self._connection = self._use(opened)

    def _return_to_disk(self) -> None:
        """Try to bring what is only in memory to the disk, without waiting for anyone."""
        try:
            opened = database.open_database(self._path, self._migrations, busy_timeout_s=0)
        except database.Unavailable:
            return
        memory, self._connection = self._connection, opened.connection
        try:
            self._apply([*map(_late, self._unsaved)], durable=True)
        except sqlite3.DatabaseError:
            self._connection, memory = memory, self._connection
            memory.close()
            return
        memory.close()
        self._connection.execute(f"PRAGMA busy_timeout = {int(database.BUSY_TIMEOUT_S * 1000)}")
        self._use(opened)
        self._unsaved.clear()
        self.tell("Your place and bookmarks are kept again.")


def _now(timespec: str = "seconds") -> str:
    return datetime.now(UTC).isoformat(timespec=timespec)


def _late(statement: _Statement) -> _Statement:
    """Return what to do for a statement whose time has passed: a later place is left alone."""
    query, parameters = statement
    if query != _SAVE_POSITION:
        return statement
    return _SAVE_POSITION_LATE, (*parameters, _now("microseconds"))


def _bookmark(row: tuple[Any, ...]) -> Bookmark | None:
    locator = locator_in(row[5])
    if locator is None:
        return None
    title, label, created_at = map(as_text, row[2:5])
    return Bookmark(str(row[0]), locator.guide_id, title, label, created_at, locator)
