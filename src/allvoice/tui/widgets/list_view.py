"""A list to choose from: contents, bookmarks, help."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from textual.geometry import Offset

from allvoice.actions.model import ListItem, ListModel
from allvoice.text import broken, continued, ended, harmless
from allvoice.tui.widgets.layout import (
    COLUMN_CELLS,
    MARGIN,
    PAINTER,
    RIGHT_MARGIN_CELLS,
    TEXT_CELLS,
    wrap,
)
from allvoice.tui.widgets.reading_view import HERE
from allvoice.tui.widgets.rows import Row, RowsWidget, TextStyle
from allvoice.tui.widgets.targets import ItemTarget, TargetText

HANG = "  "
"""Before all rows of an item but the first, so that none looks like an item of its own."""
GAP = "  "
"""Between the column of labels and that of the texts."""
LEAST_TEXT_CELLS = 14
"""Where less were left for the texts, each follows its label instead."""
LEAST_ROWS_FOR_SPACE = 16
"""In a lower window there is no empty row before a heading."""


class ListView(RowsWidget, can_focus=True):
    """Shows a list; the chosen item has a mark, reverse video and the terminal's cursor.

    Or it shows the chosen item alone, in the words that are said for it: then a screen reader,
    which reads the lines that changed, reads that item and nothing else.
    """

    def __init__(self, *, external_screen_reader: bool = False) -> None:
        super().__init__(id="list")
        self._external_screen_reader = external_screen_reader
        self.model: ListModel | None = None
        self.selected = 0
        self._top = 0
        self._enters_group = False
        """The chosen item was come to from under another heading, which is said with it."""
        self._label_cells = 0
        """The width of the column of labels; 0 where each label leads its text."""

    def show(self, model: ListModel) -> None:
        """Show another model."""
        self.model = model
        self.selected = max(0, min(model.selected, model.count - 1))
        self._top = -1
        self._enters_group = True
        self.redraw()

    def move(self, step: int) -> bool:
        """Choose another item, and tell whether there was one: the list does not go round."""
        if self.model is None:
            return False
        before = self.selected
        self.selected = max(0, min(self.selected + step, self.model.count - 1))
        if self.model.count:
            groups = {self.model.item(index).group for index in (before, self.selected)}
            self._enters_group = len(groups) > 1
        self.redraw()
        return self.selected != before

    def changed(self) -> None:
        """Show what became of the chosen item; its heading was said before."""
        self._enters_group = False
        self.redraw()

    def page(self, step: int) -> int:
        """Return how far it is to the item a screen on (1) or back (-1); one item stays in sight.

        Args:
            step: the way.
        """
        model, used, index = self.model, 0, self.selected
        width = _written(self.size.width - self.left)
        while model is not None and 0 <= index < model.count:
            used += len(self._rows_of(index, width))
            if used > self.size.height:
                break
            index += step
        return step * max(abs(index - self.selected) - 1, 1)

    def words(self) -> str:
        """Return what is said for the chosen item, or that there is none."""
        if self.model is None or not self.model.count:
            return self.model.empty if self.model else ""
        item = self.model.item(self.selected)
        return (
            f"{ended(item.group)} {item.words}" if self._enters_group and item.group else item.words
        )

    def place(self) -> str:
        """Return the place of the chosen item among the others."""
        if self.model is None or not self.model.count:
            return ""
        return f"{self.selected + 1} of {self.model.count}"

    def build(self, width: int, height: int) -> Sequence[Row]:
        """Return the items that are seen."""
        model = self.model
        if model is None:
            return []
        if self._external_screen_reader:
            return self._chosen_alone(width)
        width = _written(width)
        if not model.count:
            self.cursor = Offset(0, 0)
            lines = wrap(model.empty, width - len(MARGIN))
            return [((MARGIN + model.empty[start:end], TextStyle.PLAIN),) for start, end in lines]
        self._label_cells = self._column(width)
        self._scroll(width, height)
        rows: list[Row] = []
        index = self._top
        while len(rows) < height and index < model.count:
            heading = self._heading(index, width, is_first=index == self._top)
            item_rows = self._item_rows(index, width)
            # The chosen item is seen whole before its heading is.
            if index != self.selected or len(heading) + len(item_rows) <= height:
                rows.extend(heading)
            if index == self.selected:
                self.cursor = Offset(len(MARGIN) + model.item(index).indent, len(rows))
            rows.extend(item_rows)
            index += 1
        return rows

    def _chosen_alone(self, width: int) -> list[Row]:
        self.cursor = Offset(0, 0)
        bar = min(width, TEXT_CELLS)
        text, place = harmless(self.words()), self.place()
        if place:
            text = continued(text)
        lines = [text[start:end] for start, end in wrap(text, bar)] or [""]
        # The place is never broken: "of 9" would stay, and what stays is not read again.
        if cell_len(lines[-1]) + 1 + len(place) <= bar:
            lines[-1] = f"{lines[-1]} {place}".rstrip()
        else:
            lines.append(place)
        # Where the arrow keys change letters and nothing else, the screen reader Fenrir takes the
        # line with the cursor for one out of a shell's history, and reads it alone. So a long item
        # looks other than the one before it.
        text_style = TextStyle.PLAIN if len(lines) > 1 and self.selected % 2 else TextStyle.REVERSE
        # Of full width: one segment over all that was there is fewer bytes than two.
        return [((set_cell_size(line, bar), text_style),) for line in lines]

    def _scroll(self, width: int, height: int) -> None:
        """Move the top only as far as the chosen item needs; a new list shows it a third down."""
        if self._top < 0:
            self._top = max(0, self.selected - height // 3)
        if self.selected < self._top:
            self._top = self.selected
            return
        used, index = 0, self.selected
        while index >= 0 and used + len(self._rows_of(index, width)) <= height:
            used += len(self._rows_of(index, width))
            index -= 1
        self._top = max(self._top, min(index + 1, self.selected))

    def _column(self, width: int) -> int:
        """Return how wide the column of labels is; 0 where there is no room for two columns."""
        model = self.model
        if model is None or not model.has_labels:
            return 0
        labels = (harmless(model.item(index).label) for index in range(model.count))
        cells = max(map(cell_len, labels), default=0)
        return cells if width - len(MARGIN) - cells - len(GAP) >= LEAST_TEXT_CELLS else 0

    def _rows_of(self, index: int, width: int) -> list[Row]:
        return [*self._heading(index, width), *self._item_rows(index, width)]

    def _heading(self, index: int, width: int, *, is_first: bool = False) -> list[Row]:
        """Return the heading over an item, if it is the first under one."""
        assert self.model is not None
        if not self.model.begins_group(index):
            return []
        text = harmless(self.model.item(index).group)
        text_style = TextStyle.BOLD | TextStyle.ACCENT
        rows: list[Row] = [((text[start:end], text_style),) for start, end in wrap(text, width)]
        # The first of all has its space below the title.
        is_spaced = self.size.height >= LEAST_ROWS_FOR_SPACE and (index == 0 or not is_first)
        return [(), *rows] if is_spaced else rows

    def _item_rows(self, index: int, width: int) -> list[Row]:
        assert self.model is not None
        item = self.model.item(index)
        chosen = index == self.selected
        text_style = TextStyle.REVERSE if chosen else TextStyle.PLAIN
        if item.is_heading:
            text_style |= TextStyle.BOLD | (TextStyle.PLAIN if chosen else TextStyle.ACCENT)
        room = width - len(MARGIN)
        rows: list[Row] = []
        for number, line in enumerate(self._lines(item, room)):
            margin = HERE if chosen and number == 0 else MARGIN
            # What is set in is part of what is clicked, and of the bar over the chosen item.
            bare = line.lstrip(" ")
            indent = "" if chosen else line[: len(line) - len(bare)]
            shown = set_cell_size(line, room) if chosen else bare
            target = TargetText(shown, ItemTarget(index))
            rows.append(((margin + indent, TextStyle.PLAIN), (target, text_style)))
        return rows

    def _lines(self, item: ListItem, room: int) -> list[str]:
        """Return an item as lines: those after the first are set in, under the words of it."""
        if item.label and self._label_cells:
            label, text, hang = harmless(item.label), harmless(item.text), ""
            first = set_cell_size(label, self._label_cells) + GAP if text else label
        else:
            text = harmless(item.line)
            first = " " * min(item.indent, room // 3) + (HANG if item.goes_on else "")
            hang = "" if item.goes_on else HANG
        under = " " * cell_len(first)
        lines = broken(text, room - len(under), indent=hang, ruler=PAINTER) or [""]
        return [first + lines[0], *(under + line for line in lines[1:])]


def _written(width: int) -> int:
    """Return how many cells of a width are written in, the mark's included."""
    return min(width, COLUMN_CELLS) - RIGHT_MARGIN_CELLS
