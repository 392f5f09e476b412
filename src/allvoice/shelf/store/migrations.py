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


def notes_documents_entries_cards(connection: sqlite3.Connection) -> None:
    """Version 2: marks of sections and notes on marks, documents, notebook entries, cards."""
    connection.execute(
        """
        CREATE TABLE bookmarks_2 (
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
            is_section     INTEGER NOT NULL DEFAULT 0,
            note           TEXT NOT NULL DEFAULT '',
            UNIQUE (guide_id, block_index, block_hash, sentence_index, is_section)
        )
        """
    )
    old = (
        "id, guide_id, guide_title, label, created_at, locator, "
        "block_hash, block_index, sentence_index, progression"
    )
    connection.execute(f"INSERT INTO bookmarks_2 ({old}) SELECT {old} FROM bookmarks")
    connection.execute("DROP TABLE bookmarks")
    connection.execute("ALTER TABLE bookmarks_2 RENAME TO bookmarks")
    connection.execute(
        """
        CREATE TABLE documents (
            guide_id     TEXT PRIMARY KEY,
            title        TEXT NOT NULL,
            path         TEXT NOT NULL DEFAULT '',
            content_hash TEXT NOT NULL DEFAULT '',
            word_count   INTEGER NOT NULL DEFAULT 0,
            opened_order INTEGER NOT NULL DEFAULT 0,
            is_listed    INTEGER NOT NULL DEFAULT 1
        )
        """
    )
    connection.execute(
        """
        CREATE TABLE entries (
            id          TEXT PRIMARY KEY,
            kind        TEXT NOT NULL,
            text        TEXT NOT NULL,
            answer      TEXT NOT NULL DEFAULT '',
            answered_at TEXT NOT NULL DEFAULT '',
            is_done     INTEGER NOT NULL DEFAULT 0,
            rank        REAL NOT NULL DEFAULT 0,
            serial      INTEGER NOT NULL DEFAULT 0,
            created_at  TEXT NOT NULL,
            guide_id    TEXT NOT NULL DEFAULT '',
            guide_title TEXT NOT NULL DEFAULT '',
            locator     TEXT NOT NULL DEFAULT ''
        )
        """
    )
    connection.execute(
        """
        CREATE TABLE cards (
            id         TEXT PRIMARY KEY,
            treatment  TEXT NOT NULL,
            goal       TEXT NOT NULL DEFAULT '',
            fit        TEXT NOT NULL DEFAULT '',
            burden     TEXT NOT NULL DEFAULT '',
            fallback   TEXT NOT NULL DEFAULT '',
            created_at TEXT NOT NULL
        )
        """
    )


def listening(connection: sqlite3.Connection) -> None:
    """Version 3: what was heard of each document, and for how long on each day."""
    connection.execute(
        """
        CREATE TABLE heard_sections (
            guide_id   TEXT NOT NULL,
            section_id TEXT NOT NULL,
            heard_at   TEXT NOT NULL,
            PRIMARY KEY (guide_id, section_id)
        )
        """
    )
    connection.execute(
        """
        CREATE TABLE heard_blocks (
            guide_id     TEXT NOT NULL,
            section_id   TEXT NOT NULL,
            block        INTEGER NOT NULL,
            part         INTEGER NOT NULL,
            source_chars INTEGER NOT NULL,
            sentences    INTEGER NOT NULL,
            mask         INTEGER NOT NULL,
            PRIMARY KEY (guide_id, section_id, block, part)
        )
        """
    )
    connection.execute(
        """
        CREATE TABLE listened (
            guide_id TEXT NOT NULL,
            day      TEXT NOT NULL,
            seconds  INTEGER NOT NULL,
            PRIMARY KEY (guide_id, day)
        )
        """
    )


MIGRATIONS: tuple[Migration, ...] = (
    positions_bookmarks_preferences,
    notes_documents_entries_cards,
    listening,
)
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
