"""Weighing treatments: a card for each, with its goal, fit, burden and fallback plan.

A line that the listener has not filled in offers what the guide says of it. Two treatments are
compared by ear, line by line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from allvoice.actions.model import ListItem, ListModel, Message, Result
from allvoice.actions.words import BOTH_KEPT, STAYS, capitalized, counted, own_line
from allvoice.guide.model import shortened
from allvoice.guide.treatments import LINE_NAMES, line_text, weighed_treatments
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.actions.answers.tables import Comparing
    from allvoice.actions.asking import Asking
    from allvoice.actions.undo import Undo
    from allvoice.guide.model import Guide, Position
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.store.cards import Card
    from allvoice.shelf.store.shelf import Shelf

NAME = "Treatments to weigh"
ADD = "Add another treatment"
COMPARE = "Compare with another"
READ = "Read what the guide says of it"
RENAME = "Change its name"
YOURS, OF_GUIDE = "Your cards", "From the guide"
EMPTY_LINE = "nothing yet"
GUIDE_SAYS = "The guide says"
NOTHING_TO_COMPARE = "There is no other treatment to compare it with."
NOTHING_TO_REMOVE = "That is the guide's own. Only your cards can be removed."
NOTHING_TO_CLEAR = "There is nothing of yours to remove here."
AS_BEFORE, AGAIN = "as before", "changed again"
ABOUT = "cards"
"""What is taken back in the lists of this room."""
MOST_SAID_CHARS = 400
"""Of a line that is compared: nobody keeps more in mind."""


@dataclass(frozen=True, slots=True)
class _Treatment:
    """A treatment as it is listed."""

    name: str
    card: Card | None
    """The listener's own; None where nothing was written yet."""
    offered: dict[str, str]
    """What the guide says, by line; empty where it weighs no such treatment."""
    position: Position | None
    """Where it says so in the document being read; None for elsewhere."""

    def own(self, line: str) -> str:
        """Return what the listener wrote."""
        return "" if self.card is None else str(getattr(self.card, line))

    def told(self, line: str) -> str:
        """Return what is told of a line: the listener's own words before those of the guide."""
        return self.own(line) or self.offered.get(line, "")

    def shown(self, line: str) -> str:
        """Return the same, with whose words they are."""
        own, offered = own_line(self.own(line)), self.offered.get(line, "")
        return own or (f"{GUIDE_SAYS}: {offered}" if offered else EMPTY_LINE)


