"""The questions for the next visit: kept by one key, asked one by one, answered and done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from allvoice.actions.model import GONE, ListItem, ListModel, Message, Result
from allvoice.actions.own_words.entry_words import question_words
from allvoice.actions.own_words.writing import NO_WORDS, ShownEntries
from allvoice.actions.words import counted, own_line, own_words_said
from allvoice.guide.questions import asked_at
from allvoice.shelf.store.entries import EntryKind
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.actions.asking import Asking
    from allvoice.actions.model import ControlNames, FrontDoor, Question
    from allvoice.actions.own_words.writing import Writing
    from allvoice.guide.model import Position
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.store.entries import Entry

KINDS = (EntryKind.QUESTION,)
NO_OPEN_QUESTION = Message("No question is open any more.", earcon="edge", asked=True)
FROM_THE_FIRST = "From the first again."
NO_HEADING = Message("This is a heading; choose a question below it.", earcon="no-action")


class VisitQuestions:
    """The list of questions for the care team, in the listener's own order."""

    def __init__(
        self,
        session: ReadingSession,
        controls: ControlNames,
        front_door: FrontDoor,
        asking: Asking,
        writing: Writing,
    ) -> None:
        """Begin with what is kept.

        Args:
            session: knows the sentence being read.
            controls: names keys in hints.
            front_door: shows the list.
            asking: lets questions and answers be typed.
            writing: keeps them.
        """
        self._session = session
        self._controls = controls
        self._front_door = front_door
        self._asking = asking
        self._writing = writing
        self._shown = ShownEntries(writing, lambda: writing.entries.ids(KINDS))
        self._marked_done = ""
        """Id of the question that was marked done last: the same key opens that one again."""
        self._told = ""
        """Id of the question that was told last on its own."""

    # Keeping a question

    def ask(self) -> Result:
        """Keep the question being read or chosen; elsewhere let one be typed."""
        model = self._front_door.model
        if model is not None:
            take = model.own.get("ask")
            return take(self._front_door.selected) if take is not None else self.type_one()
        # Whoever presses it as a sentence begins may mean the one before.
        for position in (self._session.meant_position, self._session.state.position):
            question = asked_at(self._session.guide, position)
            if question:
                return self.keep(question, position)
        return self.type_one()

    def take(self, position: Position) -> Result:
        """Keep the question that stands at a place of the guide."""
        question = asked_at(self._session.guide, position)
        return self.keep(question, position) if question else NO_HEADING

    def type_one(self) -> Question:
        """Let a question be typed."""
        return self._asking.ask(
            "Type your question, then Enter.", self.keep, name="Question for the visit"
        )

    def keep(self, text: str, position: Position | None = None) -> Result:
        """Keep a question, unless it is in the list already.

        Args:
            text: the question.
            position: where it stands in the guide; None where it is the listener's own.
        """
        same = self._writing.entries.same(EntryKind.QUESTION, text)
        if same is not None and same.is_done:
            # Whoever asks again wants to hear more, also where there is an answer.
            return self._open_again(same, "In the list already, open again")
        if same is not None:
            return Message(f"In the list already. {self._left}", earcon="no-action")
        entry = self._writing.add(EntryKind.QUESTION, text, position)
        if entry is None:
            return NO_WORDS
        return self._writing.kept(f"Kept for the visit: {own_words_said(entry.text)}", self._left)

    # The list

    def open(self) -> Result:
        """Show the questions, the first open one chosen; where they are shown, go to the next."""
        if self._front_door.list_action == "visit":
            return self._next_in_list()
        return self.as_list()

    def as_list(self, *, anew: bool = True) -> ListModel:
        """Return the questions in their order, the first that is open chosen.

        Args:
            anew: their numbers count from now on; else those of the list shown last still do.
        """
        if anew:
            self._shown.show()
        return self._list()

    def _list(self, selected: int | None = None) -> ListModel:
        ids, open_ids = self._shown.ids, set(self._open())
        if selected is None:
            selected = next((index for index, each in enumerate(ids) if each in open_ids), 0)
        return ListModel(
            f"Questions for the visit, {len(open_ids)} of {len(ids)} open",
            len(ids),
            self._item,
            self.answer,
            "visit",
            selected,
            self._none_yet,
            self._remove,
            edit=self.edit,
            renew=self._renewed,
            own={
                "item_done": self.toggle_done,
                "item_earlier": lambda index: self.move(index, -1),
                "item_later": lambda index: self.move(index, 1),
            },
            hint="{item_down} goes on, {choose} types the answer, {item_done} marks it done, "
            "{back} leaves.",
            does="answer it",
        )

    def _renewed(self, selected: int | None) -> ListModel:
        ids = self._shown.show()
        if selected is None:
            touched, selected = self._writing.touched, self._front_door.selected
            selected = ids.index(touched) if touched in ids else selected
        return self._list(selected)

    def _item(self, index: int) -> ListItem:
        entry, now = self._shown.at(index), self._writing.now
        if entry is None:
            return ListItem(GONE.text)
        spoken = question_words(entry, now, said=True)
        return ListItem(question_words(entry, now), spoken=spoken)

    @property
    def _none_yet(self) -> str:
        ask, questions = map(self._controls.shown, ("ask", "questions"))
        return f"No questions yet. {ask} keeps one, {questions} lists those of the guide."

    def _open(self) -> list[str]:
        return self._writing.entries.ids(KINDS, is_open=True)

    # One after the other

    def _next_in_list(self) -> Result:
        ids, is_open = self._shown.ids, set(self._open())
        if not is_open:
            return NO_OPEN_QUESTION if ids else Message(self._none_yet)
        index, is_again = _next(ids, is_open, self._front_door.selected)
        told = self._front_door.pick(index)
        if is_again and isinstance(told, Message):
            return replace(told, text=f"{FROM_THE_FIRST} {told.text}")
        return told

    def next(self) -> Result:
        """Tell the next question that is open, with its number; after the last the first again."""
        ids, is_open = self._shown.show(), set(self._open())
        if not is_open:
            return NO_OPEN_QUESTION if ids else Message(self._none_yet)
        before = ids.index(self._told) if self._told in ids else -1
        index, is_again = _next(ids, is_open, before)
        self._told = ids[index]
        lead = f"{FROM_THE_FIRST} " if is_again else ""
        return Message(f"{lead}{index + 1} of {len(ids)}. {self._item(index).words}", asked=True)

    # Of one question, by its index

    def answer(self, index: int) -> Result:
        """Let the answer to a question be typed."""
        entry = self._shown.at(index)
        if entry is None:
            return GONE
        return self._asking.ask(
            f"{ended(own_words_said(entry.text))} Type the answer, then Enter.",
            lambda typed: self._answered(entry, typed),
            name="Answer",
            before=own_line(entry.answer),
        )

    def _answered(self, entry: Entry, typed: str) -> Result:
        changed, more = self._writing.change(
            entry, "Answer taken back", answer=typed, is_done=bool(typed)
        )
        if not changed.answer:
            return Message(f"The answer is removed. {self._left}", earcon="off")
        self._marked_done = ""
        said = f"Answered: {ended(own_words_said(changed.answer))}"
        before = self._writing.undo.instead_of(entry.answer, changed.answer)
        return Message(" ".join(filter(None, (said, before, more, self._left))), earcon="on")

    def toggle_done(self, index: int) -> Result:
        """Mark a question done, or open again; one that its answer made done only the second time.

        Who has answered a question and marks it done would else open it again.
        """
        entry = self._shown.at(index)
        if entry is None:
            return GONE
        if entry.is_done and entry.answer and self._marked_done != entry.id:
            self._marked_done = entry.id
            already = f"Done already, by its answer: {ended(own_words_said(entry.text))}"
            again = f"{self._controls.shown('item_done')} again opens it again."
            return Message(f"{already} {self._left}", hint=again, earcon="on")
        if entry.is_done:
            return self._open_again(entry, "Open again")
        self._marked_done = entry.id
        _, more = self._writing.change(entry, "Open again", is_done=True)
        said = f"Done: {ended(own_words_said(entry.text))}"
        return Message(" ".join(filter(None, (said, more, self._left))), earcon="on")

    def _open_again(self, entry: Entry, told: str) -> Message:
        self._marked_done = ""
        _, more = self._writing.change(entry, "Done again", is_done=False)
        said = f"{told}: {ended(own_words_said(entry.text))}"
        return Message(" ".join(filter(None, (said, more, self._left))), earcon="off")

    def edit(self, index: int) -> Result:
        """Let the words of a question be changed."""
        entry = self._shown.at(index)
        return GONE if entry is None else self._writing.edit(entry, self._asking)

    def move(self, index: int, step: int) -> Result:
        """Let a question change places with the one before (-1) or after it (1)."""
        entry = self._shown.at(index)
        if entry is None:
            return GONE
        if not self._writing.move(entry, KINDS, step):
            where = "first" if step < 0 else "last"
            return Message(f"This is the {where} question.", earcon="edge")
        ids = self._shown.ids
        return Message(f"Now {ids.index(entry.id) + 1} of {len(ids)}.")

    def _remove(self, index: int) -> Result:
        entry = self._shown.at(index)
        return GONE if entry is None else self._writing.remove(entry)

    @property
    def _left(self) -> str:
        count = len(self._open())
        return f"{counted(count, 'question')} open." if count else "No question is left open."


def _next(ids: list[str], is_open: set[str], before: int) -> tuple[int, bool]:
    """Return the first open question behind another, and whether it is the first of all again."""
    indexes = [index for index, each in enumerate(ids) if each in is_open]
    behind = next((index for index in indexes if index > before), None)
    return (indexes[0], True) if behind is None else (behind, False)
