"""Brings a remote and the reading together: all of this package that a front door's wiring knows.

1. Nothing is loaded until the first word was heard: what is loaded then delays no sound.
2. A remote is made, which runs on a thread of its own. It is shown what the session does.
3. What it asks for waits in the inlet, and is done on the reader's thread by the actions that keys
   ask for: a media key is as much a sign of the listener as any key.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from allvoice.actions.in_background import on_a_thread
from allvoice.event_loop import Scheduler
from allvoice.remote.inlet import Inlet
from allvoice.remote.model import Receive, Remote
from allvoice.remote.obeying import Does, Obeying
from allvoice.remote.shown import Showing, is_jump

if TYPE_CHECKING:
    from allvoice.event_loop import Timer
    from allvoice.reading.runner import ReadingSession
    from allvoice.reading.state import State
    from allvoice.shelf.settings.specs import Settings

BETWEEN_S = 0.1
"""Between two looks at what was asked for: keys have the time meanwhile. The first request is not
kept waiting."""
Tell = Callable[[str], None]
Makes = Callable[[Receive, Tell], Remote | None]
"""Makes a remote of what takes its requests and of what is told why nobody is reached, both on any
thread; None where this system has none."""


class Station:
    """Makes a remote once something was heard. An observer of the session."""

    def __init__(
        self,
        session: ReadingSession,
        settings: Settings,
        make: Makes,
        *,
        do: Does,
        post: Callable[[Callable[[], None]], None],
        scheduler: Scheduler,
        tell: Tell = lambda why_not: None,
        clock: Callable[[], float] = time.monotonic,
        start: Callable[[Callable[[], None]], None] = on_a_thread,
    ) -> None:
        """Begin to observe.

        Args:
            session: the reading.
            settings: whether there is a remote, and what it shows and does.
            make: makes it.
            do: does an action, on the thread of the session.
            post: lets some work be done on that thread; called on any.
            scheduler: does work later, on that thread.
            tell: is told on that thread why nobody is reached, for whoever wants to know.
            clock: seconds.
            start: makes the remote where no key waits for what that loads.
        """
        self._session = session
        self._settings = settings
        self._make = make
        self._post = post
        self._scheduler = scheduler
        self._tell = tell
        self._clock = clock
        self._start = start
        self._remote: Remote | None = None
        self._is_wanted = False
        self._inlet = Inlet(self._wake, clock)
        self._obeying = Obeying(session, do, lambda: self._settings.media_next == "section")
        self._showing = Showing(session.guide)
        self._jumps = 0
        self._next_look_s = 0.0
        self._timer: Timer | None = None
        self._is_closed = False
        session.observers.append(self)
        session.guide_observers.append(self._take_guide)

    def apply(self, settings: Settings) -> None:
        """Let the settings hold."""
        self._settings = settings
        if not settings.media_keys:
            self._end()
        elif self._remote is not None:
            self._show()

    def close(self) -> None:
        """End the remote; nothing more is obeyed."""
        if self._is_closed:
            return
        self._is_closed = True
        self._session.observers.remove(self)
        self._session.guide_observers.remove(self._take_guide)
        if self._timer is not None:
            self._timer.stop()
        self._end()

    def _end(self) -> None:
        remote, self._remote = self._remote, None
        self._is_wanted = False
        if remote is not None:
            remote.close()

    # What the session reports

    def state_changed(self, old: State, new: State) -> None:
        """Show the new state; with the first word begin to."""
        if is_jump(old, new):
            self._jumps += 1
        if not self._is_wanted and self._settings.media_keys and new.word_range is not None:
            self._is_wanted = True
            self._start(self._load)
        self._show()

    def _load(self) -> None:
        """Make the remote, on another thread."""
        remote = self._make(self._inlet.put, self._tell_there)
        if remote is not None:
            self._post(lambda: self._take(remote))

    def _take(self, remote: Remote) -> None:
        if self._is_closed or not self._is_wanted or self._remote is not None:
            remote.close()
        else:
            self._remote = remote
            self._show()

    def message_shown(self, text: str) -> None:
        """Leave it to the front door."""

    def _take_guide(self) -> None:
        self._showing = Showing(self._session.guide)
        self._jumps += 1

    def _show(self) -> None:
        if self._remote is not None:
            state, with_titles = self._session.state, self._settings.media_titles
            self._remote.show(
                self._showing.shown(state, with_titles=with_titles, jumps=self._jumps)
            )

    # What the remote asks for

    def _tell_there(self, why_not: str) -> None:
        self._post(lambda: self._tell(why_not))

    def _wake(self) -> None:
        self._post(self._look)

    def _look(self) -> None:
        """Do what was asked for, unless something was just before: then in a moment."""
        wait_s = self._next_look_s - self._clock()
        if wait_s > 0:
            # By way of what happens: who waits for that looks afterwards whether it was the end.
            self._timer = self._scheduler.do_later(wait_s, lambda: self._post(self._obey))
        else:
            self._obey()

    def _obey(self) -> None:
        self._timer = None
        for kept in self._inlet.take():
            if self._is_closed or not self._settings.media_keys:
                return
            self._obeying.obey(kept)
        self._next_look_s = self._clock() + BETWEEN_S
