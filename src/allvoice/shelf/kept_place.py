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


class Shelf(Protocol):
    """Keeps places; the part of the shelf that is needed here."""

    def save_position(self, locator: Locator, rate_wpm: int | None = None) -> Locator | None:
        """Remember a place; return where another copy had left the guide since."""
        ...

    def save_rate(self, locator: Locator, rate_wpm: int) -> None:
        """Remember the pace alone."""
        ...

    def rate_wpm(self, guide_id: str) -> int | None:
        """Return the pace that is kept."""
        ...

    def position_elsewhere(self, guide_id: str) -> Locator | None:
        """Return where another copy has left the guide since this one did."""
        ...

    def tell(self, notice: str) -> None:
        """Tell the listener something."""
        ...


class KeptPlace:
    """Keeps where a guide is left and at which pace."""

    def __init__(
        self,
        shelf: Shelf,
        guide: Guide,
        position: Position,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin where the listener begins; nothing is written for that.

        Args:
            shelf: where it is kept.
            guide: what is read.
            position: where reading begins.
            clock: seconds, for not telling the same thing again and again.
        """
        self._shelf = shelf
        self._guide = guide
        self._position = position
        self._rate_wpm = shelf.rate_wpm(guide.id)
        self._clock = clock
        self._told_at_s: float | None = None

    def save(self, position: Position, rate_wpm: int) -> None:
        """Keep a place that was just reached, and the pace in words a minute.

        Where only the pace is another one, the place is left as it is: it may be another copy's.
        """
        locator = locate(self._guide, position)
        if rate_wpm != self._rate_wpm and position == self._position:
            self._shelf.save_rate(locator, rate_wpm)
        else:
            rate = rate_wpm if rate_wpm != self._rate_wpm else None
            elsewhere = self._shelf.save_position(locator, rate)
            if elsewhere is not None:
                self._tell(elsewhere, position)
        self._position, self._rate_wpm = position, rate_wpm

    def elsewhere(self) -> str:
        """Return that the place kept is another copy's, later one; empty where it is not."""
        later = self._shelf.position_elsewhere(self._guide.id)
        if later is None or find(self._guide, later).position == self._position:
            return ""
        return f"The place that is kept is the later one, of another window: {self._named(later)}."

    def _tell(self, elsewhere: Locator, position: Position) -> None:
        now_s = self._clock()
        is_told = self._told_at_s is not None and now_s - self._told_at_s < TOLD_AGAIN_AFTER_S
        if is_told or find(self._guide, elsewhere).position == position:
            return
        self._told_at_s = now_s
        self._shelf.tell(
            f"Another window had read on to {self._named(elsewhere)}. "
            "From now on your place is kept from here."
        )

    def _named(self, locator: Locator) -> str:
        return self._guide.section_of(find(self._guide, locator).position).title.removesuffix(".")
