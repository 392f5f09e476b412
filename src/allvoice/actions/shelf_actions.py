"""What listeners keep, as actions: marks, questions for the care team, cards of treatments."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from allvoice.actions.asking import Asking
from allvoice.actions.marking import Marking
from allvoice.actions.numbers import choose_by_number
from allvoice.actions.own_finds import OwnFinds
from allvoice.actions.questions import question_list
from allvoice.actions.undo import Undo
from allvoice.actions.weighing import Weighing

if TYPE_CHECKING:
    from allvoice.actions.announcer import Announcer
    from allvoice.actions.contents import Contents
    from allvoice.actions.going import Going
    from allvoice.actions.model import (
        ControlNames,
        FrontDoor,
        ListModel,
        Message,
        Result,
        Services,
    )
    from allvoice.actions.pause_scope import PauseScope
    from allvoice.actions.tables import Comparing
    from allvoice.event_loop import Scheduler
    from allvoice.reading.runner import ReadingSession
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
        contents: Contents,
        scheduler: Scheduler,
        last_action: Callable[[], str],
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
            contents: lists sections, which can be marked there.
            scheduler: does later what takes long.
            last_action: returns what was asked for just before.
        """
        self._controls = controls
        self.undo = self._undo = Undo()
        questions = partial(question_list, session, going.from_list, headings=announcer.draws)
        asking = Asking(front_door, pause_scope, draws=announcer.draws)
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
        )
        self.bookmarks = marking.bookmarks
        weighing = Weighing(
            session,
            shelf,
            self._undo,
            asking,
            comparing,
            going.from_list,
            services.own_guide,
            draws=announcer.draws,
        )
        self.own_finds = OwnFinds(session, shelf, going.from_list)
        self.actions: dict[str, Callable[[], Result]] = {
            **marking.actions,
            "undo_mark": self._undo.last,
            "questions": questions,
            "weigh": weighing.as_list,
        }
        self.with_number: dict[str, Callable[[int], Result]] = {
            **marking.with_number,
            "questions": lambda number: self._choose(questions(), number),
            "weigh": lambda number: self._choose(weighing.as_list(), number),
        }
        self.with_words: dict[str, Callable[[str], Result]] = {**marking.with_words}

    def take_guide(self) -> None:
        """Let nothing be kept that is of the guide read before."""
        self.marking.take_guide()

    def _choose(self, model: ListModel | Message, number: int) -> Result:
        return choose_by_number(model, number, self._controls)
