"""Dated copies in a folder that the listener chose: what was written down is lost for good else.

The folder may be on another disk, a stick or another computer, which may be slow, full or gone.
Nothing here is done on a thread that somebody waits for, and no file but our own is touched.
"""

from __future__ import annotations

import errno
import os
import re
import tempfile
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from allvoice.errors import ShelfError
from allvoice.export.shelf_copy.json_copy import MOST_BYTES, from_json, to_json
from allvoice.own_files import read_patiently
from allvoice.shelf.store.copying import kept_in
from allvoice.shelf.store.kept import Kept

MOST_KEPT, MOST_DAYS_KEPT = 10, 7
"""Of all copies, and of those of earlier days, the last one of each day."""
_LEFT_OVER_AFTER_S = 60.0
"""A copy takes a moment; one that old was left by a program that was ended in the middle."""
_NAME = re.compile(r"allvoice-\d{4}-\d{2}-\d{2}-\d{6}\.json", re.ASCII)
_UNFINISHED = re.compile(r"allvoice-\d{4}-\d{2}-\d{2}-\d{6}\.json\.\w{8}\.new", re.ASCII)


def backups_in(folder: Path) -> list[Path]:
    """Return the copies in a folder, the oldest first.

    Raises:
        OSError: it cannot be read.
    """
    names = sorted(name for name in os.listdir(folder) if _NAME.fullmatch(name))
    return [folder / name for name in names if not os.path.islink(folder / name)]


def back_up(folder: Path, database: Path, now: datetime) -> Path | None:
    """Write a copy where the listener's own changed since the last one; ten in all are kept.

    Args:
        folder: where the copies are; it is not made, since a disk that is not there would be
            taken for a folder.
        database: the shelf's file, which is only read.
        now: the time, with its zone.

    Returns:
        The copy; None where nothing changed or nothing is there to be kept.

    Raises:
        OSError: it cannot be written.
    """
    before = backups_in(folder)
    kept = kept_in(database)
    if kept is None or kept.own == Kept():
        return None
    text = to_json(kept, now)
    if before and _own_of(before[-1]) == from_json(text.encode()).own:
        return None
    path = folder / f"allvoice-{now.astimezone():%Y-%m-%d-%H%M%S}.json"
    if os.path.lexists(path):
        return None
    _write(path, text.encode())
    for old in _too_many(backups_in(folder), path):
        with suppress(OSError):
            old.unlink()
    return path


def _too_many(found: list[Path], made: Path) -> list[Path]:
    """Return the copies that go now, so that one evening does not push out all earlier days."""
    earlier = [each for each in found if _day(each) < _day(made)]
    days = {_day(each): each for each in earlier}
    stay = [*days.values()][-MOST_DAYS_KEPT:]
    # The clock may have been set back: the new one stays whatever its name.
    others = [each for each in found if each not in earlier and each != made]
    stay += others[max(0, len(others) - (MOST_KEPT - 1 - len(stay))) :]
    return [each for each in found if each != made and each not in stay]


def _day(copy: Path) -> str:
    return copy.name[: len("allvoice-2026-11-30")]


def why_not(error: OSError) -> str:
    """Return why a folder cannot be used, to stand after a colon."""
    words = {
        errno.ENOENT: "it is not there",
        errno.ENOTDIR: "it is no folder",
        errno.EACCES: "it cannot be written",
        errno.EROFS: "it cannot be written",
        errno.ENOSPC: "its disk is full",
    }
    return words.get(error.errno or 0, error.strerror or "it cannot be written")


def _own_of(path: Path) -> Kept | None:
    """Return what a copy holds of the listener's own; None where it cannot be read."""
    with suppress(OSError, ShelfError):
        return from_json(read_patiently(path, MOST_BYTES)).own
    return None


def _write(path: Path, content: bytes) -> None:
    _forget_unfinished(path.parent)
    # For the owner only, wherever it is: it holds what a doctor is told.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.", suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _forget_unfinished(folder: Path) -> None:
    for name in os.listdir(folder):
        if _UNFINISHED.fullmatch(name):
            with suppress(OSError):
                if time.time() - (folder / name).lstat().st_mtime > _LEFT_OVER_AFTER_S:
                    (folder / name).unlink()
