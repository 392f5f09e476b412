"""Plain lines as a front door: a list is numbered lines, a window of them at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from allvoice.actions.asking import WAITS_IN_LINES
from allvoice.actions.model import ListModel, Message, Question, Result
from allvoice.actions.words import asks_for_number
from allvoice.plain.numbered_list import NumberedList
from allvoice.plain.typed_words import ABOUT_ITEMS, OF_VISIT, leaves_question
from allvoice.reading.commands import Announce, Pause
from allvoice.reading.state import Status
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.actions.announcer import Announcer
    from allvoice.actions.pause_scope import PauseScope
    from allvoice.guide.search.matching import Match
    from allvoice.plain.output import Output
    from allvoice.plain.typed_words import TypedControls
    from allvoice.reading.runner import ReadingSession

NO_LIST = (
    "A number goes to an item of a list: type {}, {}, {}, {}, {} or {} first. "
    "Type {} for when to call."
)
HALF_NOT_KEPT = "What was half typed is not kept."
_NUMBERED = ("chapters", "sections_here", "bookmarks", "questions", "links", "options")


class PlainDoor:
    """Prints what actions give back."""

    is_list_open = False
    """A list takes nobody's place: what is typed next is an action or a number of it."""
    list_action = ""
    model = None
    listed: ListModel | None = None
    """The list that was shown last."""
    list_in_hand: ListModel | None = None
    """The list that was shown last, until something else is asked for than what is about items."""
    selected = 0

    def __init__(
        self,
        session: ReadingSession,
        output: Output,
        announcer: Announcer,
        controls: TypedControls,
        pause_scope: PauseScope,
        fit: Callable[[Sequence[str]], int],
        show: Callable[[Result], None],
        ask: Callable[[], None],
    ) -> None:
        """Begin with no list.

        Args:
            session: the reading.
            output: takes lines.
            announcer: tells messages.
            controls: name what is typed.
            pause_scope: pauses the reading while a list is said.
            fit: how many of some lines a window holds above the prompt; all of them in a pipe.
            show: shows what came of an item that was chosen.
            ask: shows the choices, where they are due.
        """
        self._session = session
        self._output = output
        self._announcer = announcer
        self._controls = controls
        self._pause_scope = pause_scope
        self._show = show
        self._ask = ask
        self.question: Question | None = None
        """What the next line answers."""
        self._is_asked = False
        """The list is said though the interface voice may be off."""
        self._said: dict[str, str] = {}
        """What is said for a line, where that is not the line itself."""
        no_list = NO_LIST.format(*map(controls.shown, (*_NUMBERED, "urgent")))
        self.list = NumberedList(fit, lambda number: show(Message(no_list)))

    def shows_whole(self, message: str) -> bool:
        """Tell that every message is printed whole."""
        return True

    def open_list(self, model: ListModel) -> None:
        """Print a list, or that there is nothing in it."""
        if not model.count:
            self._show(Message(model.empty))
            return
        self._is_asked = model.asked
        self.listed = self.list_in_hand = model
        if not self._controls.external_screen_reader:
            self._pause_scope.begin()
        self._said = {}
        lines = self._lines(model)
        if not model.is_numbered:
            self.list.open(lines)
        else:
            self.list.open(
                lines,
                lambda number: self._choose(model, number),
                self._more(model),
                model.does,
                model.count,
            )
        self.put_page()

    def _lines(self, model: ListModel) -> Iterator[str]:
        """Yield the lines of a list; its items are made when they are due."""
        group = ""
        for index in range(model.count):
            item = model.item(index)
            if item.group and item.group != group:
                yield item.group
            group = item.group
            line = f"{index + 1}. {item.line}" if model.is_numbered else item.line
            if not model.is_numbered:
                self._said[line] = item.words
            yield line

    def _choose(self, model: ListModel, number: int) -> None:
        if 1 <= number <= model.count:
            self.list.show_no_more()
            result = model.choose(number - 1)
            if not isinstance(result, Question):
                # Who writes to one item goes on with the next.
                self.list_in_hand = None
            self._show(result)
        else:
            how = self._controls.press(model.action)
            self._show(Message(asks_for_number(how, model.count)))

    def _more(self, model: ListModel) -> str:
        """Return another choice for the prompt below a list."""
        if model.remove is not None:
            return f"{self._controls.shown('remove_bookmark')} 1: remove"
        if model.action == "chapters" and model.count < len(self._session.guide.sections):
            return f"{self._controls.shown('sections_here')}: sections"
        return ""

    def put_page(self) -> None:
        """Print what fits of the list, and say it instead of the guide: Enter goes on with that."""
        lines = self.list.page()
        for line in lines:
            self._output.line(line)
        words = [self._said.get(line, line) for line in lines]
        said = " ".join([*map(ended, words[:-1]), *words[-1:]])
        with self._announcer.shown_already():
            if self._controls.external_screen_reader:
                self._announcer.message_shown(said)
            else:
                if self._session.state.status is Status.PLAYING:
                    self._session.do(Pause())
                self._session.do(Announce(said, asked=self._is_asked))

    def turn_to(self, action: str) -> None:
        """Be done with the list where something else is asked for; numbers alone lead nowhere."""
        self.list.leave()
        model = self.list_in_hand
        is_of_visit = model is not None and model.action == "visit" and action in OF_VISIT
        if action not in ABOUT_ITEMS and not is_of_visit:
            self.list_in_hand = None

    def renew_list(self, selected: int | None = None) -> None:
        """Leave the list as it is: it stands in the lines."""

    def close_list(self) -> None:
        """Leave the list as it is: it stands in the lines."""

    def pick(self, index: int) -> Result:
        """Choose nothing: no list is open."""
        return None

    def leave_list(self) -> None:
        """Leave the list as it is: it stands in the lines."""

    def ask(self, question: Question) -> None:
        """Tell how it is answered: by the next line, or behind the word that asks for it."""
        self.question = question if question.takes_next_line else None
        self._show(question.message)

    def leave_question(self) -> Result:
        """Do what leaving the question does that the next line would answer."""
        return self.question.leave() if self.question is not None else None

    @property
    def is_asking(self) -> bool:
        """Whether the next line is an answer."""
        return self.question is not None

    def stop_asking(self) -> bool:
        """Let the next line be what lines are: an action; nothing was half typed."""
        self.question = None
        return False

    def keep_half(self, typed: str) -> str:
        """Let a half-typed answer be kept by who asked for it; return what is told of that."""
        if self.question is None or not typed.strip():
            return ""
        return WAITS_IN_LINES if self.question.keep_draft(typed) else HALF_NOT_KEPT

    def take_answer(self, line: str) -> bool:
        """Let a line answer what is asked, or leave that; return whether anything is."""
        question = self.question
        if question is not None:
            self._show(question.leave() if leaves_question(line) else question.answer(line))
        return question is not None

    def show_match(self, match: Match | None) -> None:
        """Print the sentence that was found, which may be a while from being heard."""
        if match is not None and self._output.sentence != match.position:
            self._output.show(match.position)
        # A long search ends after the choices were shown.
        self._ask()

    def show_sentence_again(self) -> None:
        """Print the sentence once more."""
        self._output.show(self._session.state.position)
