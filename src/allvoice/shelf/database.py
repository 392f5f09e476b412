"""Opening the shelf's database, whatever state its file is in.

A file that is damaged, or written by a newer version, is renamed and never deleted; what can still
be read of it is put into the new one.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from allvoice.errors import ShelfError
from allvoice.shelf.migrations import Migration, migrate, transaction, version_of

BUSY_TIMEOUT_S = 2.0
TABLES = {
    "positions": ("guide_id", "locator", "rate_wpm", "updated_at"),
    "bookmarks": (
        "id",
        "guide_id",
        "guide_title",
        "label",
        "created_at",
        "locator",
        "block_hash",
        "block_index",
        "sentence_index",
        "progression",
    ),
    "preferences": ("key", "value"),
}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class Unavailable(ShelfError):
    """The database cannot be used now, through no fault of the file; its text names the reason."""


class Damaged(Exception):
    """The file is not a sound database."""


class _Newer(Exception):
    """The file was written by a newer version."""


@dataclass(slots=True)
class Opened:
    """An open, up-to-date database and what the listener is told about it."""

    connection: sqlite3.Connection
    file_id: tuple[int, int]
    """Which file it is, so that one that another program has replaced is noticed."""
    notices: list[str] = field(default_factory=list)


def is_damage(error: sqlite3.Error) -> bool:
    """Tell whether an error means that the file itself is broken."""
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _DAMAGED


def reason(error: Exception, path: Path) -> str:
    """Return why a database cannot be used and what to do, to stand after a colon."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL or getattr(error, "errno", 0) == errno.ENOSPC:
        return f"the disk of {path.parent} is full; free some space."
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return f"another program is holding {path}; close it."
    if code == sqlite3.SQLITE_IOERR:
        return f"the disk of {path.parent} does not work as it should; free some space or mend it."
    return (
        f"{path.parent} is not writable; "
        "allow writing there, or choose another folder with --data-dir."
    )


def open_database(
    path: Path,
    migrations: Sequence[Migration],
    *,
    busy_timeout_s: float = BUSY_TIMEOUT_S,
    now: Callable[[], datetime] = datetime.now,
) -> Opened:
    """Open the database, make it new, or set it aside and make a new one.

    Raises:
        Unavailable: it can be neither opened nor made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _open(path, migrations, busy_timeout_s)
        except Damaged:
            return set_aside_damaged(path, migrations, now=now)
        except _Newer:
            aside = _rename_aside(path, "newer", now())
            opened = _open(path, migrations, busy_timeout_s)
            opened.notices.append(
                "Your place and bookmarks were saved by a newer version of this program; "
                f"they are kept in {aside}, and new ones were started."
            )
            return opened
    except (OSError, sqlite3.Error, Damaged, _Newer) as error:
        raise Unavailable(reason(error, path)) from error


def set_aside_damaged(
    path: Path,
    migrations: Sequence[Migration],
    *,
    now: Callable[[], datetime] = datetime.now,
) -> Opened:
    """Rename a damaged database and start a new one with what can be read of the old.

    Raises:
        Unavailable: the file cannot be renamed or the new one not made.
    """
    try:
        aside = _rename_aside(path, "damaged", now())
        opened = _open(path, migrations, BUSY_TIMEOUT_S)
    except (OSError, sqlite3.Error, Damaged, _Newer) as error:
        raise Unavailable(reason(error, path)) from error
    rescued = _rescue(aside, opened.connection)
    what = "nothing in it could be read" if rescued == 0 else "what could be read was kept"
    opened.notices.append(
        f"The file of your place and bookmarks was damaged; it is set aside as {aside}, "
        f"a new one was started, and {what}."
    )
    return opened


def file_id(path: Path) -> tuple[int, int]:
    """Return what tells one file from another; zeros where there is none."""
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_dev, status.st_ino)


def connect_memory(
    source: sqlite3.Connection | None, migrations: Sequence[Migration]
) -> sqlite3.Connection:
    """Return a database in memory, a copy of the source as far as that can be read."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    if source is not None:
        try:
            _copy(source, memory)
            _check(memory, migrations)
        except (sqlite3.Error, Damaged, _Newer):
            memory.close()
            memory = sqlite3.connect(":memory:", isolation_level=None)
    migrate(memory, migrations)
    return memory


