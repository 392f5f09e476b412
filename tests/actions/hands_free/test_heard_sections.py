"""What was heard is told when it is asked for, at both front doors."""

from __future__ import annotations

from datetime import date

import pytest

from allvoice.actions.model import Services
from allvoice.guide.model import Guide, Position
from allvoice.reading.commands import GoTo
from allvoice.reading.state import Status
from allvoice.shelf.listening_log import ListeningLog
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import DOORS, ByKeys, ByWords, Front, settings_of
from tests.reading.harness import guide_of_text

Door = type[ByKeys] | type[ByWords]
BOTH = pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
GUIDE = guide_of_text(
    "# Fever\n\nCall.\n\n## By day\n\nThe clinic.\n\n## At night\n\nThe ward.\n\n# Food\n\nEat.\n"
)


class Heard:
    """A listening log that a test lets hear sections."""

    def __init__(self, shelf: Shelf, guide: Guide = GUIDE, *, is_on: bool = True) -> None:
        self.is_on, self.guide = is_on, guide
        self.log = ListeningLog(
            shelf.listening, guide, lambda: self.is_on, lambda: date(2026, 11, 30)
        )

    def hear(self, *titles: str) -> None:
        for section in self.guide.sections:
            if section.title in titles:
                for block in range(section.first_block, section.last_block + 1):
                    self.log.heard(Position(block), 60.0)


def front_of(door: Door, shelf: Shelf, heard: Heard | None) -> Front:
    services = Services(listening=None if heard is None else heard.log)
    front = door(shelf, settings_of(), guide=GUIDE, services=services)
    front.reading.do(GoTo(Position(0), play=False))
    return front


@BOTH
def test_where_am_i_twice_tells_how_much_was_heard_and_for_how_long_today(
    door: Door, shelf: Shelf
) -> None:
    heard = Heard(shelf)
    front = front_of(door, shelf, heard)
    assert "You heard none of 4 sections here to its end yet, less than a minute today." in (
        " ".join(front.do("where_in_detail"))
    )
    heard.hear("By day", "Food")
    told = " ".join(front.do("where_in_detail"))
    assert "You heard 2 of 4 sections here, 4 minutes today." in told
    assert "You heard" not in " ".join(front.do("where"))


@BOTH
def test_sections_that_were_heard_are_told_so_in_every_list_of_them(
    door: Door, shelf: Shelf
) -> None:
    heard = Heard(shelf)
    heard.hear("By day", "Food")
    front = front_of(door, shelf, heard)
    items = front.items("sections_here")
    assert [each.endswith("By day, heard") for each in items] == [False, True, False]
    # Of the first chapter only a part was heard.
    chapters = front.items("chapters")
    assert [", heard" in each for each in chapters] == [False, True]
    heard.hear("Fever", "At night")
    assert all(", heard" in each for each in front_of(door, shelf, heard).items("chapters"))


def test_the_contents_say_it_at_the_end_of_an_item(shelf: Shelf) -> None:
    heard = Heard(shelf)
    heard.hear("By day", "Food")
    front = front_of(ByKeys, shelf, heard)
    assert isinstance(front, ByKeys)
    front.do("contents")
    items = [front.model.item(index) for index in range(4)]
    assert [each.words for each in items] == [
        "Chapter 1, Fever", "By day, heard", "At night", "Chapter 2, Food, heard",
    ]  # fmt: skip
    assert [each.text for each in items] == ["Fever", "By day, heard", "At night", "Food, heard"]


@BOTH
def test_a_key_reads_the_next_section_that_was_not_heard(door: Door, shelf: Shelf) -> None:
    heard = Heard(shelf)
    heard.hear("By day")
    front = front_of(door, shelf, heard)
    assert "Next not heard: At night, chapter 1." in " ".join(front.do("unheard"))
    assert front.sentence == "At night"
    assert front.reading.state.status is Status.PLAYING
    heard.hear("At night", "Food")
    # Behind the end it begins at the start.
    assert "Next not heard: Fever, chapter 1." in " ".join(front.do("unheard"))
    assert front.sentence == "Fever"


@BOTH
def test_it_says_so_when_all_were_heard(door: Door, shelf: Shelf) -> None:
    heard = Heard(shelf)
    heard.hear(*(each.title for each in GUIDE.sections))
    front = front_of(door, shelf, heard)
    assert "You have heard every section here to its end." in " ".join(front.do("unheard"))
    assert front.sentence == "Fever"
    assert front.reading.state.status is not Status.PLAYING


@BOTH
@pytest.mark.parametrize("is_there", [True, False], ids=["off", "none"])
def test_where_it_is_off_nothing_is_shown_and_the_key_says_where_it_is_switched_on(
    door: Door, shelf: Shelf, is_there: bool
) -> None:
    heard = Heard(shelf)
    heard.hear("By day")
    heard.is_on = False
    front = front_of(door, shelf, heard if is_there else None)
    assert "You heard" not in " ".join(front.do("where_in_detail"))
    assert ", heard" not in " ".join(front.items("sections_here"))
    told = f"What you heard is not kept. {front.press('options')} to change that."
    assert told in " ".join(front.do("unheard"))
