"""Keeps where somebody may have fallen asleep over each document, so that no end of a run loses it.

While something is read that nobody seems to listen to, it is noted once a minute: what ends the
program then, a power cut or a closed window, costs no more than that.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allvoice.reading.progress import place
from allvoice.reading.sleep import told_of
from allvoice.reading.sleep_state import Places
from allvoice.shelf.locator import How, Locator, find, locate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from allvoice.actions.model import ControlNames
    from allvoice.guide.model import Guide, Position
    from allvoice.reading.runner import ReadingSession
    from allvoice.reading.state import State
    from allvoice.shelf.store.remembered import Remembered

_SLEPT = "slept"
_MOST = 50
"""Documents of which it is kept."""
NAMES = ("begun", "likely", "ended")
STILL_THERE = (How.EXACT, How.QUOTE)
LIKELY_GONE = "The place where you may have fallen asleep is no longer there."


@dataclass(frozen=True, slots=True)
class Slept:
    """Where somebody may have fallen asleep over a document."""

    places: Places
    is_offered: bool
    """They have not come back to it since."""


class SleptPlaces:
    """Keeps it, on the shelf."""

    def __init__(self, remembered: Remembered) -> None:
        """Keep it there.

        Args:
            remembered: keeps short texts under keys.
        """
        self._remembered = remembered

    def keep(self, guide: Guide, slept: Slept, *, is_read_on: bool = False) -> None:
        """Keep the places of a document in the place of those before.

        Args:
            guide: the document.
            slept: its places.
            is_read_on: it is still read: it ends where the document will have been left.
        """
        all_ = self._all()
        all_.pop(guide.id, None)
        positions = {name: getattr(slept.places, name) for name in NAMES}
        all_[guide.id] = {
            "by_timer": slept.places.by_timer,
            "is_offered": slept.is_offered,
            "is_read_on": is_read_on,
            **{name: locate(guide, at).to_json() for name, at in positions.items() if at},
        }
        self._write(all_)

    def of(self, guide: Guide, left: Position | None = None) -> Slept | None:
        """Return those of a document as it is now; None where there are none.

        Args:
            guide: the document.
            left: where it was left, for one that ended while it was read.
        """
        kept = self._all().get(guide.id)
        if kept is None:
            return None
        found = {name: _found(guide, kept.get(name)) for name in NAMES}
        if kept.get("is_read_on") is True and left is not None:
            found["ended"] = left
        places = Places(**found, by_timer=kept.get("by_timer") is True)
        if places.best is None:
            return None
        return Slept(places, kept.get("is_offered") is True)

    def forget(self, guide_id: str) -> None:
        """Keep none of a document any longer."""
        all_ = self._all()
        if all_.pop(guide_id, None) is not None:
            self._write(all_)

    def _all(self) -> dict[str, Mapping[str, object]]:
        """Return all that there are now: another window may keep some of its own."""
        with suppress(ValueError, RecursionError):
            kept = json.loads(self._remembered.of(_SLEPT) or "{}")
            if isinstance(kept, dict):
                return {name: each for name, each in kept.items() if isinstance(each, dict)}
        return {}

    def _write(self, all_: dict[str, Mapping[str, object]]) -> None:
        for oldest in [*all_][:-_MOST]:
            del all_[oldest]
        self._remembered.keep(_SLEPT, json.dumps(all_), durable=False)


def _found(guide: Guide, kept: object) -> Position | None:
    with suppress(ValueError):
        if isinstance(kept, str):
            found = find(guide, Locator.from_json(kept))
            return found.position if found.how in STILL_THERE else None
    return None


class SleptKeeper:
    """Keeps what the session finds out. An observer of it."""

    def __init__(self, session: ReadingSession, kept: SleptPlaces) -> None:
        """Keep what is found out from now on.

        Args:
            session: the reading.
            kept: keeps it.
        """
        self._session = session
        self._kept = kept
        self._minute = 0
        """Of what is read unattended, when it was noted last."""

    def state_changed(self, old: State, new: State) -> None:
        """Keep places that were found, and once a minute those that may soon be."""
        sleep, run = new.sleep, new.sleep.run
        is_other = sleep.places != old.sleep.places or sleep.is_offered != old.sleep.is_offered
        if is_other and sleep.places is not None:
            self._kept.keep(self._session.guide, Slept(sleep.places, sleep.is_offered))
        if run is None or not run.is_unattended:
            self._minute = 0
        elif (minute := int(run.heard_s // 60)) != self._minute:
            self._minute = minute
            timer = sleep.timer
            begun = run.began if timer is None else timer.set_at
            places = Places(begun, run.likely, new.position, by_timer=timer is not None)
            self._kept.keep(self._session.guide, Slept(places, True), is_read_on=True)

    def message_shown(self, text: str) -> None:
        """Leave it to others."""


def returning_words(guide: Guide, places: Places, controls: ControlNames) -> str:
    """Return the welcome of somebody who may have fallen asleep; reading waits for a key."""
    told = told_of(places, lambda position: place(guide, position, brief=True))
    keys = controls.shown("play"), controls.shown("sleep_timer")
    if places.likely is None:
        goes_on = "from there" if places.begun is not None else "where it ended"
        return f"Welcome back. {told} {LIKELY_GONE} {keys[0]} goes on {goes_on}."
    return (
        f"Welcome back. {told} {keys[0]} goes on where you may have fallen asleep; "
        f"{keys[1]} for other places."
    )
