"""Which remote there is on this system."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from allvoice.remote.model import Receive, Remote
from allvoice.remote.station import Tell

UNTRIED = "nobody has tried them on this system yet"


def how_reachable(environment: Mapping[str, str]) -> str:
    """Return why media keys are not reached; empty where they are. Nobody sees the try.

    Args:
        environment: names the session bus.
    """
    if sys.platform in ("win32", "darwin"):
        return UNTRIED
    from allvoice.remote import session_bus

    return session_bus.how_reachable(environment)


def for_this_system(receive: Receive, tell: Tell) -> Remote | None:
    """Return a remote of this system; what it cannot reach it tells.

    Args:
        receive: takes what is asked for, on any thread.
        tell: is told why nobody is reached, on any thread.
    """
    if sys.platform == "win32":
        from allvoice.remote.windows import WindowsRemote

        return WindowsRemote.here(receive, tell)
    if sys.platform == "darwin":
        from allvoice.remote.macos import MacRemote

        return MacRemote.here(receive, tell)
    from allvoice.remote.session_bus import SessionBusRemote

    return SessionBusRemote(receive, tell)
