"""Weighing treatments: a card for each, with its goal, fit, burden and fallback plan.

A line that the listener has not filled in offers what the guide says of it. Two treatments are
compared by ear, line by line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from allvoice.actions.model import GONE, ListItem, ListModel, Message, Result
from allvoice.actions.own_words.writing import NOT_AN_ENTRY
from allvoice.actions.words import BOTH_KEPT, STAYS, capitalized, counted, own_line
from allvoice.guide.model import shortened
from allvoice.guide.treatments import LINE_NAMES, line_text, weighed_treatments
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.actions.answers.tables import Comparing
    from allvoice.actions.asking import Asking
    from allvoice.actions.model import FrontDoor
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
        front_door: FrontDoor,
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
            front_door: knows which item of the open list is chosen.
            draws: a list that changed is drawn anew; in lines what changed is told.
        """
        self._session = session
        self._shelf = shelf
        self._asking = asking
        self._comparing = comparing
        self._go_to = go_to
        self._own_guide = own_guide
        self._front_door = front_door
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
            lambda index: self._add() if index == count else self._open(treatments[index]),
            "weigh",
            min(selected, count),
            remove=lambda index: self._remove(treatments[index : index + 1]),
            renew=self._renewed,
            hint="{choose} opens a card, {remove} removes one of yours, {back} leaves.",
            does="open it",
        )

    def _renewed(self, selected: int | None) -> ListModel:
        """Return them with one chosen, by its index; None for what was changed last."""
        if selected is None:
            ids = [each.card.id for each in self._treatments() if each.card is not None]
            touched, selected = self._undo.touched, self._front_door.selected
            selected = ids.index(touched) if touched in ids else selected
        return self.as_list(selected)

    # A card

    def _card_list(self, each: _Treatment, selected: int = 0) -> ListModel:
        """Return what can be done with a treatment, and its four lines."""
        lines = list(LINE_NAMES)
        items = [ListItem(COMPARE)]
        does: list[Callable[[_Treatment], Result]] = [self._others]
        for line, title in LINE_NAMES.items():
            items.append(ListItem(each.shown(line), label=title))
            does.append(partial(self._ask, line))
        if each.position is not None:
            position = each.position
            items.append(ListItem(READ))
            does.append(lambda now: self._go_to(position, ""))
        items.append(ListItem(RENAME))
        does.append(partial(self._ask, "treatment"))

        def renewed(index: int | None) -> ListModel | None:
            now = self._now(each)
            if now is None:
                return None
            return self._card_list(now, self._front_door.selected if index is None else index)

        return ListModel(
            capitalized(each.name),
            len(items),
            items.__getitem__,
            lambda index: self._with(each, does[index]),
            "weigh",
            min(selected, len(items) - 1),
            remove=lambda index: self._with(each, lambda now: self._clear(now, lines, index)),
            edit=lambda index: (
                NOT_AN_ENTRY
                if items[index].text in (COMPARE, READ)
                else self._with(each, does[index])
            ),
            hint="{choose} on a line lets you write it, {back} leaves.",
            does="do it",
            has_labels=True,
            behind=self.as_list(),
            renew=renewed,
        )

    def _open(self, each: _Treatment) -> Result:
        return self._with(each, self._card_list)

    def _with(self, each: _Treatment, do: Callable[[_Treatment], Result]) -> Result:
        """Do something with a treatment as it is now, unless its card is gone."""
        now = self._now(each)
        return GONE if now is None else do(now)

    def _now(self, each: _Treatment) -> _Treatment | None:
        """Return a treatment as it is now; None where its card is gone and no guide offers it."""
        treatments = self._treatments()
        if each.card is not None:
            for now in treatments:
                if now.card is not None and now.card.id == each.card.id:
                    return now
        name = each.name.casefold()
        return next((now for now in treatments if now.name.casefold() == name), None)

    def _add(self) -> Result:
        def done(typed: str) -> Result:
            for each in self._treatments():
                if each.name.casefold() == typed.casefold():
                    return self._open(each)
            made = self._shelf.cards.add(typed)
            self._undo.did(made.id, lambda: self._take_back(made, made, "", is_new=True))
            return self._changed(made, 0, f"Card made: {own_line(typed)}.")

        return self._asking.ask(
            "Type the name of the treatment, then Enter.", done, name="Treatment", does="makes it"
        )

    def _ask(self, line: str, each: _Treatment) -> Result:
        """Let a line, or the name, be written."""
        title = LINE_NAMES.get(line, "Name")

        def done(typed: str) -> Result:
            if line == "treatment" and not typed:
                return Message("A card needs a name. Nothing was changed.", earcon="no-action")
            card = each.card or self._shelf.cards.add(each.name)
            kept = self._shelf.cards.change(card, **{line: typed})
            self._undo.did(
                kept.id, lambda: self._take_back(card, kept, line, is_new=each.card is None)
            )
            now = str(getattr(kept, line))
            more = "" if now == typed or not typed else f" {BOTH_KEPT}"
            at = 0 if line == "treatment" else 1 + [*LINE_NAMES].index(line)
            told = f"{title}: {ended(shortened(own_line(now) or EMPTY_LINE, MOST_SAID_CHARS))}"
            was = self._undo.instead_of(before, now)
            told = " ".join(filter(None, (f"{told}{more}", was, self._shelf.caveat)))
            return self._changed(kept, at, told)

        before = each.name if line == "treatment" else each.own(line)
        said = f"Type the {title.lower()} for {each.name}, then Enter."
        return self._asking.ask(said, done, name=f"{title}: {each.name}", before=own_line(before))

    def _changed(self, card: Card, selected: int, told: str) -> Result:
        """Return the card as it is now; in lines what of it changed."""
        if not self._draws:
            return Message(told, earcon="on")
        each = _Treatment(card.treatment, card, {}, None)
        return self._with(each, lambda now: self._card_list(now, selected))

    def _clear(self, now: _Treatment, lines: Sequence[str], index: int) -> Result:
        line = lines[index - 1] if 1 <= index <= len(lines) else ""
        card = now.card
        if not line or card is None or not now.own(line):
            return Message(NOTHING_TO_CLEAR, earcon="no-action")
        cleared = self._shelf.cards.change(card, **{line: ""})

        def bring_back() -> Message:
            changed = self._shelf.cards.change(cleared, **{line: now.own(line)})
            if getattr(changed, line) == now.own(line):
                self._undo.did(card.id, lambda: self._take_back(cleared, changed, line, AGAIN))
            return _brought_back(LINE_NAMES[line])

        self._undo.did(card.id, bring_back)
        return Message(f"Removed: {LINE_NAMES[line]}.", earcon="off")

    def _take_back(
        self, before: Card, after: Card, line: str, what: str = AS_BEFORE, *, is_new: bool = False
    ) -> Result:
        """Make a card what it was; None where it is gone."""
        now = self._kept(after)
        if now is None:
            return None
        if is_new and now == after:
            if not self._shelf.cards.remove(now):
                return Message(STAYS, earcon="no-action")
            self._undo.did("", lambda: self._bring_back(now, is_new=True))
            return Message(f"Card taken back: {ended(own_line(now.treatment))}", earcon="off")
        if not line:
            return Message(STAYS, earcon="no-action")
        read = replace(now, **{line: getattr(after, line)})
        changed = self._shelf.cards.change(read, **{line: getattr(before, line)})
        if getattr(changed, line) == getattr(before, line):
            # Else it holds words of another window, which must stay.
            then = AGAIN if what == AS_BEFORE else AS_BEFORE
            self._undo.did(now.id, lambda: self._take_back(after, changed, line, then))
        name = LINE_NAMES.get(line, "Name")
        return Message(f"{name} {what}: {ended(own_line(changed.treatment))}", earcon="off")

    def _kept(self, card: Card) -> Card | None:
        """Return a card as it is kept now; None where it is gone."""
        return next((each for each in self._shelf.cards.all() if each.id == card.id), None)

    def _remove(self, chosen: Sequence[_Treatment]) -> Result:
        card = next((each.card for each in chosen), None)
        if card is None:
            return Message(NOTHING_TO_REMOVE, earcon="no-action")
        return GONE if self._kept(card) is None else self._remove_card(card)

    def _remove_card(self, card: Card) -> Result:
        if not self._shelf.cards.remove(card):
            return Message(STAYS, earcon="no-action")
        self._undo.did("", lambda: self._bring_back(card))
        return Message(f"Removed: {own_line(card.treatment)}.", earcon="off")

    def _bring_back(self, card: Card, *, is_new: bool = False) -> Result:
        """Bring a card back; one that was new is taken back again, any other one removed again."""
        restored = self._shelf.cards.restore(card)

        def again() -> Result:
            if is_new:
                return self._take_back(restored, restored, "", is_new=True)
            return None if self._kept(restored) is None else self._remove_card(restored)

        self._undo.did(restored.id, again)
        return _brought_back(own_line(restored.treatment))

    # Two of them

    def _others(self, one: _Treatment, selected: int = 0) -> ListModel | Message:
        treatments = self._treatments()
        names = [each.name for each in treatments]
        # The next one first: two cards that were made one after the other are those in question.
        at = names.index(one.name) if one.name in names else -1
        others = [*treatments[at + 1 :], *treatments[: max(at, 0)]]
        if not others:
            return Message(NOTHING_TO_COMPARE, earcon="no-action")

        def renewed(index: int | None) -> ListModel | None:
            now = self._now(one)
            chosen = self._front_door.selected if index is None else index
            model = None if now is None else self._others(now, chosen)
            return model if isinstance(model, ListModel) else None

        def compare(now: _Treatment, other: _Treatment) -> Result:
            return self._comparing.tell(_line_by_line(now, other))

        return ListModel(
            f"Compare {one.name} with, {counted(len(others), 'treatment')}",
            len(others),
            lambda index: ListItem(capitalized(others[index].name)),
            lambda index: self._with(
                one, lambda now: self._with(others[index], partial(compare, now))
            ),
            "weigh",
            min(selected, len(others) - 1),
            renew=renewed,
            does="compare",
        )

    # The treatments

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
