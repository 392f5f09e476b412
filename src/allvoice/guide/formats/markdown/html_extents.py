"""Where tables written in HTML begin and end, and which of them only make up a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from allvoice.guide.formats.markdown.html import tag_name, tags

_PARTS_NAMES = "caption colgroup table tbody td tfoot th thead tr"
_PARTS = frozenset(_PARTS_NAMES.split())
_SMALL_TABLE_CHARS = 400
"""In a cell of a table; a longer one is a part of a page."""


@dataclass(slots=True)
class Tag:
    """One tag of a table."""

    start: int
    end: int
    name: str
    opens: bool
    source: str


@dataclass(slots=True)
class Extent:
    """One table among the tags of a source."""

    last: int
    """Index of the tag that closes it."""
    has_heads: bool = False
    rows: list[int] = field(default_factory=list)
    """How many cells each has."""
    holding: set[int] = field(default_factory=set)
    """The rows with a table in a cell."""
    longest_held_chars: int = 0
    """Of the tables in its cells."""

    @property
    def is_layout(self) -> bool:
        """Whether it is only there for the looks of a page."""
        if not self.holding or self.has_heads:
            return False
        first = self.rows[:1] > [1] and 0 not in self.holding
        plain = len(self.rows) - len(self.holding)
        small = self.longest_held_chars < _SMALL_TABLE_CHARS
        return not first or not ((plain > 1 and plain > len(self.holding)) or small)


def table_tags(source: str) -> Iterator[Tag]:
    """Yield the tags that tables are made of."""
    for start, end in tags(source):
        name = tag_name(source[start : min(end, start + 12)])
        if name in _PARTS:
            yield Tag(start, end, name, source[start + 1] != "/", source[start:end])


def extents(found: list[Tag]) -> dict[int, Extent]:
    """Return each table, by the index of the tag that opens it."""
    begun_at: dict[int, Extent] = {}
    opened: list[int] = []
    for number, tag in enumerate(found):
        around = begun_at[opened[-1]] if opened else None
        if around is not None and tag.opens and tag.name in ("tr", "td", "th"):
            around.has_heads = around.has_heads or tag.name == "th"
            if tag.name == "tr" or not around.rows:
                around.rows.append(0)
            around.rows[-1] += tag.name != "tr"
        if tag.name != "table":
            continue
        if tag.opens:
            if around is not None:
                around.rows = around.rows or [0]
                around.holding.add(len(around.rows) - 1)
            opened.append(number)
            begun_at[number] = Extent(len(found))
        elif opened:
            begun = opened.pop()
            begun_at[begun].last = number
            if opened:
                outer = begun_at[opened[-1]]
                chars = tag.end - found[begun].start
                outer.longest_held_chars = max(outer.longest_held_chars, chars)
    return begun_at
