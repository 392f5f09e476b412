"""What the log says of the sound a device was given, so that holes in it can be looked for."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from allvoice.own_files import open_to_add, read_own_end

_PREFIX = "sound: "
_TAIL_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class SoundReport:
    """How unbroken the sound of a session was."""

    ended_at: str
    """ISO 8601, UTC."""
    lasted_s: float
    """The whole session, with its silences."""
    late_pulls: int
    """How often the device ran dry although there was more to hear: a hole in a word."""


class SoundAccount:
    """Adds up the late pulls of a session, whichever voice processes have been its voice."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with the session; no device was given sound yet.

        Args:
            clock: seconds.
        """
        self._clock = clock
        self._began_s = clock()
        self._late_pulls: dict[int, int] = {}

    def take(self, pid: int, late_pulls: int) -> None:
        """Note how many late pulls a voice process has had until now."""
        self._late_pulls[pid] = late_pulls

    def report(self) -> SoundReport | None:
        """Return what is to be said of it at its end; None where no device was given sound."""
        if not self._late_pulls:
            return None
        return SoundReport(
            datetime.now(UTC).isoformat(timespec="seconds"),
            round(self._clock() - self._began_s, 1),
            sum(self._late_pulls.values()),
        )


def write_report(log_file: Path, report: SoundReport) -> None:
    """Add a report to the log; where nothing can be kept nothing is."""
    write_line(log_file, _PREFIX + json.dumps(asdict(report)))


def write_line(log_file: Path, line: str) -> None:
    """Add a line to the log; where nothing can be kept nothing is."""
    with suppress(OSError), open_to_add(log_file) as file:
        file.write(f"{line}\n".encode())


def last_report(log_file: Path) -> SoundReport | None:
    """Return the newest report in the log of the voice process; None where there is none."""
    try:
        lines = read_own_end(log_file, _TAIL_BYTES).decode("utf-8", "replace").splitlines()
    except OSError:
        return None
    for line in reversed(lines):
        if line.startswith(_PREFIX):
            try:
                return SoundReport(**json.loads(line.removeprefix(_PREFIX)))
            except (ValueError, TypeError):
                continue
    return None
