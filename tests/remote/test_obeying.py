"""A media key does what the listener means by it, as a key would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from allvoice.guide.model import Position
from allvoice.limits import RATE_MAX_WPM, RATE_NORMAL_WPM, VOLUME_MAX, VOLUME_MIN
from allvoice.reading.commands import Play
from allvoice.reading.state import Status
from allvoice.reading.timeline import Timeline
from allvoice.remote.inlet import Press
from allvoice.remote.model import Ask, SeekBy, SeekTo, SetRate, SetVolume
from allvoice.remote.obeying import DOUBLE_WITHIN_S, Obeying
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import ByKeys, own_shelf, settings_of

AT_NIGHT = "At night"
FIRST, SECOND = "Call the care team first.", "Then write down the time."
FOOD = "Food"


@dataclass
class Driven:
    """A reader with all its actions, driven from outside."""

    keys: ByKeys
    obeying: Obeying

    def is_now(self, status: Status) -> bool:
        return self.keys.reading.state.status is status

    @property
    def is_told(self) -> bool:
        """Whether something is being announced."""
        return self.keys.reading.voice.announcement is not None

    def press(self, way: int, *at_s: float) -> str:
        """Press next or previous at some times; return the sentence it leads to."""
        for each in at_s:
            self.obeying.obey(Press(way, each))
        return self.keys.sentence


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    with own_shelf() as opened:
        yield opened


@pytest.fixture
def drive(shelf: Shelf) -> Callable[..., Driven]:
    def make(*, position: Position | None = None, sections: bool = False) -> Driven:
        keys = ByKeys(shelf, settings_of(), position=position, begins=False)
        return Driven(keys, Obeying(keys.reading.session, keys.actions.do, lambda: sections))

    return make


def test_play_and_pause_do_what_they_say_and_nothing_where_it_is_so(
    drive: Callable[..., Driven],
) -> None:
    driven = drive()
    driven.obeying.obey(Ask.PAUSE)
    assert driven.is_now(Status.STOPPED)
    for _ in range(2):
        driven.obeying.obey(Ask.PLAY)
        assert driven.is_now(Status.PLAYING)
    for _ in range(2):
        driven.obeying.obey(Ask.PAUSE)
        assert driven.is_now(Status.PAUSED)
    driven.obeying.obey(Ask.PLAY_PAUSE)
    assert driven.is_now(Status.PLAYING)
    driven.obeying.obey(Ask.PLAY_PAUSE)
    assert driven.is_now(Status.PAUSED)
    driven.obeying.obey(Ask.PLAY)
    driven.obeying.obey(Ask.STOP)
    assert driven.is_now(Status.STOPPED)


def test_a_call_silences_a_single_sentence_and_an_announcement_too(
    drive: Callable[..., Driven],
) -> None:
    driven = drive()
    driven.press(1, 0.0)
    assert driven.keys.reading.state.stop_after_sentence
    driven.obeying.obey(Ask.PAUSE)
    assert driven.is_now(Status.PAUSED)
    driven.keys.do("where")
    assert driven.is_told
    driven.obeying.obey(Ask.PAUSE)
    assert not driven.is_told


def test_what_is_told_gives_way_to_a_media_key_as_to_any(drive: Callable[..., Driven]) -> None:
    driven = drive()
    driven.keys.do("tour")
    tour = driven.keys.actions.tour
    assert [tour.is_on] == [True]
    driven.obeying.obey(Ask.PLAY)
    assert [tour.is_on] == [False]
    assert driven.is_now(Status.PLAYING)


def test_the_button_goes_on_and_back_by_a_sentence(drive: Callable[..., Driven]) -> None:
    driven = drive(position=Position(1))
    assert driven.press(1, 10.0) == SECOND
    assert driven.press(-1, 20.0) == FIRST


def test_pressed_twice_it_goes_on_by_a_section_and_the_first_press_waited_for_nothing(
    drive: Callable[..., Driven],
) -> None:
    driven = drive(position=Position(1))
    assert driven.press(1, 10.0) == SECOND
    assert driven.press(1, 9.99 + DOUBLE_WITHIN_S) == AT_NIGHT


def test_two_slow_presses_are_two_sentences(drive: Callable[..., Driven]) -> None:
    driven = drive(position=Position(1))
    late_s = 10.0 + DOUBLE_WITHIN_S + 0.01
    assert driven.press(1, 10.0, late_s) == "Take the temperature."


def test_the_section_is_counted_from_where_the_first_press_began(
    drive: Callable[..., Driven],
) -> None:
    # From the last sentence of a section the first press is in the next one already.
    last = drive(position=Position(3, 1))
    assert last.keys.sentence == "Say it aloud."
    assert last.press(1, 1.0, 1.2) == AT_NIGHT
    # Back from the second sentence of a section is to its start, not to the section before.
    back = drive(position=Position(5))
    assert back.press(-1, 1.0, 1.2) == AT_NIGHT
    assert drive(position=Position(4)).press(-1, 1.0, 1.2) == "Before you begin"


def test_a_button_that_is_held_goes_from_section_to_section(drive: Callable[..., Driven]) -> None:
    driven = drive(position=Position(1))
    # A held button comes again after half a second, then every few hundredths.
    assert driven.press(1, 1.0) == SECOND
    assert driven.press(1, 1.5) == "Take the temperature."
    assert driven.press(1, 1.55) == AT_NIGHT
    assert driven.press(1, 1.6) == FOOD


def test_forward_and_back_in_quick_order_is_no_double_press(drive: Callable[..., Driven]) -> None:
    driven = drive(position=Position(1))
    driven.press(1, 1.0)
    assert driven.press(-1, 1.1) == FIRST


def test_where_the_listener_chose_so_one_press_is_a_section(drive: Callable[..., Driven]) -> None:
    driven = drive(position=Position(1), sections=True)
    assert driven.press(1, 1.0) == AT_NIGHT
    assert driven.press(1, 9.0) == FOOD


def test_at_the_end_the_button_says_that_there_is_no_more(drive: Callable[..., Driven]) -> None:
    driven = drive(position=Position(7))
    before = driven.keys.sentence
    assert driven.press(1, 1.0) == before
    assert driven.press(1, 1.2) == before
    assert driven.keys.reading.messages[-1] == "No more after this."


def test_while_reading_a_press_reads_on_and_at_rest_one_sentence_is_heard(
    drive: Callable[..., Driven],
) -> None:
    driven = drive(position=Position(1))
    driven.press(1, 1.0)
    assert driven.keys.reading.state.stop_after_sentence
    driven.keys.reading.do(Play())
    driven.press(1, 9.0)
    assert driven.keys.reading.state.reads_on


def test_a_place_is_gone_to_by_its_time(drive: Callable[..., Driven]) -> None:
    driven = drive()
    timeline = Timeline(driven.keys.reading.guide)
    time_s = timeline.time_s(Position(5), RATE_NORMAL_WPM)
    driven.obeying.obey(SeekTo(time_s + 0.5))
    assert driven.keys.reading.state.position == Position(5)
    driven.obeying.obey(SeekTo(0.0))
    assert driven.keys.reading.state.position == Position(0)
    driven.obeying.obey(SeekTo(timeline.duration_s(RATE_NORMAL_WPM) + 1))
    assert driven.keys.reading.state.position == Position(0)


def test_a_step_on_is_never_one_back_and_one_before_the_start_is_the_start(
    drive: Callable[..., Driven],
) -> None:
    # Within the long sentence half a second on is the same sentence, whose start is behind.
    driven = drive(position=Position(5))
    driven.keys.reading.do(Play())
    driven.keys.reading.hear_words(8)
    driven.obeying.obey(SeekBy(0.5))
    assert driven.keys.reading.state.position == Position(6)
    driven.obeying.obey(SeekBy(-10_000.0))
    assert driven.keys.reading.state.position == Position(0)


def test_a_step_beyond_the_end_is_as_the_button_for_next(drive: Callable[..., Driven]) -> None:
    driven = drive(position=Position(1))
    driven.obeying.obey(SeekBy(1e9))
    assert driven.keys.sentence == SECOND


@pytest.mark.parametrize(
    ("rate", "rate_wpm"), [(1.0, 150), (2.0, 300), (0.5, 75), (9.0, RATE_MAX_WPM), (1.234, 185)]
)
def test_the_pace_is_a_factor_of_the_normal_one(
    drive: Callable[..., Driven], rate: float, rate_wpm: int
) -> None:
    driven = drive()
    driven.obeying.obey(SetRate(rate))
    assert driven.keys.reading.state.rate_wpm == rate_wpm


def test_a_pace_of_nothing_pauses_and_one_that_is_none_does_nothing(
    drive: Callable[..., Driven],
) -> None:
    driven = drive()
    driven.obeying.obey(Ask.PLAY)
    for rate in (-1.0, float("nan"), float("inf")):
        driven.obeying.obey(SetRate(rate))
        driven.obeying.obey(SetVolume(float("nan")))
    assert driven.is_now(Status.PLAYING)
    assert driven.keys.reading.state.rate_wpm == RATE_NORMAL_WPM
    driven.obeying.obey(SetRate(0.0))
    assert driven.is_now(Status.PAUSED)


@pytest.mark.parametrize(
    ("volume", "per_cent"),
    [(1.0, 100), (0.55, 55), (0.0, VOLUME_MIN), (-3.0, VOLUME_MIN), (9.0, VOLUME_MAX)],
)
def test_the_volume_is_a_factor_of_the_usual_one_within_what_can_be_heard(
    drive: Callable[..., Driven], volume: float, per_cent: int
) -> None:
    driven = drive()
    driven.obeying.obey(SetVolume(volume))
    assert driven.keys.reading.state.volume == per_cent
    assert driven.keys.reading.store.volumes == [per_cent]


def test_leaving_from_outside_is_leaving_by_the_key(drive: Callable[..., Driven]) -> None:
    driven = drive()
    driven.obeying.obey(Ask.QUIT)
    assert driven.keys.own == ["quit"]
