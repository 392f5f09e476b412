"""One command shows all that is kept and, once it is agreed to, forgets it; nothing else goes."""

from __future__ import annotations

import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest

from allvoice.paths import Folders, user_folders
from allvoice.shelf.open_guides import OpenGuide
from allvoice.shelf.store.entries import EntryKind
from allvoice.shelf.store.shelf import Shelf
from tests.cli.conftest import Command
from tests.shelf.test_store import PLACES

LEFT_LOCK = "open/0123456789abcdef-0123456789ab.lock"
CLIP = f"{'a' * 64}.clip"
OURS = (
    "shelf-before-v1.sqlite3", "shelf-damaged-20260101-120000.sqlite3",
    "shelf-damaged-20260101-120000.sqlite3-wal", "shelf-newer-20260101-120000-2.sqlite3",
    "shelf-before.sqlite3.12-345.new", f"cache/clips/{CLIP}", "cache/clips/tmp12345678.part",
    "log/voice.log", "log/errors.log", LEFT_LOCK,
)  # fmt: skip
NOT_OURS = (
    "shelf.sqlite3.mine", "shelf-holiday.sqlite3", "shelf-before.sqlite3.zip", "notes.md",
    "shelf-damaged-mine.sqlite3", "cache/clips/song.clip", "log/voice.log.txt", "open/door.lock",
    "lexicon.toml.mine", "themes/sea.toml",
)  # fmt: skip


@pytest.fixture
def folders() -> Folders:
    """Everything that may be kept, beside what is somebody else's."""
    folders = user_folders()
    with Shelf.open(folders) as shelf:
        shelf.bookmarks.add(PLACES[0], "label", "A guide", note="mine")
        shelf.bookmarks.add(PLACES[1], "label", "A guide")
        shelf.positions.save(PLACES[0])
        shelf.entries.add(EntryKind.TEMPERATURE, "38.2")
        shelf.cards.add("Transplant")
    for name in (*OURS, *NOT_OURS):
        path = folders.data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words", encoding="utf-8")
    folders.lexicon_file.write_text('[[term]]\nterm = "zelmab"\nsays = "zell"\n', encoding="utf-8")
    folders.settings_file.write_text('[care]\nphone = "12345"\n', encoding="utf-8")
    return folders


def plain(told: str) -> str:
    """Return what was told, in one line."""
    return " ".join(told.split())


def left(folders: Folders) -> set[str]:
    return {
        str(path.relative_to(folders.data)) for path in folders.data.rglob("*") if not path.is_dir()
    }


def type_in(monkeypatch: pytest.MonkeyPatch, lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))


