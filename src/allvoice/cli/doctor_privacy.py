"""What `doctor` says of privacy: that nothing leaves the machine, and who can read what is kept."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from allvoice import offline, private
from allvoice.cli.voices import Tried
from allvoice.paths import Folders

_REPORT = "tell it as an issue where you got allvoice, and until then use --engine espeak."


def nothing_leaves(tried: Sequence[Tried], cache_home: Path | None = None) -> tuple[bool, str]:
    """Return whether nothing leaves the machine as far as could be seen, and what was looked at.

    Args:
        tried: the voices, as they were when they were ready to speak.
        cache_home: where programs of this user keep their caches; looked up by default.
    """
    for each in tried:
        if each.is_switched_off is False:
            switches = " ".join(f"{name}={value}" for name, value in offline.SWITCHES.items())
            return False, f"the {each.engine} voice was started without {switches}; {_REPORT}"
        if each.internet_sockets:
            count = each.internet_sockets
            sockets = "an internet socket" if count == 1 else f"{count} internet sockets"
            return False, f"the {each.engine} voice has {sockets} open; {_REPORT}"
    watched = [each.engine for each in tried if each.internet_sockets is not None]
    if watched:
        seen = f"no internet socket was open in these voices: {_listed(watched)}"
    else:
        seen = "open internet sockets are not checked here"
    return True, f"libraries are told not to report home; {seen}{_left_by_onnxruntime(cache_home)}"


def for_the_owner_only(folders: Folders, closed: Sequence[Path]) -> tuple[bool, str]:
    """Return whether nobody else can read what is kept, and how to mend it.

    Args:
        folders: where things are kept.
        closed: what others could read until this start.
    """
    if not private.IS_CHECKED:
        return True, "who can read what is kept is not checked here"
    if open_ones := private.exposed(folders):
        return False, (
            f"others on this computer can read {_listed(map(str, open_ones))}; "
            f"run chmod go-rwx {shlex.join(map(str, open_ones))}, "
            "or keep everything elsewhere with --data-dir."
        )
    detail = "you alone can read what is kept"
    if closed:
        detail += f"; until now others could read {_listed(map(str, closed))}"
    return True, detail


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def _left_by_onnxruntime(cache_home: Path | None) -> str:
    """Return what is told of a folder that is not this program's to remove."""
    if sys.platform != "linux":
        return ""
    import platformdirs

    home = cache_home or Path(platformdirs.user_cache_dir())
    folder = home / "Microsoft" / "DeveloperTools" / ".onnxruntime"
    if not folder.is_dir():
        return ""
    return (
        f"; {folder} holds a number that names this computer, "
        "from an earlier version or another program, and may be removed"
    )
