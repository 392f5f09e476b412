"""A search finds what the listener wrote, beside what the document says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from allvoice.actions.model import Services
from allvoice.guide.load import parse_guide
from allvoice.guide.model import Position
from allvoice.shelf.locator import locate
from allvoice.shelf.store.entries import EntryKind
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import ByKeys, ByWords, settings_of

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
