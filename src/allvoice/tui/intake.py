"""Keys, clicks, pastes and floods, each in its turn, from the moment the program is started."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

from textual.events import AppFocus, Key, MouseEvent, Paste

from allvoice.actions.hands_free.any_key import TEXT
from allvoice.tui.keys.keyboard import ALWAYS, Keyboard
from allvoice.tui.keys.keymap import named
from allvoice.tui.terminal.input_filter import InputFilter, Keys
from allvoice.tui.terminal.type_ahead import TOO_MANY, KeysLeftOut, KeysTogether, TypeAhead

if TYPE_CHECKING:
    from allvoice.actions.announcer import Announcer
    from allvoice.tui.keys.any_presses import AnyPresses
    from allvoice.tui.pointer import Pointer
    from allvoice.tui.typed_line import TypedLine

TAP = "tap"
"""Stands for a click or a tap where any key plays or pauses."""

Input: TypeAlias = Key | MouseEvent | Paste | KeysTogether | KeysLeftOut


class Intake:
    """Takes what comes from the keyboard and the pointer.

    What comes before anything was said waits until it is: the welcome would undo what it does. The
    voice may come later still; a key does not wait for it, and what it asked for holds then.
    """

    def __init__(
        self,
        keyboard: Keyboard,
        line: TypedLine,
        pointer: Pointer,
        announcer: Announcer,
        any_presses: AnyPresses,
        type_ahead: Callable[[], TypeAhead],
        is_closed: Callable[[], bool],
        time_of: Callable[[Any], float],
    ) -> None:
        """Let everything wait.

        Args:
            keyboard: does what keys are for.
            line: takes what is typed and pasted.
            pointer: does what was clicked.
            announcer: tells that keys were left out.
            any_presses: does what presses do where any key plays or pauses.
            type_ahead: counts the keys that wait.
            is_closed: tells whether the program ends.
            time_of: when something was pressed or clicked, in seconds.
        """
        self._keyboard = keyboard
        self._line = line
        self._pointer = pointer
        self._announcer = announcer
        self._any_presses = any_presses
        self._time_of = time_of
        self._type_ahead = type_ahead
        self._is_closed = is_closed
        self._early: list[Input] | None = []
        """What came before anything was said; None once something was."""

    def begin(self, typed: str = "") -> None:
        """Do, in order, what was asked for meanwhile, and from now on everything at once.

        Args:
            typed: what came before the terminal was read, where what reads it did not take that.
        """
        early, self._early = self._early, None
        for each in (*_single_keys(typed), *(early or ())):
            self.take(each)

    def window_chosen(self, event: AppFocus) -> None:
        """Note that the window was chosen among others."""
        self._pointer.window_chosen(event)

    def take(self, event: Input) -> None:
        """Do what a key, a click, a paste or a flood is for."""
        if self._early is not None and not (isinstance(event, Key) and event.key in ALWAYS):
            self._early.append(event)
            return
        if isinstance(event, Key | MouseEvent):
            self._type_ahead().answered()
        if self._is_closed():
            return
        if self._pressed_any_key(event):
            return
        match event:
            case Key():
                self._keyboard.press(event)
                self._any_presses.was_done(event.key, self._time_of(event))
            case MouseEvent():
                key = self._pointer.take(event)
                if key is not None:
                    self._keyboard.press(key)
            case KeysLeftOut():
                self._announcer.answer(TOO_MANY)
            case _ if self._keyboard.is_choosing:
                # A key is waited for, which text is not.
                return
            case KeysTogether():
                self._line.keys_together(event.text)
            case Paste():
                self._line.paste(event.text)

    def _pressed_any_key(self, event: Input) -> bool:
        """Do what a press does where any key plays or pauses; return whether that is so."""
        at_s = self._time_of(event)
        match event:
            case Key():
                is_urgent = self._keyboard.is_for_urgent(event)
                return self._any_presses.take(event.key, at_s, is_urgent=is_urgent)
            case MouseEvent():
                return self._any_presses.take(TAP, at_s, counts=self._pointer.is_tap(event))
            case _:
                return self._any_presses.take(TEXT, at_s)


def _single_keys(typed: str) -> Iterator[Key]:
    """Yield the characters that were typed, and Enter."""
    for piece in InputFilter(time.monotonic).take(typed):
        for sign in piece.text if isinstance(piece, Keys) else "":
            if sign in "\r\n":
                yield Key("enter", "\r")
            elif sign.isprintable():
                yield Key(named(sign), sign)
