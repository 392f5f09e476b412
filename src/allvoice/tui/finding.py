"""Searching: the keys that look for words, and go on to the next place that has them."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from allvoice.reading import queries
from allvoice.tui.interlude import Interlude
from allvoice.tui.keys.keymap import KeyTable
from allvoice.tui.ports import Listening
from allvoice.tui.telling import Telling

if TYPE_CHECKING:
    from allvoice.guide.search import Match, Steps
    from allvoice.tui.search import Search
    from allvoice.tui.widgets.main_pane import MainPane


AT_ONCE_S = 0.1
"""A search takes the listener's keys for no longer; what is left of it is done between them."""
TOLD_AFTER_S = 0.3
"""A search that takes longer is told of."""
T = TypeVar("T")


class Finding:
    """Does what the keys for searching ask for."""

    def __init__(
        self,
        listening: Listening,
        table: KeyTable,
        main_pane: MainPane,
        telling: Telling,
        interlude: Interlude,
        later: Callable[[Callable[[], None]], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._later = later
        self._clock = clock
        self._pending: Steps[object] | None = None
        self._listening = listening
        self._table = table
        self._main_pane = main_pane
        self._telling = telling
        self._interlude = interlude
        self._search: Search | None = None

    @property
    def is_on(self) -> bool:
        """Whether next and previous go by a search."""
        return self._search is not None and self._search.is_on

    def open(self) -> None:
        """Let words be typed."""
        from allvoice.tui.search import Search

        if self._main_pane.is_list_open:
            self._main_pane.close_list()
        else:
            self._interlude.begin()
        if self._search is None:
            self._search = Search()
        query = self._search.query
        # A letter or a figure may be the first of what is looked for.
        keys = [key for key in self._table.keys("search") if len(key) > 1]
        self._main_pane.open_prompt(query, keys)
        kept = f" Enter alone looks for {query}." if query else ""
        self._telling.say_item(
            f"Search. Type what to find, then Enter.{kept}", hint="Escape leaves.", earcon="open"
        )

    def leave(self) -> None:
        """Stop typing."""
        self._main_pane.close_prompt()
        if not self._interlude.end():
            self._telling.say("Search left.", earcon="close")

    def end(self) -> None:
        """Let next and previous be what they are without a search."""
        if self._search is not None:
            self._search.end()
            self._main_pane.show_match(None)

    def find(self, query: str) -> None:
        """Go to the next sentence that holds what was typed."""
        self._main_pane.close_prompt()
        query = " ".join(query.split())
        if self._search is None or not query:
            if not self._interlude.end():
                self._telling.say("Nothing was typed.", earcon="close")
            return
        listening = self._listening
        guide, position = listening.guide, listening.state.position
        search = self._search

        def steps() -> Steps[tuple[Match | None, str]]:
            match = yield from search.find(guide, query, position)
            count = (yield from queries.found(guide, query)) if match is not None else ""
            return match, count

        def done(found: tuple[Match | None, str]) -> None:
            match, count = found
            self._go_to(match, play=True if self._interlude.reads_on else None, count=count)

        self._work(steps(), done)

    def go_on(self, step: int) -> None:
        """Go to the next place (1) or the one before (-1)."""
        if self._search is None or not self.is_on:
            self._telling.say(f"Press {self._table.shown('search')} to search first.")
            return
        listening, edge = self._listening, "end" if step > 0 else "start"
        self._work(
            self._search.go_on(listening.guide, listening.state.position, step),
            lambda match: self._go_to(match, play=None, edge=edge),
        )

    def drop(self, *, goes_on: bool) -> None:
        """Look no further, if a search is under way.

        Args:
            goes_on: the reading that the search held is to be gone on with.
        """
        if self._pending is None:
            return
        self._pending = None
        if goes_on:
            self._interlude.end()
        else:
            self._interlude.forget()

    def _work(self, steps: Steps[T], done: Callable[[T], None]) -> None:
        """Do some work, at once as far as no key has to wait for it."""
        self._pending = steps
        self._go_further(steps, done, self._clock(), is_told=False)

    def _go_further(
        self, steps: Steps[T], done: Callable[[T], None], began_s: float, *, is_told: bool
    ) -> None:
        if self._pending is not steps:
            return
        until_s = self._clock() + AT_ONCE_S
        while True:
            try:
                next(steps)
            except StopIteration as end:
                self._pending = None
                done(end.value)
                return
            now_s = self._clock()
            if now_s >= until_s:
                break
        if not is_told and now_s - began_s >= TOLD_AFTER_S:
            is_told = True
            self._telling.say("Searching. Any key ends it.")
        self._later(lambda: self._go_further(steps, done, began_s, is_told=is_told))

    def _go_to(
        self, match: Match | None, *, play: bool | None, count: str = "", edge: str = "end"
    ) -> None:
        self._main_pane.show_match(match)
        if match is None:
            self._interlude.end()
            query = self._search.query if self._search else ""
            self._telling.say(f"Nothing in this guide matches “{query}”.", earcon="edge")
            return
        self._interlude.forget()
        self._listening.go_to(match.position, play=play)
        round_ = f"Gone round the {edge} of the guide." if match.wrapped else ""
        said = " ".join(filter(None, [count, round_]))
        if said:
            self._telling.say(said, earcon="edge" if match.wrapped else "")
