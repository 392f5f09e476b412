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


class OwnTexts(Beside, Protocol):
    """The listener's own words."""

    @property
    def has_phrase(self) -> bool:
        """Whether one that was found holds the very words that were looked for."""
        ...


class OtherGuide(Beside, Protocol):
    """A guide that is not the document being read."""

    @property
    def comes_first(self) -> bool:
        """Whether what was found comes before own words that hold the very words."""
        ...


class FindsBeside:
    """All that is searched beside the document, as one."""

    def __init__(self, other: OtherGuide, own: OwnTexts) -> None:
        """Begin with nothing looked for.

        Args:
            other: another guide.
            own: the listener's own words, which are listed last unless they lead.
        """
        self._other = other
        self._own = own
        self._own_leads = False

    @property
    def _parts(self) -> Sequence[Beside]:
        return (self._own, self._other) if self._own_leads else (self._other, self._own)

    def read(self) -> Steps[None]:
        """Make what a search needs."""
        for part in self._parts:
            yield from part.read()

    def look_for(self, query: str) -> Steps[None]:
        """Look for words everywhere."""
        self._own_leads = False
        for part in self._parts:
            yield from part.look_for(query)

    def put_in_order(self, *, document_comes_first: bool) -> None:
        """Let own words lead all that was found where they may.

        Args:
            document_comes_first: what was found in the document comes before them all the same.
        """
        self._own_leads = self.may_lead and not document_comes_first

    def __len__(self) -> int:
        """Return how many were found."""
        return sum(map(len, self._parts))

    @property
    def may_lead(self) -> bool:
        """Whether own words hold the very words, and the other guide does not come before them."""
        return self._own.has_phrase and not self._other.comes_first

    @property
    def leading(self) -> int:
        """How many of them come before what was found in the document."""
        return len(self._own) if self._own_leads else 0

    @property
    def told(self) -> str:
        """What is told beside what was found in the document; empty for nothing."""
        found = " and ".join(self._counts())
        return f"Also {found}." if found else ""

    @property
    def counted(self) -> str:
        """How many there are and where, as a list is called."""
        return " and ".join(self._counts())

    def counted_with(self, places: str) -> str:
        """Return the same with those of the document, behind the ones that lead.

        Args:
            places: how many the document has, and where.
        """
        leading, *others = self._counts()
        return f"{leading}. Also {' and '.join([places, *others])}"

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
