"""Whether a process does nothing because the computer gives it no processor.

Seen from outside such a process does not answer, as one that hangs; but it will. Linux tells which
threads could run at once, and how long a process has run: see proc_pid_stat(5).
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

RAN_LITTLE = 0.2
"""A process that could run and was let for less than this share of the time is starved."""
_RUNNABLE = "R"


class Starvation:
    """Watches one process. Where the system tells nothing of this, none is ever starved."""

    def __init__(
        self,
        process_id: int,
        *,
        folder: Path | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Look at nothing yet.

        Args:
            process_id: the process.
            folder: what the system tells of it; None for where Linux does.
            clock: seconds.
        """
        self._folder = folder or Path("/proc", str(process_id))
        self._is_known = folder is not None or sys.platform == "linux"
        self._clock = clock
        self._before: tuple[float, float] | None = None

    def since_last_look(self) -> bool:
        """Return whether the process was starved since this was last asked; False at first."""
        if not self._is_known:
            return False
        try:
            now_s, ran_s, can_run = self._clock(), self._ran_s(), self._can_run()
        except (OSError, ValueError, IndexError):
            # It has ended.
            return False
        before, self._before = self._before, (now_s, ran_s)
        if before is None or not can_run:
            return False
        return ran_s - before[1] < RAN_LITTLE * (now_s - before[0])

    def _ran_s(self) -> float:
        user, system = _fields(self._folder / "stat")[11:13]
        return (int(user) + int(system)) / float(os.sysconf("SC_CLK_TCK"))

    def _can_run(self) -> bool:
        threads = (self._folder / "task").iterdir()
        return any(_fields(thread / "stat")[0] == _RUNNABLE for thread in threads)


def _fields(file: Path) -> list[str]:
    """Return what follows the name of a process or thread, which may hold spaces and brackets."""
    return file.read_text("ascii", "replace").rpartition(")")[2].split()
