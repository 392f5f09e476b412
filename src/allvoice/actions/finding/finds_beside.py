"""What a search finds beside the document being read: own words, and the program's own guide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from allvoice.actions.model import ListItem, Result
from allvoice.guide.search.steps import Steps

if TYPE_CHECKING:
    from allvoice.guide.model import Guide, Position

OpenAt = Callable[[str, Callable[["Guide"], "Position"], str], "Result"]
"""Opens a document that is known, by its id, at a place in it, and tells something of that."""


class Beside(Protocol):
    """Something else that is searched."""

    def read(self) -> Steps[None]:
        """Make what a search needs."""
        ...

    def look_for(self, query: str) -> Steps[None]:
        """Look for words."""
        ...

    def __len__(self) -> int:
        """Return how many were found for what was looked for last."""
        ...

    @property
    def where(self) -> str:
        """Where they were found: "in your own words"."""
        ...

    def item(self, index: int) -> ListItem:
        """Return what a list shows of one that was found."""
        ...

    def choose(self, index: int) -> Result:
        """Go to one that was found, and tell of it."""
        ...


class FindsBeside:
    """All that is searched beside the document, as one."""

    def __init__(self, parts: Sequence[Beside]) -> None:
        """Begin with nothing looked for.

        Args:
            parts: what is searched, in the order in which it is listed.
        """
        self._parts = parts

    def read(self) -> Steps[None]:
        """Make what a search needs."""
        for part in self._parts:
            yield from part.read()

    def look_for(self, query: str) -> Steps[None]:
        """Look for words everywhere."""
        for part in self._parts:
            yield from part.look_for(query)

    def __len__(self) -> int:
        """Return how many were found."""
        return sum(map(len, self._parts))

    @property
    def told(self) -> str:
        """What is told beside what was found in the document; empty for nothing."""
        found = " and ".join(self._counts())
        return f"Also {found}." if found else ""

    @property
    def counted(self) -> str:
        """How many there are and where, as a list is called."""
        return " and ".join(self._counts())

    def item(self, index: int) -> ListItem:
        """Return what a list shows of one that was found."""
        part, index = self._part_of(index)
        return part.item(index)

    def choose(self, index: int) -> Result:
        """Go to one that was found, and tell of it."""
        part, index = self._part_of(index)
        return part.choose(index)

    def _counts(self) -> Iterator[str]:
        return (f"{len(part)} {part.where}" for part in self._parts if len(part))

    def _part_of(self, index: int) -> tuple[Beside, int]:
        for part in self._parts:
            if index < len(part):
                return part, index
            index -= len(part)
        raise IndexError(index)
