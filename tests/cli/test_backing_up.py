"""The backup that is made by itself holds up nobody, and what is amiss is told once."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from allvoice import own_files
from allvoice.cli.backing_up import BackingUp
from allvoice.export.shelf_copy import backups
from allvoice.paths import user_folders
from allvoice.shelf.store.entries import EntryKind
from allvoice.shelf.store.shelf import Shelf
from tests.cli.conftest import Command


class Memory:
    """Remembers texts."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def of(self, key: str) -> str | None:
        return self.kept.get(key)

    def keep(self, key: str, value: str) -> None:
        self.kept[key] = value


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "shelf.sqlite3"
    with Shelf(path) as shelf:
        shelf.entries.add(EntryKind.NOTE, "words")
    return path


def ended(made: BackingUp, folder: Path | str) -> BackingUp:
    """Begin a backup and wait for its thread."""
    before = set(threading.enumerate())
    made.begin(str(folder))
    for thread in set(threading.enumerate()) - before:
        thread.join()
    return made


def test_what_the_last_run_left_is_copied_at_the_start(database: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert ended(BackingUp(database), stick).news(Memory()) == []
    assert len([*stick.iterdir()]) == 1


def test_without_a_folder_nothing_is_done(database: Path) -> None:
    made = ended(BackingUp(database), "")
    made.finish("")
    assert made.news(Memory()) == []


def test_a_folder_that_cannot_be_used_is_told_once_until_it_was_used_again(
    database: Path, tmp_path: Path
) -> None:
    stick, memory = tmp_path / "stick", Memory()
    (told,) = ended(BackingUp(database), stick).news(memory)
    assert told == (
        f"The backup folder {stick} cannot be used: it is not there. "
        "Mend that, or choose another folder among the options."
    )
    again = ended(BackingUp(database), stick)
    again.finish(str(stick))
    assert again.news(memory) == []
    stick.mkdir()
    assert ended(BackingUp(database), stick).news(memory) == []
    (stick / "away").mkdir()
    assert ended(BackingUp(database), tmp_path / "other").news(memory) != []


@pytest.mark.parametrize("name", ["~nobody-of-that-name/x", "a\0b", "x" * 5000])
def test_a_name_that_is_none_is_told(database: Path, name: str) -> None:
    (told,) = ended(BackingUp(database), name).news(Memory())
    assert "cannot be used" in told
    assert told.isprintable()


def test_a_disk_that_never_answers_holds_up_neither_start_nor_end(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = threading.Event()

    def hang(*_: object) -> None:
        answers.wait()

    monkeypatch.setattr(backups, "back_up", hang)
    monkeypatch.setattr(own_files, "ANSWER_LIMIT_S", 0.0)
    made = BackingUp(database)
    made.begin(str(tmp_path))
    assert made.news(Memory()) == []
    made.finish(str(tmp_path))
    (told,) = made.news(Memory())
    assert "its disk does not answer" in told
    answers.set()


def test_the_program_makes_a_backup_as_it_ends(allvoice: Command, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    folders = user_folders()
    with Shelf.open(folders) as shelf:
        shelf.entries.add(EntryKind.NOTE, "words")
    folders.settings_file.write_text(f'[backups]\nfolder = "{stick}"\n', encoding="utf-8")
    assert allvoice("--plain", "--no-voice").code == 0
    assert len([*stick.iterdir()]) == 1
    found = allvoice("doctor").out
    assert f"backups: 1 in {stick}, the last one is allvoice-" in found
    folders.settings_file.write_text('[backups]\nfolder = "/nowhere"\n', encoding="utf-8")
    ended = allvoice("--plain", "--no-voice")
    assert (ended.out + ended.err).count("The backup folder /nowhere cannot be used") == 1
    ended = allvoice("--plain", "--no-voice")
    assert "backup folder" not in ended.out + ended.err
    assert "AMISS\tbackups: The backup folder /nowhere" in allvoice("doctor").out
