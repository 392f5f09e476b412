"""What is a key on the screen can be typed, and who knows former words is told what changed."""

from __future__ import annotations

import pytest

from allvoice.actions import tour
from allvoice.plain.obeying import DESCRIBES
from allvoice.plain.typed_words import CHANGED
from allvoice.reading.state import Status
from allvoice.shelf.store.shelf import Shelf
from tests.plain.harness import NEXT, WELCOME, plain_harness

LONG = "\n\n".join(f"# Part {number}\n\nText." for number in range(1, 13))
URGENT = "# When to call the care team now\n\nCall now.\n\n# Food\n\nEat.\n"


@pytest.mark.parametrize("character", ["n", "p", "="])
def test_a_letter_that_asks_for_something_else_than_before_is_done_and_told_once(
    shelf: Shelf, character: str
) -> None:
    made = plain_harness(shelf, voiced=False)
    assert CHANGED[character] in made.type(character)
    assert CHANGED[character] not in made.type(character)
    again = plain_harness(shelf, voiced=False)
    assert CHANGED[character] not in again.type(character)


def test_while_something_is_looked_for_the_next_find_is_what_is_meant(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    made.type("/the")
    assert made.type("n")[0] == "2 of 4, Before you begin, chapter 1."
    assert CHANGED["n"] not in made.lines


def test_without_a_search_n_goes_to_the_next_section_as_on_the_screen(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    assert made.type("n")[0] == "Heading 2: At night"
    assert made.type("p")[0] == "Heading 1: Before you begin"


@pytest.mark.parametrize("typed", ["", "t"])
def test_the_urgent_key_is_the_urgent_list_where_no_list_is_so_long(
    shelf: Shelf, typed: str
) -> None:
    made = plain_harness(shelf, voiced=False, text=URGENT)
    made.type(typed)
    made.type("9")
    assert made.reading.state.visit is not None
    assert made.reading.state.visit.urgent


def test_in_a_list_that_is_so_long_it_is_the_ninth_item(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False, text=LONG)
    made.type("t")
    assert made.type("9")[0] == "Heading 1: Part 9"


def test_what_only_the_screen_has_is_told_so(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    assert made.type("c") == ["Next colours: only the screen has that.", NEXT]


def test_the_letter_for_the_ruler_still_lists_the_bookmarks(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    made.type("b")
    assert made.type("l") == made.type("B")


def test_what_a_word_does_is_told_and_not_done(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    before = made.reading.state.position
    assert made.type("k") == [DESCRIBES, NEXT]
    assert made.type("k n") == ["n: Next find, else next section.", NEXT]
    goes = "Go to that item of the list shown last"
    assert made.type("k 3") == [f"3: {goes}.", NEXT]
    assert made.type("k 9") == [f"9: {goes}; else, when to call: the urgent list.", NEXT]
    assert made.type("k frobnicate") == ["I do not know that. Type h for help.", NEXT]
    assert made.reading.state.position == before


def test_the_whole_tour_is_told_line_by_line_and_the_reading_goes_on(shelf: Shelf) -> None:
    made = plain_harness(shelf)
    made.hear(11)
    steps = tour.steps(made.controls)
    assert made.type("y") == [steps[0]]
    shown = len(made.lines)
    for _ in steps:
        made.reading.hear_announcement()
    assert made.lines[shown : shown + len(steps) - 1] == steps[1:]
    assert made.reading.state.status is Status.PLAYING


@pytest.mark.parametrize("typed", ["frobnicate", "3", "c", "k n", "w"])
def test_whatever_is_typed_ends_the_tour(shelf: Shelf, typed: str) -> None:
    made = plain_harness(shelf)
    made.hear(11)
    made.type("y", typed)
    steps = tour.steps(made.controls)
    made.hear()
    assert not [line for line in made.lines if line in steps[1:]]


def test_a_newcomer_is_told_of_tonights_words_and_then_read_to(shelf: Shelf) -> None:
    made = plain_harness(shelf, begins=False, gives_tour=True, reads_alone=False)
    made.reader.begin(WELCOME)
    assert made.lines == [WELCOME]
    steps = tour.first_steps(made.controls)
    for _ in range(len(steps) + 1):
        made.reading.hear_announcement()
    assert made.lines[1 : 1 + len(steps)] == steps
    assert made.reading.state.status is Status.PLAYING


def test_for_a_screen_reader_the_tour_is_lines_without_numbers(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    assert made.type("y")[:-1] == tour.steps(made.controls)[1:]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("slep 30", "sleep"), ("playlst", "playlist"), ("any key", "anykey"), ("que", "queue")],
)
def test_a_misspelt_word_is_told_with_what_was_probably_meant(
    shelf: Shelf, typed: str, meant: str
) -> None:
    made = plain_harness(shelf, voiced=False)
    assert made.type(typed)[0] == f"I do not know that. Did you mean {meant}? Type h for help."


@pytest.mark.parametrize("typed", ["frobnicate", "ok", "xq 3", "what"])
def test_what_is_like_no_word_is_only_not_known(shelf: Shelf, typed: str) -> None:
    assert (
        plain_harness(shelf, voiced=False).type(typed)[0] == "I do not know that. Type h for help."
    )
