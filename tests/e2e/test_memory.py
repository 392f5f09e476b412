"""What the listener marked and where they were outlives the end of the program, of any kind."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.e2e.conftest import RATE_WPM, OpenReader, Spoken, stopped_at_start
from tests.e2e.ear import RATE_HZ, Ear, trimmed
from tests.e2e.guide_text import BRUSH, CALL, FEVER, ICE, RINSE, TITLE
from tests.e2e.hearing import SURE, holds
from tests.e2e.limits import LIMIT_S
from tests.e2e.terminal import DOWN, PROGRAM, RIGHT

pytestmark = pytest.mark.sound

RATE = ("--rate", str(RATE_WPM))


def bookmarks_in(data: Path) -> list[dict[str, Any]]:
    """Return the bookmarks in a data folder, as another program is told them."""
    command = [PROGRAM, "bookmarks", "--json", "--data-dir", str(data)]
    told = subprocess.run(command, check=True, capture_output=True, timeout=30).stdout
    found: list[dict[str, Any]] = json.loads(told)
    return found


def test_whoever_comes_back_hears_so_and_goes_on_at_the_same_sentence(
    open_reader: OpenReader, ear: Ear, small_guide: Path, spoken: Spoken
) -> None:
    engine = "natural"
    terminal = open_reader(engine, *RATE, guide=small_guide)
    terminal.wait_for("Welcome")
    terminal.keys(DOWN, 3)
    terminal.wait_lit("salt")
    terminal.leave()
    assert terminal.wait_end() == 0
    ear.wait_for_silence(ear.now)
    opened = ear.now
    terminal = open_reader(engine, *RATE, guide=small_guide)
    terminal.wait_for(f"Welcome back to {TITLE}. Mouth care.")
    terminal.wait_sentence(RINSE)
    terminal.wait_lit("soft")
    heard = ear.heard(opened)
    assert holds(heard, trimmed(spoken(engine, RINSE))) > SURE
    # What was read before is not read again.
    assert holds(heard, trimmed(spoken(engine, FEVER))) < SURE


def test_the_welcome_of_whoever_comes_back_is_said_aloud(
    open_reader: OpenReader, ear: Ear, small_guide: Path, spoken: Spoken
) -> None:
    terminal = open_reader("espeak", *RATE, guide=small_guide)
    terminal.wait_for("Welcome")
    terminal.keys(RIGHT)
    terminal.wait_lit("emergency.")
    terminal.leave()
    assert terminal.wait_end() == 0
    ear.wait_for_silence(ear.now)
    opened = ear.now
    terminal = open_reader("espeak", *RATE, guide=small_guide)
    terminal.wait_lit("Fever")
    assert holds(ear.heard(opened), trimmed(spoken("espeak", f"Welcome back to {TITLE}."))) > SURE


def test_a_killed_reader_takes_its_voice_along_and_loses_no_more_than_its_sentence(
    open_reader: OpenReader, ear: Ear, small_guide: Path
) -> None:
    terminal = open_reader("natural", *RATE, guide=small_guide)
    terminal.wait_for("Welcome")
    terminal.keys(RIGHT, 2)
    terminal.wait_sentence(CALL)
    ear.wait_for_sound(ear.now)
    voice = terminal.voice()
    killed = ear.now
    terminal.kill()
    silent = ear.wait_for_silence(killed, 2.0)
    # The sentence goes on for many seconds more.
    assert silent - killed < RATE_HZ
    assert psutil.wait_procs([voice], LIMIT_S)[1] == []
    terminal = open_reader("natural", *RATE, guide=small_guide)
    terminal.wait_for("Welcome back to")
    terminal.wait_sentence(CALL)


def test_a_bookmark_is_kept_though_the_reader_is_killed_right_after_it(
    open_reader: OpenReader, ear: Ear, small_guide: Path, tmp_path: Path
) -> None:
    terminal = open_reader("espeak", *RATE, guide=small_guide)
    terminal.wait_for("Welcome")
    terminal.keys(RIGHT, 2)
    terminal.wait_sentence(CALL)
    terminal.keys(b"b")
    terminal.wait_for("Marked")
    terminal.kill()
    assert [kept["quote"] for kept in bookmarks_in(tmp_path / "data")] == [CALL]


def test_a_bookmark_chosen_from_the_list_is_read_on_from(
    open_reader: OpenReader, ear: Ear, small_guide: Path, spoken: Spoken
) -> None:
    engine = "espeak"
    terminal = open_reader(engine, *RATE, guide=small_guide)
    stopped_at_start(terminal, ear)
    for sentence in (ICE, BRUSH):
        terminal.keys(RIGHT, 3)
        terminal.wait_sentence(sentence)
        terminal.keys(b"b")
        terminal.wait_for("Marked")
    terminal.keys(b"sg")
    terminal.wait_for("STOPPED")
    terminal.keys(b"B")
    terminal.wait_for("Bookmarks, 2")
    terminal.keys(DOWN)
    terminal.wait_until(lambda: "A soft brush" in terminal.marked, LIMIT_S, "the second bookmark")
    chosen = ear.now
    terminal.keys(b"\r")
    terminal.wait_sentence(BRUSH)
    terminal.wait_lit("Never")
    heard = ear.heard(chosen)
    assert holds(heard, trimmed(spoken(engine, BRUSH))) > SURE
    # The announcement of the list is cut short by the choice.
    assert holds(heard, trimmed(spoken(engine, ICE))) < SURE
