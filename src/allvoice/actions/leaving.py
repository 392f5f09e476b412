"""Leaving the program: that the place is saved is said and shown, and then it ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from allvoice.actions.asking import WAITS
from allvoice.actions.model import Message
from allvoice.actions.place_words import chapter_number, chapter_words
from allvoice.actions.words import counted
from allvoice.reading.commands import Stop
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.actions.announcer import Announcer
    from allvoice.actions.model import FrontDoor, Result
    from allvoice.event_loop import Scheduler, Timer
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.store.shelf import Shelf

SAVED = "Place saved"
NOT_SAVED = "Your place could not be saved."
OWN = ("note", "mark", "card")
"""What of the listener's own may be lost, in the order in which it is told."""
MOST_SAID_S = 3.0
"""At the listener's pace; of a longer sentence the chapter's name is shown and not said."""
MOST_HEARD_S = 4.0
"""The end waits no longer for its words, whatever keeps them."""


class Leaving:
    """Ends the program once its last words were heard; whatever is asked for meanwhile ends it."""

    def __init__(
        self,
        session: ReadingSession,
        shelf: Shelf,
        front_door: FrontDoor,
        announcer: Announcer,
        scheduler: Scheduler,
        end: Callable[[], object],
        *,
        quit_key: Callable[[], str],
        elsewhere: Callable[[], str],
        is_said: bool,
        asks: bool,
    ) -> None:
        """Stay.

        Args:
            session: the reading, and the place.
            shelf: knows whether the place reaches the disk.
            front_door: lets nothing be typed any more.
            announcer: says and shows the last words.
            scheduler: ends the program when they take too long.
            end: ends the program.
            quit_key: names what leaves.
            elsewhere: tells that the place kept is another copy's; empty where it is not.
            is_said: the last words are said where there is a voice, not only shown.
            asks: where something would be lost, it is asked whether to leave.
        """
        self._session = session
        self._shelf = shelf
        self._front_door = front_door
        self._announcer = announcer
        self._scheduler = scheduler
        self._end = end
        self._quit_key = quit_key
        self._elsewhere = elsewhere
        self._is_said = is_said
        self._asks = asks
        self._timer: Timer | None = None
        self.is_on = False
        """The last words are being heard."""
        self.is_told = False
        """They were shown."""
        self._waits = ""
        """What is told of half-typed words."""

    @property
    def words(self) -> str:
        """What is told at the end: where the place is kept, or that it is not."""
        if not self._shelf.is_kept:
            return " ".join(filter(None, (ended(self._lost) if self._lost else "", NOT_SAVED)))
        session = self._session
        place = chapter_words(session.guide, session.state.kept_position)
        saved = self._elsewhere() or f"{SAVED}: {place}"
        return f"{saved} {self._waits}".rstrip()

    def _said(self, words: str) -> str:
        """Return as much of them as can be said in time."""
        state = self._session.state
        is_short = len(words.split()) * 60 / state.rate_wpm <= MOST_SAID_S
        if is_short or not words.startswith(SAVED):
            return words
        return f"{SAVED}{chapter_number(self._session.guide, state.kept_position)}."

    @property
    def _lost(self) -> str:
        """What is lost at the end: "3 notes and 1 mark are lost"; empty for nothing."""
        unsaved = self._shelf.unsaved
        each = [counted(unsaved[what], what) for what in OWN if unsaved[what]]
        if not each:
            return ""
        *others, last = each
        all_of_it = f"{', '.join(others)} and {last}" if others else last
        return f"{all_of_it} {'is' if unsaved.total() == 1 else 'are'} lost"

    def ask_or_begin(self, *, is_again: bool) -> Result:
        """Leave; where own words would be lost by that, say so first, and leave when asked again.

        Args:
            is_again: it was asked for just before.
        """
        if not self.is_on:
            self._shelf.try_again()
            if self._asks and not is_again and self._lost:
                why = f"If you quit now, {self._lost}: {self._shelf.why_not_kept}"
                again = f"{self._quit_key()} again quits."
                return Message(f"{ended(why)} {again}", earcon="alarm", asked=True)
        self.begin()
        return None

    def begin(self) -> None:
        """Be silent, say the last words, and end when they were heard; at once without a voice."""
        if self.is_on:
            self.end_now()
            return
        session = self._session
        if self._front_door.stop_asking():
            self._waits = WAITS
        session.do(Stop())
        self.is_told = True
        if not self._can_be_heard:
            self._announcer.message_shown(self.words)
            self._end()
            return
        words = self.words
        self._announcer.tell(Message(self._said(words), shown=words))
        if session.state.announcement_id is None:
            self._end()
            return
        self.is_on = True
        self._timer = self._scheduler.do_later(MOST_HEARD_S, self._end_late)

    def end_now(self) -> bool:
        """End without waiting any longer, where the last words are heard; returns whether so."""
        was_on, self.is_on = self.is_on, False
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if was_on:
            self._end()
        return was_on

    def _end_late(self) -> None:
        self.end_now()

    @property
    def _can_be_heard(self) -> bool:
        state = self._session.state
        has_voice = bool(state.engine) and state.has_sound
        return self._is_said and has_voice and not state.options.external_screen_reader
