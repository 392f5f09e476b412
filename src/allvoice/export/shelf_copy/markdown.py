"""Writes a page as Markdown in which the listener's own words are words and never markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allvoice.export.shelf_copy.page import (
    Fact,
    Facts,
    Heading,
    Item,
    List,
    Page,
    Paragraph,
    lines_of,
)

ROOM = "." * 40
"""A line to write on: it needs no sign that Markdown knows."""
_MARKUP = re.compile(r"([\\`*_\[\]<>&|~])")
_AT_THE_START = re.compile(r"^([#+=:-])")
_NUMBER = re.compile(r"^(\d+)([.)])(?=\s|$)")


def markdown(page: Page) -> str:
    """Return a page as Markdown."""
    parts = [f"# {_words(page.title)}"]
    for part in page.parts:
        match part:
            case Heading(text, level):
                parts.append(f"{'#' * level} {_words(text)}")
            case Paragraph(text):
                parts.append(_words(text))
            case Facts(facts):
                parts += _facts(facts)
            case List():
                parts.append("\n".join(_list(part)))
    return "\n\n".join(parts) + "\n"


def _facts(facts: tuple[Fact, ...], indent: str = "") -> Iterator[str]:
    for fact in facts:
        name = f"{fact.name}: " if fact.name else ""
        if lines_of(fact.text):
            yield indent + name + _broken(fact.text, indent)
        else:
            rows = [f"{name}{ROOM}", *[ROOM] * (fact.room_lines - 1)]
            yield "\n".join(f"{indent}{row}\\" for row in rows).removesuffix("\\")


def _list(part: List) -> Iterator[str]:
    for number, item in enumerate(part.items, start=1):
        marker = f"{number}. " if part.is_numbered else "- "
        indent = " " * len(marker)
        yield marker + _item(item, indent, is_dated=part.is_dated)
        for detail in _facts(item.details, indent):
            yield f"\n{detail}"
        if item.details and number < len(part.items):
            yield ""


def _item(item: Item, indent: str, *, is_dated: bool) -> str:
    box = "" if item.is_done is None else "[x] " if item.is_done else "[ ] "
    words = _broken(item.text, indent) or "…"
    if not item.when:
        return box + words
    return f"{box}{item.when}: {words}" if is_dated else f"{box}{words} ({_words(item.when)})"


def _broken(text: str, indent: str) -> str:
    """Return text with its lines kept."""
    return f"\\\n{indent}".join(map(_words, lines_of(text)))


def _words(text: str) -> str:
    """Return a line as Markdown that shows it as it is."""
    line = _MARKUP.sub(r"\\\1", " ".join(lines_of(text)))
    return _NUMBER.sub(r"\1\\\2", _AT_THE_START.sub(r"\\\1", line))
