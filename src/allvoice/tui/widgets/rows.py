"""Rows of styled text, and a widget that paints only what changed of them."""

from __future__ import annotations

import enum
from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.segment import Segment as RichSegment
from rich.style import Style
from textual.color import Color
from textual.events import Focus, Resize
from textual.geometry import Offset, Region, Size
from textual.messages import Update
from textual.strip import Strip
from textual.theme import Theme
from textual.widget import Widget

from allvoice.tui.theme.themes import (
    BAND,
    BAND_HEADING,
    BAND_TEXT,
    BAR,
    BOLD_BACKGROUND,
    BOLD_COLOUR,
    STATE,
    STATE_TEXT,
)
from allvoice.tui.widgets.targets import Target, target_in


class TextStyle(enum.Flag):
    """How a segment of text looks; several may hold at once, and none is a colour alone.

    The last four are for the reading, so that no look has two meanings: it is told from all that
    the guide itself makes bold or underlined.
    """

    PLAIN = 0
    BOLD = enum.auto()
    UNDERLINE = enum.auto()
    STRIKE = enum.auto()
    REVERSE = enum.auto()
    ACCENT = enum.auto()
    """The colour of headings, always together with bold."""
    BAND = enum.auto()
    """The sentence being read, on a ground of its own; in reverse within it, the word."""
    FOUND = enum.auto()
    """What was looked for."""
    BAR = enum.auto()
    """A part of the ruler's bar beside the sentence."""
    STATE = enum.auto()
    """The row that tells what is being done, on a ground that goes to both edges; in reverse within
    it, the word for it."""


GONE_FOR_S = 0.15
"""Screen readers look at the screen a few times in this: what comes again then is read again."""
LEAST_WIDTH, LEAST_HEIGHT = 30, 8
"""In a smaller window nothing useful can be shown."""

ERASE = "\x1b[K"


MOST_LINK_CHARS = 2_000
"""Of an address that is handed to the terminal with each of its words, at each repaint. VTE, and so
most terminals of Linux, takes none above 2,083 bytes."""

Segment = tuple[str, TextStyle]
Row = tuple[Segment, ...]


def has_room(window: Size) -> bool:
    """Tell whether anything useful can be shown in a window."""
    return window.width >= LEAST_WIDTH and window.height >= LEAST_HEIGHT


def row_cells(row: Row) -> int:
    """Return how many cells a row fills."""
    return sum(cell_len(text) for text, _ in row)


def plain_row(text: str, width: int, text_style: TextStyle = TextStyle.PLAIN) -> Row:
    """Return a row of one segment, cut with an ellipsis where it does not fit."""
    return ((shortened(text, width), text_style),)


