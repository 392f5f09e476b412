"""Opening the shelf's database, whatever state its file is in.

A file that is damaged, or written by a newer version, is renamed and never deleted; what can still
be read of it, and of the spare copy, is put into the new one.
"""

from __future__ import annotations

import errno
import functools
import shutil
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from allvoice.errors import ShelfError
from allvoice.shelf.store.migrations import Migration, migrate, transaction, version_of
from allvoice.shelf.store.rescue import Rescued, columns_in, rescue
from allvoice.shelf.store.rows import locator_in

BUSY_TIMEOUT_S = 2.0
_FULL_BELOW_BYTES = 64 * 1024
"""Less room than this on a disk is none: what SQLite writes at once is about as much."""
_HEADER_BYTES = 100
_LOOKS_AT_A_SHORT_FILE, _BETWEEN_LOOKS_S = 10, 0.02
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_OUTSIDE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_AUTH,
}
"""What keeps a sound file from being read."""


class Unavailable(ShelfError):
    """The database cannot be used now, through no fault of the file; its text names the reason."""


class Damaged(Exception):
    """The file is not a sound database."""


class Newer(Exception):
    """The file was written by a newer version."""


@dataclass(slots=True)
class Opened:
    """An open, up-to-date database and what the listener is told about it."""

    connection: sqlite3.Connection
    file_id: tuple[int, int]
    """Which file it is, so that one that another program has replaced is noticed."""
    notices: list[str] = field(default_factory=list)
    is_clean: bool = True
    """Whether it was there and sound, so that a copy of it is worth keeping."""


def is_damage(error: sqlite3.Error) -> bool:
    """Tell whether an error means that the file itself is broken."""
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _DAMAGED


def reason(error: Exception, path: Path) -> str:
    """Return why a database cannot be used and what to do, to stand after a colon."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    number = getattr(error, "errno", 0)
    if not is_ordinary(path):
        what = "a folder" if path.is_dir() else "a pipe or a device"
        return f"{path} is {what} and no file; move it away."
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return f"another program is holding {path}; close it."
    if code == sqlite3.SQLITE_FULL or number == errno.ENOSPC or _is_full(path.parent):
        return f"the disk of {path.parent} is full; free some space."
    if code == sqlite3.SQLITE_IOERR:
        return f"the disk of {path.parent} does not work as it should; free some space or mend it."
    return (
        f"{path.parent} is not writable; "
        "allow writing there, or choose another folder with --data-dir."
    )


def is_ordinary(path: Path) -> bool:
    """Return whether a path is a file or nothing yet: to open a pipe would wait for ever."""
    try:
        return path.is_file() or not path.exists()
    except OSError:
        return True


def _is_full(folder: Path) -> bool:
    """Return whether a disk has no room left: SQLite often reports another error for that."""
    try:
        return shutil.disk_usage(folder).free < _FULL_BELOW_BYTES
    except OSError:
        return False


def spare_of(path: Path) -> Path:
    """Return where the spare copy of a database is kept."""
    return path.with_name(f"{path.stem}-before{path.suffix}")


def open_database(
    path: Path,
    migrations: Sequence[Migration],
    *,
    busy_timeout_s: float = BUSY_TIMEOUT_S,
    leaves_empty: bool = False,
    now: Callable[[], datetime] = datetime.now,
) -> Opened:
    """Open the database, make it new, or set it aside and make a new one.

    Args:
        path: its file.
        migrations: how it is brought up to date.
        busy_timeout_s: how long another program is waited for.
        leaves_empty: an empty file is what a full disk left of an attempt to make it, no loss.
        now: names what is set aside.

    Raises:
        Unavailable: it can be neither opened nor made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            if not is_ordinary(path):
                raise OSError(errno.EINVAL, "no ordinary file")
            if not path.exists():
                return _make(path, migrations, busy_timeout_s)
            _check_file(path)
            return _open(path, migrations, busy_timeout_s)
        except Damaged:
            return set_aside_damaged(path, migrations, leaves_empty=leaves_empty, now=now)
        except Newer:
            aside = _rename_aside(path, "newer", now())
            opened = _open(path, migrations, busy_timeout_s)
            rescue(opened.connection, aside, spare_of(path))
            opened.is_clean = False
            opened.notices.append(
                "Your place, marks and notes were saved by a newer version of this program; "
                f"they are kept in {aside}, and what this one can read was taken over."
            )
            return opened
    except (OSError, sqlite3.Error, Damaged, Newer) as error:
        raise Unavailable(reason(error, path)) from error


def _make(path: Path, migrations: Sequence[Migration], busy_timeout_s: float) -> Opened:
    """Make a database; where only its spare copy is left, from that."""
    opened = _open(path, migrations, busy_timeout_s)
    opened.is_clean = False
    if rescue(opened.connection, None, spare_of(path)).rows:
        opened.notices.append(
            "The file of your place, marks and notes was gone; they were brought back from the "
            "copy made when you last started."
        )
    return opened


def set_aside_damaged(
    path: Path,
    migrations: Sequence[Migration],
    *,
    leaves_empty: bool = False,
    now: Callable[[], datetime] = datetime.now,
) -> Opened:
    """Rename a damaged database and start a new one with what can be read of the old.

    Raises:
        Unavailable: the file cannot be renamed or the new one not made.
    """
    was_empty = file_size(path) == 0
    is_leftover = was_empty and leaves_empty
    try:
        aside: Path | None = None
        # Another program may have set it aside this very moment.
        with suppress(FileNotFoundError):
            aside = _rename_aside(path, "damaged", now())
            if is_leftover and not file_size(aside.with_name(f"{aside.name}-wal")):
                aside.unlink()
                aside = None
        opened = _open(path, migrations, BUSY_TIMEOUT_S)
    except (OSError, sqlite3.Error, Damaged, Newer) as error:
        raise Unavailable(reason(error, path)) from error
    rescued = rescue(opened.connection, aside, spare_of(path))
    opened.is_clean = False
    if rescued.rows or not is_leftover:
        opened.notices.append(_told(aside, rescued, was_empty=was_empty))
    return opened


