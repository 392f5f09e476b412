"""Searching the guide: the line to type into, and where a search has got to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rich.cells import cell_len
from textual.events import Key, Resize
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Input
from textual.widgets.input import Selection

from allvoice.guide.model import Guide, Position
from allvoice.guide.search import Match, Steps, look

INVITATION = "Type what to find"
"""Stands in the empty line: with the cursor there, it is what a screen reader finds."""


@dataclass(slots=True)
class Search:
    """The words looked for last, and where they were found."""

    query: str = ""
    match: Match | None = None

    @property
    def is_on(self) -> bool:
        """Whether next and previous go by what is looked for."""
        return self.match is not None

    def find(self, guide: Guide, query: str, position: Position) -> Steps[Match | None]:
        """Look, step by step, for words from a position on, its own sentence included."""
        self.query = query
        self.match = None
        self.match = yield from look(guide, query, position, 1, include_here=True)
        return self.match

    def go_on(self, guide: Guide, position: Position, step: int) -> Steps[Match | None]:
        """Look, step by step, for the same words further on (1) or further back (-1)."""
        self.match = yield from look(guide, self.query, position, step)
        return self.match

    def end(self) -> None:
        """Forget what was found; the words stay for the next search."""
        self.match = None


class Prompt(Input):
    """The line to type into: no border, no blinking."""

    class Left(Message):
        """The line is to be left by a key that would else be typed."""

    def __init__(self, query: str, leaving: Collection[str] = ()) -> None:
        """Begin with the words of before, all of them chosen.

        Args:
            query: words of before.
            leaving: keys that leave the line while nothing was typed yet.
        """
        super().__init__(
            query, placeholder=INVITATION, id="prompt", compact=True, select_on_focus=False
        )
        self.cursor_blink = False
        self._leaving = leaving
        self._is_untouched = True
        # The words of before are replaced by what is typed, also by what comes before the focus.
        self.selection = Selection(0, len(query))

    def on_key(self, event: Key) -> None:
        """Leave by the key that opened the line: screen readers may keep Escape for themselves."""
        leaves = event.key in self._leaving or event.key == "backspace"
        if leaves and (self._is_untouched or not self.value):
            event.prevent_default().stop()
            self.post_message(self.Left())
        self._is_untouched = False

    def put(self, text: str) -> None:
        """Put a character, or what was pasted, where the cursor is, as if it was pressed here."""
        start, end = self.selection
        self.replace(text, start, end)
        self._is_untouched = False

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal's cursor belongs: Textual puts it one too far behind the last word."""
        if not self.size:
            # It has no place yet, but will be below everything else. Where the cursor came after
            # the first words, a screen reader would read them twice.
            return Offset(cell_len(self.value), self.app.size.height - 1)
        region, scrolled = self.content_region, self.scroll_offset.x
        column = cell_len(self.value[: self.cursor_position])
        return Offset(region.x + column - scrolled, region.y)

    def on_resize(self, event: Resize) -> None:
        """Take the terminal's cursor, now that it is known where this line is."""
        self.app.cursor_position = self.cursor_screen_offset
        self.refresh()
