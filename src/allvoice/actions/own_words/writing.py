"""What a listener writes down: kept, changed, removed, and each of it taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from allvoice.actions.model import Message, Question
from allvoice.actions.own_words.entry_words import KINDS
from allvoice.actions.words import BOTH_KEPT, STAYS, own_line, own_words_said
from allvoice.shelf.locator import locate
from allvoice.shelf.store.rows import own_words
from allvoice.text import ended

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from allvoice.actions.asking import Asking
    from allvoice.actions.model import ControlNames, FrontDoor, Result
    from allvoice.actions.undo import Undo
    from allvoice.guide.model import Position
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.store.entries import Entry, EntryKind
    from allvoice.shelf.store.shelf import Shelf

LISTS = ("visit", "notebook")
"""The actions that open a list of entries."""
NO_WORDS = Message("There are no words in it: nothing was kept.", earcon="no-action", asked=True)
NOT_AN_ENTRY = Message("Only what was written down can be changed.", earcon="no-action")
CHANGED_AGAIN = "Changed again"


class Writing:
    """Changes the entries of the notebook, and can take back each change."""

    def __init__(
        self,
        session: ReadingSession,
        shelf: Shelf,
        undo: Undo,
        controls: ControlNames,
        front_door: FrontDoor,
    ) -> None:
        """Begin with what the shelf holds.

        Args:
            session: knows the place.
            shelf: keeps the entries.
            undo: takes back what was done.
            controls: names keys in hints.
            front_door: shows the open list anew.
        """
        self.entries = shelf.entries
        self.undo = undo
        self.version = 0
        """Grows with each change made here: lists that were shown are of what was before."""
        self._session = session
        self._shelf = shelf
        self._controls = controls
        self._front_door = front_door

    @property
    def touched(self) -> str:
        """Id of what was changed or brought back last."""
        return self.undo.touched

    @property
    def now(self) -> datetime:
        """What time it is, in the listener's time zone."""
        return self._shelf.now().astimezone()

    def add(self, kind: EntryKind, text: str, position: Position | None = None) -> Entry | None:
        """Write something down at a place, by default where one is; None where it has no words."""
        if not own_words(text):
            return None
        guide = self._session.guide
        place = locate(guide, position or self._session.state.position)
        entry = self.entries.add(kind, text, place, guide.title)
        self._did(entry.id, lambda: self._take_back(entry, "Taken back"))
        return entry

    def kept(self, told: str, more: str = "") -> Message:
        """Return what is told of something just written down.

        Args:
            told: a sentence about it.
            more: what else is told.
        """
        hint = f"{self._controls.shown('undo_mark')} takes it back."
        said = " ".join(filter(None, (ended(told), self._shelf.caveat, more)))
        return Message(said, hint=hint, earcon="bookmark")

    def remove(self, entry: Entry) -> Message:
        """Remove an entry."""
        if not self.entries.remove(entry):
            return Message(STAYS, earcon="no-action")
        self._did(entry.id, lambda: self._bring_back(entry, "Removed"))
        more = f"{self._controls.shown('undo')} takes it back."
        return Message(_told("Removed", entry), more=more, earcon="off")

    def change(
        self,
        entry: Entry,
        undone: str,
        *,
        text: str | None = None,
        answer: str | None = None,
        is_done: bool | None = None,
    ) -> tuple[Entry, str]:
        """Change an entry; return it as it is kept, and what is told besides.

        Args:
            entry: as it was shown.
            undone: what is told once it was taken back: "Answer taken back".
            text: its new words.
            answer: its new answer.
            is_done: whether it is done.
        """
        changed = self.entries.change(entry, text=text, answer=answer, is_done=is_done)
        self._did(entry.id, lambda: self._change_back(changed, entry, undone, CHANGED_AGAIN))
        wanted = ((text, changed.text), (answer, changed.answer))
        is_merged = any(each and own_words(each) != kept for each, kept in wanted)
        told = (BOTH_KEPT if is_merged else "", self._shelf.caveat)
        return changed, " ".join(filter(None, told))

    def reword(self, entry: Entry, text: str, advice: str = "") -> Message:
        """Give an entry other words.

        Args:
            entry: as it was shown.
            text: its new words.
            advice: what is told of these.
        """
        changed, more = self.change(entry, "Changed back", text=text)
        told = _told(f"{KINDS[entry.kind].name} changed", changed)
        before = self.undo.instead_of(entry.text, changed.text)
        return Message(" ".join(filter(None, (told, advice, before, more))), earcon="on")

    def edit(self, entry: Entry, asking: Asking) -> Question:
        """Let the words of an entry be changed; where none are left, it is removed."""

        def done(typed: str) -> Result:
            if not own_words(typed):
                return self.remove(entry)
            return self.reword(entry, typed)

        return asking.ask(
            "Change the words, then Enter.",
            done,
            name="Change the words",
            before=own_line(entry.text),
        )

    def move(self, entry: Entry, among: Collection[EntryKind], step: int) -> bool:
        """Let an entry change places with the one before or after it; tell whether there was one.

        Args:
            entry: the entry.
            among: the kinds that are listed together.
            step: -1 or 1.
        """
        if not self.entries.move(entry.id, among, step):
            return False
        self._did(entry.id, lambda: self._move_back(entry, among, -step, "Moved back"))
        return True

    def _did(self, entry_id: str, take_back: Callable[[], Result]) -> None:
        self.undo.did(entry_id, take_back)
        self._touch(entry_id)

    def _touch(self, entry_id: str) -> None:
        self.version += 1
        self.undo.touched = entry_id
        if self._front_door.list_action in LISTS:
            self._front_door.renew_list()

    # What takes a change back, and does it again

    def _move_back(
        self, entry: Entry, among: Collection[EntryKind], step: int, what: str
    ) -> Result:
        if not self.entries.move(entry.id, among, step):
            return None
        then = "Moved again" if what == "Moved back" else "Moved back"
        self._did(entry.id, lambda: self._move_back(entry, among, -step, then))
        return Message(_told(what, entry), earcon="on")

    def _take_back(self, entry: Entry, what: str) -> Result:
        if self.entries.one(entry.id) is None:
            return None
        if not self.entries.remove(entry):
            return Message(STAYS, earcon="no-action")
        self._did("", lambda: self._bring_back(entry, what))
        return Message(_told(what, entry), earcon="off")

    def _bring_back(self, entry: Entry, what: str) -> Result:
        restored = self.entries.restore(entry)
        self._did(entry.id, lambda: self._take_back(restored, what))
        return Message(_told("Brought back", entry), earcon="on")

    def _change_back(self, changed: Entry, before: Entry, undone: str, redone: str) -> Result:
        if self.entries.one(changed.id) is None:
            return None
        entry = self.entries.change_back(changed, before)
        if (entry.text, entry.answer) == (before.text, before.answer):
            self._did(entry.id, lambda: self._change_back(entry, changed, redone, undone))
        else:
            # It holds words of another window, which must stay.
            self._touch(entry.id)
        return Message(_told(undone, entry), earcon="on")