def test_all_of_it_is_shown_before_anything_goes(
    allvoice: Command, folders: Folders, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = left(folders)
    for lines, code in (("no\n", 0), ("\n", 0), ("y\n", 0), ("", 2)):
        type_in(monkeypatch, lines)
        shown = allvoice("forget")
        assert shown.code == code
        assert "Nothing was forgotten." in shown.err
        # What a program left that has ended is no window that is open.
        assert left(folders) | {LEFT_LOCK} == before
    # Some versions of click write of a question that nobody answers to this stream too.
    lines_of_data = [line for line in shown.out.splitlines() if "\t" in line]
    rows = dict(line.split("\t")[:2] for line in lines_of_data)
    assert rows == {
        "documents": "0", "places": "1", "bookmarks": "2", "bookmarks with notes": "1",
        "notebook: temperature": "1", "cards": "1", "sections heard": "0",
        "days of listening": "0", "spare copies and files set aside": "6",
        "rendered speech": "2 files", "logs": "2",
    }  # fmt: skip


def test_a_typed_yes_forgets_all_but_the_settings_and_what_is_not_ours(
    allvoice: Command, folders: Folders, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    type_in(monkeypatch, "Yes\n")
    told = allvoice("forget")
    assert told.code == 0
    assert "All of it is forgotten." in plain(told.err)
    assert "The settings stay" in plain(told.err)
    assert "lexicon.toml" in plain(told.err)
    assert left(folders) == {*NOT_OURS, "settings.toml", "lexicon.toml"}
    assert "Nothing is kept." in allvoice("forget", "--yes").err


def test_what_a_crash_left_of_the_lexicon_goes_too(allvoice: Command, folders: Folders) -> None:
    (folders.config / "lexicon.tomlab12cd34.new").write_text("half", encoding="utf-8")
    assert allvoice("forget", "--yes", "--settings").code == 0
    assert left(folders) == set(NOT_OURS)


def test_the_settings_go_where_that_is_asked_for(allvoice: Command, folders: Folders) -> None:
    assert allvoice("forget", "--yes", "--settings").code == 0
    assert left(folders) == set(NOT_OURS)


def test_the_backups_are_asked_for_by_themselves(
    allvoice: Command, folders: Folders, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "mine.json").touch()
    backups = f"[backups]\nfolder = {json.dumps(str(stick))}\n"
    folders.settings_file.write_text(backups, encoding="utf-8")
    assert allvoice("backup").code == 0
    assert len([*stick.iterdir()]) == 2
    told = allvoice("forget", "--yes")
    assert f"backups\t1\t{stick}" in told.out
    assert f"The 1 backup in {stick} stay" in plain(told.err)
    assert len([*stick.iterdir()]) == 2
    with Shelf.open(folders) as shelf:
        shelf.cards.add("Transplant")
    type_in(monkeypatch, "yes\ny\n")
    assert allvoice("forget").code == 0
    assert [each.name for each in stick.iterdir()] == ["mine.json"]


def test_backups_that_nobody_knows_of_are_not_said_to_be_forgotten(
    allvoice: Command, folders: Folders
) -> None:
    folders.settings_file.write_text("[backups", encoding="utf-8")
    before = left(folders)
    refused = allvoice("forget", "--yes", "--backups")
    assert (refused.code, refused.out) == (2, "")
    assert "Nothing was forgotten. No backup folder is known. settings.toml" in plain(refused.err)
    assert left(folders) == before


def test_nothing_is_forgotten_while_another_window_is_open(
    allvoice: Command, folders: Folders
) -> None:
    before = left(folders)
    with OpenGuide(folders.data, "guide"):
        refused = allvoice("forget", "--yes")
    assert refused.code == 2
    assert "open in another window" in plain(refused.err)
    assert left(folders) | {LEFT_LOCK} == before


def test_links_are_not_followed_and_are_named(
    allvoice: Command, folders: Folders, tmp_path: Path
) -> None:
    away = tmp_path / "away"
    away.mkdir()
    (away / CLIP).touch()
    (away / "voice.log").touch()
    for path in folders.clips.iterdir():
        path.unlink()
    folders.clips.rmdir()
    folders.clips.symlink_to(away)
    folders.log_file.unlink()
    folders.log_file.symlink_to(away / "voice.log")
    told = plain(allvoice("forget", "--yes").err)
    assert f"{folders.clips} is a link: what it leads to stays." in told
    assert f"{folders.log_file} is a link" in told
    assert sorted(each.name for each in away.iterdir()) == sorted([CLIP, "voice.log"])


def test_nothing_kept_is_told_and_is_no_fault(allvoice: Command) -> None:
    told = allvoice("forget")
    assert (told.code, told.out) == (0, "")
    assert plain(told.err) == "Nothing is kept."


def test_what_was_heard_can_be_forgotten_alone(
    allvoice: Command, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = date(2026, 11, 30)
    for _ in range(2):
        with Shelf.open(folders) as shelf:
            shelf.listening.add("all", sections=["fever/at-night"], seconds={day: 60})
    shown = allvoice("forget").out
    assert "sections heard\t1" in shown
    assert "days of listening\t1" in shown
    for lines, code in (("no\n", 0), ("", 2)):
        type_in(monkeypatch, lines)
        told = allvoice("forget", "--listening")
        assert (told.code, "Nothing was forgotten." in plain(told.err)) == (code, True)
    assert allvoice("forget", "--listening", "--backups").code == 2
    with OpenGuide(folders.data, "all"):
        assert "open in another window" in plain(allvoice("forget", "--listening", "--yes").err)
    with Shelf.open(folders) as shelf:
        assert shelf.listening.heard("all") == {"fever/at-night"}
    type_in(monkeypatch, "yes\n")
    told = allvoice("forget", "--listening")
    assert (told.code, "is forgotten" in plain(told.err)) == (0, True)
    shelves = [each for each in folders.data.glob("shelf*") if each.is_file()]
    assert b"fever/at-night" not in b"".join(each.read_bytes() for each in shelves)
    with Shelf.open(folders) as shelf:
        assert len(shelf.bookmarks.of()) == 2
        assert shelf.listening.seconds_on(day) == 0


def test_where_nothing_was_heard_that_is_told_instead_of_forgotten(
    allvoice: Command, folders: Folders
) -> None:
    with Shelf.open(folders):
        pass
    for given in ((), ("--yes",)):
        told = allvoice("forget", "--listening", *given)
        assert (told.code, plain(told.err)) == (0, "Nothing is kept of what you heard.")
