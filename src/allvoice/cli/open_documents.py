"""The documents of the reader, for its actions: listed, opened in place, and looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from allvoice.actions.document_service import Entered, ToOpen, Watched
from allvoice.cli.documents import library_of
from allvoice.cli.opening import is_large
from allvoice.guide.changes import stamp_of
from allvoice.guide.length import about_words
from allvoice.guide.load import load_guide
from allvoice.shelf.library import BUNDLED, OpenedDocument
from allvoice.shelf.locator import find

if TYPE_CHECKING:
    from allvoice.actions.documents.opening import Opening
    from allvoice.guide.model import Guide
    from allvoice.shelf.store.documents import KnownDocument
    from allvoice.shelf.store.shelf import Shelf

Begins = Callable[[OpenedDocument], tuple["Opening", int, bool]]
"""Lets a document be the one that is open, and tells how it begins, its rate, and whether a key has
to ask for it."""


class OpenDocuments:
    """Knows the document that is read, and those that can be."""

    def __init__(self, document: OpenedDocument, shelf: Shelf, begins: Begins) -> None:
        """Begin with the document that the program was started with.

        Args:
            document: the document.
            shelf: keeps what is known of each.
            begins: lets another document be the one that is open.
        """
        self._document = document
        self._shelf = shelf
        self._begins = begins

    @property
    def present(self) -> KnownDocument:
        """The document that is read."""
        guide_id = self._document.guide.id
        known = self._shelf.documents.all()
        return next((each for each in known if each.guide_id == guide_id), BUNDLED)

    @property
    def watched(self) -> Watched:
        """How the present document is looked at."""
        path = self._document.path
        if path is None:
            return Watched()
        # Whatever is written into it, its place and its marks are found under the same name.
        read = partial(load_guide, path, self._document.guide.id)
        return Watched(partial(stamp_of, path), read, self._document.stamp, self._renewed)

    def _renewed(self, guide: Guide) -> None:
        """Keep what it holds now, by which it is found again where it is moved."""
        self._document = OpenedDocument(guide, self._document.path)
        known = guide.content_hash, about_words(guide)
        self._shelf.documents.changed(guide.id, guide.title, *known)

    def listed(self) -> Sequence[KnownDocument]:
        """Return those to choose from; the guide that comes with the program is at the end."""
        known = self._shelf.documents.all()
        listed = library_of(known).listed
        if any(each.path is None for each in listed):
            return listed
        return [*listed, next((each for each in known if each.path is None), BUNDLED)]

    def to_open(self, document: KnownDocument) -> ToOpen:
        """Return what opens a document.

        Raises:
            UnreadableGuideError: it is gone.
        """
        library = library_of(self._shelf.documents.all())
        path = library.path_of(document)
        locator = self._shelf.positions.of(document.guide_id)

        def opened() -> OpenedDocument:
            found = library.open(document)
            if locator is not None:
                # What has to be worked out for that is there then where keys are answered.
                find(found.guide, locator)
            return found

        return ToOpen(opened, document.path is not None and is_large(path))

    def enter(self, opened: OpenedDocument) -> Entered:
        """Let a document be the present one; the place of the one before was kept as it went on."""
        self._document = opened
        opened.take_note(self._shelf.documents)
        opening, rate_wpm, waits = self._begins(opened)
        return Entered(
            opened.guide,
            opening.position,
            rate_wpm,
            opening.welcome,
            waits,
            opening.away_s,
            opening.slept,
            opening.is_offered,
            opening.playlist,
        )

    def stay(self) -> None:
        """Let the present document be the last one, though it only stood in for that."""
        if self._document.is_stand_in:
            self._document = replace(self._document, is_stand_in=False)
            self._document.take_note(self._shelf.documents)

    def unlist(self, document: KnownDocument) -> None:
        """Remove a document from the list; its place and its marks stay."""
        self._shelf.documents.unlist(document.guide_id)

    def list_again(self, document: KnownDocument) -> None:
        """Bring a document back into the list."""
        self._shelf.documents.list_again(document.guide_id)
