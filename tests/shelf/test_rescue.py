"""Of what a damaged file and its spare copy hold, the best of each is brought back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from allvoice.shelf.locator import Locator, locate
from allvoice.shelf.store.database import spare_of
from allvoice.shelf.store.migrations import MIGRATIONS, migrate
from allvoice.shelf.store.rescue import rescue
from allvoice.shelf.store.rows import columns_of, locator_in
from allvoice.shelf.store.shelf import Shelf
from allvoice.shelf.store.spare import keep_spare
from tests.shelf.guides import every_position, folders_in, make_guide

GUIDE = make_guide(
    ("one", ["First words. Second words.", "Third words."]), ("two", ["Fourth.", "Fifth. Sixth."])
)
PLACES = [locate(GUIDE, position) for position in every_position(GUIDE)]
LONG_AGO, LATER, STILL_TO_COME = (
    "2026-01-01T08:00:00+00:00",
    "2026-02-01T08:00:00+00:00",
    "9026-01-01T08:00:00+00:00",
)


@pytest.fixture
def target() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        migrate(connection)
        yield connection


def file_of(path: Path, table: str, rows: Sequence[dict[str, Any]]) -> Path:
    """Return a database with some rows in one table."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection)
        for row in rows:
            names = ", ".join(f":{name}" for name in row)
            connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({names})", row)
    return path


def left_at(place: Locator, moment: str) -> dict[str, Any]:
    return {"guide_id": place.guide_id, "locator": place.to_json(), "updated_at": moment}


def mark(place: Locator, label: str, **other: Any) -> dict[str, Any]:
    return {
        "id": label,
        "guide_id": place.guide_id,
        "guide_title": "A guide",
        "label": label,
        "created_at": LONG_AGO,
        "locator": place.to_json(),
        **columns_of(place),
        "is_section": 0,
        "note": "",
        **other,
    }


def places_in(connection: sqlite3.Connection, table: str) -> list[Locator | None]:
    rows = connection.execute(f"SELECT locator FROM {table}")
    return [locator_in(row["locator"]) for row in rows]


@pytest.mark.parametrize(
    ("last", "before"),
    [(LATER, LONG_AGO), (LATER, STILL_TO_COME), (LATER, "no time at all")],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_of_two_places_the_one_that_was_reached_later_wins(
    tmp_path: Path, target: sqlite3.Connection, last: str, before: str, swapped: bool
) -> None:
    best = file_of(tmp_path / "best", "positions", [left_at(PLACES[1], last)])
    other = file_of(tmp_path / "other", "positions", [left_at(PLACES[3], before)])
    files = (other, best) if swapped else (best, other)
    assert rescue(target, *files).rows == 1
    assert places_in(target, "positions") == [PLACES[1]]


def test_what_stands_behind_a_broken_page_is_read_too(
    tmp_path: Path, target: sqlite3.Connection
) -> None:
    rows = [{"key": f"{number:04}", "value": "x" * 200} for number in range(400)]
    path = file_of(tmp_path / "shelf", "preferences", rows)
    data = bytearray(path.read_bytes())
    at = data.index(b"0200xxx") // 4096 * 4096
    data[at : at + 4096] = b"\xff" * 4096
    path.write_bytes(data)
    rescue(target, path, None)
    kept = [row["key"] for row in target.execute("SELECT key FROM preferences ORDER BY key")]
    assert 350 < len(kept) < 400
    assert (kept[0], kept[-1]) == ("0000", "0399")


def test_a_bookmark_whose_columns_are_damaged_is_made_whole(
    tmp_path: Path, target: sqlite3.Connection
) -> None:
    damaged = mark(PLACES[2], "mine", block_index=77, progression=0.9)
    file = file_of(tmp_path / "shelf", "bookmarks", [damaged, mark(PLACES[4], "sound")])
    rescue(target, file, None)
    rows = {row["label"]: dict(row) for row in target.execute("SELECT * FROM bookmarks")}
    assert rows == {"mine": mark(PLACES[2], "mine"), "sound": mark(PLACES[4], "sound")}


def test_a_bookmark_that_the_copy_has_whole_comes_from_there(
    tmp_path: Path, target: sqlite3.Connection
) -> None:
    damaged = mark(PLACES[2], "m?ne", id="mine", block_index=77)
    file = file_of(tmp_path / "shelf", "bookmarks", [damaged])
    copy = file_of(tmp_path / "copy", "bookmarks", [mark(PLACES[2], "mine")])
    assert rescue(target, file, copy).had_spare
    assert [dict(row) for row in target.execute("SELECT * FROM bookmarks")] == [
        mark(PLACES[2], "mine")
    ]


def test_a_shelf_that_is_damaged_where_a_copy_would_not_notice_is_not_copied(
    tmp_path: Path,
) -> None:
    folders = folders_in(tmp_path)
    with Shelf.open(folders) as shelf:
        shelf.bookmarks.add(PLACES[0], "mine")
    sound = spare_of(folders.database).read_bytes()
    with closing(sqlite3.connect(folders.database, isolation_level=None)) as connection:
        connection.execute("UPDATE bookmarks SET locator = '{'")
    assert not keep_spare(folders.database, MIGRATIONS)
    assert spare_of(folders.database).read_bytes() == sound
