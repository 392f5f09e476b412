"""Media keys for whatever reads aloud: the screen, plain lines, `read`."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from allvoice.cli.console import tell

if TYPE_CHECKING:
    from allvoice.event_loop import Scheduler
    from allvoice.reading.commands import Command
    from allvoice.reading.runner import ReadingSession
    from allvoice.remote.obeying import Does
    from allvoice.shelf.settings.choices import Choices
    from allvoice.shelf.settings.specs import Settings

UNREACHABLE = "Media keys do nothing: {}."


@contextlib.contextmanager
def media_keys(
    session: ReadingSession,
    settings: Settings | Choices,
    *,
    do: Does,
    post: Callable[[Callable[[], None]], None],
    scheduler: Scheduler,
    tells: bool = False,
) -> Iterator[None]:
    """Let media keys drive a session for a while, once something of it was heard.

    Args:
        session: the reading.
        settings: the settings; or what is chosen, which then holds from the moment it is.
        do: does an action, on the session's thread.
        post: lets some work be done there; called on any thread.
        scheduler: does work later there.
        tells: says on standard error why they do nothing, where they do.
    """
    from allvoice.remote.by_system import for_this_system
    from allvoice.remote.station import Station
    from allvoice.shelf.settings.choices import Choices

    station = Station(
        session,
        settings.settings if isinstance(settings, Choices) else settings,
        for_this_system,
        do=do,
        post=post,
        scheduler=scheduler,
        tell=_tell if tells else lambda why_not: None,
    )
    if isinstance(settings, Choices):
        settings.observers.append(station.apply)
    try:
        yield
    finally:
        station.close()


def without_actions(session: ReadingSession) -> Does:
    """Return what does an action where no keys do: while a text is read aloud."""
    from allvoice.actions.session_commands import SESSION_COMMANDS
    from allvoice.reading.commands import PlayPause, Stop

    own: dict[str, Command] = {"play": PlayPause(), "quit": Stop()}

    def do(action: str, argument: Command | None = None) -> None:
        command = argument or own.get(action) or SESSION_COMMANDS.get(action)
        if command is not None:
            session.do(command)

    return do


def _tell(why_not: str) -> None:
    if why_not:
        tell(UNREACHABLE.format(why_not))
