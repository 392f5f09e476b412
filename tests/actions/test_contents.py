"""The contents: all sections, the chapters alone, or the sections of one chapter."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from allvoice.actions.answers.contents import next_landmark
from allvoice.guide.model import Position
from allvoice.reading.commands import ChangeRate, GoTo
from allvoice.reading.state import Status
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import ByKeys, Front, settings_of

Make = Callable[..., Front]
GUIDE = """# Fever

Call.

## By day

Call the clinic.

### On Sundays

Call the ward.

## At night

Call the ward too.

# Food

Eat.
"""
ONE_CHAPTER = "# Tablets\n\nHi.\n\n## Food\n\nHo.\n\n## Drink\n\nHa.\n"


def test_all_sections_are_listed_and_the_present_one_is_chosen(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=GUIDE)
    made.reading.do(GoTo(Position(5), play=False))
    assert made.items("contents") == ["Fever", "By day", "On Sundays", "At night", "Food"]
    assert (made.model.name, made.model.selected) == ("Contents, 5 sections", 2)
    items = [made.model.item(index) for index in range(5)]
    assert [item.indent for item in items] == [0, 2, 4, 2, 0]
    assert [item.words for item in items] == [
        "Chapter 1, Fever", "By day", "On Sundays", "At night", "Chapter 2, Food",
    ]  # fmt: skip
    assert [item.is_heading for item in items] == [True, False, False, False, True]


def test_left_and_right_go_by_chapters(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=GUIDE)
    made.items("contents")
    landmark = made.model.landmark
    assert landmark is not None
    assert [landmark(2, 1), landmark(2, -1), landmark(4, 1), landmark(0, -1)] == [4, 0, 4, 0]


def test_in_a_guide_of_one_chapter_they_go_by_its_main_sections(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=ONE_CHAPTER)
    assert made.items("contents") == ["Tablets", "Food", "Drink"]
    landmark = made.model.landmark
    assert landmark is not None
    assert [landmark(0, 1), landmark(1, 1), landmark(2, -1)] == [1, 2, 1]


def test_a_section_is_shown_with_its_length_only_where_that_helps_to_choose(shelf: Shelf) -> None:
    text = "# Short\n\nOne.\n\n# Long\n\n" + "Call the care team at once. " * 200
    made = ByKeys(shelf, settings_of(), text=text)
    short, long = made.items("contents")
    assert short == "Short"
    before = int(long.removeprefix("Long  ").removesuffix(" min"))
    made.reading.do(ChangeRate(-8))
    after = int(made.items("contents")[1].removeprefix("Long  ").removesuffix(" min"))
    assert after > before > 1


def test_chapters_are_listed_and_where_one_is_is_said(front: Make) -> None:
    made = front(GUIDE)
    made.reading.do(GoTo(Position(5), play=False))
    assert made.items("chapters") == ["Fever, you are here", "Food"]
    made.choose(2)
    assert made.sentence == "Food"
    assert made.reading.state.status is Status.PLAYING


def test_a_guide_of_one_chapter_lists_its_sections(front: Make) -> None:
    made = front(ONE_CHAPTER)
    made.reading.do(GoTo(Position(2), play=False))
    assert made.items("chapters") == ["Tablets", "Food, you are here", "Drink"]


@pytest.mark.parametrize("block", [0, 2, 4, 6])
def test_the_sections_of_the_chapter_one_is_in_are_listed(front: Make, block: int) -> None:
    made = front(GUIDE)
    made.reading.do(GoTo(Position(block), play=False))
    titles = ["Fever", "By day", "On Sundays", "At night"]
    here = made.reading.guide.section_of(Position(block)).title
    assert made.items("sections_here") == [
        f"{title}, you are here" if title == here else title for title in titles
    ]
    made.choose(4)
    assert made.sentence == "At night"


def test_a_number_goes_there_without_the_list(front: Make) -> None:
    made = front(GUIDE)
    assert made.do("chapters", 2) == []
    assert made.sentence == "Food"


def test_a_landmark_that_is_not_there_leaves_the_item_chosen() -> None:
    assert next_landmark([], 3, 1) == 3
    assert next_landmark([1, 5, 9], 5, 1) == 9
    assert next_landmark([1, 5, 9], 5, -1) == 1
    assert next_landmark([1, 5, 9], 9, 1) == 9
