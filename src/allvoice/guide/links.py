"""Where the links of a guide lead: to a page of the web, or to another place of the guide. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from allvoice.guide.bibliography import is_web_address
from allvoice.guide.model import Guide, Position, Section, Style


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


def links_of(guide: Guide, section: Section) -> list[Link]:
    """Return the links of a section in their order; of several to one target the first."""
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
                resolved(guide, block.file, span.target),
            )
    return list(found.values())


def resolved(guide: Guide, file: int, target: str) -> Position | None:
    """Return the place of the guide that a link leads to: `chapter.md`, `#title`, or both.

    Args:
        guide: the guide.
        file: index of the file that the link is in.
        target: as the document has it.
    """
    path, _, fragment = unquote(target).partition("#")
    if path:
        if ":" in path or path.startswith("/"):
            return None
        name = PurePosixPath(path).name
        files = [index for index, each in enumerate(guide.files) if each.name == name]
    else:
        files = [file, *(index for index in range(len(guide.files)) if index != file)]
    for index in files:
        for section in guide.sections:
            block = guide.blocks[section.first_block]
            if block.file == index and (not fragment or _slug(section.title) == _slug(fragment)):
                return Position(section.first_block)
    return None


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFC", title).casefold()
    return re.sub(r"\W+", "-", plain).strip("-")
