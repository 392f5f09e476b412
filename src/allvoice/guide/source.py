"""Files to text: what can be opened, and what is taken out before it is parsed."""

from __future__ import annotations

import re
import stat
from collections.abc import Sequence
from pathlib import Path

from allvoice.errors import UnreadableGuideError

ENDINGS = (".md", ".markdown", ".txt")
LARGEST_BYTES = 20_000_000

# A string sequence (a window title, a link) ends on its own line or was never one: then only its
# opening goes, so that no words go with it.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\n\x07\x1b\x9c]{0,4000}(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]"
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\ud800-\udfff\ufff9-\ufffb]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def clean(text: str) -> tuple[str, int]:
    """Return the text without terminal escapes and control characters.

    They could move the cursor, recolour the screen or reorder what is shown. Invisible characters
    (soft hyphens, zero-width spaces), which would break words apart for the voice and for search,
    go too.

    Returns:
        The text, its lines ended by newlines, and the line of the first control character counted
        from 1; 0 when there was none.
    """
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    found = _CONTROLS.search(text)
    if found is None:
        return text, 0
    line = text.count("\n", 0, found.start()) + 1
    return _CONTROLS.sub("", _ESCAPES.sub("", text)), line


def printable(text: str) -> str:
    """Return a piece of text without the characters that entities can bring back after `clean`."""
    if text.isascii() and text.isprintable():
        return text
    text = _INVISIBLE.sub("", _LINE_ENDS.sub(" ", text))
    return _CONTROLS.sub("", text)


def guide_files(path: Path) -> list[Path]:
    """Return the files of a guide in reading order.

    Raises:
        UnreadableGuideError: there is no such path, or no Markdown in the folder.
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
            f"{_shown(path)} is not a file or folder. Give a Markdown file or a folder of them."
        )
    try:
        # A link that leads nowhere stays in the list: reading it then says which chapter is lost.
        found = [
            entry
            for entry in path.iterdir()
            if entry.suffix.lower() in ENDINGS
            and not entry.name.startswith(".")
            and (entry.is_file() or (entry.is_symlink() and not entry.exists()))
        ]
    except OSError as error:
        raise UnreadableGuideError(
            f"The folder {_shown(path)} cannot be listed: {_reason(error)}. Check its permissions."
        ) from error
    if not found:
        raise UnreadableGuideError(
            f"The folder {_shown(path)} holds no Markdown. Give a folder with files ending in .md."
        )
    return sorted(found, key=_natural_order)


def _natural_order(path: Path) -> tuple[list[tuple[int, int, str]], str]:
    parts = re.split(r"(\d+)", path.name.casefold())
    numbered = [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]
    return numbered, path.name


def read_texts(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """Return the text of every file of a guide.

    Raises:
        UnreadableGuideError: together too large, or one of them cannot be read.
    """
    left_bytes = LARGEST_BYTES
    found = []
    for path in paths:
        raw = _read_bytes(path, left_bytes)
        left_bytes -= len(raw)
        found.append((path, _decode(path, raw)))
    return found


def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        UnreadableGuideError: too large, not text, not UTF-8, or not permitted.
    """
    return read_texts([path])[0][1]


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


def _decode(path: Path, raw: bytes) -> str:
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    if encoding == "utf-8-sig" and b"\0" in raw:
        raise UnreadableGuideError(f"{_shown(path)} is not a text file. Give a Markdown file.")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        name = "UTF-16" if encoding == "utf-16" else "UTF-8"
        raise UnreadableGuideError(
            f"{_shown(path)} is not {name} text at byte {error.start}. "
            "Save it as UTF-8 and try again."
        ) from error


def _shown(path: Path) -> str:
    """Return a path fit for the terminal: file names may hold escapes and newlines."""
    return "".join(mark if mark.isprintable() else "?" for mark in str(path))


def _reason(error: OSError | ValueError) -> str:
    return (isinstance(error, OSError) and error.strerror) or "the name is not valid"
