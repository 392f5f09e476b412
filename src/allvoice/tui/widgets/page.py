"""Where the column of text stands in a window that is wider. Pure."""

from __future__ import annotations

from allvoice.tui.widgets.layout import COLUMN_CELLS


def left_of(width: int, column: str) -> int:
    """Return how many cells stay empty at the left of the text.

    Args:
        width: of the window, in cells.
        column: "left" or "middle".
    """
    return max(width - COLUMN_CELLS, 0) // 2 if column == "middle" else 0
