"""From the start of the program to its first frame and its first word."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.e2e.terminal import PROGRAM, Terminal

from benchmarks.measure import Row, TimedEar, reader

SIZE = (100, 30)
MINIMAL = """\
from textual.app import App, ComposeResult
from textual.widgets import Static


class Minimal(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("the first frame is here")


Minimal().run()
"""


def first_frame(command: Sequence[str], text: str, environment: dict[str, str]) -> float:
    """Return the seconds from the start of a program to a text on its screen."""
    began_s = time.monotonic()
    with Terminal(command, environment, columns=SIZE[0], lines=SIZE[1]) as terminal:
        terminal.wait_until(lambda: text.encode() in terminal.sent, 60.0, text)
        return time.monotonic() - began_s


def rows(ear: TimedEar, folder: Path, times: int) -> list[Row]:
    """Return the rows of the first frame, beside a minimal Textual app."""
    minimal = folder / "minimal.py"
    minimal.write_text(MINIMAL)
    large = folder / "large.md"
    large.write_text(_large_guide())
    environment = {**os.environ, **ear.server.environment, "TERM": "xterm-256color"}
    silent = ["--engine", "silent", "--sink", "null", "--data-dir", str(folder / "start")]
    guides = {
        "minimal": ([sys.executable, str(minimal)], "the first frame is here"),
        "bundled": ([PROGRAM, "listen", *silent], "Space"),
        "large": ([PROGRAM, "listen", str(large), *silent], "Space"),
    }
    taken: dict[str, list[float]] = {name: [] for name in guides}
    for _ in range(times):
        for name, (command, text) in guides.items():
            taken[name].append(first_frame(command, text, environment))
    least = statistics.median(taken["minimal"])
    found = [Row("start to first frame, minimal Textual app", f"{least * 1000:.0f} ms")]
    for name, what, bar in (
        ("bundled", "the bundled guide", 1.5),
        ("large", "a guide of 1 MB", 2.5),
    ):
        taken_s = statistics.median(taken[name])
        ratio = taken_s / least
        found.append(
            Row(
                f"start to first frame, {what}",
                f"{taken_s * 1000:.0f} ms, {ratio:.2f} x the minimal app",
                f"<= {bar} x",
                ratio <= bar,
            )
        )
    return found


def first_words(ear: TimedEar, folder: Path, engine: str, times: int) -> list[Row]:
    """Return the rows of the first spoken word, with an empty and with a filled cache."""
    cold: list[float] = []
    warm: list[float] = []
    for number in range(times):
        data_dir = folder / f"first-{engine}-{number}"
        for taken in (cold, warm):
            before = ear.now
            began_s = time.monotonic()
            with reader(
                ear, data_dir, "--engine", engine, size=SIZE, short_sounds=False
            ) as terminal:
                start = max(before, ear.frame_at(began_s))
                found = ear.wait_loud(start, 60.0, "the first word")
                taken.append(ear.time_of(found) - began_s)
                ear.wait_past(found + 24_000)
                terminal.keys(b"g")
                ear.wait_past(ear.now + 12_000)
                terminal.leave()
                terminal.wait_end()
            ear.wait_for_silence(ear.now, 0.2)
    return [
        Row(
            f"start to first spoken word, nothing rendered before, {engine}",
            f"median {statistics.median(cold):.2f} s, most {max(cold):.2f} s",
            "<= 2 s",
            statistics.median(cold) <= 2.0,
        ),
        Row(
            f"start to first spoken word, started before, {engine}",
            f"median {statistics.median(warm):.2f} s, most {max(warm):.2f} s",
            "<= 1 s",
            statistics.median(warm) <= 1.0,
        ),
    ]


def frogmouth_rows(ear: TimedEar, folder: Path, times: int) -> list[Row]:
    """Return the first frame of frogmouth on a chapter, in an environment of its own."""
    from allvoice.paths import bundled_guide

    venv = folder / "frogmouth"
    try:
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True, capture_output=True)
        pip = [str(venv / "bin" / "python"), "-m", "pip", "install", "-q", "frogmouth"]
        subprocess.run(pip, check=True, capture_output=True, timeout=300)
    except (OSError, subprocess.SubprocessError) as error:
        return [Row("start to first frame, frogmouth", f"could not be installed: {error}")]
    environment = {**os.environ, **ear.server.environment, "TERM": "xterm-256color"}
    environment["HOME"] = str(folder)
    program = str(venv / "bin" / "frogmouth")
    whole = folder / "whole.md"
    whole.write_text("\n\n".join(f.read_text() for f in sorted(bundled_guide().glob("*.md"))))
    try:
        taken = [first_frame([program, str(whole)], "guide", environment) for _ in range(times)]
    except AssertionError:
        return [Row("start to first frame, frogmouth", "no text on the screen in 60 s")]
    figure = f"{statistics.median(taken) * 1000:.0f} ms"
    return [Row("start to first frame, frogmouth on the same guide", figure)]


def _large_guide() -> str:
    parts: list[str] = []
    size = 0
    number = 0
    while size < 1_000_000:
        number += 1
        part = f"## Section {number}\n\n" + (
            "Call the care team when something changes. Write down what you saw, and when. " * 6
            + "\n\n- Take the temperature.\n- Note the **time**.\n- Keep the list by the bed.\n\n"
        )
        parts.append(part)
        size += len(part)
    return "# A large guide\n\n" + "".join(parts)
