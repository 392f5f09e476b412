"""How links, e-mail addresses and names of websites are said."""

from __future__ import annotations

import re

from allvoice.narration import signs
from allvoice.narration.around import Around

LINK = re.compile(r"(?:\w{1,20}://|www\.|mailto:)\S+", re.IGNORECASE)
_SITE = re.compile(r"(?:[\w-]+\.)+(?:com|edu|eu|gov|info|int|io|net|org|uk)(/\S*)?", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@<>]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}")


def link(core: str, _: Around) -> str | None:
    """Return how a link is said, which is never spelled, or None."""
    match = LINK.search(core)
    return f"{signs.said(core[: match.start()])} link" if match else None


def mail(core: str, _: Around) -> str | None:
    """Return how an e-mail address is said, or None."""
    return "e-mail address" if _MAIL.fullmatch(core) else None


def site(core: str, _: Around) -> str | None:
    """Return how "example.org" is said, or None."""
    match = _SITE.fullmatch(core)
    if match is None:
        return None
    return "link" if match[1] else signs.said(core.replace(".", " dot "))


def link_in(core: str) -> int | None:
    """Return where in a token an address begins that is said as "link", or None."""
    match = LINK.search(core)
    return None if match is None else match.start()


def is_address(core: str) -> bool:
    """Return whether a token is said as "link" or "e-mail address"."""
    match = _SITE.fullmatch(core)
    return _MAIL.fullmatch(core) is not None or (match is not None and bool(match[1]))
