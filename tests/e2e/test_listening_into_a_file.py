"""`listen --sink FILE`: however it is left, a file is whole or the one of before is unchanged."""

from __future__ import annotations

import os
import signal
import wave
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.conftest import OpenReader
from tests.e2e.terminal import RIGHT, Terminal

BEFORE = b"of before"
NOWHERE: dict[str, str] = {}
PROSE = "Call the care team when something changes. Write down what you saw, and when. "
SIGNALLED = 128


def large_guide(folder: Path) -> Path:
    """Return a guide that takes long to open."""
    guide = folder / "guide.md"
    guide.write_text("# Title\n\n" + (PROSE + "\n\n") * 230_000, encoding="utf-8")
    return guide


def file_of_before(folder: Path) -> Path:
    """Return a file that was there before."""
    path = folder / "talk.wav"
    path.write_bytes(BEFORE)
    return path


def by_signal(number: signal.Signals) -> Callable[[Terminal], None]:
    """Return what tells the program to end."""
    return lambda terminal: os.kill(terminal.family()[-1].pid, number)


def by_key(terminal: Terminal) -> None:
    """Leave."""
    terminal.leave()


LEFT = [
    pytest.param(by_key, 0, id="key"),
    pytest.param(by_signal(signal.SIGTERM), SIGNALLED + signal.SIGTERM, id="SIGTERM"),
    pytest.param(by_signal(signal.SIGHUP), SIGNALLED + signal.SIGHUP, id="SIGHUP"),
]


@pytest.mark.parametrize(("leave", "code"), LEFT)
def test_a_guide_that_is_still_being_opened_can_be_left_and_no_file_is_touched(
    open_reader: OpenReader, tmp_path: Path, leave: Callable[[Terminal], None], code: int
) -> None:
    path = file_of_before(tmp_path)
    guide = large_guide(tmp_path)
    terminal = open_reader("silent", "--sink", str(path), guide=guide, environment=NOWHERE)
    terminal.wait_for("Opening guide.md.")
    leave(terminal)
    assert terminal.wait_end() == code
    assert path.read_bytes() == BEFORE
    assert [each.name for each in tmp_path.glob("talk*")] == ["talk.wav"]


@pytest.mark.parametrize(("leave", "code"), LEFT[1:])
def test_plain_mode_that_is_told_to_end_leaves_the_file_of_before(
    open_reader: OpenReader,
    small_guide: Path,
    tmp_path: Path,
    leave: Callable[[Terminal], None],
    code: int,
) -> None:
    path = file_of_before(tmp_path)
    options = ("--plain", "--sink", str(path))
    terminal = open_reader("espeak", *options, guide=small_guide, environment=NOWHERE)
    terminal.wait_for("Enter pauses.")
    leave(terminal)
    assert terminal.wait_end() == code
    assert path.read_bytes() == BEFORE
    assert [each.name for each in tmp_path.glob("talk*")] == ["talk.wav"]


@pytest.mark.parametrize("options", [(), ("--plain",)], ids=["screen", "plain"])
def test_who_leaves_after_listening_has_the_whole_of_it(
    open_reader: OpenReader, small_guide: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    path = file_of_before(tmp_path)
    terminal = open_reader(
        "espeak", *options, "--sink", str(path), guide=small_guide, environment=NOWHERE
    )
    terminal.wait_for("Welcome")
    if not options:
        terminal.keys(RIGHT)
    terminal.wait_for("End of the guide.")
    terminal.leave(b"q\n" if options else b"q")
    assert terminal.wait_end() == 0
    with wave.open(str(path)) as file:
        assert file.getnframes() > 0
    assert [each.name for each in tmp_path.glob("talk*")] == ["talk.wav"]
