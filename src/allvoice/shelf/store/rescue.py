"""What can still be read of a broken shelf, and of its spare copy, put together into a new one.

Nothing is doubled, and of two places in one guide the one that was listened to later wins. A
bookmark that was taken away since the spare copy was made may come back: better removed twice than
lost.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from allvoice.shelf.store.migrations import transaction
from allvoice.shelf.store.rows import columns_of, locator_in, storable

_Row = Mapping[str, Any]
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
    tables = columns_in(target)
    last, before = _rows_of(damaged, tables), _rows_of(spare, tables)
    count = 0
    for table in tables:
        rows = _BEST_FIRST.get(table, _one_after_the_other)(last[table], before[table])
        with suppress(sqlite3.Error), transaction(target):
            count += sum(_inserted(target, table, row) for row in rows)
    return Rescued(count, had_spare=any(before.values()))


def columns_in(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Return the tables of a database, and the columns of each."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    ).fetchall()
    return {
        name: tuple(column for _, column, *_ in connection.execute(f'PRAGMA table_info("{name}")'))
        for (name,) in names
    }


def _inserted(target: sqlite3.Connection, table: str, row: _Row) -> int:
    names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
    # A row that does not fit must not take the others along.
    with suppress(sqlite3.Error, OverflowError):
        insert = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({values})"
        return target.execute(insert, dict(row)).rowcount
    return 0


def _rows_of(path: Path | None, tables: Mapping[str, Sequence[str]]) -> _Rows:
    """Return every row of a file that can be read."""
    found: _Rows = {table: [] for table in tables}
    if path is None or not path.is_file():
        return found
    with suppress(sqlite3.Error, UnicodeError), closing(sqlite3.connect(path, timeout=0)) as source:
        source.text_factory = lambda raw: raw.decode("utf-8", "replace")
        # Else one broken line of the layout would hide every table.
        source.execute("PRAGMA writable_schema = ON")
        for table, columns in tables.items():
            found[table] = _rows_in(source, table, columns)
    return found


def _rows_in(source: sqlite3.Connection, table: str, columns: Sequence[str]) -> list[_Row]:
    """Return the rows of one table; the file may be of an earlier layout and lack some columns."""
    rows: dict[tuple[Any, ...], _Row] = {}
    # From both ends, because a broken page stops the reading in the middle.
    for order in ("ASC", "DESC"):
        with suppress(sqlite3.Error, UnicodeError):
            cursor = source.execute(f"SELECT * FROM {table} NOT INDEXED ORDER BY rowid {order}")
            names = [column[0] for column in cursor.description]
            for values in cursor:
                row = dict(zip(names, values, strict=True))
                rows[values] = {name: row[name] for name in columns if name in row}
    return list(rows.values())


def _one_after_the_other(last: Sequence[_Row], before: Sequence[_Row]) -> list[_Row]:
    return [*last, *before]


def _positions(last: Sequence[_Row], before: Sequence[_Row]) -> list[_Row]:
    """Return the place of each guide that was listened to last, first."""
    sound = [row for row in (*last, *before) if _is_of_its_guide(row)]
    return sorted(sound, key=lambda row: _moment(row.get("updated_at")), reverse=True)


def _is_of_its_guide(row: _Row) -> bool:
    locator = locator_in(row.get("locator"))
    return locator is not None and storable(locator.guide_id) == row.get("guide_id")


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
    locator = locator_in(row.get("locator"))
    if locator is None:
        return None
    return {**row, "guide_id": storable(locator.guide_id), **columns_of(locator)}


def _is_whole(row: _Row) -> bool:
    """Return whether what a bookmark says twice, in columns and in its locator, agrees."""
    locator = locator_in(row.get("locator"))
    if locator is None or not _is_of_its_guide(row):
        return False
    said = columns_of(locator)
    return all(
        said[name] == row.get(name) for name in ("block_hash", "block_index", "sentence_index")
    )


_BEST_FIRST = {"positions": _positions, "bookmarks": _bookmarks}
"""Which rows of a table are to win, where it matters: those of the file that was used last do."""
