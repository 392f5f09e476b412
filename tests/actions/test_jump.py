"""One goes to a percentage, a chapter or a heading that is typed, and comes back again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from allvoice.guide.model import Position
from allvoice.reading.commands import GoTo
from allvoice.reading.state import Status
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import ByKeys, ByWords, Front, settings_of

Make = Callable[..., Front]
TEXT = """# When to call

Call now.

## Fever

Take the temperature.

# Medicines

Two pills.

## Methotrexate

At night.

## Fever after a pill

Call too.
"""
FEVER, MEDICINES, METHOTREXATE, AFTER = Position(2), Position(4), Position(6), Position(8)


def go(made: Front, typed: str) -> list[str]:
    """Type where to go; return what was told last."""
    if isinstance(made, ByWords):
        return made.do("go_to", typed)
    made.do("go_to")
    assert isinstance(made, ByKeys)
    return made.answer(typed)


@pytest.mark.parametrize(
    ("typed", "position", "told"),
    [
        ("2", MEDICINES, "Medicines, chapter 2."),
        ("chapter 2", MEDICINES, "Medicines, chapter 2."),
        ("Chapter2", MEDICINES, "Medicines, chapter 2."),
        ("0%", Position(0), "When to call, chapter 1. 0 percent."),
        ("100 percent", Position(9), "Fever after a pill, chapter 2. 100 percent."),
        ("fever", FEVER, "Fever, chapter 1. 1 of 2."),
        ("pill after", AFTER, "Fever after a pill, chapter 2."),
        ("metho", METHOTREXATE, "Methotrexate, chapter 2."),
        ("metotrexate", METHOTREXATE, "Methotrexate, chapter 2."),
        ("MEDICINES", MEDICINES, "Medicines, chapter 2."),
    ],
)
def test_what_is_typed_is_gone_to_named_and_read(
    front: Make, typed: str, position: Position, told: str
) -> None:
    made = front(TEXT)
    assert go(made, typed) == [told]
    assert made.reading.state.position == position
    assert made.reading.state.status is Status.PLAYING


@pytest.mark.parametrize("typed", ["50%", "50 %", "50 percent", "50 per cent", "50.0%"])
def test_a_percentage_is_a_part_of_the_guide(front: Make, typed: str) -> None:
    made = front(TEXT)
    go(made, typed)
    guide = made.reading.guide
    assert abs(guide.progression(made.reading.state.position) - 0.5) < 0.1


def test_the_same_words_again_lead_to_the_next_heading_that_has_them(front: Make) -> None:
    made = front(TEXT)
    assert [go(made, "fever")[0] for _ in range(3)] == [
        "Fever, chapter 1. 1 of 2.",
        "Fever after a pill, chapter 2. 2 of 2.",
        "Fever, chapter 1. 1 of 2.",
    ]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("7", "The chapters are 1 to 2. With a percent sign it is a percentage."),
        ("0", "The chapters are 1 to 2. With a percent sign it is a percentage."),
        ("101%", "The end is at 100 percent."),
    ],
)
def test_what_is_beyond_the_guide_is_told_and_nothing_moves(
    front: Make, typed: str, told: str
) -> None:
    made = front(TEXT)
    before = made.reading.state.position
    assert go(made, typed) == [told]
    assert made.reading.state.position == before


def test_for_anything_else_what_can_be_typed_is_told(front: Make) -> None:
    made = front(TEXT)
    assert go(made, "xylophone") == [
        "No heading has “xylophone”. Type a percentage such as 35%, a chapter's number, or words "
        f"of a heading; {made.shown('search')} searches the text."
    ]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("99", "The chapters are 1 to 2. With a percent sign it is a percentage."),
        ("chapter 99", "The chapters are 1 to 2. With a percent sign it is a percentage."),
        ("200%", "The end is at 100 percent."),
        ("xylophone", "No heading has “xylophone”."),
    ],
)
def test_the_line_stays_open_with_what_was_typed_where_that_leads_nowhere(
    shelf: Shelf, typed: str, told: str
) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    made.reading.do(GoTo(FEVER, play=True))
    made.do("go_to")
    assert made.answer(typed)[-1].startswith(told)
    assert made.door.question is not None
    assert made.door.question.initial == typed
    assert (made.reading.state.position, made.reading.state.status) == (FEVER, Status.PAUSED)
    made.answer("2")
    assert not made.door.is_asking
    assert (made.reading.state.position, made.reading.state.status) == (MEDICINES, Status.PLAYING)


def test_a_line_that_led_nowhere_is_left_like_any_other(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    made.reading.do(GoTo(FEVER, play=True))
    made.do("go_to")
    made.answer("99")
    made.do("leave_search")
    assert not made.door.is_asking
    assert (made.reading.state.position, made.reading.state.status) == (FEVER, Status.PLAYING)
    made.do("go_to")
    assert made.door.question is not None
    assert made.door.question.initial == ""


def test_in_lines_the_next_line_is_the_place_again_where_one_led_nowhere(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of(), text=TEXT)
    assert made.plain.type("%", "99", "200%", "2")[-1].startswith("Medicines")
    assert made.reading.state.position == MEDICINES


def test_in_a_guide_without_chapters_a_number_is_a_section(front: Make) -> None:
    made = front("# One\n\nText.\n\n## Two\n\nText.\n\n## Three\n\nText.\n")
    assert go(made, "3") == ["Three."]


def test_from_there_one_goes_back_to_where_one_was(front: Make) -> None:
    made = front(TEXT)
    made.reading.do(GoTo(METHOTREXATE, play=False))
    go(made, "fever")
    made.do("previous_place")
    assert made.reading.state.position == METHOTREXATE


def test_leaving_the_line_leaves_the_reading_where_it_was(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    made.reading.do(GoTo(FEVER, play=True))
    made.do("go_to")
    made.answer("")
    assert made.reading.state.position == FEVER
    assert made.reading.state.status is Status.PLAYING


def test_in_lines_the_next_line_may_be_the_place(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of(), text=TEXT)
    made.do("go_to")
    made.plain.type("fever")
    assert made.reading.state.position == FEVER
    made.plain.type("% 2")
    assert made.reading.state.position == MEDICINES
