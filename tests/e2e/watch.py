"""Watches a program and all that it starts: the sockets it makes and the files it writes."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.e2e.ear import need

_WRITING = (
    "open openat openat2 creat mkdir mkdirat mknod mknodat rename renameat renameat2 link linkat "
    "symlink symlinkat unlink unlinkat rmdir truncate chmod fchmod fchmodat fchmodat2 chown fchown "
    "lchown fchownat utime utimes utimensat futimesat setxattr lsetxattr fsetxattr"
)
_WRITING_CALLS = frozenset(_WRITING.split())
_OPENING = ("open", "openat", "openat2", "creat")
_FOR_WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_TMPFILE")
_CALL = re.compile(r"(?P<name>\w+)\((?P<arguments>.*)\)\s+= (?P<result>-?\d+)(?:<(?P<at>[^>]*)>)?")
_NAMED = re.compile(r'(?:(?:AT_FDCWD|\d+)<(?P<base>[^>]*)>, )?"(?P<path>(?:[^"\\]|\\.)*)"')
_DESCRIPTOR = re.compile(r"\d+<(?P<path>/[^>]*)>")
_UNIX_PATH = re.compile(r'sun_path=(?P<path>@?"[^"]*")')
_INTERNET = re.compile(r"AF_INET6?\b")
_LOCAL = re.compile(r"AF_(UNIX|LOCAL|NETLINK)\b")
_DEVICES = re.compile(
    r"/dev/(null|zero|full|tty|ptmx|pts/\d+)|/dev/shm/pulse-shm-\d+|/proc/(self|\d+)/.*"
)
_BYTECODE = re.compile(r".*/__pycache__(/[^/]+\.pyc(\.\d+)?)?")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a program and all that it started did."""

    processes: int = 0
    internet: list[str] = field(default_factory=list)
    """Calls that made or used a socket which may lead to another computer."""
    connected: set[str] = field(default_factory=set)
    """Programs on this computer that were spoken to, by the path of their socket."""
    written: set[Path] = field(default_factory=set)
    """What was made, written, renamed, removed or given other permissions."""

    def written_outside(self, allowed: Iterable[Path], temporary: Path) -> list[Path]:
        """Return what was written elsewhere, and what was not removed from the temporary folder.

        Python's own compiled modules beside the program are no trace of who ran it.

        Args:
            allowed: files, and folders with all that is in them and the way to them.
            temporary: what was in this folder must be gone.
        """
        places = tuple(allowed)

        def is_allowed(path: Path) -> bool:
            if _DEVICES.fullmatch(str(path)) or _BYTECODE.fullmatch(str(path)):
                return True
            if path.is_relative_to(temporary):
                return path == temporary or not os.path.lexists(path)
            return any(
                path.is_relative_to(each)
                or each.is_relative_to(path)
                # What was not finished yet stood beside it.
                or (str(path).startswith(f"{each}.") and not os.path.lexists(path))
                for each in places
            )

        return sorted(path for path in self.written if not is_allowed(path))


class Watch:
    """Runs programs under `strace`."""

    def __init__(self, folder: Path, cwd: Path) -> None:
        """Prepare.

        Args:
            folder: an empty one for the records.
            cwd: where the programs run.
        """
        self._folder = folder
        self._cwd = cwd
        self._count = 0

    def command(self, command: Sequence[str]) -> list[str]:
        """Return the command that runs a command and watches it, with ordinary permissions."""
        self._count += 1
        record = self._folder / str(self._count)
        record.mkdir()
        traced = ",".join(["%network", *(f"?{name}" for name in sorted(_WRITING_CALLS))])
        return [
            "/bin/sh",
            "-c",
            'umask 022; cd "$1"; shift; exec "$@"',
            "sh",
            str(self._cwd),
            need("strace", "strace"),
            # One record a thread: no call is cut in two by another's.
            *("-ff", "-o", str(record / "calls")),
            *("-y", "--seccomp-bpf", "-s", "200", "-e", f"trace={traced}"),
            "--",
            *command,
        ]

    def seen(self) -> Seen:
        """Return what all programs run so far did; they must have ended."""
        seen = Seen(len(list(self._folder.glob("*/calls.*"))))
        for record in sorted(self._folder.glob("*/calls.*")):
            for line in record.read_text(encoding="utf-8", errors="replace").splitlines():
                if call := _CALL.match(line):
                    self._note(call, line, seen)
        return seen

    def _note(self, call: re.Match[str], line: str, seen: Seen) -> None:
        name, arguments = call["name"], call["arguments"]
        if name not in _WRITING_CALLS:
            if _INTERNET.search(arguments) or (name == "socket" and not _LOCAL.search(arguments)):
                seen.internet.append(line)
            if (
                name == "connect"
                and (found := _UNIX_PATH.search(arguments))
                and call["result"] == "0"
            ):
                seen.connected.add(found["path"].strip('"'))
            if name == "bind" and (found := _UNIX_PATH.search(arguments)):
                seen.written.add(self._cwd / found["path"].strip('"'))
        elif int(call["result"]) >= 0 and (name not in _OPENING or _FOR_WRITING.search(line)):
            seen.written.update(self._paths(call))

    def _paths(self, call: re.Match[str]) -> Iterator[Path]:
        if call["at"]:
            yield Path(call["at"])
            return
        named = list(_NAMED.finditer(call["arguments"]))
        for each in named:
            path = each["path"].encode("latin-1").decode("unicode_escape")
            path = path.encode("latin-1", "replace").decode("utf-8", "replace")
            yield Path(os.path.normpath(Path(each["base"] or self._cwd, path)))
        if not named and (found := _DESCRIPTOR.match(call["arguments"])):
            yield Path(found["path"])


def open_to_others(folder: Path, but: Iterable[Path] = ()) -> list[Path]:
    """Return what in a folder others than its owner may read, write or enter."""
    passed_over = tuple(but)
    return sorted(
        path
        for path in folder.rglob("*")
        if not any(path.is_relative_to(each) for each in passed_over)
        and not path.is_symlink()
        and stat.S_IMODE(path.lstat().st_mode) & 0o077
    )
