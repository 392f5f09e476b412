"""Lists are numbered lines: a window of them at a time, and numbers go where they were shown."""

from __future__ import annotations

import pytest

from allvoice.shelf.store.shelf import Shelf
from tests.plain.harness import (
    AGAIN,
    END,
    GO_ON,
    MORE,
    NEXT,
    help_lines,
    plain_harness,
)

NO_LIST = (
    "A number goes to an item of a list: type t, tt, B, A, L or o first. "
    "Type urgent for when to call."
)


def test_contents_are_a_numbered_list_one_goes_to_by_number(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    assert made.type("t") == [
        "1. Before you begin, you are here",
        "2. Food",
        "[1 to 2: go, tt: sections, Enter: next]",
    ]
    assert made.type("2") == ["Heading 1: Food", NEXT]
    assert made.type("t 1") == ["Heading 1: Before you begin"]
    assert made.type("t 9") == ["Type t and a number, 1 to 2.", NEXT]
    assert made.type("tt") == [
        "1. Before you begin, you are here",
        "2. At night",
        "[1 to 2: go there, Enter: next]",
    ]
    assert made.type("2") == ["Heading 2: At night", NEXT]
    assert made.type("t")[0] == "1. Before you begin, you are here"
    assert made.type("3") == [
        "Type t and a number, 1 to 2.",
        "[1 to 2: go, tt: sections, Enter: next]",
    ]


def test_a_guide_of_one_chapter_lists_its_sections(shelf: Shelf) -> None:
    made = plain_harness(
        shelf, voiced=False, text="# Tablets\n\nHi.\n\n## Food\n\nHo.\n\n## Drink\n\nHa.\n"
    )
    assert made.type("nnn", "t") == [
        "Heading 2: Food",
        "1. Tablets",
        "2. Food, you are here",
        "3. Drink",
        "[1 to 3: go there, Enter: next]",
    ]


def test_the_voice_holds_while_a_list_is_read_and_says_the_list(shelf: Shelf) -> None:
    made = plain_harness(shelf)
    made.hear(11)
    assert made.type("t")[-1] == "[1 to 2: go, tt: sections, Enter: go on]"
    assert "Food" in made.reading.voice.announced[-1]
    assert (made.reading.voice.paused, made.type(""), made.reading.voice.paused) == (
        True,
        [],
        False,
    )
    assert (made.type("h")[-1], made.reading.voice.paused) == (GO_ON, True)
    made.type("t", "2")
    assert made.hear(1) == ["Heading 1: Food"]


def test_a_list_longer_than_the_window_comes_a_window_at_a_time(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False, fit=lambda lines: 2)
    text = help_lines(made)
    assert made.type("h") == [*text[:2], MORE]
    assert made.type("") == [*text[2:4], MORE]
    assert made.type("t", "2") == [
        "1. Before you begin, you are here",
        "2. Food",
        "[1 to 2: go, tt: sections, Enter: next]",
        "Heading 1: Food",
        NEXT,
    ]
    shown = made.type("h")
    while shown[-1] == MORE:
        shown = [*shown[:-1], *made.type("")]
    assert shown == [*text, NEXT]


def test_a_number_can_be_typed_before_the_list_has_ended(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False, fit=lambda lines: 0)
    assert made.type("t")[-1] == "[1 to 2: go, tt: sections, Enter: more]"
    assert made.type("2") == ["Heading 1: Food", NEXT]
    assert made.type("") == ["Small meals help.", END, AGAIN]


def test_the_voice_says_a_long_list_a_window_at_a_time(shelf: Shelf) -> None:
    made = plain_harness(shelf, fit=lambda lines: 1)
    made.hear(11)
    made.type("t")
    assert made.reading.voice.announced[-1].startswith("1. Before")
    assert made.type("")[-1] == "[1 to 2: go, tt: sections, Enter: go on]"
    assert made.reading.voice.announced[-1].startswith("2. Food")
    assert made.reading.voice.paused


def test_a_number_before_any_list_says_where_numbers_go(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    assert made.type("3") == [NO_LIST, NEXT]


def test_numbers_go_to_the_list_until_something_else_is_typed(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    made.type("t")
    assert made.type("frobnicate") == [
        "I do not know that. Type h for help.",
        "[1 to 2: go, tt: sections, Enter: next]",
    ]
    assert made.type("2") == ["Heading 1: Food", NEXT]
    assert made.type("1", "what", "2")[-1] == "Heading 1: Food"


@pytest.mark.parametrize("typed", ["", "n", "b", "w", "h", "a", "dl 1", "t 1", "/small"])
def test_a_number_never_goes_to_a_list_left_before(shelf: Shelf, typed: str) -> None:
    made = plain_harness(shelf, voiced=False)
    made.type("t", typed)
    place = made.reading.state.position
    assert made.type("1")[0] == NO_LIST
    assert made.reading.state.position == place


def test_who_mistypes_between_two_pages_of_a_list_gets_the_next_page(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False, fit=lambda lines: 1)
    assert made.type("t", "what", "")[-2:] == ["2. Food", "[1 to 2: go, tt: sections, Enter: next]"]
