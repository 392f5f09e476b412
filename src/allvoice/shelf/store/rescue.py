"""What can still be read of a broken shelf, and of its spare copy, put together into a new one.

Nothing is doubled, and of two places in one guide the one that was listened to later wins. A mark
that was taken away since the spare copy was made may come back: better removed twice than lost.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from allvoice.shelf.locator import Locator
from allvoice.shelf.store.migrations import transaction
from allvoice.shelf.store.rows import columns_of, locator_in, storable

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

_Row = tuple[Any, ...]
_Rows = dict[str, list[_Row]]


@dataclass(frozen=True, slots=True)
class Rescued:
    """What was brought back."""

    rows: int
    """In all."""
    had_spare: bool
    """Whether a spare copy could be read."""


def rescue(target: sqlite3.Connection, damaged: Path | None, spare: Path | None) -> Rescued:
    """Copy into an empty, up-to-date database every row that one of two files still holds.

    Args:
        target: the new database.
        damaged: the file that could not be used; None where it is gone.
        spare: the copy made when it was sound; None where there is none.
    """
    last, before = _rows_of(damaged), _rows_of(spare)
    found = {
        "positions": _positions([*last["positions"], *before["positions"]]),
        "bookmarks": _bookmarks(last["bookmarks"], before["bookmarks"]),
        "preferences": [*last["preferences"], *before["preferences"]],
    }
    count = 0
    for table, rows in found.items():
        columns = TABLES[table]
        names, marks = ", ".join(columns), ", ".join("?" * len(columns))
        insert = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})"
        with suppress(sqlite3.Error), transaction(target):
            count += sum(_inserted(target, insert, row) for row in rows)
    return Rescued(count, had_spare=any(before.values()))


def _inserted(target: sqlite3.Connection, insert: str, row: _Row) -> int:
    # A row that does not fit must not take the others along.
    with suppress(sqlite3.Error, OverflowError):
        return target.execute(insert, row).rowcount
    return 0


def _rows_of(path: Path | None) -> _Rows:
    """Return every row of a file that can be read."""
    found: _Rows = {table: [] for table in TABLES}
    if path is None or not path.is_file():
        return found
    with suppress(sqlite3.Error, UnicodeError), closing(sqlite3.connect(path, timeout=0)) as source:
        source.text_factory = lambda raw: raw.decode("utf-8", "replace")
        # Else one broken line of the layout would hide every table.
        source.execute("PRAGMA writable_schema = ON")
        for table, columns in TABLES.items():
            found[table] = _rows_in(source, table, columns)
    return found


def _rows_in(source: sqlite3.Connection, table: str, columns: Sequence[str]) -> list[_Row]:
    rows: dict[_Row, None] = {}
    # From both ends, because a broken page stops the reading in the middle.
    for order in ("ASC", "DESC"):
        select = f"SELECT {', '.join(columns)} FROM {table} NOT INDEXED ORDER BY rowid {order}"
        with suppress(sqlite3.Error, UnicodeError):
            for row in source.execute(select):
                rows[row] = None
    return list(rows)


def _positions(rows: Iterable[_Row]) -> list[_Row]:
    """Return the place of each guide that was listened to last, first."""
    sound = [row for row in rows if _is_of_its_guide(row[0], locator_in(row[1]))]
    return sorted(sound, key=lambda row: _moment(row[3]), reverse=True)


def _is_of_its_guide(guide_id: object, locator: Locator | None) -> bool:
    return locator is not None and storable(locator.guide_id) == guide_id


def _moment(stored: object) -> float:
    """Return when something was stored; a time that is still to come is no time to trust."""
    try:
        moment = datetime.fromisoformat(str(stored)).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0
    return moment if moment <= datetime.now(UTC).timestamp() else 0.0


def _bookmarks(last: Sequence[_Row], before: Sequence[_Row]) -> list[_Row]:
    """Return the bookmarks, those first that are to win: whole ones, the later ones before."""
    others = [_made_whole(row) for row in last if not _is_whole(row)]
    return [*filter(_is_whole, last), *filter(_is_whole, before), *filter(None, others)]


def _made_whole(row: _Row) -> _Row | None:
    """Return a bookmark as its locator alone tells it; None where that cannot be read."""
    locator = locator_in(row[5])
    if locator is None:
        return None
    return (row[0], storable(locator.guide_id), *row[2:6], *columns_of(locator))


def _is_whole(row: _Row) -> bool:
    """Return whether what a bookmark says twice, in columns and in its locator, agrees."""
    locator = locator_in(row[5])
    return (
        locator is not None
        and _is_of_its_guide(row[1], locator)
        and columns_of(locator)[:3] == row[6:9]
    )
