"""The files that this program makes for itself, by the very names that it gives them.

Who forgets everything must lose nothing else: in a folder that the listener named other things may
stand, and what a link leads to is not ours.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from allvoice.paths import Folders
from allvoice.private import OPEN

_SQLITE = r"(?:-wal|-shm|-journal)?"
_SHELF = re.compile(
    rf"shelf\.sqlite3{_SQLITE}"
    rf"|shelf-before(?:-v\d+)?\.sqlite3(?:\.\d+-\d+\.new)?{_SQLITE}"
    rf"|shelf-(?:damaged|newer)-\d{{8}}-\d{{6}}(?:-\d+)?\.sqlite3{_SQLITE}",
    re.ASCII,
)
_CLIP = re.compile(r"[0-9a-f]{64}\.clip|tmp\w{8}\.part|calibration\.json", re.ASCII)
LOCK = re.compile(r"[0-9a-f]{16}-[0-9a-f]{12}(?:\.read)?\.lock", re.ASCII)
"""A file that tells that a window has a guide open."""


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """What was found, by what it is."""

    shelf: tuple[Path, ...]
    """The database, its spare copies, and those set aside."""
    clips: tuple[Path, ...]
    """Rendered speech."""
    logs: tuple[Path, ...]
    locks: tuple[Path, ...]
    settings: tuple[Path, ...]
    """With the listener's own lexicon, which tells what they read."""
    links: tuple[Path, ...]
    """Links in the place of a file or folder of ours; what they lead to is left alone."""


def own_files(folders: Folders) -> OwnFiles:
    """Return the files that this program made for itself."""
    links: list[Path] = []

    def named(folder: Path, pattern: re.Pattern[str]) -> tuple[Path, ...]:
        return tuple(_named(folder, pattern, links))

    names = (folders.log_file.name, folders.errors_file.name)
    log = re.compile("|".join(rf"{re.escape(name)}(?:\.\d+)?" for name in names), re.ASCII)
    names = (folders.settings_file.name, folders.lexicon_file.name)
    either = "|".join(map(re.escape, names))
    settings = re.compile(rf"(?:{either})(?:\w{{8}}\.new)?", re.ASCII)
    return OwnFiles(
        named(folders.data, _SHELF),
        named(folders.clips, _CLIP),
        named(folders.log, log),
        named(folders.data / OPEN, LOCK),
        named(folders.config, settings),
        tuple(dict.fromkeys(links)),
    )


def own_folders(folders: Folders) -> list[Path]:
    """Return the folders inside others that this program makes, the innermost first."""
    return [folders.data / OPEN, folders.clips, folders.cache, folders.log]


def _named(folder: Path, pattern: re.Pattern[str], links: list[Path]) -> list[Path]:
    """Return the files of a folder with names of ours; links are put to the others."""
    if os.path.islink(folder):
        links.append(folder)
        return []
    found = []
    with suppress(OSError):
        for name in sorted(os.listdir(folder)):
            if pattern.fullmatch(name):
                mode = (folder / name).lstat().st_mode
                if stat.S_ISREG(mode):
                    found.append(folder / name)
                elif stat.S_ISLNK(mode):
                    links.append(folder / name)
    return found