class ShownEntries:
    """The entries of a list as it was shown last: a listener counts in that.

    What is added or removed shifts no number of a list that stands in lines; what is moved does.
    """

    def __init__(self, writing: Writing, ids: Callable[[], list[str]]) -> None:
        """Begin with a list that was not shown.

        Args:
            writing: changes the entries.
            ids: returns the ids of those there are now.
        """
        self._writing = writing
        self._now = ids
        self._ids: list[str] = []
        self._version = -1

    def show(self) -> list[str]:
        """Return the ids of those there are now, in which numbers count from now on."""
        self._ids, self._version = self._now(), self._writing.version
        return self._ids

    @property
    def ids(self) -> list[str]:
        """The ids that numbers count in."""
        if self._version == self._writing.version:
            return self._ids
        now = self._now()
        if self._version < 0:
            return now
        known, counted = set(now), set(self._ids)
        stayed = [each for each in self._ids if each in known]
        if stayed != [each for each in now if each in counted]:
            return self.show()
        self._ids += [each for each in now if each not in counted]
        self._version = self._writing.version
        return self._ids

    def at(self, index: int) -> Entry | None:
        """Return an entry as it is kept now; None where it is gone."""
        ids = self.ids
        return self._writing.entries.one(ids[index]) if 0 <= index < len(ids) else None


def answered_with(result: Result, typed: str) -> Result:
    """Return what comes of a question once it was answered; without words, the question itself."""
    if not typed or not isinstance(result, Question):
        return result
    return (result.answer_at_once or result.answer)(typed)


def _told(what: str, entry: Entry) -> str:
    return ended(f"{what}: {own_words_said(entry.text)}")
