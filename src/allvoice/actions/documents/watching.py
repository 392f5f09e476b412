"""A document that is edited while it is read: the new text is taken, and the place is kept.

Its files are looked at now and then. Once one is another, and quiet, it is read on another thread,
the present sentence is looked for in it, and where that one ends the reading goes on in the new
text. What cannot be read leaves everything as it is: an editor may be in the middle of writing it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from allvoice.actions.in_background import InBackground
from allvoice.guide.changes import says_the_same
from allvoice.reading.commands import Announce, RenewGuide
from allvoice.reading.playlist import Playlist, carried
from allvoice.reading.state import State, Status
from allvoice.shelf.locator import Found, How, find, locate

if TYPE_CHECKING:
    from allvoice.actions.document_service import Watched
    from allvoice.event_loop import Scheduler, Timer
    from allvoice.guide.changes import Stamp
    from allvoice.guide.model import Guide, Position
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.locator import Locator

LOOKS_EVERY_S = 2.0
SOON_S = 0.01
LOOKS_UNTIL_TOLD = 15
"""Half a minute: nobody saves a file for so long."""
SENTENCES_LOOKED_FOR = 4
"""The present one, and those that may be the present one when the text is exchanged."""
CHANGED = "This document changed."
READING_ON = f"{CHANGED} Reading on from the same sentence."
SAME_SENTENCE = f"{CHANGED} You are at the same sentence."
LEFT_OUT = "{}: no longer in it, and left out of what is played."
UNREADABLE = "The file of this document is gone or cannot be read; the text as it was stays."

_THERE = (How.EXACT, How.QUOTE)

_log = logging.getLogger(__name__)
_log.addHandler(logging.NullHandler())


class Watching:
    """Takes the text anew where the document changed."""

    def __init__(
        self,
        session: ReadingSession,
        scheduler: Scheduler,
        background: InBackground,
        is_free: Callable[[], bool],
        watched: Watched,
    ) -> None:
        """Look at nothing yet.

        Args:
            session: the document and the place.
            scheduler: looks again later.
            background: reads the document.
            is_free: tells whether nothing is open, asked or told that has to do with the text.
            watched: the document that is read first.
        """
        self._session = session
        self._scheduler = scheduler
        self._background = background
        self._is_free = is_free
        self._is_begun = False
        self._timer: Timer | None = None
        self.watch(watched)

    def watch(self, watched: Watched) -> None:
        """Watch another document from now on."""
        self._watched = watched
        self._background.drop()
        self._known = watched.known
        """Of the text that is read."""
        self._seen = watched.known
        """At the last look."""
        self._refused: Stamp | None = None
        """Of what could not be read."""
        self._looks_in_vain = 0
        self._is_told = False
        self._drop_fresh()
        self._look_later()

    def _drop_fresh(self) -> None:
        self._fresh: tuple[Guide, Stamp] | None = None
        """The new text, until the present sentence is over."""
        self._found: dict[Position, Found] = {}
        """Where sentences are in it."""

    def begin(self) -> None:
        """Look at the document now and then, as long as the program runs."""
        self._is_begun = True
        self._look_later()

    def _look_later(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        if self._is_begun and self._watched.read is not None:
            self._timer = self._scheduler.do_later(LOOKS_EVERY_S, self._look_again)

    def _look_again(self) -> None:
        self._look_later()
        if not self._background.is_busy:
            # A disk may take long to answer.
            self._background.begin(self._watched.stamp, self._looked, self._failed)

    def _looked(self, stamp: Stamp | None) -> None:
        if self._known is None:
            self._known = stamp
        was_seen, self._seen = self._seen, stamp
        if stamp is None or (self._known and stamp.is_folder is not self._known.is_folder):
            self._drop_fresh()
            self._note_in_vain()
        elif stamp == self._known:
            self._drop_fresh()
            self._looks_in_vain = 0
        elif self._fresh is not None and stamp == self._fresh[1]:
            self._exchange()
        elif stamp == self._refused:
            self._note_in_vain()
        elif stamp == was_seen:
            # Nobody is writing it just now.
            self._read(stamp)
        else:
            self._drop_fresh()

    def _note_in_vain(self) -> None:
        self._looks_in_vain += 1
        if self._looks_in_vain >= LOOKS_UNTIL_TOLD and not self._is_told and self._is_free():
            self._is_told = True
            self._session.do(Announce(UNREADABLE))

    # Reading it

    def _read(self, stamp: Stamp) -> None:
        read, look, before = self._watched.read, self._watched.stamp, self._session.guide
        assert read is not None, "only what is watched is looked at"

        def work() -> tuple[Guide, bool] | None:
            guide = read()
            # What was written meanwhile may be there only in part.
            return (guide, says_the_same(before, guide)) if look() == stamp else None

        def take(result: tuple[Guide, bool] | None) -> None:
            if result is None:
                return
            guide, is_same = result
            self._looks_in_vain, self._is_told, self._refused = 0, False, None
            if is_same:
                self._known = stamp
                self._watched.renewed(guide)
            else:
                self._fresh = guide, stamp
                self._find()

        def refused(error: Exception) -> None:
            self._refused = stamp
            self._failed(error)

        self._background.begin(work, take, refused)

    def _failed(self, error: Exception) -> None:
        _log.info("the document cannot be read", exc_info=error)
        self._note_in_vain()

    # Exchanging it

    def state_changed(self, old: State, new: State) -> None:
        """Exchange the text where a sentence is over, or the reading is silenced."""
        if self._fresh is not None and self._is_fit(new):
            # Whoever watches the session must know of this state before the next.
            self._scheduler.do_later(SOON_S, self._exchange)

    def _is_fit(self, state: State) -> bool:
        """Return whether the text can be exchanged, so that no word is cut and no way back lost."""
        is_told = state.welcoming or state.announcement_id is not None
        if is_told or state.held_key is not None or state.visit is not None:
            return False
        return state.status is not Status.PLAYING or not state.is_in_sentence

    def _exchange(self) -> None:
        state = self._session.state
        if self._fresh is None or not (self._is_fit(state) and self._is_free()):
            return
        places = self._found
        found = places.get(state.position)
        if found is None or not places.keys() >= _ends_of(state.playlist):
            if not self._background.is_busy:
                self._find()
            return
        guide, stamp = self._fresh
        before, position = self._session.guide, found.position
        has_sentence = found.how in _THERE

        def where(place: Position) -> Position | None:
            return places[place].position if places[place].how in _THERE else None

        is_same = has_sentence and before.sentence_text(state.position) == guide.sentence_text(
            position
        )
        self._known, self._seen = stamp, stamp
        self._drop_fresh()
        told = READING_ON if state.status is Status.PLAYING else SAME_SENTENCE
        told = told if is_same else found.how.sentence or told
        playlist, gone = None, ""
        if state.playlist is not None:
            playlist, lost = carried(state.playlist, where)
            gone = LEFT_OUT.format(" and ".join(lost)) if lost else ""
        self._session.do(
            RenewGuide(
                guide,
                position,
                f"{told} {gone}".rstrip(),
                has_sentence=has_sentence,
                is_unchanged=is_same and found.how is How.EXACT,
                playlist=playlist,
            )
        )
        self._watched.renewed(guide)

    def _find(self) -> None:
        """Look for the present sentence in the new text, and for those that come next."""
        assert self._fresh is not None, "there is a new text"
        guide, _ = self._fresh
        before, position = self._session.guide, self._session.state.position
        wanted: dict[Position, Locator] = {}
        following: Position | None = position
        while following is not None and len(wanted) < SENTENCES_LOOKED_FOR:
            wanted[following] = locate(before, following)
            following = before.after(following)
        for each in _ends_of(self._session.state.playlist):
            wanted[each] = locate(before, each)

        def work() -> dict[Position, Found]:
            return {each: find(guide, locator) for each, locator in wanted.items()}

        def done(found: dict[Position, Found]) -> None:
            if self._fresh is not None and self._fresh[0] is guide:
                self._found = found
                self._exchange()

        self._background.begin(work, done, self._failed)


def _ends_of(playlist: Playlist | None) -> set[Position]:
    """Return where each passage begins and ends that is played; none where nothing is."""
    passages = playlist.passages if playlist is not None else ()
    return {end for each in passages for end in (each.first, each.last)}
