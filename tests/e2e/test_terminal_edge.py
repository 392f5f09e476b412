"""The edge to the terminal: floods, pastes, keys in pieces, the shell's stop, and its end."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest

from allvoice.jobs import CANNOT_STOP
from allvoice.paths import user_folders
from allvoice.plain.reader import PASTED
from allvoice.tui.terminal.type_ahead import FLOOD_GAP_S
from tests.e2e.conftest import PLAIN_SOUND, environment_of, not_the_first_time
from tests.e2e.ear import need
from tests.e2e.guide_text import FEVER, NEVER, TITLE
from tests.e2e.limits import LIMIT_S
from tests.e2e.terminal import PROGRAM, Terminal

START, END = b"\x1b[200~", b"\x1b[201~"
COLOURED = b"dwn \x1b[31mre-\x1b[0m wor+\r\n"
FLOODS = {
    "100-KB-pasted": START + COLOURED * 4_000 + END,
    "1-MB-pasted": START + COLOURED * 40_000 + END,
    "300-KB-half-a-paste": START + COLOURED * 12_000,
    "10-KB-of-keys": b"dwn+-" * 2_000,
    "1-MB-of-keys": b"\x1b[Bdwn\x1b+-" * 100_000,
}
GAPS_S = [0.005, 0.025, 0.03, 0.05, 0.1, 0.2]
PROMPT = "PROMPT>"

Open = Callable[..., Terminal]


@pytest.fixture
def command(small_guide: Path, tmp_path: Path) -> list[str]:
    """The reader with a voice that plays nowhere: what these tests ask for is not heard.

    The same key may come again sooner than a trembling hand's: no hand is at work here.
    """
    data = not_the_first_time(tmp_path / "data")
    settings = user_folders(data).settings_file
    settings.write_text(PLAIN_SOUND + "ignore_repeat_s = 0\n", encoding="utf-8")
    silent = ["--engine", "espeak", "--sink", "null", "--data-dir", str(data)]
    return [PROGRAM, "listen", str(small_guide), *silent]


@pytest.fixture
def alone(command: list[str], tmp_path: Path) -> Iterator[Open]:
    """Opens the reader as what a terminal was opened for: there is no shell."""
    with ExitStack() as stack:

        def opened(*options: str, **environment: str) -> Terminal:
            surroundings = environment_of({"HOME": str(tmp_path), **environment})
            terminal = stack.enter_context(Terminal([*command, *options], surroundings, lines=14))
            terminal.wait_for("h: help" if "--plain" in options else "for when to call")
            return terminal

        yield opened


@pytest.fixture
def in_shell(command: list[str], tmp_path: Path) -> Iterator[Open]:
    """Opens the reader from the prompt of a shell."""
    with ExitStack() as stack:

        def opened(*options: str) -> Terminal:
            surroundings = environment_of({"HOME": str(tmp_path), "PS1": f"{PROMPT} "})
            shell = [need("bash", "bash"), "--norc", "--noprofile", "-i"]
            terminal = stack.enter_context(Terminal(shell, surroundings, columns=100, lines=30))
            terminal.wait_for(PROMPT)
            terminal.keys(" ".join([*command, *options]).encode() + b"\r")
            terminal.wait_for("for when to call" if not options else "h: help")
            return terminal

        yield opened


def program(terminal: Terminal) -> psutil.Process:
    """Return what the shell runs."""
    (running,) = psutil.Process(terminal.pid).children()
    return running


def pour(terminal: Terminal, flood: bytes) -> threading.Thread:
    """Write on a thread of its own, as much as the program takes."""

    def write() -> None:
        rest = flood
        with contextlib.suppress(OSError):
            while rest:
                rest = rest[os.write(terminal._master, rest[:4_096]) :]

    pouring = threading.Thread(target=write, daemon=True)
    pouring.start()
    return pouring


def wait_written(terminal: Terminal, since: int, *texts: bytes) -> None:
    """Return when some texts were written after a point."""
    terminal.wait_until(
        lambda: all(text in terminal.sent[since:] for text in texts),
        LIMIT_S,
        f"{texts} to be written",
    )


@pytest.mark.parametrize("flood", list(FLOODS))
@pytest.mark.parametrize("end", ["closed", "told"])
def test_whatever_waits_the_program_ends_with_its_terminal_and_its_voice(
    alone: Open, flood: str, end: str
) -> None:
    terminal = alone()
    family = terminal.family()
    pour(terminal, FLOODS[flood]).join(0.5)
    if end == "closed":
        terminal.close_window()
    else:
        os.kill(terminal.pid, signal.SIGTERM)
    assert terminal.wait_end() == 0
    assert psutil.wait_procs(family, LIMIT_S)[1] == []


def test_a_flood_takes_no_memory_and_the_next_key_is_answered(alone: Open) -> None:
    terminal = alone()
    terminal.keys(b"s")
    terminal.wait_for("STOPPED")
    running = psutil.Process(terminal.pid)
    before = running.memory_info().rss
    for name in ("1-MB-pasted", "1-MB-of-keys"):
        pour(terminal, FLOODS[name]).join(30)
    terminal.wait_for("left out")
    # Nothing of it was done.
    assert "STOPPED 150 w" in terminal.text
    for _ in range(100):
        # What is still on its way belongs to the flood.
        time.sleep(FLOOD_GAP_S)
        terminal.keys(b"G")
        if terminal.marked.startswith(NEVER):
            break
    terminal.wait_marked(NEVER)
    assert running.memory_info().rss - before < 20_000_000


def test_a_signal_that_comes_while_the_program_is_stopped_is_not_lost(alone: Open) -> None:
    terminal = alone()
    voice = terminal.voice()
    os.kill(terminal.pid, signal.SIGSTOP)
    os.waitid(os.P_PID, terminal.pid, os.WSTOPPED)
    os.kill(terminal.pid, signal.SIGTERM)
    os.kill(terminal.pid, signal.SIGCONT)
    assert terminal.wait_end() == 0
    assert psutil.wait_procs([voice], 10)[1] == []


def test_a_key_in_two_pieces_is_that_key_or_silence_and_never_two_others(alone: Open) -> None:
    terminal = alone()
    for gap_s in GAPS_S:
        terminal.keys(b"g")
        terminal.wait_marked(TITLE)
        terminal.keys(b"\x1b")
        time.sleep(gap_s)
        terminal.keys(b"[B")
        terminal.wait_marked(FEVER)
        assert "150 words a minute" in terminal.text, gap_s
        assert "ookmark" not in terminal.text, gap_s


def test_the_shells_key_silences_and_stops_it_and_fg_brings_it_back_held(in_shell: Open) -> None:
    terminal = in_shell()
    terminal.wait_for("PLAYING")
    reader = program(terminal)
    (voice,) = reader.children()
    since = terminal.byte_count
    terminal.keys(b"\x1a")
    wait_written(terminal, since, b"Stopped", PROMPT.encode())
    assert reader.status() == psutil.STATUS_STOPPED
    assert voice.is_running()
    left = bytes(terminal.sent[since:])
    for given_back in (b"\x1b[?1049l", b"\x1b[?2004l", b"\x1b[?25h"):
        assert given_back in left
    # What is typed now is the shell's.
    since = terminal.byte_count
    terminal.keys(b"echo b$((1 + 1))b; stty -a | grep -o ' icanon'\r")
    wait_written(terminal, since, b"b2b\r\n icanon")
    terminal.keys(b"fg\r")
    terminal.wait_for("Paused. Space goes on.")
    terminal.wait_marked(TITLE)
    terminal.keys(b" ")
    terminal.wait_for("PLAYING 150 w")
    terminal.leave()
    terminal.wait_until(lambda: not reader.is_running(), LIMIT_S, "the end")


def test_told_to_stop_from_outside_or_stopped_outright_it_comes_back_held_too(
    in_shell: Open,
) -> None:
    terminal = in_shell()
    reader = program(terminal)
    for number, play in ((signal.SIGTSTP, b""), (signal.SIGSTOP, b" ")):
        if play:
            terminal.keys(play)
        terminal.wait_for("PLAYING 150 w")
        since = terminal.byte_count
        reader.send_signal(number)
        wait_written(terminal, since, b"Stopped", PROMPT.encode())
        terminal.keys(b"fg\r")
        terminal.wait_for("Paused. Space goes on.")
        terminal.wait_for("PAUSED 150")


@pytest.mark.parametrize("gap_s", [0.0, 0.1, 0.5])
def test_what_is_typed_while_it_is_in_the_background_is_the_shells(
    in_shell: Open, gap_s: float
) -> None:
    terminal = in_shell()
    reader = program(terminal)
    terminal.wait_for("PLAYING")
    since = terminal.byte_count
    reader.send_signal(signal.SIGSTOP)
    wait_written(terminal, since, b"Stopped", PROMPT.encode())
    since = terminal.byte_count
    terminal.keys(b"bg\r")
    time.sleep(gap_s)
    terminal.keys(b"echo b$((1 + 1))b\r")
    wait_written(terminal, since, b"b2b\r\n")
    terminal.keys(b"fg\r")
    terminal.wait_for("Paused. Space goes on.")
    terminal.keys(b" ")
    terminal.wait_for("PLAYING 150 w")


def test_a_stopped_program_that_is_told_to_end_ends(in_shell: Open) -> None:
    terminal = in_shell()
    reader = program(terminal)
    (voice,) = reader.children()
    since = terminal.byte_count
    terminal.keys(b"\x1a")
    wait_written(terminal, since, b"Stopped", PROMPT.encode())
    terminal.keys(b"kill %1\r")
    assert psutil.wait_procs([reader, voice], LIMIT_S)[1] == []
    since = terminal.byte_count
    terminal.keys(b"echo b$((1 + 1))b; stty -a | grep -o ' icanon'\r")
    wait_written(terminal, since, b"b2b\r\n icanon")


def test_where_no_shell_could_bring_it_back_it_is_held_and_says_so(alone: Open) -> None:
    terminal = alone()
    terminal.keys(b"\x1a")
    terminal.wait_for(CANNOT_STOP)
    terminal.wait_for("PAUSED 150")
    terminal.keys(b" ")
    terminal.wait_for("PLAYING")


def test_in_lines_the_shells_key_stops_it_too(in_shell: Open) -> None:
    terminal = in_shell("--plain")
    reader = program(terminal)
    since = terminal.byte_count
    terminal.keys(b"\x1a")
    wait_written(terminal, since, b"Stopped", PROMPT.encode())
    assert reader.status() == psutil.STATUS_STOPPED
    terminal.keys(b"fg\r")
    terminal.wait_for("Paused. Heading 1: Small guide [Enter: go on, h: help, q: quit]")
    terminal.keys(b"q\r")
    terminal.wait_for("Place saved: ")


def test_in_lines_where_no_shell_is_it_is_held_and_says_so(alone: Open) -> None:
    terminal = alone("--plain")
    terminal.keys(b"\x1a")
    terminal.wait_for(CANNOT_STOP)
    terminal.wait_for("[Enter: go on, h: help, q: quit]")


def test_in_lines_what_is_pasted_is_no_command(alone: Open) -> None:
    terminal = alone("--plain")
    pour(terminal, b"n\nb\nq\n\x1b[B\n" * 5_000).join(30)
    terminal.wait_until(lambda: PASTED.encode() in terminal.sent, 30, "it to be told")
    assert b"Bookmark" not in terminal.sent
    terminal.keys(b"q\n")
    assert terminal.wait_end() == 0


@pytest.mark.parametrize("flood", [b"n\n" * 500_000, b"n" * 1_000_000], ids=["lines", "a-line"])
def test_in_lines_it_ends_with_its_terminal(alone: Open, flood: bytes) -> None:
    terminal = alone("--plain")
    family = terminal.family()
    pour(terminal, flood).join(0.5)
    terminal.close_window()
    terminal.wait_end()
    assert psutil.wait_procs(family, LIMIT_S)[1] == []


@pytest.mark.parametrize("name", ["no-such-terminal", "dumb"])
def test_a_terminal_nobody_knows_the_name_of_will_do(alone: Open, name: str) -> None:
    terminal = alone(*(["--plain"] if name == "dumb" else []), TERM=name)
    terminal.keys(b"q\r")
    assert terminal.wait_end() == 0
