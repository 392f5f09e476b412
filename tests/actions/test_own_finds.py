"""A search finds what the listener wrote, beside what the document says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from allvoice.actions.model import Services
from allvoice.guide.load import parse_guide
from allvoice.guide.model import Position
from allvoice.shelf.locator import locate
from allvoice.shelf.store.entries import EntryKind
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import ByKeys, ByWords, Front, settings_of

TEXT = """\
# Nights

Call for a fever. Keep the number near.

# Days

Small meals help. A fever can come back.
"""


def test_own_words_are_told_of_and_stand_below_the_places_of_the_document(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    shelf.entries.add(EntryKind.TEMPERATURE, "38.2, fever at noon")
    place = locate(made.reading.guide, Position(3, 0))
    shelf.bookmarks.add(place, "Small meals", note="no fever after lunch")
    told = made.find("fever")
    assert any("Fever, 1 of 2. Also 2 in your own words." in each for each in told)
    assert made.items("finds")[2:] == [
        "Temperature: 38.2, fever at noon",
        "Note on a mark: no fever after lunch",
    ]
    assert made.model.name == "Fever, 2 places. Also 2 in your own words."
    made.choose(4)
    assert made.sentence == "Small meals help."
    made.items("finds")
    assert made.choose(3) == ["Temperature: 38.2, fever at noon."]


def test_what_only_the_listener_wrote_is_listed_at_once(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    entry = shelf.entries.add(EntryKind.QUESTION, "Which zebras are allowed?")
    shelf.entries.change(entry, answer="None")
    made.find("zebra")
    assert made.model.name == "Zebra, 1 in your own words"
    assert made.model.item(0).line == "Question: Which zebras are allowed? None"


def test_lines_find_own_words_too(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of(), text=TEXT)
    card = shelf.cards.add("zebra trial")
    shelf.cards.change(card, burden="Six weeks away")
    assert made.plain.type("/zebra")[:2] == [
        "Your own words", "1. Card: zebra trial. Burden: Six weeks away.",
    ]  # fmt: skip
    assert made.plain.type("1")[0] == "Card: zebra trial. Burden: Six weeks away."


def test_a_note_made_in_a_document_that_is_not_known_is_told_and_leads_nowhere(
    shelf: Shelf,
) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    place = replace(locate(made.reading.guide, Position(3, 0)), guide_id="another")
    shelf.entries.add(EntryKind.NOTE, "zebra crossing", place)
    before = made.sentence
    made.find("zebras")
    assert made.choose(1) == ["Note: zebra crossing."]
    assert made.sentence == before


def test_what_another_window_wrote_since_is_found(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    assert any("Nothing" in each for each in made.find("zebra"))
    shelf.entries.add(EntryKind.NOTE, "zebra")
    made.find("zebra")
    assert made.model.count == 1


def test_the_guide_is_searched_too_while_a_handout_is_read(shelf: Shelf) -> None:
    guide = parse_guide([(Path("guide.md"), TEXT)], guide_id="all")
    services = Services(own_guide=lambda: guide)
    made = ByKeys(shelf, settings_of(), text="# Handout\n\nRest. No fever.", services=services)
    told = made.find("fever")
    assert any("Fever, 1 place. Also 2 in the guide." in each for each in told)
    assert made.items("finds")[1:] == [
        "Nights, chapter 1: Call for a fever.",
        "Days, chapter 2: A fever can come back.",
    ]
    made.find("meals")
    assert made.model.name == "Meals, 1 in the guide"


def test_in_the_guide_itself_it_is_searched_once(shelf: Shelf) -> None:
    guide = parse_guide([(Path("guide.md"), TEXT)], guide_id="all")
    services = Services(own_guide=lambda: guide)
    made = ByKeys(shelf, settings_of(), guide=guide, services=services)
    assert not any("Also" in each for each in made.find("fever"))


def test_what_stands_on_lines_of_its_own_is_parted_where_it_is_found(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    shelf.entries.add(EntryKind.MEDICINE, "zebra 1 mg.\n\nzebra 2 mg")
    made.find("zebra")
    assert made.model.item(0).line == "Medicine: zebra 1 mg; also: zebra 2 mg"


# Own words that were typed word for word


MILLIGRAMS = """\
# When to call

Call for a fever of 100.4. Bleeding needs a call.

# Pills

Dexamethasone comes in pills of 4 sorts.

# Days

