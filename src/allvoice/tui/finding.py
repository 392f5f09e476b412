"""Searching: the keys that look for words, and go on to the next place that has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allvoice.reading import asking
from allvoice.tui.interlude import Interlude
from allvoice.tui.keys import KeyTable
from allvoice.tui.ports import Listening
from allvoice.tui.telling import Telling

if TYPE_CHECKING:
    from allvoice.guide.search import Match
    from allvoice.tui.search import Search
    from allvoice.tui.stage import Stage


class Finding:
    """Does what the keys for searching ask for."""

    def __init__(
        self,
        listening: Listening,
        table: KeyTable,
        stage: Stage,
        telling: Telling,
        interlude: Interlude,
    ) -> None:
        self._listening = listening
        self._table = table
        self._stage = stage
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

        if self._stage.is_list_open:
            self._stage.close_list()
        else:
            self._interlude.begin()
        if self._search is None:
            self._search = Search()
        query = self._search.query
        # A letter or a figure may be the first of what is looked for.
        keys = [key for key in self._table.keys("search") if len(key) > 1]
        self._stage.open_prompt(query, keys)
        kept = f" Enter alone looks for {query}." if query else ""
        self._telling.say_item(
            f"Search. Type what to find, then Enter.{kept}", hint="Escape leaves.", earcon="open"
        )

    def leave(self) -> None:
        """Stop typing."""
        self._stage.close_prompt()
        if not self._interlude.end():
            self._telling.say("Search left.", earcon="close")

    def end(self) -> None:
        """Let next and previous be what they are without a search."""
        if self._search is not None:
            self._search.end()
            self._stage.show_match(None)

    def find(self, query: str) -> None:
        """Go to the next sentence that holds what was typed."""
        self._stage.close_prompt()
        query = " ".join(query.split())
        if self._search is None or not query:
            if not self._interlude.end():
                self._telling.say("Nothing was typed.", earcon="close")
            return
        listening = self._listening
        match = self._search.find(listening.guide, query, listening.state.position)
        count = asking.found(listening.guide, query) if match is not None else ""
        self._go_to(match, play=True if self._interlude.reads_on else None, count=count)

    def go_on(self, step: int) -> None:
        """Go to the next place (1) or the one before (-1)."""
        if self._search is None or not self.is_on:
            self._telling.say(f"Press {self._table.shown('search')} to search first.")
            return
        listening = self._listening
        match = self._search.go_on(listening.guide, listening.state.position, step)
        self._go_to(match, play=None, edge="end" if step > 0 else "start")

    def _go_to(
        self, match: Match | None, *, play: bool | None, count: str = "", edge: str = "end"
    ) -> None:
        self._stage.show_match(match)
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
