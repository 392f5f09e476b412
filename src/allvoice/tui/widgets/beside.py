"""The sections of the chapter being read, beside its text."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.cells import cell_len

from allvoice.guide.model import Guide, Position, Section
from allvoice.text import harmless
from allvoice.tui.widgets.layout import RIGHT_MARGIN_CELLS, wrap
from allvoice.tui.widgets.page import BESIDE_CELLS
from allvoice.tui.widgets.rows import Row, RowsWidget, TextStyle, row_cells, shortened
from allvoice.tui.widgets.targets import SentenceTarget, TargetText

NAME = "In this chapter"
NAME_OF_ALL = "Contents"
"""Where the guide is all one chapter."""
HERE_SIGN, MARK_SIGN = ">", "*"
LEGEND = f"{MARK_SIGN} marked"
MOST_INDENT = 2
ROWS_OF_NAME = 2
"""The name, and an empty row."""


class Beside(RowsWidget):
    """Shows which sections the chapter has, where in it one is, and where marks are."""

    def __init__(self, guide: Guide, position: Position) -> None:
        """Show the chapter of a place; where marks are is not known yet.

        Args:
            guide: the guide.
            position: the place.
        """
        super().__init__(id="beside")
        self.display = False
        self._guide = guide
        self._here = guide.section_of(position)
        self._marked: frozenset[int] = frozenset()
        self._top = -1

    def take_guide(self, guide: Guide, position: Position) -> None:
        """Show the chapter of a place in another guide; where marks are is not known yet."""
        self._guide = guide
        self._here = guide.section_of(position)
        self._marked = frozenset()
        self._top = -1
        self.redraw()

    def show_place(self, position: Position) -> None:
        """Show another place; within a section nothing changes."""
        here = self._guide.section_of(position)
        if here is not self._here:
            if here.chapter != self._here.chapter:
                self._top = -1
            self._here = here
            self.redraw()

    def show_marks(self, marked: Collection[int]) -> None:
        """Show which sections have a mark, by their index."""
        if self._marked != marked:
            self._marked = frozenset(marked)
            self.redraw()

    def build(self, width: int, height: int) -> Sequence[Row]:
        """Return the name and the sections that are seen."""
        width = min(width, BESIDE_CELLS) - RIGHT_MARGIN_CELLS
        sections = self._sections
        items = [self._rows_of(each, width) for each in sections]
        room = height - ROWS_OF_NAME
        self._scroll(items, sections.index(self._here), room)
        rows = [row for item in items[self._top :] for row in item][:room]
        return [self._title_row(sections, width), (), *rows]

    @property
    def _sections(self) -> list[Section]:
        if not self._guide.chapters:
            return list(self._guide.sections)
        return [each for each in self._guide.sections if each.chapter == self._here.chapter]

    def _title_row(self, sections: Sequence[Section], width: int) -> Row:
        name = NAME if self._guide.chapters else NAME_OF_ALL
        row: Row = ((shortened(name, width), TextStyle.BOLD | TextStyle.ACCENT),)
        gap = width - row_cells(row) - cell_len(LEGEND)
        if gap > 0 and any(each.index in self._marked for each in sections):
            row = (*row, (" " * gap + LEGEND, TextStyle.PLAIN))
        return row

    def _rows_of(self, section: Section, width: int) -> list[Row]:
        is_here = section is self._here
        signs = (HERE_SIGN if is_here else " ") + (
            MARK_SIGN if section.index in self._marked else " "
        )
        text_style = TextStyle.BOLD if is_here else TextStyle.PLAIN
        opening = self._guide.sections[section.chapter]
        indent = " " * min(max(section.level - opening.level - 1, 0), MOST_INDENT)
        title = harmless(" ".join(section.title.split()))
        first = f"{signs} {indent}"
        # The second line of a title is set in, so that it does not look like one of its own.
        hang = " " * (len(first) + 2)
        target = SentenceTarget(Position(section.first_block))
        return [
            (
                (hang if number else first, text_style),
                (TargetText(title[start:end], target), text_style),
            )
            for number, (start, end) in enumerate(wrap(title, width - len(hang)))
        ]

    def _scroll(self, items: Sequence[Sequence[Row]], here: int, room: int) -> None:
        """Move only as far as the present section and the next one need.

        Another chapter begins at its top.
        """
        top = min(max(self._top, 0), here)
        while top < here and sum(map(len, items[top : here + 2])) > room:
            top += 1
        self._top = top
