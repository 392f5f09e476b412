"""The backup that is made by itself: at the start of what the last run left, and at the end."""

from __future__ import annotations

import threading
from datetime import datetime
from pathlib import Path
from typing import Protocol

from allvoice.own_files import answered

FAULT_TOLD = "backup fault told"
"""Under this name it is kept which fault the listener was told of."""


class Memory(Protocol):
    """Remembers short texts; the part of that which is needed here."""

    def of(self, key: str) -> str | None:
        """Return what is remembered under a key."""
        ...

    def keep(self, key: str, value: str) -> None:
        """Remember a text under a key."""
        ...


class BackingUp:
    """Makes backups beside the reading: a slow or dead disk holds up nobody."""

    def __init__(self, database: Path) -> None:
        """Do nothing yet.

        Args:
            database: the shelf's file, which is only read.
        """
        self._database = database
        self._fault = ""
        self._is_made = False

    def begin(self, folder: str) -> None:
        """Begin a backup on a thread of its own; nobody waits for it.

        Args:
            folder: where the copies are; empty for none.
        """
        if folder:
            work = threading.Thread(target=self._make, args=(folder,), name="backup", daemon=True)
            work.start()

    def news(self, memory: Memory) -> list[str]:
        """Return what is amiss, where it was not told before.

        Args:
            memory: remembers what was told.
        """
        fault = self._fault
        if not fault and not self._is_made:
            return []
        if fault == (memory.of(FAULT_TOLD) or ""):
            return []
        memory.keep(FAULT_TOLD, fault)
        return [fault] if fault else []

    def finish(self, folder: str) -> None:
        """Make a backup of what was written down since.

        Args:
            folder: where the copies are; empty for none.
        """
        try:
            if folder:
                # Who quits waits no longer for a disk than for any file of their own.
                answered(lambda: self._make(folder))
        except OSError as error:
            self._fault = fault_of(folder, error)

    def _make(self, folder: str) -> None:
        from allvoice.export.shelf_copy.backups import back_up

        try:
            back_up(Path(folder).expanduser(), self._database, datetime.now().astimezone())
        except (OSError, RuntimeError, ValueError) as error:
            self._fault = fault_of(folder, error)
        else:
            self._fault = ""
        self._is_made = True


def fault_of(folder: str, error: Exception) -> str:
    """Return a sentence about a backup folder that cannot be used."""
    from allvoice.export.shelf_copy.backups import why_not
    from allvoice.text import shown

    why = why_not(error) if isinstance(error, OSError) else "its name is not valid"
    return (
        f"The backup folder {shown(folder)} cannot be used: {why}. "
        "Mend that, or choose another folder among the options."
    )
