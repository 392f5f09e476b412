"""Going to a place that was chosen, found or clicked on, and telling something of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from allvoice.actions.model import FrontDoor, Message, Result
from allvoice.reading.commands import GoTo
from allvoice.shelf.locator import find

if TYPE_CHECKING:
    from allvoice.actions.finding.finds_beside import OpenAt
    from allvoice.guide.model import Position
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.locator import Locator


class Going:
    """Takes the reading to places."""

    def __init__(
        self,
        session: ReadingSession,
        front_door: FrontDoor,
        show: Callable[[Result], None],
        open_at: OpenAt,
    ) -> None:
        """Go nowhere yet.

        Args:
            session: the reading.
            front_door: leaves a list that a place was chosen from.
            show: tells what is to be told.
            open_at: opens another document at a place.
        """
        self._session = session
        self._front_door = front_door
        self._show = show
        self._open_at = open_at

    def to_sentence(self, position: Position) -> Result:
        """Read on from a sentence."""
        self._session.do(GoTo(position, play=True))
        return None

    def from_list(self, position: Position, told: str) -> Result:
        """Read on from a place chosen in a list."""
        self._front_door.close_list()
        return self._to(position, True, Message(told) if told else None)

    def to_kept(self, locator: Locator, told: str) -> Result:
        """Read on from a place that was kept with something; in another document, open that."""
        if locator.guide_id != self._session.guide.id:
            return self._open_at(
                locator.guide_id, lambda guide: find(guide, locator).position, told
            )
        found = find(self._session.guide, locator)
        return self.from_list(found.position, f"{told} {found.how.sentence}".strip())

    def to_find(self, position: Position, message: Message) -> None:
        """Read on from what was found."""
        self._to(position, True, message)

    def to_mark(self, position: Position, message: Message) -> Result:
        """Go to a mark and read on as now; while nothing is read, its sentence alone is."""
        return self._to(position, None, message)

    def _to(self, position: Position, play: bool | None, message: Message | None) -> Result:
        """Go somewhere; what is told of it is heard over the reading, or read before it."""
        is_first = self._session.state.options.external_screen_reader
        if is_first:
            self._show(message)
        self._session.do(GoTo(position, play))
        if not is_first:
            self._show(message)
        return None
