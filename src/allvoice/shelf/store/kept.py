"""All that a listener keeps, as data: what copies are made of, and what comes back from one."""

from __future__ import annotations

from dataclasses import dataclass

from allvoice.shelf.locator import Locator
from allvoice.shelf.store.bookmarks import Bookmark
from allvoice.shelf.store.cards import Card
from allvoice.shelf.store.entries import Entry


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A document that was opened, as the shelf remembers it."""

    guide_id: str
    title: str
    path: str
    """Empty for the guide that comes with the program."""
    content_hash: str
    word_count: int
    is_listed: bool


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """Where a document was left."""

    locator: Locator
    updated_at: str
    """ISO 8601, UTC; empty where nobody knows."""
    rate_wpm: int | None = None
    """The rate chosen for the document; None where none was."""


@dataclass(frozen=True, slots=True)
class KeptHeard:
    """A section that was heard to its end."""

    guide_id: str
    section_id: str
    heard_at: str
    """ISO 8601, UTC; empty where nobody knows."""


@dataclass(frozen=True, slots=True)
class KeptListened:
    """How long a document was listened to on a day."""

    guide_id: str
    day: str
    """ISO 8601, where the listener was."""
    seconds: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What the shelf holds of the listener's, each in its order."""

    documents: tuple[KeptDocument, ...] = ()
    """The one opened last first."""
    places: tuple[KeptPlace, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    entries: tuple[Entry, ...] = ()
    cards: tuple[Card, ...] = ()
    heard: tuple[KeptHeard, ...] = ()
    listened: tuple[KeptListened, ...] = ()

    @property
    def own(self) -> Kept:
        """What the listener made, without what changes while it is listened to."""
        return Kept(bookmarks=self.bookmarks, entries=self.entries, cards=self.cards)