def shortened(text: str, width: int) -> str:
    """Return text that fits the width, its end an ellipsis when something was cut."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(width - 1, 0)).rstrip() + "…"


def shortened_row(row: Row, width: int) -> Row:
    """Return a row that fits the width, its end an ellipsis when something was cut."""
    if row_cells(row) <= width:
        return row
    kept: list[Segment] = []
    room = max(width - 1, 0)
    for text, text_style in row:
        if cell_len(text) > room:
            kept.append((set_cell_size(text, room).rstrip() + "…", text_style))
            break
        kept.append((text, text_style))
        room -= cell_len(text)
    return tuple(kept)


def _after(left: int, row: Row) -> Row:
    """Return a row behind so many empty cells."""
    return ((" " * left, row[0][1] & TextStyle.STATE), *row) if left and row else row


class _ErasingStrip(Strip):
    """A row to the edge of the window whose empty end is erased, not painted blank by blank.

    Only for the terminal's own background: not every terminal erases to another one.
    """

    def render(self, console: Console) -> str:
        """Return what is written to the terminal."""
        painted = super().render(console)
        text = painted.rstrip(" ")
        return text + ERASE if len(text) + len(ERASE) < len(painted) else painted


def style_of(text_style: TextStyle, base: Style, theme: Theme) -> Style:
    """Return how text is painted in the colours of a theme.

    Args:
        text_style: how the text looks.
        base: text that has none.
        theme: the colours; where they are few, only pairs that can be read everywhere are made.
    """
    colours = _look_in_few(text_style, theme) if theme.ansi else _look(text_style, theme)
    return base + colours + Style(strike=TextStyle.STRIKE in text_style or None)


def _look(text_style: TextStyle, theme: Theme) -> Style:
    """Return a look in the colours of a theme that has as many as it likes."""
    bold, underline = TextStyle.BOLD in text_style, TextStyle.UNDERLINE in text_style
    reverse, color, bgcolor = TextStyle.REVERSE in text_style, "", ""
    accent = (theme.accent or "") if TextStyle.ACCENT in text_style else ""
    if reverse:
        color = accent
        # A line under what is reversed means that it was found.
        underline = underline and TextStyle.BAND not in text_style
    elif TextStyle.FOUND in text_style:
        # As with a marker pen; the word that is spoken has no line under it.
        color, bold, underline, reverse = theme.accent or "", True, True, True
    elif TextStyle.BAND in text_style:
        color = theme.variables[BAND_HEADING if accent else BAND_TEXT]
        bgcolor = theme.variables[BAND]
    elif TextStyle.BAR in text_style:
        color, reverse = theme.variables[BAR], True
    elif TextStyle.STATE in text_style:
        color, bgcolor = theme.variables[STATE_TEXT], theme.variables[STATE]
    else:
        color = accent
    return _style(color, bgcolor, bold=bold, underline=underline, reverse=reverse)


def _look_in_few(text_style: TextStyle, theme: Theme) -> Style:
    """Return a look where there are eight colours or only the terminal's own two.

    The sentence is reversed as a whole, and in it the word is not, with a line under it; what was
    found is reversed with a line. There is no other reversed text with a line, nor bold in it. Of
    the row that tells the state only the word for it is reversed, or it would look like a sentence.
    """
    bold, underline = TextStyle.BOLD in text_style, TextStyle.UNDERLINE in text_style
    is_word = TextStyle.BAND in text_style and TextStyle.REVERSE in text_style
    is_found = TextStyle.FOUND in text_style and TextStyle.REVERSE not in text_style
    reverse = not is_word and bool(
        text_style & (TextStyle.REVERSE | TextStyle.BAND | TextStyle.FOUND | TextStyle.BAR)
    )
    color, bgcolor = "", ""
    if is_word:
        bold = underline = True
    if theme.dark:
        underline = is_found if reverse else underline
        # A console makes the letters lighter after the reversal, until they are grey on grey.
        bold = bold and not reverse
        color = theme.variables.get(BOLD_COLOUR, "") if bold else ""
        return _style(color, bgcolor, bold=bold, underline=underline, reverse=reverse)
    # Bold would make black a grey, and a console has colours for lines.
    ground = theme.variables.get(BOLD_BACKGROUND, "")
    if ground:
        marked = is_found or (bold and not reverse and not is_word)
        if is_found:
            reverse = TextStyle.BAND not in text_style
        return _style("", ground if marked else "", reverse=reverse)
    return _style("", "", underline=is_found or (bold and not reverse), reverse=reverse)


def _style(
    color: str,
    bgcolor: str,
    *,
    bold: bool = False,
    underline: bool = False,
    reverse: bool = False,
) -> Style:
    # Unset stays unset: an attribute that is switched off costs bytes on every row.
    return Style(
        color=Color.parse(color).rich_color if color else None,
        bgcolor=Color.parse(bgcolor).rich_color if bgcolor else None,
        bold=bold or None,
        underline=underline or None,
        reverse=reverse or None,
    )


class RowsWidget(Widget, can_focus=False):
    """Shows the rows its subclass builds; no other row is ever sent to the terminal again."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: list[Row] = []
        self._built_for: tuple[int, int] = (0, 0)
        self._styles: dict[tuple[TextStyle, str], Style] = {}
        self._styled_for: Theme | None = None
        self.cursor: Offset | None = None
        """Where the terminal's cursor belongs while this widget has the focus, in the rows that
        were built."""
        self._left = 0
        self.reaches_edge = True
        """Nothing stands at the right of this widget."""

    def build(self, width: int, height: int) -> Sequence[Row]:
        """Return what to show, and set `cursor`."""
        raise NotImplementedError

    def build_without_room(self, width: int) -> Sequence[Row]:
        """Return what to show in a window that is too small."""
        return []

    def target_at(self, column: int, row: int) -> Target | None:
        """Return what a click in a cell of this widget asks for; None for nothing."""
        return target_in(self._rows[row], column) if 0 <= row < len(self._rows) else None

    @property
    def left(self) -> int:
        """How many cells stay empty before each row."""
        return self._left

    def set_in(self, cells: int) -> None:
        """Leave so many cells empty before each row, but for the ground of a band."""
        if cells != self._left:
            self._left = cells
            self.redraw()
            self.refresh()

    def redraw(self) -> None:
        """Build the rows anew and repaint those that changed."""
        old, built_for = self._rows, self._built_for
        if not self._rebuild():
            return
        if self._built_for != built_for:
            self.refresh()
        else:
            rows = self._rows
            changed = [y for y in range(len(rows)) if rows[y] != old[y]]
            if changed:
                self.refresh(*(self._region(y, old[y], rows[y]) for y in changed))
                # At once, not when this widget comes to it: what one key changes is one frame, and
                # a screen reader reads it from top to bottom.
                self.screen.post_message(Update(self))
        self._place_cursor()

    def _rebuild(self) -> bool:
        """Build the rows for the present size, and tell whether there is room for any."""
        width, height = self.size
        if not width or not height:
            # Not on the screen: when it is again, nothing of before may be seen or heard first.
            self._built_for = (0, 0)
            return False
        if has_room(self.app.size):
            left = self.left
            rows = [_after(left, row) for row in self.build(width - left, height)][:height]
        else:
            rows = list(self.build_without_room(width))[:height]
        self._rows = rows + [()] * (height - len(rows))
        self._built_for = (width, height)
        return True

    def _region(self, y: int, old: Row, new: Row) -> Region:
        """Return the part of a row that has to be painted: not what was and stays empty."""
        old_cells, cells, left = row_cells(old), row_cells(new), self.left
        if self._has_own_background or old_cells <= cells:
            return Region(left, y, max(old_cells, cells) - left, 1)
        return Region(left, y, self.size.width - left, 1)

    @property
    def _has_own_background(self) -> bool:
        return self.app.current_theme.background != "ansi_default"

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return some rows; without borders and the like, nothing is added to them."""
        strips = [self.render_line(y) for y in crop.line_range]
        start, end = crop.column_span
        return [strip.crop(start, end) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """Return one row, the full width of the widget."""
        if self._built_for != (self.size.width, self.size.height):
            # Being painted whole, as a widget is at a size that it did not have before.
            self._rebuild()
            self._place_cursor()
        width = self.size.width
        base = self._style(TextStyle.PLAIN)
        row = self._rows[y] if y < len(self._rows) else ()
        segments = [
            RichSegment(str(text), self._style(text_style, getattr(text, "url", "")))
            for text, text_style in row
        ]
        strip = Strip(segments).adjust_cell_length(width, base)
        if self._has_own_background or not self.reaches_edge:
            return strip
        return _ErasingStrip(strip, width)

    def notify_style_update(self) -> None:
        """Forget the colours of another theme."""
        super().notify_style_update()
        self._styles.clear()

    def on_mount(self) -> None:
        """Be told of other colours: Textual repaints only what its own rules give other ones."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.refresh())

    def on_resize(self, event: Resize) -> None:
        """Build for the new size."""
        self.redraw()

    def on_focus(self, event: Focus) -> None:
        """Take the terminal's cursor, once it is known where this widget is."""
        self.call_after_refresh(self._place_cursor)

    def _place_cursor(self) -> None:
        if self.cursor is None or not self.has_focus:
            return
        if not has_room(self.app.size):
            # On the one line that says so.
            self.app.cursor_position = Offset(0, 0)
            return
        cursor = self.cursor + Offset(self.left, 0)
        position = self.region.offset + cursor
        if position != self.app.cursor_position:
            self.app.cursor_position = position
            # Textual moves the terminal's cursor only when something is painted.
            self.refresh(Region(*cursor, 1, 1))

    def _style(self, text_style: TextStyle, url: str = "") -> Style:
        theme = self.app.current_theme
        if theme is not self._styled_for:
            self._styled_for = theme
            self._styles.clear()
        found = self._styles.get((text_style, url))
        if found is None:
            # The terminal's own colours need not be asked for.
            base = self.rich_style if self._has_own_background else Style.null()
            found = style_of(text_style, base, theme)
            if url and len(url) <= MOST_LINK_CHARS:
                # Kept, for each new one gets another id and would be painted anew.
                found += Style(link=url)
            self._styles[text_style, url] = found
        return found
