"""When to call is one key or word away from everywhere, and the place that was left is not lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from allvoice.actions.answers.urgent import EMERGENCY, NONE_HERE
from allvoice.actions.model import Services
from allvoice.guide.load import parse_guide
from allvoice.guide.model import Position
from allvoice.reading.commands import GoTo, Play, SetOptions
from allvoice.reading.state import Status
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import ByKeys, ByWords, Front, settings_of
from tests.reading.harness import guide_of_text

Make = Callable[..., Front]
TEXT = """# When to call us

Call 911 for these.

- A seizure.

# Food

Small meals help. Drink often.

# Questions about food

- What may he eat?
"""
DRINK = Position(4, 1)
PHONE = "+1 555-0100"
DIGITS = "plus, 1, 5 5 5, 0 1 0 0"
OTHER = "# A letter\n\nTake one pill.\n"


def at_food(made: Front) -> Front:
    made.reading.do(GoTo(DRINK, play=True))
    return made


def ask_for_more(made: Front) -> list[str]:
    """Ask for the list; return what is said first."""
    made.do("urgent")
    return made.reading.says()


def test_the_list_is_read_at_once_with_the_number_said_digit_by_digit_and_shown(
    front: Make,
) -> None:
    made = at_food(front(TEXT, care_team_phone=PHONE))
    first, heading, *_ = ask_for_more(made)
    assert first.startswith(f"Urgent list. Your care team: {DIGITS}. Once more: {DIGITS}.")
    assert heading == "When to call us."
    assert f"Your care team: {PHONE}." in made.reading.messages[-1]
    assert made.reading.state.status is Status.PLAYING


def test_without_a_number_that_is_told_and_the_list_is_read_all_the_same(front: Make) -> None:
    first, heading, *_ = ask_for_more(at_food(front(TEXT)))
    assert "No number of your care team is kept here." in first
    assert heading == "When to call us."


def test_going_back_leads_to_the_sentence_that_was_left(front: Make) -> None:
    made = at_food(front(TEXT, care_team_phone=PHONE))
    made.do("urgent")
    made.do("back")
    assert made.sentence == "Drink often."
    assert made.reading.state.reads_on
    made.do("back")
    assert made.reading.state.status is Status.STOPPED


def test_once_the_list_was_left_it_is_told_where_the_number_is_typed_and_never_again(
    front: Make,
) -> None:
    made = at_food(front(TEXT))
    made.do("urgent")
    where = {
        "Press O for the options, where your care team's number can be typed.",
        "Type phone and your care team's number to keep it.",
    }
    (told,) = made.do("back")
    place, _, more = told.partition(". ")
    assert place == "Back in Food"
    assert more in where
    assert made.sentence == "Drink often."
    assert made.reading.state.reads_on
    made.do("urgent")
    assert made.do("back") == ["Back in Food."]


def test_whose_number_is_kept_is_not_told_where_it_is_typed(front: Make) -> None:
    made = at_food(front(TEXT, care_team_phone=PHONE))
    made.do("urgent")
    assert made.do("back") == ["Back in Food."]


def test_from_a_list_the_urgent_list_is_read_and_the_reading_of_before_goes_on_after_it(
    shelf: Shelf,
) -> None:
    made = ByKeys(shelf, settings_of(care_team_phone=PHONE), text=TEXT)
    at_food(made)
    made.do("contents")
    made.do("urgent")
    assert made.door.model is None
    assert not made.reading.voice.paused
    made.do("back")
    assert (made.sentence, made.reading.state.reads_on) == ("Drink often.", True)


def test_while_words_are_typed_it_takes_their_place(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(care_team_phone=PHONE), text=TEXT)
    at_food(made)
    made.do("search")
    made.do("urgent")
    assert made.door.question is None
    assert made.reading.says()[1] == "When to call us."
    made.do("back")
    assert made.reading.state.reads_on


def test_in_the_tour_it_ends_the_tour(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT, begins=False)
    made.actions.tour.welcome("Welcome.")
    made.do("urgent")
    assert not made.actions.tour.is_on
    assert made.reading.says()[1] == "When to call us."


def test_while_a_search_is_under_way_it_ends_that(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    made.find("meals")
    made.do("urgent")
    assert made.reading.says()[1] == "When to call us."


def test_with_guide_and_interface_mute_it_is_heard(front: Make) -> None:
    made = front(TEXT, guide_voice=False, interface_voice=False)
    made.reading.do(SetOptions(made.reading.state.options), GoTo(DRINK, play=True))
    assert ask_for_more(made)[0].startswith("Urgent list.")
    assert made.reading.voice.guide_audible


@pytest.mark.parametrize("phone", ["", PHONE])
def test_of_a_document_without_such_a_list_the_program_has_its_own(
    shelf: Shelf, phone: str
) -> None:
    services = Services(own_guide=lambda: guide_of_text(TEXT))
    settings = settings_of(care_team_phone=phone)
    made = ByKeys(shelf, settings, text=OTHER, services=services)
    first, heading, *others = made.items("urgent")
    number = f"Your care team: {phone}." if phone else "No number of your care team is kept here."
    assert first == f"{EMERGENCY} {number}"
    assert heading.startswith(NONE_HERE)
    assert others == ["When to call us", "Call 911 for these.", "A seizure."]
    told = f"Your care team: {DIGITS}." if phone else number
    assert made.model.item(0).words.startswith(f"{EMERGENCY} {told}")
    assert made.model.asked
    made.choose(2)
    assert made.door.model is None
    assert made.sentence == "A letter"


def test_in_lines_the_programs_own_list_is_printed(shelf: Shelf) -> None:
    services = Services(own_guide=lambda: guide_of_text(TEXT))
    made = ByWords(shelf, settings_of(), text=OTHER, services=services)
    number, heading, *others = made.plain.type("911")
    assert number.startswith(EMERGENCY)
    assert heading.startswith(NONE_HERE)
    assert others[:3] == ["When to call us", "Call 911 for these.", "A seizure."]


def test_in_lines_what_the_list_paused_is_read_on_by_the_word_that_goes_back(
    shelf: Shelf,
) -> None:
    services = Services(own_guide=lambda: guide_of_text(TEXT))
    made = ByWords(shelf, settings_of(), text=OTHER, services=services)
    made.reading.do(Play())
    made.plain.type("911")
    paused = made.reading.state.status
    made.plain.type("back")
    assert (paused, made.reading.state.status) == (Status.PAUSED, Status.PLAYING)


def test_where_not_even_that_can_be_opened_the_emergency_number_is_told(front: Make) -> None:
    made = front(OTHER)
    made.do("urgent")
    if isinstance(made, ByKeys):
        assert made.model.item(0).text.startswith(EMERGENCY)
        assert made.model.item(1).text == NONE_HERE
    elif isinstance(made, ByWords):
        assert any(line.startswith(EMERGENCY) for line in made.plain.lines)


@pytest.mark.parametrize("typed", ["urgent", "911", "Emergency", "CALL"])
def test_every_word_that_comes_to_mind_leads_there(shelf: Shelf, typed: str) -> None:
    made = ByWords(shelf, settings_of(care_team_phone=PHONE), text=TEXT)
    made.plain.type(typed)
    assert made.reading.says()[1] == "When to call us."


@pytest.mark.parametrize(
    ("title", "is_found"),
    [
        ("When to call", True), ("When should I seek help?", True), ("Call 911 if", True),
        ("Call your care team right away", True), ("In an emergency", True),
        ("Danger signs", True), ("Get medical help now", True), ("Calling names", False),
        ("What to eat", False), ("Emergence", False),
    ],
)  # fmt: skip
def test_a_handouts_own_words_for_it_are_known(title: str, is_found: bool) -> None:
    from pathlib import Path

    from allvoice.guide.urgent import urgent_blocks

    text = (
        f"# Letter\n\nDear family.\n\n## {title}\n\nFever.\n\n### More\n\nRash.\n\n## Bye\n\nX.\n"
    )
    guide = parse_guide([(Path("letter.md"), text)])
    assert urgent_blocks(guide) == ((2, 5) if is_found else None)
