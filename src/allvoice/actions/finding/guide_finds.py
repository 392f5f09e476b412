"""What a search finds in the program's own guide while another document is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from allvoice.actions.model import ListItem, Result
from allvoice.guide.model import shortened
from allvoice.guide.search.phrases import comes_first
from allvoice.guide.search.trying import Nowhere, prepared, search
from allvoice.reading import progress
from allvoice.text import one_line

if TYPE_CHECKING:
    from allvoice.actions.finding.finds_beside import OpenAt
    from allvoice.guide.model import Guide, Position
    from allvoice.guide.search.nearest import Names
    from allvoice.guide.search.steps import Steps

GROUP = "In the guide that comes with allvoice"
MOST = 10
"""The best places: who wants more opens the guide."""
MOST_SHOWN_CHARS = 120


class GuideFinds:
    """Finds in the guide, and opens it there."""

    def __init__(
        self,
        own_guide: Callable[[], Guide | None],
        is_read: Callable[[], bool],
        names: Callable[[], Names],
        open_at: OpenAt,
    ) -> None:
        """Begin with nothing looked for.

        Args:
            own_guide: opens the guide that comes with the program; None where it cannot.
            is_read: tells whether it is the document being read, without opening it.
            names: return how words are also written.
            open_at: opens a document at a place.
        """
        self._own_guide = own_guide
        self._is_read = is_read
        self._names = names
        self._open_at = open_at
        self._guide: Guide | None = None
        self._found: list[Position] = []
        self.where = "in the guide"
        self.comes_first = False
        """Whether what was found comes before own words that hold the very words."""

    def read(self) -> Steps[None]:
        """Open the guide, where it is not the one being read, and prepare the search in it."""
        if self._guide is None and not self._is_read():
            guide = self._own_guide()
            yield
            if guide is not None:
                self._guide = guide
                yield from prepared(guide)

    def look_for(self, query: str) -> Steps[None]:
        """Look for words in the guide."""
        self._found, self.comes_first = [], False
        yield from self.read()
        guide = self._guide
        if guide is None or self._is_read():
            return
        finds = yield from search(guide, query, guide.start, self._names())
        if isinstance(finds, Nowhere):
            return
        yield from finds.are_few(MOST)
        self._found = [finds[index].position for index in range(min(MOST, len(finds)))]
        self.comes_first = yield from comes_first(guide, query, finds, finds[0])

    def __len__(self) -> int:
        """Return how many were found."""
        return len(self._found)

    def item(self, index: int) -> ListItem:
        """Return what a list shows of one that was found."""
        guide, position = self._there, self._found[index]
        sentence = shortened(one_line(guide.sentence_text(position)), MOST_SHOWN_CHARS)
        return ListItem(f"{progress.place(guide, position, brief=True)}: {sentence}", group=GROUP)

    def choose(self, index: int) -> Result:
        """Open the guide at one that was found."""
        position = self._found[index]
        return self._open_at(
            self._there.id, lambda guide: position, progress.place(self._there, position)
        )

    @property
    def _there(self) -> Guide:
        assert self._guide is not None, "something was found in it"
        return self._guide
