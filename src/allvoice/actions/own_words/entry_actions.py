"""The notebook and the questions for the visit, as actions, by keys and by typed words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from allvoice.actions.answers.questions import question_list
from allvoice.actions.model import ListModel, Message
from allvoice.actions.own_words.notebook import Notebook
from allvoice.actions.own_words.temperature import Temperatures
from allvoice.actions.own_words.visit import VisitQuestions
from allvoice.actions.own_words.writing import NOT_AN_ENTRY, Writing, answered_with
from allvoice.actions.words import asks_for_number, uncapitalized
from allvoice.shelf.store.entries import EntryKind

if TYPE_CHECKING:
    from allvoice.actions.asking import Asking
    from allvoice.actions.finding.going import Going
    from allvoice.actions.model import ControlNames, FrontDoor, Result, Services
    from allvoice.actions.undo import Undo
    from allvoice.guide.model import Position
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.store.shelf import Shelf

TYPED = {
    "medicine": EntryKind.MEDICINE,
    "test_result": EntryKind.TEST_RESULT,
    "mrd": EntryKind.MRD,
    "write": EntryKind.NOTE,
}
"""The kind of entry that an action writes down."""
_NUMBERED = re.compile(r"([0-9]{1,6})(?:\s+(.+))?", re.DOTALL)
_MOVED = re.compile(r"(up|down) ?([0-9]{1,6})", re.IGNORECASE)


def asks_for_own_list(controls: ControlNames, action: str) -> Message:
    """Return that a list is to be shown before what is done with an item of it by its number."""
    visit, notebook, bookmarks, cards = map(
        controls.shown, ("visit", "notebook", "bookmarks", "weigh")
    )
    lists = f"{visit} for questions, {notebook} for the notebook, {bookmarks} for bookmarks"
    then = f"Then {uncapitalized(controls.press(action))} and a number."
    return Message(f"Show the list first: {lists}, {cards} for cards. {then}", asked=True)


class EntryActions:
    """Does what is asked for of entries, by the ids of the actions."""

    def __init__(
        self,
        session: ReadingSession,
        shelf: Shelf,
        controls: ControlNames,
        front_door: FrontDoor,
        asking: Asking,
        undo: Undo,
        going: Going,
        services: Services,
        queue: Callable[[Position, bool], Result],
        *,
        draws: bool,
    ) -> None:
        """Begin with what the shelf holds.

        Args:
            session: the reading.
            shelf: keeps the entries.
            controls: which keys or words ask for what.
            front_door: shows lists.
            asking: lets words be typed.
            undo: takes back what was done.
            going: goes to places.
            services: what the program around the reader does for it.
            queue: puts a place of a list into the queue, or its whole section.
            draws: lists are drawn, and their items chosen by keys.
        """
        self._controls = controls
        self._front_door = front_door
        writing = Writing(session, shelf, undo, controls, front_door)
        self._visit = visit = VisitQuestions(session, controls, front_door, asking, writing)
        temperatures = Temperatures(
            session, controls, asking, writing, services.own_guide, draws=draws
        )
        self._notebook = notebook = Notebook(
            session,
            controls,
            front_door,
            asking,
            writing,
            going.to_kept,
            {EntryKind.QUESTION: visit.type_one, EntryKind.TEMPERATURE: temperatures.ask},
            {EntryKind.TEMPERATURE: temperatures.edit},
        )
        self.questions = partial(
            question_list,
            session,
            going.from_list,
            visit.take,
            queue,
            headings=draws,
        )
        self.actions: dict[str, Callable[[], Result]] = {
            "ask": visit.ask,
            "visit": visit.open,
            "next_question": visit.next,
            "questions": self.questions,
            "notebook": notebook.as_list,
            "temperature": temperatures.ask,
            **{action: partial(notebook.write, kind) for action, kind in TYPED.items()},
            "answer": lambda: self._of_visit("answer", "", visit.answer),
            "item_done": lambda: self._of_visit("item_done", "", visit.toggle_done),
            "edit": lambda: self._edit(""),
        }
        self.with_number: dict[str, Callable[[int], Result]] = {
            "item_done": lambda number: self._of_visit("item_done", str(number), visit.toggle_done),
        }
        self.with_words: dict[str, Callable[[str], Result]] = {
            "ask": self._ask,
            "visit": self._visit_words,
            "notebook": self._notebook_words,
            "temperature": temperatures.keep,
            **{action: partial(notebook.keep, kind) for action, kind in TYPED.items()},
            "answer": lambda typed: self._of_visit("answer", typed, visit.answer),
            "edit": self._edit,
        }

    def _ask(self, typed: str) -> Result:
        """Keep a question in the listener's own words, or one of the guide's list by its number."""
        if not typed.isdecimal():
            return self._visit.keep(typed)
        model = self.questions()
        if not isinstance(model, ListModel):
            return model
        return self._numbered(model, "questions", typed, model.own["ask"])

    def _visit_words(self, typed: str) -> Result:
        """Take a question by its number, to be answered, or move it: "up 3"."""
        moved = _MOVED.fullmatch(typed.strip())
        if moved is None:
            return self._of_visit("visit", typed, self._visit.answer)
        step = -1 if moved[1].lower() == "up" else 1
        return self._of_visit("visit", moved[2], lambda index: self._visit.move(index, step))

    def _notebook_words(self, typed: str) -> Result:
        """Show entries of a kind, or take an item of the notebook by its number."""
        if not typed.isdecimal():
            return self._notebook.typed(typed)
        model = self._notebook.as_list(anew=False)
        return self._numbered(model, "notebook", typed, model.choose)

    def _of_visit(self, action: str, typed: str, do: Callable[[int], Result]) -> Result:
        return self._numbered(self._visit.as_list(anew=False), action, typed, do)

    def _edit(self, typed: str) -> Result:
        """Change the words of an item of the list that is dealt with."""
        model = self._front_door.list_in_hand
        if model is None:
            return asks_for_own_list(self._controls, "edit")
        edit = model.edit
        if edit is None:
            return NOT_AN_ENTRY
        if model.action == "visit":
            # It may be longer or shorter than it was shown.
            model = self._visit.as_list(anew=False)
        return self._numbered(model, "edit", typed, edit)

    def _numbered(
        self, model: ListModel, action: str, typed: str, do: Callable[[int], Result]
    ) -> Result:
        """Do something with an item by its number; words behind it answer what is asked then."""
        if not model.count:
            return Message(model.empty)
        found = _NUMBERED.fullmatch(typed.strip())
        if found is None or not 1 <= int(found[1]) <= model.count:
            return Message(asks_for_number(self._controls.press(action), model.count), asked=True)
        return answered_with(do(int(found[1]) - 1), found[2] or "")
