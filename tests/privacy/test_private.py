"""Nobody else on the computer can read what the program keeps."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from allvoice import private
from allvoice.paths import Folders, user_folders
from allvoice.private import close_kept, exposed, make_document

if sys.platform == "win32":
    pytest.skip("permissions as POSIX has them", allow_module_level=True)

LIMIT_S = 40.0


@pytest.fixture(autouse=True)
def an_ordinary_user(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As a program finds the process at its start."""
    monkeypatch.setattr(private, "_users_umask", -1)
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """The folders of a user who never named one."""
    state = tmp_path / ".local" / "state" / "allvoice" / "log"
    share, config, cache = ".local/share/allvoice", ".config/allvoice", ".cache/allvoice"
    return Folders(tmp_path / share, tmp_path / config, tmp_path / cache, state)


def filled(folders: Folders) -> Folders:
    """Leave what an earlier version left, open to everybody."""
    for folder in (folders.data, folders.clips, folders.log, folders.themes):
        folder.mkdir(parents=True, exist_ok=True)
    shelf = folders.database
    asides = ("shelf-damaged-20260101-120000.sqlite3", "shelf-before-v2.sqlite3-wal")
    for path in (
        shelf,
        shelf.with_name(f"{shelf.name}-wal"),
        shelf.with_name(f"{shelf.name}-shm"),
        *(shelf.with_name(name) for name in asides),
        folders.settings_file,
        folders.lexicon_file,
        folders.log_file,
        folders.errors_file,
    ):
        path.touch()
    return folders


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o7777


def modes(root: Path) -> dict[Path, int]:
    return {path: mode(path) for path in root.rglob("*")}


def test_what_an_earlier_version_left_open_is_closed_and_named(folders: Folders) -> None:
    filled(folders)
    assert folders.database in exposed(folders)
    closed = close_kept(folders)
    kept = [folders.data, folders.config, folders.cache, folders.log.parent]
    found = {path: mode(path) for folder in kept for path in (folder, *folder.rglob("*"))}
    assert found == {path: 0o700 if path.is_dir() else 0o600 for path in found}
    assert set(closed) == set(found)
    assert exposed(folders) == []
    assert close_kept(folders) == []


def test_nothing_above_the_programs_own_folders_is_touched(
    folders: Folders, tmp_path: Path
) -> None:
    filled(folders)
    close_kept(folders)
    for name in (".local", ".local/share", ".local/state", ".config", ".cache"):
        assert mode(tmp_path / name) == 0o755


def test_a_file_that_may_not_be_written_stays_so(folders: Folders) -> None:
    filled(folders).settings_file.chmod(0o444)
    close_kept(folders)
    assert mode(folders.settings_file) == 0o400


def test_a_folder_named_for_the_program_alone_is_closed_too(tmp_path: Path) -> None:
    folders = filled(user_folders(tmp_path / "mine"))
    (folders.themes / "sea.toml").touch()
    close_kept(folders)
    for path in (folders.data, folders.log, folders.cache, folders.clips, folders.themes):
        assert mode(path) == 0o700
    assert mode(folders.database) == 0o600
    assert exposed(folders) == []


@pytest.mark.parametrize(
    "other", ["letter.txt", "photos/one.jpg", "log/other.log", "cache/other", "themes/site.css"]
)
def test_in_a_folder_of_the_users_own_only_the_programs_files_are_closed(
    tmp_path: Path, other: str
) -> None:
    folders = filled(user_folders(tmp_path / "documents"))
    theirs = folders.data / other
    theirs.parent.mkdir(exist_ok=True)
    theirs.touch()
    before = modes(tmp_path)
    closed = close_kept(folders)
    ours = {path for path in folders.data.rglob("*") if path.is_file()} - {theirs}
    assert set(closed) == ours
    assert {path for path, found in modes(tmp_path).items() if found != before[path]} == ours
    assert all(mode(path) == 0o600 for path in ours)


