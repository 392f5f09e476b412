"""The sources that a guide names: what each is, how old, where it is, and how much of it was read.

The front matter of a Markdown file may name its bibliography, a TOML file that lies beside it:
`bibliography: sources.toml`. The text then cites a source by its id, `[@cdc-fever]` (Pandoc,
citation syntax); nothing of that is shown or spoken, whether or not the bibliography can be read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allvoice.guide import beside
from allvoice.guide.beside import list_of_tables, tables_of
from allvoice.guide.web_addresses import is_web_address
from allvoice.text import printable

FRONT_KEY = "bibliography"
"""In the front matter of a file: the name of its bibliography."""
READ_WHOLE, READ_PASSAGE, READ_EXCERPT = "whole", "passage", "excerpt"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim of a guide comes from."""

    id: str
    name: str
    """Who speaks: an organisation, a journal."""
    title: str = ""
    date: str = ""
    """Of the text itself, "2024-06-14", "2024-06" or "2024"; empty where it gives none."""
    seen: str = ""
    """The day it was read."""
    url: str = ""
    """Its address, http or https; empty where it has none."""
    no_url: str = ""
    """Why it has no address."""
    read: str = READ_WHOLE
    """How much of it was read: the "whole", the "passage" of the claim, or an "excerpt" of it."""
    note: str = ""
    """A sentence that who leans on it should know."""


def fault_of(document: Path, named: str) -> str:
    """Return why the bibliography that a document names cannot be used; empty where it can.

    Args:
        document: the file that names it.
        named: the name, as the front matter has it.
    """
    return beside.fault_of(document, named, _tables)


def load_sources(paths: Iterable[Path]) -> dict[str, Source]:
    """Return the sources of some bibliographies by id; what cannot be used is left out.

    Args:
        paths: TOML files of `[[source]]` tables; of two sources with one id the later wins.
    """
    found: dict[str, Source] = {}
    for path in dict.fromkeys(paths):
        try:
            tables = _tables(path)
        except (OSError, ValueError, RecursionError):
            # The text is read without them; `fault_of` tells whoever writes it.
            continue
        for table in tables:
            source = _source(table)
            if source is not None:
                found[source.id] = source
    return found


def _tables(path: Path) -> list[Any]:
    """Return the tables of the sources.

    Raises:
        OSError: it cannot be read; `strerror` says why.
        ValueError: it is no TOML, or its sources are no tables.
        RecursionError: it is nested too deeply.
    """
    return list_of_tables(tables_of(path), "source")


def _source(table: Any) -> Source | None:
    if not isinstance(table, dict):
        return None
    texts = {
        key: " ".join(printable(str(table.get(key, ""))).split())
        for key in ("id", "name", "title", "date", "seen", "url", "no_url", "read", "note")
    }
    if not texts["id"] or not texts["name"]:
        return None
    if not is_web_address(texts["url"]):
        texts["url"] = ""
    return Source(**{**texts, "read": texts["read"] or READ_WHOLE})
