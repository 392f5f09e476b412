"""The sources that a guide names: what each is, how old, where it is, and how much of it was read.

The front matter of a Markdown file may name its bibliography, a TOML file that lies beside it:
`bibliography: sources.toml`. The text then cites a source by its id, `[@cdc-fever]` (Pandoc,
citation syntax); nothing of that is shown or spoken.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allvoice.own_files import read_own
from allvoice.text import printable

ENDING = ".toml"
READ_WHOLE, READ_PASSAGE, READ_EXCERPT = "whole", "passage", "excerpt"
MOST_BYTES = 2_000_000
_WEB = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)


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


def is_web_address(target: str) -> bool:
    """Return whether a link leads to a page of the web, by http or https."""
    return _WEB.fullmatch(target) is not None


def host_of(url: str) -> str:
    """Return the name of the computer that an address leads to: "cdc.gov"."""
    from urllib.parse import urlsplit

    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def beside(document: Path, named: str) -> Path | None:
    """Return the bibliography that a document names, None where it lies elsewhere or is no TOML."""
    path = document.parent / named
    if path.suffix != ENDING or Path(named).name != named or not path.is_file():
        return None
    return path


def load_sources(paths: Iterable[Path]) -> dict[str, Source]:
    """Return the sources of some bibliographies by id; what cannot be used is left out.

    Args:
        paths: TOML files of `[[source]]` tables; of two sources with one id the later wins.
    """
    found: dict[str, Source] = {}
    for path in dict.fromkeys(paths):
        try:
            tables = tomllib.loads(read_own(path, MOST_BYTES).decode("utf-8-sig")).get("source", [])
        except (OSError, ValueError, RecursionError):
            # The text is read without them; each citation then names what cannot be found.
            continue
        for table in tables if isinstance(tables, list) else ():
            source = _source(table)
            if source is not None:
                found[source.id] = source
    return found


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
