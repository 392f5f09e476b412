"""One file of a guide, as it was read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from allvoice.errors import UnreadableGuideError
from allvoice.guide.encodings import BrokenText, NotText, decoded
from allvoice.text import shown


class Document:
    """The bytes of a file; a format reader makes blocks of them."""

    def __init__(self, path: Path, raw: bytes) -> None:
        """Hold what was read.

        Args:
            path: the file; its ending tells the format.
            raw: all of its bytes.
        """
        self.path = path
        self.raw = raw
        self.how_read = ""
        """What is told of how it was read, without who it is; empty where nothing has to be."""

    def text(self, wanted: str) -> str:
        """Return the bytes as text: UTF-8, UTF-16, or what another program wrote.

        Args:
            wanted: what kind of file is asked for where this is none: "Markdown".

        Raises:
            UnreadableGuideError: they are no text.
        """
        name = shown(str(self.path))
        try:
            found = decoded(self.raw)
        except NotText as error:
            raise UnreadableGuideError(
                f"{name} is not a text file. Give a {wanted} file."
            ) from error
        except BrokenText as error:
            raise UnreadableGuideError(
                f"{name} is not UTF-16 text at byte {error}. Save it as UTF-8 and try again."
            ) from error
        self.how_read = found.told
        return found.text


class TextDocument(Document):
    """A text that is in no file: what was typed, or came from another program."""

    def __init__(self, path: Path, given: str) -> None:
        """Hold a text.

        Args:
            path: its ending tells the format, though there is no such file.
            given: the text.
        """
        super().__init__(path, b"")
        self._given = given

    def text(self, wanted: str) -> str:
        """Return the text as it was given."""
        return self._given


def content_hash(documents: Sequence[Document]) -> str:
    """Return what tells the files of a guide, in their order, from any others: size and hash.

    It is the same wherever they are and whatever they are called.
    """
    digest = hashlib.sha256()
    for each in documents:
        # With its length, so that a line moved into the next file is a change.
        digest.update(len(each.raw).to_bytes(8, "big"))
        digest.update(each.raw)
    return f"{sum(len(each.raw) for each in documents)}-{digest.hexdigest()}"


def size_bytes(content_hash: str) -> int | None:
    """Return how large the files were that a hash is of; None where it is of none."""
    size, _, _ = content_hash.partition("-")
    return int(size) if size.isascii() and size.isdecimal() else None
