"""From a media key to silence and to sound, beside the keyboard's own, in the same reader."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.remote.bus import Bus, private_bus

from benchmarks.latency import SIZE, Bench
from benchmarks.measure import Row, TimedEar, latency_row, reader

RESTS_S = 0.3
CALL = "playerctl"
CALL_MS = 20.0
"""What a call may take; a media key comes by one, and may take so much longer than a key."""


def rows(ear: TimedEar, folder: Path, engine: str, times: int) -> list[Row]:
    """Return the rows of one engine."""
    with private_bus() as bus, _on(bus):
        data = folder / f"media-{engine}"
        with reader(ear, data, "--engine", engine, size=SIZE) as terminal:
            terminal.wait_for("pause")
            bus.wait_player()
            bench = Bench(ear, terminal)
            calls: list[float] = []
            ways: dict[str, tuple[Callable[[], None], Callable[[], None]]] = {
                "key": (lambda: terminal.keys(b" "), lambda: terminal.keys(b" ")),
                "media key": (lambda: _call("pause"), lambda: _call("play")),
            }
            silences: dict[str, list[float]] = {way: [] for way in ways}
            sounds: dict[str, list[float]] = {way: [] for way in ways}
            for _ in range(times):
                for way, (pause, play) in ways.items():
                    bench.wait_mid_word()
                    silences[way].append(bench.silence_after(pause))
                    bench.listen_on(RESTS_S)
                    sounds[way].append(bench.sound_after(play))
                    bench.listen_on(0.9)
                    start_s = time.monotonic()
                    _call("status")
                    calls.append(time.monotonic() - start_s)
            terminal.leave()
            terminal.wait_end()
    found = [
        latency_row(f"a call of playerctl, its start included, {engine}", calls, p95_ms=CALL_MS)
    ]
    for way in ways:
        call_ms = CALL_MS if way == "media key" else 0.0
        for what, values, own_ms in (
            ("silence (pause)", silences[way], 40.0),
            ("first sound (play after 0.3 s)", sounds[way], 60.0),
        ):
            found.append(latency_row(f"{way} to {what}, {engine}", values, p95_ms=own_ms + call_ms))
    return found


@contextmanager
def _on(bus: Bus) -> Iterator[None]:
    """Let all that is started meanwhile find a bus."""
    before = dict(os.environ)
    os.environ.update(bus.environment)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _call(word: str) -> None:
    subprocess.run([CALL, word], check=True, stdout=subprocess.DEVNULL)
