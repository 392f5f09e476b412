"""The layout of the shelf's database, and how an older one becomes today's.

`PRAGMA user_version` counts the migrations already made; 0 is an empty database.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

Migration = Callable[[sqlite3.Connection], None]


def positions_bookmarks_preferences(connection: sqlite3.Connection) -> None:
    """Version 1: where each guide was left, what was marked, what the program remembers."""
    connection.execute(
        """
        CREATE TABLE positions (
            guide_id   TEXT PRIMARY KEY,
            locator    TEXT NOT NULL,
            rate_wpm   INTEGER,
            updated_at TEXT NOT NULL
        )
        """
    )
    connection.execute(
        """
        CREATE TABLE bookmarks (
            id             TEXT PRIMARY KEY,
            guide_id       TEXT NOT NULL,
            guide_title    TEXT NOT NULL,
            label          TEXT NOT NULL,
            created_at     TEXT NOT NULL,
            locator        TEXT NOT NULL,
            block_hash     TEXT NOT NULL,
            block_index    INTEGER NOT NULL,
            sentence_index INTEGER NOT NULL,
            progression    REAL NOT NULL,
            UNIQUE (guide_id, block_index, block_hash, sentence_index)
        )
        """
    )
    connection.execute("CREATE TABLE preferences (key TEXT PRIMARY KEY, value TEXT NOT NULL)")


MIGRATIONS: tuple[Migration, ...] = (positions_bookmarks_preferences,)
"""In order; the database's version is how many of them were made. Never edited, only added to."""


def version_of(connection: sqlite3.Connection) -> int:
    """Return how many migrations a database has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring a database up to date, one transaction for each step."""
    for version, migration in enumerate(migrations, start=1):
        if version_of(connection) >= version:
            continue
        with transaction(connection):
            # Another program may have made this step while this one waited for the lock.
            if version_of(connection) < version:
                migration(connection)
                connection.execute(f"PRAGMA user_version = {version:d}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all of what follows or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # SQLite itself rolls back after some errors, a full disk among them.
        with suppress(sqlite3.Error):
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        raise
