"""Whether the files of a guide are as they were, and whether a guide says the same as another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from allvoice.errors import UnreadableGuideError
from allvoice.guide.model import Block, Guide
from allvoice.guide.source import guide_files


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the disk tells of the files of a guide without reading them.

    Two are compared for being the same, never for which is later: clocks are set back, and a file
    that is put back from a copy brings its old time with it.
    """

    is_folder: bool
    files: tuple[tuple[str, int, int, int, int], ...]
    """Of each its path, size, times of change of its content and of itself, and its number."""


def stamp_of(path: Path) -> Stamp | None:
    """Return what the disk tells of a guide's files; None where they are not all there."""
    try:
        found = []
        for file in guide_files(path):
            about = file.stat()
            times = about.st_mtime_ns, about.st_ctime_ns
            found.append((str(file), about.st_size, *times, about.st_ino))
        return Stamp(path.is_dir(), tuple(found))
    except (OSError, UnreadableGuideError):
        return None


def says_the_same(one: Guide, other: Guide) -> bool:
    """Return whether two guides are the same to who reads them."""
    return (
        (one.title, one.sections, one.front) == (other.title, other.sections, other.front)
        and len(one.blocks) == len(other.blocks)
        and all(map(_is_same, one.blocks, other.blocks))
    )


def _is_same(one: Block, other: Block) -> bool:
    looks = {(each.kind, each.level, each.marker, each.source_chars) for each in (one, other)}
    if len(looks) > 1:
        return False
    # To work out the content takes long in a large guide.
    has_same_words = one.search_text is not None and one.search_text == other.search_text
    return has_same_words or one.content == other.content
