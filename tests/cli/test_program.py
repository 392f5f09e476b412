"""The real program: exit codes, pipes that close, Ctrl-C, and no word to any network."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.cli.messages import plain
from tests.e2e.terminal import Terminal

if sys.platform == "win32":
    pytest.skip("pipes and signals as POSIX has them", allow_module_level=True)

LIMIT_S = 40
PROGRAM = [sys.executable, "-m", "allvoice"]
ATTENTIVE = [
    sys.executable,
    "-c",
    # Whoever runs the tests in the background has Ctrl-C ignored, and children inherit that.
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from allvoice.cli import main; main()",
]


def program(*args: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*PROGRAM, *map(str, args)], input=stdin, capture_output=True, timeout=LIMIT_S
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["sections"], 0),
        (["say", "--no-voice", "--rate", "450", "Hello."], 0),
        (["sections", "missing.md"], 2),
        (["listen", "--no-voice"], 0),
        (["say", "--engine", "silent", "--sink", "device", "Hello."], 3),
        (["say", "--engine", "silent", "--rate", "450", "Hello."], 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_the_exit_code_tells_how_it_went(args: list[str], code: int) -> None:
    assert program(*args).returncode == code


def test_no_sound_device_is_told_while_the_program_still_waits_for_one(guide: Path) -> None:
    with subprocess.Popen(
        [*PROGRAM, "read", str(guide), "--engine", "silent", "--sink", "device"],
        stderr=subprocess.PIPE,
        text=True,
    ) as reading:
        assert reading.stderr is not None
        assert plain(reading.stderr.readline()).startswith("No sound device answers")
        assert reading.poll() is None
        reading.kill()


def test_a_whole_text_can_be_piped_through() -> None:
    shown = program("say", "--show", "-", stdin=b"word " * 20_000)

    assert shown.returncode == 0
    assert shown.stdout.split() == ["word"] * 20_000


@pytest.mark.parametrize(
    "args",
    [["sections"], ["sections", "--json"], ["--help"], ["sections", "missing.md"]],
    ids=" ".join,
)
@pytest.mark.parametrize("closed", ["stdout", "stderr", "both"])
def test_output_that_nobody_reads_is_no_fault(args: list[str], closed: str) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    done = subprocess.run(
        [*PROGRAM, *args],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if closed == "stderr" else writes,
        stderr=subprocess.PIPE if closed == "stdout" else writes,
        text=True,
        timeout=LIMIT_S,
    )
    os.close(writes)

    assert done.returncode == (2 if "missing.md" in args else 0)
    if "missing.md" not in args:
        assert not done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, "sections"], stdout=full, stderr=subprocess.PIPE, text=True, timeout=LIMIT_S
        )

    assert done.returncode == 2
    assert "cannot be written: No space left" in plain(done.stderr)


def test_signs_that_an_encoding_lacks_do_not_end_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    path = tmp_path / "guide.md"
    path.write_text("# 38 °C ≥ fever\n\nHi.\n", encoding="utf-8")
    done = subprocess.run([*PROGRAM, "sections", path], capture_output=True, timeout=LIMIT_S)

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.endswith(b"\t38 \xb0C ? fever\n")


@pytest.mark.parametrize(
    ("args", "variables"),
    [
        (["--plain"], {"TERM": "xterm-256color"}),
        ([], {"TERM": "dumb"}),
        ([], {"TERM": "xterm-256color", "ACCESSIBLE": "1"}),
    ],
)
def test_plain_lines_are_only_ever_added(
    monkeypatch: pytest.MonkeyPatch, args: list[str], variables: dict[str, str]
) -> None:
    import pty

    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*PROGRAM, "listen", *args, "--no-voice"], stdin=theirs, stdout=theirs
    ) as process:
        os.close(theirs)
        os.write(ours, b"\nq\n")
        assert process.wait(LIMIT_S) == 0
    shown = os.read(ours, 65_536)
    os.close(ours)

    assert b"[Enter: next sentence, h: help, q: quit]" in shown
    assert b"Heading 1: When to call" in shown
    assert b"\x1b" not in shown


def test_in_a_pipe_typed_lines_are_answered_and_the_place_is_kept() -> None:
    first = program("listen", "--no-voice", stdin=b"t 2\nnext\nb\nq\n")
    assert first.returncode == 0
    assert "Marked" in first.stdout
    again = program("listen", "--no-voice", stdin=b"l\nq\n")
    assert again.stdout.splitlines()[0] == (
        "Welcome back. Chapter 2, About this guide. Who this guide is for. Just begun. "
        "You listened a little while ago."
    )
    assert "1. Chapter 2: Who this guide is for\n" in again.stdout
    assert first.stderr == again.stderr == ""


def test_that_the_guide_voice_is_off_is_told_in_lines_too(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("[speech]\nguide_voice = false\n", encoding="utf-8")

    def first_line(engine: str) -> str:
        options = ["--engine", engine, "--sink", "null", "--data-dir", str(tmp_path)]
        return program("listen", "--plain", *options, stdin=b"q\n").stdout.splitlines()[0]

    told = "The guide voice is off; o has it among the options."
    assert first_line("espeak") == told
    # Without a voice of ours there is nothing to be silent.
    assert first_line("silent") != told


@pytest.fixture
def reading() -> Iterator[subprocess.Popen[str]]:
    """The guide being read, its first sentence begun."""
    args = ["read", "--engine", "silent", "--sink", "null", "--verbose"]
    with subprocess.Popen([*ATTENTIVE, *args], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert process.stderr.readline()
        yield process
        process.kill()


def test_ctrl_c_stops_the_reading_and_the_voice(reading: subprocess.Popen[str]) -> None:
    voices = psutil.Process(reading.pid).children(recursive=True)
    assert voices
    reading.send_signal(signal.SIGINT)
    _, told = reading.communicate(timeout=LIMIT_S)

    assert reading.returncode == 130
    assert "Traceback" not in told
    assert "fault" not in told
    gone, alive = psutil.wait_procs(voices, timeout=LIMIT_S)
    assert (len(gone), alive) == (len(voices), [])


def test_a_reading_that_is_killed_leaves_no_voice_speaking(reading: subprocess.Popen[str]) -> None:
    voices = psutil.Process(reading.pid).children(recursive=True)
    reading.kill()

    assert voices
    assert psutil.wait_procs(voices, timeout=LIMIT_S)[1] == []


def test_a_reading_whose_narration_nobody_follows_ends(reading: subprocess.Popen[str]) -> None:
    assert reading.stderr is not None
    reading.stderr.close()

    assert reading.wait(LIMIT_S) == 0


GUARD = """\
import os, socket, sys

