from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allvoice.paths import Folders
from allvoice.shelf.locator import Locator, locate
from allvoice.shelf.store import database
from allvoice.shelf.store.bookmarks import Bookmark
from allvoice.shelf.store.database import Unavailable, reason
from allvoice.shelf.store.migrations import MIGRATIONS
from allvoice.shelf.store.shelf import Shelf
from tests.examples import ANY_TEXT, examples, own_folder
from tests.shelf.guides import every_position, folders_in, make_guide

GUIDE = make_guide(("one", ["First words. Second words.", "Third words."]), ("two", ["Fourth."]))
PLACES = [locate(GUIDE, position) for position in every_position(GUIDE)]


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return folders_in(tmp_path)


def names_in(folders: Folders, pattern: str) -> list[str]:
    return sorted(path.name for path in folders.data.glob(pattern))


def synchronous(shelf: Shelf) -> int:
    """Return how SQLite waited for the disk last: 1 NORMAL, 2 FULL."""
    (row,) = shelf._connection.read("PRAGMA synchronous")
    return int(row["synchronous"])


class Clock:
    """Goes on a second whenever it is looked at."""

    def __init__(self) -> None:
        self._now = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


def add_colour_column(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE bookmarks ADD COLUMN colour TEXT NOT NULL DEFAULT ''")


def fail_midway(connection: sqlite3.Connection) -> None:
    add_colour_column(connection)
    connection.execute("INSERT INTO nowhere VALUES (1)")


def test_the_place_of_each_guide_and_its_pace_outlive_the_program(folders: Folders) -> None:
    other = replace(PLACES[1], guide_id="other")
    with Shelf.open(folders) as shelf:
        assert shelf.positions.of("all") is None
        assert shelf.positions.rate_wpm("all") is None
        shelf.positions.save(PLACES[0])
        shelf.positions.save_rate(PLACES[1], 180)
        assert shelf.positions.of("all") == PLACES[0]
        shelf.positions.save(PLACES[2])
        shelf.positions.save(other)
        assert shelf.notices == ()
    with Shelf.open(folders) as shelf:
        assert shelf.positions.of("all") == PLACES[2]
        assert shelf.positions.rate_wpm("all") == 180
        assert shelf.positions.of("other") == other
        assert shelf.positions.rate_wpm("other") is None


def test_when_a_place_was_reached_is_known_the_next_time(folders: Folders) -> None:
    with Shelf.open(folders, clock=Clock()) as shelf:
        assert shelf.positions.reached_at("all") is None
        shelf.positions.save(PLACES[0])
        reached_at = shelf.positions.reached_at("all")
    with Shelf.open(folders, clock=Clock()) as shelf:
        # What is chosen later is no listening.
        shelf.positions.save_rate(PLACES[1], 180)
        assert shelf.positions.reached_at("all") == reached_at
    assert reached_at is not None
    assert reached_at.utcoffset() is not None


@pytest.mark.parametrize(
    "kept", ["", "yesterday", "2026-01-02T03:04:05", "2026-99-02T03:04:05+00:00"]
)
def test_a_time_that_cannot_be_read_is_no_time(folders: Folders, kept: str) -> None:
    with Shelf.open(folders) as shelf:
        shelf.positions.save(PLACES[0])
    connection = sqlite3.connect(folders.database)
    with connection:
        connection.execute("UPDATE positions SET updated_at = ?", [kept])
    connection.close()
    with Shelf.open(folders) as shelf:
        assert shelf.positions.reached_at("all") is None
        assert shelf.positions.of("all") == PLACES[0]


def test_bookmarks_come_in_reading_order_whenever_they_were_set(folders: Folders) -> None:
    # Within one second nothing would tell reading order from the order of time.
    with Shelf.open(folders, clock=Clock()) as shelf:
        for index in (2, 0, 3, 1):
            shelf.bookmarks.add(PLACES[index], f"label {index}", "A guide")
        shelf.bookmarks.add(replace(PLACES[0], guide_id="other"), "elsewhere")
        assert [each.locator for each in shelf.bookmarks.of("all")] == PLACES
        assert len(shelf.bookmarks.of()) == 5
        first = shelf.bookmarks.of("all")[0]
        assert (first.label, first.guide_title, first.guide_id) == ("label 0", "A guide", "all")
        assert first.created_at == "2026-01-02T03:04:07+00:00"
        assert shelf.bookmarks.of("unheard of") == []


def test_marking_a_sentence_twice_gives_the_bookmark_it_has(folders: Folders) -> None:
    with Shelf.open(folders) as shelf:
        first = shelf.bookmarks.add(PLACES[0], "mine")
        assert shelf.bookmarks.add(PLACES[0], "again") == first
        assert shelf.bookmarks.of() == [first]


def test_a_removed_bookmark_can_be_put_back_as_it_was(folders: Folders) -> None:
    with Shelf.open(folders) as shelf:
        bookmark = shelf.bookmarks.add(PLACES[0], "mine", "A guide")
        shelf.bookmarks.remove(bookmark)
        shelf.bookmarks.remove(bookmark)
        assert shelf.bookmarks.of() == []
        assert shelf.bookmarks.restore(bookmark) == bookmark
        assert shelf.bookmarks.restore(bookmark) == bookmark
    with Shelf.open(folders) as shelf:
        assert shelf.bookmarks.of() == [bookmark]


def test_a_bookmark_follows_its_sentence_into_an_edited_guide(folders: Folders) -> None:
    with Shelf.open(folders) as shelf:
        bookmark = shelf.bookmarks.add(PLACES[0], "mine")
        other = shelf.bookmarks.add(PLACES[1], "other")
        shelf.bookmarks.move([(bookmark.id, PLACES[3])])
        shelf.bookmarks.move([(other.id, PLACES[3])])
        assert shelf.bookmarks.of() == [other, replace(bookmark, locator=PLACES[3])]
        assert shelf.bookmarks.add(PLACES[3], "again").id == bookmark.id


def test_what_the_program_remembers_outlives_it(folders: Folders) -> None:
    with Shelf.open(folders) as shelf:
        assert shelf.remembered.of("volume") is None
        shelf.remembered.keep("volume", "70")
        shelf.remembered.keep("volume", "80")
    with Shelf.open(folders) as shelf:
        assert shelf.remembered.of("volume") == "80"


@settings(max_examples=examples(40))
@given(ANY_TEXT, ANY_TEXT, st.sampled_from(PLACES))
def test_any_text_comes_back_as_it_was(guide_id: str, label: str, place: Locator) -> None:
    locator = replace(place, guide_id=guide_id)
    with own_folder() as folder:
        folders = folders_in(folder)
        with Shelf.open(folders) as shelf:
            shelf.positions.save(locator)
            bookmark = shelf.bookmarks.add(locator, label, guide_id)
            shelf.remembered.keep(guide_id, label)
        with Shelf.open(folders) as shelf:
            assert shelf.notices == ()
            assert shelf.positions.of(guide_id) == locator
            assert shelf.bookmarks.of(guide_id) == [bookmark]
            assert (bookmark.label, bookmark.guide_title) == (label, guide_id)
            assert shelf.remembered.of(guide_id) == label


def test_a_file_name_that_is_not_unicode_is_a_guide_like_any_other(folders: Folders) -> None:
    odd = replace(PLACES[0], guide_id="guide-\udcff", section_id="\udcff/one")
    with Shelf.open(folders) as shelf:
        shelf.positions.save(odd)
        bookmark = shelf.bookmarks.add(odd, "label \udcff")
        assert shelf.positions.of(odd.guide_id) == odd
        assert [each.id for each in shelf.bookmarks.of(odd.guide_id)] == [bookmark.id]


def test_two_programs_share_one_shelf(folders: Folders) -> None:
    with Shelf.open(folders) as one, Shelf.open(folders) as two:
        bookmark = one.bookmarks.add(PLACES[0], "one")
        assert two.bookmarks.add(PLACES[0], "two") == bookmark
        two.positions.save(PLACES[1])
        assert one.positions.of("all") == PLACES[1]
        two.bookmarks.remove(bookmark)
        assert one.bookmarks.of() == []
        assert one.notices == two.notices == ()


def test_the_file_is_written_ahead_and_bookmarks_wait_for_the_disk(folders: Folders) -> None:
    with Shelf.open(folders) as shelf:
        shelf.positions.save(PLACES[0])
        with closing(sqlite3.connect(folders.database)) as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
            assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert synchronous(shelf) == 1
        shelf.bookmarks.add(PLACES[0], "mine")
        assert synchronous(shelf) == 2


def test_an_older_shelf_is_brought_up_to_date_after_a_copy_was_kept(folders: Folders) -> None:
    with Shelf.open(folders) as shelf:
        bookmark = shelf.bookmarks.add(PLACES[0], "mine")
    version = len(MIGRATIONS)
    kept = folders.data / f"shelf-before-v{version + 1}.sqlite3"
    kept.write_text("left over from another time")
    migrations = (*MIGRATIONS, add_colour_column)
    with Shelf.open(folders, migrations=migrations) as shelf:
        assert shelf.notices == ()
        assert shelf.bookmarks.of() == [bookmark]
    with closing(sqlite3.connect(folders.database)) as new:
        assert new.execute("PRAGMA user_version").fetchone() == (version + 1,)
        assert new.execute("SELECT colour FROM bookmarks").fetchall() == [("",)]
    with closing(sqlite3.connect(kept)) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (version,)
        assert copy.execute("SELECT id FROM bookmarks").fetchall() == [(bookmark.id,)]


def test_a_step_that_fails_leaves_the_older_shelf_whole(folders: Folders) -> None:
    with Shelf.open(folders) as shelf:
        bookmark = shelf.bookmarks.add(PLACES[0], "mine")
    with pytest.raises(sqlite3.OperationalError):
        Shelf.open(folders, migrations=(*MIGRATIONS, fail_midway))
    with Shelf.open(folders) as shelf:
        assert shelf.notices == ()
        assert shelf.bookmarks.of() == [bookmark]


def test_a_shelf_of_a_newer_version_is_set_aside_whole_and_its_marks_are_taken_over(
    folders: Folders,
) -> None:
    with Shelf.open(folders, migrations=(*MIGRATIONS, add_colour_column)) as shelf:
        bookmark = shelf.bookmarks.add(PLACES[0], "mine")
    with Shelf.open(folders) as shelf:
        assert shelf.bookmarks.of() == [bookmark]
        shelf.positions.save(PLACES[0])
        assert len(shelf.notices) == 1
        assert "newer version" in shelf.notices[0]
        (aside,) = names_in(folders, "shelf-newer-*.sqlite3")
        assert re.fullmatch(r"shelf-newer-\d{8}-\d{6}\.sqlite3", aside)
        assert str(folders.data / aside) in shelf.notices[0]
    with closing(sqlite3.connect(folders.data / aside)) as kept:
        assert kept.execute("SELECT id FROM bookmarks").fetchall() == [(bookmark.id,)]
    with Shelf.open(folders) as shelf:
        assert shelf.notices == ()
        assert shelf.positions.of("all") == PLACES[0]


def test_what_an_earlier_version_left_is_brought_back_into_a_layout_with_more_columns(
    folders: Folders,
) -> None:
    with Shelf.open(folders) as shelf:
        bookmark = shelf.bookmarks.add(PLACES[0], "mine")
        shelf.positions.save(PLACES[1])
    # Only the spare copy is left, which has no notes.
    folders.database.unlink()
    with Shelf.open(folders, migrations=(*MIGRATIONS, add_colour_column)) as shelf:
        assert shelf.bookmarks.of() == [bookmark]
        assert shelf.positions.of("all") == PLACES[1]
        assert "brought back" in shelf.notices[0]


def test_a_bookmark_that_cannot_be_read_any_more_comes_back_from_the_spare_copy(
    folders: Folders,
) -> None:
    with Shelf.open(folders) as shelf:
        edited = shelf.bookmarks.add(PLACES[0], "edited by hand")
        kept = shelf.bookmarks.add(PLACES[1], "mine")
    with closing(sqlite3.connect(folders.database)) as connection, connection:
        connection.execute("UPDATE bookmarks SET locator = '{' WHERE id = ?", (edited.id,))
    with Shelf.open(folders) as shelf:
        assert shelf.bookmarks.of() == [edited, kept]


def test_while_nothing_reaches_the_disk_each_mark_is_told_not_to_last(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    folders.data.write_text("in the way")
    with Shelf.open(folders) as shelf:
        shelf.bookmarks.add(PLACES[0], "one")
        assert shelf.caveat == "It lasts only until you quit."
        folders.data.unlink()
        shelf.bookmarks.add(PLACES[1], "two")
        assert shelf.caveat == ""
        assert shelf.notices[-1] == "Your place, marks and notes are kept again."
    with Shelf.open(folders) as shelf:
        assert len(shelf.bookmarks.of()) == 2


def test_an_empty_file_that_a_full_disk_left_behind_is_not_told_as_a_loss(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        folders.database.parent.mkdir(parents=True, exist_ok=True)
        folders.database.touch()
        raise Unavailable("the disk is full; free some space.")

    with monkeypatch.context() as context:
        context.setattr(database, "open_database", full)
        shelf = Shelf.open(folders)
    with shelf:
        assert shelf.why_not_kept == "the disk is full; free some space."
        shelf.bookmarks.add(PLACES[0], "one")
        assert shelf.notices[1:] == ("Your place, marks and notes are kept again.",)
        assert shelf.why_not_kept == ""
    assert names_in(folders, "*damaged*") == []
    with Shelf.open(folders) as shelf:
        assert len(shelf.bookmarks.of()) == 1


@pytest.mark.parametrize(("free", "told"), [(0, "is full"), (10**9, "does not work as it should")])
def test_a_full_disk_is_told_as_full_whatever_the_database_says_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, told: str
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage._replace(free=free))
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
    assert told in reason(error, tmp_path / "shelf.sqlite3")


def test_what_was_heard_while_the_disk_was_full_does_not_take_a_later_place_away(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Shelf.open(folders) as blocked:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        blocked._connection.recover(error)
        with monkeypatch.context() as full:
            full.setattr(blocked._connection, "return_to_disk", lambda: None)
            blocked.positions.save(PLACES[0])
            blocked.positions.save(replace(PLACES[0], guide_id="other"))
        with Shelf.open(folders) as other:
            other.positions.save(PLACES[2])
    with Shelf.open(folders) as shelf:
        assert shelf.positions.of("all") == PLACES[2]
        assert shelf.positions.of("other") == replace(PLACES[0], guide_id="other")


def test_a_bookmark_is_a_value() -> None:
    one = Bookmark("1", "all", "A guide", "label", "2026-01-01T00:00:00+00:00", PLACES[0])
    assert one == replace(one)
    assert one != replace(one, label="other")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.parametrize(("make", "told"), [(os.mkfifo, "a pipe"), (Path.mkdir, "a folder")])
def test_what_is_no_file_holds_nothing_up_and_is_named(
    folders: Folders, make: Callable[[Path], None], told: str
) -> None:
    folders.data.mkdir(parents=True, exist_ok=True)
    make(folders.database)
    with Shelf.open(folders) as shelf:
        assert not shelf.is_kept
        (notice,) = shelf.notices
    assert told in notice
    assert "move it away" in notice
