"""Which session bus may be spoken to. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote_to_bytes

VARIABLE = "DBUS_SESSION_BUS_ADDRESS"
NO_BUS = f"there is no session bus ({VARIABLE} is not set)"
NOT_LOCAL = "the session bus is no socket of this computer, and nothing is sent elsewhere"
_SOCKETS = ("path", "abstract")


def local_address(environment: Mapping[str, str]) -> tuple[str, str]:
    """Return the address of the session bus, as far as it is a Unix socket, or why there is none.

    A bus that is reached through a network is on another computer, or could be: what is read would
    be told there. One that would have to be started first is nobody's.

    Returns:
        The address and empty text, or empty text and why.
    """
    wanted = environment.get(VARIABLE, "")
    if not wanted.strip():
        return "", NO_BUS
    for each in wanted.split(";"):
        transport, _, options = each.strip().partition(":")
        found = dict(option.partition("=")[::2] for option in options.split(",") if option)
        socket = next((name for name in _SOCKETS if found.get(name)), None)
        if transport == "unix" and socket is not None and b"\0" not in _bytes(found[socket]):
            return f"unix:{socket}={found[socket]}", ""
    return "", NOT_LOCAL


def _bytes(value: str) -> bytes:
    return unquote_to_bytes(value)
