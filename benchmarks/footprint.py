"""Memory while speaking; bytes and processor time while nothing happens."""

from __future__ import annotations

import time
from pathlib import Path

import psutil

from benchmarks.measure import Row, TimedEar, reader

SIZE = (100, 30)
IDLE_S = 30.0
LIMIT_MB = {"natural": 300.0, "espeak": 120.0}


def rows(ear: TimedEar, folder: Path, engine: str) -> list[Row]:
    """Return the rows of one engine."""
    with reader(ear, folder / f"memory-{engine}", "--engine", engine, size=SIZE) as terminal:
        before = ear.now
        terminal.wait_for("pause")
        ear.wait_for_sound(before)
        ear.wait_past(ear.frame_at(time.monotonic() + 12.0))
        processes = [psutil.Process(terminal.pid), terminal.voice()]
        own_mb = [process.memory_info().rss / 2**20 for process in processes]
        start = ear.now
        terminal.keys(b" ")
        ear.wait_for_silence(start, 0.5)
        # The sound device is let go some seconds after the last sound.
        ear.wait_past(ear.frame_at(time.monotonic() + 7.0))
        sent = terminal.byte_count
        busy_s = sum(sum(process.cpu_times()[:2]) for process in processes)
        ear.wait_past(ear.frame_at(time.monotonic() + IDLE_S), limit_s=2 * IDLE_S)
        idle_bytes = terminal.byte_count - sent
        share = (sum(sum(p.cpu_times()[:2]) for p in processes) - busy_s) / IDLE_S
        terminal.leave()
        terminal.wait_end()
    total_mb = sum(own_mb)
    limit_mb = LIMIT_MB[engine]
    return [
        Row(
            f"memory while speaking, screen and voice process, {engine}",
            f"{own_mb[0]:.0f} + {own_mb[1]:.0f} = {total_mb:.0f} MB (resident)",
            f"<= {limit_mb:.0f} MB",
            total_mb <= limit_mb,
        ),
        Row(
            f"bytes to the terminal in {IDLE_S:.0f} s of pause, {engine}",
            str(idle_bytes),
            "0",
            idle_bytes == 0,
        ),
        Row(
            f"processor while paused, both processes, {engine}",
            f"{share * 100:.2f} % of a core",
            "< 1 %",
            share < 0.01,
        ),
    ]
