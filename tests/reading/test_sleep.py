"""Who falls asleep is not cut off, loses no place, and is woken by nothing."""

from __future__ import annotations

import pytest

from allvoice.guide.model import Position
from allvoice.reading.activity import activity_of
from allvoice.reading.commands import (
    ExtendSleepTimer,
    GoTo,
    ListenerActed,
    Pause,
    Play,
    PlayPause,
    SetOptions,
    SetSleepTimer,
    Stop,
    Visit,
)
from allvoice.reading.sleep_ends import FADE_S
from allvoice.reading.sleep_state import Places, Run, SleepLength, Unit
from allvoice.reading.sleeping import SOFTEST
from allvoice.reading.state import PlaybackOptions, Status
from allvoice.speech.protocol import SetFade, Sound
from tests.reading.harness import SessionHarness, session_harness
from tests.reading.listening import (
    WORD_S,
    listen,
    listen_to_the_end,
    long_harness,
    section,
    status,
    step,
)

MINUTES_5 = SleepLength(Unit.MINUTES, 5)
SECTION, CHAPTER = SleepLength(Unit.SECTIONS), SleepLength(Unit.CHAPTERS)


def reading() -> SessionHarness:
    made = long_harness()
    made.do(Play())
    listen(made, 10)
    return made


def asleep(length: SleepLength = MINUTES_5) -> SessionHarness:
    """Return a session whose timer has ended over a sleeping listener."""
    made = reading()
    made.do(ListenerActed(), SetSleepTimer(length))
    listen_to_the_end(made)
    assert made.state.sleep.is_offered
    return made


def test_after_five_minutes_of_listening_the_reading_is_paused() -> None:
    made = reading()
    made.do(SetSleepTimer(MINUTES_5))
    assert made.messages[-1] == "Sleep timer: 5 minutes."
    listen(made, 299)
    assert status(made) is Status.PLAYING
    listen(made, 2)
    assert status(made) is Status.PAUSED
    assert made.voice.paused
    assert made.state.sleep.timer is None


def test_pauses_do_not_count() -> None:
    made = reading()
    made.do(SetSleepTimer(MINUTES_5))
    listen(made, 100)
    made.do(Pause())
    made.clock.now_s += 3_600
    made.do(Play())
    listen(made, 198)
    assert status(made) is Status.PLAYING
    listen(made, 3)
    assert status(made) is Status.PAUSED


@pytest.mark.parametrize("jump_s", [-90_000.0, 90_000.0, 31.0])
def test_a_clock_set_back_and_a_computer_that_slept_count_for_nothing(jump_s: float) -> None:
    made = reading()
    made.do(SetSleepTimer(MINUTES_5))
    listen(made, 100)
    timer = made.state.sleep.timer
    step(made, jump_s)
    assert made.state.sleep.timer == timer
    # Where nothing was heard for long it waits for a key.
    made.do(Play())
    listen(made, 198)
    assert status(made) is Status.PLAYING
    listen(made, 3)
    assert status(made) is Status.PAUSED


def test_who_closed_the_lid_over_a_long_run_is_asked_where_to_go_on() -> None:
    made = reading()
    made.do(ListenerActed())
    began = made.state.position
    listen(made, 700)
    closed = made.state.position
    made.clock.now_s += 30_000
    made.do(ListenerActed(), PlayPause())
    places = made.state.sleep.places
    assert places == Places(began, made.state.position, closed)
    assert began < made.state.position < closed


def test_the_last_half_minute_becomes_softer_and_what_comes_next_is_as_loud_as_ever() -> None:
    made = reading()
    made.do(SetSleepTimer(MINUTES_5))
    listen(made, 299 - FADE_S)
    assert made.voice.fade == SetFade()
    levels = []
    while status(made) is Status.PLAYING:
        step(made)
        levels.append(made.state.sleep.fade_level)
        if made.state.sleep.timer is not None and made.voice.fade != SetFade():
            assert made.voice.fade.to == 0.0
            about_s = made.state.sleep.timer.left
            assert made.voice.fade.over_s == pytest.approx(about_s, abs=6)
    fading = [each for each in levels[:-1] if each < 1.0]
    assert fading == sorted(fading, reverse=True)
    assert fading[-1] < 0.25
    assert made.voice.fade == SetFade()


@pytest.mark.parametrize("asked", [PlayPause(), ExtendSleepTimer()])
def test_one_key_while_it_fades_lets_it_read_on_for_as_long_again(
    asked: PlayPause | ExtendSleepTimer,
) -> None:
    made = reading()
    made.do(SetSleepTimer(MINUTES_5))
    listen(made, 285)
    assert made.state.sleep.is_fading
    made.do(asked)
    assert status(made) is Status.PLAYING
    assert made.voice.fade == SetFade()
    assert made.messages[-1] == "5 minutes more."
    listen(made, 310)
    assert status(made) is Status.PLAYING
    listen(made, 8)
    assert status(made) is Status.PAUSED


