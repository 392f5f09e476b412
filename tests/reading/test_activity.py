"""What is being done has one name everywhere, and so has what the key for playing does then."""

from __future__ import annotations

import pytest

from allvoice.guide.model import Position
from allvoice.reading.activity import Activity, activity_of
from allvoice.reading.commands import Move, PlayPause, Stop, ToggleOnlySection
from allvoice.reading.state import NavigationLevel, PlaybackOptions, State, Status
from tests.reading.harness import session_harness

NEXT = Move(NavigationLevel.SENTENCE, 1)


def test_a_sentence_read_after_a_move_from_a_pause_is_no_playing_on() -> None:
    made = session_harness()
    made.do(PlayPause())
    assert activity_of(made.state) is Activity.PLAYING
    made.do(PlayPause())
    assert activity_of(made.state) is Activity.PAUSED
    made.do(NEXT)
    assert activity_of(made.state) is Activity.ONE_SENTENCE
    made.do(PlayPause())
    assert activity_of(made.state) is Activity.PLAYING
    made.do(Stop())
    assert activity_of(made.state) is Activity.STOPPED


def test_while_it_is_told_that_the_section_ends_the_key_goes_on() -> None:
    made = session_harness()
    made.do(ToggleOnlySection())
    made.do(PlayPause())
    seen = {activity_of(made.state)}
    while made.state.status is Status.PLAYING:
        made.hear_words(1)
        seen.add(activity_of(made.state))
    assert seen == {Activity.PLAYING, Activity.ENDING, Activity.STOPPED}


@pytest.mark.parametrize(
    ("state", "activity"),
    [
        (State(Position(0), Status.FINISHED), Activity.END),
        (State(Position(0), Status.WAITING), Activity.STOPPED),
        (
            State(Position(0), Status.WAITING, options=PlaybackOptions(one_sentence=True)),
            Activity.WAITING,
        ),
        (
            State(
                Position(0),
                Status.PLAYING,
                stop_after_sentence=True,
                options=PlaybackOptions(one_sentence=True),
            ),
            Activity.PLAYING,
        ),
        (
            State(
                Position(0), Status.WAITING, options=PlaybackOptions(external_screen_reader=True)
            ),
            Activity.SHOWN,
        ),
    ],
)
def test_every_state_has_its_word(state: State, activity: Activity) -> None:
    assert activity_of(state) is activity


def test_the_tour_is_no_reading_that_was_stopped() -> None:
    assert activity_of(State(Position(0)), under_way=Activity.TOUR) is Activity.TOUR


def test_a_state_is_told_with_the_way_on() -> None:
    assert Activity.PAUSED.sentences("Space") == "Paused. Space goes on."
    assert Activity.END.sentences("Enter") == "End. Enter starts again."
