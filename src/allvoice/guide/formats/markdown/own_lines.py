"""Lines that stay lines within a paragraph: columns by blanks, "Dose: 5 mL", limits, items.

Markdown runs lines together. Printouts of laboratories and what is copied from a PDF are made of
lines that each say one thing, and heard as one sentence they say another. Wrapped prose is none
of them: one such line makes nothing, and a line that only goes on stays part of the one before.
"""

from __future__ import annotations

import re

SHORT_LINE_CHARS = 45
"""A line that ends before was ended by its writer."""
OPEN_END = re.compile(
    r"(?:[-–—,/(]|\b(?:a|an|and|at|by|every|for|from|in|is|of|or|over|per|than|the|to|under|up|with))$"
)
"""How a line ends whose sentence goes on in the next."""
_GAP = re.compile(r"[^\s.!?:] {2,}\S|\S(?: {3,}|\t)|\.{4}|…{2}")
_WIDE_GAP = re.compile(r"\S(?: {3,}|\t)\S|\.{4}|…{2}")
"""No program that fills lines leaves as much."""
_NAME = r"[\w'’/+&().-]{1,30}"
_LABEL = re.compile(
    rf"(?:\*\*|__)?(?=[A-Z\d\[])(?:\[[^\[\]\s]{{1,30}}\]|{_NAME}(?: {_NAME}){{0,2}})"
    r"(?:\*\*|__)?:(?:\*\*|__)?(?=\s|$)"
)
_LIMIT = re.compile(r"(?:[<>≥≤]|&[lg]t;)=? ?\d")
_SURE_ITEM = re.compile(r"([•·‣▪▫◦●○➢➤✓])[ \t]*(?=\w)")
_ITEM = re.compile(r"(?:([–—o])|\(?([a-z])\))[ \t]+\S")


def with_own_lines(source: str) -> str:
    """Return a paragraph in which the lines that say one thing each end in hard breaks."""
    if "\n" not in source or source[0] == "|":
        return source
    lines = source.split("\n")
    bare = [line.strip() for line in lines]
    kinds = _kinds(bare)
    if not any(kinds):
        return source
    kept, last = [lines[0]], kinds[0]
    for number in range(1, len(lines)):
        above, line, kind = bare[number - 1], bare[number], kinds[number]
        apart = not above.endswith("\\") and _is_apart(above, line, last, kind)
        last = kind or (last if apart else "")
        kept.append(("  \n" if apart else "\n") + lines[number])
    return "".join(kept)


def _kinds(lines: list[str]) -> list[str]:
    """Return of each line what makes it one of several of a kind; nothing for other lines."""
    kinds = [_kind(line) for line in lines]
    counts = {kind: kinds.count(kind) for kind in set(kinds)}
    found = []
    for number, kind in enumerate(kinds):
        near = kinds[max(0, number - 1) : number + 2].count(kind) > 1
        several = counts[kind] > 1 if kind in ("label", "item") else near
        several = several or (kind == "item" and "sure item" in counts)
        found.append(kind if kind == "sure item" or (kind and several) else "")
    return found


def _kind(line: str) -> str:
    if _SURE_ITEM.match(line):
        return "sure item"
    if _ITEM.match(line):
        return "item"
    if _LABEL.match(line):
        return "label"
    if _GAP.search(line):
        return "columns"
    return "limit" if _LIMIT.search(line) else ""


def _is_apart(above: str, line: str, last: str, kind: str) -> bool:
    """Return whether a line begins something of its own.

    Args:
        above: the line before it.
        line: which may go on with it.
        last: the kind of the line before, or of the one it follows as a line of its own.
        kind: of this line.
    """
    if kind in ("sure item", "item") or (kind == "columns" and _WIDE_GAP.search(line)):
        return True
    if OPEN_END.search(above):
        return False
    short, goes_on = len(above) < SHORT_LINE_CHARS, line[:1].islower()
    if kind == "label":
        return True
    if kind == "limit" and short:
        return not goes_on or len(line) < SHORT_LINE_CHARS
    return bool(last or kind) and not goes_on and (short or last == "columns")
