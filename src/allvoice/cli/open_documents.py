"""The document that the reader has open, for its actions: how it is looked at and read anew."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from allvoice.actions.document_service import Watched
from allvoice.guide.changes import stamp_of
from allvoice.guide.load import load_guide
from allvoice.shelf.library import OpenedDocument

if TYPE_CHECKING:
    from allvoice.guide.model import Guide
    from allvoice.shelf.store.documents import Documents


class OpenDocuments:
    """Knows the document that is read."""

    def __init__(self, document: OpenedDocument, documents: Documents) -> None:
        """Begin with the document that the program was started with.

        Args:
            document: the document.
            documents: keep what is known of each.
        """
        self._document = document
        self._documents = documents

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
        self._document.take_note(self._documents)
