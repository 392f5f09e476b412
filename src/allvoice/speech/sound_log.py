"""What the log says of the sound a device was given, so that holes in it can be looked for."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

_PREFIX = "sound: "
_TAIL_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class SoundReport:
    """How unbroken the sound of a session was."""

    ended_at: str
    """ISO 8601, UTC."""
    lasted_s: float
    late_pulls: int
    """How often the device ran dry although there was more to hear: a hole in a word."""


def line_of(report: SoundReport) -> str:
    """Return a report as one line of the log."""
    return _PREFIX + json.dumps(asdict(report))


def last_report(log_file: Path) -> SoundReport | None:
    """Return the newest report in the log of the voice process; None where there is none."""
    try:
        with log_file.open("rb") as file:
            file.seek(max(0, log_file.stat().st_size - _TAIL_BYTES))
            lines = file.read().decode("utf-8", "replace").splitlines()
    except OSError:
        return None
    for line in reversed(lines):
        if line.startswith(_PREFIX):
            try:
                return SoundReport(**json.loads(line.removeprefix(_PREFIX)))
            except (ValueError, TypeError):
                continue
    return None
