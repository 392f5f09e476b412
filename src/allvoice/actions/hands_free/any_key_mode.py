"""Any key plays or pauses, and nothing else acts: the mode, its words, and the way out of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from allvoice.actions.hands_free.any_key import AnyKeyRule, Does
from allvoice.actions.model import Message
from allvoice.reading.commands import TakeBackPress

if TYPE_CHECKING:
    from allvoice.actions.model import ControlNames, FrontDoor, Result
    from allvoice.actions.pause_scope import PauseScope
    from allvoice.guide.model import Position
    from allvoice.reading.runner import ReadingSession
    from allvoice.reading.state import State
    from allvoice.shelf.settings.choices import Choices

KEYS = "Any key plays or pauses. Twice, or held, marks this. Escape three times leaves."
LINES = "Any line plays or pauses. Two at once mark this. The word {} leaves."
LEFT = "Any-key mode is off."
URGENT_BY_KEYS = "Escape three times, then {}, tells when to call."
URGENT_BY_LINES = "The word {}, then {}, tells when to call."
ALL_AT_ONCE = "Any-key mode is for a terminal: here all lines come at once."
NO_VOICE = "Any-key mode is for the voice of allvoice, not for your own screen reader."


def words(controls: ControlNames, *, draws: bool) -> str:
    """Return what is told of the mode: what presses do, and the way out."""
    return KEYS if draws else LINES.format(controls.spoken("back"))


def why_not(*, external_screen_reader: bool, comes_as_typed: bool) -> str:
    """Return why there is no such mode; empty where there is.

    Args:
        external_screen_reader: the listener's own, which has the keys.
        comes_as_typed: what is pressed or typed comes at that moment, and not all at once.
    """
    if external_screen_reader:
        return NO_VOICE
    return "" if comes_as_typed else ALL_AT_ONCE


Asked = tuple[str, "Position | None"]
"""An action and the place that belongs to it."""


class _Before(NamedTuple):
    """What was before a press."""

    state: State
    meant: Position
    """The sentence that the press was about."""


class AnyKeyMode:
    """Does what presses mean while any key plays or pauses."""

    def __init__(
        self,
        session: ReadingSession,
        controls: ControlNames,
        front_door: FrontDoor,
        pause_scope: PauseScope,
        choices: Choices,
        mark: Callable[[Position], Message],
        *,
        draws: bool,
        comes_as_typed: bool,
    ) -> None:
        """Begin with keys that do what they are for.

        Args:
            session: the reading.
            controls: name what leaves.
            front_door: shows no list and asks nothing while any key plays.
            pause_scope: knows what a list paused.
            choices: tell how soon a second press is none.
            mark: marks a sentence.
            draws: keys are pressed; else lines are typed.
            comes_as_typed: what is pressed or typed comes at that moment, and not all at once.
        """
        self.is_on = False
        self._session = session
        self._controls = controls
        self._front_door = front_door
        self._pause_scope = pause_scope
        self._choices = choices
        self._mark = mark
        self._draws = draws
        self._comes_as_typed = comes_as_typed
        self._rule: AnyKeyRule[_Before] = AnyKeyRule()
        self._is_urgent = False

    def switch(self) -> Message:
        """Let any key play or pause from now on, or let keys do what they are for again."""
        if self.is_on:
            self.is_on = False
            return Message(LEFT, asked=True, earcon="close")
        if fault := self.begin():
            return Message(fault, asked=True)
        return Message(words(self._controls, draws=self._draws), asked=True, earcon="open")

    def begin(self) -> str:
        """Let any key play or pause from now on; return why not, where that cannot be."""
        fault = why_not(
            external_screen_reader=self._controls.external_screen_reader,
            comes_as_typed=self._comes_as_typed,
        )
        if fault:
            return fault
        self._front_door.stop_asking()
        if self._front_door.is_list_open:
            self._front_door.close_list()
        self._pause_scope.end()
        self._rule = AnyKeyRule()
        self.is_on = True
        return ""

    def entered_by(self, key: str, at_s: float) -> None:
        """Note which key led here, and when: it may be held."""
        self._rule.enter(key, at_s)

    def takes(self, key: str, at_s: float) -> bool:
        """Tell whether a press is one of the mode's, be it the end of the one that left it."""
        return self.is_on or self._rule.is_of_leaving(key, at_s)

    def press(self, key: str, at_s: float, *, is_urgent: bool = False) -> list[Asked]:
        """Return what a press asks for, what it takes back being taken back already.

        Args:
            key: which key.
            at_s: when it was pressed, in seconds.
            is_urgent: outside of the mode it would tell when to call.
        """
        if not self.is_on:
            return []
        self._rule.ignore_repeat_s = self._choices.settings.ignore_repeat_s
        now = _Before(self._session.state, self._session.meant_position)
        meaning = self._rule.press(key, at_s, now)
        self._is_urgent = is_urgent
        if meaning.does is Does.PLAYS:
            return [("play", None)]
        if meaning.before is None or meaning.does is Does.NOTHING:
            return []
        self._session.do(TakeBackPress(meaning.before.state))
        if meaning.does is Does.MARKS:
            return [("bookmark", meaning.before.meant)]
        return [("any_key", None)] if meaning.does is Does.LEAVES else []

    def mark(self, position: Position) -> Result:
        """Mark a sentence; who pressed the urgent key for it is told how that works again."""
        told = self._mark(self._session.guide.clamp(position))
        if not self._is_urgent:
            return told
        return replace(told, text=f"{told.text} {self.told_urgent}", asked=True)

    @property
    def told_urgent(self) -> str:
        """How it is told when to call: here nothing but playing and marking acts."""
        urgent = self._controls.shown("urgent")
        if self._draws:
            return URGENT_BY_KEYS.format(urgent)
        return URGENT_BY_LINES.format(self._controls.spoken("back"), urgent)
