"""An item of a long list is found by its number or by words, whatever they are typed like."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from allvoice.actions.finding.item_search import items_with
from allvoice.actions.model import ListItem, ListModel
from allvoice.reading.state import Status
from tests.actions.harness import ByKeys, own_shelf, settings_of

NAMES = (
    "Calling early: Fever",
    "When to call: Chills without a fever",
    "Fever",
    "Temperatures, and how to take them",
    "Bleeding",
    "Bleeding from the nose",
)


def model_of(*names: str, is_numbered: bool = True) -> ListModel:
    items = [ListItem(name) for name in names]
    return ListModel(
        "Names", len(items), items.__getitem__, lambda index: None, is_numbered=is_numbered
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("4", [3]),
        ("fever", [2, 0, 1]),
        ("nose bleed", [5]),
        ("temperature", [3]),
        ("bleedng", [4, 5]),
        ("Chils feever", [1]),
        ("7", []),
        ("zebra", []),
        ("never", []),
        ("—", []),
    ],
)
def test_words_in_any_order_and_misspelt_find_the_items_that_have_them(
    typed: str, found: list[int]
) -> None:
    assert list(items_with(model_of(*NAMES), typed)) == found


def test_a_number_is_that_of_a_chapter_where_chapters_are_numbered() -> None:
    contents = model_of("Chapter 1, Start", "Calls", "Chapter 2, Fever", "Chapter 20, Home")
    assert list(items_with(contents, "2")) == [2]
    assert list(items_with(contents, "20")) == [3]
    assert list(items_with(contents, "4")) == [3], "else it counts items"


def test_a_number_is_a_word_where_items_have_none() -> None:
    assert list(items_with(model_of("Call 911", "Rest", is_numbered=False), "1")) == []
    assert list(items_with(model_of("Call 911", "Rest", is_numbered=False), "911")) == [0]


@pytest.fixture
def keys() -> Iterator[ByKeys]:
    with own_shelf() as shelf:
        yield ByKeys(shelf, settings_of())


def test_what_is_typed_in_a_list_chooses_an_item_and_enter_alone_the_next(keys: ByKeys) -> None:
    titles = keys.items("contents")
    keys.find(titles[-1])
    assert keys.model.name.startswith("Contents"), "the list stays"
    assert keys.door.selected == len(titles) - 1
    keys.find("1")
    assert keys.door.selected == 0
    keys.items("help")
    numbers = list(items_with(keys.model, "mark"))
    assert len(numbers) > 2
    keys.find("mark")
    for number in (*numbers[1:], numbers[0]):
        keys.find("")
        assert keys.door.selected == number


def test_leaving_the_line_leaves_what_was_chosen(keys: ByKeys) -> None:
    keys.items("help")
    keys.find("mark")
    chosen = keys.door.selected
    keys.actions.do("search")
    keys.actions.do("leave_search")
    assert keys.door.question is None
    assert keys.door.selected == chosen > 0


def test_what_no_key_has_leaves_the_help_and_the_place_as_they_are(keys: ByKeys) -> None:
    keys.items("help")
    place = keys.reading.state.position
    nothing = "Nothing in this list has small. Enter looks for it in the text."
    assert keys.find("small")[-1] == nothing
    assert keys.door.list_action == "help"
    assert keys.reading.state.position == place
    assert keys.answer("tiny")[-1] == nothing.replace("small", "tiny")
    keys.actions.do("leave_search")
    assert keys.find("small")[-1] == nothing
    assert keys.reading.state.position == place
    keys.answer("small")
    assert not keys.door.is_list_open
    assert keys.sentence == "Small meals help."


def test_what_no_item_has_is_looked_for_in_the_guide(keys: ByKeys) -> None:
    keys.items("contents")
    assert not list(items_with(keys.model, "small"))
    keys.find("small")
    assert not keys.door.is_list_open
    assert keys.sentence == "Small meals help."
    assert keys.reading.state.status is Status.PLAYING
