"""Who goes away for a moment comes back to the sentence that was left, and loses no place."""

from __future__ import annotations

import pytest

from allvoice.guide.model import Position
from allvoice.reading.commands import (
    ComeBack,
    GoTo,
    Move,
    Pause,
    Play,
    PlayPause,
    Stop,
    TakeBackPress,
    ToggleOnlySection,
    Visit,
)
from allvoice.reading.state import NavigationLevel, PlaybackOptions, Status
from tests.reading.harness import SessionHarness, session_harness

TEXT = """# When to call

Call 911 for any of these.

- A seizure.
- Blue lips.

## In the day

Call about a rash.

# Food

Small meals help. Drink often. Rest after it.

# Sleep

Go to bed early.
"""
LIST = Position(1)
URGENT = Visit(Position(0), 5, "Urgent list.", "Urgent list.", urgent=True)
FOOD, FOOD_2 = Position(7), Position(7, 1)
LINKED = Visit(Position(8), 9, "Sleep.", "")


def made(**options: object) -> SessionHarness:
    return session_harness(text=TEXT, options=PlaybackOptions(**options))  # type: ignore[arg-type]


def reading_food() -> SessionHarness:
    harness = made()
    harness.do(GoTo(FOOD, play=True))
    harness.hear("Small meals help.")
    harness.hear_words(1)
    assert harness.state.position == FOOD_2
    return harness


def test_the_urgent_list_is_read_at_once_after_a_few_words() -> None:
    harness = reading_food()
    harness.do(URGENT)
    assert harness.state.status is Status.PLAYING
    assert harness.says()[:2] == ["Urgent list.", "When to call."]
    assert harness.messages[-1] == "Urgent list."


def test_the_way_back_leads_to_the_sentence_that_was_left_and_reads_on() -> None:
    harness = reading_food()
    harness.do(URGENT)
    harness.hear("When to call")
    harness.do(ComeBack())
    assert harness.sentence == "Drink often."
    assert harness.state.reads_on
    assert harness.says()[:2] == ["Back in Food.", "Drink often."]
    assert harness.state.visit is None


def test_who_was_silent_before_is_silent_again_and_told_where() -> None:
    harness = made()
    harness.do(GoTo(FOOD_2, play=False), URGENT, ComeBack())
    assert harness.sentence == "Drink often."
    assert harness.state.status is Status.STOPPED
    assert harness.says() == []
    assert harness.voice.announced[-1] == "Back in Food."


def test_who_listened_to_one_sentence_at_a_time_goes_on_so() -> None:
    harness = made(one_sentence=True)
    harness.do(GoTo(FOOD, play=True), URGENT)
    assert harness.says() == ["Urgent list.", "When to call."]
    harness.do(ComeBack())
    assert harness.says() == ["Back in Food.", "Small meals help."]


def test_while_the_urgent_list_is_read_the_place_that_is_kept_is_the_one_that_was_left() -> None:
    harness = reading_food()
    kept = list(harness.store.positions)
    harness.do(URGENT)
    harness.hear("A seizure.")
    harness.do(Move(NavigationLevel.SENTENCE, 1), Stop(), Play())
    assert harness.store.positions == kept
    harness.session.suspend()
    assert harness.store.positions[-1] == FOOD_2
    harness.do(ComeBack())
    assert harness.store.positions[-1] == FOOD_2


def test_a_press_taken_back_at_the_end_of_the_list_keeps_the_place_that_was_left() -> None:
    harness = session_harness(text=TEXT, position=Position(8))
    harness.do(Play(), URGENT)
    for _ in range(1_000):
        if harness.state.is_telling_end:
            break
        harness.hear_words(1)
    before = harness.state
    harness.do(PlayPause())
    assert harness.store.positions[-1] != Position(8)
    harness.do(TakeBackPress(before))
    assert harness.store.positions[-1] == harness.state.kept_position == Position(8)


def test_the_list_asked_for_again_begins_anew_and_the_way_back_is_the_same() -> None:
    harness = reading_food()
    harness.do(URGENT)
    harness.hear("A seizure.")
    harness.do(URGENT)
    assert harness.state.position == Position(0)
    harness.do(ComeBack())
    assert harness.state.position == FOOD_2
    assert harness.state.departures == ()


def test_the_reading_ends_with_the_list_and_tells_both_ways_on() -> None:
    harness = made()
    harness.do(GoTo(FOOD_2, play=False), URGENT)
    heard = harness.hear_all()
    assert heard[-1] == "Call about a rash."
    end = "End of the urgent list. Press Escape to go back, or press Space to read on."
    assert harness.state.between_message == end
    assert harness.state.status is Status.STOPPED
    assert harness.store.positions[-1] == FOOD_2
    harness.do(ComeBack())
    assert harness.state.position == FOOD_2


