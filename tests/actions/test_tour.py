"""The tour is said step by step, ended by whatever is asked for, and the reading goes on after."""

from __future__ import annotations

import pytest

from allvoice.actions import tour
from allvoice.reading.commands import Pause
from allvoice.reading.state import Status
from allvoice.shelf.store.shelf import Shelf
from allvoice.tui.keys.keymap import Keymap
from tests.actions.harness import ByKeys, settings_of

STEPS = tour.steps(Keymap())
FIRST = tour.first_steps(Keymap())
NEEDED_TONIGHT = ("play", "urgent", "search", "contents", "repeat", "help", "tour")
BEGIN = "Space starts the reading."


@pytest.fixture
def keys(shelf: Shelf) -> ByKeys:
    return ByKeys(shelf, settings_of())


@pytest.fixture
def newcomer(shelf: Shelf) -> ByKeys:
    made = ByKeys(shelf, settings_of(), begins=False)
    made.actions.tour.welcome("Welcome.")
    return made


def hear_it(made: ByKeys) -> list[str]:
    """Let every step be heard to its end; return them."""
    heard = []
    while made.actions.tour.is_on:
        heard.append(made.reading.voice.announced[-1])
        made.reading.hear_announcement()
    return heard


def test_each_step_follows_the_one_before_it_and_the_reading_goes_on(keys: ByKeys) -> None:
    keys.do("tour")
    assert keys.reading.voice.paused
    assert keys.reading.voice.earcons[-1] == "open"
    assert hear_it(keys) == STEPS
    assert keys.reading.state.status is Status.PLAYING


def test_a_newcomer_is_welcomed_first_and_read_to_afterwards(newcomer: ByKeys) -> None:
    assert newcomer.reading.voice.earcons == ["start"]
    assert hear_it(newcomer) == ["Welcome.", *FIRST]
    assert newcomer.reading.state.status is Status.PLAYING


def test_what_ends_it_is_done_and_the_reading_it_held_goes_on(keys: ByKeys) -> None:
    keys.do("tour")
    keys.do("where")
    assert not keys.actions.tour.is_on
    assert keys.reading.voice.announced[-1].startswith("Chapter 1 of 2")
    assert keys.reading.state.status is Status.PLAYING
    keys.reading.hear_announcement()
    assert keys.reading.voice.announced[-1] not in STEPS


def test_a_reading_held_before_stays_held(keys: ByKeys) -> None:
    keys.reading.do(Pause())
    keys.do("tour")
    keys.do("where")
    assert keys.reading.state.status is Status.PAUSED


@pytest.mark.parametrize(
    ("action", "status"),
    [("play", Status.PLAYING), ("stop", Status.STOPPED), ("back", Status.STOPPED)],
)
def test_what_is_about_the_reading_itself_is_done_to_it(
    keys: ByKeys, action: str, status: Status
) -> None:
    keys.do("tour")
    keys.do(action)
    assert not keys.actions.tour.is_on
    assert keys.reading.state.status is status


def test_asked_for_again_it_begins_anew(keys: ByKeys) -> None:
    keys.do("tour")
    keys.reading.hear_announcement()
    keys.do("tour")
    assert hear_it(keys) == STEPS
    assert keys.reading.state.status is Status.PLAYING


def test_a_key_that_does_nothing_ends_it_and_says_where_help_is(keys: ByKeys) -> None:
    assert not keys.actions.end_tour_by_unknown_key()
    keys.do("tour")
    assert keys.actions.end_tour_by_unknown_key()
    assert keys.reading.voice.announced[-1] == "No action. H for help."
    assert keys.reading.state.status is Status.PLAYING


def test_a_newcomer_who_ends_it_is_told_how_to_begin(newcomer: ByKeys) -> None:
    assert newcomer.actions.end_tour_by_unknown_key()
    assert newcomer.reading.voice.announced[-1] == f"No action. {BEGIN} H for help."
    assert newcomer.reading.state.status is Status.STOPPED


def test_a_newcomer_who_leaves_it_is_told_how_to_begin(newcomer: ByKeys) -> None:
    newcomer.do("back")
    assert newcomer.reading.voice.announced[-1] == BEGIN
    newcomer.do("back")
    assert newcomer.reading.voice.announced[-1] == BEGIN
    assert newcomer.reading.messages.count(BEGIN) == 1


def test_in_a_list_it_takes_the_place_of_that_and_reads_on_after_both(keys: ByKeys) -> None:
    keys.do("help")
    keys.do("tour")
    assert not keys.door.is_list_open
    hear_it(keys)
    assert keys.reading.state.status is Status.PLAYING


def test_for_a_screen_reader_it_is_a_list(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(external_screen_reader=True))
    items = made.items("tour")
    assert items == tour.steps(Keymap(external_screen_reader=True))[1:]
    assert not any("slower" in item or "silence" in item for item in items)
    made.choose(1)
    assert not made.door.is_list_open


def test_it_names_the_keys_that_the_listener_chose() -> None:
    said = tour.steps(Keymap({"play": "p", "previous_section": "pageup"}))
    assert said[1] == "The letter P starts the reading, and holds it."


def test_without_a_voice_nothing_is_promised_that_only_a_voice_can_do() -> None:
    said = " ".join(tour.steps(Keymap(external_screen_reader=True)))
    assert not [word for word in ("holds", "slowly", "faster", "silence") if word in said]


def test_a_newcomer_is_told_of_the_keys_needed_tonight_in_four_sentences() -> None:
    keymap = Keymap()
    assert len(FIRST) == 4
    assert all(sentence.count(".") == 1 for sentence in FIRST)
    said = " ".join(FIRST).casefold()
    assert all(keymap.named(action).casefold() in said for action in NEEDED_TONIGHT)
    # About fifteen seconds.
    assert len(said.split()) <= 42
    assert [step for step in STEPS if step in FIRST] == FIRST


def test_what_a_newcomer_was_not_told_is_under_the_key_of_the_tour(newcomer: ByKeys) -> None:
    newcomer.do("tour")
    assert hear_it(newcomer) == STEPS


def test_the_tour_takes_less_than_a_minute() -> None:
    assert sum(len(step.split()) for step in tour.steps(Keymap())) < 150
