"""How unbroken the sound of a session was is kept, whoever ended it and whatever became of it."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

import pytest

from allvoice.paths import user_folders
from allvoice.speech.client.bookkeeping import REPLACED
from allvoice.speech.client.sound_log import last_report
from tests.e2e.conftest import RATE_WPM, OpenReader, environment_of, not_the_first_time
from tests.e2e.ear import Ear
from tests.e2e.limits import LIMIT_S
from tests.e2e.terminal import PROGRAM, RIGHT

pytestmark = pytest.mark.sound

RATE = ("--rate", str(RATE_WPM))


def finds_one_report(data: Path) -> None:
    """Find the one report that a session left."""
    log = user_folders(data).log_file
    assert log.read_text(encoding="utf-8", errors="replace").count("sound: {") == 1
    assert last_report(log) is not None


def test_a_session_whose_voice_was_killed_leaves_one_report_of_all_of_it(
    open_reader: OpenReader, small_guide: Path, tmp_path: Path
) -> None:
    terminal = open_reader("espeak", *RATE, guide=small_guide)
    terminal.wait_for("Welcome")
    terminal.keys(RIGHT)
    terminal.wait_other_word()
    terminal.voice().kill()
    terminal.wait_for(REPLACED)
    terminal.wait_other_word()
    terminal.leave()
    assert terminal.wait_end() == 0
    finds_one_report(tmp_path / "data")


def test_a_reading_that_is_told_to_end_leaves_its_report(
    ear: Ear, small_guide: Path, tmp_path: Path
) -> None:
    data = not_the_first_time(tmp_path / "data")
    command = [PROGRAM, "read", str(small_guide), "--engine", "espeak", "--data-dir", str(data)]
    since = ear.now
    with subprocess.Popen(command, env=environment_of(ear.server.environment)) as program:
        ear.wait_for_sound(since)
        program.send_signal(signal.SIGINT)
        assert program.wait(LIMIT_S) == 130
    finds_one_report(data)
