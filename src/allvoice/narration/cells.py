"""How a table cell is said that shows nothing but signs: none is silent."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from allvoice.guide.model import Block, BlockKind
from allvoice.narration import boxes, pictures, signs

RULE = "sign alone in a cell"
"""The rule that names what a cell shows but signs."""
_NAMES = {
    "-": "dash", "‐": "dash", "‑": "dash", "‒": "dash", "–": "dash", "—": "dash", "―": "dash",
    ".": "dot", "…": "dots", "?": "question mark", "!": "exclamation mark", ",": "comma",
    ":": "colon", ";": "semicolon", '"': "quotation mark", "″": "quotation mark", "〃": "ditto",
    "'": "apostrophe", "~": "tilde", "•": "dot", "·": "dot", "†": "dagger", "‡": "double dagger",
    "^": "raised mark", "°": "degree sign", "<": "less than",
    ">": "greater than", "(": "bracket", ")": "bracket",
    **boxes.NAMES,
}  # fmt: skip
"""The names of signs that else shape the voice, part or decorate."""
_BLANK_FROM = 3
_MOST_SIGNS = 6


def lone_signs(block: Block, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the ranges of cells within a sentence that show nothing but signs, each with its rule.

    What shows a picture is left out: it has a name of its own.
    """
    if block.kind is not BlockKind.TABLE_ROW:
        return
    for cell in block.content.cells:
        if cell.start < end and start < cell.end:
            first, last = max(cell.start, start), min(cell.end, end)
            text = block.text[first:last]
            if any(map(str.isalnum, text)) or pictures.PICTURES.search(text):
                continue
            if text.strip():
                yield first, last, RULE


def name_of(written: str) -> str:
    """Return the names of the signs that a cell shows; a row of underscores or dots is a blank."""
    marks = "".join(written.split())
    if len(marks) >= _BLANK_FROM and set(marks) <= set("_.…"):
        return "blank"
    if marks == "[]":
        return "not checked"
    if set(marks) <= set("-‐‑‒–—―"):
        return "dash"
    names = [_name(mark) for mark in marks[:_MOST_SIGNS]]
    return " ".join(name for name in names if name) or "a sign"


def _name(mark: str) -> str:
    known = _NAMES.get(mark) or signs.NAMES.get(mark)
    if known is None:
        name = unicodedata.name(mark, "").lower().replace("-", " ")
        known = name if name.replace(" ", "").isalpha() else ""
    return known
