"""One file of a guide, as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from allvoice.errors import UnreadableGuideError
from allvoice.text import shown


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of a file; a format reader makes blocks of them."""

    path: Path
    raw: bytes

    def text(self, wanted: str) -> str:
        """Return the bytes as text, in UTF-8 or UTF-16.

        Args:
            wanted: what kind of file is asked for where this is none: "Markdown".

        Raises:
            UnreadableGuideError: they are no such text.
        """
        raw = self.raw
        encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        name = shown(str(self.path))
        if encoding == "utf-8-sig" and b"\0" in raw:
            raise UnreadableGuideError(f"{name} is not a text file. Give a {wanted} file.")
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError as error:
            encoding = "UTF-16" if encoding == "utf-16" else "UTF-8"
            raise UnreadableGuideError(
                f"{name} is not {encoding} text at byte {error.start}. "
                "Save it as UTF-8 and try again."
            ) from error


@dataclass(frozen=True, slots=True)
class TextDocument(Document):
    """A text that is in no file: what was typed, or came from another program."""

    given: str

    def text(self, wanted: str) -> str:
        """Return the text as it was given."""
        return self.given