Dexamethasone at night keeps many awake. Milligrams are small.
"""


def kept_words(shelf: Shelf, *texts: str) -> None:
    for each in texts:
        shelf.entries.add(EntryKind.NOTE, each)


def test_own_words_that_alone_hold_what_was_typed_lead_the_list_of_finds(
    front: Callable[..., Front],
) -> None:
    made = front(MILLIGRAMS)
    kept_words(made.shelf, "Dexamethasone 4 mg", "4 mg of dexamethasone, not now")
    before = made.sentence
    if isinstance(made, ByKeys):
        made.find("dexamethasone 4 mg")
        name = "Dexamethasone 4 mg, 2 in your own words. Also 1 place in this guide"
        assert made.model.name == name
        items = [made.model.item(index) for index in range(made.model.count)]
        assert [each.group for each in items] == ["Your own words"] * 2 + ["In this guide"]
        assert [each.text for each in items[:2]] == [
            "Note: Dexamethasone 4 mg",
            "Note: 4 mg of dexamethasone, not now",
        ]
        assert made.door.selected == 0
    else:
        shown = made.plain.type("/dexamethasone 4 mg")  # type: ignore[attr-defined]
        assert shown[:5] == [
            "Your own words",
            "1. Note: Dexamethasone 4 mg",
            "2. Note: 4 mg of dexamethasone, not now",
            "In this guide",
            "3. Pills, chapter 2: Dexamethasone comes in pills of 4 sorts.",
        ]
    assert made.sentence == before, "nothing is gone to before one is chosen"
    told = made.choose(3)
    assert told[0].startswith("Mg is not in this guide. Dexamethasone 4, 1 place. Also 2 in your")
    assert made.sentence == "Dexamethasone comes in pills of 4 sorts."


def test_one_key_leads_from_own_words_to_the_guide_and_back(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=MILLIGRAMS)
    kept_words(shelf, "Dexamethasone 4 mg", "Dexamethasone 4 mg again")
    made.find("dexamethasone 4 mg")
    landmark = made.model.landmark
    assert landmark is not None
    assert [landmark(0, 1), landmark(1, 1), landmark(2, 1)] == [2, 2, 2]
    assert [landmark(2, -1), landmark(1, -1)] == [0, 0]


def test_listed_again_the_find_that_was_gone_to_is_chosen_and_the_order_is_the_same(
    shelf: Shelf,
) -> None:
    made = ByKeys(shelf, settings_of(), text=MILLIGRAMS)
    kept_words(shelf, "Dexamethasone 4 mg")
    made.find("dexamethasone 4 mg")
    made.choose(2)
    assert made.items("finds")[0] == "Note: Dexamethasone 4 mg"
    assert made.door.selected == 1


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("many awake", "many awake in here"),
        ("fever at home", "fever at home, 38.0"),
        ("38.4", "38.4 at night"),
        ("fevers", "fevers again"),
    ],
)
def test_where_the_guide_has_the_words_too_or_leads_to_what_is_urgent_it_comes_first(
    front: Callable[..., Front], typed: str, note: str
) -> None:
    made = front(MILLIGRAMS)
    kept_words(made.shelf, note)
    before = made.sentence
    told = made.find(typed)
    assert any("Also 1 in your own words." in each for each in told), told
    assert made.sentence != before or "fever" in made.sentence
    assert not (isinstance(made, ByKeys) and made.door.is_list_open)


def test_a_name_that_the_guide_has_only_within_other_words_leads(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=MILLIGRAMS)
    kept_words(shelf, "Ask Dr. Lee")
    made.find("lee")
    assert made.model.name == "Lee, 1 in your own words. Also 1 place in this guide"


def test_own_words_lead_the_program_s_guide_unless_that_has_them_too(shelf: Shelf) -> None:
    guide = parse_guide([(Path("guide.md"), MILLIGRAMS)], guide_id="all")
    services = Services(own_guide=lambda: guide)
    made = ByKeys(shelf, settings_of(), text="# Handout\n\nRest.", services=services)
    kept_words(shelf, "Dexamethasone 4 mg", "many awake in here")
    made.find("dexamethasone 4 mg")
    assert made.model.name == "Dexamethasone 4 mg, 1 in your own words and 1 in the guide"
    assert made.model.item(0).text == "Note: Dexamethasone 4 mg"
    made.find("many awake")
    assert made.model.name == "Many awake, 1 in the guide and 1 in your own words"


def test_a_beginner_is_told_how_own_words_below_the_finds_are_reached(
    front: Callable[..., Front],
) -> None:
    made = front(MILLIGRAMS, verbosity="beginner")
    kept_words(made.shelf, "many awake in here")
    told = " ".join(made.find("many awake"))
    assert f"{made.shown('finds')} lists them, at the end." in told
