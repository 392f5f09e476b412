"""What earlier versions kept in the database goes into the settings file, once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from allvoice.errors import SettingsError
from allvoice.paths import Folders
from allvoice.shelf.carried_over import carry_over
from allvoice.shelf.locator import locate
from allvoice.shelf.settings.choices import Choices
from allvoice.shelf.settings.read import load_chosen
from allvoice.shelf.store.shelf import Shelf
from tests.shelf.guides import every_position, folders_in, make_guide

GUIDE = make_guide(("one", ["First words. Second words."]))
PLACES = [locate(GUIDE, position) for position in every_position(GUIDE)]
VERSION_1 = """
CREATE TABLE positions (
    guide_id   TEXT PRIMARY KEY,
    locator    TEXT NOT NULL,
    rate_wpm   INTEGER,
    updated_at TEXT NOT NULL
);
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
);
CREATE TABLE preferences (key TEXT PRIMARY KEY, value TEXT NOT NULL);
PRAGMA user_version = 1;
"""
"""The layout as the first version made it, word for word."""
RATES_WPM = {"usual": 150, "of the file": 250, "by key": 220, "none": None}


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Folders as the first version left them."""
    folders = folders_in(tmp_path)
    folders.data.mkdir(parents=True)
    with closing(sqlite3.connect(folders.database)) as connection, connection:
        connection.executescript(VERSION_1)
        for guide_id, rate_wpm in RATES_WPM.items():
            place = replace(PLACES[0], guide_id=guide_id)
            row = (guide_id, place.to_json(), rate_wpm, "2026-01-02T03:04:05.000006+00:00")
            connection.execute("INSERT INTO positions VALUES (?, ?, ?, ?)", row)
        where = PLACES[1]
        connection.execute(
            "INSERT INTO bookmarks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                "1",
                where.guide_id,
                "A guide",
                "mine",
                "2026-01-02T03:04:05+00:00",
                where.to_json(),
                where.block_hash,
                where.block_index,
                where.sentence_index,
                where.progression,
            ),
        )
        for key, value in (
            ("volume", "80"),
            ("voice of espeak", "en-gb"),
            ("voice of natural", "a voice that is gone"),
            ("tour given", "yes"),
        ):
            connection.execute("INSERT INTO preferences VALUES (?, ?)", (key, value))
    return folders


@pytest.fixture
def shelf(folders: Folders) -> Iterator[Shelf]:
    with Shelf.open(folders) as shelf:
        yield shelf


def carried(shelf: Shelf, path: Path) -> Choices:
    choices, _ = Choices.open(path)
    carry_over(shelf.remembered, shelf.positions, choices)
    return choices


def test_a_shelf_of_the_first_version_is_read_whole(shelf: Shelf) -> None:
    assert shelf.notices == ()
    assert [each.label for each in shelf.bookmarks.of()] == ["mine"]
    assert shelf.bookmarks.of()[0].locator == PLACES[1]
    assert shelf.positions.of("by key") == replace(PLACES[0], guide_id="by key")
    assert shelf.remembered.of("tour given") == "yes"


def test_volume_and_voices_go_into_the_settings_file_once(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    choices = carried(shelf, path)
    assert choices.chosen.values == {"volume": 80, "voices": {"espeak": "en-gb"}}
    assert load_chosen(path) == (choices.chosen, [])
    path.write_text("# nothing any more\n")
    assert carried(shelf, path).chosen.values == {}
    assert path.read_text() == "# nothing any more\n"


def test_what_the_settings_file_chooses_wins_also_where_it_is_the_usual(
    shelf: Shelf, tmp_path: Path
) -> None:
    path = tmp_path / "settings.toml"
    text = 'volume = 100\n[voices]\nespeak = "en-us"\n'
    path.write_text(text)
    assert carried(shelf, path).settings.volume == 100
    assert path.read_text() == text


def test_a_pace_that_may_never_have_been_chosen_by_key_is_forgotten_once(
    shelf: Shelf, tmp_path: Path
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("rate_wpm = 250\n")

    def kept() -> dict[str, int | None]:
        return {name: shelf.positions.rate_wpm(name) for name in RATES_WPM}

    carried(shelf, path)
    assert kept() == {"usual": None, "of the file": None, "by key": 220, "none": None}
    shelf.positions.save_rate(replace(PLACES[0], guide_id="none"), 150)
    carried(shelf, path)
    assert kept() == {"usual": None, "of the file": None, "by key": 220, "none": 150}


def test_where_the_settings_file_cannot_be_written_it_is_tried_again_at_the_next_start(
    shelf: Shelf, tmp_path: Path
) -> None:
    def write(name: str, value: object) -> None:
        raise SettingsError("settings.toml cannot be written.")

    choices = Choices(write=write)
    carry_over(shelf.remembered, shelf.positions, choices)
    assert choices.settings.volume == 80
    assert carried(shelf, tmp_path / "settings.toml").chosen.of("volume") == 80


@pytest.mark.parametrize(("stored", "volume"), [("999", 150), ("0", 10), ("loud", 100), ("²", 100)])
def test_a_volume_that_cannot_be_is_brought_into_range_or_left(
    shelf: Shelf, tmp_path: Path, stored: str, volume: int
) -> None:
    shelf.remembered.keep("volume", stored)
    assert carried(shelf, tmp_path / "settings.toml").settings.volume == volume


def test_a_new_listener_gets_no_settings_file_for_that(tmp_path: Path) -> None:
    with Shelf.open(folders_in(tmp_path)) as shelf:
        carried(shelf, tmp_path / "settings.toml")
    assert not (tmp_path / "settings.toml").exists()
