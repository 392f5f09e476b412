"""The man page's source as a person reads it: what stands under which heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parents[2] / "docs" / "allvoice.1"
_MACRO = re.compile(r"\.([A-Z]{1,2})(?:\s+(.*))?$")
_ALTERNATING = re.compile(r"[BIR]{2}")
_ARGUMENT = re.compile(r'"([^"]*)"|(\S+)')
_ESCAPES = {r"\-": "-", r"\(dq": '"', r"\(ti": "~", r"\(rs": "\\"}


@dataclass(frozen=True)
class Entry:
    """A tag in the margin and what is said of it."""

    section: str
    part: str
    """The smaller heading; empty where there is none."""
    tag: str
    text: str


def _plain(text: str) -> str:
    for escape, character in _ESCAPES.items():
        text = text.replace(escape, character)
    assert "\\(" not in text, text
    return text


def _arguments(text: str, *, together: bool) -> str:
    found = [quoted or bare for quoted, bare in _ARGUMENT.findall(text)]
    return ("" if together else " ").join(found)


def entries(source: str) -> list[Entry]:
    """Return the page piece by piece; a piece without a tag is text under a heading."""
    found: list[Entry] = []
    section = part = tag = ""
    words: list[str] = []
    tag_follows = False

    def close() -> None:
        if words or tag:
            found.append(Entry(section, part, tag, " ".join(words)))

    for line in source.splitlines():
        match = _MACRO.match(line)
        if match is None:
            if not line.startswith("."):
                words.append(_plain(line))
            continue
        name, rest = match[1], match[2] or ""
        if name in ("SH", "SS", "TP", "PP"):
            close()
            tag, words, tag_follows = "", [], name == "TP"
            heading = _plain(_arguments(rest, together=False))
            if name == "SH":
                section, part = heading, ""
            elif name == "SS":
                part = heading
        elif name in ("B", "I") or _ALTERNATING.fullmatch(name):
            said = _plain(_arguments(rest, together=len(name) == 2))
            if tag_follows:
                tag, tag_follows = said, False
            else:
                words.append(said)
    close()
    return found
