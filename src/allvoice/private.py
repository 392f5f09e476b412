"""What is kept is for its owner only: nobody else on the computer can read it.

Places, bookmarks and what was said aloud from a guide on leukaemia are health data. Whatever this
process makes is closed to others from the start, and what an earlier version left open is closed.
Where there are no POSIX permissions, as on Windows, folders of a user's profile are closed to
others by themselves, and nothing is done here.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import BinaryIO, Literal

from allvoice.paths import APP_NAME, Folders

OTHERS = 0o077
"""The permissions of everybody but the owner."""
IS_CHECKED = os.name == "posix"
_INHERIT = -1

_users_umask = _INHERIT
"""As the umask itself, one for the whole process."""


def close_to_others() -> None:
    """Make whatever this process and its children create for the owner only."""
    global _users_umask
    if IS_CHECKED and _users_umask == _INHERIT:
        _users_umask = os.umask(OTHERS)


def users_umask() -> int:
    """Return what the user's own documents are made with; -1 where nothing was changed."""
    return _users_umask


def make_document(path: Path, mode: Literal["wb", "w+b", "r+b", "a+b"] = "wb") -> BinaryIO:
    """Open for writing a file that the user asked for by name.

    A fresh one can be read by whoever can read the user's other documents.
    """
    is_fresh = not path.exists()
    file = path.open(mode)
    if is_fresh and _users_umask != _INHERIT:
        share_as_document(path)
    return file


def share_as_document(path: Path) -> None:
    """Let a file be read by whoever can read the user's other documents."""
    # Disks without permissions refuse.
    with suppress(OSError):
        umask = _users_umask if _users_umask != _INHERIT else OTHERS
        path.chmod(0o666 & ~umask)


def close_kept(folders: Folders) -> list[Path]:
    """Close to others what is kept already; return what was open.

    Only what this program made is touched, and no link is followed. What cannot be closed stays as
    it is; `exposed` tells of it.
    """
    return [path for path in _kept(folders) if _close(path)] if IS_CHECKED else []


def exposed(folders: Folders) -> list[Path]:
    """Return what is kept where others can read it, links followed."""
    found = []
    for path in _kept(folders) if IS_CHECKED else ():
        with suppress(OSError):
            if path.stat().st_mode & OTHERS:
                found.append(path)
    return found


def _close(path: Path) -> bool:
    with suppress(OSError):
        status = path.lstat()
        kind = stat.S_IFMT(status.st_mode)
        if kind in (stat.S_IFREG, stat.S_IFDIR) and status.st_uid == os.geteuid():
            if not status.st_mode & OTHERS:
                return False
            path.chmod(stat.S_IMODE(status.st_mode) & ~OTHERS)
            # Disks without permissions may take the wish and not fulfil it.
            return not path.lstat().st_mode & OTHERS
    return False


OPEN = "open"
"""In the data folder: a file for each window that has a guide open."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder, and patterns of the names that this program gives to what is in it."""

    folder: Path
    files: tuple[str, ...] = ()
    subfolders: tuple[str, ...] = ()


def _places(folders: Folders) -> list[_Place]:
    inner = (folders.cache.name, folders.log.name, folders.themes.name, OPEN)
    places = [
        _Place(folders.data, ("shelf.sqlite3*", "shelf-*.sqlite3*"), inner),
        _Place(folders.config, (folders.settings_file.name, folders.lexicon_file.name), inner),
        _Place(folders.log, (f"{folders.log_file.name}*", f"{folders.errors_file.name}*")),
        _Place(folders.cache, (), (folders.clips.name,)),
        # The permissions of these two keep whatever is in them.
        _Place(folders.clips),
        _Place(folders.themes),
    ]
    above = folders.log.parent
    return [_Place(above), *places] if above.name == APP_NAME else places


def _kept(folders: Folders) -> Iterator[Path]:
    """Yield the folders that are this program's, and its files in those that are no link."""
    places = _places(folders)
    is_ours = not folders.chosen or _holds_nothing_else(folders, places)
    links = {each.folder for each in places if os.path.islink(each.folder)}
    for folder in dict.fromkeys(each.folder for each in places):
        if links.isdisjoint(folder.parents):
            if is_ours:
                yield folder
            patterns = _patterns(places, folder)
            if patterns and folder not in links:
                for name in _names(folder):
                    if _matches(name, patterns):
                        yield folder / name


def _patterns(places: list[_Place], folder: Path) -> list[str]:
    return [pattern for each in places if each.folder == folder for pattern in each.files]


def _holds_nothing_else(folders: Folders, places: list[_Place]) -> bool:
    """Return whether a folder that the user named is used for nothing else."""
    if not os.path.exists(folders.database) or os.path.ismount(folders.data):
        return False
    for folder in (folders.data, folders.log, folders.cache):
        known = _patterns(places, folder)
        known += [name for each in places if each.folder == folder for name in each.subfolders]
        if not all(_matches(name, known) for name in _names(folder)):
            return False
    return all(_matches(name, ["*.toml"]) for name in _names(folders.themes))


def _matches(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []
