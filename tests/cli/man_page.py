"""The man page's source: read as a person reads it; parts of it are written from the program.

Keys come from the catalogue of actions and the keymap, typed words from theirs, settings from their
table: `make man` writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from allvoice.plain.typed_words import TypedControls
from allvoice.shelf.settings.spec import TABLES, Spec
from allvoice.shelf.settings.specs import SPECS
from allvoice.shelf.settings.template import usual_lines
from allvoice.tui.keys.keymap import ACTIONS, Keymap, key_name

FILE = Path(__file__).parents[2] / "docs" / "allvoice.1"
_MACRO = re.compile(r"\.([A-Z]{1,2})(?:\s+(.*))?$")
_ALTERNATING = re.compile(r"[BIR]{2}")
_ARGUMENT = re.compile(r'"([^"]*)"|(\S+)')
_FONT = re.compile(r"\\f[BIPR]")
_NAME, _COMMAND = re.compile(r'"([^"]*)"'), re.compile(r"`([^`]*)`")
FROM, TO = '.\\" {}, written by: make man', '.\\" To here.'
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


def written_parts() -> dict[str, str]:
    """Return the source of each part that is written, by the name that stands above it."""
    return {
        "Keys": "\n".join(_keys()),
        "Typed words": "\n".join(_typed_words()),
        "Settings": "\n".join(line for table in TABLES for line in _table(table)),
    }


def up_to_date(source: str) -> str:
    """Return the page with what the program says of keys, typed words and settings."""
    for name, part in written_parts().items():
        begin = FROM.format(name)
        before, _, rest = source.partition(f"{begin}\n")
        _, _, after = rest.partition(f"{TO}\n")
        assert after, f"the page has no lines {begin} and {TO}"
        source = f"{before}{begin}\n{part}\n{TO}\n{after}"
    return source


def _keys() -> Iterator[str]:
    keymap = Keymap()
    group = ""
    for action in ACTIONS:
        if action.group != group:
            group = action.group
            yield f".SS {group}"
        keys = ", ".join(key_name(key) for key in keymap.keys(action.id))
        yield from (".TP 4", f".B {_dashed(keys)}", action.words, f".RI ( {action.id} ).")


def _typed_words() -> Iterator[str]:
    for item in TypedControls(external_screen_reader=False).help_items():
        typed, _, spoken = item.key.partition(" or ")
        yield from (".TP 4", f".B {_dashed(typed)}", f"{_dashed(item.text or spoken)}.")


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


def _dashed(text: str) -> str:
    # A bare one may be shown as a typographic hyphen, which nobody can type.
    return _escaped(text).replace("-", r"\-")


if __name__ == "__main__":
    FILE.write_text(up_to_date(FILE.read_text(encoding="utf-8")), encoding="utf-8")
