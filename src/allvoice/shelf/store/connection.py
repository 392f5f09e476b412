"""A connection to the shelf's database that survives: a damaged file, a full disk, a locked one.

1. `open` takes the file as it is, mends or replaces it, or else goes on in memory.
2. `read` and `write` do what is asked. Where the file turns out to be broken, a new one takes its
   place, once; where the disk fails, memory does, and the listener is told.
3. What is written to memory alone is kept in order, and each further write tries to bring all of
   it to the disk.
4. `close` tries that once more, and makes the spare copy where something was marked.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from allvoice.shelf.store import database
from allvoice.shelf.store.migrations import Migration, transaction
from allvoice.shelf.store.spare import keep_spare

Clock = Callable[[], datetime]
"""Returns what time it is, with its zone."""


def utc_now() -> datetime:
    """Return what time it is."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Statement:
    """One change to the database."""

    query: str
    values: Mapping[str, Any] = field(default_factory=dict)
    """By the names that stand after a colon in the query."""
    late: str = ""
    """Takes its place where it reaches the disk only later; `:now` is the time then."""
    puts: str = ""
    """What of the listener's own it keeps, with the id among the values: "note"; empty for none."""
    removes: str = ""
    """What it removes, in the same way."""


class Connection:
    """A database that is read and written whatever happens to its file; for one thread only."""

    def __init__(
        self,
        path: Path,
        migrations: Sequence[Migration],
        on_notice: Callable[[str], None] | None = None,
        clock: Clock = utc_now,
    ) -> None:
        """Open it; always succeeds, see `notices` for what was amiss.

        Args:
            path: the file; its folder is made if need be.
            migrations: how the database is brought up to date.
            on_notice: called with each notice that comes up later.
            clock: tells the time of what reaches the disk later.
        """
        self.notices: tuple[str, ...] = ()
        """What the listener is told, in order."""
        self.on_notice = on_notice
        """Called with each notice that comes up after opening."""
        self.is_on_disk = False
        """Whether what is written reaches the disk at present."""
        self._path = path
        self._migrations = migrations
        self._clock = clock
        self._opening = True
        self._was_replaced = False
        self.why_not_kept = ""
        """What keeps the disk from being written, and what to do; empty where nothing does."""
        self._unsaved: list[Statement] = []
        self._began_empty = False
        """There was no file with anything in it when the program started."""
        self._file_id = (0, 0)
        self._durable_writes = 0
        self._wants_spare = False
        """Whether something was marked since the spare copy was made."""
        self._making_spare: threading.Thread | None = None
        self._is_spare_refused = False
        """Whether that thread found the file held by another program, or the disk full."""
        self._sqlite = self._first_connection()
        self._opening = False

    def tell(self, notice: str) -> None:
        """Tell the listener something about what is kept."""
        self.notices = (*self.notices, notice)
        if self.on_notice is not None and not self._opening:
            self.on_notice(notice)

    @property
    def unsaved(self) -> Counter[str]:
        """How much of the listener's own is only in memory, by what it is."""
        found: dict[object, str] = {}
        for each in self._unsaved:
            if each.removes:
                found.pop(each.values["id"], None)
            elif each.puts:
                found[each.values["id"]] = each.puts
        return Counter(found.values())

    def read(self, query: str, **values: Any) -> list[sqlite3.Row]:
        """Return the rows of a query; values by the names that stand after a colon in it."""
        try:
            return self._rows(query, values)
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.DatabaseError as error:
            self.recover(error)
            return self._rows(query, values)

    @property
    def state(self) -> tuple[object, int, int]:
        """Another value than before wherever this or another program may have changed something.

        Places that are kept while reading on are left out where this program keeps them.
        """
        (version,) = self.read("PRAGMA data_version")
        return self._sqlite, int(version[0]), self._durable_writes

    def write(
        self, *statements: Statement, durable: bool = True, needs_spare: bool = False
    ) -> None:
        """Change the database: all of it, or nothing.

        Args:
            statements: the changes, in order.
            durable: wait until it is on the disk, so that it survives a power cut too.
            needs_spare: it could not be made again: the spare copy is to hold it.
        """
        self._wants_spare = self._wants_spare or needs_spare
        self._durable_writes += durable
        if not self.is_on_disk:
            self._apply(statements, durable=False)
            self._unsaved.extend(statements)
            self.return_to_disk()
            return
        try:
            self._apply(statements, durable=durable)
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.DatabaseError as error:
            # Either a new file is there to try again, which happens once at most, or the shelf is
            # in memory now. Trying the disk again at once would only fail again.
            if self.recover(error):
                self.write(*statements, durable=durable)
            else:
                self._apply(statements, durable=False)
                self._unsaved.extend(statements)

    def close(self) -> None:
        """Bring what is unsaved to the disk if possible, and close the file."""
        if self._unsaved:
            self.return_to_disk()
        # First of all: whoever closes the last connection locks the file for a moment, and a copy
        # that is begun in that moment is refused.
        if self._making_spare is not None:
            self._making_spare.join()
        self._sqlite.close()
        if (self._wants_spare or self._is_spare_refused) and self.is_on_disk:
            self._make_spare()
            self._wants_spare = self._wants_spare and self._is_spare_refused

    @property
    def outdated_spare(self) -> Path | None:
        """The spare copy where, after `close`, it holds what was changed as it was before."""
        spare = database.spare_of(self._path)
        return spare if self._wants_spare and os.path.lexists(spare) else None

    def recover(self, error: sqlite3.DatabaseError) -> bool:
        """Leave a database that failed for a new file, or else for memory.

        Returns:
            Whether there is a new file.
        """
        if database.is_damage(error) and self.is_on_disk and not self._was_replaced:
            self._was_replaced = True
            with suppress(database.Unavailable):
                self._replace()
                return True
        memory = database.connect_memory(self._sqlite, self._migrations)
        self._sqlite.close()
        self._sqlite = memory
        if self.is_on_disk:
            self.is_on_disk = False
            self._tell_not_kept(database.reason(error, self._path))
        return False

    def return_to_disk(self) -> None:
        """Try to bring what is only in memory to the disk, without waiting for anyone."""
        try:
            opened = database.open_database(
                self._path, self._migrations, busy_timeout_s=0, leaves_empty=self._began_empty
            )
        except database.Unavailable as error:
            self.why_not_kept = str(error)
            return
        memory, self._sqlite = self._sqlite, opened.connection
        try:
            self._apply([*map(self._late, self._unsaved)], durable=True)
        except sqlite3.DatabaseError:
            self._sqlite, memory = memory, self._sqlite
            memory.close()
            return
        memory.close()
        self._sqlite.execute(f"PRAGMA busy_timeout = {int(database.BUSY_TIMEOUT_S * 1000)}")
        self._use(opened)
        self._unsaved.clear()
        self.why_not_kept = ""
        self._began_empty = False
        self.tell("Your place, marks and notes are kept again.")

    def _first_connection(self) -> sqlite3.Connection:
        try:
            opened = database.open_database(self._path, self._migrations)
            if opened.is_clean:
                # Not on this thread: the disk may take its time, and the listener waits for words.
                self._making_spare = threading.Thread(target=self._make_spare, name="spare-copy")
                self._making_spare.start()
            return self._use(opened)
        except database.Unavailable as error:
            self._began_empty = not database.file_size(self._path)
            self._tell_not_kept(str(error))
            return database.read_into_memory(self._path, self._migrations)

    def _make_spare(self) -> None:
        self._is_spare_refused = not keep_spare(self._path, self._migrations)

    def _use(self, opened: database.Opened) -> sqlite3.Connection:
        self._file_id = opened.file_id
        self.is_on_disk = True
        for notice in opened.notices:
            self.tell(notice)
        return opened.connection

    def _tell_not_kept(self, why: str) -> None:
        self.why_not_kept = why
        self.tell(f"Your place, marks and notes cannot be kept: {why}")

    def _rows(self, query: str, values: Mapping[str, Any]) -> list[sqlite3.Row]:
        cursor = self._sqlite.cursor()
        cursor.row_factory = sqlite3.Row
        return cursor.execute(query, values).fetchall()

    def _apply(self, statements: Sequence[Statement], *, durable: bool) -> None:
        # FULL waits for the disk; NORMAL only survives the end of the program, but costs nothing.
        self._sqlite.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
        with transaction(self._sqlite):
            for each in statements:
                self._sqlite.execute(each.query, each.values)

    def _late(self, statement: Statement) -> Statement:
        """Return what to do for a statement whose time has passed."""
        if not statement.late:
            return statement
        now = self._clock().isoformat(timespec="microseconds")
        return Statement(statement.late, {**statement.values, "now": now})

    def _replace(self) -> None:
        # Another program may have put a sound file in its place already.
        already_replaced = database.file_id(self._path) != self._file_id
        self._sqlite.close()
        self._sqlite = sqlite3.connect(":memory:", isolation_level=None)
        opener = database.open_database if already_replaced else database.set_aside_damaged
        opened = opener(self._path, self._migrations)
        self._sqlite.close()
        self._sqlite = self._use(opened)
