"""Whatever happens to the file, what was marked before the last visit is kept."""

from __future__ import annotations

import random
import shutil
import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allvoice.paths import Folders
from allvoice.shelf.locator import locate
from allvoice.shelf.store import connection as connection_module
from allvoice.shelf.store.bookmarks import Bookmark
from allvoice.shelf.store.database import spare_of
from allvoice.shelf.store.migrations import MIGRATIONS, Migration
from allvoice.shelf.store.shelf import Shelf
from allvoice.shelf.store.spare import keep_spare
from tests.examples import examples, own_folder
from tests.shelf.guides import every_position, folders_in, make_guide

GUIDE = make_guide(
    ("one", ["First words. Second words.", "Third words."]), ("two", ["Fourth.", "Fifth. Sixth."])
)
PLACES = [locate(GUIDE, position) for position in every_position(GUIDE)]
BEFORE, LAST = PLACES[:5], PLACES[5]
PAGE_BYTES = 4096


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return folders_in(tmp_path)


def visited(folder: Path, *, crashed: bool) -> Folders:
    """Return the folders after two visits: five marks in the first, one in the last.

    Args:
        folder: where.
        crashed: the program was killed in the last one, so that its work is still in the log.
    """
    folders = folders_in(folder / "visited")
    with Shelf.open(folders) as shelf:
        for number, place in enumerate(BEFORE):
            shelf.bookmarks.add(place, f"mark {number}", "A guide")
        shelf.positions.save(PLACES[1])
        shelf.positions.save_rate(PLACES[1], 180)
        shelf.remembered.keep("volume", "70")
    with Shelf.open(folders) as shelf:
        shelf.bookmarks.add(LAST, "the last mark", "A guide")
        shelf.positions.save(PLACES[3])
        if crashed:
            making = shelf._connection._making_spare
            assert making is not None
            making.join()
            left = folders_in(folder / "left")
            shutil.copytree(folders.data, left.data)
            return left
    return folders


def truncated(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, len(data))]


def all_random(data: bytes, chance: random.Random) -> bytes:
    return chance.randbytes(len(data))


def flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice([1, 3, 50, 400])):
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def zero_page(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(max(len(data) // PAGE_BYTES, 1)) * PAGE_BYTES
    return data[:at] + bytes(PAGE_BYTES) + data[at + PAGE_BYTES :]


def emptied(data: bytes, chance: random.Random) -> bytes:
    return b""


DAMAGES = (truncated, all_random, flipped, zero_page, emptied)
Damage = Callable[[bytes, random.Random], bytes]


@settings(max_examples=examples(60))
@given(
    damage=st.sampled_from(DAMAGES),
    seed=st.integers(0, 2**32),
    crashed=st.booleans(),
    log_too=st.booleans(),
)
def test_all_that_was_marked_before_the_last_visit_survives_any_damage(
    damage: Damage, seed: int, crashed: bool, log_too: bool
) -> None:
    chance = random.Random(seed)
    with own_folder() as folder:
        folders = visited(folder, crashed=crashed)
        files = [folders.database]
        if crashed and log_too:
            files.append(folders.database.with_name("shelf.sqlite3-wal"))
        for file in files:
            file.write_bytes(damage(file.read_bytes(), chance))
        with Shelf.open(folders) as shelf:
            kept = [each.locator for each in shelf.bookmarks.of("all")]
            assert [place for place in BEFORE if place not in kept] == [] or damage is flipped
            # A letter that was changed is no mark lost.
            assert len(kept) in (len(BEFORE), len(BEFORE) + 1)
            assert len(shelf.bookmarks.of()) == len(kept)
            assert shelf.positions.of("all") is not None
            shelf.bookmarks.add(replace(LAST, guide_id="other"), "goes on")
        with Shelf.open(folders) as shelf:
            assert shelf.notices == ()
            assert [each.locator for each in shelf.bookmarks.of("all")] == kept


@pytest.mark.parametrize(
    ("damage", "crashed"),
    # What is written over by the log of a killed program was no damage.
    [*((damage, False) for damage in DAMAGES), (truncated, True), (all_random, True)],
)
def test_a_damage_is_told_and_the_damaged_file_is_never_deleted(
    tmp_path: Path, damage: Damage, crashed: bool
) -> None:
    folders = visited(tmp_path, crashed=crashed)
    data = damage(folders.database.read_bytes(), random.Random(7))
    folders.database.write_bytes(data)
    with Shelf.open(folders) as shelf:
        (notice,) = shelf.notices
    assert notice.startswith("The file of your place, marks and notes was ")
    assert notice.endswith("and what was marked before your last visit is kept.")
    (aside,) = folders.data.glob("shelf-damaged-*.sqlite3")
    assert (str(aside) in notice) == bool(data)
    # The log of a killed program can still be applied to it when it is looked at.
    assert aside.exists()


def test_of_two_places_in_a_guide_the_later_one_is_brought_back(tmp_path: Path) -> None:
    folders = visited(tmp_path, crashed=False)
    with closing(sqlite3.connect(folders.database)) as connection, connection:
        connection.execute("UPDATE bookmarks SET locator = '{' WHERE label = 'the last mark'")
    with Shelf.open(folders) as shelf:
        assert shelf.positions.of("all") == PLACES[3]
        assert shelf.positions.rate_wpm("all") == 180
        assert shelf.remembered.of("volume") == "70"


def test_a_shelf_whose_file_is_gone_comes_back_from_its_copy_and_that_is_told(
    folders: Folders,
) -> None:
    with Shelf.open(folders) as shelf:
        bookmark = shelf.bookmarks.add(PLACES[0], "mine")
    folders.database.unlink()
    with Shelf.open(folders) as shelf:
        assert shelf.bookmarks.of() == [bookmark]
        (notice,) = shelf.notices
    assert "was gone; they were brought back" in notice


def test_a_damaged_shelf_never_takes_the_place_of_its_sound_copy(folders: Folders) -> None:
    with Shelf.open(folders) as shelf:
        shelf.bookmarks.add(PLACES[0], "mine")
    sound = spare_of(folders.database).read_bytes()
    folders.database.write_bytes(bytes(50_000))
    assert not keep_spare(folders.database, MIGRATIONS)
    assert spare_of(folders.database).read_bytes() == sound
    assert sorted(each.name for each in folders.data.iterdir()) == [
        "shelf-before.sqlite3",
        "shelf.sqlite3",
    ]


def test_the_copy_is_for_the_owner_alone_and_one_file(folders: Folders) -> None:
    with Shelf.open(folders) as shelf:
        shelf.bookmarks.add(PLACES[0], "mine")
    (copy,) = folders.data.glob("shelf-before*")
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("SELECT label FROM bookmarks").fetchall() == [("mine",)]


def test_a_copy_that_is_damaged_itself_takes_nothing_away(folders: Folders) -> None:
    with Shelf.open(folders) as shelf:
        bookmark: Bookmark = shelf.bookmarks.add(PLACES[0], "mine")
    spare_of(folders.database).write_bytes(b"no database" * 500)
    with Shelf.open(folders) as shelf:
        assert shelf.notices == ()
        assert shelf.bookmarks.of() == [bookmark]
    assert b"SQLite" in spare_of(folders.database).read_bytes()[:16]


def test_a_copy_that_is_begun_late_finds_the_file_still_open(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Shelf.open(folders) as shelf:
        bookmark = shelf.bookmarks.add(PLACES[0], "mine")
    spare_of(folders.database).unlink()
    found: list[Bookmark] = []

    class LateThread(threading.Thread):
        """A thread that the computer gives no processor before it is waited for."""

        def start(self) -> None:
            pass

        def join(self, timeout: float | None = None) -> None:
            # Whoever closes the last connection locks the file, and a copy would be refused.
            found.extend(shelf.bookmarks.of())
            super().start()
            super().join(timeout)

    monkeypatch.setattr(threading, "Thread", LateThread)
    with Shelf.open(folders) as shelf:
        pass
    assert found == [bookmark]
    assert b"SQLite" in spare_of(folders.database).read_bytes()[:16]


def test_a_copy_that_was_refused_at_the_start_is_made_at_the_end(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Shelf.open(folders) as shelf:
        shelf.bookmarks.add(PLACES[0], "mine")
    spare_of(folders.database).unlink()
    refused: list[Path] = []

    def refused_once(path: Path, migrations: Sequence[Migration]) -> bool:
        if refused:
            return keep_spare(path, migrations)
        refused.append(path)
        return False

    monkeypatch.setattr(connection_module, "keep_spare", refused_once)
    with Shelf.open(folders):
        pass
    assert b"SQLite" in spare_of(folders.database).read_bytes()[:16]
