"""Where the column of text stands in a window that is wider, and what there is room for beside it.

Pure.
"""

from __future__ import annotations

from dataclasses import dataclass

from allvoice.tui.widgets.layout import COLUMN_CELLS

LEAST_WIDTH_BESIDE = 110
"""In a narrower window the contents have no room beside the text."""
BESIDE_CELLS, GAP_CELLS = 30, 3
TOO_NARROW = f"The contents need a window of {LEAST_WIDTH_BESIDE} columns; this one has {{}}."
NOT_BESIDE_ONE_SENTENCE = "The contents are not shown beside a sentence that stands alone."


@dataclass(frozen=True, slots=True)
class Page:
    """The places of what stands side by side, in cells."""

    left: int
    """What stays empty at the left of the text."""
    beside: int | None
    """Where the contents begin; None where there is no room for them, or they are not wanted."""


def page_of(width: int, column: str, *, beside: bool) -> Page:
    """Return where things stand; the contents move the text only where they have to.

    Args:
        width: of the window, in cells.
        column: "left" or "middle".
        beside: the contents are wanted beside the text.
    """
    left = max(width - COLUMN_CELLS, 0) // 2 if column == "middle" else 0
    if not beside or width < LEAST_WIDTH_BESIDE:
        return Page(left, None)
    left = min(left, width - COLUMN_CELLS - GAP_CELLS - BESIDE_CELLS)
    return Page(left, left + COLUMN_CELLS + GAP_CELLS)


def why_not_beside(width: int, *, is_alone: bool) -> str:
    """Return why contents that were just asked for are not seen; empty where they are."""
    if width < LEAST_WIDTH_BESIDE:
        return TOO_NARROW.format(width)
    return NOT_BESIDE_ONE_SENTENCE if is_alone else ""
