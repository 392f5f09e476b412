"""What becomes of a click, a tap or the wheel before an action is done.

A button is heeded when it is let go near where it was pressed: who drags selects text, and who
slipped can still go elsewhere. What was under it when it was pressed is meant, for the text may
have moved on since. Two taps in a row are one, as two strikes of a key are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.events import (
    Event,
    Key,
    MouseDown,
    MouseEvent,
    MouseScrollDown,
    MouseScrollUp,
    MouseUp,
)

from allvoice.tui.keys.keymap import character_of
from allvoice.tui.widgets.targets import (
    ItemTarget,
    KeyTarget,
    RestTarget,
    SentenceTarget,
    Target,
)

if TYPE_CHECKING:
    from allvoice.tui.keys.keyboard import Keyboard
    from allvoice.tui.keys.keymap import Keymap
    from allvoice.tui.widgets.footer import Footer
    from allvoice.tui.widgets.main_pane import MainPane

DOUBLE_TAP_S = 0.4
"""A second tap within this is a trembling hand's, or the habit of a double click."""
NEAR_COLUMNS, NEAR_ROWS = 3, 1
"""A finger does not stay in its cell."""
WINDOW_CHOSEN_S = 0.2
"""A click that chooses a window among others comes right behind the word that it was chosen."""
NOTCH_S = 0.1
"""A wheel, or two fingers, move no faster than a held key."""


class Pointer:
    """Does what was clicked."""

    def __init__(
        self,
        main_pane: MainPane,
        footer: Footer,
        keyboard: Keyboard,
        keymap: Keymap,
        time_of: Callable[[Any], float],
        do: Callable[..., None],
    ) -> None:
        """Begin with nothing pressed.

        Args:
            main_pane: the text, or the list in its place.
            footer: names keys, and shows messages.
            keyboard: tells what keys are for at the moment.
            keymap: which keys move.
            time_of: when something happened, in seconds.
            do: does an action, with what belongs to it.
        """
        self._main_pane = main_pane
        self._footer = footer
        self._keyboard = keyboard
        self._keymap = keymap
        self._time_of = time_of
        self._do = do
        self._pressed: tuple[int, int, Target] | None = None
        self._tapped: tuple[int, int, float] = (0, 0, float("-inf"))
        self._chosen_s = float("-inf")
        self._notch_s = float("-inf")

    def window_chosen(self, event: Event) -> None:
        """Note that the window was chosen among others: a click may have done it."""
        self._chosen_s = self._time_of(event)

    def take(self, event: MouseEvent) -> Key | None:
        """Do what is asked for; a key that it stands for is returned instead, to be pressed."""
        if isinstance(event, MouseScrollUp | MouseScrollDown):
            return self._turned(event)
        target = self._clicked(event) if event.button == 1 else None
        match target:
            case KeyTarget(key):
                return Key(key, character_of(key) or None)
            case RestTarget() if self._acts:
                self._keyboard.let_go()
                self._do("again", None)
            case SentenceTarget(position) if self._acts:
                self._keyboard.let_go()
                self._do("go_to_sentence", position)
            case ItemTarget(index) if self._acts:
                self._keyboard.let_go()
                self._main_pane.items.move(index - self._main_pane.items.selected)
                self._do("choose")
        return None

    def is_tap(self, event: MouseEvent) -> bool:
        """Tell whether something is clicked or tapped just now, wherever that is."""
        return isinstance(event, MouseDown) and not self._is_for_window(event)

    def _is_for_window(self, event: MouseEvent) -> bool:
        return self._time_of(event) - self._chosen_s < WINDOW_CHOSEN_S

    @property
    def _acts(self) -> bool:
        """Whether actions are done now: no words are typed, and no key is waited for."""
        keyboard = self._keyboard
        is_waiting = keyboard.is_describing or keyboard.is_choosing
        return self._main_pane.prompt is None and not is_waiting

    def _clicked(self, event: MouseEvent) -> Target | None:
        """Return what was clicked, once the button was let go."""
        if isinstance(event, MouseDown):
            target = None if self._is_for_window(event) else self._target_at(event.x, event.y)
            self._pressed = (event.x, event.y, target) if target is not None else None
        elif isinstance(event, MouseUp) and self._pressed is not None:
            column, row, target = self._pressed
            self._pressed = None
            if _is_near(event, column, row) and not self._is_second(event):
                return target
        return None

    def _turned(self, event: MouseEvent) -> Key | None:
        """Return the key that goes one item or sentence on, the way the wheel was turned."""
        now_s = self._time_of(event)
        if not self._acts or now_s - self._notch_s < NOTCH_S:
            return None
        self._notch_s = now_s
        up, down = (
            ("item_up", "item_down")
            if self._main_pane.is_list_open
            else ("previous_sentence", "next_sentence")
        )
        key = self._keymap.keys(up if isinstance(event, MouseScrollUp) else down)[0]
        return Key(key, character_of(key) or None)

    def _target_at(self, column: int, row: int) -> Target | None:
        pane = self._main_pane
        for widget in (pane.view, pane.beside, pane.items, self._footer):
            if widget.display and widget.region.contains(column, row):
                return widget.target_at(column - widget.region.x, row - widget.region.y)
        return None

    def _is_second(self, event: MouseEvent) -> bool:
        now_s = self._time_of(event)
        column, row, before_s = self._tapped
        self._tapped = (event.x, event.y, now_s)
        within_s = max(DOUBLE_TAP_S, self._keyboard.ignore_repeat_s)
        return now_s - before_s < within_s and _is_near(event, column, row)


def _is_near(event: MouseEvent, column: int, row: int) -> bool:
    return abs(event.x - column) <= NEAR_COLUMNS and abs(event.y - row) <= NEAR_ROWS
