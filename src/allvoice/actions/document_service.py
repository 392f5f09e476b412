"""What the program around the reader knows of documents: how one is looked at and read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from allvoice.guide.changes import Stamp
    from allvoice.guide.model import Guide


@dataclass(frozen=True, slots=True)
class Watched:
    """The document being read as it is on the disk; one that nobody edits is not watched."""

    stamp: Callable[[], Stamp | None] = lambda: None
    """Returns what the disk tells of its files, on any thread."""
    read: Callable[[], Guide] | None = None
    """Reads it anew, on any thread; None for a document that is not watched."""
    known: Stamp | None = None
    """What the disk told before it was opened."""
    renewed: Callable[[Guide], None] = lambda guide: None
    """Takes note, where keys are answered, that the new text is read."""


class DocumentService(Protocol):
    """The documents that can be read; what of that is outside of the reader."""

    @property
    def watched(self) -> Watched:
        """How the present document is looked at."""
        ...
