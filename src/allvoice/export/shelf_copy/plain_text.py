"""Writes a page as plain text, for any printer and any screen."""

from __future__ import annotations

from collections.abc import Iterator

from allvoice.export.shelf_copy.page import (
    Fact,
    Facts,
    Heading,
    List,
    Page,
    Paragraph,
    lines_of,
)
from allvoice.text import TERMINAL, broken

COLUMNS = 66
"""Of a line: as many letters as the eye takes in well, and fewer than any printer cuts off."""
_UNDER = {1: "=", 2: "-"}
ROOM = "_" * 40


def plain_text(page: Page) -> str:
    """Return a page as plain text."""
    lines = [*_heading(Heading(page.title, 1))]
    for part in page.parts:
        match part:
            case Heading():
                lines += ["", *_heading(part)]
            case Paragraph(text):
                lines += ["", *_wrapped(text)]
            case Facts(facts):
                lines += ["", *_facts(facts, "")]
            case List():
                lines += _list(part)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _heading(heading: Heading) -> Iterator[str]:
    lines = _wrapped(heading.text)
    yield from lines
    if heading.level in _UNDER:
        yield _UNDER[heading.level] * max(map(TERMINAL.cells, lines), default=0)


def _list(part: List) -> Iterator[str]:
    for number, item in enumerate(part.items, start=1):
        if number == 1 or item.details:
            yield ""
        marker = f"{number}. " if part.is_numbered else "- "
        if item.is_done is not None:
            marker += "[x] " if item.is_done else "[ ] "
        indent = " " * len(marker)
        text = item.text
        if item.when:
            text = f"{item.when}: {text}" if part.is_dated else f"{text} ({item.when})"
        first, *rest = _wrapped(text, indent) or [indent]
        yield marker + first[len(indent) :]
        yield from rest
        yield from _facts(item.details, indent)


def _facts(facts: tuple[Fact, ...], indent: str) -> Iterator[str]:
    for fact in facts:
        name = f"{fact.name}: " if fact.name else ""
        if lines_of(fact.text):
            yield from _wrapped(f"{name}{fact.text}", indent)
            continue
        yield indent + name + ROOM
        for _ in range(fact.room_lines - 1):
            yield ""
            yield indent + ROOM


def _wrapped(text: str, indent: str = "") -> list[str]:
    lines = []
    for line in lines_of(text):
        lines += [indent + each for each in broken(line, COLUMNS - len(indent))]
    return lines
