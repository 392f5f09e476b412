"""Files to text: what can be opened, and what is taken out before it is parsed."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from allvoice.errors import UnreadableGuideError

ENDINGS = (".md", ".markdown", ".txt")
LARGEST_BYTES = 20_000_000

_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_].*?(?:\x07|\x1b\\|$)|\x1b[ -/]*[0-~]", re.DOTALL
)
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def clean(text: str) -> tuple[str, bool]:
    """Return the text without terminal escapes and control characters, and whether any were there.

    They could move the cursor, recolour the screen or reorder what is shown.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    safe = _CONTROLS.sub("", _ESCAPES.sub("", text))
    return safe, safe != text


def guide_files(path: Path) -> list[Path]:
    """Return the files of a guide in reading order.

    Raises:
        UnreadableGuideError: there is no such path, or no Markdown in the folder.
    """
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise UnreadableGuideError(
            f"There is no guide at {path} that can be opened: {error.strerror}. "
            "Check the name and try again."
        ) from error
    if stat.S_ISREG(mode):
        return [path]
    if not stat.S_ISDIR(mode):
        raise UnreadableGuideError(
            f"{path} is not a file or folder. Give a Markdown file or a folder of them."
        )
    try:
        found = [
            entry
            for entry in path.iterdir()
            if entry.suffix.lower() in ENDINGS
            and not entry.name.startswith(".")
            and entry.is_file()
        ]
    except OSError as error:
        raise UnreadableGuideError(
            f"The folder {path} cannot be listed: {error.strerror}. Check its permissions."
        ) from error
    if not found:
        raise UnreadableGuideError(
            f"The folder {path} holds no Markdown. Give a folder with files ending in .md."
        )
    return sorted(found, key=_natural_order)


def _natural_order(path: Path) -> list[tuple[int, int, str]]:
    parts = re.split(r"(\d+)", path.name.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        UnreadableGuideError: too large, not text, not UTF-8, or not permitted.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            raise UnreadableGuideError(
                f"{path} is {size // 1_000_000} MB; allvoice reads files up to "
                f"{LARGEST_BYTES // 1_000_000} MB. Split it into chapters."
            )
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableGuideError(
            f"{path} cannot be read: {error.strerror}. Check its permissions."
        ) from error
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    if encoding == "utf-8-sig" and b"\0" in raw:
        raise UnreadableGuideError(f"{path} is not a text file. Give a Markdown file.")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableGuideError(
            f"{path} is not UTF-8 text at byte {error.start}. Save it as UTF-8 and try again."
        ) from error
