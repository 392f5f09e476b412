"""Where a search of the guide has got to."""

from __future__ import annotations

from dataclasses import dataclass

from allvoice.guide.model import Guide, Position
from allvoice.guide.search import Match, Steps, look


@dataclass(slots=True)
class Search:
    """The words looked for last, and where they were found."""

    query: str = ""
    match: Match | None = None

    @property
    def is_on(self) -> bool:
        """Whether next and previous go by what is looked for."""
        return self.match is not None

    def find(self, guide: Guide, query: str, position: Position) -> Steps[Match | None]:
        """Look, step by step, for words from a position on, its own sentence included."""
        self.query = query
        self.match = None
        self.match = yield from look(guide, query, position, 1, include_here=True)
        return self.match

    def go_on(self, guide: Guide, position: Position, step: int) -> Steps[Match | None]:
        """Look, step by step, for the same words further on (1) or further back (-1)."""
        self.match = yield from look(guide, self.query, position, step)
        return self.match

    def end(self) -> None:
        """Forget what was found; the words stay for the next search."""
        self.match = None
