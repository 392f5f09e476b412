"""The care team's number is typed once, kept as it was typed, and said to be dialled."""

from __future__ import annotations

import pytest

from allvoice.actions.answers.care_team import FORGOTTEN, NO_NUMBER, NOT_A_NUMBER
from allvoice.actions.words import phone_words
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import ByKeys, ByWords, settings_of

PHONE = "(555) 010-0199 ext 7"


def ask(made: ByKeys) -> None:
    items = made.items("options")
    index = next(n for n, item in enumerate(items) if item.startswith("Care team's number"))
    made.change(index + 1, 1)


def test_it_is_typed_from_the_options_and_kept(shelf: Shelf) -> None:
    kept: list[tuple[str, object]] = []
    made = ByKeys(shelf, settings_of(), write=lambda name, value: kept.append((name, value)))
    ask(made)
    assert made.answer(PHONE) == [f"Your care team: {phone_words(PHONE)}."]
    assert kept == [("care_team_phone", PHONE)]
    assert any("Care team's number: (555) 010-0199 ext 7" in each for each in made.items("options"))


def test_nothing_typed_changes_nothing_and_none_forgets_it(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(care_team_phone=PHONE))
    ask(made)
    made.answer("")
    assert made.choices.settings.care_team_phone == PHONE
    ask(made)
    assert made.answer("none") == [FORGOTTEN]
    assert made.choices.settings.care_team_phone == ""


@pytest.mark.parametrize("typed", ["the nurse", "12", "CALL-NOW", "5" * 60, "=1+2+3;rm"])
def test_what_is_no_number_is_not_kept_and_said_so(shelf: Shelf, typed: str) -> None:
    made = ByKeys(shelf, settings_of(care_team_phone=PHONE))
    ask(made)
    (told,) = made.answer(typed)
    assert told.startswith(NOT_A_NUMBER)
    assert made.choices.settings.care_team_phone == PHONE


def test_in_lines_it_is_typed_behind_its_word(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of())
    assert made.plain.type("phone")[0] == f"{NO_NUMBER} Type phone and the number."
    assert made.plain.type("phone 555 0100")[0] == "Your care team: 5 5 5, 0 1 0 0."
    assert made.choices.settings.care_team_phone == "555 0100"
    assert made.plain.type("phone")[0] == "Your care team: 5 5 5, 0 1 0 0."


@pytest.mark.parametrize(
    ("phone", "said"),
    [
        ("911", "9 1 1"),
        ("555-0100", "5 5 5, 0 1 0 0"),
        ("+1 (555) 0100", "plus, 1, 5 5 5, 0 1 0 0"),
        ("555 0100 ext 7", "5 5 5, 0 1 0 0, extension, 7"),
        ("555.0100x7", "5 5 5, 0 1 0 0, extension, 7"),
    ],
)
def test_it_is_said_digit_by_digit_with_a_pause_between_its_groups(phone: str, said: str) -> None:
    assert phone_words(phone) == said