def test_who_reads_on_after_the_list_has_left_for_good_and_the_place_is_kept_again() -> None:
    harness = made()
    harness.do(GoTo(FOOD_2, play=False), URGENT)
    harness.hear_all()
    harness.do(Play())
    assert harness.sentence == "Food"
    assert harness.state.visit is None
    assert harness.store.positions[-1] == Position(6)


@pytest.mark.parametrize("away", [GoTo(Position(9)), Move(NavigationLevel.SECTION, 1)])
def test_who_goes_elsewhere_from_the_list_has_left_for_good(away: GoTo | Move) -> None:
    harness = reading_food()
    harness.do(URGENT, Move(NavigationLevel.SECTION, 1), away)
    assert harness.state.visit is None
    assert harness.store.positions[-1] == harness.state.position


def test_moving_within_the_list_keeps_the_way_back() -> None:
    harness = reading_food()
    harness.do(URGENT, Move(NavigationLevel.SECTION, 1), Move(NavigationLevel.SENTENCE, 1))
    assert harness.sentence == "Call about a rash."
    harness.do(ComeBack())
    assert harness.state.position == FOOD_2


def test_a_link_followed_from_the_list_is_come_back_from_first() -> None:
    harness = reading_food()
    harness.do(URGENT, Move(NavigationLevel.SENTENCE, 1), LINKED)
    assert harness.sentence == "Sleep"
    harness.do(ComeBack())
    assert harness.state.position == LIST
    harness.do(ComeBack())
    assert harness.state.position == FOOD_2


def test_a_place_that_a_link_leads_to_is_kept_as_any_other() -> None:
    harness = reading_food()
    harness.do(LINKED)
    harness.hear("Sleep")
    harness.hear_words(1)
    assert harness.store.positions[-1] == Position(9)


def test_the_list_is_read_to_its_end_though_only_a_section_was_wanted() -> None:
    harness = reading_food()
    harness.do(ToggleOnlySection(), URGENT)
    assert "Call about a rash." in harness.hear_all()


def test_the_list_is_heard_though_the_guide_voice_is_off() -> None:
    harness = made(guide_voice=False)
    harness.do(GoTo(FOOD, play=True), URGENT)
    audible = [harness.voice.guide_audible]
    for command in (ComeBack(), URGENT, GoTo(FOOD)):
        harness.do(command)
        audible.append(harness.voice.guide_audible)
    assert audible == [True, False, True, False]


def test_the_words_before_the_list_are_said_though_the_interface_voice_is_off() -> None:
    harness = made(interface_voice=False)
    harness.do(GoTo(FOOD, play=True), URGENT)
    assert harness.says()[0] == "Urgent list."


def test_a_paused_reading_is_paused_no_more_in_the_list_and_rests_afterwards() -> None:
    harness = reading_food()
    harness.do(Pause(), URGENT)
    assert not harness.voice.paused
    assert harness.says()[0] == "Urgent list."
    harness.do(ComeBack())
    assert harness.state.is_at_rest


def test_what_a_list_had_paused_is_read_on_after_it() -> None:
    harness = reading_food()
    paused = Visit(Position(0), 5, "", "", urgent=True, reads_on=True)
    harness.do(Pause(), paused, ComeBack())
    assert harness.state.reads_on


def test_for_a_screen_reader_the_list_is_shown_sentence_by_sentence() -> None:
    harness = made(external_screen_reader=True)
    harness.do(GoTo(FOOD_2), URGENT)
    assert harness.messages[-1] == "Urgent list."
    assert harness.sentence == "When to call"
    for _ in range(5):
        harness.do(Play())
    assert harness.sentence == "Call about a rash."
    assert harness.state.between_message.startswith("End of the urgent list.")
    harness.do(ComeBack())
    assert harness.sentence == "Drink often."


def test_there_is_nothing_to_go_back_from_before_anything_was_left() -> None:
    harness = reading_food()
    harness.do(ComeBack())
    assert harness.messages[-1] == "There is nothing to go back from."
    assert harness.state.position == FOOD_2


@pytest.mark.parametrize(
    ("options", "left_out"),
    [
        ({}, []),
        ({"summaries": False}, ["In short, eat."]),
        ({"teach_back": False}, ["In your own words: what helps?"]),
    ],
    ids=str,
)
def test_summaries_and_questions_to_oneself_can_be_left_out_and_nothing_is_told_of_it(
    options: dict[str, object], left_out: list[str]
) -> None:
    text = "# Food\n\nEat.\n\nIn short, eat.\n\nIn your own words: what helps?\n\n# End\n\nRest.\n"
    harness = session_harness(text=text, options=PlaybackOptions(**options))  # type: ignore[arg-type]
    harness.do(Play())
    every = ["Food", "Eat.", "In short, eat.", "In your own words: what helps?", "End", "Rest."]
    assert harness.hear_all() == [each for each in every if each not in left_out]
    assert not [text for text in harness.messages if "skipped" in text]
