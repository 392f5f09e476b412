"""Shows a page of the web in the listener's own browser, when they ask for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping

from allvoice.guide.bibliography import is_web_address

_WITH_WINDOWS = ("DISPLAY", "WAYLAND_DISPLAY")


def open_page(
    url: str,
    *,
    environ: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    browse: Callable[[str], bool] | None = None,
) -> bool:
    """Show a page; return whether a browser took the address.

    Only addresses of http and https are opened. Without windows nothing is: a browser of the
    terminal would take the place of the reader.

    Args:
        url: the address.
        environ: tells whether there are windows.
        platform: as `sys.platform`.
        browse: opens an address; by default `webbrowser.open`.
    """
    has_windows = platform in ("win32", "darwin") or any(map(environ.get, _WITH_WINDOWS))
    if not is_web_address(url) or not has_windows:
        return False
    if browse is None:
        import webbrowser

        browse = webbrowser.open
    try:
        return browse(url)
    except OSError:
        return False
