"""A short tour of the keys: one sentence after the other, ended by any key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from allvoice.actions.model import ControlNames, FrontDoor, ListItem, ListModel, Result
from allvoice.actions.series import Series
from allvoice.actions.words import capitalized
from allvoice.reading.commands import Play

if TYPE_CHECKING:
    from allvoice.actions.announcer import Announcer
    from allvoice.actions.pause_scope import PauseScope
    from allvoice.reading.runner import ReadingSession


def first_steps(controls: ControlNames) -> list[str]:
    """Return what a newcomer is told: four sentences, with the keys that are needed tonight."""
    name = controls.named
    last = f"{name('help')} is help, and {name('tour')} is the whole tour."
    if controls.external_screen_reader:
        play = "shows the next sentence"
    else:
        play = "starts the reading, and holds it"
        last = f"{name('repeat')} reads a sentence again, {last}"
    said = (
        f"{name('play')} {play}.",
        f"{name('urgent')} tells when to call.",
        f"{name('search')} finds words, and {name('contents')} is the contents.",
        last,
    )
    return [capitalized(sentence) for sentence in said]


def steps(controls: ControlNames) -> list[str]:
    """Return the whole tour: those first, then what is of use later."""
    name = controls.named
    moving = (
        f"{name('next_sentence')} is the next sentence, {name('previous_sentence')} the one before."
        f" {capitalized(name('next_paragraph'))} and {name('previous_paragraph')} go by paragraphs."
    )
    # What only a voice can do is nothing to a listener's own screen reader.
    spoken, hands_free, silence = [], [], ""
    if not controls.external_screen_reader:
        silence = f" {capitalized(name('stop'))} is silence."
        spoken = [
            f"{name('repeat')}, twice in a row, reads a sentence slowly.",
            f"{name('slower')} is slower, {name('faster')} is faster.",
        ]
        hands_free = [
            f"{name('sleep_timer')} is the sleep timer. "
            "The buttons of a headset play, hold, and go on by a sentence.",
        ]
    said = (
        "This is a tour of the keys. Whatever you press ends it.",
        *first_steps(controls),
        moving,
        *spoken,
        f"{name('bookmark')} marks a sentence to come back to. "
        f"{capitalized(name('bookmarks'))} lists what you marked.",
        *hands_free,
        f"{name('where')} says where you are.{silence}",
        f"{name('describe')} lets you try the keys in safety. "
        f"{capitalized(name('options'))} is for options.",
    )
    return [capitalized(step) for step in said]


def listing(controls: ControlNames, choose: Callable[[int], Result]) -> ListModel:
    """Return the tour as a list, for who reads it with a screen reader."""
    said = steps(controls)[1:]
    return ListModel(
        "Tour of the keys",
        len(said),
        lambda index: ListItem(said[index]),
        choose,
        "tour",
        does="leave it",
        is_numbered=False,
    )


class Tour:
    """Says one step when the one before was heard; the reading is paused meanwhile."""

    def __init__(
        self,
        session: ReadingSession,
        controls: ControlNames,
        front_door: FrontDoor,
        announcer: Announcer,
        pause_scope: PauseScope,
    ) -> None:
        """Begin at rest.

        Args:
            session: the reading.
            controls: name the keys.
            front_door: leaves a list whose place the tour takes.
            announcer: says and shows each step.
            pause_scope: pauses the reading.
        """
        self._session = session
        self._controls = controls
        self._front_door = front_door
        self._announcer = announcer
        self._pause_scope = pause_scope
        self._is_first = False
        self._series = Series(session, announcer, pause_scope)

    @property
    def is_on(self) -> bool:
        """Whether the tour is being given."""
        return self._series.is_on

    @property
    def is_first(self) -> bool:
        """Whether it is being given at the first start, before anything was read."""
        return self.is_on and self._is_first

    def welcome(self, text: str) -> None:
        """Give the tour to a newcomer, after the words of welcome, then begin to read."""
        self._is_first = True
        said = [text, *first_steps(self._controls)]
        self._series.begin(said, lambda: self._session.do(Play()), "start")

    def give(self) -> Result:
        """Give the tour, then read on; for who reads it with a screen reader it is a list."""
        if self._session.state.options.external_screen_reader:
            return listing(self._controls, self._leave_list)
        if self._front_door.is_list_open:
            self._front_door.close_list()
        else:
            self._pause_scope.begin()
        self._is_first = False
        self._series.begin(steps(self._controls), self._pause_scope.end, "open")
        return None

    def go_on(self) -> None:
        """Say the next step, or come to the end."""
        self._series.go_on()

    def leave(self, *, goes_on: bool) -> None:
        """End the tour, if it is being given.

        Args:
            goes_on: the reading that the tour paused is to be gone on with.
        """
        self._series.leave(goes_on=goes_on)

    def tell_how_to_begin(self) -> None:
        """Tell a newcomer who has left the tour which key starts the reading."""
        self._announcer.answer(self._how_to_begin, "close")

    def leave_by_unknown_key(self) -> bool:
        """End the tour by a key without an action; returns whether it was being given."""
        if not self.is_on:
            return False
        begin = [self._how_to_begin] if self.is_first else []
        self.leave(goes_on=True)
        said = ["No action.", *begin, f"{self._controls.shown('help')} for help."]
        self._announcer.answer(" ".join(said), "no-action")
        return True

    def _leave_list(self, index: int) -> Result:
        self._front_door.leave_list()
        return None

    @property
    def _how_to_begin(self) -> str:
        return f"{self._controls.spoken('play').capitalize()} starts the reading."
