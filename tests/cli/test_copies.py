"""A copy comes back whole, or is refused in one sentence with nothing done."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from allvoice.guide.load import load_guide
from allvoice.paths import bundled_guide, user_folders
from allvoice.shelf.library import Library
from allvoice.shelf.store.entries import EntryKind
from allvoice.shelf.store.kept import Kept
from allvoice.shelf.store.shelf import Shelf
from tests.cli.conftest import Command
from tests.cli.messages import plain, refused
from tests.shelf.test_store import PLACES


@pytest.fixture
def kept() -> Kept:
    """Something of each kind, on the shelf."""
    with Shelf.open(user_folders()) as shelf:
        shelf.bookmarks.add(PLACES[0], "label", "A guide", note="mine")
        shelf.positions.save(PLACES[0])
        shelf.documents.opened("guide", "A guide", None, "hash", 100)
        shelf.entries.add(EntryKind.QUESTION, "What next?")
        shelf.entries.add(EntryKind.NOTE, "a note")
        shelf.cards.add("Transplant")
        return shelf.kept()


def kept_in(folder: Path) -> Kept:
    with Shelf.open(user_folders(folder)) as shelf:
        return shelf.kept()


def test_all_that_is_kept_goes_to_another_computer(
    allvoice: Command, kept: Kept, tmp_path: Path
) -> None:
    copy, other = tmp_path / "copy.json", tmp_path / "other"
    assert allvoice("backup", copy).code == 0
    told = allvoice("restore", copy, "--data-dir", other, "--dry-run")
    what = "1 bookmark, 2 entries of the notebook, 1 card, 1 document and 1 place"
    assert plain(told.err) == f"Would bring back {what}."
    assert kept_in(other) == Kept()
    told = allvoice("restore", copy, "--data-dir", other)
    assert (told.code, told.out, plain(told.err)) == (0, "", f"Brought back {what}.")
    assert kept_in(other) == kept
    told = allvoice("restore", copy, "--data-dir", other)
    assert plain(told.err) == "Nothing is new. All of it is here already."
    assert kept_in(other) == kept


def test_what_differs_from_the_copy_is_told_before_and_after(
    allvoice: Command, kept: Kept, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.json"
    allvoice("backup", copy)
    with Shelf.open(user_folders()) as shelf:
        question, note = shelf.entries.of()
        shelf.entries.change(question, text="What now?")
        shelf.bookmarks.change_note(shelf.bookmarks.of()[0], "other")
        shelf.entries.remove(note)
    new = "back 1 entry of the notebook. 2 differ from the copy: both wordings"
    told = allvoice("restore", copy, "--dry-run")
    assert plain(told.err) == f"Would bring {new} would be kept."
    told = allvoice("restore", copy)
    assert plain(told.err) == f"Brought {new} are kept."
    with Shelf.open(user_folders()) as shelf:
        assert [each.text for each in shelf.entries.of()] == ["What now?", "What next?", "a note"]
        shelf.entries.change(shelf.entries.of()[0], text="What then?")
        shelf.entries.remove(shelf.entries.of()[1])
    told = allvoice("restore", copy)
    assert plain(told.err) == (
        "Nothing is missing here. 1 differs from the copy: both wordings are kept."
    )
    told = allvoice("restore", copy)
    assert plain(told.err) == "Nothing is new. All of it is here already."


def test_no_copy_decides_where_the_own_guide_is_or_what_opens(
    allvoice: Command, tmp_path: Path
) -> None:
    letter, copy = tmp_path / "letter.md", tmp_path / "copy.json"
    letter.write_text("# Letter\n\nOne.\n", encoding="utf-8")
    own = load_guide(bundled_guide()).id
    documents = [
        {"guide_id": own, "title": "Own", "path": str(letter)},
        {"guide_id": "letter", "title": "Letter", "path": str(letter)},
    ]
    copy.write_text(
        json.dumps({"format": "allvoice-shelf", "version": 1, "documents": documents}),
        encoding="utf-8",
    )
    assert allvoice("restore", copy).code == 0
    with Shelf.open(user_folders()) as shelf:
        known = shelf.documents.all()
        assert [each.path for each in known] == [None, letter]
        # Nothing was opened here yet: the own guide is what opens.
        assert Library(known, bundled_guide()).last.path is None
        shelf.documents.unlist(own)
        assert Library(shelf.documents.all(), bundled_guide()).last.path is None
        shelf.documents.opened("letter", "Letter", letter, "hash", 1)
        assert Library(shelf.documents.all(), bundled_guide()).last.path == letter
    # Off the list here, it does not come back to be what opens.
    allvoice("library", "--remove", "Letter")
    allvoice("restore", copy)
    with Shelf.open(user_folders()) as shelf:
        assert Library(shelf.documents.all(), bundled_guide()).last.path is None


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is no copy of a shelf, or it is damaged; nothing was changed."),
        (b"[" * 10_000 + b"]" * 10_000, "is no copy of a shelf"),
        (b'{"format": "allvoice-shelf", "version": 2}', "newer version of allvoice"),
        (
            b'{"format": "allvoice-shelf", "version": 1, "cards": [{"id": "a", "goal": 3}]}',
            "is damaged: number 1 of cards cannot be read; nothing was changed.",
        ),
    ],
    ids=["empty", "deep", "newer", "wrong type"],
)
def test_a_file_that_cannot_come_back_is_refused_in_a_sentence(
    allvoice: Command, kept: Kept, tmp_path: Path, content: bytes, told: str
) -> None:
    copy = tmp_path / "copy.json"
    copy.write_bytes(content)
    assert told in refused(allvoice("restore", copy))
    with Shelf.open(user_folders()) as shelf:
        assert shelf.kept() == kept


def test_a_giant_a_folder_a_pipe_and_nothing_are_refused(allvoice: Command, tmp_path: Path) -> None:
    giant, pipe = tmp_path / "giant.json", tmp_path / "pipe.json"
    with giant.open("wb") as file:
        file.truncate(200_000_000)
    os.mkfifo(pipe)
    assert "it is larger than 100 MB" in plain(allvoice("restore", giant).err)
    for path in (giant, pipe, tmp_path, tmp_path / "missing.json"):
        assert refused(allvoice("restore", path))


def test_where_nothing_can_be_kept_nothing_is_said_to_be_back(
    allvoice: Command, kept: Kept, tmp_path: Path
) -> None:
    copy, other = tmp_path / "copy.json", tmp_path / "other"
    user_folders(other).database.mkdir(parents=True)
    allvoice("backup", copy)
    for options in ([], ["--dry-run"]):
        told = refused(allvoice("restore", copy, "--data-dir", other, *options))
        assert told.startswith("Nothing was brought back. Your place, marks and notes cannot be")


def test_what_cannot_be_read_is_not_copied_as_nothing(allvoice: Command, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    folders = user_folders()
    folders.database.mkdir(parents=True)
    folders.settings_file.write_text(
        f"[backups]\nfolder = {json.dumps(str(stick))}\n", encoding="utf-8"
    )
    for command in (["backup"], ["backup", tmp_path / "copy.json"], ["notebook"], ["bookmarks"]):
        assert "What you keep cannot be read now." in refused(allvoice(*command))
    assert [*stick.iterdir()] == []
    assert not (tmp_path / "copy.json").exists()


@pytest.mark.parametrize(
    "command",
    [
        ["notebook"], ["questions"], ["bookmarks"], ["library"], ["backup", "copy.json"],
        ["restore", "copy.json"], ["forget"],
    ],
)  # fmt: skip
def test_a_file_is_no_folder_for_what_is_kept(
    allvoice: Command, tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "afile").touch()
    for given in ("afile", "afile/data"):
        told = refused(allvoice(*command, "--data-dir", given))
        assert told == "afile is a file; give a folder."
    if os.name == "posix":
        told = refused(allvoice(*command, "--data-dir", os.devnull))
        assert told == "/dev/null is a device; give a folder."


@pytest.mark.parametrize("written", ["[backups\n", "[backups]\nfolder = 3\n"])
def test_settings_that_hide_the_backup_folder_are_named(allvoice: Command, written: str) -> None:
    file = user_folders().settings_file
    file.parent.mkdir(parents=True)
    file.write_text(written, encoding="utf-8")
    told = refused(allvoice("backup"))
    assert told.startswith("No backup folder is known. settings.toml")
    assert "chosen" not in told


def test_a_part_comes_back_too(allvoice: Command, kept: Kept, tmp_path: Path) -> None:
    copy, other = tmp_path / "questions.json", tmp_path / "other"
    allvoice("questions", "--to", copy)
    allvoice("restore", copy, "--data-dir", other)
    assert [each.text for each in kept_in(other).entries] == ["What next?"]


def test_a_backup_without_a_file_goes_to_the_folder_that_was_chosen(
    allvoice: Command, kept: Kept, tmp_path: Path
) -> None:
    assert "No backup folder is chosen" in plain(allvoice("backup").err)
    stick = tmp_path / "stick"
    settings = user_folders().settings_file
    settings.write_text(f"[backups]\nfolder = {json.dumps(str(stick))}\n", encoding="utf-8")
    told = refused(allvoice("backup"))
    assert f"The backup folder {stick} cannot be used: it is not there." in told
    stick.mkdir()
    assert str(stick) in plain(allvoice("backup").err)
    (copy,) = stick.iterdir()
    assert plain(allvoice("backup").err) == "Nothing is new since the last backup."
    allvoice("restore", copy, "--data-dir", tmp_path / "other")
    assert kept_in(tmp_path / "other") == kept
