"""What a typed line asks for, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from allvoice.actions.announcer import BEGINNER
from allvoice.actions.model import Message
from allvoice.actions.words import uncapitalized
from allvoice.plain.any_line import AnyLine
from allvoice.plain.typed_words import (
    CHANGED,
    ENTER,
    NUMBER,
    SCREEN_ONLY,
    Typed,
    meant_word,
    parse,
)
from allvoice.reading.activity import Activity
from allvoice.reading.state import Status
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.actions.announcer import Announcer
    from allvoice.actions.dispatch import Actions, Argument
    from allvoice.actions.model import Result
    from allvoice.plain.front_door import PlainDoor
    from allvoice.plain.output import Output
    from allvoice.plain.typed_words import TypedControls
    from allvoice.reading.runner import ReadingSession
    from allvoice.reading.state import State
    from allvoice.shelf.store.remembered import Remembered

UNKNOWN = "I do not know that. Type h for help."
MEANT = "I do not know that. Did you mean {}? Type h for help."
DESCRIBES = "Type k and a word: what it does is told, and not done."
ONLY_ON_THE_SCREEN = "{}: only the screen has that."
TOLD_OF = "typed word told of: {}"
"""Name of what is kept once it was told that a character asks for something else than it did."""
NUMBERS = "Go to that item of the list shown last"
URGENT_DIGIT = 9
"""The key on the screen. Other figures, which move there, are items of a list."""


class TypedLines:
    """Does what lines ask for, a line at a time."""

    def __init__(
        self,
        session: ReadingSession,
        actions: Actions,
        remembered: Remembered,
        controls: TypedControls,
        door: PlainDoor,
        announcer: Announcer,
        output: Output,
        ask: Callable[[], None],
    ) -> None:
        """Begin with no line.

        Args:
            session: the reading.
            actions: what can be asked for.
            remembered: knows what was told once.
            controls: name what is typed.
            door: holds the list that numbers are of, and what a line answers.
            announcer: tells what is no action.
            output: takes lines.
            ask: shows the choices, also while the guide is read.
        """
        self._session = session
        self._actions = actions
        self._remembered = remembered
        self._controls = controls
        self._door = door
        self._announcer = announcer
        self._output = output
        self._ask = ask
        self._any_line = AnyLine(actions.any_key, announcer, session.clock, self.do)

    def take_paste(self) -> bool:
        """Do what more lines at once do than anybody types; return whether they do anything."""
        return self._any_line.take_paste()

    def take(self, line: str) -> None:
        """Answer what is asked by a line, or do what it asks for."""
        typed = parse(line)
        is_urgent = typed is not None and self._key_of(typed).action == "urgent"
        if self._any_line.take(line, is_urgent=is_urgent):
            return
        if typed is not None and typed.action in ("urgent", "quit", "help"):
            # Whoever asks for these in the middle of a note means that.
            self._door.stop_asking()
        if not self._door.take_answer(line):
            self._obey(typed, line)

    def _obey(self, typed: Typed | None, line: str) -> None:
        shown = self._door.list
        typed = self._key_of(typed) if typed is not None else None
        if typed is None:
            if not self._actions.end_tour_by_unknown_key():
                self._announcer.say(_unknown(line))
            self._ask()
        elif typed.word == ENTER.typed and shown.has_more:
            self._door.put_page()
        elif typed.word == NUMBER:
            self._actions.end_tour()
            shown.choose(typed.number or 0)
        elif typed.action in SCREEN_ONLY:
            self._actions.end_tour()
            words = self._controls.words(typed.action)
            self._announcer.answer(ONLY_ON_THE_SCREEN.format(words))
        else:
            self._door.turn_to(typed.action)
            was_finding = self._actions.search.is_on
            self._do(typed)
            if not was_finding:
                self._tell_changed(typed.as_typed)

    def _key_of(self, typed: Typed) -> Typed:
        """Return what a number asks for: the urgent key where no list has so many items."""
        is_digit = typed.word == NUMBER and typed.number == URGENT_DIGIT
        is_urgent = is_digit and self._door.list.count < URGENT_DIGIT
        return Typed("urgent") if is_urgent else typed

    def _tell_changed(self, character: str) -> None:
        """Tell once what a character asks for that asked for something else in former versions."""
        told = TOLD_OF.format(character)
        if character in CHANGED and self._remembered.of(told) is None:
            self._remembered.keep(told, "yes")
            self._announcer.say(CHANGED[character])

    def describe(self, word: str) -> Result:
        """Tell what a word does, without doing it."""
        if not word:
            return Message(DESCRIBES, asked=True)
        typed = parse(word)
        if typed is None:
            return Message(_unknown(word), asked=True)
        if typed.word == NUMBER:
            words = NUMBERS if typed.number != URGENT_DIGIT else f"{NUMBERS}; else, {{}}"
            urgent = uncapitalized(self._controls.words("urgent"))
            return Message(f"{word}: {ended(words.format(urgent))}", asked=True)
        return Message(f"{word}: {ended(self._controls.words(typed.action))}", asked=True)

    def _do(self, typed: Typed) -> None:
        if typed.action == "describe":
            self._actions.end_tour()
            self._actions.show(self.describe(typed.text))
            return
        argument: Argument = typed.number
        if typed.action == "search" or typed.text:
            argument = typed.text
        self.do(typed.action, argument)

    def do(self, action: str, argument: Argument) -> None:
        """Do an action, and print what no message of its own tells."""
        before = self._session.state
        self._actions.do(action, argument)
        if action == "stop" or (action == "back_or_before" and self._is_silent_since(before)):
            self._output.line(f"{Activity.STOPPED.word}.")
        elif (
            action == "play"
            and before.status is Status.PLAYING
            and self._session.state.status is Status.PAUSED
            # A beginner was told so, and how to go on.
            and self._announcer.verbosity != BEGINNER
        ):
            self._output.line(f"{Activity.PAUSED.word}.")

    def _is_silent_since(self, before: State) -> bool:
        """Return whether it rests where it was, having gone back from nothing."""
        state = self._session.state
        return state.is_at_rest and state.position == before.position and before.visit is None


def _unknown(line: str) -> str:
    """Return what is told of a line that asks for nothing, with what was probably meant."""
    meant = meant_word(line)
    return UNKNOWN if meant is None else MEANT.format(meant)
