"""Which driver reads the keys and writes to the terminal: the program's own, or Textual's."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, Any

from textual import constants

from allvoice.tui.terminal import textual_internals
from allvoice.tui.terminal.clicks import ClickReports

if TYPE_CHECKING:
    from textual.app import App
    from textual.driver import Driver

    from allvoice.tui.terminal.process import Process


def driver_class(
    textuals_own: type[Driver], process: Callable[[], Process], *, external_screen_reader: bool
) -> type[Driver]:
    """Return the class of the driver that Textual makes when it takes the terminal.

    Textual's own stays on Windows, where no terminal sends answers; where the listener named one by
    `TEXTUAL_DRIVER`; and where the installed Textual lacks a part that the program's own needs.

    Args:
        textuals_own: the class that Textual would take.
        process: returns what is told of the terminal; called when the driver is made.
        external_screen_reader: no more is written than what changes the screen.
    """
    if not _can_be_our_own():
        return _told_of(textuals_own, process)
    from allvoice.tui.terminal.diffing_driver import DiffingDriver
    from allvoice.tui.terminal.driver import LowLatencyDriver

    kind: Any = DiffingDriver if external_screen_reader else LowLatencyDriver

    class OwnDriver(kind):  # type: ignore[misc]
        def __init__(self, app: App[Any], **options: Any) -> None:
            super().__init__(app, process(), terminal_file(), **options)

    return OwnDriver


def _can_be_our_own() -> bool:
    return (
        sys.platform != "win32"
        and constants.DRIVER is None
        and not textual_internals.missing(textual_internals.DRIVER_PARTS)
    )


def _told_of(textuals_own: type[Driver], process: Callable[[], Process]) -> type[Driver]:
    """Return a driver of Textual's that the program knows, and that writes to the terminal."""

    class KnownDriver(ClickReports, textuals_own):  # type: ignore[valid-type,misc]
        def __init__(self, app: App[Any], **options: Any) -> None:
            super().__init__(app, **options)
            process().took_terminal(self)
            file = terminal_file()
            if file is not None and file is not sys.__stderr__:
                textual_internals.write_to(self, file)

    return KnownDriver


def terminal_file() -> IO[str] | None:
    """Return the stream to draw on: the standard error, or where that goes elsewhere the output."""
    error = sys.__stderr__
    return error if error is not None and error.isatty() else sys.__stdout__
