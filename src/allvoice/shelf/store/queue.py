"""What the listener wants to hear next, of each document: passages in their own order."""

from __future__ import annotations

import enum
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allvoice.shelf.store.rows import locator_in, storable

if TYPE_CHECKING:
    from allvoice.shelf.locator import Locator
    from allvoice.shelf.store.remembered import Remembered

_QUEUES = "queues"


class Extent(enum.StrEnum):
    """How much of the guide is wanted, from the place on."""

    SECTION = "section"
    CHAPTER = "chapter"
    REST = "rest"
    """From the sentence to the end of its section."""


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """A passage that is to be heard."""

    id: str
    title: str
    """As it was called when it was queued."""
    extent: Extent
    locator: Locator
    """Of its first sentence."""


def new_entry(title: str, extent: Extent, locator: Locator) -> QueueEntry:
    """Return an entry that is none of those kept."""
    return QueueEntry(uuid.uuid4().hex, title, extent, locator)


class Queue:
    """The queues of all documents; each change outlives the program that made it.

    The disk is not waited for: a power cut may take the last change back.
    """

    def __init__(self, remembered: Remembered) -> None:
        """Keep them.

        Args:
            remembered: keeps texts under names.
        """
        self._remembered = remembered

    def of(self, guide_id: str) -> tuple[QueueEntry, ...]:
        """Return what is queued of a document, in order; what cannot be read is left out."""
        rows = self._all().get(storable(guide_id), [])
        return tuple(filter(None, map(_entry, rows if isinstance(rows, list) else [])))

    def put(self, guide_id: str, entries: Sequence[QueueEntry]) -> None:
        """Keep these as the queue of a document, in this order."""
        queues = self._all()
        rows = [[each.id, each.title, each.extent, each.locator.to_json()] for each in entries]
        if rows:
            queues[storable(guide_id)] = rows
        else:
            queues.pop(storable(guide_id), None)
        self._remembered.keep(_QUEUES, json.dumps(queues), durable=False)

    def let_go(self, guide_id: str, entry_id: str) -> None:
        """Take an entry off the queue of a document; one that is not there is no error."""
        entries = self.of(guide_id)
        stay = [each for each in entries if each.id != entry_id]
        if len(stay) < len(entries):
            self.put(guide_id, stay)

    def _all(self) -> dict[str, object]:
        try:
            queues = json.loads(self._remembered.of(_QUEUES) or "{}")
        except (ValueError, RecursionError):
            return {}
        return queues if isinstance(queues, dict) else {}


def _entry(row: object) -> QueueEntry | None:
    match row:
        case [str(entry_id), str(title), str(extent), str(stored)] if extent in [*Extent]:
            locator = locator_in(stored)
            if locator is not None:
                return QueueEntry(entry_id, title, Extent(extent), locator)
    return None
