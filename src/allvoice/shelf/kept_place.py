"""Where one guide is left, kept beside other copies of the program that read the same guide.

The latest listening wins: a place is written when it is reached and at no other time, so that a
copy that has not moved never takes the place of what was heard elsewhere since.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from allvoice.guide.model import Guide, Position
from allvoice.shelf.locator import Locator, find, locate

TOLD_AGAIN_AFTER_S = 600.0
"""Two copies that are both reading pass each other at every sentence."""


class Places(Protocol):
    """Keeps places; the part of the store that is needed here."""

    def save(self, locator: Locator) -> Locator | None:
        """Remember a place; return where another copy had left the guide since."""
        ...

    def save_rate(self, locator: Locator, rate_wpm: int) -> None:
        """Remember the rate; the place only where none is known."""
        ...

    def elsewhere(self, guide_id: str) -> Locator | None:
        """Return where another copy has left the guide since this one did."""
        ...


class KeptPlace:
    """Keeps where a guide is left, and the rate that was chosen for it."""

    def __init__(
        self,
        places: Places,
        guide: Guide,
        position: Position,
        notify: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin where the listener begins; nothing is written for that.

        Args:
            places: where it is kept.
            guide: what is read.
            position: where reading begins.
            notify: tells the listener something.
            clock: seconds, for not telling the same thing again and again.
        """
        self._places = places
        self._notify = notify
        self._guide = guide
        self._position = position
        self._clock = clock
        self._told_at_s: float | None = None

    def take_guide(self, guide: Guide, position: Position) -> None:
        """Keep the places of another guide from now on, or of the same one as it was edited.

        Args:
            guide: the guide.
            position: where reading begins in it; nothing is written for that.
        """
        if guide.id != self._guide.id:
            self._told_at_s = None
        self._guide, self._position = guide, position

    def save_position(self, position: Position) -> None:
        """Keep a place that was just reached."""
        elsewhere = self._places.save(locate(self._guide, position))
        if elsewhere is not None:
            self._tell(elsewhere, position)
        self._position = position

    def save_rate(self, rate_wpm: int) -> None:
        """Keep a rate that was just chosen for the guide, in words a minute.

        The place is left as it is: it may be another copy's.
        """
        self._places.save_rate(locate(self._guide, self._position), rate_wpm)

    def elsewhere(self) -> str:
        """Return that the place kept is another copy's, later one; empty where it is not."""
        later = self._places.elsewhere(self._guide.id)
        if later is None or find(self._guide, later).position == self._position:
            return ""
        return f"The place that is kept is the later one, of another window: {self._named(later)}."

    def _tell(self, elsewhere: Locator, position: Position) -> None:
        now_s = self._clock()
        is_told = self._told_at_s is not None and now_s - self._told_at_s < TOLD_AGAIN_AFTER_S
        if is_told or find(self._guide, elsewhere).position == position:
            return
        self._told_at_s = now_s
        self._notify(
            f"Another window had read on to {self._named(elsewhere)}. "
            "From now on your place is kept from here."
        )

    def _named(self, locator: Locator) -> str:
        return self._guide.section_of(find(self._guide, locator).position).title.removesuffix(".")
