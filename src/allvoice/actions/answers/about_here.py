"""What is asked about the place: it again, how it is heard, what it means, where it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from allvoice.actions.answers import queries, tables
from allvoice.actions.model import ControlNames, FrontDoor, Message, Result
from allvoice.reading.activity import activity_of
from allvoice.reading.commands import HearSkipped, Repeat

if TYPE_CHECKING:
    from allvoice.reading.runner import ReadingSession


class AboutHere:
    """Answers about the place."""

    def __init__(
        self,
        session: ReadingSession,
        controls: ControlNames,
        front_door: FrontDoor,
        timer_left: Callable[[], str],
        more_here: Callable[[], str],
    ) -> None:
        """Answer when asked.

        Args:
            session: the guide and the place.
            controls: name the key that goes on.
            front_door: shows a sentence again.
            timer_left: returns what is left of the sleep timer.
            more_here: returns what else is told in detail: marks and notes.
        """
        self._session = session
        self._controls = controls
        self._front_door = front_door
        self._timer_left = timer_left
        self._more_here = more_here
        self._explainer: queries.Explainer | None = None

    def take_guide(self) -> None:
        """Explain words by the glossary of another guide from now on."""
        self._explainer = None

    def repeat(self, *, slowly: bool) -> Result:
        """Read the sentence again; for another's screen reader show it, or how it is heard."""
        if not self._session.state.options.external_screen_reader:
            self._session.do(Repeat(carefully=slowly))
            return None
        if slowly:
            return self.heard_as(detail=False)
        self._front_door.show_sentence_again()
        return None

    def heard_as(self, *, detail: bool) -> Message:
        """Return the words sent to the voice, or by which rules."""
        told = queries.heard_as(self._session, detail=detail)
        rights = f"{self._controls.shown('pronounce')} puts a word right."
        return Message(told, hint=rights, asked=True)

    def define(self, *, again: bool) -> Message:
        """Return what a term of the sentence means; asked again, what the next one does."""
        if self._explainer is None:
            self._explainer = queries.Explainer(self._session)
        return _answer(self._explainer.next(again=again))

    def column(self) -> Message:
        """Return the column and the row of a table."""
        return _answer(tables.column(self._session))

    def hear_skipped(self) -> Result:
        """Read what was skipped; where nothing was, return what the guide leaves out."""
        left_out = queries.left_out(self._session)
        if self._session.state.skipped is None and left_out:
            return _answer(left_out)
        self._session.do(HearSkipped())
        return None

    def where(self, *, detail: bool) -> Message:
        """Return the place, and where the reading is not heard, what is being done."""
        state = self._session.state
        where = queries.where(self._session, detail=detail)
        if state.playlist is not None and state.visit is None:
            where = f"{where} {state.playlist.told}"
        where = f"{where} {self._timer_left()}".rstrip()
        if detail:
            where = f"{where} {self._more_here()}".rstrip()
        # That it reads is heard; to whom it is shown, each step is a sentence.
        is_heard = state.reads_on and state.guide_is_audible and state.has_sound
        if is_heard or state.options.external_screen_reader:
            return _answer(where)
        return _answer(f"{self.state_words()} {where}")

    def state_words(self) -> str:
        """Return what is being done, and how to go on."""
        return activity_of(self._session.state).sentences(self._controls.shown("play"))


def _answer(text: str) -> Message:
    return Message(text, asked=True)
