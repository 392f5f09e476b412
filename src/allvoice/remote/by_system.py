"""Which remote there is on this system."""

from __future__ import annotations

import sys

from allvoice.remote.model import Receive, Remote
from allvoice.remote.station import Tell


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