def _told(aside: Path | None, rescued: Rescued, *, was_empty: bool) -> str:
    """Return what the listener is told of a file that was set aside."""
    if rescued.had_spare and rescued.rows:
        what = "what was marked before your last visit is kept"
    elif rescued.rows:
        what = "what could be read was kept"
    else:
        what = "nothing in it could be read"
    if was_empty:
        return (
            f"The file of your place, marks and notes was empty; a new one was started, and {what}."
        )
    kept = f"it is set aside as {aside}, " if aside is not None else ""
    return (
        f"The file of your place, marks and notes was damaged; {kept}a new one was started, "
        f"and {what}."
    )


def file_size(path: Path) -> int | None:
    """Return how many bytes a file holds; None where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return None


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
            copy(source, memory)
            check(memory, migrations)
        except (sqlite3.Error, Damaged, Newer):
            memory.close()
            memory = sqlite3.connect(":memory:", isolation_level=None)
    migrate(memory, migrations)
    return memory


def read_into_memory(path: Path, migrations: Sequence[Migration]) -> sqlite3.Connection:
    """Return a copy in memory of a database that can be read but not written."""
    address = path.absolute().as_uri()
    for mode in ("mode=ro", "mode=ro&immutable=1") if path.is_file() else ():
        with (
            suppress(sqlite3.Error, Damaged, Newer),
            closing(sqlite3.connect(f"{address}?{mode}", timeout=0, uri=True)) as source,
        ):
            check(source, migrations)
            return connect_memory(source, migrations)
    memory = connect_memory(None, migrations)
    rescue(memory, path, spare_of(path))
    return memory


def _open(path: Path, migrations: Sequence[Migration], busy_timeout_s: float) -> Opened:
    connection = sqlite3.connect(path, timeout=busy_timeout_s, isolation_level=None)
    try:
        check(connection, migrations)
        # Some network disks cannot; the older journal is as safe, only slower.
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
        # What is forgotten is not to be found in the file, nor in its spare copy.
        connection.execute("PRAGMA secure_delete = ON").fetchone()
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


def _check_file(path: Path) -> None:
    """Refuse what SQLite itself would take for new, or for nothing it may write.

    It makes a new database of a file of a few bytes, and throws away what is still to be written;
    one with an odd version of its format (bytes 18 and 19) it only reads.
    """
    for _ in range(_LOOKS_AT_A_SHORT_FILE):
        if (file_size(path) or 0) >= _HEADER_BYTES:
            break
        # Another program may be making it this very moment.
        time.sleep(_BETWEEN_LOOKS_S)
    with path.open("rb") as file:
        head = file.read(_HEADER_BYTES)
    if len(head) < _HEADER_BYTES or not {*head[18:20]} <= {1, 2}:
        raise Damaged


def check(connection: sqlite3.Connection, migrations: Sequence[Migration]) -> None:
    """Refuse what is not a sound database of a known version.

    The whole file is checked: it holds some hundred rows, which takes a few milliseconds.

    Raises:
        Damaged: it is not sound.
    """
    # One transaction, so that another program that is just making the tables is seen before or
    # after, not in between.
    try:
        connection.execute("BEGIN")
        version = version_of(connection)
        if version > len(migrations):
            raise Newer
        if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise Damaged
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if version == 0 and names and names & layout(tuple(migrations)).keys():
            raise Damaged
        if version == len(migrations):
            tables = layout(tuple(migrations))
            _check_tables(connection, tables)
            _check_rows(connection, tables)
    except UnicodeDecodeError as error:
        # Python's own, of what SQLite says is wrong: it quotes the file.
        raise Damaged from error
    except sqlite3.Error as error:
        # All that is asked has an answer in a sound file, unless the computer keeps it back.
        if (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _OUTSIDE:
            raise
        raise Damaged from error
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@functools.cache
def layout(migrations: tuple[Migration, ...]) -> dict[str, tuple[str, ...]]:
    """Return the tables of an up-to-date database, and the columns of each."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, migrations)
        return columns_in(connection)


def _check_tables(connection: sqlite3.Connection, tables: Mapping[str, Sequence[str]]) -> None:
    for table, columns in tables.items():
        present = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        if not present.issuperset(columns):
            raise Damaged


def _check_rows(connection: sqlite3.Connection, tables: Mapping[str, Sequence[str]]) -> None:
    """Refuse rows that cannot be read: SQLite looks only at how they are stored."""
    for table, columns in tables.items():
        connection.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()
        if "locator" in columns:
            for (locator,) in connection.execute(f"SELECT locator FROM {table}"):
                # What was written down in no document has no place.
                is_nowhere = locator == "" and table == "entries"
                if not is_nowhere and locator_in(locator) is None:
                    raise Damaged


def copy(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy a whole database; give up instead of waiting when it is locked."""

    def check(status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise sqlite3.OperationalError("locked")

    source.backup(target, progress=check)


def _keep_copy(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Copy the database as it is before it becomes `version`."""
    kept = path.with_name(f"{path.stem}-before-v{version}{path.suffix}")
    # The lock keeps another program from migrating while this one copies. A connection cannot
    # copy what it has locked itself: a second one reads.
    with transaction(connection):
        if version_of(connection) >= version:
            return
        kept.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(kept)) as target:
            copy(source, target)


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
