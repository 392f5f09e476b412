"""Where the links of a guide lead: to a page of the web, or to another place of the guide. Pure."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from allvoice.guide.model import Block, BlockKind, Guide, Position, Section, Style
from allvoice.guide.web_addresses import is_web_address

_CONTACTS = ("mailto", "tel")


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a guide."""

    text: str
    target: str
    """As the document has it."""
    at: Position
    """The sentence that holds it."""
    leads_to: Position | None = None
    """The place of the guide; None for what leads out of it, or nowhere."""

    @property
    def url(self) -> str:
        """The address of a page of the web; empty for any other."""
        return self.target if is_web_address(self.target) else ""

    @property
    def contact(self) -> str:
        """The mail address or telephone number that it leads to; empty for any other."""
        scheme, _, rest = self.target.partition(":")
        return unquote(rest.partition("?")[0]) if scheme.casefold() in _CONTACTS else ""


def links_of(guide: Guide, section: Section) -> list[Link]:
    """Return the links of a section in their order; of several to one target the first."""
    places = Places(guide)
    found: dict[str, Link] = {}
    for block in guide.blocks[section.first_block : section.last_block + 1]:
        for span in block.content.spans:
            if Style.LINK not in span.style or not span.target or span.target in found:
                continue
            number = next(
                index for index, each in enumerate(block.sentences) if span.start < each.end
            )
            found[span.target] = Link(
                " ".join(block.text[span.start : span.end].split()),
                span.target,
                Position(block.index, number),
                places.resolved(block.file, span.target),
            )
    return list(found.values())


def resolved(guide: Guide, file: int, target: str) -> Position | None:
    """Return the place of the guide that a link leads to: `chapter.md`, `#title`, or both.

    Args:
        guide: the guide.
        file: index of the file that the link is in.
        target: as the document has it.
    """
    return Places(guide).resolved(file, target)


class Places:
    """Finds the places of a guide that links lead to."""

    def __init__(self, guide: Guide) -> None:
        """Take the guide; what a file holds is worked out when a link first leads there."""
        self._guide = guide
        self._files = {_same_path(path): index for index, path in enumerate(guide.files)}
        self._titles: dict[int, dict[str, int]] = {}
        self._openings: dict[int, int] = {}
        for section in reversed(guide.sections):
            self._openings[guide.blocks[section.first_block].file] = section.first_block

    def resolved(self, file: int, target: str) -> Position | None:
        """Return where a link leads; to a title that its chapter lacks, the chapter's start.

        Args:
            file: index of the file that the link is in.
            target: as the document has it.
        """
        path, _, fragment = target.partition("#")
        exact = self.titled(file, target)
        if exact is not None or not path or not fragment:
            return exact
        return self.titled(file, path)

    def titled(self, file: int, target: str) -> Position | None:
        """Return the same, and None where the title is missing."""
        path, _, fragment = (unquote(part) for part in target.partition("#"))
        if path:
            if ":" in path or path.startswith("/"):
                return None
            there = self._files.get(_same_path(self._guide.files[file].parent / path))
            files = [] if there is None else [there]
        else:
            files = [file, *(index for index in self._openings if index != file)]
        for index in files:
            block = self._openings.get(index)
            if fragment:
                block = self._titled(index, fragment)
            if block is not None:
                return Position(block)
        return None

    def _titled(self, file: int, fragment: str) -> int | None:
        """Return the block of the title that the end of a link names."""
        if file not in self._titles:
            self._titles[file] = self._blocks_by_title(file)
        titles = self._titles[file]
        return titles.get(_anchor(fragment), titles.get(_slug(fragment)))

    def _blocks_by_title(self, file: int) -> dict[str, int]:
        anchors: dict[str, int] = {}
        slugs: dict[str, int] = {}
        counts: dict[str, int] = {}
        for section in self._guide.sections:
            block = self._guide.blocks[section.first_block]
            if block.file != file:
                continue
            slugs.setdefault(_slug(section.title), block.index)
            if block.kind is not BlockKind.HEADING:
                continue
            # As GitHub counts: the second "Notes" is notes-1, unless a title is called so itself.
            anchor = plain = _anchor(section.title)
            while anchor in anchors:
                counts[plain] = counts.get(plain, 0) + 1
                anchor = f"{plain}-{counts[plain]}"
            anchors[anchor] = block.index
        named = {_anchor(each.anchor): each.index for each in self._own_names(file)}
        return slugs | anchors | named

    def _own_names(self, file: int) -> Iterator[Block]:
        """Yield the blocks of a file that have a name of their own for links."""
        return (each for each in reversed(self._guide.blocks) if each.anchor and each.file == file)


def _same_path(path: Path) -> str:
    return unicodedata.normalize("NFC", os.path.abspath(path))


def _anchor(title: str) -> str:
    """Return the end of an address by which GitHub finds a title."""
    plain = unicodedata.normalize("NFC", title).casefold()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


def _slug(title: str) -> str:
    """Return what other programs make of a title, each in its own way, as far as they agree."""
    plain = unicodedata.normalize("NFC", title).casefold()
    return re.sub(r"\W+", "-", plain).strip("-")
