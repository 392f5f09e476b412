"""Finding an item of an open list by its number or words; what is not in it, in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allvoice.actions.model import Message, Question, Result
from allvoice.guide.search.folding import stem, words_of
from allvoice.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from allvoice.actions.finding.search import Search
    from allvoice.actions.model import FrontDoor, ListModel

ASKED = "Find in this list. Type a word or a number, then Enter."
NOT_IN_LIST = "Nothing in this list has {}. Enter looks for it in the text."
MOST_SHOWN_CHARS = 40
LIKE_ENOUGH = 85.0
"""Percent: one letter too many or too few; another letter often makes another word."""


class ItemSearch:
    """Lets words be typed while a list is open, and chooses the item that has them."""

    def __init__(self, front_door: FrontDoor, search: Search) -> None:
        """Look for nothing yet.

        Args:
            front_door: shows the list.
            search: finds in the guide what no item has, and all where no list is open.
        """
        self._front_door = front_door
        self._search = search
        self._typed = ""
        """What was looked for last, for Enter alone."""
        self._refused = ""
        """What the open list does not have, which Enter alone looks for in the document."""

    def open(self) -> Question:
        """Let words be typed, for the list that is open, or else for the guide."""
        if self._front_door.model is None:
            return self._search.open()
        self._refused = ""
        message = Message(ASKED, hint="Escape leaves.", earcon="open", is_shown=True)
        return self._question(message, self._front_door.model)

    def _question(self, message: Message, model: ListModel) -> Question:
        return Question(
            message,
            self._typed,
            self._answer,
            self._leave,
            name=f"Find in: {model.name}",
            invitation="A word or a number",
        )

    def _leave(self) -> Result:
        self._front_door.stop_asking()
        return self._front_door.pick(self._front_door.selected)

    def _answer(self, typed: str) -> Result:
        model, selected = self._front_door.model, self._front_door.selected
        typed = " ".join(typed.split())
        is_again, self._typed = typed in ("", self._typed), typed or self._typed
        if model is None or not self._typed:
            return self._leave()
        found = list(items_with(model, self._typed))
        if not found and not model.is_of_document and self._refused != self._typed:
            # Whoever looks for a key or an option is not to lose the list and the place.
            self._refused = self._typed
            said = NOT_IN_LIST.format(shown(self._typed, MOST_SHOWN_CHARS))
            self._front_door.stop_asking()
            return self._question(Message(said, earcon="edge", asked=True), model)
        if not found:
            self._front_door.stop_asking()
            self._front_door.close_list()
            return self._search.find(self._typed)
        self._front_door.stop_asking()
        return self._front_door.pick(_next(found, selected) if is_again else found[0])


def _is(typed: str, word: str) -> bool:
    return word.startswith(typed) or stem(word) == stem(typed)


def _next(found: list[int], selected: int) -> int:
    at = found.index(selected) + 1 if selected in found else 0
    return found[at % len(found)]


def items_with(model: ListModel, typed: str) -> Iterator[int]:
    """Yield the items, by index, that a number or words mean, the best first.

    Words are found by their beginnings, in any order; where no item has them all, by words that are
    nearly the same.

    Args:
        model: the list.
        typed: what was typed.
    """
    wanted = words_of(typed)
    items = [words_of(model.item(index).words) for index in range(model.count)]
    if typed.isdecimal() and model.is_numbered:
        # Of the contents chapters are known by number, and only they.
        chapters = [index for index, item in enumerate(items) if item[:2] == ["chapter", *wanted]]
        if chapters:
            yield chapters[0]
            return
        if 1 <= int(typed) <= model.count:
            yield int(typed) - 1
            return
    yield from _ranked(items, wanted) or _ranked(items, _nearly(items, wanted))


def _nearly(items: list[list[str]], wanted: list[str]) -> list[str]:
    """Return the words of items that are most like those typed; none where one is like no other."""
    from rapidfuzz import fuzz, process

    known = {word for item in items for word in item}
    near = [
        process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
        for word in wanted
    ]
    return [found[0] for found in near if found is not None] if all(near) else []


def _ranked(items: list[list[str]], wanted: list[str]) -> list[int]:
    """Return the items with all the words: first those that are these words, or begin with them."""
    if not wanted:
        return []

    def rank(item: list[str]) -> int:
        if item == wanted:
            return 0
        return 1 if item[: len(wanted)] == wanted else 2

    def has_all(item: list[str]) -> bool:
        return all(any(_is(each, word) for word in item) for each in wanted)

    found = [index for index, item in enumerate(items) if has_all(item)]
    return sorted(found, key=lambda index: rank(items[index]))
