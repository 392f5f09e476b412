"""What goes on by itself meanwhile: a search, the tour, rows being compared, the last words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allvoice.reading.activity import Activity

if TYPE_CHECKING:
    from allvoice.actions.answers.tables import Comparing
    from allvoice.actions.finding.search import Search
    from allvoice.actions.leaving import Leaving
    from allvoice.actions.tour import Tour

_ENDS_READING = frozenset({"play", "read_on", "suspend", "urgent", "quit"})
"""They say themselves whether what was paused is read on."""
_AT_ONCE = frozenset({"suspend", "urgent", "quit"})


class UnderWay:
    """Goes on with what is told in parts, and ends it by what is asked for meanwhile."""

    def __init__(self, search: Search, tour: Tour, comparing: Comparing, leaving: Leaving) -> None:
        """Begin with nothing under way.

        Args:
            search: looks through a long guide.
            tour: tells the keys.
            comparing: tells the rows of a table.
            leaving: says the last words.
        """
        self._search = search
        self._tour = tour
        self._comparing = comparing
        self._leaving = leaving

    @property
    def activity(self) -> Activity | None:
        """What is told in parts and shown as what is being done; None for nothing."""
        return Activity.TOUR if self._tour.is_on else self._comparing.activity

    def take(self, action: str) -> bool:
        """Do what an action means only to what is being told; tell whether it meant anything."""
        return self._comparing.take(action)

    def give_way(self, action: str) -> None:
        """End what is under way, before an action is done."""
        goes_on = action not in _ENDS_READING
        self._search.give_way(goes_on=goes_on, waits=action not in _AT_ONCE)
        self._tour.leave(goes_on=goes_on)
        self._comparing.leave(goes_on=goes_on)

    def drop(self) -> None:
        """End what is under way: the guide it has to do with is no longer read."""
        self._tour.leave(goes_on=False)
        self._comparing.leave(goes_on=False)

    @property
    def is_on(self) -> bool:
        """Whether anything is."""
        return bool(self.activity) or self._search.is_under_way or self._leaving.is_on

    def go_on(self) -> None:
        """Tell the next part: the one being told was heard."""
        self._leaving.end_now()
        self._tour.go_on()
        self._comparing.go_on()

    def end(self) -> None:
        """End the tour, or rows being compared, by what is no action."""
        self._tour.leave(goes_on=True)
        self._comparing.leave(goes_on=True)

    def end_by_unknown_key(self) -> bool:
        """End the last words or the tour, by a key without an action; tell whether it did."""
        self._comparing.leave(goes_on=True)
        return self._leaving.end_now() or self._tour.leave_by_unknown_key()
