"""The spare copy of the shelf: made while the shelf is sound, used where it cannot be read."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

from allvoice.shelf.store import database
from allvoice.shelf.store.migrations import Migration

_ENDING = ".new"
_LEFT_OVER_AFTER_S = 60.0
"""A copy takes milliseconds; one that old was left by a program that was killed."""


def keep_spare(path: Path, migrations: Sequence[Migration]) -> bool:
    """Copy a database to its spare copy; one that is not sound never takes the place of the old.

    Returns:
        Whether there is a new copy.
    """
    spare = database.spare_of(path)
    if not database.is_ordinary(path):
        return False
    temporary = spare.with_name(f"{spare.name}.{os.getpid()}-{threading.get_ident()}{_ENDING}")
    try:
        _forget_left_over(spare)
        # Made here, so that nobody else may read it.
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            with closing(sqlite3.connect(path, timeout=0)) as source:
                _copy_checked(source, temporary, migrations)
            _replace(temporary, spare)
        finally:
            temporary.unlink(missing_ok=True)
    except (OSError, UnicodeError, sqlite3.Error, database.Damaged, database.Newer):
        return False
    return True


def _copy_checked(
    source: sqlite3.Connection, temporary: Path, migrations: Sequence[Migration]
) -> None:
    with closing(sqlite3.connect(temporary, isolation_level=None)) as target:
        # What counts is that the file is whole when it is renamed.
        target.execute("PRAGMA synchronous = OFF")
        database.copy(source, target)
        # One file alone, which can be read where nothing can be written.
        target.execute("PRAGMA journal_mode = DELETE").fetchone()
        database.check(target, migrations)


def _replace(temporary: Path, spare: Path) -> None:
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    os.replace(temporary, spare)


def _forget_left_over(spare: Path) -> None:
    for file in spare.parent.glob(f"{spare.name}.*{_ENDING}"):
        with suppress(OSError):
            if time.time() - file.stat().st_mtime > _LEFT_OVER_AFTER_S:
                file.unlink()