class Weighing:
    """Lists the treatments, changes their cards, and compares two of them."""

    def __init__(
        self,
        session: ReadingSession,
        shelf: Shelf,
        undo: Undo,
        asking: Asking,
        comparing: Comparing,
        go_to: Callable[[Position, str], Result],
        own_guide: Callable[[], Guide | None],
        *,
        draws: bool,
    ) -> None:
        """Begin with the cards of the shelf.

        Args:
            session: the document, whose own four lines are offered.
            shelf: keeps the cards.
            undo: takes back what was done last.
            asking: lets words be typed.
            comparing: tells texts one after the other.
            go_to: reads on from a place chosen in a list.
            own_guide: opens the guide that comes with the program, which stands in where the
                document weighs no treatments; None where it cannot.
            draws: a list that changed is drawn anew; in lines what changed is told.
        """
        self._session = session
        self._shelf = shelf
        self._asking = asking
        self._comparing = comparing
        self._go_to = go_to
        self._own_guide = own_guide
        self._draws = draws
        self._undo = undo
        self._offered: tuple[Guide, list[_Treatment]] | None = None
        """What was offered in the document of then."""

    def as_list(self, selected: int = 0) -> ListModel:
        """Return the treatments: the listener's own cards, then what the guide offers."""
        treatments = self._treatments()
        count = len(treatments)

        def item(index: int) -> ListItem:
            if index == count:
                return ListItem(ADD)
            each = treatments[index]
            filled = sum(bool(each.own(line)) for line in LINE_NAMES)
            told = f", {filled} of {len(LINE_NAMES)} filled in" if each.card is not None else ""
            group = YOURS if each.card is not None else OF_GUIDE
            return ListItem(f"{capitalized(each.name)}{told}", group=group)

        return ListModel(
            f"{NAME}, {count}",
            count + 1,
            item,
            lambda index: self._add() if index == count else self._open(treatments[index].name),
            "weigh",
            selected,
            remove=lambda index: self._remove(treatments[index : index + 1]),
            undo=lambda: self._undo.last(ABOUT),
            renew=lambda index: self.as_list(min(index or 0, len(self._treatments()))),
            hint="{choose} opens a card, {remove} removes one of yours, {back} leaves.",
            does="open it",
        )

    # A card

    def _card_list(self, name: str, selected: int = 0) -> ListModel:
        """Return what can be done with a treatment, and its four lines."""
        each = self._named(name)
        lines = list(LINE_NAMES)
        items = [ListItem(COMPARE)]
        does: list[Callable[[], Result]] = [lambda: self._others(each)]
        for line, title in LINE_NAMES.items():
            items.append(ListItem(each.shown(line), label=title))
            does.append(lambda line=line: self._ask(each, line))  # type: ignore[misc]
        if each.position is not None:
            position = each.position
            items.append(ListItem(READ))
            does.append(lambda: self._go_to(position, ""))
        items.append(ListItem(RENAME))
        does.append(lambda: self._ask(each, "treatment"))
        return ListModel(
            capitalized(each.name),
            len(items),
            items.__getitem__,
            lambda index: does[index](),
            "weigh",
            selected,
            remove=lambda index: self._clear(each, lines, index),
            undo=lambda: self._undo.last(ABOUT),
            hint="{choose} on a line lets you write it, {back} leaves.",
            does="do it",
            has_labels=True,
            behind=self.as_list(),
            renew=lambda index: self._card_list(name, selected if index is None else index),
        )

    def _open(self, name: str) -> ListModel:
        return self._card_list(name)

    def _add(self) -> Result:
        def done(typed: str) -> Result:
            if any(each.name.casefold() == typed.casefold() for each in self._treatments()):
                return self._open(typed)
            made = self._shelf.cards.add(typed)
            self._undo.did(ABOUT, lambda: self._take_back(made, made, "", is_new=True))
            return self._changed(typed, 0, f"Card made: {own_line(typed)}.")

        return self._asking.ask(
            "Type the name of the treatment, then Enter.", done, name="Treatment", does="makes it"
        )

    def _ask(self, each: _Treatment, line: str) -> Result:
        """Let a line, or the name, be written."""
        title = LINE_NAMES.get(line, "Name")

        def done(typed: str) -> Result:
            if line == "treatment" and not typed:
                return Message("A card needs a name. Nothing was changed.", earcon="no-action")
            card = each.card or self._shelf.cards.add(each.name)
            kept = self._shelf.cards.change(card, **{line: typed})
            self._undo.did(
                ABOUT, lambda: self._take_back(card, kept, line, is_new=each.card is None)
            )
            now = str(getattr(kept, line))
            more = "" if now == typed or not typed else f" {BOTH_KEPT}"
            at = 0 if line == "treatment" else 1 + [*LINE_NAMES].index(line)
            told = f"{title}: {ended(shortened(own_line(now) or EMPTY_LINE, MOST_SAID_CHARS))}"
            return self._changed(kept.treatment, at, f"{told}{more} {self._shelf.caveat}".strip())

        before = each.name if line == "treatment" else each.own(line)
        said = f"Type the {title.lower()} for {each.name}, then Enter."
        return self._asking.ask(said, done, name=f"{title}: {each.name}", before=own_line(before))

    def _changed(self, name: str, selected: int, told: str) -> Result:
        """Return the card as it is now; in lines what of it changed."""
        return self._card_list(name, selected) if self._draws else Message(told, earcon="on")

    def _clear(self, each: _Treatment, lines: Sequence[str], index: int) -> Result:
        line = lines[index - 1] if 1 <= index <= len(lines) else ""
        now = self._named(each.name)
        card = now.card
        if not line or card is None or not now.own(line):
            return Message(NOTHING_TO_CLEAR, earcon="no-action")
        cleared = self._shelf.cards.change(card, **{line: ""})

        def bring_back() -> Message:
            changed = self._shelf.cards.change(cleared, **{line: now.own(line)})
            if getattr(changed, line) == now.own(line):
                self._undo.did(ABOUT, lambda: self._take_back(cleared, changed, line, AGAIN))
            return _brought_back(LINE_NAMES[line])

        self._undo.did(ABOUT, bring_back)
        return Message(f"Removed: {LINE_NAMES[line]}.", earcon="off")

    def _take_back(
        self, before: Card, after: Card, line: str, what: str = AS_BEFORE, *, is_new: bool = False
    ) -> Result:
        """Make a card what it was; None where it is gone."""
        now = next((card for card in self._shelf.cards.all() if card.id == after.id), None)
        if now is None:
            return None
        if is_new and now == after:
            if not self._shelf.cards.remove(now):
                return Message(STAYS, earcon="no-action")
            self._undo.did(ABOUT, lambda: self._bring_back(now))
            return Message(f"Card taken back: {ended(own_line(now.treatment))}", earcon="off")
        if not line:
            return Message(STAYS, earcon="no-action")
        read = replace(now, **{line: getattr(after, line)})
        changed = self._shelf.cards.change(read, **{line: getattr(before, line)})
        if getattr(changed, line) == getattr(before, line):
            # Else it holds words of another window, which must stay.
            then = AGAIN if what == AS_BEFORE else AS_BEFORE
            self._undo.did(ABOUT, lambda: self._take_back(after, changed, line, then))
        name = LINE_NAMES.get(line, "Name")
        return Message(f"{name} {what}: {ended(own_line(now.treatment))}", earcon="off")

    def _remove(self, chosen: Sequence[_Treatment]) -> Result:
        card = next((each.card for each in chosen), None)
        if card is None:
            return Message(NOTHING_TO_REMOVE, earcon="no-action")
        return self._remove_card(card)

    def _remove_card(self, card: Card) -> Result:
        if not self._shelf.cards.remove(card):
            return Message(STAYS, earcon="no-action")
        self._undo.did(ABOUT, lambda: self._bring_back(card))
        return Message(f"Removed: {own_line(card.treatment)}.", earcon="off")

    def _bring_back(self, card: Card) -> Result:
        restored = self._shelf.cards.restore(card)
        self._undo.did(ABOUT, lambda: self._remove_card(restored))
        return _brought_back(own_line(restored.treatment))

    # Two of them

    def _others(self, one: _Treatment) -> Result:
        treatments = self._treatments()
        names = [each.name for each in treatments]
        # The next one first: two cards that were made one after the other are those in question.
        at = names.index(one.name) if one.name in names else -1
        others = [*treatments[at + 1 :], *treatments[: max(at, 0)]]
        if not others:
            return Message(NOTHING_TO_COMPARE, earcon="no-action")
        return ListModel(
            f"Compare {one.name} with, {counted(len(others), 'treatment')}",
            len(others),
            lambda index: ListItem(capitalized(others[index].name)),
            lambda index: self._comparing.tell(_line_by_line(one, others[index])),
            "weigh",
            does="compare",
        )

    # The treatments

    def _named(self, name: str) -> _Treatment:
        for each in self._treatments():
            if each.name.casefold() == name.casefold():
                return each
        return _Treatment(name, None, {}, None)

    def _treatments(self) -> list[_Treatment]:
        """Return all: own cards in the order they were made, then those offered without a card."""
        offered = {each.name.casefold(): each for each in self._offers()}
        own = []
        for card in self._shelf.cards.all():
            guides = offered.pop(card.treatment.casefold(), None)
            name = own_line(card.treatment)
            if guides is None:
                own.append(_Treatment(name, card, {}, None))
            else:
                own.append(replace(guides, name=name, card=card))
        return [*own, *offered.values()]

    def _offers(self) -> list[_Treatment]:
        guide = self._session.guide
        if self._offered is None or self._offered[0] is not guide:
            found = _offered_by(guide, is_open=True)
            if not found:
                other = self._own_guide()
                found = [] if other is None else _offered_by(other, is_open=False)
            self._offered = guide, found
        return self._offered[1]


def _brought_back(name: str) -> Message:
    return Message(f"Brought back: {ended(name)}", earcon="on")


def _offered_by(guide: Guide, *, is_open: bool) -> list[_Treatment]:
    return [
        _Treatment(
            each.name,
            None,
            {line: line_text(guide, position) for line, position in each.lines.items()},
            next(iter(each.lines.values())) if is_open else None,
        )
        for each in weighed_treatments(guide)
    ]


def _line_by_line(one: _Treatment, other: _Treatment) -> list[str]:
    """Return what is told: each line of the one, and then the same line of the other."""
    said = []
    for line, title in LINE_NAMES.items():
        said.append(f"{title}. {_told_of(one, line)}")
        said.append(_told_of(other, line))
    return said


def _told_of(each: _Treatment, line: str) -> str:
    told = shortened(own_line(each.told(line)), MOST_SAID_CHARS) or EMPTY_LINE
    return f"{capitalized(each.name)}: {told}"
