"""What every row needs: an ear with a clock, a running program, figures in words."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tests.e2e.ear import RATE_HZ, Ear
from tests.e2e.terminal import PROGRAM, Terminal

from allvoice.cli.components import TOUR_GIVEN
from allvoice.paths import user_folders
from allvoice.shelf.store.shelf import Shelf

LOUD = 250
"""Of 32,768: a sample this far from zero is sound."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    figure: str
    bar: str = ""
    met: bool | None = None
    """None where there is no bar."""


class TimedEar(Ear):
    """An ear that can tell which moment of the clock each frame was heard at.

    The recording arrives a little later than the sound was played, so every latency measured with
    it comes out a little too long, never too short.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._offset_s = float("inf")

    def _record(self, recorder: subprocess.Popen[bytes]) -> None:
        assert recorder.stdout is not None
        with recorder.stdout as pipe:
            while data := os.read(pipe.fileno(), 1 << 16):
                now_s = time.monotonic()
                with self._changed:
                    self._pcm += data
                    started_s = now_s - len(self._pcm) / 2 / RATE_HZ
                    self._offset_s = min(self._offset_s, started_s)
                    self._measure()
                    self._changed.notify_all()

    def frame_at(self, at_s: float) -> int:
        """Return the frame heard at a moment of the monotonic clock."""
        return int((at_s - self._offset_s) * RATE_HZ)

    def time_of(self, frame: int) -> float:
        """Return the moment a frame was heard at."""
        return frame / RATE_HZ + self._offset_s

    def wait_past(self, frame: int, limit_s: float = 30.0) -> None:
        """Return when a frame has been recorded."""
        self.wait_until(lambda: len(self._pcm) // 2 >= frame, limit_s, "the recording")

    def first_loud(self, start: int, end: int | None = None) -> int | None:
        """Return the first frame that is sound."""
        found = np.flatnonzero(np.abs(self.heard(start, end).astype(np.int32)) > LOUD)
        return None if not found.size else start + int(found[0])

    def wait_loud(self, start: int, limit_s: float, what: str) -> int:
        """Return the first frame that is sound, once it has been heard."""
        found: int = self.wait_until(lambda: self.first_loud(start), limit_s, what)
        return found

    def last_loud(self, start: int, end: int | None = None) -> int | None:
        """Return the last frame that is sound."""
        found = np.flatnonzero(np.abs(self.heard(start, end).astype(np.int32)) > LOUD)
        return None if not found.size else start + int(found[-1])


def reader(
    ear: Ear,
    data_dir: Path,
    *options: str,
    guide: str | None = None,
    size: tuple[int, int],
    short_sounds: bool = True,
) -> Terminal:
    """Start the terminal reader as a listener does who has heard the tour of the keys.

    Args:
        ear: what listens.
        data_dir: where the program keeps what it keeps.
        options: of the command.
        guide: what is read; None for the bundled guide.
        size: columns and lines.
        short_sounds: as they are by default; without them the first sound is a word.
    """
    folders = user_folders(data_dir)
    with Shelf.open(folders) as shelf:
        shelf.remembered.keep(TOUR_GIVEN, "yes")
    if not short_sounds:
        folders.settings_file.write_text("earcons = false\n", encoding="utf-8")
    command = [PROGRAM, "listen", *([guide] if guide else []), "--data-dir", str(data_dir)]
    environment = {**os.environ, **ear.server.environment, "TERM": "xterm-256color"}
    return Terminal([*command, *options], environment, columns=size[0], lines=size[1])


def p95(values: Sequence[float]) -> float:
    """Return the value that 95 of 100 are at most."""
    return float(np.percentile(values, 95)) if values else float("nan")


def ms(values: Sequence[float]) -> str:
    """Return median and 95th percentile of seconds, in milliseconds."""
    if not values:
        return "not measured"
    return (
        f"median {statistics.median(values) * 1000:.0f} ms, p95 {p95(values) * 1000:.0f} ms "
        f"({len(values)} times)"
    )


def latency_row(
    what: str, values: Sequence[float], *, median_ms: float | None = None, p95_ms: float
) -> Row:
    """Return a row whose bar is a median, a 95th percentile or both."""
    met = bool(values) and p95(values) * 1000 <= p95_ms
    bar = f"p95 <= {p95_ms:.0f} ms"
    if median_ms is not None:
        met = met and statistics.median(values) * 1000 <= median_ms
        bar = f"median <= {median_ms:.0f} ms, {bar}"
    return Row(what, ms(values), bar, met)
