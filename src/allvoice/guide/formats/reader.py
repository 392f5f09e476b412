"""The contract of a format: a reader makes drafts of blocks out of a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from allvoice.guide.document import Document
from allvoice.guide.model import BlockKind, Content, Skipped


@dataclass(slots=True)
class Draft:
    """A block before its place in the guide is known."""

    kind: BlockKind
    line: int
    """First line in the file, counted from 1; in a format without lines a place that rises."""
    make_content: Callable[[], Content]
    """Work out what the block shows: text without control characters but newline."""
    level: int = 0
    quote_depth: int = 0
    marker: str = ""
    source_chars: int = 0
    """How long it is in the file: a cheap measure before the content is worked out."""
    search_text: str | None = None
    """All words of the display text in their order, perhaps with marks between them that are no
    letters; None where only the display text has them."""
    title: str = ""
    """The text of a heading, in one line."""
    goes_on: bool = False
    """A later piece of the draft before it."""
    anchor: str = ""
    """By which links lead to it, where the file gives it such a name of its own."""


@dataclass(slots=True)
class Parsed:
    """One file, parsed."""

    front: Mapping[str, str] = field(default_factory=dict)
    """The file's own words about itself: `id`, `title`, `guide_id`, `guide_title`, `reviewed`,
    `bibliography`, `urgent`."""
    drafts: list[Draft] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    """The things neither shown nor spoken."""
    make_lines: Callable[[], Sequence[str]] | None = None
    """Return the lines of the file as an editor shows them; None in a format without lines."""


class Reader(Protocol):
    """Reads files of one format; making one may take longer than reading a short file."""

    def read(self, document: Document, file: int) -> Parsed:
        """Return the blocks of one file.

        Args:
            document: the file.
            file: its index in the guide, for what is skipped.

        Raises:
            UnreadableGuideError: it is no file of this format.
        """
        ...