def read_into_memory(path: Path, migrations: Sequence[Migration]) -> sqlite3.Connection:
    """Return a copy in memory of a database that can be read but not written."""
    address = path.absolute().as_uri()
    for mode in ("mode=ro", "mode=ro&immutable=1"):
        with (
            suppress(sqlite3.Error),
            closing(sqlite3.connect(f"{address}?{mode}", timeout=0, uri=True)) as source,
        ):
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return connect_memory(source, migrations)
    return connect_memory(None, migrations)


def _open(path: Path, migrations: Sequence[Migration], busy_timeout_s: float) -> Opened:
    connection = sqlite3.connect(path, timeout=busy_timeout_s, isolation_level=None)
    try:
        _check(connection, migrations)
        # Some network disks cannot; the older journal is as safe, only slower.
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
        if 0 < version_of(connection) < len(migrations):
            _keep_copy(connection, path, len(migrations))
        migrate(connection, migrations)
        # A file that can be read but not written fails here, where it can be said.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
        return Opened(connection, file_id(path))
    except sqlite3.Error as error:
        connection.close()
        if is_damage(error):
            raise Damaged from error
        raise
    except BaseException:
        connection.close()
        raise


def _check(connection: sqlite3.Connection, migrations: Sequence[Migration]) -> None:
    """Refuse what is not a sound database of a known version.

    The whole file is checked: it holds some hundred rows, which takes about a millisecond.
    """
    # One transaction, so that another program that is just making the tables is seen before or
    # after, not in between.
    connection.execute("BEGIN")
    try:
        version = version_of(connection)
        if version > len(migrations):
            raise _Newer
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise Damaged
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if version == 0 and names & TABLES.keys():
            raise Damaged
        if version == len(migrations):
            _check_tables(connection)
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _check_tables(connection: sqlite3.Connection) -> None:
    for table, columns in TABLES.items():
        present = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        if not present.issuperset(columns):
            raise Damaged


def _copy(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy a whole database; give up instead of waiting when it is locked."""

    def check(status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise sqlite3.OperationalError("locked")

    source.backup(target, progress=check)


def _keep_copy(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Copy the database as it is before it becomes `version`."""
    copy = path.with_name(f"{path.stem}-before-v{version}{path.suffix}")
    # The lock keeps another program from migrating while this one copies. A connection cannot
    # copy what it has locked itself: a second one reads.
    with transaction(connection):
        if version_of(connection) >= version:
            return
        copy.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
            _copy(source, target)


def _rename_aside(path: Path, why: str, moment: datetime) -> Path:
    stem = f"{path.stem}-{why}-{moment:%Y%m%d-%H%M%S}"
    aside, count = path.with_name(f"{stem}{path.suffix}"), 1
    while aside.exists():
        count += 1
        aside = path.with_name(f"{stem}-{count}{path.suffix}")
    path.rename(aside)
    for ending in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
    return aside


def _rescue(damaged: Path, target: sqlite3.Connection) -> int:
    """Copy every row that can still be read; return how many."""
    rescued = 0
    with suppress(sqlite3.Error), closing(sqlite3.connect(damaged, timeout=0)) as source:
        for table, columns in TABLES.items():
            names, marks = ", ".join(columns), ", ".join("?" * len(columns))
            # From both ends, because a broken page stops the reading in the middle.
            for order in ("ASC", "DESC"):
                rows: list[tuple[object, ...]] = []
                with suppress(sqlite3.Error):
                    select = f"SELECT {names} FROM {table} NOT INDEXED ORDER BY rowid {order}"
                    for row in source.execute(select):
                        rows.append(row)
                with suppress(sqlite3.Error), transaction(target):
                    insert = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})"
                    rescued += target.executemany(insert, rows).rowcount if rows else 0
    return rescued