def test_stop_while_it_fades_is_silence_as_ever() -> None:
    made = reading()
    made.do(SetSleepTimer(MINUTES_5))
    listen(made, 285)
    made.do(Stop())
    assert status(made) is Status.STOPPED
    made.do(PlayPause())
    assert status(made) is Status.PLAYING
    assert made.voice.fade.over_s < FADE_S, "it goes on where it was"


def test_a_timer_set_again_takes_the_place_of_the_one_before() -> None:
    made = reading()
    made.do(SetSleepTimer(MINUTES_5))
    listen(made, 250)
    at = made.state.position
    made.do(SetSleepTimer(MINUTES_5))
    listen(made, 298)
    assert status(made) is Status.PLAYING
    listen(made, 3)
    assert status(made) is Status.PAUSED
    places = made.state.sleep.places
    assert places is not None
    assert places.begun == at


def test_it_can_be_turned_off_while_it_fades() -> None:
    made = reading()
    made.do(SetSleepTimer(MINUTES_5))
    listen(made, 285)
    made.do(SetSleepTimer(None))
    assert made.voice.fade == SetFade()
    assert made.messages[-1] == "Sleep timer off."
    listen(made, 60)
    assert status(made) is Status.PLAYING
    made.do(SetSleepTimer(None))
    assert made.messages[-1] == "No sleep timer is on."


@pytest.mark.parametrize(
    ("length", "last_heard"),
    [
        (SECTION, "Part 1 1"),
        (SleepLength(Unit.SECTIONS, 2), "Part 1 2"),
        (SleepLength(Unit.SECTIONS, 3), "Part 1 3"),
        (CHAPTER, "Part 1 4"),
        (SleepLength(Unit.CHAPTERS, 2), "Part 2 4"),
    ],
)
def test_a_section_is_read_to_its_very_end(length: SleepLength, last_heard: str) -> None:
    made = reading()
    made.do(SetSleepTimer(length))
    listen_to_the_end(made)
    assert status(made) is Status.STOPPED
    places = made.state.sleep.places
    assert places is not None
    assert places.ended is not None
    assert made.guide.section_of(places.ended).title == last_heard
    assert made.guide.after(places.ended) == made.state.position
    assert section(made) != last_heard
    assert made.voice.queue == [], "no sound and no word wakes the sleeper"


def test_the_last_words_of_a_section_are_soft_but_can_be_heard() -> None:
    made = reading()
    made.do(SetSleepTimer(SECTION))
    fades = set()
    while status(made) is Status.PLAYING:
        step(made)
        if status(made) is Status.PLAYING and made.voice.fade != SetFade():
            fades.add(made.voice.fade)
    assert len(fades) >= 3
    assert {each.to for each in fades} == {SOFTEST}
    assert max(each.over_s for each in fades) <= FADE_S


def test_a_section_gone_to_by_key_is_the_one_that_is_read_to_its_end() -> None:
    made = reading()
    made.do(SetSleepTimer(SECTION))
    there = made.guide.sections[9]
    made.do(GoTo(Position(there.first_block), play=True))
    listen_to_the_end(made)
    assert made.state.position == Position(there.last_block + 1)


def test_one_section_more_while_the_first_fades() -> None:
    made = reading()
    made.do(SetSleepTimer(SECTION))
    while not made.state.sleep.is_fading:
        step(made)
    made.do(ExtendSleepTimer())
    assert made.messages[-1] == "One section more."
    listen_to_the_end(made)
    assert section(made) == "Part 1 3"


def test_the_end_of_the_guide_wakes_nobody_either() -> None:
    made = long_harness()
    made.do(GoTo(Position(made.guide.sections[-10].first_block), play=True))
    made.do(ListenerActed(), SetSleepTimer(SleepLength(Unit.MINUTES, 60)))
    listen_to_the_end(made)
    assert status(made) is Status.FINISHED
    assert made.state.sleep.is_offered
    assert made.state.position == made.guide.end
    assert not any(isinstance(each, Sound) for each in made.voice.queue)
    assert not any("End of the guide" in each for each in made.messages)


def test_a_timer_waits_while_the_urgent_list_is_read_and_that_is_loud() -> None:
    made = reading()
    made.do(SetSleepTimer(MINUTES_5))
    listen(made, 280)
    assert made.state.sleep.is_fading
    timer = made.state.sleep.timer
    first = made.guide.sections[5].first_block
    made.do(Visit(Position(first), first + 1, urgent=True))
    assert made.voice.fade == SetFade()
    listen(made, 60)
    assert status(made) is not Status.PAUSED
    assert made.state.sleep.timer == timer