def note(what):
    with open(os.environ["GUARD_LOG"], "a") as log:
        log.write(f"{what} {sys.orig_argv}\\n")

def guard(event, args):
    if event in ("socket.connect", "socket.sendto"):
        if args[0].family in (socket.AF_INET, socket.AF_INET6):
            note("tried")
            raise OSError("no network here")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        note("tried")
        raise OSError("no network here")

note("guarded")
sys.addaudithook(guard)
"""


@pytest.fixture
def guard_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every Python process started from now on notes itself, and any way to a network it tries."""
    folder = tmp_path / "guard"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    paths = [str(folder), *filter(None, [os.environ.get("PYTHONPATH")])]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))
    log = folder / "log"
    monkeypatch.setenv("GUARD_LOG", str(log))
    return log


def test_the_guard_sees_a_connection(guard_log: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"],
        stderr=subprocess.DEVNULL,
        check=False,
    )

    assert "tried" in guard_log.read_text()


@pytest.mark.parametrize("command", [["say", "Hello."], ["read", "short.md"]], ids=["say", "read"])
@pytest.mark.parametrize("engine", ["natural", "espeak", "system"])
def test_speaking_opens_no_connection_in_either_process(
    tmp_path: Path, guard_log: Path, command: list[str], engine: str
) -> None:
    (tmp_path / "short.md").write_text("# Hello\n\nDrink water.\n", encoding="utf-8")
    spoken = program(*command, "--engine", engine, "--sink", "talk.wav")

    assert (spoken.returncode, spoken.stderr) == (0, "")
    log = guard_log.read_text()
    assert "guarded" in log
    assert "allvoice.speech.host.process" in log
    assert "tried" not in log


@pytest.mark.parametrize("command", ["sections", "bookmarks", "voices"])
def test_lists_open_no_connection(guard_log: Path, command: str) -> None:
    listed = program(command, "--json")

    assert isinstance(json.loads(listed.stdout), list)
    assert "guarded" in guard_log.read_text()
    assert "tried" not in guard_log.read_text()


def test_on_a_narrow_terminal_lines_end_between_words_and_in_a_pipe_they_are_whole(
    tmp_path: Path,
) -> None:
    command = [*PROGRAM, "bookmarks", "--data-dir", str(tmp_path)]
    sentence = "You have no bookmarks yet. Press B while listening to mark a sentence."
    assert plain(program(*command[len(PROGRAM) :]).stderr) == sentence
    environment = {"PATH": os.environ["PATH"], "TERM": "xterm", "LANG": "C.UTF-8"}
    with Terminal(command, environment, columns=40, lines=12) as terminal:
        assert terminal.wait_end(LIMIT_S) == 0
        shown = [line for line in terminal.lines if line]
    assert shown == [
        "You have no bookmarks yet. Press B while",
        "listening to mark a sentence.",
    ]
