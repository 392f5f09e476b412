"""Documents as actions: listed, opened in place, taken off the list, and taken anew if edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from allvoice.actions.document_service import Watched
from allvoice.actions.documents.opening import begin_reading
from allvoice.actions.documents.watching import Watching
from allvoice.actions.finding.item_search import items_with
from allvoice.actions.finding.numbers import choose_by_number
from allvoice.actions.in_background import InBackground
from allvoice.actions.model import ListItem, ListModel, Message
from allvoice.actions.place_words import when_words
from allvoice.actions.words import asks_for_number
from allvoice.errors import AllvoiceError
from allvoice.reading.commands import GoInHistory, OpenGuide
from allvoice.reading.progress import spoken_minutes
from allvoice.shelf.library import name_of
from allvoice.text import ended, shown

if TYPE_CHECKING:
    from allvoice.actions.announcer import Announcer
    from allvoice.actions.model import ControlNames, FrontDoor, Result, Services
    from allvoice.actions.pause_scope import PauseScope
    from allvoice.actions.under_way import UnderWay
    from allvoice.actions.undo import Undo
    from allvoice.event_loop import Scheduler
    from allvoice.guide.model import Guide, Position
    from allvoice.reading.runner import ReadingSession
    from allvoice.reading.state import State
    from allvoice.shelf.library import OpenedDocument
    from allvoice.shelf.store.documents import KnownDocument

OWN_GUIDE = "The guide that comes with allvoice"
ONLY_THIS = "There is only this document here."
OPEN_NOW = "open now"
OPEN_ALREADY = "That document is open now."
OWN_GUIDE_STAYS = f"{OWN_GUIDE} stays in the list."
MOST_SHOWN_CHARS = 40
"""Of a name that no document has."""


@dataclass(frozen=True, slots=True)
class _At:
    """Where a document is to be opened."""

    position_in: Callable[[Guide], Position]
    told: str


class DocumentActions:
    """Lists and opens documents; lets everybody forget what is of the guide read before."""

    def __init__(
        self,
        session: ReadingSession,
        controls: ControlNames,
        scheduler: Scheduler,
        front_door: FrontDoor,
        announcer: Announcer,
        pause_scope: PauseScope,
        under_way: UnderWay,
        undo: Undo,
        services: Services,
        takers: Sequence[Callable[[], None]],
    ) -> None:
        """Begin with the guide that is read.

        Args:
            session: the reading.
            controls: name keys in hints.
            scheduler: does later what is to be done again and again.
            front_door: knows what is open.
            announcer: tells what was done.
            pause_scope: knows whether what a list paused goes on.
            under_way: what goes on by itself, and has to do with the guide.
            undo: takes back what was removed.
            services: know the documents, and read them where no key waits.
            takers: let each part of the actions forget what is of the guide read before.
        """
        self._session = session
        self._controls = controls
        self._front_door = front_door
        self._announcer = announcer
        self._pause_scope = pause_scope
        self._under_way = under_way
        self._undo = undo
        self._documents = services.documents
        self._takers = takers
        self._guide_id = session.guide.id
        self._came_from: KnownDocument | None = None
        """Read before the present one."""
        self.first_rate_wpm = session.state.rate_wpm
        """At which the document was opened."""
        self._background = InBackground(scheduler, services.start)
        self._watching = Watching(
            session,
            scheduler,
            InBackground(scheduler, services.start),
            self._is_free,
            Watched() if self._documents is None else self._documents.watched,
        )
        session.guide_observers.append(self._take_guide)
        self.actions: dict[str, Callable[[], Result]] = {
            "documents": self.as_list,
            "remove_document": self._ask_for_number,
            "previous_place": self._previous_place,
        }
        self.with_number: dict[str, Callable[[int], Result]] = {
            "documents": lambda number: choose_by_number(self.as_list(), number, controls),
            "remove_document": self._remove_number,
        }
        self.with_words: dict[str, Callable[[str], Result]] = {"documents": self._open_named}

    def begin(self) -> None:
        """Begin to look whether the document is edited: timers can be set from now on."""
        self._watching.begin()

    def state_changed(self, old: State, new: State) -> None:
        """Take the new text where there is one and the present sentence is over."""
        self._watching.state_changed(old, new)

    def give_way(self) -> None:
        """Open no document any more that is being opened, for something else is asked for."""
        self._background.drop()

    def _take_guide(self) -> None:
        if self._session.guide.id == self._guide_id:
            # An edit ends the history too; who goes back then means a place of this document.
            self._came_from = None
        self._guide_id = self._session.guide.id
        self._under_way.drop()
        for take_guide in self._takers:
            take_guide()

    def _is_free(self) -> bool:
        """Return whether nothing is open, asked or told that has to do with the guide."""
        door = self._front_door
        is_open = door.is_list_open or door.is_asking
        return not (is_open or self._under_way.is_on or self._background.is_busy)

    # The list

    def as_list(self, selected: int | None = None) -> ListModel | Message:
        """Return the documents, the one opened last first; the present one is chosen."""
        service = self._documents
        if service is None:
            return Message(ONLY_THIS)
        found, present = list(service.listed()), service.present.guide_id
        ids = [each.guide_id for each in found]
        here = ids.index(present) if present in ids else 0
        now = datetime.now().astimezone()
        return ListModel(
            f"Documents, {len(found)}",
            len(found),
            lambda index: self._item(found[index], now),
            lambda index: self._choose(found[index]),
            "documents",
            here if selected is None else min(selected, len(found) - 1),
            remove=lambda index: self._remove(found[index]),
            hint="{choose} opens it, {remove} takes it off the list, {back} leaves.",
            renew=self._renewed,
            does="open it",
            has_labels=True,
        )

    def _renewed(self, selected: int | None) -> ListModel:
        """Return them with an item chosen, by its index; None for what was brought back last."""
        assert self._documents is not None, "there was a list"
        if selected is None:
            ids = [each.guide_id for each in self._documents.listed()]
            selected = self._front_door.selected
            if self._undo.touched in ids:
                selected = ids.index(self._undo.touched)
        model = self.as_list(selected)
        assert isinstance(model, ListModel), "there was a list"
        return model

    def _item(self, document: KnownDocument, now: datetime) -> ListItem:
        minutes = spoken_minutes(document.minutes_left(self._session.state.rate_wpm))
        told = []
        if self._documents is not None and document.guide_id == self._documents.present.guide_id:
            told.append(OPEN_NOW)
        if document.heard_at is None:
            told.append("not heard yet")
        else:
            told.append(f"at {int(document.progression * 100)} percent")
        if document.word_count:
            told.append(f"{minutes} left")
        told.append(when_words(document.heard_at, now))
        return ListItem(", ".join(filter(None, told)), label=_called(document))

    def _open_named(self, words: str) -> Result:
        model = self.as_list()
        if isinstance(model, Message):
            return model
        found = self._with_file(words)
        if found is None:
            found = next(items_with(model, words), None)
        if found is None:
            how = self._controls.press("documents")
            named = shown(words, MOST_SHOWN_CHARS)
            return Message(f"No document here is called {named}. {how} to list them.")
        return model.choose(found)

    def _with_file(self, name: str) -> int | None:
        """Return the document, by its index in the list, whose file has a name."""
        listed = () if self._documents is None else self._documents.listed()
        for index, each in enumerate(listed):
            if each.path is not None and each.path.name.casefold() == name.casefold():
                return index
        return None

    # Removing

    def _remove(self, document: KnownDocument) -> Result:
        assert self._documents is not None, "it was listed"
        if document.path is None:
            return Message(OWN_GUIDE_STAYS, earcon="edge")
        self._documents.unlist(document)
        self._undo.did("", lambda: self._bring_back(document))
        more = f"Its place and marks are kept. {self._controls.shown('undo_mark')} brings it back."
        return Message(f"Off the list: {ended(_called(document))}", more=more, earcon="off")

    def _bring_back(self, document: KnownDocument) -> Result:
        assert self._documents is not None, "it was listed"
        self._documents.list_again(document)
        self._undo.did(document.guide_id, lambda: self._remove(document))
        return Message(f"Back in the list: {ended(_called(document))}", earcon="on")

    def _remove_number(self, number: int) -> Result:
        model = self.as_list()
        if isinstance(model, Message) or model.remove is None:
            return model
        if not 1 <= number <= model.count:
            return self._ask_for_number()
        return model.remove(number - 1)

    def _ask_for_number(self) -> Result:
        model = self.as_list()
        if isinstance(model, Message):
            return model
        return Message(asks_for_number(self._controls.press("remove_document"), model.count))

    # Opening

    def _choose(self, document: KnownDocument) -> Result:
        assert self._documents is not None, "it was listed"
        if document.guide_id != self._documents.present.guide_id:
            return self._open(document)
        self._documents.stay()
        if self._front_door.is_list_open:
            self._front_door.leave_list()
            return None
        return Message(OPEN_ALREADY)

    def open_at(self, guide_id: str, position_in: Callable[[Guide], Position], told: str) -> Result:
        """Open a document at a place, and tell something of it; one that is not known is only told.

        Args:
            guide_id: the document's.
            position_in: returns the place, once the document is open.
            told: of the place.
        """
        listed = () if self._documents is None else self._documents.listed()
        document = next((each for each in listed if each.guide_id == guide_id), None)
        if document is None:
            return Message(told, asked=True)
        return self._open(document, _At(position_in, told))

    def _open(self, document: KnownDocument, at: _At | None = None) -> Result:
        """Open a document; one that takes long meanwhile, until something else is asked for."""
        assert self._documents is not None, "it was listed"
        try:
            asked = self._documents.to_open(document)
            if not asked.is_large:
                self._enter(asked.open(), at)
                return None
        except AllvoiceError as error:
            return _refused(error)
        self._background.begin(asked.open, lambda opened: self._enter(opened, at), self._failed)
        return Message(f"Opening {ended(_called(document))} Any key ends it.")

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AllvoiceError):
            raise error
        self._announcer.tell(_refused(error))

    def _enter(self, opened: OpenedDocument, at: _At | None = None) -> None:
        assert self._documents is not None, "it was listed"
        self._came_from = self._documents.present
        self._pause_scope.forget()
        if self._front_door.is_list_open:
            self._front_door.close_list()
        entered = self._documents.enter(opened)
        self.first_rate_wpm = entered.rate_wpm
        position, told, away_s = entered.position, entered.welcome, entered.away_s
        if at is not None:
            position, told = at.position_in(entered.guide), f"{entered.guide.title}. {at.told}"
            away_s = None
        is_offered = entered.is_offered and at is None
        self._session.do(
            OpenGuide(
                entered.guide,
                position,
                entered.rate_wpm,
                away_s,
                entered.slept,
                is_offered,
                entered.playlist if at is None else None,
            )
        )
        self._watching.watch(self._documents.watched)
        waits = entered.waits and (at is None or not entered.is_offered)
        begin_reading(self._session, told, entered.guide.notice, waits=waits)

    def _previous_place(self) -> Result:
        """Go to the place before; where there is none, to the document read before this one."""
        if self._came_from is not None and not self._session.state.history.before:
            return self._open(self._came_from)
        self._session.do(GoInHistory(-1))
        return None


def _called(document: KnownDocument) -> str:
    return OWN_GUIDE if document.path is None and not document.title else name_of(document)


def _refused(error: AllvoiceError) -> Message:
    return Message(str(error), earcon="edge", asked=True)
