"""Reading and adding to the small files of a listener: settings, lexicon, themes, clips, logs.

Such a file may turn out to be a pipe, a device, a giant, or to lie on a disk that answers no more.
None of that may hold up the start.
"""

from __future__ import annotations

import errno
import os
import stat
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Literal, TypeVar

MOST_BYTES = 1_000_000
LOG_LIMIT_BYTES = 1_000_000
"""A log that is longer is begun anew."""
ANSWER_LIMIT_S = 1.0
"""The program itself was just read from a disk; one that takes longer may never answer."""
MOST_FAULTS = 20
"""Of one file: nobody listens to more, and to word each takes its time."""

_Answer = TypeVar("_Answer")


def read_own(path: Path, most_bytes: int = MOST_BYTES) -> bytes:
    """Return what a file holds.

    Args:
        path: the file.
        most_bytes: a larger file is refused.

    Raises:
        FileNotFoundError: there is none.
        OSError: it cannot be read, or is none that is read; `strerror` says why.
    """
    return answered(lambda: read_patiently(path, most_bytes))


def read_patiently(path: Path, most_bytes: int) -> bytes:
    """Return the same, however long the disk takes: no thread is begun for it.

    Raises:
        FileNotFoundError: there is none.
        OSError: it cannot be read, or is none that is read; `strerror` says why.
    """
    with _open(path, os.O_RDONLY, "rb") as file:
        source = file.read(most_bytes + 1)
    if len(source) > most_bytes:
        raise OSError(errno.EFBIG, f"it is larger than {_size(most_bytes)}")
    return source


def read_own_end(path: Path, most_bytes: int) -> bytes:
    """Return the last bytes of a file, all of them where it is no longer.

    Raises:
        FileNotFoundError: there is none.
        OSError: it cannot be read, or is none that is read; `strerror` says why.
    """

    def read() -> bytes:
        with _open(path, os.O_RDONLY, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            file.seek(max(0, size - most_bytes))
            return file.read(most_bytes)

    return answered(read)


def open_to_add(path: Path, most_bytes: int = LOG_LIMIT_BYTES) -> BinaryIO:
    """Return a file that is open for adding to its end; it and its folder are made where missing.

    Args:
        path: the file.
        most_bytes: a larger file is begun anew.

    Raises:
        OSError: it cannot be written, or is none that is written; `strerror` says why.
    """

    def begin() -> BinaryIO:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = _open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, "ab")
        if os.fstat(file.fileno()).st_size > most_bytes:
            file.truncate(0)
        return file

    return answered(begin)


def replace_own(path: Path, content: bytes) -> None:
    """Put a file in the place of the one of before, all of it or nothing; its folder is made.

    Raises:
        OSError: it cannot be written; the one of before is as it was.
    """
    temporary: str | None = None
    try:
        # A file kept elsewhere and linked to stays linked to.
        path = path.resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".new")
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError:
        if temporary is not None:
            with suppress(OSError):
                os.unlink(temporary)
        raise


def answered(ask: Callable[[], _Answer]) -> _Answer:
    """Return what a question to a disk is answered with.

    Raises:
        OSError: what it raises itself, or that the disk does not answer.
    """
    found: list[_Answer] = []
    failed: list[Exception] = []

    def wait() -> None:
        try:
            found.append(ask())
        except Exception as error:
            failed.append(error)

    # A thread that a dead disk holds cannot be ended; it must not keep the program from ending.
    thread = threading.Thread(target=wait, name="own-file", daemon=True)
    thread.start()
    thread.join(ANSWER_LIMIT_S)
    if failed:
        raise failed[0]
    if not found:
        raise OSError(errno.ETIMEDOUT, "its disk does not answer")
    return found[0]


def _open(path: Path, how: int, mode: Literal["rb", "ab"]) -> BinaryIO:
    # Looked at first: to open a device may already do something.
    try:
        _check(os.stat(path), path)
    except FileNotFoundError:
        if not how & os.O_CREAT:
            raise
    # A pipe that comes in its place meanwhile must not hold anybody up.
    how |= getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, how, 0o600)
    try:
        _check(os.fstat(descriptor), path)
        return os.fdopen(descriptor, mode)
    except BaseException:
        os.close(descriptor)
        raise


def _check(status: os.stat_result, path: Path) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is no file but a pipe or a device")


def _size(count: int) -> str:
    return f"{count // 1_000_000} MB" if count >= 1_000_000 else f"{count // 1000} KB"


class Faults:
    """What cannot be used of one file, a sentence each; of very many only the first are worded."""

    def __init__(self, name: str) -> None:
        """Begin with none.

        Args:
            name: of the file.
        """
        self._name = name
        self._told: list[str] = []
        self._more = 0

    def add(self, sentence: str | Callable[[], str]) -> None:
        """Take note of one.

        Args:
            sentence: the sentence, or what words it; not called where no more are told.
        """
        if len(self._told) < MOST_FAULTS:
            self._told.append(sentence if isinstance(sentence, str) else sentence())
        else:
            self._more += 1

    @property
    def sentences(self) -> list[str]:
        """All that is told."""
        if not self._more:
            return list(self._told)
        are = "is 1 more line" if self._more == 1 else f"are {self._more} more lines"
        return [*self._told, f"{self._name}: there {are} that cannot be used."]
