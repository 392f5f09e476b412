"""The line that words are typed into."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len
from textual.actions import parse
from textual.binding import Binding
from textual.events import Key, Resize
from textual.geometry import Offset
from textual.widgets import Input
from textual.widgets.input import Selection

if TYPE_CHECKING:
    from allvoice.actions.typing_echo import TypingEcho


WHOLE = frozenset({"up", "down", "home", "end"})
"""They have all that is typed said."""

EDITS = {
    key: parse(binding.action)
    for binding in Input.BINDINGS
    if isinstance(binding, Binding)
    for key in binding.key.split(",")
}
"""What Textual's line does for a key that is no character: a name, and what belongs to it."""


Entered = Literal["edited", "submitted", "left"]
"""What a key in the line comes to."""


class Prompt(Input):
    """The line to type into: no border, no blinking.

    It is handed its keys, and does each at once: those that Textual sends on its own go to what has
    the focus by then, and are done some time later.
    """

    def __init__(
        self,
        query: str,
        invitation: str,
        echo: TypingEcho,
        leaving: Collection[str] = (),
        *,
        is_edit: bool = False,
    ) -> None:
        """Begin with the words of before, all of them chosen, or the cursor behind them.

        Args:
            query: words of before.
            invitation: stands in the empty line: with the cursor there, it is what a screen reader
                finds.
            echo: says what is typed.
            leaving: keys that leave the line while nothing was typed yet.
            is_edit: the words of before are to be changed, not replaced.
        """
        # Without an id: another line may be opened before the one that was left is gone.
        super().__init__(query, placeholder=invitation, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._leaving = leaving
        self._is_untouched = True
        self._echo = echo
        self.is_over = False
        """Whether nothing is typed here any more."""
        echo.begin(query)
        # The words of before are replaced by what is typed, also by what comes before the focus.
        self.selection = Selection(len(query) if is_edit else 0, len(query))
        self._is_edit = is_edit

    def enter(self, event: Key) -> Entered:
        """Take a key that is pressed while words are typed."""
        was_untouched = self._is_untouched and not (self._is_edit and self.value)
        self._is_untouched = False
        leaves = event.key in self._leaving or event.key == "backspace"
        # Screen readers may keep Escape for themselves: the key that opened the line leaves it too.
        if leaves and not self.value:
            return "left"
        if leaves and was_untouched:
            if event.key == "backspace" or not self.value:
                return "left"
            # Who presses it for other words finds the line empty.
            self.put("")
            return "edited"
        if event.key == "enter":
            return "submitted"
        if event.key in WHOLE:
            self._echo.whole(self.value, moves=self._moves(event.key))
        elif event.key in ("left", "right") and self._is_at_edge(event.key):
            self._echo.stayed(self.value, self.cursor_position)
        if event.is_printable and event.character:
            self.put(event.character)
        elif event.key in EDITS:
            _, name, arguments = EDITS[event.key]
            getattr(self, f"action_{name}")(*arguments)
        return "edited"

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
        # The last of what was typed must not be said over what came of it.
        if not self.is_over:
            self._echo.changed(self.value, self.cursor_position)

    def put(self, text: str) -> None:
        """Put a character, or what was pasted, where the cursor is, as if it was pressed here."""
        start, end = self.selection
        self.replace(text, start, end)
        self._is_untouched = False
        if len(text) > 1:
            # Textual scrolls to the cursor before it knows how long the line is now.
            self.call_after_refresh(self._scroll_to_cursor)

    def _scroll_to_cursor(self) -> None:
        cells = cell_len(self.value[: self.cursor_position])
        self.scroll_to(x=cells - self.content_size.width + 1, animate=False, force=True)

    def set_in(self, cells: int) -> None:
        """Leave so many cells empty at the left."""
        self.styles.padding = (0, 0, 0, cells)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal's cursor belongs: Textual puts it one too far behind the last word."""
        if not self.size:
            # It has no place yet, but will be below everything else. Where the cursor came after
            # the first words, a screen reader would read them twice.
            return Offset(self.styles.padding.left + cell_len(self.value), self.app.size.height - 1)
        region, scrolled = self.content_region, self.scroll_offset.x
        column = cell_len(self.value[: self.cursor_position])
        return Offset(region.x + column - scrolled, region.y)

    def on_resize(self, event: Resize) -> None:
        """Take the terminal's cursor, now that it is known where this line is."""
        self.app.cursor_position = self.cursor_screen_offset
        self.refresh()
