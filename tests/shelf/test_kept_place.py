"""Of two windows on one guide, the place that was listened to last is kept, and both know."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from allvoice.guide.model import Position
from allvoice.paths import Folders
from allvoice.shelf.kept_place import TOLD_AGAIN_AFTER_S, KeptPlace
from allvoice.shelf.locator import find, locate
from allvoice.shelf.store.shelf import Shelf
from tests.shelf.guides import folders_in, make_guide

GUIDE = make_guide(("Start here", ["One. Two."]), ("Mouth care", ["Three.", "Four."]))
START, TWO, THREE, FOUR = Position(0), Position(0, 1), Position(1), Position(2)


@dataclass
class Window:
    """A copy of the program."""

    shelf: Shelf
    begins: Position
    told: list[str] = field(default_factory=list)
    now_s: float = 0.0

    def __post_init__(self) -> None:
        self.shelf.on_notice = self.told.append
        self.shelf.positions.of(GUIDE.id)
        self.place = KeptPlace(
            self.shelf.positions, GUIDE, self.begins, self.shelf.tell, lambda: self.now_s
        )

    def reach(self, position: Position) -> None:
        self.place.save_position(position)


@dataclass
class Windows:
    """Where windows are opened."""

    folders: Folders
    stack: ExitStack

    def window(self) -> Window:
        shelf = self.stack.enter_context(Shelf.open(self.folders))
        kept = shelf.positions.of(GUIDE.id)
        return Window(shelf, find(GUIDE, kept).position if kept else START)

    @property
    def kept(self) -> Position | None:
        with Shelf.open(self.folders) as shelf:
            found = shelf.positions.of(GUIDE.id)
            return None if found is None else find(GUIDE, found).position


@pytest.fixture
def windows(tmp_path: Path) -> Iterator[Windows]:
    with ExitStack() as stack:
        yield Windows(folders_in(tmp_path), stack)


def test_a_window_that_has_not_moved_writes_nothing(windows: Windows) -> None:
    idle, other = windows.window(), windows.window()
    other.reach(FOUR)
    assert idle.place.elsewhere() == (
        "The place that is kept is the later one, of another window: Mouth care."
    )
    idle.shelf.close()
    assert windows.kept == FOUR
    assert idle.told == other.told == []


def test_a_window_left_behind_keeps_its_new_place_and_says_what_was_kept_before(
    windows: Windows,
) -> None:
    first = windows.window()
    first.reach(TWO)
    second = windows.window()
    second.reach(FOUR)
    assert second.told == []
    first.reach(START)
    assert windows.kept == START
    assert first.told == [
        "Another window had read on to Mouth care. From now on your place is kept from here."
    ]
    assert first.place.elsewhere() == ""
    assert second.place.elsewhere() == (
        "The place that is kept is the later one, of another window: Start here."
    )


def test_two_windows_that_are_both_reading_tell_of_it_once_and_not_at_every_sentence(
    windows: Windows,
) -> None:
    one, two = windows.window(), windows.window()
    for _ in range(5):
        one.reach(TWO)
        two.reach(FOUR)
    assert len(one.told) == len(two.told) == 1
    one.now_s = TOLD_AGAIN_AFTER_S
    one.reach(TWO)
    assert len(one.told) == 2


def test_a_pace_chosen_in_a_window_that_rests_leaves_the_place_alone(windows: Windows) -> None:
    one = windows.window()
    one.reach(TWO)
    two = windows.window()
    two.reach(FOUR)
    one.place.save_rate(220)
    assert windows.kept == FOUR
    assert two.shelf.positions.rate_wpm(GUIDE.id) == 220
    assert one.told == []


def test_a_pace_chosen_in_one_window_is_not_undone_by_the_other(windows: Windows) -> None:
    one, two = windows.window(), windows.window()
    one.reach(TWO)
    two.reach(TWO)
    two.place.save_rate(220)
    one.reach(THREE)
    assert two.shelf.positions.rate_wpm(GUIDE.id) == 220


def test_a_sentence_heard_again_is_the_latest_listening(windows: Windows) -> None:
    one, two = windows.window(), windows.window()
    one.reach(TWO)
    two.reach(FOUR)
    one.reach(TWO)
    assert windows.kept == TWO


def test_the_same_place_in_both_windows_is_nothing_to_tell(windows: Windows) -> None:
    one, two = windows.window(), windows.window()
    one.reach(TWO)
    two.reach(TWO)
    one.reach(TWO)
    assert one.told == two.told == []
    assert one.place.elsewhere() == two.place.elsewhere() == ""


def test_the_place_of_another_guide_is_kept_apart(windows: Windows) -> None:
    window = windows.window()
    other = make_guide(("Bath", ["Dry.", "Warm."]), guide_id="bath")
    window.reach(TWO)
    window.place.take_guide(other, START)
    assert window.shelf.positions.of(other.id) is None, "nothing is written for being opened"
    window.reach(FOUR)
    assert window.shelf.positions.of(other.id) == locate(other, FOUR)
    assert window.shelf.positions.of(GUIDE.id) == locate(GUIDE, TWO)
    assert window.place.elsewhere() == ""


def test_in_a_guide_that_was_edited_places_are_those_of_the_new_text(windows: Windows) -> None:
    window = windows.window()
    window.reach(THREE)
    edited = make_guide(("Start here", ["One. Two.", "New."]), ("Mouth care", ["Three.", "Four."]))
    window.place.take_guide(edited, Position(2))
    window.reach(Position(3))
    assert window.shelf.positions.of(GUIDE.id) == locate(edited, Position(3))
    assert window.told == []