@pytest.mark.parametrize("name", ["shelf.sqlite3", "settings.toml", "voice.log"])
def test_a_linked_file_is_not_followed_but_told(
    folders: Folders, tmp_path: Path, name: str
) -> None:
    filled(folders)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.touch()
    (link,) = (
        path
        for path in (*folders.data.iterdir(), *folders.config.iterdir(), *folders.log.iterdir())
        if path.name == name
    )
    link.unlink()
    link.symlink_to(elsewhere)
    close_kept(folders)
    assert mode(elsewhere) == 0o644
    assert exposed(folders) == [link]


def test_nothing_in_a_linked_folder_is_touched(folders: Folders, tmp_path: Path) -> None:
    filled(folders)
    elsewhere = tmp_path / "elsewhere"
    folders.data.rename(elsewhere)
    folders.data.symlink_to(elsewhere)
    before = modes(elsewhere)
    assert before
    close_kept(folders)
    assert modes(elsewhere) == before
    assert mode(elsewhere) == 0o755
    assert exposed(folders) == [folders.data]


def test_a_named_folder_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    real = filled(user_folders(tmp_path / "real"))
    before = modes(real.data)
    link = tmp_path / "link"
    link.symlink_to(real.data)
    close_kept(user_folders(link))
    assert modes(real.data) == before


def test_what_stands_in_the_way_of_a_file_is_left_alone(folders: Folders) -> None:
    filled(folders).settings_file.unlink()
    os.mkfifo(folders.settings_file)
    folders.settings_file.chmod(0o644)
    close_kept(folders)
    assert mode(folders.settings_file) == 0o644


def test_where_nothing_was_kept_nothing_is_made(folders: Folders, tmp_path: Path) -> None:
    assert close_kept(folders) == []
    assert exposed(folders) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="an administrator may enter every folder")
def test_a_folder_that_may_not_be_entered_stops_nothing(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0)
    try:
        assert close_kept(user_folders(locked / "mine")) == []
        assert exposed(user_folders(locked / "mine")) == []
    finally:
        locked.chmod(0o700)


@pytest.mark.parametrize("name", ["", "deeper"])
def test_a_file_in_the_way_of_the_folder_stops_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "data").touch()
    assert close_kept(user_folders(tmp_path / "data" / name)) == []


def test_what_cannot_be_closed_is_told(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(folders)

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refuse)
    assert close_kept(folders) == []
    assert folders.database in exposed(folders)


def test_whatever_is_made_from_the_start_on_is_closed(tmp_path: Path) -> None:
    private.close_to_others()
    private.close_to_others()
    (tmp_path / "folder" / "deeper").mkdir(parents=True)
    (tmp_path / "file").touch()
    assert modes(tmp_path) == {
        tmp_path / "folder": 0o700,
        tmp_path / "folder" / "deeper": 0o700,
        tmp_path / "file": 0o600,
    }
    # What a voice process is started with, and gives to documents.
    assert private.users_umask() == 0o022


@pytest.mark.parametrize(
    "command",
    [
        ["say", "--engine", "silent", "--sink", "null", "Hello."],
        ["listen", "--plain", "--no-voice"],
    ],
    ids=lambda command: command[0],
)
def test_whatever_a_command_leaves_is_for_the_owner_only(
    tmp_path: Path, command: list[str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "allvoice", *command],
        env={"HOME": str(tmp_path), "PATH": os.environ["PATH"]},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LIMIT_S,
    )
    assert done.returncode == 0
    left = modes(tmp_path)
    assert left
    assert left == {path: 0o700 if path.is_dir() else 0o600 for path in left}


@pytest.mark.parametrize("umask", [0o022, 0o027, 0o002, 0o077])
def test_a_document_asked_for_is_as_the_users_others(tmp_path: Path, umask: int) -> None:
    os.umask(umask)
    private.close_to_others()
    path = tmp_path / "talk.wav"
    with make_document(path) as file:
        file.write(b"RIFF")
    assert mode(path) == 0o666 & ~umask


def test_a_document_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "talk.wav"
    path.write_bytes(b"before")
    path.chmod(0o640)
    private.close_to_others()
    with make_document(path) as file:
        file.write(b"after")
    assert (path.read_bytes(), mode(path)) == (b"after", 0o640)
