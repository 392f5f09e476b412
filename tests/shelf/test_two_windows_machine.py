"""Two windows write into one shelf in any order, each seeing the other late: no word is lost."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from allvoice.shelf.locator import Locator, locate
from allvoice.shelf.store.bookmarks import Bookmark
from allvoice.shelf.store.cards import Card
from allvoice.shelf.store.entries import Entry, EntryKind
from allvoice.shelf.store.shelf import Shelf
from tests.examples import examples
from tests.shelf.guides import every_position, folders_in, make_guide

GUIDE = make_guide(("one", ["First words. Second words.", "Third words."]), ("two", ["Fourth."]))
PLACES = [locate(GUIDE, position) for position in every_position(GUIDE)]
WINDOWS = st.sampled_from((0, 1))
NUMBERS = st.integers(0, 50)


class Window:
    """A copy of the program, and what it read when it looked last."""

    def __init__(self, folder: Path) -> None:
        self.shelf = Shelf.open(folders_in(folder))
        self.marks: list[Bookmark] = []
        self.entries: list[Entry] = []
        self.cards: list[Card] = []
        self.place: Locator | None = None

    def look(self) -> None:
        self.marks = [*self.shelf.bookmarks.of()]
        self.entries = self.shelf.entries.of()
        self.cards = self.shelf.cards.all()


class TwoWindows(RuleBasedStateMachine):
    """Each rule is one window's doing; what it changes is what it read when it looked last."""

    def __init__(self) -> None:
        super().__init__()
        self._temporary = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._folder = Path(self._temporary.name)
        self._windows = [Window(self._folder), Window(self._folder)]
        self._words: set[str] = set()
        """All that were written and not removed by somebody who had read them."""
        self._count = 0
        self._last_place: Locator | None = None

    def _word(self) -> str:
        self._count += 1
        word = f"word{self._count}."
        self._words.add(word)
        return word

    @initialize()
    def begin(self) -> None:
        self.look(0)
        self.look(1)

    @rule(who=WINDOWS)
    def look(self, who: int) -> None:
        self._windows[who].look()

    @rule(who=WINDOWS)
    def begin_anew(self, who: int) -> None:
        self._windows[who].shelf.close()
        self._windows[who] = Window(self._folder)

    @rule(who=WINDOWS, at=NUMBERS, kind=st.sampled_from(EntryKind))
    def write_down(self, who: int, at: int, kind: EntryKind) -> None:
        place = PLACES[at] if at < len(PLACES) else None
        self._windows[who].shelf.entries.add(kind, self._word(), place)

    @rule(who=WINDOWS, at=NUMBERS, answers=st.booleans())
    def change_an_entry(self, who: int, at: int, answers: bool) -> None:
        window = self._windows[who]
        if window.entries:
            entry = window.entries[at % len(window.entries)]
            if answers:
                window.shelf.entries.change(entry, answer=f"{entry.answer} {self._word()}")
            else:
                window.shelf.entries.change(entry, text=f"{entry.text} {self._word()}")

    @rule(who=WINDOWS, at=NUMBERS, step=st.sampled_from((-1, 1)))
    def move_an_entry(self, who: int, at: int, step: int) -> None:
        window = self._windows[who]
        if window.entries:
            entry = window.entries[at % len(window.entries)]
            window.shelf.entries.move(entry.id, [entry.kind], step)

    @rule(who=WINDOWS, at=NUMBERS)
    def remove_an_entry(self, who: int, at: int) -> None:
        window = self._windows[who]
        if window.entries:
            entry = window.entries[at % len(window.entries)]
            if window.shelf.entries.remove(entry):
                self._words -= {*entry.text.split(), *entry.answer.split()}

    @rule(who=WINDOWS, at=NUMBERS, is_section=st.booleans())
    def mark(self, who: int, at: int, is_section: bool) -> None:
        place = PLACES[at % len(PLACES)]
        self._windows[who].shelf.bookmarks.add(place, "a mark", is_section=is_section)

    @rule(who=WINDOWS, at=NUMBERS)
    def change_a_note(self, who: int, at: int) -> None:
        window = self._windows[who]
        if window.marks:
            mark = window.marks[at % len(window.marks)]
            window.shelf.bookmarks.change_note(mark, f"{mark.note} {self._word()}")

    @rule(who=WINDOWS, at=NUMBERS)
    def remove_a_mark(self, who: int, at: int) -> None:
        window = self._windows[who]
        if window.marks:
            mark = window.marks[at % len(window.marks)]
            if window.shelf.bookmarks.remove(mark):
                self._words -= {*mark.note.split()}

    @rule(who=WINDOWS)
    def make_a_card(self, who: int) -> None:
        self._windows[who].shelf.cards.add(self._word())

    @rule(who=WINDOWS, at=NUMBERS, line=st.sampled_from(("goal", "fit", "burden", "fallback")))
    def fill_in_a_card(self, who: int, at: int, line: str) -> None:
        window = self._windows[who]
        if window.cards:
            card = window.cards[at % len(window.cards)]
            window.shelf.cards.change(card, **{line: f"{getattr(card, line)} {self._word()}"})

    @rule(who=WINDOWS, at=NUMBERS)
    def remove_a_card(self, who: int, at: int) -> None:
        window = self._windows[who]
        if window.cards:
            card = window.cards[at % len(window.cards)]
            if window.shelf.cards.remove(card):
                texts = (card.treatment, card.goal, card.fit, card.burden, card.fallback)
                self._words -= {word for text in texts for word in text.split()}

    @rule(who=WINDOWS, at=NUMBERS)
    def listen(self, who: int, at: int) -> None:
        self._last_place = PLACES[at % len(PLACES)]
        self._windows[who].shelf.positions.save(self._last_place)

    @rule(who=WINDOWS, rate_wpm=st.integers(40, 450))
    def choose_a_pace(self, who: int, rate_wpm: int) -> None:
        if self._last_place is not None:
            self._windows[who].shelf.positions.save_rate(PLACES[0], rate_wpm)

    @precondition(lambda self: self._last_place is not None)
    @invariant()
    def the_latest_listening_is_the_place_in_both_windows(self) -> None:
        for window in self._windows:
            assert window.shelf.positions.of("all") == self._last_place

    @invariant()
    def every_word_is_there_in_both_windows(self) -> None:
        for window in self._windows:
            texts = [each.note for each in window.shelf.bookmarks.of()]
            texts += [f"{each.text} {each.answer}" for each in window.shelf.entries.of()]
            for card in window.shelf.cards.all():
                texts += [card.treatment, card.goal, card.fit, card.burden, card.fallback]
            assert self._words <= {word for text in texts for word in text.split()}
            assert window.shelf.notices == ()

    def teardown(self) -> None:
        for window in self._windows:
            window.shelf.close()
        with Shelf.open(folders_in(self._folder)) as shelf:
            assert shelf.notices == ()
        self._temporary.cleanup()


TestTwoWindows = TwoWindows.TestCase
TestTwoWindows.settings = settings(max_examples=examples(60), stateful_step_count=30)
