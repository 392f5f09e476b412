"""The man page's source: read as a person reads it, and its settings written from their table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from allvoice.shelf.settings.specs import SPECS, TABLES, Spec
from allvoice.shelf.settings.template import usual_lines

FILE = Path(__file__).parents[2] / "docs" / "allvoice.1"
_MACRO = re.compile(r"\.([A-Z]{1,2})(?:\s+(.*))?$")
_ALTERNATING = re.compile(r"[BIR]{2}")
_ARGUMENT = re.compile(r'"([^"]*)"|(\S+)')
_FONT = re.compile(r"\\f[BIPR]")
_NAME, _COMMAND = re.compile(r'"([^"]*)"'), re.compile(r"`([^`]*)`")
FROM, TO = '.\\" From the table of settings: make man', '.\\" To here.'
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
    text = _FONT.sub("", text)
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


def settings_section() -> str:
    """Return the source of what is told of every setting."""
    return "\n".join(line for table in TABLES for line in _table(table))


def with_settings(source: str) -> str:
    """Return the page with what the table of settings says now."""
    before, _, rest = source.partition(f"{FROM}\n")
    _, _, after = rest.partition(f"{TO}\n")
    assert after, f"the page has no lines {FROM} and {TO}"
    return f"{before}{FROM}\n{settings_section()}\n{TO}\n{after}"


def _table(table: str) -> list[str]:
    lines = [f".SS [{table}]"]
    for spec in SPECS:
        if spec.table == table:
            lines += [".TP 4", f".B {_escaped(', '.join(usual_lines(spec)))}", *_told(spec)]
    return lines


def _told(spec: Spec) -> list[str]:
    """Return a line for each sentence, with names and commands in bold."""
    bold = r"\\fB\1\\fP"
    text = _COMMAND.sub(lambda found: found[0].replace("-", r"\-"), spec.help)
    return re.split(r"(?<=[.!?]) ", _COMMAND.sub(bold, _NAME.sub(bold, text)))


def _escaped(text: str) -> str:
    return text.replace("\\", r"\(rs").replace('"', r"\(dq")


if __name__ == "__main__":
    FILE.write_text(with_settings(FILE.read_text(encoding="utf-8")), encoding="utf-8")
