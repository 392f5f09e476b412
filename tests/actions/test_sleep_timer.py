"""The sleep timer takes few keys, works by ear, and leads back to where one slept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from allvoice.actions.hands_free.sleep_timer import INTO_A_FILE, NOTHING_READ, place_words
from allvoice.actions.hands_free.sleep_words import left_words, parse, shown_left, typed_words
from allvoice.actions.hands_free.slept import Slept, SleptPlaces, returning_words
from allvoice.actions.model import Services
from allvoice.guide.load import parse_guide
from allvoice.guide.model import Guide, Position
from allvoice.reading.commands import KnowSlept, Play
from allvoice.reading.sleep_state import Places, SleepLength, SleepTimer, Unit
from allvoice.reading.state import Status
from allvoice.shelf.store.shelf import Shelf
from allvoice.tui.keys.keymap import Keymap
from tests.actions.harness import ByKeys, ByWords, Front, settings_of
from tests.reading.harness import guide_of_text
from tests.reading.listening import listen, listen_to_the_end, long_text

Make = Callable[..., Front]


def reading(made: Front) -> Front:
    made.reading.do(Play())
    listen(made.reading, 20)
    return made


@pytest.mark.parametrize(
    ("typed", "length"),
    [
        ("30", SleepLength(Unit.MINUTES, 30)),
        (" 5 min", SleepLength(Unit.MINUTES, 5)),
        ("45 minutes", SleepLength(Unit.MINUTES, 45)),
        ("1 minute", SleepLength(Unit.MINUTES, 1)),
        ("section", SleepLength(Unit.SECTIONS)),
        ("End of this section", SleepLength(Unit.SECTIONS)),
        ("until the end of the chapter", SleepLength(Unit.CHAPTERS)),
        ("thirty", SleepLength(Unit.MINUTES, 30)),
        ("forty-five minutes", SleepLength(Unit.MINUTES, 45)),
        ("Twenty five", SleepLength(Unit.MINUTES, 25)),
        ("two sections", SleepLength(Unit.SECTIONS, 2)),
        ("thirty ten", None),
        ("-3", None),
        ("500", None),
        ("3 sections", SleepLength(Unit.SECTIONS, 3)),
        ("2 chapters", SleepLength(Unit.CHAPTERS, 2)),
        ("", None),
        ("0", None),
        ("241", None),
        ("99999", None),
        ("21 sections", None),
        ("minutes", None),
        ("off", None),
        ("30 sheep", None),
        ("-5", None),
    ],
)
def test_what_is_typed_for_a_length(typed: str, length: SleepLength | None) -> None:
    assert parse(typed) == length
    if length is not None:
        assert parse(typed_words(length)) == length


@pytest.mark.parametrize(
    ("timer", "told", "shown"),
    [
        (None, "Sleep timer: off", ""),
        ((Unit.MINUTES, 30, 1_322.0), "Sleep timer: 23 minutes left", "sleep 23 min"),
        ((Unit.MINUTES, 30, 1.0), "Sleep timer: 1 minute left", "sleep 1 min"),
        ((Unit.SECTIONS, 1, 1), "Sleep timer: until the end of this section", "sleep section"),
        ((Unit.SECTIONS, 3, 2), "Sleep timer: 2 sections", "sleep 2 sections"),
        ((Unit.CHAPTERS, 1, 1), "Sleep timer: until the end of this chapter", "sleep chapter"),
    ],
)
def test_what_is_told_and_shown_of_it(
    timer: tuple[Unit, int, float] | None, told: str, shown: str
) -> None:
    value = None
    if timer is not None:
        value = SleepTimer(SleepLength(timer[0], timer[1]), Position(0), timer[2])
    assert left_words(value) == told
    assert shown_left(value) == shown


def test_two_keys_are_enough_and_the_next_time_the_last_length_is_chosen(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=long_text())
    reading(made)
    made.do("sleep_timer")
    assert made.model.item(made.door.selected).line == "30 minutes"
    told = made.choose(made.door.selected + 1)
    assert told == ["Sleep timer: 30 minutes."]
    assert made.reading.state.reads_on
    assert not made.door.is_list_open
    made.do("sleep_timer")
    assert made.model.name == "Sleep timer: 30 minutes left"
    made.do("sleep_timer")
    assert made.model.item(made.door.selected).line == "45 minutes", "its key goes on to the next"
    made.choose(made.door.selected + 1)
    made.do("sleep_timer")
    assert made.model.item(made.door.selected).line == "45 minutes"


def test_a_typed_length_sets_it_and_another_word_is_told(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of(), text=long_text())
    reading(made)
    assert made.do("sleep_timer", "3 sections") == ["Sleep timer: 3 sections."]
    assert made.do("sleep_timer", "soon") == [
        "That is no length for the sleep timer: 1 to 240 for minutes, section, chapter, or up to "
        "20 sections; or off."
    ]
    assert made.do("sleep_timer", "off") == ["Sleep timer off."]


def test_in_lines_what_is_left_stands_above_the_lengths(shelf: Shelf) -> None:
    made = reading(ByWords(shelf, settings_of(), text=long_text()))
    made.do("sleep_timer", "30")
    made.do("sleep_timer")
    said = made.reading.voice.announced[-1]
    assert said.startswith("Sleep timer: 30 minutes left. Reading stops after. 1. 5 minutes.")


def test_it_is_told_by_where_am_i_and_in_detail(front: Make) -> None:
    made = reading(front(long_text()))
    for asked in ("where", "where_in_detail"):
        made.do(asked)
        assert "Sleep" not in made.reading.messages[-1]
    made.do("sleep_timer")
    made.choose(3)
    for asked in ("where", "where_in_detail"):
        made.do(asked)
        assert made.reading.messages[-1].count("Sleep timer: 30 minutes left.") == 1


def test_while_it_fades_the_key_lets_it_read_on_for_as_long_again(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=long_text())
    reading(made)
    made.do("sleep_timer", "5")
    listen(made.reading, 285)
    assert made.do("sleep_timer") == ["5 minutes more."]
    assert not made.door.is_list_open


def test_afterwards_the_play_key_tells_the_places_and_goes_on_from_the_likely_one(
    front: Make,
) -> None:
    made = reading(front(long_text()))
    made.do("sleep_timer")
    made.choose(1)
    listen_to_the_end(made.reading)
    assert made.reading.state.status is Status.PAUSED
    told = made.do("play")[0]
    assert told == (
        "From about where you may have fallen asleep, in Part 1 3, chapter 1. "
        "You set the timer in Part 1 1, chapter 1; it ended in Part 1 4, chapter 1."
    )
    places = made.reading.state.sleep.places
    assert places is not None
    assert made.reading.state.position == places.likely
    assert made.reading.state.reads_on


def test_the_list_leads_to_each_of_the_places_for_as_long_as_they_are_the_last(
    front: Make,
) -> None:
    made = reading(front(long_text()))
    made.do("sleep_timer")
    made.choose(1)
    listen_to_the_end(made.reading)
    places = made.reading.state.sleep.places
    assert places is not None
    made.do("next_section")
    items = made.items("sleep_timer")
    assert [each.split(": ")[0].split(". ")[-1] for each in items[-3:]] == [
        "You set the timer",
        "You may have fallen asleep",
        "It ended",
    ]
    shown = [each.split(": ", 1)[1] for each in items[-3:]]
    assert len(set(shown)) == 3, "each is told from the others by its sentence"
    for each, position in zip(shown, places.all, strict=True):
        assert position is not None
        assert each[:20] == made.reading.guide.sentence_text(position)[:20]
        assert ", chapter 1)" in each
    made.choose(11)
    assert made.reading.state.position == places.begun
    made.do("sleep_timer")
    made.choose(13)
    assert made.reading.state.position == places.ended
    assert made.reading.state.status is Status.PLAYING


def test_who_comes_back_finds_the_likely_place_chosen_in_the_list(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=long_text())
    reading(made)
    made.do("sleep_timer", "5")
    listen_to_the_end(made.reading)
    made.do("sleep_timer")
    assert made.model.item(made.door.selected).label == "You may have fallen asleep"


def test_any_key_is_a_sign_of_the_listener_whether_it_does_anything_or_not(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=long_text())
    reading(made)
    for sign in (
        lambda: made.actions.do("where"),
        made.actions.end_tour_by_unknown_key,
        made.actions.end_tour,
    ):
        listen(made.reading, 60)
        sign()
        run = made.reading.state.sleep.run
        assert run is not None
        assert run.heard_s == 0


def test_with_another_screen_reader_there_is_none_and_why(front: Make) -> None:
    made = front(external_screen_reader=True)
    assert made.do("sleep_timer") == [NOTHING_READ]


def test_into_a_sound_file_there_is_none(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), services=Services(is_heard=False))
    assert made.do("sleep_timer", "30") == [INTO_A_FILE]
    assert made.reading.state.sleep.timer is None


# What survives


def slept_of(made: Front) -> Slept:
    found = SleptPlaces(made.shelf.remembered).of(made.reading.guide, made.reading.state.position)
    assert found is not None
    return found


def test_what_is_read_for_a_pipe_is_no_sleep(shelf: Shelf) -> None:
    made = reading(ByWords(shelf, settings_of(), text=long_text()))
    made.do("sleep_timer", "5")
    listen_to_the_end(made.reading)
    assert SleptPlaces(shelf.remembered).of(made.reading.guide) is None


def test_what_the_timer_ended_is_offered_at_the_next_start_until_it_was_come_back_from(
    shelf: Shelf,
) -> None:
    made = reading(ByKeys(shelf, settings_of(), text=long_text()))
    made.do("sleep_timer")
    made.choose(1)
    listen_to_the_end(made.reading)
    kept = slept_of(made)
    assert kept == Slept(kept.places, is_offered=True)
    assert kept.places == made.reading.state.sleep.places
    made.do("play")
    assert slept_of(made) == Slept(kept.places, is_offered=False)


def test_whatever_ends_a_long_run_costs_a_minute_of_it_at_most(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=long_text())
    reading(made)
    made.do("where")
    began = made.reading.state.position
    listen(made.reading, 580)
    assert SleptPlaces(shelf.remembered).of(made.reading.guide) is None
    listen(made.reading, 200)
    # Nothing ends it here: as after `kill -9`.
    kept = slept_of(made)
    assert kept.is_offered
    assert kept.places.begun == began
    assert kept.places.ended == made.reading.state.position
    # A key before the end asks nothing at the next start, and loses nothing.
    made.do("where")
    assert slept_of(made) == Slept(kept.places, is_offered=False)


def test_a_place_that_is_gone_from_a_changed_edition_is_left_out_and_that_is_told(
    shelf: Shelf,
) -> None:
    kept = SleptPlaces(shelf.remembered)
    before = edition("# Fever\n\nCall the team at once.\n\n# Food\n\nSmall meals help.\n")
    after = edition("# Fever\n\nCall the team at once.\n\n# Sleep\n\nA dark room is best.\n")
    kept.keep(before, Slept(Places(Position(1), Position(3), Position(3), by_timer=True), True))
    found = kept.of(after)
    assert found is not None
    assert found.places == Places(Position(1), None, None, by_timer=True)
    assert returning_words(after, found.places, Keymap()) == (
        "Welcome back. You set the timer in Fever, chapter 1. "
        "The place where you may have fallen asleep is no longer there. Space goes on from there."
    )


def test_a_place_at_a_heading_is_known_by_what_follows_it() -> None:
    guide = edition("# Fever\n\nCall the team at once. Write it down.\n\n# Food\n")
    shown = [place_words(guide, Position(block)) for block in (0, 1, 2)]
    assert shown == ["Call the team at once. (Fever, chapter 1)"] * 2 + ["Food (Food, chapter 2)"]


def test_after_a_short_sleep_little_is_told() -> None:
    guide = edition("# Fever\n\nCall the team at once. Write it down. Wait.\n")
    places = Places(Position(1), Position(1, 1), Position(1, 2), by_timer=True)
    assert returning_words(guide, places, Keymap()) == (
        "Welcome back. The sleep timer ended in Fever. "
        "Space goes on where you may have fallen asleep; Shift+Z for other places."
    )


def edition(text: str, guide_id: str = "ward") -> Guide:
    return parse_guide([(Path("ward.md"), text)], guide_id=guide_id)


@pytest.mark.parametrize(
    "kept", ["", "[]", "{", '{"x": 3}', '{"guide": {"begun": "{}"}}', '{"guide": {"likely": 3}}']
)
def test_what_cannot_be_read_is_nothing(shelf: Shelf, kept: str) -> None:
    shelf.remembered.keep("slept", kept)
    assert SleptPlaces(shelf.remembered).of(guide_of_text("# A\n\nB.\n")) is None


def test_what_is_forgotten_is_gone_and_others_stay(shelf: Shelf) -> None:
    kept = SleptPlaces(shelf.remembered)
    one, other = edition("# A\n\nB.\n", "a"), edition("# C\n\nD.\n", "c")
    for each in (one, other):
        kept.keep(each, Slept(Places(Position(0), Position(1), Position(1)), True))
    kept.forget(other.id)
    assert kept.of(other) is None
    assert kept.of(one) is not None


def test_an_edit_of_the_document_finds_the_places_again(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=long_text())
    reading(made)
    made.do("sleep_timer", "5")
    listen_to_the_end(made.reading)
    places = made.reading.state.sleep.places
    made.reading.do(KnowSlept(None, False))
    for take_guide in made.reading.session.guide_observers:
        take_guide()
    assert made.reading.state.sleep.places == places


@pytest.mark.parametrize(("chapters", "has"), [(1, False), (2, True)])
def test_what_has_no_chapters_for_what_to_play_has_none_for_the_timer(
    front: Make, chapters: int, has: bool
) -> None:
    made = front("".join(f"# Part {each}\n\nOne. Two.\n\n" for each in range(chapters)))
    assert any(each.startswith("This chapter") for each in made.items("what_to_play")) is has
    assert ("End of this chapter" in made.items("sleep_timer")) is has
    told = made.do("sleep_timer", "chapter")[-1]
    assert (told == "This document has no chapters.") is not has
