"""Carries the marks of a document into a changed edition, and tells what became of them.

What is found by its words is stored where it is now. What is gone stays stored as it was: should
its words come back with a later edition, it is found again.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

from allvoice.actions.marks.mark_labels import is_there
from allvoice.shelf.edition import edition_of
from allvoice.shelf.locator import How, locate

if TYPE_CHECKING:
    from allvoice.actions.announcer import Announcer
    from allvoice.actions.marks.marked_places import MarkedPlaces
    from allvoice.event_loop import Scheduler
    from allvoice.guide.model import Guide
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.store.shelf import Shelf

EDITION = "edition that the marks are of: {}"
"""Name of what is kept: the edition of a guide that its marks were carried into."""
BETWEEN_KEYS_S = 0.005
AT_ONCE_S = 0.02
"""No key waits longer for it, while nothing asks for the marks."""
HURRIED_S = 0.1
"""Who asks for the marks waits for it no longer."""
TOLD_AFTER_S = 1.0
"""Until then something else may be told; then it is tried again."""
MOVES_A_STEP = 50


class CarriedMarks:
    """Finds all marks anew where the document is another edition than before."""

    def __init__(
        self,
        session: ReadingSession,
        shelf: Shelf,
        places: MarkedPlaces,
        announcer: Announcer,
        scheduler: Scheduler,
    ) -> None:
        """Begin with nothing known of the edition.

        Args:
            session: knows when nothing else is being told.
            shelf: keeps the marks, and the edition that they are of.
            places: finds the marks.
            announcer: tells what became of them.
            scheduler: goes on between the keys.
        """
        self._session = session
        self._shelf = shelf
        self._places = places
        self._announcer = announcer
        self._scheduler = scheduler
        self._guide: Guide | None = None
        """What the steps are for."""
        self._steps: Generator[None, None, None] | None = None
        """What is left to do; None where nothing is."""

    def begin(self) -> None:
        """Carry them, bit by bit, while nobody waits for anything."""
        if self._work(AT_ONCE_S):
            self._scheduler.do_later(BETWEEN_KEYS_S, self.begin)

    def hurry(self) -> None:
        """Carry them now, as far as somebody can wait for it, for they are asked for."""
        self._work(HURRIED_S)

    def _work(self, longest_s: float) -> bool:
        """Work for some seconds at most; return whether something is left."""
        guide = self._places.guide
        if self._guide is not guide:
            self._guide, self._steps = guide, self._carry(guide)
        if self._steps is None:
            return False
        until_s = self._session.clock() + longest_s
        for _ in self._steps:
            if self._session.clock() >= until_s:
                return True
        self._steps = None
        return False

    def _carry(self, guide: Guide) -> Generator[None, None, None]:
        yield from self._shelf.bookmarks.prepare(guide.id)
        kept = self._places.kept()
        if not kept:
            # Those that are yet to be set are of this edition.
            return
        edition = yield from edition_of(guide)
        name = EDITION.format(guide.id)
        if self._shelf.remembered.of(name) == edition:
            self._places.in_order()
            return
        lost: list[How] = []
        moves = []
        for bookmark in kept:
            found = self._places.found(bookmark)
            if not is_there(found):
                lost.append(found.how)
            elif (locator := locate(guide, found.position)) != bookmark.locator:
                self._places.moved(bookmark, locator, found)
                moves.append((bookmark.id, locator))
            if len(moves) == MOVES_A_STEP:
                self._shelf.bookmarks.move(moves)
                moves = []
            yield
        self._shelf.bookmarks.move(moves)
        if lost:
            said = _outcome(lost, len(kept))
            self._scheduler.do_later(TOLD_AFTER_S, lambda: self._tell(said, name, edition))
        else:
            self._shelf.remembered.keep(name, edition)

    def _tell(self, said: str, name: str, edition: str) -> None:
        """Tell it once nothing else is being told; only then it was told for this edition."""
        state = self._session.state
        if state.welcoming or state.announcement_id is not None:
            self._scheduler.do_later(TOLD_AFTER_S, lambda: self._tell(said, name, edition))
            return
        self._announcer.say(said)
        self._shelf.remembered.keep(name, edition)


def _outcome(lost: Sequence[How], count: int) -> str:
    which = "Your mark" if count == 1 else f"{len(lost)} of your {count} marks"
    one = len(lost) == 1
    where = "at the start of its section" if one else "at the start of their section"
    if How.PROGRESSION in lost:
        where = "near where it was" if one else "near where they were"
    return f"{which} could not be found; {'it is' if one else 'they are'} kept {where}."
