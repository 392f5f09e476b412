"""The urgent list: when to call, read at once from wherever the listener is, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from allvoice.actions.answers.contents import next_landmark
from allvoice.actions.model import ControlNames, FrontDoor, ListItem, ListModel, Result
from allvoice.actions.words import capitalized
from allvoice.guide.model import BlockKind, Guide, Position
from allvoice.guide.urgent import urgent_blocks
from allvoice.reading.commands import ComeBack, Visit

if TYPE_CHECKING:
    from allvoice.actions.answers.care_team import CareTeam
    from allvoice.actions.pause_scope import PauseScope
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.store.remembered import Remembered

NUMBER_TOLD = "told where the care team's number is typed"
"""Name of what is kept once that was told."""
NAME = "When to call"
TITLE = "Urgent list."
NONE_HERE = "This document has no list of when to call."
EMERGENCY = "In an emergency call 911, or your local emergency number."
OWN_GUIDE = "This is the one from allvoice's own guide."


class Urgent:
    """Leads to what tells when to call, and back."""

    def __init__(
        self,
        session: ReadingSession,
        controls: ControlNames,
        front_door: FrontDoor,
        pause_scope: PauseScope,
        care_team: CareTeam,
        remembered: Remembered,
        own_guide: Callable[[], Guide | None],
    ) -> None:
        """Begin where the listener is.

        Args:
            session: the document and the place.
            controls: name the key that goes back.
            front_door: shows a list, lets nothing be typed any more.
            pause_scope: knows whether what is paused is read on afterwards.
            care_team: tells its telephone number.
            remembered: knows whether it was told where that is typed.
            own_guide: opens the guide that comes with the program; None where it cannot.
        """
        self._session = session
        self._controls = controls
        self._front_door = front_door
        self._pause_scope = pause_scope
        self._care_team = care_team
        self._remembered = remembered
        self._own_guide = own_guide

    def open(self) -> Result:
        """Read what tells when to call; of a document that has none, tell what can be told."""
        self._front_door.stop_asking()
        guide = self._session.guide
        blocks = urgent_blocks(guide)
        if blocks is None:
            return self._of_own_guide()
        reads_on = self._pause_scope.reads_on
        self._pause_scope.forget()
        if self._front_door.is_list_open:
            self._front_door.close_list()
        back = f"{capitalized(self._controls.spoken('back'))} goes back."
        said, shown = (
            f"{TITLE} {self._care_team.told(spoken=spoken)} {back}" for spoken in (True, False)
        )
        self._session.do(
            Visit(Position(blocks[0]), blocks[1], said, shown, urgent=True, reads_on=reads_on)
        )
        return None

    def come_back(self) -> None:
        """Go back to what was left; after the urgent list tell, once, where a number is typed."""
        visit = self._session.state.visit
        is_urgent = visit is not None and visit.urgent
        more = ""
        if is_urgent and not self._care_team.phone and self._remembered.of(NUMBER_TOLD) is None:
            self._remembered.keep(NUMBER_TOLD, "yes")
            more = self._care_team.how_to_keep
        self._session.do(ComeBack(more))

    def _of_own_guide(self) -> ListModel:
        """Return what can be told, the number first, then the program's own list line by line."""
        shown, said = (f"{EMERGENCY} {self._care_team.told(spoken=each)}" for each in (False, True))
        items = [ListItem(shown, spoken=said)]
        guide = self._own_guide()
        blocks = urgent_blocks(guide) if guide is not None else None
        if guide is not None and blocks is not None:
            items.append(ListItem(f"{NONE_HERE} {OWN_GUIDE}", is_heading=True))
            items += [
                ListItem(block.text, spoken=block.text, is_heading=block.kind is BlockKind.HEADING)
                for block in guide.blocks[blocks[0] : blocks[1] + 1]
            ]
        else:
            items.append(ListItem(NONE_HERE))
        headings = [index for index, item in enumerate(items) if item.is_heading]

        def choose(index: int) -> Result:
            self._front_door.leave_list()
            return None

        return ListModel(
            NAME,
            len(items),
            items.__getitem__,
            choose,
            "urgent",
            landmark=lambda index, step: next_landmark(headings, index, step),
            hint="{item_up} and {item_down} go through it, {leap_back} and {leap_on} by parts. "
            "{back} leaves.",
            asked=True,
            does="leave it",
            is_numbered=False,
        )
