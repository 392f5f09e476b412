"""Writes one choice into the settings file, so that the rest of the file stays as it is."""

from __future__ import annotations

from pathlib import Path

from allvoice.errors import SettingsError
from allvoice.own_files import read_own, replace_own
from allvoice.shelf.settings.kinds import for_file, shown
from allvoice.shelf.settings.read import MOST_BYTES, chosen_in
from allvoice.shelf.settings.specs import SPEC_OF
from allvoice.shelf.settings.template import template
from allvoice.shelf.settings.text import UnusualError, with_value

_LASTS = "so this choice lasts only until you quit"


def write_setting(path: Path, name: str, value: object) -> None:
    """Write a choice into the file; comments stay.

    Where there is no file one is made that explains every setting.

    Args:
        path: the settings file.
        name: the setting, as in `Settings`; "keys." and an action, "voices." and an engine.
        value: what it becomes.

    Raises:
        SettingsError: the file cannot be understood or written; it is left as it was.
    """
    unclear = f"{path.name} cannot be understood, {_LASTS}; allvoice doctor says where it is."
    try:
        source = _source(path)
        before = chosen_in(source)
        text = with_value(
            source, SPEC_OF[name].in_file if name in SPEC_OF else name, for_file(value)
        )
        if chosen_in(text) != before.with_choice(name, value):
            raise UnusualError
        encoded = text.encode()
    except UnusualError as error:
        table = name.partition(".")[0]
        raise SettingsError(
            f"{path.name} is written in a way that '{table}' cannot be added to, {_LASTS}."
        ) from error
    except UnicodeEncodeError as error:
        raise SettingsError(f"{path.name} cannot hold {shown(value)}, {_LASTS}.") from error
    except (ValueError, RecursionError) as error:
        raise SettingsError(unclear) from error
    except OSError as error:
        raise _unwritable(path, error) from error
    # A held key makes the same choice many times.
    if text != source:
        try:
            replace_own(path, encoded)
        except OSError as error:
            raise _unwritable(path, error) from error


def _source(path: Path) -> str:
    try:
        return read_own(path, MOST_BYTES).decode("utf-8-sig")
    except FileNotFoundError:
        return template()


def _unwritable(path: Path, error: OSError) -> SettingsError:
    why = error.strerror or "it cannot be opened"
    return SettingsError(f"{path.name} cannot be written ({why}), {_LASTS}.")
