"""A list to choose from: contents, bookmarks, help."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from textual.geometry import Offset

from allvoice.actions.model import ListModel
from allvoice.text import continued, harmless
from allvoice.tui.widgets.layout import COLUMN_CELLS, MARGIN, RIGHT_MARGIN_CELLS, TEXT_CELLS, wrap
from allvoice.tui.widgets.reading_view import HERE
from allvoice.tui.widgets.rows import Row, RowsWidget, TextStyle
from allvoice.tui.widgets.targets import ItemTarget, TargetText


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

    def show(self, model: ListModel) -> None:
        """Show another model."""
        self.model = model
        self.selected = max(0, min(model.selected, model.count - 1))
        self._top = -1
        self.redraw()

    def move(self, step: int) -> bool:
        """Choose another item, and tell whether there was one: the list does not go round."""
        if self.model is None:
            return False
        before = self.selected
        self.selected = max(0, min(self.selected + step, self.model.count - 1))
        self.redraw()
        return self.selected != before

    def words(self) -> str:
        """Return what is said for the chosen item, or that there is none."""
        if self.model is None or not self.model.count:
            return self.model.empty if self.model else ""
        return self.model.item(self.selected).words

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
        width = min(width, COLUMN_CELLS) - RIGHT_MARGIN_CELLS
        if not model.count:
            self.cursor = Offset(0, 0)
            lines = wrap(model.empty, width - len(MARGIN))
            return [((MARGIN + model.empty[start:end], TextStyle.PLAIN),) for start, end in lines]
        self._scroll(width, height)
        rows: list[Row] = []
        index = self._top
        while len(rows) < height and index < model.count:
            if index == self.selected:
                self.cursor = Offset(len(MARGIN) + model.item(index).indent, len(rows))
            rows.extend(self._rows_of(index, width))
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

    def _rows_of(self, index: int, width: int) -> list[Row]:
        assert self.model is not None
        item = self.model.item(index)
        chosen = index == self.selected
        text_style = TextStyle.REVERSE if chosen else TextStyle.PLAIN
        if item.is_heading:
            text_style |= TextStyle.BOLD | (TextStyle.PLAIN if chosen else TextStyle.ACCENT)
        text = harmless(item.text)
        indent = " " * min(item.indent, width // 3)
        room = width - len(MARGIN) - len(indent)
        # The second line of an item is set in, so that it does not look like one of its own.
        ranges = wrap(text, room)
        if len(ranges) > 1:
            first = ranges[0]
            ranges = [first, *wrap(text, room - 2, _next_word(text, first[1]))]
        rows: list[Row] = []
        for number, (start, end) in enumerate(ranges):
            margin = HERE if chosen and number == 0 else MARGIN
            hang = "  " if number else ""
            shown = TargetText(text[start:end], ItemTarget(index))
            rows.append(((margin + indent + hang, TextStyle.PLAIN), (shown, text_style)))
        return rows


def _next_word(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start
