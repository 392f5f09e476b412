"""Hands free: any key on the screen, single keys while a document is read aloud, both by ear."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import termios
import time
from pathlib import Path

import pytest

from allvoice.paths import user_folders
from tests.e2e.conftest import OpenReader, environment_of, not_the_first_time
from tests.e2e.ear import RATE_HZ, Ear
from tests.e2e.limits import LIMIT_S
from tests.e2e.terminal import PROGRAM, RIGHT, Terminal

pytestmark = pytest.mark.sound

LONG = "# Fever\n\n" + "\n\n".join(
    f"Drink water at {hour} o'clock, and rest for a while after it, as long as you like."
    for hour in range(1, 13)
)
PAUSE_S = 2.5
"""No rest between two sentences is as long."""
TWICE_S = 0.15
"""Late enough for no bounce, and as late again it is still a second press."""
APART_S = 0.8


@pytest.fixture
def long_guide(tmp_path: Path) -> Path:
    path = tmp_path / "long.md"
    path.write_text(LONG, encoding="utf-8")
    return path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder in which every press counts."""
    folder = not_the_first_time(tmp_path / "data")
    file = user_folders(folder).settings_file
    kept = file.read_text(encoding="utf-8")
    file.write_text(f"{kept}ignore_repeat_s = 0\n", encoding="utf-8")
    return folder


def marks(data: Path) -> list[object]:
    command = [PROGRAM, "bookmarks", "--json", "--data-dir", str(data)]
    listed = subprocess.run(
        command, env=environment_of({}), capture_output=True, check=True, timeout=LIMIT_S
    )
    found: list[object] = json.loads(listed.stdout)
    return found


def rest(ear: Ear) -> None:
    ear.wait_for_frame(ear.now + round(APART_S * RATE_HZ))


def is_silent(ear: Ear) -> None:
    ear.wait_for_silence(ear.now, for_s=PAUSE_S)


def speaks(ear: Ear) -> None:
    ear.wait_for_sound(ear.now)


def test_any_key_pauses_and_goes_on_two_mark_and_escape_leads_out(
    open_reader: OpenReader, ear: Ear, data: Path, long_guide: Path
) -> None:
    terminal = open_reader("espeak", guide=long_guide)
    terminal.wait_for("PLAYING")
    terminal.keys(b"!")
    terminal.wait_for("ANY KEY")
    rest(ear)
    terminal.keys(b"q")
    terminal.wait_for("PAUSED")
    is_silent(ear)
    terminal.keys(RIGHT)
    terminal.wait_for("PLAYING")
    speaks(ear)
    rest(ear)
    terminal.keys(b"t")
    time.sleep(TWICE_S)
    terminal.keys(b"9")
    terminal.wait_for("Marked")
    speaks(ear)
    assert "PLAYING" in terminal.text
    assert len(marks(data)) == 1
    for _ in range(3):
        terminal.keys(b"\x1b")
    terminal.wait_for("Any-key mode is off.")
    assert len(marks(data)) == 1
    speaks(ear)
    rest(ear)
    terminal.leave()
    assert terminal.wait_end() == 0


def reading(ear: Ear, data: Path, document: Path, *more: str) -> Terminal:
    command = [PROGRAM, "read", str(document), "--engine", "espeak", *more]
    environment = environment_of(ear.server.environment)
    return Terminal([*command, "--data-dir", str(data)], environment, columns=100, lines=30)


def is_by_line(terminal: Terminal) -> bool:
    """Return whether the terminal keeps a line to itself until Enter, as a shell leaves it."""
    flags: int = termios.tcgetattr(terminal._master)[3]
    return bool(flags & termios.ICANON) and bool(flags & termios.ECHO)


def test_keys_drive_what_is_read_aloud_and_the_terminal_is_given_back(
    ear: Ear, data: Path, long_guide: Path
) -> None:
    with reading(ear, data, long_guide) as terminal:
        terminal.wait_for("Fever. 0 percent")
        speaks(ear)
        terminal.keys(b" ")
        is_silent(ear)
        terminal.keys(b" ")
        speaks(ear)
        terminal.keys(b"b")
        terminal.wait_for("Marked")
        # Right behind another key it would ask whether that was meant.
        rest(ear)
        rest(ear)
        terminal.keys(b"q")
        terminal.wait_for("Stopped at: ")
        assert terminal.wait_end() == 0
        assert is_by_line(terminal)
    assert len(marks(data)) == 1


def test_what_is_marked_is_read_again_and_again(ear: Ear, data: Path, long_guide: Path) -> None:
    with reading(ear, data, long_guide) as terminal:
        terminal.wait_for("Fever. 0 percent")
        speaks(ear)
        terminal.keys(b"b")
        terminal.wait_for("Marked")
        terminal.interrupt()
        terminal.wait_end()
    with reading(ear, data, long_guide, "--marks", "--loop", "--rate", "300") as terminal:
        twice = "Mark 1 of 1. Fever."
        terminal.wait_until(lambda: terminal.text.count(twice) > 1, LIMIT_S, f"{twice!r} twice")
        speaks(ear)
        terminal.interrupt()
        assert terminal.wait_end() == 130
        assert is_by_line(terminal)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_it_is_silent_and_gives_the_terminal_back(
    ear: Ear, data: Path, long_guide: Path, number: signal.Signals
) -> None:
    with reading(ear, data, long_guide) as terminal:
        speaks(ear)
        terminal.wait_until(lambda: not is_by_line(terminal), LIMIT_S, "keys without Enter")
        os.kill(terminal.pid, number)
        assert terminal.wait_end() == 128 + number
        assert is_by_line(terminal)
        is_silent(ear)
