"""What each action does: the keys' side of the session, the shelf and the lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from allvoice.guide.model import Position
from allvoice.reading import queries
from allvoice.reading.passages import USUALLY_SKIPPED
from allvoice.reading.state import Status, Unit
from allvoice.tui import listings, tour
from allvoice.tui.browsing import Browsing
from allvoice.tui.finding import Finding
from allvoice.tui.interlude import Interlude
from allvoice.tui.keys.keymap import BY_ID, KeyTable, Scope
from allvoice.tui.keys.keymap_editor import KeyChoice
from allvoice.tui.marks import Marks
from allvoice.tui.options import Options
from allvoice.tui.ports import Listening
from allvoice.tui.telling import Telling
from allvoice.tui.widgets.list_view import Listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from allvoice.shelf.settings.choices import Choices
    from allvoice.shelf.store.shelf import Shelf
    from allvoice.tui.keys.keyboard import Keyboard
    from allvoice.tui.stage import Stage


class Commands:
    """Does what a key asks for."""

    def __init__(
        self,
        listening: Listening,
        shelf: Shelf,
        table: KeyTable,
        stage: Stage,
        telling: Telling,
        keyboard: Keyboard,
        choices: Choices,
        *,
        themes: Callable[[], Sequence[str]],
        suspend: Callable[[], None],
        leave: Callable[[], None],
        later: Callable[[Callable[[], None]], None],
    ) -> None:
        """Begin with nothing asked for.

        Args:
            listening: the session.
            shelf: where bookmarks are kept.
            table: which keys do what.
            stage: the text, the lists and the line to type into.
            telling: says what was done.
            keyboard: describes keys, and hands over one that is chosen.
            choices: what the listener chose.
            themes: names of the colours.
            suspend: is silent, and stops the program until the shell lets it go on.
            leave: saves the place and ends the program.
            later: does something once the keys that are waiting were answered.
        """
        self._listening = listening
        self._table = table
        self._stage = stage
        self._telling = telling
        self._keyboard = keyboard
        self._choices = choices
        self._last = ""
        self._explainer: queries.Explainer | None = None
        self._usually_skipped = listening.state.skipping or USUALLY_SKIPPED
        self._interlude = Interlude(listening)
        self._browsing = Browsing(listening, stage, telling, self._interlude)
        self._finding = Finding(listening, table, stage, telling, self._interlude, later)
        self._marks = Marks(listening, shelf, table, stage, telling, self._go_from_list)
        self._tour = tour.Tour(telling.tell_step)
        keys = KeyChoice(table, stage, telling, choices, keyboard)
        keyboard.takes_unknown = self._unknown_in_tour
        self._options = Options(
            listening,
            table,
            stage,
            telling,
            choices,
            themes=themes,
            skipping=self._toggle_skipping,
            more=(
                # It is left by the key of the options, which it is part of.
                ("Change keys", lambda: self._browsing.show("options", keys.listing())),
                ("Bookmarks", lambda: self._browsing.show("bookmarks", self._marks.listing())),
                ("Tour of the keys", self._give_tour),
                ("Help", lambda: self._browsing.show("help", self._help())),
            ),
        )
        to, browse = listening, self._browsing
        self._actions: dict[str, Callable[[], None]] = {
            "play": self._play,
            "read_on": to.play,
            "stop": to.stop,
            "back": self._back,
            "repeat": self._repeat,
            "again": telling.repeat,
            "one_sentence": lambda: self._options.next_value("one_sentence"),
            "heard_as": lambda: telling.answer(queries.heard_as(to)),
            "define": self._define,
            "hear_skipped": self._hear_skipped,
            "skipping": self._toggle_skipping,
            "leave_passage": to.leave_passage,
            "column": lambda: telling.answer(queries.column(to)),
            "compare": lambda: telling.answer(queries.compare(to)),
            "only_section": to.toggle_only_section,
            "previous_sentence": lambda: to.move(Unit.SENTENCE, -1),
            "next_sentence": lambda: to.move(Unit.SENTENCE, 1),
            "previous_paragraph": lambda: to.move(Unit.PARAGRAPH, -1),
            "next_paragraph": lambda: to.move(Unit.PARAGRAPH, 1),
            "previous_section": lambda: to.move(Unit.SECTION, -1),
            "next_section": lambda: to.move(Unit.SECTION, 1),
            "next_match": self._next_match,
            "previous_match": lambda: self._finding.go_on(-1),
            "start": self._go_to_start,
            "end": self._go_to_end,
            "slower": to.slower,
            "faster": to.faster,
            "normal_pace": to.normal_pace,
            "quieter": to.quieter,
            "louder": to.louder,
            "voice": to.next_voice,
            "where": self._where,
            "contents": lambda: browse.toggle("contents", self._contents),
            "search": self._finding.open,
            "leave_search": self._finding.leave,
            "bookmark": self._marks.add,
            "undo_mark": self._marks.take_back,
            "bookmarks": lambda: browse.toggle("bookmarks", self._marks.listing),
            "item_up": lambda: browse.pick(-1),
            "item_down": lambda: browse.pick(1),
            "first_item": browse.pick_first,
            "last_item": browse.pick_last,
            "page_up": lambda: browse.turn_page(-1),
            "page_down": lambda: browse.turn_page(1),
            "choose": browse.choose,
            "leap_back": lambda: browse.leap(-1),
            "leap_on": lambda: browse.leap(1),
            "remove": browse.remove,
            "undo": browse.undo,
            "options": lambda: browse.toggle("options", self._options.listing),
            "theme": self._options.next_theme,
            "ruler": lambda: self._options.next_value("ruler"),
            "describe": self._describe,
            "tour": self._give_tour,
            "help": lambda: browse.toggle("help", self._help),
            "suspend": suspend,
            "quit": leave,
        }

    @property
    def is_searching(self) -> bool:
        """Whether next and previous go by a search."""
        return self._finding.is_on

    def do(self, action: str) -> None:
        """Do what an action's key asks for."""
        was_first_tour = self._tour.is_on and self._tour.is_first
        goes_on = action not in ("play", "read_on", "suspend")
        self._finding.drop(goes_on=goes_on)
        self._leave_tour(goes_on=goes_on)
        self._actions[action]()
        self._last = action
        if was_first_tour and action == "back":
            self._telling.tell_step(self._how_to_begin, "close")
        if action in ("play", "stop", "suspend"):
            # A choice made in a list holds when the list is left.
            self._interlude.forget()

    def find(self, query: str) -> None:
        """Go to the next sentence that holds what was typed."""
        self._finding.find(query)

    # Listening

    def _play(self) -> None:
        self._listening.play_pause()
        if self._listening.state.status is Status.PAUSED:
            self._telling.say_hint(f"Held. {self._table.shown('play')} goes on.")

    def _go_to_start(self) -> None:
        if self._table.by_hand and self._listening.state.position == self._listening.guide.start:
            # It is on the screen already: a screen reader would have nothing to say.
            self._telling.say("This is the start of the guide.")
        else:
            self._listening.go_to_start()

    def _go_to_end(self) -> None:
        before = self._listening.state.position
        self._listening.go_to_end()
        if self._table.by_hand and self._listening.state.position == before:
            self._telling.say("This is the end of the guide.")

    def _repeat(self) -> None:
        listening, again = self._listening, self._last == "repeat"
        if not listening.state.manner.shown_only:
            listening.repeat(carefully=again)
        elif again:
            self._telling.answer(queries.heard_as(listening))
        else:
            self._telling.answer(listening.guide.sentence_text(listening.state.position))

    def _back(self) -> None:
        if self._stage.is_list_open:
            self._browsing.close()
            return
        self._listening.stop()
        self._finding.end()

    def _next_match(self) -> None:
        if self.is_searching:
            self._finding.go_on(1)
        else:
            self._listening.move(Unit.SECTION, 1)

    def _where(self) -> None:
        self._telling.answer(self._listening.where_am_i(detail=self._last == "where"))

    def _toggle_skipping(self) -> None:
        listening = self._listening
        listening.set_skipping(() if listening.state.skipping else self._usually_skipped)
        fault = self._choices.choose("skip", listening.state.skipping)
        if fault:
            self._telling.say(fault, earcon="alarm")

    def _hear_skipped(self) -> None:
        left_out = queries.left_out(self._listening)
        if self._listening.state.skipped is None and left_out:
            self._telling.answer(left_out)
        else:
            self._listening.hear_skipped()

    def _define(self) -> None:
        if self._explainer is None:
            self._explainer = queries.Explainer(self._listening)
        self._telling.answer(self._explainer.next(again=self._last == "define"))

    # Lists

    def _contents(self) -> Listing:
        return listings.contents(self._listening, self._table, self._go_from_list)

    def _help(self) -> Listing:
        telling = self._telling
        return listings.help_list(
            self._table, telling.messages, self._do_chosen, faults=telling.faults
        )

    def _do_chosen(self, action: str) -> None:
        if not action or action == "help" or BY_ID[action].scope is Scope.LIST:
            self._browsing.close()
            return
        self._browsing.leave()
        self._interlude.end()
        self.do(action)

    def _go_from_list(self, position: Position) -> None:
        self._browsing.leave()
        self._listening.go_to(position, play=True)

    def _describe(self) -> None:
        if not self._stage.is_list_open:
            self._interlude.begin()
        self._keyboard.describe(self._end_describing)

    def _end_describing(self) -> None:
        if not self._stage.is_list_open:
            self._interlude.end()

    # The tour

    @property
    def tour(self) -> tour.Tour:
        """The tour of the keys, being given or not."""
        return self._tour

    def begin_tour(self, welcome: str) -> None:
        """Give the tour to a newcomer, then begin to read."""
        said = [welcome, *tour.steps(self._table)]
        self._tour.begin(said, self._listening.play, earcon="start", is_first=True)

    def _give_tour(self) -> None:
        if self._listening.state.manner.shown_only:
            self._browsing.toggle("tour", lambda: tour.listing(self._table, self._do_nothing))
            return
        if self._stage.is_list_open:
            self._browsing.leave()
        else:
            self._interlude.begin()
        self._tour.begin(tour.steps(self._table), self._end_tour, earcon="open")

    def _end_tour(self) -> None:
        self._interlude.end()

    @property
    def _how_to_begin(self) -> str:
        return f"{self._table.spoken('play').capitalize()} starts the reading."

    def _leave_tour(self, *, goes_on: bool) -> None:
        """End the tour, if it is being given.

        What it held is read on before the key is answered: the answer is heard over the reading,
        while going on would cut it.
        """
        if not self._tour.is_on:
            return
        self._tour.end()
        if goes_on:
            self._interlude.end()
        else:
            self._interlude.forget()

    def _unknown_in_tour(self) -> bool:
        """End the tour by a key without an action; returns whether it was being given."""
        if not self._tour.is_on:
            return False
        begin = [self._how_to_begin] if self._tour.is_first else []
        self._leave_tour(goes_on=True)
        said = ["No action.", *begin, f"{self._table.shown('help')} for help."]
        self._telling.tell_step(" ".join(said), "no-action")
        return True

    def _do_nothing(self, index: int) -> None:
        self._browsing.close()
