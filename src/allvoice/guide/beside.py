"""Files that a document names and that lie beside it: its sources, what people say for its words.

They are TOML files of tables, `[[source]]` and so on. Whoever reads a document from elsewhere must
not have files read that its folder does not hold.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from allvoice.own_files import read_own
from allvoice.text import printable

ENDING = ".toml"
MOST_BYTES = 2_000_000


def beside(document: Path, named: str) -> Path | None:
    """Return the file that a document names, None where it lies elsewhere or is no TOML."""
    path = document.parent / named
    try:
        return path if not _refused(document, named) and path.is_file() else None
    except OSError:
        return None


def fault_of(document: Path, named: str, read: Callable[[Path], object]) -> str:
    """Return why the file that a document names cannot be used; empty where it can.

    Args:
        document: the file that names it.
        named: the name, as the front matter has it.
        read: reads it; what it raises is the fault.
    """
    try:
        refused = _refused(document, named)
        if not refused:
            read(document.parent / named)
        return refused
    except OSError as error:
        why = error.strerror or "it cannot be opened"
        return why[:1].lower() + why[1:]
    except UnicodeDecodeError as error:
        return f"it is not UTF-8 at byte {error.start}"
    except ValueError as error:
        return " ".join(printable(str(error)).split())
    except RecursionError:
        return "it is nested too deeply"


def tables_of(path: Path) -> dict[str, Any]:
    """Return what a file holds.

    Raises:
        OSError: it cannot be read; `strerror` says why.
        ValueError: it is no TOML.
        RecursionError: it is nested too deeply.
    """
    return tomllib.loads(read_own(path, MOST_BYTES).decode("utf-8-sig"))


def list_of_tables(held: dict[str, Any], name: str) -> list[Any]:
    """Return the tables of one name that a file holds.

    Raises:
        ValueError: they are none.
    """
    found = held.get(name, [])
    if not isinstance(found, list):
        raise ValueError(f"its {name} is no list of [[{name}]] tables")
    return found


def _refused(document: Path, named: str) -> str:
    """Return why a file is not looked into, whatever it holds; empty for one that may be."""
    if not named:
        return "no file is named"
    path = document.parent / named
    if path.suffix != ENDING or Path(named).name != named:
        return f"it must be a file beside the guide whose name ends in {ENDING}"
    # A guide from elsewhere must not have files read that its folder does not hold.
    if path.is_symlink() and path.exists():
        folders = (document.parent.resolve(), document.resolve().parent)
        if path.resolve().parent not in folders:
            return "it is a link to a file in another folder"
    return ""