def test_it_is_told_where_it_was_set_and_where_it_ended_and_space_goes_back_to_between() -> None:
    made = asleep(SleepLength(Unit.MINUTES, 15))
    places = made.state.sleep.places
    assert places is not None
    way = [each for each in (places.begun, places.likely, places.ended) if each is not None]
    assert len(way) == 3
    assert way[0] < way[1] < way[2]
    made.do(ListenerActed(), PlayPause())
    assert status(made) is Status.PLAYING
    assert made.state.position == places.likely
    assert made.says()[0] == (
        "From about where you may have fallen asleep, in Part 2 2, chapter 2. "
        "You set the timer in Part 1 1, chapter 1; it ended in Part 3 4, chapter 3."
    )
    assert not made.state.sleep.is_offered


def test_within_one_section_it_is_named_once() -> None:
    made = asleep(SECTION)
    made.do(ListenerActed(), PlayPause())
    assert made.says()[0] == (
        "From about where you may have fallen asleep. The sleep timer ended in Part 1 1, chapter 1."
    )


def test_the_key_for_playing_is_said_to_go_on_wherever_the_timer_ended() -> None:
    for length in (MINUTES_5, SECTION, SleepLength(Unit.MINUTES, 240)):
        assert activity_of(asleep(length).state).play_label == "go on"


def test_another_key_does_what_it_always_does_and_the_places_are_kept() -> None:
    made = asleep()
    places = made.state.sleep.places
    made.do(ListenerActed(), GoTo(Position(3), play=True))
    assert made.state.position == Position(3)
    assert made.state.sleep.places == places
    made.do(Pause(), PlayPause())
    assert made.state.position == Position(3)


def test_the_urgent_list_read_meanwhile_takes_the_offer_from_nobody() -> None:
    made = asleep()
    first = made.guide.sections[5].first_block
    made.do(ListenerActed(), Visit(Position(first), first + 1, urgent=True))
    listen(made, 20)
    assert made.state.sleep.is_offered


@pytest.mark.parametrize(
    ("heard_s", "likely_s"), [(10, 0), (300, 150), (900, 450), (1_200, 600), (7_200, 600)]
)
def test_one_is_taken_to_sleep_after_ten_minutes_or_half_way(heard_s: int, likely_s: int) -> None:
    run = Run(Position(0))
    for second in range(1, heard_s + 1):
        run = run.heard(1.0, Position(second))
    assert run.likely == Position(likely_s)
    assert len(run.trail) <= 20, "it does not grow with the night"


def test_who_pressed_no_key_for_long_is_asked_where_to_go_on_at_the_end_of_the_guide() -> None:
    made = reading()
    made.do(ListenerActed())
    began = made.state.position
    listen_to_the_end(made)
    assert status(made) is Status.FINISHED
    told = "End of the guide. Press Space to go on from where you may have fallen asleep."
    assert made.state.between_message == told
    made.do(ListenerActed(), PlayPause())
    places = made.state.sleep.places
    assert places == Places(began, made.state.position, made.guide.end)
    assert began < made.state.position < made.guide.end


def test_a_short_run_to_the_end_is_read_again_from_the_start_as_ever() -> None:
    made = session_harness()
    made.do(Play())
    listen_to_the_end(made)
    assert status(made) is Status.FINISHED
    assert made.state.sleep.places is None
    made.do(ListenerActed(), PlayPause())
    assert made.state.position == made.guide.start


def test_a_long_run_that_a_key_ends_offers_nothing_but_is_not_lost() -> None:
    made = reading()
    made.do(ListenerActed())
    began = made.state.position
    listen(made, 900)
    made.do(ListenerActed(), PlayPause())
    assert status(made) is Status.PAUSED
    sleep = made.state.sleep
    assert sleep.places is not None
    assert sleep.places.begun == began
    assert not sleep.is_offered


def test_after_so_much_listening_a_break_is_offered_and_the_reading_goes_on() -> None:
    made = long_harness()
    made.do(SetOptions(PlaybackOptions(breaks="20 minutes")), Play())
    listen(made, 1_195)
    assert made.voice.announced == []
    listen(made, 20)
    told = "20 minutes of listening. Press Space for a break, or listen on."
    assert made.messages[-1] == told
    assert made.voice.earcons[-1] == "wait"
    assert status(made) is Status.PLAYING
    listen(made, 600)
    assert made.messages.count(told) == 1
    made.do(PlayPause())
    assert status(made) is Status.PAUSED


def test_who_had_a_break_or_wants_to_sleep_is_offered_none() -> None:
    rested, sleepy = long_harness(), long_harness()
    for made in (rested, sleepy):
        made.do(SetOptions(PlaybackOptions(breaks="20 minutes")), Play())
        listen(made, 900)
    rested.do(Pause())
    rested.clock.now_s += 120
    rested.do(Play())
    sleepy.do(SetSleepTimer(SleepLength(Unit.MINUTES, 60)))
    for made in (rested, sleepy):
        listen(made, 600)
        assert not any("break" in each for each in made.messages)


def test_nothing_counts_while_nothing_is_read() -> None:
    made = reading()
    made.do(Stop())
    before = made.state
    made.clock.now_s += 10 * WORD_S
    made.do(Stop())
    assert made.state.sleep == before.sleep
