"""What a search finds among the listener's own words: notes on marks, the notebook, the cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from allvoice.actions.model import ListItem, Message, Result
from allvoice.actions.own_words.entry_words import KINDS
from allvoice.actions.words import own_line
from allvoice.guide.model import shortened
from allvoice.guide.search.phrases import Phrase
from allvoice.guide.search.steps import Steps
from allvoice.guide.search.texts import TextIndex
from allvoice.guide.treatments import LINE_NAMES
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.shelf.locator import Locator
    from allvoice.shelf.store.shelf import Shelf

GROUP = "Your own words"
MOST_SHOWN_CHARS, MOST_SAID_CHARS = 200, 400


@dataclass(frozen=True)
class OwnText:
    """Words of the listener's own."""

    kind: str
    text: str
    locate: Callable[[], Locator | None] = lambda: None
    """Returns where they were written; None for in no document."""
    source: object = None
    """What it was made of."""

    @cached_property
    def searched(self) -> str:
        """What of it is searched."""
        return f"{self.kind} {self.text}"


class OwnFinds:
    """Finds own words, and goes to where they were written."""

    def __init__(
        self,
        shelf: Shelf,
        go_to: Callable[[Locator, str], Result],
    ) -> None:
        """Begin with nothing looked for.

        Args:
            shelf: keeps the words.
            go_to: reads on from a place that is kept, and tells something of it.
        """
        self._shelf = shelf
        self._go_to = go_to
        self._index: TextIndex[str] = TextIndex()
        self._texts: dict[str, OwnText] = {}
        self._state: object = None
        """Of the shelf, when its words were read."""
        self._found: list[OwnText] = []
        self.where = "in your own words"
        self.has_phrase = False
        """Whether one that was found holds the very words, next to each other and in order."""

    def look_for(self, query: str) -> Steps[None]:
        """Look for words; what holds them next to each other and in order comes first."""
        yield from self.read()
        phrase, holding, others = Phrase(query), list[OwnText](), list[OwnText]()
        for key in self._index.find(query):
            yield
            each = self._texts[key]
            (holding if phrase.is_in(each.text) else others).append(each)
        self._found, self.has_phrase = [*holding, *others], bool(holding)

    def __len__(self) -> int:
        """Return how many were found."""
        return len(self._found)

    def item(self, index: int) -> ListItem:
        """Return what a list shows of one that was found."""
        each = self._found[index]
        text = shortened(own_line(each.text), MOST_SHOWN_CHARS)
        return ListItem(f"{each.kind}: {text}", group=GROUP)

    def choose(self, index: int) -> Result:
        """Go to where one was written, and tell it; tell it alone where that was nowhere."""
        each = self._found[index]
        said = f"{each.kind}: {ended(shortened(own_line(each.text), MOST_SAID_CHARS))}"
        locator = each.locate()
        if locator is None:
            return Message(said, asked=True)
        return self._go_to(locator, said)

    def read(self) -> Steps[None]:
        """Read what is new on the shelf, and take it apart."""
        state = self._shelf.state
        if state != self._state:
            texts = dict(_texts_of(self._shelf, self._texts))
            yield
            yield from self._index.update((key, each.searched) for key, each in texts.items())
            self._texts, self._state = texts, state


def _texts_of(shelf: Shelf, known: Mapping[str, OwnText]) -> Iterator[tuple[str, OwnText]]:
    """Yield all own words, the latest entries of the notebook first.

    Args:
        shelf: keeps them.
        known: as they were before; those that did not change are the same objects.
    """
    for each in shelf.entries.texts():
        own = known.get(each.id)
        if own is None or own.source is not each:
            text = f"{ended(each.text)} {each.answer}" if each.answer else each.text
            place = partial(_place_of, shelf, each.id)
            own = OwnText(KINDS[each.kind].name, text, place, each)
        yield each.id, own
    for mark in shelf.bookmarks.with_notes():
        yield mark.id, OwnText("Note on a mark", mark.note, partial(_itself, mark.locator))
    for card in shelf.cards.all():
        lines = [
            f"{name}: {ended(text)}"
            for line, name in LINE_NAMES.items()
            if (text := str(getattr(card, line)))
        ]
        yield card.id, OwnText("Card", " ".join([ended(card.treatment), *lines]))


def _place_of(shelf: Shelf, entry_id: str) -> Locator | None:
    entry = shelf.entries.one(entry_id)
    return None if entry is None else entry.locator


def _itself(locator: Locator) -> Locator:
    return locator
