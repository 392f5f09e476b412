"""The line that words are typed into."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.events import Key, Resize
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Input
from textual.widgets.input import Selection

if TYPE_CHECKING:
    from allvoice.actions.typing_echo import TypingEcho


WHOLE = frozenset({"up", "down", "home", "end"})
"""They have all that is typed said."""


class Prompt(Input):
    """The line to type into: no border, no blinking."""

    class Left(Message):
        """The line is to be left by a key that would else be typed."""

    def __init__(
        self, query: str, invitation: str, echo: TypingEcho, leaving: Collection[str] = ()
    ) -> None:
        """Begin with the words of before, all of them chosen.

        Args:
            query: words of before.
            invitation: stands in the empty line: with the cursor there, it is what a screen reader
                finds.
            echo: says what is typed.
            leaving: keys that leave the line while nothing was typed yet.
        """
        # Without an id: another line may be opened before the one that was left is gone.
        super().__init__(query, placeholder=invitation, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._leaving = leaving
        self._is_untouched = True
        self._echo = echo
        echo.begin(query)
        # The words of before are replaced by what is typed, also by what comes before the focus.
        self.selection = Selection(0, len(query))

    def on_key(self, event: Key) -> None:
        """Leave by the key that opened the line: screen readers may keep Escape for themselves."""
        leaves = event.key in self._leaving or event.key == "backspace"
        if leaves and (self._is_untouched or not self.value):
            event.prevent_default().stop()
            self.post_message(self.Left())
        elif event.key in WHOLE:
            self._echo.whole(self.value, moves=self._moves(event.key))
        elif event.key in ("left", "right") and self._is_at_edge(event.key):
            self._echo.stayed(self.value, self.cursor_position)
        self._is_untouched = False

    def _moves(self, key: str) -> bool:
        edge = {"home": 0, "end": len(self.value)}.get(key)
        return edge is not None and not (self.selection.is_empty and self.cursor_position == edge)

    def _is_at_edge(self, key: str) -> bool:
        edge = 0 if key == "left" else len(self.value)
        return self.selection.is_empty and self.cursor_position == edge

    def watch_value(self) -> None:
        """Say what was typed or deleted."""
        self._say_change()

    def watch_selection(self) -> None:
        """Say where the cursor went."""
        self._say_change()

    def _say_change(self) -> None:
        # A key changes the text first and then the cursor.
        self.call_next(self._say)

    def _say(self) -> None:
        self._echo.changed(self.value, self.cursor_position)

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
