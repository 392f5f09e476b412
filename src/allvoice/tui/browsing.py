"""The keys of a list: open, move, choose, change, remove, bring back, close."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from allvoice.tui.interlude import Interlude
from allvoice.tui.ports import Listening
from allvoice.tui.telling import Telling
from allvoice.tui.widgets.list_view import Listing

if TYPE_CHECKING:
    from allvoice.tui.widgets.main_pane import MainPane


class Browsing:
    """Moves through the list that is open; what it shows is said."""

    def __init__(
        self, listening: Listening, main_pane: MainPane, telling: Telling, interlude: Interlude
    ) -> None:
        self._listening = listening
        self._main_pane = main_pane
        self._telling = telling
        self._interlude = interlude
        self._open = ""

    def toggle(self, name: str, listing: Callable[[], Listing]) -> None:
        """Open a list, or close it with the key that opened it."""
        if self._main_pane.is_list_open and self._open == name:
            self.close()
            return
        if not self._main_pane.is_list_open:
            self._interlude.begin()
        self.show(name, listing())

    def show(self, name: str, listing: Listing) -> None:
        """Open a list in place of the text or of another list."""
        self._open = name
        self._main_pane.open_list(listing)
        items = self._main_pane.items
        self._telling.say_item(
            f"{listing.name}. {items.words()}",
            where=items.place(),
            hint=listing.hint,
            earcon="open",
            asked=listing.asked,
        )

    def close(self) -> None:
        """Go back to the text; where that is, is said unless the reading goes on."""
        self._main_pane.close_list()
        if self._interlude.end():
            self._listening.chime("close")
            return
        guide, position = self._listening.guide, self._listening.state.position
        self._telling.say_item(f"Back in {guide.section_of(position).title}", earcon="close")

    def leave(self) -> None:
        """Go back to the text without a word, for something else is said now."""
        self._main_pane.close_list()

    def pick(self, step: int) -> None:
        """Go to another item; where there is none in that direction, a sound tells so."""
        moved = self._main_pane.items.move(step)
        if not moved and self._listening.state.manner.shown_only:
            # The item is on the screen already: a screen reader would have nothing to say.
            self._telling.say("No more items this way.")
        else:
            self.say_picked(earcon="" if moved else "edge")

    def pick_first(self) -> None:
        """Go to the first item."""
        self.pick(-self._main_pane.items.selected)

    def pick_last(self) -> None:
        """Go to the last item."""
        listing = self._main_pane.items.listing
        self.pick(listing.count if listing else 0)

    def turn_page(self, step: int) -> None:
        """Go about one screen up or down."""
        self.pick(step * (max(self._main_pane.items.size.height, 2) - 1))

    def say_picked(self, *, earcon: str = "") -> None:
        """Say the item that is chosen."""
        items = self._main_pane.items
        asked = items.listing is not None and items.listing.asked
        self._telling.say_item(items.words(), where=items.place(), earcon=earcon, asked=asked)

    def choose(self) -> None:
        """Do what the item is for."""
        items = self._main_pane.items
        if items.listing is None or not items.listing.count:
            self.close()
        else:
            items.listing.choose(items.selected)

    def leap(self, step: int) -> None:
        """Give an option its next value (1) or the one before (-1), or go by whole chapters."""
        items = self._main_pane.items
        if items.listing is not None and items.listing.change is not None:
            items.listing.change(items.selected, step)
        elif items.listing is not None and items.listing.landmark is not None:
            self.pick(items.listing.landmark(items.selected, step) - items.selected)
        else:
            self._telling.say("There is nothing to change here.", earcon="no-action")

    def remove(self) -> None:
        """Take away what the item stands for."""
        items = self._main_pane.items
        if items.listing and items.listing.remove and items.listing.count:
            items.listing.remove(items.selected)
        else:
            self._telling.say("There is nothing to remove here.", earcon="no-action")

    def undo(self) -> None:
        """Bring back what was removed last."""
        listing = self._main_pane.items.listing
        if listing and listing.undo:
            listing.undo()
        else:
            self._telling.say("There is nothing to bring back.", earcon="no-action")
