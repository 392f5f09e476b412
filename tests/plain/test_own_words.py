"""In lines the next line is the listener's own words, unless it leaves, or asks for help."""

from __future__ import annotations

import pytest

from allvoice.actions.asking import NOTHING_CHANGED, WAITS_IN_LINES
from allvoice.guide.model import Position
from allvoice.plain.front_door import HALF_NOT_KEPT
from allvoice.plain.happenings import HalfTyped, Resumed, ToStop
from allvoice.plain.prompts import TO_ANSWER
from allvoice.reading.commands import GoTo
from allvoice.shelf.store.shelf import Shelf
from tests.plain.harness import NEXT, WELCOME, PlainHarness, plain_harness

LEAVES = ("", "back", "BACK", " back ", "esc", "escape", "\x1b")


def kept(made: PlainHarness, shelf: Shelf) -> list[str]:
    """Return all own words that are kept."""
    marks = shelf.bookmarks.of(made.reading.guide.id)
    ids = shelf.entries.ids()
    entries = [entry for each in ids if (entry := shelf.entries.one(each)) is not None]
    return [*(each.note for each in marks), *(each.text for each in entries)]


@pytest.mark.parametrize("leaves", LEAVES)
@pytest.mark.parametrize("asks", ["note", "mrd", "write", "medicine", "K", "C", "go"])
def test_what_goes_back_leaves_own_words_with_nothing_kept(
    shelf: Shelf, asks: str, leaves: str
) -> None:
    made = plain_harness(shelf, voiced=False)
    assert made.type(asks)[-1] == TO_ANSWER
    assert made.type(leaves) == [NOTHING_CHANGED, NEXT]
    assert kept(made, shelf) == []


@pytest.mark.parametrize("leaves", LEAVES)
def test_what_goes_back_leaves_a_note_as_it_was(shelf: Shelf, leaves: str) -> None:
    made = plain_harness(shelf, voiced=False)
    made.type("note two pills", "note", leaves)
    assert kept(made, shelf) == ["two pills"]


def test_words_that_only_begin_like_what_goes_back_are_words(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    made.type("note", "back pain at night")
    assert kept(made, shelf) == ["back pain at night"]


# Control-C in the middle of a line


def interrupted(shelf: Shelf, half: str, *typed: str) -> list[str]:
    """Type lines, then half a line and Control-C; return what was shown for that."""
    made = plain_harness(shelf, voiced=False, begins=False, reads_alone=False)
    made.inbox.type_from([*typed, HalfTyped(half)])
    with pytest.raises(KeyboardInterrupt):
        made.reader.run(WELCOME)
    return made.lines[made.lines.index("") :]


@pytest.mark.parametrize("asks", ["note", "write", "mrd"])
def test_words_that_are_half_typed_at_control_c_wait_and_keep_keeps_them(
    shelf: Shelf, asks: str
) -> None:
    told = interrupted(shelf, "she slept ", asks)
    assert told[:2] == ["", WAITS_IN_LINES]
    assert told[2].startswith("Place saved")
    made = plain_harness(shelf, voiced=False)
    assert kept(made, shelf) == []
    asked = made.type(asks)
    waits = "Your words of before wait: she slept. Keep keeps them, none drops them."
    assert waits in " ".join(asked)
    made.type("keep")
    assert kept(made, shelf) == ["she slept"]
    assert waits not in " ".join(made.type(asks))


def test_other_words_take_the_place_of_those_that_wait(shelf: Shelf) -> None:
    interrupted(shelf, "she slept", "write")
    made = plain_harness(shelf, voiced=False)
    made.type("write", "she ate")
    assert kept(made, shelf) == ["she ate"]
    assert "before" not in " ".join(made.type("write"))


def test_words_that_wait_are_dropped_by_none(shelf: Shelf) -> None:
    interrupted(shelf, "she slept", "write")
    made = plain_harness(shelf, voiced=False)
    assert made.type("write", "none")[-2:] == [NOTHING_CHANGED, NEXT]
    assert kept(made, shelf) == []
    assert "before" not in " ".join(made.type("write"))


@pytest.mark.parametrize("leaves", LEAVES)
def test_words_that_wait_go_on_waiting_where_they_are_left(shelf: Shelf, leaves: str) -> None:
    interrupted(shelf, "she slept", "write")
    made = plain_harness(shelf, voiced=False)
    made.type("write")
    assert made.type(leaves) == [WAITS_IN_LINES, NEXT]
    made.type("write", "keep")
    assert kept(made, shelf) == ["she slept"]


def test_where_words_that_wait_were_meant_for_another_place_that_is_told(shelf: Shelf) -> None:
    interrupted(shelf, "ask why", "note")
    made = plain_harness(shelf, voiced=False)
    made.reading.do(GoTo(Position(2), play=False))
    assert "They were typed at: Chapter 1: Before you begin." in " ".join(made.type("note"))


def test_a_changed_note_that_was_half_typed_waits_beside_the_one_that_is_kept(
    shelf: Shelf,
) -> None:
    interrupted(shelf, "three pi", "note two pills", "note")
    made = plain_harness(shelf, voiced=False)
    asked = " ".join(made.type("note"))
    assert "wait: three pi. Keep keeps them. Now: two pills. None removes it." in asked
    made.type("keep")
    assert kept(made, shelf) == ["three pi"]


@pytest.mark.parametrize(
    ("asks", "told"), [("C", [HALF_NOT_KEPT]), ("next", []), ("go", [HALF_NOT_KEPT])]
)
def test_what_is_no_own_words_does_not_wait_and_that_is_told(
    shelf: Shelf, asks: str, told: list[str]
) -> None:
    assert interrupted(shelf, "38", asks)[1:-1] == told


def test_control_c_with_nothing_typed_ends_it_as_ever(shelf: Shelf) -> None:
    assert len(interrupted(shelf, "", "note")) == 2


def test_control_c_brings_the_line_only_while_words_are_asked_for(shelf: Shelf) -> None:
    wanted: list[bool] = []
    made = plain_harness(
        shelf, voiced=False, reads_alone=False, keep_half=wanted.append, stop=lambda: True
    )
    made.type("next")
    assert set(wanted) == {False}
    made.type("note")
    assert wanted[-1]
    wanted.clear()
    # The shell has the terminal while the program is stopped.
    made.take(ToStop())
    made.take(Resumed())
    assert wanted == [False, True, False, True]
    made.type("words")
    assert not wanted[-1]


def test_who_comes_back_in_the_middle_of_own_words_is_told_how_they_are_given(
    shelf: Shelf,
) -> None:
    made = plain_harness(shelf, voiced=False, reads_alone=False)
    made.type("note")
    assert made.take(Resumed())[-1] == TO_ANSWER


def test_the_terminal_is_given_back_however_the_run_ends(shelf: Shelf) -> None:
    wanted: list[bool] = []

    def put(text: str) -> None:
        if text == TO_ANSWER:
            raise BrokenPipeError

    made = plain_harness(shelf, voiced=False, begins=False, put=put, keep_half=wanted.append)
    made.inbox.type_from(["note\n"])
    with pytest.raises(BrokenPipeError):
        made.reader.run(WELCOME)
    assert not wanted[-1]
