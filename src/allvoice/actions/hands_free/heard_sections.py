"""The sections that were heard to their end: counted, told in the contents, the next other one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from allvoice.actions.model import ControlNames, Message, Result
from allvoice.guide.model import Position, Section
from allvoice.reading.progress import place, spoken_minutes
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.listening_log import ListeningLog

ALL_HEARD = "You have heard every section here to its end."


class HeardSections:
    """Tells what of the guide was heard, by the listening log; nothing where there is none."""

    def __init__(
        self,
        session: ReadingSession,
        controls: ControlNames,
        log: ListeningLog | None,
        go_to: Callable[[Position, Message], None],
    ) -> None:
        """Tell when asked.

        Args:
            session: the guide and the place.
            controls: name the key of the options.
            log: knows what was heard; None where nothing is kept of it.
            go_to: reads on from a place, and tells something of it.
        """
        self._session = session
        self._controls = controls
        self._log = log
        self._go_to = go_to
        self.actions: dict[str, Callable[[], Result]] = {"unheard": self.next_unheard}

    def heard(self) -> Callable[[Section], bool]:
        """Return what tells of each section whether it was heard to its end by now."""
        ids = frozenset[str]() if self._log is None else self._log.heard_sections()
        return lambda section: section.id in ids

    def words(self) -> str:
        """Return how many sections were heard, and for how long today; empty where it is off."""
        if self._log is None or not self._log.is_on:
            return ""
        count, of = len(self._log.heard_sections()), len(self._session.guide.sections)
        today = spoken_minutes(self._log.today_s() / 60)
        sections = "1 section" if of == 1 else f"{of} sections"
        if not count:
            return f"You heard none of {sections} here to its end yet, {today} today."
        return f"You heard {count} of {sections} here, {today} today."

    def next_unheard(self) -> Result:
        """Read the next section that was not heard to its end yet."""
        if self._log is None or not self._log.is_on:
            how = self._controls.press("options")
            return Message(f"What you heard is not kept. {how} to change that.", asked=True)
        section = self._log.next_unheard(self._session.state.position)
        if section is None:
            return Message(ALL_HEARD, earcon="edge", asked=True)
        position = Position(section.first_block)
        told = f"Next not heard: {ended(place(self._session.guide, position))}"
        self._go_to(position, Message(told))
        return None
