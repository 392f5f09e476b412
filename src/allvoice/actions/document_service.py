"""What the program around the reader does with documents: it lists, opens and looks at them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from allvoice.guide.changes import Stamp
    from allvoice.guide.model import Guide, Position
    from allvoice.reading.playlist import Playlist
    from allvoice.reading.sleep_state import Places
    from allvoice.shelf.library import OpenedDocument
    from allvoice.shelf.store.documents import KnownDocument


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


@dataclass(frozen=True, slots=True)
class ToOpen:
    """A document that is about to be opened."""

    open: Callable[[], OpenedDocument]
    """Opens it, on any thread; raises `UnreadableGuideError`."""
    is_large: bool
    """It may take so long that somebody wants to leave."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A document that is open from now on: where it begins, as at the start of the program."""

    guide: Guide
    position: Position
    rate_wpm: int
    welcome: str
    waits: bool
    """It is read when a key asks for it: another copy of the program has it open, or it is asked
    where to go on."""
    away_s: float | None = None
    """How long ago it was left at the position; None where nobody knows."""
    slept: Places | None = None
    """Where the listener may have fallen asleep over it."""
    is_offered: bool = False
    """The key for playing goes on there."""
    playlist: Playlist | None = None
    """What was being played of it, and goes on."""


class DocumentService(Protocol):
    """The documents that can be read; what of that is outside of the reader."""

    @property
    def present(self) -> KnownDocument:
        """The document that is read."""
        ...

    @property
    def watched(self) -> Watched:
        """How the present document is looked at."""
        ...

    def listed(self) -> Sequence[KnownDocument]:
        """Return those to choose from, the one opened last first.

        The guide that comes with the program is always among them.
        """
        ...

    def to_open(self, document: KnownDocument) -> ToOpen:
        """Return what opens a document."""
        ...

    def enter(self, opened: OpenedDocument) -> Entered:
        """Let a document be the present one; the one before is left."""
        ...

    def stay(self) -> None:
        """Keep that the present document is wanted: it is the last one from now on."""
        ...

    def unlist(self, document: KnownDocument) -> None:
        """Remove a document from the list; its place and its marks stay."""
        ...

    def list_again(self, document: KnownDocument) -> None:
        """Bring a document back into the list."""
        ...
