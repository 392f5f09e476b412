"""What each action does: the keys' side of the session, the shelf and the lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from allvoice.guide.model import Position
from allvoice.reading import asking, places
from allvoice.reading.passages import USUALLY_SKIPPED
from allvoice.reading.state import Status, Unit
from allvoice.shelf.locator import How, find, locate
from allvoice.tui import listings
from allvoice.tui.keys import KeyTable
from allvoice.tui.lists import Listing, PlainList
from allvoice.tui.ports import Listening
from allvoice.tui.telling import Telling

if TYPE_CHECKING:
    from allvoice.guide.search import Match
    from allvoice.shelf.store import Bookmark, Shelf
    from allvoice.tui.search import Search


class Stage(Protocol):
    """What the commands ask of the screen."""

    telling: Telling

    @property
    def items(self) -> PlainList:
        """The list, open or not."""
        ...

    @property
    def is_list_open(self) -> bool:
        """Whether a list is shown instead of the text."""
        ...

    def open_list(self, listing: Listing) -> None:
        """Show a list instead of the text."""
        ...

    def close_list(self) -> None:
        """Show the text again."""
        ...

    def open_prompt(self, query: str) -> None:
        """Let words to look for be typed."""
        ...

    def close_prompt(self) -> None:
        """Stop typing."""
        ...

    def show_match(self, match: Match | None) -> None:
        """Mark what was found."""
        ...

    def quit(self) -> None:
        """Save the place and end."""
        ...


class Commands:
    """Does what a key asks for."""

    def __init__(self, listening: Listening, shelf: Shelf, table: KeyTable, stage: Stage) -> None:
        self._listening = listening
        self._shelf = shelf
        self._table = table
        self._stage = stage
        self._telling = stage.telling
        self._search: Search | None = None
        self._last = ""
        self._explainer: asking.Explainer | None = None
        self._was_playing = False
        self._open = ""
        self._bookmarks: list[Bookmark] = []
        self._removed: list[Bookmark] = []
        to, pick = listening, stage.items
        usually_skipped = listening.state.skipping or USUALLY_SKIPPED
        self._actions: dict[str, Callable[[], None]] = {
            "play": to.play_pause,
            "read_on": to.play,
            "stop": to.stop,
            "back": self._back,
            "repeat": lambda: to.repeat(carefully=self._last == "repeat"),
            "heard_as": lambda: self._telling.answer(asking.heard_as(to)),
            "define": self._define,
            "hear_skipped": self._hear_skipped,
            "skipping": lambda: to.set_skipping(() if to.state.skipping else usually_skipped),
            "leave_passage": to.leave_passage,
            "column": lambda: self._telling.answer(asking.column(to)),
            "compare": lambda: self._telling.answer(asking.compare(to)),
            "only_section": to.toggle_only_section,
            "previous_sentence": lambda: to.move(Unit.SENTENCE, -1),
            "next_sentence": lambda: to.move(Unit.SENTENCE, 1),
            "previous_paragraph": lambda: to.move(Unit.PARAGRAPH, -1),
            "next_paragraph": lambda: to.move(Unit.PARAGRAPH, 1),
            "previous_section": lambda: to.move(Unit.SECTION, -1),
            "next_section": lambda: to.move(Unit.SECTION, 1),
            "next_match": self._next_match,
            "previous_match": lambda: self._go_on_searching(-1),
            "start": to.go_to_start,
            "end": to.go_to_end,
            "slower": to.slower,
            "faster": to.faster,
            "normal_pace": to.normal_pace,
            "quieter": to.quieter,
            "louder": to.louder,
            "voice": to.next_voice,
            "where": self._where,
            "contents": lambda: self._toggle("contents", self._contents),
            "search": self._open_search,
            "bookmark": self._add_bookmark,
            "bookmarks": lambda: self._toggle("bookmarks", self._bookmark_list),
            "item_up": lambda: self._pick(-1),
            "item_down": lambda: self._pick(1),
            "first_item": lambda: self._pick(-pick.selected),
            "last_item": lambda: self._pick(pick.listing.count if pick.listing else 0),
            "page_up": lambda: self._pick(1 - max(pick.size.height, 2)),
            "page_down": lambda: self._pick(max(pick.size.height, 2) - 1),
            "choose": self._choose,
            "remove": self._remove,
            "undo": self._undo,
            "help": lambda: self._toggle("help", self._help),
            "quit": stage.quit,
            "leave_search": self._leave_search,
        }

    @property
    def is_searching(self) -> bool:
        """Whether next and previous go by a search."""
        return self._search is not None and self._search.is_on

    def do(self, action: str) -> None:
        """Do what an action's key asks for."""
        self._actions[action]()
        self._last = action
        if action in ("play", "stop"):
            # A choice made in a list holds when the list is left.
            self._was_playing = False

    # Lists

    def _toggle(self, name: str, listing: Callable[[], Listing]) -> None:
        """Open a list, or close it with the key that opened it."""
        if self._stage.is_list_open and self._open == name:
            self._close_list()
            return
        if not self._stage.is_list_open:
            self._hush()
        self._show(name, listing())

    def _show(self, name: str, listing: Listing) -> None:
        self._open = name
        self._stage.open_list(listing)
        self._telling.say_item(f"{listing.name}. {self._stage.items.position_words()}")

    def _close_list(self) -> None:
        self._stage.close_list()
        self._resume()

    def _pick(self, step: int) -> None:
        items = self._stage.items
        items.move(step)
        self._telling.say_item(items.position_words())

    def _choose(self) -> None:
        items = self._stage.items
        if items.listing is None or not items.listing.count:
            self._close_list()
        else:
            items.listing.choose(items.selected)

    def _contents(self) -> Listing:
        return listings.contents(self._listening, self._go_from_list)

    def _help(self) -> Listing:
        return listings.help_list(
            self._table, self._telling.messages, lambda index: self._close_list()
        )

    def _go_from_list(self, position: Position) -> None:
        self._stage.close_list()
        self._listening.go_to(position, play=True)

    # Silence while something else has the listener's ear

    def _hush(self) -> None:
        state = self._listening.state
        # A sentence read on its own is no reading to go on with.
        self._was_playing = state.status is Status.PLAYING and not state.single
        if state.status is Status.PLAYING:
            self._listening.pause()

    def _resume(self) -> None:
        if self._was_playing and self._listening.state.status is Status.PAUSED:
            self._listening.play()
        self._was_playing = False

    def _back(self) -> None:
        if self._stage.is_list_open:
            self._close_list()
            return
        self._listening.stop()
        if self._search is not None:
            self._search.end()
            self._stage.show_match(None)

    # Finding the place

    def _where(self) -> None:
        self._telling.answer(self._listening.where_am_i(detail=self._last == "where"))

    def _hear_skipped(self) -> None:
        left_out = asking.left_out(self._listening)
        if self._listening.state.skipped is None and left_out:
            self._telling.answer(left_out)
        else:
            self._listening.hear_skipped()

    def _define(self) -> None:
        if self._explainer is None:
            self._explainer = asking.Explainer(self._listening)
        self._telling.answer(self._explainer.next(again=self._last == "define"))

    def _open_search(self) -> None:
        from allvoice.tui.search import Search

        if self._stage.is_list_open:
            self._stage.close_list()
        else:
            self._hush()
        if self._search is None:
            self._search = Search()
        self._stage.open_prompt(self._search.query)
        self._telling.say_item("Search. Type what to find, then Enter.")

    def _leave_search(self) -> None:
        self._stage.close_prompt()
        self._resume()

    def find(self, query: str) -> None:
        """Go to the next sentence that holds what was typed."""
        self._stage.close_prompt()
        query = " ".join(query.split())
        if self._search is None or not query:
            self._resume()
            return
        listening = self._listening
        match = self._search.find(listening.guide, query, listening.state.position)
        self._go_to_match(match, play=True if self._was_playing else None)

    def _next_match(self) -> None:
        if self.is_searching:
            self._go_on_searching(1)
        else:
            self._listening.move(Unit.SECTION, 1)

    def _go_on_searching(self, step: int) -> None:
        if self._search is None or not self.is_searching:
            self._telling.say(f"Press {self._table.shown('search')} to search first.")
            return
        listening = self._listening
        match = self._search.go_on(listening.guide, listening.state.position, step)
        self._go_to_match(match, play=None)

    def _go_to_match(self, match: Match | None, *, play: bool | None) -> None:
        self._stage.show_match(match)
        if match is None:
            self._resume()
            query = self._search.query if self._search else ""
            self._telling.say(f"Nothing in this guide matches “{query}”.")
            return
        self._was_playing = False
        self._listening.go_to(match.position, play=play)
        if match.wrapped:
            self._telling.say("Gone round the end of the guide.")

    # Bookmarks

    def _add_bookmark(self) -> None:
        listening, shelf = self._listening, self._shelf
        guide, position = listening.guide, listening.state.position
        label, start = places.label(guide, position)
        before = len(shelf.bookmarks(guide.id))
        shelf.add_bookmark(locate(guide, position), label, guide.title)
        count = len(shelf.bookmarks(guide.id))
        if count == before:
            self._telling.say("This sentence has a bookmark already.")
        else:
            self._telling.say(f"Bookmark {count}, at: {start}")

    def _bookmark_list(self, selected: int = 0) -> Listing:
        self._bookmarks = self._shelf.bookmarks(self._listening.guide.id)
        return listings.bookmarks(
            self._bookmarks,
            self._go_to_bookmark,
            self._remove_bookmark,
            self._restore_bookmark,
            selected,
            self._table.shown("bookmark"),
        )

    def _go_to_bookmark(self, index: int) -> None:
        bookmark = self._bookmarks[index]
        guide = self._listening.guide
        found = find(guide, bookmark.locator)
        if found.how is How.QUOTE:
            self._shelf.move_bookmark(bookmark.id, locate(guide, found.position))
        self._go_from_list(found.position)
        if found.how.sentence:
            self._telling.say(found.how.sentence)

    def _remove(self) -> None:
        items = self._stage.items
        if items.listing and items.listing.remove and items.listing.count:
            items.listing.remove(items.selected)
        else:
            self._telling.say("There is nothing to remove here.")

    def _undo(self) -> None:
        listing = self._stage.items.listing
        if listing and listing.undo:
            listing.undo()
        else:
            self._telling.say("There is nothing to bring back.")

    def _remove_bookmark(self, index: int) -> None:
        bookmark = self._bookmarks[index]
        self._shelf.remove_bookmark(bookmark.id)
        self._removed.append(bookmark)
        self._stage.open_list(self._bookmark_list(index))
        self._telling.say(f"Removed. {self._table.shown('undo')} brings it back.")

    def _restore_bookmark(self) -> None:
        if not self._removed:
            self._telling.say("There is nothing to bring back.")
            return
        bookmark = self._shelf.restore_bookmark(self._removed.pop())
        ids = [each.id for each in self._shelf.bookmarks(self._listening.guide.id)]
        self._stage.open_list(self._bookmark_list(ids.index(bookmark.id)))
        self._telling.say("Brought back.")
