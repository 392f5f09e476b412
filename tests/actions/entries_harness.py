"""A shelf whose clock a test sets, and what both front doors do with entries."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from allvoice.guide.model import Position
from allvoice.reading.commands import GoTo
from allvoice.reading.state import Status
from allvoice.shelf.store.entries import Entry, EntryKind
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import ByKeys, Front
from tests.shelf.guides import folders_in

TEXT = """# Pills

One a day. Is that enough? Yes.

## Questions about pills

Ask these:

- When does he take it?
- Write it down.
- What if he throws up? Is it given again?

# Transplant

New cells.

## Questions about a transplant

- Who gives the cells?
"""
STATEMENT, ASKS, FIRST, SECOND = Position(1), Position(1, 1), Position(4), Position(6)
FIRST_ASKED = "When does he take it?"
SECOND_ASKED = "What if he throws up? Is it given again?"


class SetClock:
    """Shows what a test sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 22, 14, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@contextmanager
def clocked_shelf(folder: Path, clock: SetClock) -> Iterator[Shelf]:
    """Open a shelf whose clock a test sets, in a time zone without summer time."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "UTC"
    time.tzset()
    try:
        with Shelf.open(folders_in(folder), clock=clock) as shelf:
            yield shelf
    finally:
        os.environ.pop("TZ")
        if before is not None:
            os.environ["TZ"] = before
        time.tzset()


def at(made: Front, position: Position) -> Front:
    """Let the reading rest at a sentence."""
    made.reading.do(GoTo(position, play=False))
    return made


def answer(made: Front, typed: str) -> list[str]:
    """Type words for what is being asked; return what was told."""
    before = len(made.reading.messages)
    if isinstance(made, ByKeys):
        made.answer(typed)
    else:
        made.plain.type(typed)  # type: ignore[attr-defined]
    return made.reading.messages[before:]


def on_item(made: Front, action: str, number: int) -> list[str]:
    """Do something with an item of the list that was opened, from 1; return what was told."""
    if not isinstance(made, ByKeys):
        return made.do("remove_bookmark" if action == "remove" else action, number)
    if action == "remove":
        return made.remove(number)
    own = made.model.edit if action == "edit" else made.model.own[action]
    assert own is not None
    before = len(made.reading.messages)
    made.actions.show(own(number - 1))
    return made.reading.messages[before:]


def reads_on(made: Front) -> bool:
    """Return whether the guide is being read."""
    return made.reading.state.status is Status.PLAYING


def kept(made: Front, *kinds: EntryKind) -> list[Entry]:
    """Return the entries of some kinds, or all."""
    return made.shelf.entries.of(kinds or tuple(EntryKind))


def texts(made: Front, *kinds: EntryKind) -> list[str]:
    """Return their words."""
    return [each.text for each in kept(made, *kinds)]
