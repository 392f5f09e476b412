"""Files to bytes: what can be opened, and how much of it."""

from __future__ import annotations

import re
import stat
from collections.abc import Sequence
from pathlib import Path

from allvoice.errors import UnreadableGuideError
from allvoice.guide.document import Document
from allvoice.guide.formats.registry import FORMATS, Format, endings, named
from allvoice.text import shown

LARGEST_BYTES = 20_000_000


def guide_files(path: Path, formats: Sequence[Format] = FORMATS) -> list[Path]:
    """Return the files of a guide in reading order.

    Raises:
        UnreadableGuideError: there is no such path, or no file of a known format in the folder.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise UnreadableGuideError(
            f"There is no guide at {_shown(path)} that can be opened: {_reason(error)}. "
            "Check the name and try again."
        ) from error
    if stat.S_ISREG(mode):
        return [path]
    if not stat.S_ISDIR(mode):
        raise UnreadableGuideError(
            f"{_shown(path)} is not a file or folder. Give a {named(formats)} file or a folder "
            "of them."
        )
    known = endings(formats)
    try:
        # A link that leads nowhere stays in the list: reading it then says which chapter is lost.
        found = [
            entry
            for entry in path.iterdir()
            if entry.suffix.lower() in known
            and not entry.name.startswith(".")
            and (entry.is_file() or (entry.is_symlink() and not entry.exists()))
        ]
    except OSError as error:
        raise UnreadableGuideError(
            f"The folder {_shown(path)} cannot be listed: {_reason(error)}. Check its permissions."
        ) from error
    if not found:
        raise UnreadableGuideError(
            f"The folder {_shown(path)} holds no {named(formats)}. "
            f"Give a folder with files ending in {formats[0].endings[0]}."
        )
    return sorted(found, key=_natural_order)


def _natural_order(path: Path) -> tuple[list[tuple[int, int, str]], str]:
    parts = re.split(r"(\d+)", path.name.casefold())
    numbered = [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]
    return numbered, path.name


def read_documents(paths: Sequence[Path]) -> list[Document]:
    """Read every file of a guide.

    Raises:
        UnreadableGuideError: together too large, or one of them cannot be read.
    """
    left_bytes = LARGEST_BYTES
    found = []
    for path in paths:
        raw = _read_bytes(path, left_bytes)
        left_bytes -= len(raw)
        found.append(Document(path, raw))
    return found


def _read_bytes(path: Path, most_bytes: int) -> bytes:
    limit_mb = LARGEST_BYTES // 1_000_000
    try:
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            raise UnreadableGuideError(
                f"{_shown(path)} is {size // 1_000_000} MB; allvoice reads guides up to "
                f"{limit_mb} MB. Split it into smaller guides."
            )
        if size > most_bytes:
            raise UnreadableGuideError(
                f"The folder {_shown(path.parent)} holds more than {limit_mb} MB of text; "
                "allvoice reads guides up to that size. Split it into smaller guides."
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableGuideError(
            f"{_shown(path)} cannot be read: {_reason(error)}. Check the file and its permissions."
        ) from error


def _shown(path: Path) -> str:
    return shown(str(path))


def _reason(error: OSError | ValueError) -> str:
    return (isinstance(error, OSError) and error.strerror) or "the name is not valid"
