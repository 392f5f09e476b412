"""Which guides other copies of the program have open, told by files that are locked.

Each copy holds a lock on a small file of its own. The system lets go of it however a copy ends,
so that a crash leaves nothing behind that looks alive, on any system and on most network disks.
Where a disk knows no locks, nobody is told of anybody.
"""

from __future__ import annotations

import hashlib
import os
import sys
import uuid
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from allvoice.own_names import LOCK

_FOLDER = "open"
_ENDING = ".lock"
_ONLY_READ = f".read{_ENDING}"
_TRIES = 10


class OpenGuide:
    """One guide that this copy has open, until the end of the `with`."""

    def __init__(self, data: Path, guide_id: str, *, only_read: bool = False) -> None:
        """Name the guide; nothing is written yet.

        Args:
            data: the folder of places, marks and notes.
            guide_id: the guide.
            only_read: this copy reads it aloud and takes no keys.
        """
        self._folder = data / _FOLDER
        self._name = hashlib.sha256(guide_id.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        self._ending = _ONLY_READ if only_read else _ENDING
        self._own: Path | None = None
        self._descriptor: int | None = None
        self.is_open_elsewhere = False
        """Whether another copy had it open when this one opened it."""
        self.is_only_read_elsewhere = False
        """The same, and no other copy takes keys."""

    def __enter__(self) -> OpenGuide:
        """Open it; where nothing can be written, nobody is told."""
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # First this copy can be seen, then it looks: of two that start together both see.
            self._show()
            alive = self._look()
            self.is_open_elsewhere = bool(alive)
            self.is_only_read_elsewhere = bool(alive) and all(
                path.name.endswith(_ONLY_READ) for path in alive
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
        if self._own is not None:
            with suppress(OSError):
                self._own.unlink()

    def _show(self) -> None:
        """Make and lock a file, anew if another copy took it for left over before it was locked."""
        for _ in range(_TRIES):
            path = self._folder / f"{self._name}-{uuid.uuid4().hex[:12]}{self._ending}"
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                if _lock(descriptor) and path.exists():
                    self._own, self._descriptor = path, descriptor
                    return
            finally:
                if self._descriptor is None:
                    os.close(descriptor)
                    path.unlink(missing_ok=True)

    def _look(self) -> list[Path]:
        """Return the files of the other copies; what copies that crashed left goes away."""
        others = set(self._folder.glob(f"{self._name}-*{_ENDING}")) - {self._own}
        return [path for path in others if _is_alive(path)]


def is_any_open(data: Path) -> bool:
    """Return whether any copy of the program has any guide open.

    Args:
        data: the folder of places and marks.
    """
    found = (data / _FOLDER).glob(f"*-*{_ENDING}")
    return any(_is_alive(path) for path in found if LOCK.fullmatch(path.name))


def _is_alive(path: Path) -> bool:
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    except PermissionError:
        # Windows lets nobody open a file that is just going away.
        return False
    try:
        if not _lock(descriptor):
            return True
        # While it is locked, so that it is nobody else's by then.
        with suppress(OSError):
            path.unlink()
    except OSError:
        return False
    finally:
        os.close(descriptor)
    # Windows lets no file go away that is open.
    with suppress(OSError):
        path.unlink()
    return False


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        """Lock a file; return whether nobody else has.

        Raises:
            OSError: the disk knows no locks.
        """
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True
else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        """Lock a file; return whether nobody else has.

        Raises:
            OSError: the disk knows no locks.
        """
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
