"""No file of the listener's own holds up the start, whatever it turns out to be."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from allvoice import own_files
from allvoice.narration.lexicon import load_lexicon
from allvoice.own_files import MOST_FAULTS, open_to_add, read_own, read_own_end
from allvoice.paths import user_folders
from allvoice.shelf.settings.read import load_settings
from allvoice.shelf.settings.specs import Settings
from allvoice.shelf.store.database import spare_of
from allvoice.tui.keys.keymap import Keymap
from allvoice.tui.theme.theme_files import load_themes

Load = Callable[[Path], list[str]]


def settings_in(path: Path) -> list[str]:
    found, notices = load_settings(path)
    assert found == Settings()
    return notices


def lexicon_in(path: Path) -> list[str]:
    lexicon, notices = load_lexicon([path])
    assert lexicon.entries == ()
    return notices


def themes_beside(path: Path) -> list[str]:
    found = load_themes(path.parent, ())
    assert found.usable == ()
    return list(found.notices)


readers = pytest.mark.parametrize("load", [settings_in, lexicon_in, themes_beside])


@readers
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_told_and_not_waited_for(tmp_path: Path, load: Load) -> None:
    os.mkfifo(tmp_path / "own.toml")
    (notice,) = load(tmp_path / "own.toml")
    assert "no file" in notice


@readers
@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="this system has no such device")
def test_a_device_without_end_is_told(tmp_path: Path, load: Load) -> None:
    (tmp_path / "own.toml").symlink_to("/dev/zero")
    (notice,) = load(tmp_path / "own.toml")
    assert "no file" in notice


@readers
def test_a_file_of_five_megabytes_is_told_and_not_read(tmp_path: Path, load: Load) -> None:
    path = tmp_path / "own.toml"
    path.write_text("".join(f"x{number} = 1\n" for number in range(400_000)))
    (notice,) = load(path)
    assert "is larger than" in notice or "is too long" in notice


@readers
def test_a_disk_that_does_not_answer_is_told(
    tmp_path: Path, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own.toml").touch()
    answers = threading.Event()

    def hang(*_: object) -> int:
        answers.wait()
        raise OSError(5, "too late")

    monkeypatch.setattr(own_files, "ANSWER_LIMIT_S", 0.01)
    monkeypatch.setattr("allvoice.own_files.os.stat", hang)
    monkeypatch.setattr("allvoice.own_files.os.open", hang)
    try:
        (notice,) = load(tmp_path / "own.toml")
    finally:
        answers.set()
    assert "its disk does not answer" in notice


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(b"1234567890")
    assert read_own(path, 10) == b"1234567890"
    with pytest.raises(OSError, match="larger than"):
        read_own(path, 9)


def test_of_very_many_faults_the_first_are_told_and_how_many_more_there_are(
    tmp_path: Path,
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("".join(f"x{number} = 1\n" for number in range(1_000)))
    notices = settings_in(path)
    assert len(notices) == MOST_FAULTS + 1
    assert notices[0].startswith("settings.toml, line 1: I do not know 'x0'")
    assert notices[-1] == "settings.toml: there are 980 more lines that cannot be used."


def test_of_very_many_unknown_actions_the_first_are_told() -> None:
    keymap = Keymap({f"x{number}": "z" for number in range(1_000)})
    assert len(keymap.notices) == MOST_FAULTS + 1
    assert keymap.notices[-1] == "keys: there are 980 more lines that cannot be used."


def test_of_very_many_entries_of_a_lexicon_the_first_are_told(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_text('[[term]]\nterm = "x"\n' * 500)
    notices = lexicon_in(path)
    assert len(notices) == MOST_FAULTS + 1


FOLDERS = user_folders(Path("data"))
OWN = {
    "files": [
        FOLDERS.database,
        FOLDERS.settings_file,
        FOLDERS.lexicon_file,
        FOLDERS.log_file,
        FOLDERS.errors_file,
        FOLDERS.clips / "calibration.json",
    ],
    "folders": [FOLDERS.themes, FOLDERS.log, FOLDERS.cache, FOLDERS.data / "open"],
    "the spare copy and the clips": [spare_of(FOLDERS.database), FOLDERS.clips],
}
"""As many as can be pipes at once."""
PROGRAM = (sys.executable, "-m", "allvoice")
END_LIMIT_S = 30
"""On any computer; without a limit it would be never."""


@pytest.mark.parametrize("own", OWN)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_whatever_is_a_pipe_no_command_waits_for_it(tmp_path: Path, own: str) -> None:
    for each in OWN[own]:
        path = tmp_path / each
        path.parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(path)
    for command in (
        ("say", "hello", "--engine", "espeak", "--sink", "null"),
        ("listen", "--plain", "--engine", "silent", "--sink", "null"),
        ("bookmarks",),
    ):
        ended = subprocess.run(
            [*PROGRAM, *command, "--data-dir", str(tmp_path / "data")],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=END_LIMIT_S,
        )
        # What is kept cannot be listed then, which is no empty list.
        is_refused = own == "files" and command == ("bookmarks",)
        assert (ended.returncode, b"Traceback" in ended.stderr) == (2 if is_refused else 0, False)


def test_a_log_is_added_to_until_it_is_too_long_and_then_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "log" / "voice.log"
    for line in (b"first\n", b"second\n", b"third\n"):
        with open_to_add(path, most_bytes=12) as file:
            file.write(line)
    assert path.read_bytes() == b"third\n"


def test_of_a_long_file_the_end_is_read(tmp_path: Path) -> None:
    path = tmp_path / "voice.log"
    path.write_bytes(b"1234567890")
    assert read_own_end(path, 3) == b"890"
    assert read_own_end(path, 30) == b"1234567890"


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="this system has no such device")
def test_a_log_that_is_a_device_is_not_added_to(tmp_path: Path) -> None:
    path = tmp_path / "voice.log"
    path.symlink_to("/dev/null")
    with pytest.raises(OSError, match="no file but a pipe or a device"):
        open_to_add(path, 100)
