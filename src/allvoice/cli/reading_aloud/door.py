"""Reading aloud as a front door: what is told is heard and told on standard error; no lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allvoice.actions.model import ListModel, Message, Question, Result
from allvoice.cli.console import tell
from allvoice.reading.commands import Announce
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.actions.announcer import Announcer
    from allvoice.guide.search.matching import Match
    from allvoice.reading.runner import ReadingSession

ONLY_IN_THE_READER = "{}: only the reader has that. Start allvoice for it."
LIST_ONLY_THERE = "That list is only in the reader. Start allvoice for it."
"""Without the list's title, which is worded to stand above its lines."""


class AloudDoor:
    """Has neither a list nor a line to type into, and says where those are."""

    is_list_open = False
    list_action = ""
    model = None
    selected = 0
    listed: ListModel | None = None
    list_in_hand: ListModel | None = None
    is_asking = False

    def __init__(self, session: ReadingSession, announcer: Announcer) -> None:
        """Begin with nothing told.

        Args:
            session: says what is told.
            announcer: tells it.
        """
        self._session = session
        self._announcer = announcer

    def pick(self, index: int) -> Result:
        """Choose nothing: no list is open."""
        return None

    def shows_whole(self, message: str) -> bool:
        """Tell that every message is told whole."""
        return True

    def open_list(self, model: ListModel) -> None:
        """Tell lines that are to be heard, such as when to call; of others, where they are."""
        if not model.count:
            self._announcer.tell(Message(model.empty, asked=True))
        elif model.is_numbered:
            self._announcer.answer(LIST_ONLY_THERE)
        else:
            items = [model.item(index) for index in range(model.count)]
            for each in items:
                tell(each.line)
            said = " ".join(ended(each.words) for each in items)
            with self._announcer.shown_already():
                self._session.do(Announce(said, asked=model.asked))

    def renew_list(self, selected: int | None = None) -> None:
        """Do nothing: no list is open."""

    def close_list(self) -> None:
        """Do nothing either."""

    def leave_list(self) -> None:
        """Do nothing either."""

    def ask(self, question: Question) -> None:
        """Tell where words can be typed, and go on."""
        question.leave()
        self._announcer.answer(ONLY_IN_THE_READER.format(question.name))

    def leave_question(self) -> Result:
        """Do nothing: nothing is asked."""
        return None

    def stop_asking(self) -> bool:
        """Do nothing: nothing is asked, nor half typed."""
        return False

    def show_match(self, match: Match | None) -> None:
        """Show nothing: what was found is heard."""

    def show_sentence_again(self) -> None:
        """Tell the sentence."""
        guide, position = self._session.guide, self._session.state.position
        tell(guide.sentence_text(position))
