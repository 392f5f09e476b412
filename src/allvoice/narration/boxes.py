"""How boxes and circles to tick are said: which of them is ticked is never lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allvoice.narration.units import first_unit

RULE = "box to tick"
"""The rule that says whether a box is ticked, or what a box or a circle looks like."""
NAMES = {
    "●": "full circle", "○": "empty circle", "◯": "empty circle", "■": "full box",
    "□": "empty box", "▢": "empty box", "▲": "full triangle", "△": "empty triangle",
    "▼": "full triangle down", "▽": "empty triangle down", "◆": "full diamond",
    "◇": "empty diamond",
}  # fmt: skip
_SHAPES = re.compile(f"[{''.join(NAMES)}]")
_AROUND_CHARS = 1_000
_BOXES = re.compile(r"(?<!\S)(?:\[[ xX_]?\]|\([ xX]?\))(?!\S)")
_AHEAD_CHARS = 12


def ticked(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the ranges of boxes made of brackets, "[x]" or "( )", each with what is said.

    Round ones, and square ones without a word behind them, may be anything else: they count where
    the range begins with one or has two.
    """
    found = list(_BOXES.finditer(text, start, end))
    if not found:
        return
    sure = len(found) > 1 or not text[max(start, found[0].start() - 80) : found[0].start()].strip()
    for box in found:
        ahead = text[box.end() : min(end, box.end() + _AHEAD_CHARS)].lstrip(" ")
        is_named = ahead[:1].isalnum() and not first_unit(ahead)
        has_cross = box[0][1] in "xX"
        if has_cross and (sure or box[0][0] == "["):
            yield box.start(), box.end(), "checked:" if is_named else "checked"
        elif not has_cross and is_named and (sure or box[0][0] == "["):
            yield box.start(), box.end(), "not checked:"
        elif not has_cross:
            # "Weight ( ) kg": a place to write in.
            yield box.start(), box.end(), "blank"


def shapes(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the ranges of boxes and circles that tell something, each with its name.

    Where the text has one kind only, before the words of each line, they are no more than the dots
    of a list.
    """
    found = list(_SHAPES.finditer(text, start, end))
    if not found:
        return
    first, last = max(0, start - _AROUND_CHARS), min(len(text), end + _AROUND_CHARS)
    if not _are_dots(text, first, last):
        for shape in found:
            yield shape.start(), shape.end(), NAMES[shape[0]]


def _are_dots(text: str, start: int, end: int) -> bool:
    kinds = set[str]()
    for shape in _SHAPES.finditer(text, start, end):
        is_first_word = start > 0 or kinds or not text[: shape.start()].strip()
        before = text[max(start, shape.start() - 1) : shape.start()]
        is_glued = bool(before) and not before.isspace()
        if is_glued or not is_first_word or not text[shape.end() : shape.end() + 3].strip():
            return False
        kinds.add(shape[0])
    return len(kinds) == 1
