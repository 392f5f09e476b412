"""Two windows on one guide: they do not speak over each other, and no place is lost."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

import pytest

from allvoice.guide.load import load_guide
from allvoice.paths import user_folders
from allvoice.shelf.store.shelf import Shelf
from tests.e2e.conftest import RATE_WPM, OpenReader, environment_of, stopped_at_start
from tests.e2e.ear import Ear
from tests.e2e.guide_text import CALL, FEVER, ICE, NEVER, TITLE
from tests.e2e.limits import LIMIT_S
from tests.e2e.terminal import DOWN, PROGRAM, RIGHT, UP, Terminal

pytestmark = pytest.mark.sound

RATE = ("--rate", str(RATE_WPM))
OPEN = "This guide is open in another window, at:"
HELD = "[Enter: play, h: help, q: quit]"


def kept_quote(data: Path, guide: Path) -> str:
    """Return the sentence at the place that is kept."""
    with Shelf.open(user_folders(data)) as shelf:
        found = shelf.positions.of(load_guide(guide).id)
        return "" if found is None else found.quote


def opened_beside(open_reader: OpenReader, ear: Ear, guide: Path) -> tuple[Terminal, Terminal]:
    """Return a window at rest on the first sentence, and one that was opened after it."""
    first = open_reader("espeak", *RATE, guide=guide)
    stopped_at_start(first, ear)
    first.keys(RIGHT)
    first.wait_sentence(FEVER)
    first.keys(b"s")
    ear.wait_for_silence(ear.now)
    # What is told at the end stands on one line, wherever the cursor was.
    second = open_reader("espeak", *RATE, guide=guide, columns=120)
    second.wait_for(OPEN)
    return first, second


def test_a_second_window_says_so_and_reads_only_when_asked(
    open_reader: OpenReader, ear: Ear, small_guide: Path
) -> None:
    _, second = opened_beside(open_reader, ear, small_guide)
    second.wait_for(f"{OPEN} {TITLE}. S there stops it. Space reads here too.")
    # The sentence is said, and then nothing.
    ear.wait_for_silence(ear.now, 1.0)
    assert second.lit == ""
    second.keys(b" ")
    second.wait_lit("Fever")


@pytest.mark.parametrize("first_is_plain", [False, True], ids=["beside-screen", "beside-lines"])
def test_in_lines_a_second_window_says_so_and_reads_only_when_asked(
    open_reader: OpenReader, ear: Ear, small_guide: Path, first_is_plain: bool
) -> None:
    way = ("--plain",) if first_is_plain else ()
    first = open_reader("espeak", *RATE, *way, guide=small_guide)
    if first_is_plain:
        first.wait_for(f"Heading 1: {TITLE}")
        first.keys(b"s\r")
        first.wait_for(f"Stopped. {HELD}")
        ear.wait_for_silence(ear.now)
    else:
        stopped_at_start(first, ear)
    before = ear.now
    second = open_reader("espeak", *RATE, "--plain", guide=small_guide)
    second.wait_for(f"{OPEN} {TITLE}. S there stops it. Enter reads here too.")
    second.wait_for(HELD)
    # The sentence is said, and then nothing.
    ear.wait_for_silence(ear.wait_for_sound(before), 1.0)
    assert second.text.endswith(HELD)
    second.keys(b"\r")
    second.wait_for(f"Heading 1: {TITLE}")


@pytest.mark.parametrize("ends", ["key", "hang-up", "crash"])
def test_a_window_that_has_not_moved_writes_nothing_however_it_ends(
    open_reader: OpenReader, ear: Ear, small_guide: Path, tmp_path: Path, ends: str
) -> None:
    idle, moving = opened_beside(open_reader, ear, small_guide)
    moving.keys(DOWN, 3)
    moving.wait_sentence(NEVER)
    moving.leave()
    assert moving.wait_end() == 0
    if ends == "key":
        idle.leave()
        idle.wait_for("The place that is kept is the later one, of another window: Mouth care.")
        assert idle.wait_end() == 0
    elif ends == "hang-up":
        idle.hang_up()
        idle.wait_end()
    else:
        idle.kill()
    assert kept_quote(tmp_path / "data", small_guide) == NEVER
    again = open_reader("espeak", *RATE, guide=small_guide)
    again.wait_for(f"Welcome back to {TITLE}. Mouth care.")


def test_a_window_that_moves_on_keeps_its_place_and_says_where_the_other_was(
    open_reader: OpenReader, ear: Ear, small_guide: Path, tmp_path: Path
) -> None:
    first, second = opened_beside(open_reader, ear, small_guide)
    second.keys(DOWN, 3)
    second.wait_sentence(NEVER)
    second.keys(b"sb")
    second.wait_for("Marked")
    first.keys(RIGHT)
    first.wait_sentence(CALL)
    first.wait_for("Another window had read on to Mouth care.")
    first.keys(RIGHT)
    first.wait_sentence(ICE)
    first.keys(UP + b"s")
    first.leave()
    assert first.wait_end() == 0
    second.leave()
    second.wait_for("The place that is kept is the later one, of another window: Small guide.")
    assert second.wait_end() == 0
    assert kept_quote(tmp_path / "data", small_guide) == FEVER
    with Shelf.open(user_folders(tmp_path / "data")) as shelf:
        assert [each.locator.quote for each in shelf.bookmarks.of()] == [NEVER]


def test_what_was_marked_comes_back_when_the_file_was_destroyed(
    open_reader: OpenReader, ear: Ear, small_guide: Path, tmp_path: Path
) -> None:
    terminal = open_reader("espeak", *RATE, guide=small_guide)
    stopped_at_start(terminal, ear)
    terminal.keys(DOWN, 2)
    terminal.keys(b"sb")
    terminal.wait_for("Marked")
    terminal.leave()
    assert terminal.wait_end() == 0
    (tmp_path / "data" / "shelf.sqlite3").write_bytes(b"")
    terminal = open_reader("espeak", *RATE, guide=small_guide)
    terminal.wait_for("The file of your place, marks and notes was empty;")
    terminal.keys(b"sB")
    terminal.wait_for("Bookmarks, 1")


def test_a_reading_without_a_screen_tells_of_a_window_and_is_told_of_as_what_it_is(
    open_reader: OpenReader, ear: Ear, small_guide: Path, tmp_path: Path
) -> None:
    window = open_reader("espeak", *RATE, guide=small_guide)
    stopped_at_start(window, ear)
    # So slowly that it is not over before the other window is open.
    command = [PROGRAM, "read", str(small_guide), "--engine", "espeak", "--rate", "60"]
    command += ["--data-dir", str(tmp_path / "data")]
    since = ear.now
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, env=environment_of(ear.server.environment)
    ) as reading:
        ear.wait_for_sound(since)
        window.leave()
        assert window.wait_end() == 0
        beside = open_reader("espeak", *RATE, guide=small_guide)
        beside.wait_for(
            "This guide is being read in another window; Ctrl-C there stops it. "
            "Space reads here too."
        )
        reading.send_signal(signal.SIGINT)
        _, told = reading.communicate(timeout=LIMIT_S)
    assert told.decode().startswith("This guide is open in another window, which may be speaking.")
