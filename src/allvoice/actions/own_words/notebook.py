"""The notebook: what was written down, by day, the latest first; all of one kind; new entries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from allvoice.actions.model import GONE, ListItem, ListModel, Message, Result
from allvoice.actions.own_words.entry_words import (
    KINDS,
    day_of,
    entry_words,
    is_long,
    kind_of,
    parts_of,
    time_of,
)
from allvoice.actions.own_words.writing import NO_WORDS, NOT_AN_ENTRY, ShownEntries
from allvoice.actions.words import capitalized, counted, own_words_said
from allvoice.shelf.store.entries import EntryKind
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.actions.asking import Asking
    from allvoice.actions.model import ControlNames, FrontDoor, Question
    from allvoice.actions.own_words.writing import Writing
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.locator import Locator
    from allvoice.shelf.store.entries import Entry

TO_WRITE = "Write down"
NO_PLACE = Message("No place is kept with this.", earcon="no-action")
NO_KIND = "Type {} alone, or with medicines, results, MRD, temperatures, notes or questions."
_ROUND: tuple[EntryKind | None, ...] = (None, *KINDS)
"""The kinds that are gone through; None for all."""


class Notebook:
    """Shows what was written down, and lets more be written."""

    def __init__(
        self,
        session: ReadingSession,
        controls: ControlNames,
        front_door: FrontDoor,
        asking: Asking,
        writing: Writing,
        go_to: Callable[[Locator, str], Result],
        writers: dict[EntryKind, Callable[[], Result]],
        editors: dict[EntryKind, Callable[[Entry], Question]],
    ) -> None:
        """Begin with what is kept.

        Args:
            session: knows the place.
            controls: name the words for the list.
            front_door: shows the list.
            asking: lets words be typed.
            writing: keeps them.
            go_to: reads on from a place that is kept, and tells something of it.
            writers: let entries of some kinds be typed in their own way.
            editors: let those of some kinds be changed in their own way.
        """
        self._session = session
        self._controls = controls
        self._front_door = front_door
        self._asking = asking
        self._writing = writing
        self._go_to = go_to
        self._writers = writers
        self._editors = editors
        self._kind: EntryKind | None = None
        """Of which only is listed; None for all."""
        self._shown = ShownEntries(writing, self._ids)

    def _ids(self) -> list[str]:
        kinds = tuple(EntryKind) if self._kind is None else (self._kind,)
        return self._writing.entries.ids(kinds, latest_first=True)

    # Writing

    def write(self, kind: EntryKind) -> Result:
        """Let an entry of a kind be typed."""
        if kind in self._writers:
            return self._writers[kind]()
        words = KINDS[kind]
        return self._asking.ask(
            f"Type {words.one}, then Enter.", partial(self.keep, kind), name=words.name
        )

    def keep(self, kind: EntryKind, typed: str) -> Result:
        """Keep an entry of a kind."""
        entry = self._writing.add(kind, typed)
        if entry is None:
            return NO_WORDS
        lead = ", ".join(filter(None, (f"{KINDS[kind].name} kept", time_of(entry))))
        return self._writing.kept(f"{lead}: {own_words_said(entry.text)}")

    # The list

    def as_list(self, *, anew: bool = True) -> ListModel:
        """Return what can be written, and all that was.

        Args:
            anew: all of it, and its numbers count from now on; else those of the list shown last.
        """
        if anew:
            self._kind = None
            self._shown.show()
        return self._list(0)

    def of_kind(self, kind: EntryKind | None, *, chosen: int | None = None) -> ListModel:
        """Return the entries of a kind, or all, the latest chosen.

        Args:
            kind: the kind; None for all.
            chosen: chooses this item instead.
        """
        self._kind = kind
        ids = self._shown.show()
        if chosen is not None:
            return self._list(chosen)
        return self._list(len(self._offered) if ids and kind is not None else 0)

    @property
    def _offered(self) -> tuple[EntryKind, ...]:
        """The kinds that can be written, at the head of the list."""
        return tuple(KINDS) if self._kind is None else (self._kind,)

    def _list(self, selected: int) -> ListModel:
        ids = self._shown.ids
        of_kind = "" if self._kind is None else f": {KINDS[self._kind].many}"
        size = f"{len(ids)} written" if ids else "nothing written yet"
        return ListModel(
            f"Notebook{of_kind}, {size}",
            len(self._offered) + len(ids),
            self._item,
            self._choose,
            "notebook",
            selected,
            remove=lambda index: self._of_entry(index, self._writing.remove),
            change=lambda index, step: self._next_kind(step),
            renew=self._renewed,
            edit=lambda index: self._of_entry(index, self._edit),
            leaps="show one kind alone",
            does="open it",
            hint="{choose} writes one down, {leap_on} shows one kind alone, {back} leaves.",
        )

    def _renewed(self, selected: int | None) -> ListModel:
        ids = self._shown.show()
        if selected is None:
            touched, selected = self._writing.touched, self._front_door.selected
            if touched in ids:
                selected = len(self._offered) + ids.index(touched)
        return self._list(selected)

    def _item(self, index: int) -> ListItem:
        offered = self._offered
        if index < len(offered):
            return ListItem(capitalized(KINDS[offered[index]].one), group=TO_WRITE)
        entry, now = self._shown.at(index - len(offered)), self._writing.now
        if entry is None:
            return ListItem(GONE.text)
        spoken = entry_words(entry, now, said=True)
        return ListItem(entry_words(entry, now), spoken=spoken, group=day_of(entry, now))

    def _next_kind(self, step: int) -> ListModel:
        at = _ROUND.index(self._kind) + step
        return replace(self.of_kind(_ROUND[at % len(_ROUND)]), takes_place=True)

    def _choose(self, index: int) -> Result:
        if index < len(self._offered):
            return self.write(self._offered[index])
        return self._of_entry(index, self._open_entry)

    def _open_entry(self, entry: Entry) -> Result:
        """Go to the place where an entry was written; a long one is shown whole first."""
        return self._parts_list(entry) if is_long(entry) else self._to_place(entry)

    def _parts_list(self, entry: Entry, selected: int = 0) -> ListModel:
        parts = list(parts_of(entry))

        def renewed(index: int | None) -> ListModel | None:
            now = self._writing.entries.one(entry.id)
            if now is None:
                return None
            return self._parts_list(now, self._front_door.selected if index is None else index)

        return ListModel(
            f"{KINDS[entry.kind].name}, {counted(len(parts), 'part')}",
            len(parts),
            lambda index: ListItem(parts[index], goes_on=index > 0),
            lambda index: self._to_place(entry),
            selected=min(selected, len(parts) - 1),
            renew=renewed,
            hint="{item_down} goes on, {choose} goes where it was written, {back} leaves.",
        )

    def _to_place(self, entry: Entry) -> Result:
        if entry.locator is None:
            return NO_PLACE
        if entry.locator.guide_id == self._session.guide.id:
            return self._go_to(entry.locator, "")
        where = f"This was written in {entry.guide_title}" if entry.guide_title else ""
        return self._go_to(entry.locator, ended(where or "This was written in another document"))

    def _edit(self, entry: Entry) -> Question:
        if entry.kind in self._editors:
            return self._editors[entry.kind](entry)
        return self._writing.edit(entry, self._asking)

    def _of_entry(self, index: int, do: Callable[[Entry], Result]) -> Result:
        if index < len(self._offered):
            return NOT_AN_ENTRY
        entry = self._shown.at(index - len(self._offered))
        return GONE if entry is None else do(entry)

    def typed(self, typed: str) -> Result:
        """Show the entries of a kind that is named."""
        kind = kind_of(typed)
        if kind is None and typed.casefold() != "all":
            return Message(NO_KIND.format(self._controls.shown("notebook")), asked=True)
        return self.of_kind(kind)
