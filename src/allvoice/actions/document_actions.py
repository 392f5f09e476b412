"""Documents as actions: what is done where another one is read, or the same as it was edited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from allvoice.actions.document_service import Watched
from allvoice.actions.in_background import InBackground
from allvoice.actions.watching import Watching

if TYPE_CHECKING:
    from allvoice.actions.model import FrontDoor, Services
    from allvoice.actions.under_way import UnderWay
    from allvoice.event_loop import Scheduler
    from allvoice.reading.runner import ReadingSession
    from allvoice.reading.state import State


class DocumentActions:
    """Takes another guide, and lets everybody take it who keeps something of the one before."""

    def __init__(
        self,
        session: ReadingSession,
        scheduler: Scheduler,
        front_door: FrontDoor,
        under_way: UnderWay,
        services: Services,
        takers: Sequence[Callable[[], None]],
    ) -> None:
        """Begin with the guide that is read.

        Args:
            session: the reading.
            scheduler: does later what is to be done again and again.
            front_door: knows what is open.
            under_way: what goes on by itself, and has to do with the guide.
            services: know the documents, and read them where no key waits.
            takers: let each part of the actions forget what is of the guide read before.
        """
        self._front_door = front_door
        self._under_way = under_way
        self._takers = takers
        self._watching = Watching(
            session,
            scheduler,
            InBackground(scheduler, services.start),
            self._is_free,
            Watched() if services.documents is None else services.documents.watched,
        )
        session.guide_observers.append(self._take_guide)

    def begin(self) -> None:
        """Begin to look whether the document is edited: timers can be set from now on."""
        self._watching.begin()

    def state_changed(self, old: State, new: State) -> None:
        """Take the new text where there is one and the present sentence is over."""
        self._watching.state_changed(old, new)

    def _take_guide(self) -> None:
        self._under_way.drop()
        for take_guide in self._takers:
            take_guide()

    def _is_free(self) -> bool:
        """Return whether nothing is open, asked or told that has to do with the guide."""
        door = self._front_door
        return not (door.is_list_open or door.is_asking or self._under_way.is_on)
