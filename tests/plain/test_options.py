"""Every choice of the screen can be made by typed words too, and is kept."""

from __future__ import annotations

from typing import Any

import pytest

from allvoice.errors import SettingsError
from allvoice.reading.state import Status
from allvoice.shelf.settings.specs import Settings
from allvoice.shelf.store.shelf import Shelf
from tests.plain.harness import GO_ON, NEXT, plain_harness

OPTIONS = [
    "Voice",
    "1. Pace: 150 words a minute",
    "2. Pauses: normal",
    "3. Volume: 100",
    "4. What speaks: natural",
    "5. Voice: Heart, natural",
    "6. Volume boost: off",
    "7. Guide voice: on",
    "8. Interface voice: on",
    "9. Interface voice pitch: lower",
    "Reading",
    "10. One sentence at a time: off",
    "11. Code: read",
    "12. Images: read",
    "13. Notes: read",
    "14. Tables: read",
    "15. Citations: read",
    "16. Text in brackets: read",
    "17. Links: read",
    "18. Emoji: read",
    "19. Your own patterns: none",
    "20. Summaries: on",
    "21. Questions to yourself: on",
    "22. Time to think: 3 seconds",
    "23. Breaks: off",
    "24. Sound at a new section: on",
    "25. Slower names and figures: on",
    "26. Listening log: on",
    "Keys",
    "27. Any key plays or pauses: off",
    "28. Media keys: on",
    "29. Next on a headset: sentence",
    "30. Titles on the desktop: off",
    "Backups",
    "31. Backup folder: none",
    "The program",
    "32. How much is said: normal",
    "33. Short sounds: on",
    "34. Care team's number: none",
    "35. My own screen reader: off",
    "36. Bookmarks",
    "37. Visit sheet",
    "38. Help",
]
LAST = int(OPTIONS[-1].partition(".")[0])


def number(words: str) -> str:
    """Return the number of an option or item, by its words."""
    return next(each.partition(".")[0] for each in OPTIONS if f". {words}" in each)


def test_the_options_are_a_list_and_a_number_gives_one_its_next_value(shelf: Shelf) -> None:
    kept: list[tuple[str, Any]] = []
    made = plain_harness(shelf, write=lambda name, value: kept.append((name, value)))
    made.hear(11)
    assert made.type("o") == [*OPTIONS, f"[1 to {LAST}: change, Enter: go on]"]
    assert made.reading.voice.announced[-1] == ". ".join(OPTIONS)
    assert made.type(number("How much is said")) == ["How much is said: expert", GO_ON]
    assert made.type(f"o {number('Short sounds')}") == ["Short sounds: off"]
    assert not made.reading.state.options.earcons
    assert made.type("o 3") == ["Volume 110."]
    assert made.type(f"o {LAST + 1}") == [f"Type o and a number, 1 to {LAST}."]
    assert kept == [("verbosity", "expert"), ("earcons", False)]
    assert made.reading.store.volumes == [110]


def test_the_options_lead_to_the_bookmarks_and_the_help(shelf: Shelf) -> None:
    made = plain_harness(shelf)
    made.type("b", "o")
    assert made.type(number("Bookmarks"))[0] == "1. Chapter 1: Before you begin"
    assert made.type(f"o {LAST}")[0] == "Tonight"


def test_only_options_that_change_something_are_offered_without_a_voice(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    assert made.type("o")[:-1] == [
        "Reading",
        "1. Code: read",
        "2. Images: read",
        "3. Notes: read",
        "4. Tables: read",
        "5. Citations: read",
        "6. Text in brackets: read",
        "7. Links: read",
        "8. Emoji: read",
        "9. Your own patterns: none",
        "10. Summaries: on",
        "11. Questions to yourself: on",
        "Backups",
        "12. Backup folder: none",
        "The program",
        "13. How much is said: normal",
        "14. Care team's number: none",
        "15. My own screen reader: on",
        "16. Bookmarks",
        "17. Visit sheet",
        "18. Help",
    ]
    assert made.type("o 3") == ["From now on notes are skipped.", NEXT]
    assert made.type("o")[3] == "3. Notes: skipped"
    assert made.type("f")[0] == "Each sentence is shown alone here; this would change nothing."


def test_choices_are_shown_as_often_as_was_just_chosen(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    made.type("o 13")
    assert made.type("+") == ["160 words a minute."]
    made.type("o 13")
    assert made.type("") == ["Call the care team first.", NEXT]


@pytest.mark.parametrize("typed", ["f", "o 10"])
def test_one_sentence_at_a_time_enter_is_waited_for(shelf: Shelf, typed: str) -> None:
    made = plain_harness(shelf)
    assert made.type(typed)[0].startswith("One sentence at a time: on")
    assert made.hear() == ["Heading 1: Before you begin", GO_ON]
    assert made.reading.state.status is Status.WAITING
    made.type("")
    assert made.hear() == ["Call the care team first."]
    made.type("s", "")
    assert made.hear() == ["Then write down the time."]


def test_a_choice_that_cannot_be_kept_holds_and_says_so(shelf: Shelf) -> None:
    def write(name: str, value: object) -> None:
        raise SettingsError("The settings file cannot be written.")

    made = plain_harness(shelf, write=write)
    assert made.type(f"o {number('Short sounds')}") == [
        "Short sounds: off. The settings file cannot be written."
    ]
    assert not made.reading.state.options.earcons
    assert made.type("xx")[-1] == "The settings file cannot be written."
    assert made.reading.state.skipping == ("code", "notes")


def test_with_the_interface_voice_off_the_way_to_turn_it_on_is_said(shelf: Shelf) -> None:
    made = plain_harness(shelf, settings=Settings(interface_voice=False))
    made.hear(11)
    assert made.type("b", "t")[-2] == "2. Food"
    assert made.reading.voice.announced == []
    made.type("o")
    assert "8. Interface voice: off" in made.reading.voice.announced[-1]
    made.type("8")
    assert made.reading.voice.announced[-1] == "Interface voice: on"


def test_with_the_guide_voice_off_its_sentences_are_lines_all_the_same(shelf: Shelf) -> None:
    made = plain_harness(shelf, settings=Settings(guide_voice=False))
    assert made.hear(11)[-1] == "Call the care team first."
    assert not made.reading.state.options.guide_voice


def test_a_beginner_who_pauses_is_told_so_once(shelf: Shelf) -> None:
    made = plain_harness(shelf, verbosity="beginner")
    made.hear(11)
    assert made.type("") == ["Paused. Enter goes on.", GO_ON]
    made.type("")
    assert made.type("") == ["Paused. Enter goes on.", GO_ON]


def test_the_same_words_twice_ask_for_more_only_when_nothing_else_was_typed(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    where = made.type("w")[0]
    made.type("/the")
    for between in ("/", "what", "3", "+"):
        made.type("g", "w", between)
        assert made.type("w")[0].count("sentence") == 0, between
    assert where.count("sentence") == 0
