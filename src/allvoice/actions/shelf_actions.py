"""What listeners keep, as actions: marks, questions, notebook, cards of treatments."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from allvoice.actions.asking import Asking
from allvoice.actions.copying import copy_sentence
from allvoice.actions.drafts import Drafts
from allvoice.actions.finding.jump import Jump
from allvoice.actions.finding.numbers import choose_by_number
from allvoice.actions.marks.marking import Marking
from allvoice.actions.model import NOTHING_TO_REMOVE, Message
from allvoice.actions.options.backup_folder import BackupFolder
from allvoice.actions.own_words.entry_actions import EntryActions, asks_for_own_list
from allvoice.actions.own_words.pronouncing import Pronouncing
from allvoice.actions.own_words.visit_sheet import VisitSheet
from allvoice.actions.own_words.weighing import Weighing
from allvoice.actions.undo import Undo
from allvoice.actions.words import asks_for_number

if TYPE_CHECKING:
    from allvoice.actions.announcer import Announcer
    from allvoice.actions.answers.contents import Contents
    from allvoice.actions.answers.tables import Comparing
    from allvoice.actions.finding.going import Going
    from allvoice.actions.model import (
        ControlNames,
        FrontDoor,
        ListModel,
        Result,
        Services,
    )
    from allvoice.actions.pause_scope import PauseScope
    from allvoice.event_loop import Scheduler
    from allvoice.guide.model import Position
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.settings.choices import Choices
    from allvoice.shelf.store.shelf import Shelf


class ShelfActions:
    """Does what is asked for of what is kept, by the ids of the actions."""

    def __init__(
        self,
        session: ReadingSession,
        shelf: Shelf,
        controls: ControlNames,
        front_door: FrontDoor,
        announcer: Announcer,
        pause_scope: PauseScope,
        going: Going,
        comparing: Comparing,
        services: Services,
        choices: Choices,
        contents: Contents,
        scheduler: Scheduler,
        last_action: Callable[[], str],
        queue: Callable[[Position, bool], Result],
    ) -> None:
        """Begin with what the shelf holds.

        Args:
            session: the reading.
            shelf: keeps it.
            controls: which keys or words ask for what.
            front_door: shows lists, and lets words be typed.
            announcer: knows whether anything is drawn.
            pause_scope: pauses the reading while words are typed.
            going: goes to places.
            comparing: tells texts one after the other.
            services: what the program around the reader does for it.
            choices: what the listener chose.
            contents: lists sections, which can be marked there.
            scheduler: does later what takes long.
            last_action: returns what was asked for just before.
            queue: puts a place of a list into the queue, or its whole section.
        """
        self._controls = controls
        self._front_door = front_door
        self.undo = self._undo = Undo(controls)
        drafts = Drafts(shelf.remembered)
        asking = Asking(front_door, pause_scope, drafts, draws=announcer.draws)
        self.backup_folder = BackupFolder(asking, front_door, choices)
        entries = EntryActions(
            session,
            shelf,
            controls,
            front_door,
            asking,
            self._undo,
            going,
            services,
            queue,
            draws=announcer.draws,
        )
        self.marking = marking = Marking(
            session,
            shelf,
            controls,
            front_door,
            announcer,
            going,
            asking,
            self._undo,
            contents,
            scheduler,
            last_action,
            queue,
        )
        self.bookmarks = marking.bookmarks
        jump = Jump(session, controls, asking, pause_scope, contents, going.from_list)
        weighing = Weighing(
            session,
            shelf,
            self._undo,
            asking,
            comparing,
            going.from_list,
            services.own_guide,
            front_door,
            draws=announcer.draws,
        )
        pronouncing = Pronouncing(
            session, controls, front_door, pause_scope, asking, self._undo, services.lexicon
        )
        self.actions: dict[str, Callable[[], Result]] = {
            **marking.actions,
            "remove_bookmark": lambda: self._remove(None),
            "undo_mark": self._take_back,
            "undo": self._take_back,
            "redo": self._bring_back,
            "copy_sentence": lambda: copy_sentence(session, services),
            "go_to": jump.ask,
            "weigh": weighing.as_list,
            "pronounce": pronouncing.as_list,
            "visit_sheet": VisitSheet(shelf, front_door, services).write,
            **entries.actions,
        }
        self.with_number: dict[str, Callable[[int], Result]] = {
            **marking.with_number,
            "remove_bookmark": self._remove,
            "questions": lambda number: self._choose(entries.questions(), number),
            "weigh": lambda number: self._choose(weighing.as_list(), number),
            **entries.with_number,
        }
        self.with_words: dict[str, Callable[[str], Result]] = {
            **marking.with_words,
            **entries.with_words,
            "pronounce": pronouncing.typed,
            "go_to": jump.go,
        }

    def take_guide(self) -> None:
        """Let nothing be kept that is of the guide read before."""
        self.marking.take_guide()

    def _take_back(self) -> Result:
        told = self._undo.last()
        self._front_door.renew_list()
        return told

    def _bring_back(self) -> Result:
        told = self._undo.again()
        self._front_door.renew_list()
        return told

    def _remove(self, number: int | None) -> Result:
        """Remove an item of the list that is dealt with, by its number; None asks for that."""
        model = self._front_door.list_in_hand
        shown = model or self._front_door.listed
        if shown is None or shown.action == "bookmarks":
            # Marks are told with their numbers also without their list.
            return self.marking.list.remove_number(number)
        if model is None:
            return asks_for_own_list(self._controls, "remove_bookmark")
        if model.remove is None:
            return NOTHING_TO_REMOVE
        if number is None or not 1 <= number <= model.count:
            how = self._controls.press("remove_bookmark")
            return Message(asks_for_number(how, model.count))
        return model.remove(number - 1)

    def _choose(self, model: ListModel | Message, number: int) -> Result:
        return choose_by_number(model, number, self._controls)
