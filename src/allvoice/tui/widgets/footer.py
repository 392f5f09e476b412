"""The lines round the text: the title above it, messages, status and keys below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len

from allvoice.text import harmless
from allvoice.tui.widgets.layout import TEXT_CELLS, wrap
from allvoice.tui.widgets.rows import (
    GONE_FOR_S,
    Row,
    RowsWidget,
    Segment,
    TextStyle,
    plain_row,
    shortened,
    shortened_row,
)
from allvoice.tui.widgets.targets import RestTarget, TargetText

MOST_TITLE_ROWS = 2
FOOTER_ROWS, SHORT_FOOTER_ROWS, SHORT_BELOW_ROWS = 3, 2, 10
LEAST_HEIGHT_OF_SPARE_ROW = 12
"""In a lower window no title takes a row that it does not need."""


class Header(RowsWidget):
    """The section, or the name of the open list: in one row, or where that is too short in two."""

    def __init__(self) -> None:
        super().__init__(id="header")
        self._text = ""
        self._right = ""
        self._is_steady = False
        self._height = 1

    def show(self, text: str, right: str = "", *, steady: bool = False) -> None:
        """Show another title.

        Args:
            text: the title.
            right: stands behind it, at the end of the row.
            steady: take the second row for a short title too, so that what is below never moves.
        """
        self._text, self._right = harmless(" ".join(text.split())), right
        self._is_steady = steady
        self.redraw()

    def redraw(self) -> None:
        """Take as many rows as the title needs, and repaint what changed."""
        width, window_height = self.app.size
        height = title_rows(self._text, width - self.left, window_height, steady=self._is_steady)
        if height != self._height:
            self._height = height
            self.styles.height = height
        super().redraw()

    def build(self, width: int, height: int) -> Sequence[Row]:
        """Return the title, cut where it does not fit."""
        text_style = TextStyle.BOLD | TextStyle.ACCENT
        lines = wrap(self._text, width)[:height]
        if self._right:
            left = shortened(self._text, width - cell_len(self._right) - 1)
            edge = max(min(width, TEXT_CELLS + 2), cell_len(left) + 2 + cell_len(self._right))
            gap = " " * (edge - cell_len(left) - cell_len(self._right))
            return [((left, text_style), (gap + self._right, TextStyle.PLAIN))]
        if len(lines) < 2:
            return [plain_row(self._text, width, text_style)]
        (start, end), (rest, _) = lines
        return [
            ((self._text[start:end], text_style),),
            plain_row(self._text[rest:], width, text_style),
        ]

    def build_without_room(self, width: int) -> Sequence[Row]:
        """Say what would help."""
        return [plain_row("Too small, needs 30x8", width, TextStyle.BOLD)]


def title_rows(text: str, width: int, window_height: int, *, steady: bool = False) -> int:
    """Return how many rows a title takes: no more than two."""
    if steady and window_height >= LEAST_HEIGHT_OF_SPARE_ROW:
        return MOST_TITLE_ROWS
    return max(1, min(len(wrap(text, width)), MOST_TITLE_ROWS))


def footer_rows(window_height: int) -> int:
    """Return how many rows stand below the text while there is no long message."""
    return SHORT_FOOTER_ROWS if window_height < SHORT_BELOW_ROWS else FOOTER_ROWS


_ADDRESS = r"https?://\S*[^\s.,;…](?!\S*…)"
"""One that was cut leads nowhere."""
_CUT = "… "
MORE = "Right shows more"
"""Below a message that has no room, for who can hear only what is shown."""
MOST_ROWS_BESIDE_READING = 4
"""With a message: the row of the keys, that of the state, and two above it."""
LEAST_CELLS_BEFORE_MORE = 8
"""Fewer of a message tell nothing."""


class Footer(RowsWidget):
    """A message while there is one, the state, and the keys that matter most.

    A message takes the spare row above the state, then the state's own, then rows of the text,
    whose lines stay where they are; where it has no room it ends with the key that shows all of it.
    The keys stay, and so does the state while the program tells something in parts.
    """

    def __init__(self, *, external_screen_reader: bool = False, more: str = MORE) -> None:
        """Begin empty.

        Args:
            external_screen_reader: a message that comes again goes away for a moment. A screen
                reader reads what changed on the screen: the same again would be nothing. It may
                take all rows: there is neither state nor keys.
            more: stands behind a message that has no room, or below it for a screen reader.
        """
        super().__init__(id="footer")
        self._status: Row = ()
        self._hint: Row = ()
        self._message = ""
        self._last_message = ""
        self._external_screen_reader = external_screen_reader
        self._more = more
        self._awaited = ""
        self.keeps_state = False
        """The message stands above the state."""
        self._rest = ""
        """What of the message has no room."""
        self.links = False
        """Addresses in the message are links of the terminal too."""

    def show(self, *, status: Row, hint: Row) -> None:
        """Show another state and other keys."""
        self._status, self._hint = status, hint
        self.redraw()

    def say(self, message: str, *, keeps_state: bool = False) -> None:
        """Show a message, or none.

        Args:
            message: the message; empty for none.
            keeps_state: the state stays below it.
        """
        self.keeps_state = keeps_state and bool(message) and not self._external_screen_reader
        message = harmless(" ".join(message.split()))
        self._rest = ""
        self._awaited = ""
        if message and self._external_screen_reader and message == self._last_message:
            self._awaited, message = message, ""
            self.set_timer(GONE_FOR_S, self._come_again)
        elif message:
            self._last_message = message
        self._message = message
        self.redraw()

    def show_rest(self) -> bool:
        """Show what had no room, where a screen reader can say only what is shown."""
        if not self._rest:
            return False
        self.say(self._rest)
        return True

    def _come_again(self) -> None:
        if self._awaited:
            self._message, self._awaited = self._awaited, ""
            self.redraw()

    @property
    def message(self) -> str:
        """The message being shown."""
        return self._message

    @property
    def rows_needed(self) -> int:
        """How many rows the message needs, with what stays below it; 0 without a message."""
        return self.rows_for(self._message or self._awaited) + self.keeps_state

    def rows_for(self, text: str) -> int:
        """Return how many rows a message needs, with the keys below it; 0 for an empty one."""
        text = harmless(" ".join(text.split()))
        if not text:
            return 0
        width = self.app.size.width - self.left
        return len(wrap(text, width)) + (not self._external_screen_reader)

    @property
    def is_longer_than_beside_reading(self) -> bool:
        """Whether the message takes more rows than it may while the guide is read."""
        return self.rows_needed > MOST_ROWS_BESIDE_READING

    def build(self, width: int, height: int) -> Sequence[Row]:
        """Return the message above the state above the keys, as far as there is room."""
        # Beside the line to type into there may be one row: how to go on matters more then.
        hint = shortened_row(self._hint, width)
        below = [self._status, hint] if height > 1 else [hint]
        if not self._message:
            return [()] * (height - len(below)) + below[: height or None]
        text = self._message
        rows = [self._message_row(start, text[start:end]) for start, end in wrap(text, width)]
        self._rest = ""
        if self._external_screen_reader or height == 1:
            if len(rows) > height:
                return self._first_part(text, width, height)
            return (rows + below)[:height]
        keeps_state = self.keeps_state and height > len(below)
        room = height - 1 - keeps_state
        if len(rows) > room:
            rows = self._beginning(text, width, room)
        elif len(rows) < room:
            keeps_state = True
        stays = below if keeps_state else [hint]
        return [*[()] * (height - len(rows) - len(stays)), *rows, *stays]

    def _beginning(self, text: str, width: int, height: int) -> list[Row]:
        """Return as much as there is room for; the last row ends with how all of it is shown."""
        lines = wrap(text, width)
        rows = [self._message_row(a, text[a:b]) for a, b in lines[: height - 1]]
        more = TargetText(shortened(self._more, width), RestTarget())
        start, room = lines[height - 1][0], width - cell_len(f"{_CUT}{more}")
        if room < LEAST_CELLS_BEFORE_MORE:
            return [*rows, ((more, TextStyle.BOLD),)]
        _, end = wrap(text, room, start)[0]
        behind = ((_CUT, TextStyle.BOLD), (more, TextStyle.BOLD))
        return [*rows, (*self._message_row(start, text[start:end]), *behind)]

    def _first_part(self, text: str, width: int, height: int) -> list[Row]:
        """Return as many whole sentences as there is room for, and how the rest is shown.

        A screen reader says what is shown.
        """
        lines = wrap(text, width)
        end = lines[max(height - 2, 0)][1]
        cut = max(text.rfind(mark, 0, end) for mark in (". ", "? ", "! ")) + 1 or end
        self._rest = text[cut:].strip()
        rows = [self._message_row(a, text[a:b]) for a, b in wrap(text[:cut], width)]
        more: Row = ((shortened(self._more, width), TextStyle.BOLD),)
        return [*rows, more, *[()] * (height - len(rows) - 1)][:height]

    def _message_row(self, start: int, shown: str) -> Row:
        """Return a part of the message, the pieces of an address in it linked to all of it.

        Args:
            start: where the part begins in the message.
            shown: the part; it may be cut.
        """
        segments: list[Segment] = []
        at, end = start, start + len(shown)
        for url in re.finditer(_ADDRESS, self._message) if self.links else ():
            first, last = max(url.start(), at), min(url.end(), end)
            if first >= last:
                continue
            if at < first:
                segments.append((shown[at - start : first - start], TextStyle.BOLD))
            linked = TargetText(shown[first - start : last - start], url=url[0])
            segments.append((linked, TextStyle.BOLD))
            at = last
        if at < end or not segments:
            segments.append((shown[at - start :], TextStyle.BOLD))
        return tuple(segments)
