"""A process that is given no processor is told from one that hangs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from allvoice.speech.client.starvation import RAN_LITTLE, Starvation

TICKS_A_SECOND = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
LOOK_S = 0.5


class Told:
    """What Linux tells of a process, written by hand, and a clock set by hand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now_s = 0.0
        self.ran_s = 0.0
        self.states = ["S", "S"]
        self.write()

    def write(self) -> None:
        ticks = round(self.ran_s * TICKS_A_SECOND)
        for number, state in enumerate(self.states):
            thread = self.folder / "task" / str(number)
            thread.mkdir(parents=True, exist_ok=True)
            (thread / "stat").write_text(f"{number} (a) R (b) {state} 1 1\n", "ascii")
        fields = " ".join(["S", *["0"] * 10, str(ticks), "0", "0"])
        (self.folder / "stat").write_text(f"7 (py thon) {fields}\n", "ascii")

    def goes_on(self, ran_share: float, *states: str) -> None:
        self.now_s += LOOK_S
        self.ran_s += ran_share * LOOK_S
        self.states = list(states)
        self.write()


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="no clock ticks")
@pytest.mark.parametrize(
    ("ran_share", "states", "is_starved"),
    [
        (0.0, ("S", "R"), True),
        (RAN_LITTLE - 0.1, ("R", "S"), True),
        (RAN_LITTLE + 0.1, ("R", "S"), False),
        (0.0, ("S", "S"), False),
        (0.0, ("T", "T"), False),
        (0.0, ("D", "S"), False),
    ],
    ids=["kept waiting", "ran little", "at work", "waits for something", "stopped", "reads a disk"],
)
def test_it_is_starved_when_it_could_run_and_hardly_does(
    told: Told, ran_share: float, states: tuple[str, ...], is_starved: bool
) -> None:
    starvation = Starvation(7, folder=told.folder, clock=lambda: told.now_s)
    assert not starvation.since_last_look()
    told.goes_on(ran_share, *states)
    assert starvation.since_last_look() == is_starved


def test_a_process_that_is_gone_is_not_starved(tmp_path: Path) -> None:
    starvation = Starvation(7, folder=tmp_path / "gone")
    assert [starvation.since_last_look() for _ in range(3)] == [False] * 3


@pytest.mark.skipif(sys.platform == "win32", reason="no process can be stopped")
def test_a_real_process_that_is_stopped_is_not_starved() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        os.kill(process.pid, signal.SIGSTOP)
        os.waitpid(process.pid, os.WUNTRACED)
        starvation = Starvation(process.pid)
        assert [starvation.since_last_look() for _ in range(3)] == [False] * 3
        process.kill()
