"""Addresses of the web: what is one, and which computer it leads to. Pure."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_NO_HOST = re.compile(r"[%\[\]\s]")
"""Signs that no name has, as they are and as they are left when a reader has escaped them."""
_WEB = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)


def is_web_address(target: str) -> bool:
    """Return whether a link leads to a page of the web, by http or https."""
    return _WEB.fullmatch(target) is not None and host_of(target) != ""


def host_of(url: str) -> str:
    """Return the name of the computer that an address leads to, "cdc.gov"; empty if it has none."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return "" if _NO_HOST.search(host) else host
