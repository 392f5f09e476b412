"""The formats that can be read, by the endings of their files. Their readers are imported late."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from allvoice.guide.formats.reader import Reader


class Format(NamedTuple):
    """One kind of file."""

    name: str
    """As people call it: "Markdown"."""
    endings: tuple[str, ...]
    """In small letters, with the dot; the first is the usual one."""
    make_reader: Callable[[], Reader]


def _markdown() -> Reader:
    from allvoice.guide.formats.markdown.parse import MarkdownReader

    return MarkdownReader()


FORMATS = (Format("Markdown", (".md", ".markdown", ".txt"), _markdown),)


def endings(formats: Sequence[Format] = FORMATS) -> tuple[str, ...]:
    """Return the endings of all files that can be read."""
    return tuple(ending for each in formats for ending in each.endings)


def named(formats: Sequence[Format] = FORMATS) -> str:
    """Return what the formats are called, for a sentence: "Markdown or EPUB"."""
    *first, last = (each.name for each in formats)
    return f"{', '.join(first)} or {last}" if first else last


def format_of(path: Path, formats: Sequence[Format] = FORMATS) -> Format:
    """Return the format of a file by its ending; the first format where none has that ending."""
    ending = path.suffix.lower()
    return next((each for each in formats if ending in each.endings), formats[0])
