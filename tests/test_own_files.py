"""No file of the listener's own holds up the start, whatever it turns out to be."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from allvoice import own_files
from allvoice.narration.lexicon import load_lexicon
from allvoice.own_files import MOST_FAULTS, read_own
from allvoice.shelf.settings import Settings, load_settings
from allvoice.tui.keys import KeyTable
from allvoice.tui.theme_files import load_themes

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
    table = KeyTable({f"x{number}": "z" for number in range(1_000)})
    assert len(table.notices) == MOST_FAULTS + 1
    assert table.notices[-1] == "keys: there are 980 more lines that cannot be used."


def test_of_very_many_entries_of_a_lexicon_the_first_are_told(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_text('[[term]]\nterm = "x"\n' * 500)
    notices = lexicon_in(path)
    assert len(notices) == MOST_FAULTS + 1
