"""Puts a copy on the disk, whole or not at all, and never in the place of a file by chance."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from allvoice.errors import ShelfError
from allvoice.private import share_as_document

MOST_NAMES = 1000
"""Tried for a file that may not replace another."""


def write_document(path: Path, text: str, *, replaces: bool = False) -> None:
    """Write a file that the listener asked for by name.

    Args:
        path: the file.
        text: what it holds.
        replaces: a file of this name may go.

    Raises:
        FileExistsError: there is one, and it may not go.
        ShelfError: it cannot be written.
    """
    try:
        _write(path, text.encode("utf-8", "replace"), replaces=replaces)
    except FileExistsError:
        raise
    except OSError as error:
        why = error.strerror or "it cannot be written"
        raise ShelfError(f"{path} cannot be written: {why}; give another name.") from error


def write_beside(path: Path, text: str) -> Path:
    """Write a file under a name that is free: "visit.html", else "visit-2.html"; return it.

    Raises:
        ShelfError: it cannot be written.
    """
    for count in range(1, MOST_NAMES):
        named = path if count == 1 else path.with_stem(f"{path.stem}-{count}")
        with suppress(FileExistsError):
            write_document(named, text)
            return named
    raise ShelfError(f"{path.parent} holds too many files of the name {path.name}.")


def _write(path: Path, content: bytes, *, replaces: bool) -> None:
    if os.path.lexists(path):
        if not replaces:
            raise FileExistsError
        # A link stays one, and its file is replaced.
        path = path.resolve()
        if path.exists() and not path.is_file():
            raise OSError(0, "that is a folder or a device and no file")
    old = stat.S_IMODE(path.stat().st_mode) if path.exists() else None
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.", suffix=".new")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(OSError):
            if old is None:
                share_as_document(temporary)
            else:
                temporary.chmod(old)
        if replaces:
            os.replace(temporary, path)
        else:
            _take_free_name(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _take_free_name(temporary: Path, path: Path) -> None:
    """Give a file its name, unless another program took it meanwhile."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # A disk without links.
        if os.path.lexists(path):
            raise FileExistsError from None
        os.replace(temporary, path)
