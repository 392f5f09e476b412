"""The parts of Textual that are used though it promises nothing about them.

Any release of Textual may rename or drop them. Where one that the terminal's driver needs is
missing, Textual's own driver is used (`tui/terminal/select.py`): Escape acts 0.1 s later, and the
terminal is asked what it can do. The others are needed only when the screen fails. Whoever needs
another part adds it here: a test looks for those that are used and not named.
"""

from __future__ import annotations

import dis
import importlib
import sys
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App
    from textual.driver import Driver

_DRIVER = "textual.drivers.linux_driver:LinuxDriver."
DRIVER_PARTS = (
    "textual._xterm_parser:FOCUSIN",
    "textual._xterm_parser:FOCUSOUT",
    "textual._xterm_parser:XTermParser._sequence_to_key_events",
    f"{_DRIVER}_file",
    f"{_DRIVER}_query_in_band_window_resize",
    f"{_DRIVER}_request_terminal_sync_mode_support",
    f"{_DRIVER}_sigcont_application",
    f"{_DRIVER}_sigtstp_application",
    f"{_DRIVER}attrs_before",
    f"{_DRIVER}exit_event",
)
"""What the program's own driver is made of, each as `module:name`."""
APP_PARTS = (
    "textual.app:App._exception",
    "textual.app:App._exception_event",
    "textual.app:App._handle_exception",
)
"""What ends the program with one sentence instead of a traceback."""


def missing(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of some parts, each as `module:name`, that the installed Textual lacks."""
    return tuple(part for part in parts if not _is_there(part))


def _is_there(part: str) -> bool:
    module, _, path = part.partition(":")
    owner, _, name = path.rpartition(".")
    try:
        found: Any = importlib.import_module(module)
        if owner:
            found = getattr(found, owner)
    except (ImportError, AttributeError):
        return False
    return hasattr(found, name) or (isinstance(found, type) and _is_set_by_constructor(found, name))


def _is_set_by_constructor(owner: type, name: str) -> bool:
    codes = [getattr(vars(each).get("__init__"), "__code__", None) for each in owner.__mro__]
    steps = (step for code in codes if code for step in dis.get_instructions(code))
    return any(step.opname == "STORE_ATTR" and step.argval == name for step in steps)


def problem() -> str:
    """Return one sentence about what the installed Textual lacks; empty where it lacks nothing.

    Raises:
        ImportError: Textual, or a package it needs, is not there.
    """
    importlib.import_module("textual.app")
    # Heavy, and wanted only by the doctor.
    from importlib import metadata

    lacks = missing(() if sys.platform == "win32" else DRIVER_PARTS)
    fails = missing(APP_PARTS)
    if not lacks and not fails:
        return ""
    what = ", ".join(part.partition(":")[2] for part in (*lacks, *fails))
    costs = []
    if lacks:
        costs.append("its own driver reads the keys and Escape acts 0.1 s later")
    if fails:
        costs.append("an error of the screen would be shown as it is")
    return f"Textual {metadata.version('textual')} lacks {what}, so {' and '.join(costs)}."


def write_to(driver: Driver, file: IO[str]) -> None:
    """Let a driver of Textual's write to another file than the standard error, where it can."""
    if hasattr(driver, "_file"):
        driver._file = file


def end_by_error(app: App[str], sentence: str, error: Exception) -> None:
    """End the program with a sentence as its result.

    Args:
        app: the program's screen; its return code becomes 1.
        sentence: what `run` returns.
        error: is raised again where the screen is driven by a test.
    """
    app.exit(sentence, return_code=1)
    with suppress(AttributeError):
        if app._exception is None:
            app._exception = error
            app._exception_event.set()
