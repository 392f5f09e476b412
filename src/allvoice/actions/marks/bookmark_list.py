"""The list of bookmarks: by place or by time, each with its note, to be gone to or removed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from allvoice.actions.marks.bookmarks import none_yet
from allvoice.actions.marks.mark_labels import (
    gone_words,
    is_there,
    label_now,
    note_said,
    note_shown,
)
from allvoice.actions.model import GONE, ControlNames, ListItem, ListModel, Message, Result
from allvoice.actions.words import STAYS, asks_for_number
from allvoice.text import ended

if TYPE_CHECKING:
    from allvoice.actions.marks.bookmarks import Bookmarks
    from allvoice.actions.marks.carried_marks import CarriedMarks
    from allvoice.actions.marks.marked_places import MarkedPlaces
    from allvoice.actions.model import FrontDoor
    from allvoice.actions.undo import Undo
    from allvoice.guide.model import Position
    from allvoice.reading.runner import ReadingSession
    from allvoice.shelf.store.bookmarks import Bookmark

NOT_THERE = "It is no longer in this document, and cannot be queued."
BY_TIME, BY_PLACE = "By time, latest first", "By place, as they are read"


class BookmarkList:
    """Lists the bookmarks of the document being read, and does what is chosen among them."""

    def __init__(
        self,
        session: ReadingSession,
        controls: ControlNames,
        bookmarks: Bookmarks,
        places: MarkedPlaces,
        carried: CarriedMarks,
        go_to: Callable[[Position, str], Result],
        queue: Callable[[Position, bool], Result],
        front_door: FrontDoor,
        undo: Undo,
    ) -> None:
        """Begin with no list, and in the order of the guide.

        Args:
            session: knows the place.
            controls: names keys in hints.
            bookmarks: changes them.
            places: knows where they are.
            carried: carries them into a changed edition, before they are asked for.
            go_to: reads on from a place chosen in a list, and tells something of it.
            queue: puts a place into the queue, or its whole section.
            front_door: knows which item of the open list is chosen, and shows it anew.
            undo: knows which was changed last.
        """
        self._session = session
        self._controls = controls
        self._bookmarks = bookmarks
        self._places = places
        self._carried = carried
        self._go_to = go_to
        self._queue = queue
        self._front_door = front_door
        self._undo = undo
        self._by_time = False
        self._listed: list[Bookmark] | None = None
        """As shown last; None where there is no such list.

        Another copy of the program may have added or removed some: the listener counts in the list
        that was shown.
        """
        self._count_changed = -1
        """How many changes were made here when it was shown: what was changed since counts."""

    def take_guide(self) -> None:
        """Let numbers count in no list of a guide read before."""
        self._listed = None

    def as_list(self, *, anew: bool = True) -> ListModel:
        """Return the bookmarks, the one nearest to the place chosen.

        Args:
            anew: their numbers count from now on; else those of the list shown last still do.
        """
        return self._list(self._nearest, anew=anew)

    def switch_order(self) -> ListModel:
        """Return the bookmarks by time, or else by place again."""
        self._by_time = not self._by_time
        return self.as_list()

    def _list(
        self, selected: Callable[[Sequence[Bookmark]], int], *, anew: bool = True
    ) -> ListModel:
        if anew:
            self._carried.hurry()
            self._show(self._in_order())
        listed = self._counted
        quotes = Counter(each.locator.quote for each in listed if not each.is_section)

        def item(index: int) -> ListItem:
            return self._item(listed[index], quotes)

        return ListModel(
            f"Bookmarks, {len(listed)}",
            len(listed),
            item,
            self.choose,
            "bookmarks",
            selected(listed),
            none_yet(self._controls),
            self.remove,
            self._switch_within,
            hint="{choose} goes there, {remove} removes it, {note} notes on it, "
            "{leap_on} lists them by time or by place, {back} leaves.",
            renew=self._renewed,
            edit=self._edit,
            leaps="list them by time, or by place",
            own={"queue": self._into_queue},
        )

    def _show(self, bookmarks: Sequence[Bookmark]) -> None:
        self._listed = list(bookmarks)
        self._count_changed = self._bookmarks.changes.count

    def _in_order(self) -> list[Bookmark]:
        kept = self._places.kept()
        if self._by_time:
            # Of one moment those further on come first: they were set last, most likely.
            latest_last = sorted(enumerate(kept), key=lambda each: (each[1].created_at, each[0]))
            return [bookmark for _, bookmark in reversed(latest_last)]
        return list(kept)

    def _item(self, bookmark: Bookmark, quotes: Counter[str]) -> ListItem:
        found = self._places.found(bookmark)
        with_section = quotes[bookmark.locator.quote] > 1
        label = label_now(self._places.guide, bookmark, found, with_section=with_section)
        parts = [label, gone_words(bookmark, found)]
        shown = [*parts, note_shown(bookmark.note)]
        said = [*parts, note_said(bookmark.note)]
        group = BY_TIME if self._by_time else ""
        return ListItem(_joined(shown), spoken=_joined(said), group=group)

    def _switch_within(self, index: int, step: int) -> Result:
        """List them in the other order; the one that was chosen stays so."""
        chosen = self._numbered(index)
        self._by_time = not self._by_time
        self._undo.touched = chosen.id if chosen is not None else ""
        return Message(f"{BY_TIME if self._by_time else BY_PLACE}.", earcon="on")

    def _renewed(self, selected: int | None) -> ListModel:
        """Return them with an item chosen, by its index; None for what was changed last."""
        return self._list(lambda listed: self._index_touched(listed, selected))

    def _index_touched(self, listed: Sequence[Bookmark], selected: int | None) -> int:
        if selected is not None:
            return selected
        ids = [each.id for each in listed]
        touched = self._undo.touched
        return ids.index(touched) if touched in ids else self._front_door.selected

    def _nearest(self, listed: Sequence[Bookmark]) -> int:
        if self._by_time:
            return 0
        nearest = self._places.nearest(self._session.state.position)
        kept = self._places.kept()
        if nearest is None:
            return 0
        # What is listed may be what was shown before others were set elsewhere.
        wanted = kept[nearest].id
        at = nearest if nearest < len(listed) and listed[nearest].id == wanted else None
        if at is None:
            at = next((at for at, each in enumerate(listed) if each.id == wanted), 0)
        return at

    def _edit(self, index: int, words: str = "") -> Result:
        """Let the note on a bookmark of the list shown last be typed, by its index from 0.

        Args:
            index: which.
            words: are kept as it at once, below one that is there.
        """
        bookmark = self._numbered(index)
        if bookmark is None:
            return GONE

        def done(changed: Bookmark) -> None:
            if self._listed is not None:
                self._listed[index] = changed
            self._count_changed = self._bookmarks.changes.count
            self._front_door.pick(index)

        return self._bookmarks.edit_note(bookmark, index + 1, done, words)

    # By number

    def remove_number(self, number: int | None) -> Result:
        """Remove a bookmark by its number in the list shown last, from 1; None asks for it."""
        return self._do_by_number("remove_bookmark", number, self.remove)

    def edit_number(self, number: int, words: str = "") -> Result:
        """Let the note on a bookmark be typed, by its number in the list shown last, from 1.

        Args:
            number: which.
            words: are kept as it at once, below one that is there.
        """
        return self._do_by_number("note", number, lambda index: self._edit(index, words))

    def _do_by_number(self, action: str, number: int | None, do: Callable[[int], Result]) -> Result:
        count = len(self._counted)
        if not count:
            return Message(none_yet(self._controls))
        if number is None or not 1 <= number <= count:
            return Message(asks_for_number(self._controls.press(action), count))
        return do(number - 1)

    @property
    def _counted(self) -> list[Bookmark]:
        """The bookmarks that numbers count in: those shown last, else those there are."""
        if not self._listed or self._count_changed != self._bookmarks.changes.count:
            self._show(self._in_order())
        assert self._listed is not None, "it was made just now"
        return self._listed

    def choose(self, index: int) -> Result:
        """Go to a bookmark of the list shown last, by its index from 0."""
        bookmark = self._numbered(index)
        if bookmark is None:
            return GONE
        found = self._bookmarks.arrive(bookmark)
        return self._go_to(found.position, found.how.sentence)

    def _into_queue(self, index: int) -> Result:
        """Put what is marked into the queue: its section, or from the sentence on."""
        bookmark = self._numbered(index)
        if bookmark is None:
            return GONE
        found = self._places.found(bookmark)
        if not is_there(found):
            return Message(NOT_THERE, earcon="no-action")
        return self._queue(found.position, bookmark.is_section)

    def remove(self, index: int) -> Result:
        """Remove a bookmark of the list shown last, by its index from 0."""
        bookmark = self._numbered(index)
        if bookmark is None:
            return GONE
        if not self._bookmarks.changes.remove(bookmark):
            return Message(STAYS, earcon="no-action")
        more = f"{self._controls.shown('undo')} takes it back."
        said = ended(f"Removed: {self._bookmarks.label(bookmark)}")
        return Message(said, more=more, earcon="off")

    def _numbered(self, index: int) -> Bookmark | None:
        """Return a bookmark as it is kept now; None where it is gone."""
        wanted = {each.id for each in self._counted[index : index + 1]}
        return next((each for each in self._places.kept() if each.id in wanted), None)


def _joined(parts: Sequence[str]) -> str:
    said = [each for each in parts if each]
    return " ".join([*map(ended, said[:-1]), *said[-1:]])
