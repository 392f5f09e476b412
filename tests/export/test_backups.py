"""What was written down is copied to a folder of the listener's, and nothing else is touched."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from allvoice.export.shelf_copy.backups import (
    MOST_DAYS_KEPT,
    MOST_KEPT,
    back_up,
    backups_in,
    why_not,
)
from allvoice.export.shelf_copy.json_copy import from_json
from allvoice.shelf.store.entries import EntryKind
from allvoice.shelf.store.kept import Kept
from allvoice.shelf.store.shelf import Shelf
from tests.shelf.test_store import PLACES

NOW = datetime(2026, 11, 30, 22, 15, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data" / "shelf.sqlite3"


def write_down(database: Path, text: str) -> None:
    with Shelf(database) as shelf:
        shelf.entries.add(EntryKind.NOTE, text)


def test_a_copy_is_made_when_something_was_written_down_and_only_then(
    folder: Path, database: Path
) -> None:
    assert back_up(folder, database, NOW) is None
    with Shelf(database) as shelf:
        shelf.positions.save(PLACES[0])
    assert back_up(folder, database, NOW) is None
    write_down(database, "one")
    first = back_up(folder, database, NOW)
    assert first is not None
    assert first.name == f"allvoice-{NOW.astimezone():%Y-%m-%d-%H%M%S}.json"
    assert os.name != "posix" or first.stat().st_mode & 0o777 == 0o600
    with Shelf(database) as shelf:
        shelf.positions.save(PLACES[1])
        assert from_json(first.read_bytes()).own == shelf.kept().own
    assert back_up(folder, database, NOW + timedelta(days=1)) is None
    write_down(database, "two")
    assert back_up(folder, database, NOW + timedelta(days=1)) is not None
    assert len(os.listdir(folder)) == 2


def test_the_last_ten_are_kept_and_no_other_file_is_touched(folder: Path, database: Path) -> None:
    others = [
        "allvoice-2020-01-01-000000.json.bak", "allvoice-2020-01-01.json", "notes.json",
        "my-allvoice-2020-01-01-000000.json", "allvoice-2020-01-01-000000.json.12345678.new",
    ]  # fmt: skip
    for name in others:
        (folder / name).touch()
    (folder / "away.json").write_text("mine", encoding="utf-8")
    (folder / "allvoice-2020-01-01-000000.json").symlink_to(folder / "away.json")
    made = []
    for count in range(MOST_KEPT + 3):
        write_down(database, str(count))
        made.append(back_up(folder, database, NOW + timedelta(minutes=count)))
    assert backups_in(folder) == made[-MOST_KEPT:]
    assert {*others, "away.json", "allvoice-2020-01-01-000000.json"} <= set(os.listdir(folder))


def test_one_evening_does_not_push_out_the_days_before(folder: Path, database: Path) -> None:
    last_of_day = []
    for day in range(9):
        for minute in range(2):
            write_down(database, f"{day} {minute}")
            made = back_up(folder, database, NOW + timedelta(days=day, minutes=minute))
        last_of_day.append(made)
    evening = []
    for minute in range(20):
        write_down(database, f"evening {minute}")
        evening.append(back_up(folder, database, NOW + timedelta(days=9, minutes=minute)))
    assert backups_in(folder) == [*last_of_day[-MOST_DAYS_KEPT:], *evening[-3:]]
    assert len(backups_in(folder)) == MOST_KEPT


def test_what_a_program_left_that_was_ended_in_the_middle_goes(
    folder: Path, database: Path
) -> None:
    left = folder / "allvoice-2020-01-01-000000.json.12345678.new"
    left.touch()
    os.utime(left, (0, 0))
    write_down(database, "one")
    back_up(folder, database, NOW)
    assert not left.exists()


def test_a_clock_that_was_set_back_loses_no_copy_just_made(folder: Path, database: Path) -> None:
    for count in range(MOST_KEPT + 1):
        write_down(database, str(count))
        back_up(folder, database, NOW + timedelta(minutes=count))
    write_down(database, "back")
    made = back_up(folder, database, NOW - timedelta(days=900))
    assert made in backups_in(folder)
    assert len(backups_in(folder)) == MOST_KEPT


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff"])
def test_a_damaged_copy_is_no_reason_to_make_none(
    folder: Path, database: Path, content: bytes
) -> None:
    (folder / "allvoice-2026-01-01-000000.json").write_bytes(content)
    write_down(database, "one")
    assert back_up(folder, database, NOW) is not None


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path, database: Path) -> None:
    write_down(database, "one")
    with pytest.raises(FileNotFoundError) as raised:
        back_up(tmp_path / "missing", database, NOW)
    assert why_not(raised.value) == "it is not there"
    assert not (tmp_path / "missing").exists()


def test_a_disk_that_fills_in_the_middle_keeps_the_last_copies(
    folder: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_down(database, "one")
    first = back_up(folder, database, NOW)
    write_down(database, "two")

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space") as raised:
        back_up(folder, database, NOW + timedelta(days=1))
    assert why_not(raised.value) == "its disk is full"
    assert [folder / name for name in os.listdir(folder)] == [first]


def test_a_shelf_that_lost_everything_makes_no_empty_copy(folder: Path, database: Path) -> None:
    write_down(database, "one")
    first = back_up(folder, database, NOW)
    with Shelf(database) as shelf:
        shelf.entries.remove(shelf.entries.of()[0])
        assert shelf.kept() == Kept()
    assert back_up(folder, database, NOW + timedelta(days=1)) is None
    assert backups_in(folder) == [first]
