"""Shows a page of the web in the listener's own browser, when they ask for it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePath

from allvoice.guide.web_addresses import is_web_address

BROWSER = "BROWSER"
"""Names browsers of the listener's own, as Python's `webbrowser` and xdg-open read it."""
_WITH_WINDOWS = ("DISPLAY", "WAYLAND_DISPLAY")
_TEXT_BROWSERS = frozenset(
    {"w3m", "lynx", "links", "links2", "elinks", "www-browser", "browsh", "carbonyl"}
)
"""They take the terminal, which is the reader's."""
_USUAL = (
    "xdg-open", "gio open", "x-www-browser", "firefox", "google-chrome", "chromium",
    "chromium-browser", "konqueror", "epiphany",
)  # fmt: skip
"""What opens a page beside windows on Linux, the listener's usual browser first."""
_STARTS_ON_MACOS = "open"
_URL = "%s"

Which = Callable[[str], str | None]


def can_open_pages(
    *,
    environ: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    which: Which = shutil.which,
) -> bool:
    """Return whether there is a browser that leaves the terminal to the reader.

    Args:
        environ: tells whether there are windows, and which browser is wanted.
        platform: as `sys.platform`.
        which: finds a command.
    """
    return platform == "win32" or bool(_command(environ, platform, which))


def open_page(
    url: str,
    *,
    environ: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    which: Which = shutil.which,
    start: Callable[[Sequence[str], Mapping[str, str]], None] | None = None,
) -> bool:
    """Hand a page to a browser, and wait for nothing; return whether one was started.

    Only addresses of http and https are opened.

    Args:
        url: the address.
        environ: tells whether there are windows, and which browser is wanted.
        platform: as `sys.platform`.
        which: finds a command.
        start: starts a command with its environment; by default apart from the terminal.
    """
    if not is_web_address(url) or not url.isprintable():
        return False
    return _open(url, environ, platform, which, start)


def open_file(
    path: Path,
    *,
    environ: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    which: Which = shutil.which,
    start: Callable[[Sequence[str], Mapping[str, str]], None] | None = None,
) -> bool:
    """Hand a page that this program wrote to a browser; return whether one was started.

    Args:
        path: an HTML file.
        environ: tells whether there are windows, and which browser is wanted.
        platform: as `sys.platform`.
        which: finds a command.
        start: starts a command with its environment; by default apart from the terminal.
    """
    if path.suffix != ".html" or not path.is_file():
        return False
    return _open(path.absolute().as_uri(), environ, platform, which, start)


def documents_folder() -> Path:
    """Return where the user keeps documents; their own folder where there is no such one."""
    import platformdirs

    folder = Path(platformdirs.user_documents_dir())
    return folder if folder.is_dir() else Path.home()


def _open(
    url: str,
    environ: Mapping[str, str],
    platform: str,
    which: Which,
    start: Callable[[Sequence[str], Mapping[str, str]], None] | None,
) -> bool:
    command = [_URL] if platform == "win32" else _command(environ, platform, which)
    if not command:
        return False
    start = start or (_hand_to_windows if platform == "win32" else _start)
    # The browser is chosen: what is asked to open the page must not choose one of the terminal.
    others = {name: value for name, value in environ.items() if name != BROWSER}
    try:
        start([part.replace(_URL, url) for part in command], others)
    except OSError:
        return False
    return True


def _command(environ: Mapping[str, str], platform: str, which: Which) -> list[str]:
    """Return the command that opens a page, a sign in place of the address; empty for none."""
    has_windows = platform == "darwin" or any(map(environ.get, _WITH_WINDOWS))
    usual = (_STARTS_ON_MACOS,) if platform == "darwin" else _USUAL
    for named in (*environ.get(BROWSER, "").split(os.pathsep), *(usual if has_windows else ())):
        try:
            parts = [part for part in shlex.split(named) if part != "&"]
        except ValueError:
            # A quotation mark that is never closed.
            continue
        if not parts or PurePath(parts[0]).name in _TEXT_BROWSERS or which(parts[0]) is None:
            continue
        return parts if any(_URL in part for part in parts) else [*parts, _URL]
    return []


def _start(command: Sequence[str], environ: Mapping[str, str]) -> None:
    """Start a command that neither hears nor writes to the terminal, and outlives the program."""
    process = subprocess.Popen(
        command,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    # Nobody waits for a browser, but one that has ended would stay in the table of processes.
    threading.Thread(target=process.wait, name="browser", daemon=True).start()


def _hand_to_windows(command: Sequence[str], environ: Mapping[str, str]) -> None:
    """Let Windows open an address with what the listener has chosen for it."""
    if sys.platform == "win32":
        os.startfile(command[0])
