"""Writing one setting into the settings file, so that the rest of the file stays as it is."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from allvoice.errors import SettingsError
from allvoice.own_files import read_own
from allvoice.packages import why_not
from allvoice.shelf.settings.read import MOST_BYTES, TEMPLATE

_LASTS = "so this choice lasts only until you quit"

Value = bool | int | float | str | list[str]


def keep_setting(path: Path, name: str, value: Value) -> None:
    """Write a setting into the file; comments stay.

    Where there is no file one is made that explains every setting.

    Args:
        path: the settings file.
        name: the setting, or "keys." and an action.
        value: what it becomes.

    Raises:
        SettingsError: the file cannot be understood or written; it is left as it was.
    """
    try:
        from tomlkit.exceptions import TOMLKitError

        from allvoice.shelf.settings.text import NoTableError, with_key, with_setting
    except ImportError as error:
        raise SettingsError(f"{why_not(path.name, error)[:-1]}, {_LASTS}.") from error

    try:
        source = _source(path)
        _, is_key, action = name.partition("keys.")
        text = with_key(source, action, str(value)) if is_key else with_setting(source, name, value)
    except NoTableError as error:
        raise SettingsError(f"'keys' in {path.name} is no table, {_LASTS}.") from error
    except (TOMLKitError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path.name} cannot be understood, {_LASTS}; allvoice doctor says where it is."
        ) from error
    except OSError as error:
        raise _unwritable(path, error) from error
    _replace(path, text)


def _source(path: Path) -> str:
    try:
        return read_own(path, MOST_BYTES).decode("utf-8-sig")
    except FileNotFoundError:
        return TEMPLATE


def _replace(path: Path, text: str) -> None:
    temporary: str | None = None
    try:
        # A file kept elsewhere and linked to stays linked to.
        path = path.resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".new")
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        if temporary is not None:
            with suppress(OSError):
                os.unlink(temporary)
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> SettingsError:
    why = error.strerror or "it cannot be opened"
    return SettingsError(f"{path.name} cannot be written ({why}), {_LASTS}.")
