"""What the program loads is told not to report home, however it is loaded."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from allvoice import offline
from allvoice.cli.doctor_privacy import for_the_owner_only, nothing_leaves
from allvoice.cli.voices import Tried, try_engine
from allvoice.paths import user_folders
from tests.voice_process import loaded_voice

LIMIT_S = 30.0
CONTRARY = dict.fromkeys(offline.SWITCHES, "0")
only_linux = pytest.mark.skipif(sys.platform != "linux", reason="seen in /proc, as Linux has it")


def set_in(script: str) -> dict[str, str | None]:
    """Return the switches as they are at the end of a program started with all of them off."""
    names = ", ".join(map(repr, offline.SWITCHES))
    tell = f"import json, os; print(json.dumps({{n: os.environ.get(n) for n in [{names}]}}))"
    done = subprocess.run(
        [sys.executable, "-c", f"{script}\n{tell}"],
        env={**os.environ, **CONTRARY},
        capture_output=True,
        check=True,
        timeout=LIMIT_S,
    )
    # The voice process keeps its standard output for events.
    found: dict[str, str | None] = json.loads((done.stdout or done.stderr).splitlines()[-1])
    return found


def test_every_voice_process_is_started_with_the_switches(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in CONTRARY.items():
        monkeypatch.setenv(name, value)
    with loaded_voice() as voice:
        started_with = voice.environ()
    assert {name: started_with.get(name) for name in offline.SWITCHES} == offline.SWITCHES


@pytest.mark.parametrize("module", ["natural", "espeak", "system", "silent"])
def test_whoever_loads_an_engine_by_hand_has_the_switches_set_first(module: str) -> None:
    assert set_in(f"import allvoice.speech.engines.{module}") == offline.SWITCHES


@pytest.mark.parametrize(
    "start", ["from allvoice.cli import main", "from allvoice.speech.host.process import main"]
)
def test_both_processes_set_the_switches_at_their_start(start: str) -> None:
    # Neither has anything to do, and each ends in its own way.
    end = "import sys; sys.argv[1:] = ['--version']\ntry: main()\nexcept BaseException: pass"
    assert set_in(f"{start}\n{end}") == offline.SWITCHES


@only_linux
def test_a_socket_that_may_lead_elsewhere_is_seen_and_one_between_processes_is_not() -> None:
    pid = os.getpid()
    before = offline.internet_sockets(pid)
    assert before is not None
    here, there = socket.socketpair()
    with closing(here), closing(there), socket.socket(socket.AF_UNIX):
        assert offline.internet_sockets(pid) == before
        with (
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
            socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening,
        ):
            listening.bind(("127.0.0.1", 0))
            listening.listen()
            assert offline.internet_sockets(pid) == before + 2
    assert offline.internet_sockets(pid) == before


def test_of_a_process_that_is_gone_nothing_is_claimed() -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    assert offline.internet_sockets(gone.pid) is None
    assert offline.is_switched_off(gone.pid) is None


@only_linux
def test_a_process_that_was_started_without_the_switches_is_found_out() -> None:
    for environment, expected in ((offline.child_environment(), True), ({}, False)):
        with subprocess.Popen(
            ["/bin/cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, bufsize=0
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            # What it answers it answers as itself, with what it was given.
            process.stdin.write(b"?")
            assert process.stdout.read(1) == b"?"
            assert offline.is_switched_off(process.pid) is expected


# What `doctor` says of it


@only_linux
def test_a_voice_that_was_tried_is_told_with_what_was_seen_in_its_process() -> None:
    tried = try_engine("silent", None)
    ok, detail = nothing_leaves([tried])
    assert ok
    assert detail.startswith("libraries are told not to report home; ")
    assert "no internet socket was open in these voices: silent" in detail


@pytest.mark.parametrize(
    ("tried", "said"),
    [
        (Tried("natural", internet_sockets=1, is_switched_off=True), "an internet socket open"),
        (Tried("natural", internet_sockets=3, is_switched_off=True), "3 internet sockets open"),
        (Tried("natural", internet_sockets=0, is_switched_off=False), "was started without ORT_"),
    ],
)
def test_a_voice_that_could_tell_somebody_is_amiss_and_what_to_do_is_said(
    tried: Tried, said: str
) -> None:
    ok, detail = nothing_leaves([Tried("espeak", internet_sockets=0, is_switched_off=True), tried])
    assert not ok
    assert f"the natural voice {said}" in detail.replace("has ", "")
    assert "--engine espeak" in detail


def test_what_cannot_be_seen_is_not_promised() -> None:
    ok, detail = nothing_leaves([Tried("natural")])
    assert ok
    assert "open internet sockets are not checked here" in detail


@only_linux
def test_what_a_library_left_before_is_told_and_not_removed(tmp_path: Path) -> None:
    left = tmp_path / "Microsoft" / "DeveloperTools" / ".onnxruntime"
    assert str(left) not in nothing_leaves([], tmp_path)[1]
    left.mkdir(parents=True)
    ok, detail = nothing_leaves([], tmp_path)
    assert ok
    assert f"{left} holds a number that names this computer" in detail
    assert left.is_dir()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions as POSIX has them")
def test_who_can_read_what_is_kept_is_told_with_the_command_that_mends_it(tmp_path: Path) -> None:
    folders = user_folders(tmp_path / "a folder")
    folders.data.mkdir(0o700)
    folders.database.touch(0o600)
    assert for_the_owner_only(folders, []) == (True, "you alone can read what is kept")
    ok, detail = for_the_owner_only(folders, [folders.database])
    assert ok
    assert f"until now others could read {folders.database}" in detail
    folders.database.chmod(0o644)
    ok, detail = for_the_owner_only(folders, [])
    assert not ok
    assert f"run chmod go-rwx '{folders.database}'" in detail
