"""Only its own end ends a sleep timer, and the key for playing lengthens it only while it fades."""

from __future__ import annotations

import pytest

from allvoice.guide.model import Position
from allvoice.reading.activity import activity_of
from allvoice.reading.commands import (
    Command,
    GoTo,
    GoToEnd,
    ListenerActed,
    Move,
    Pause,
    PlayPassages,
    PlayPause,
    SetOptions,
    SetSleepTimer,
    Stop,
    ToggleOnlySection,
    Visit,
)
from allvoice.reading.playlist import Kind, Passage, Playlist
from allvoice.reading.sleep_state import SleepLength, Unit
from allvoice.reading.sleeping import ENDED, SOFTEST, YOUNG_S
from allvoice.reading.state import NavigationLevel, PlaybackOptions, Status
from allvoice.speech.protocol import SetFade
from tests.reading.harness import SessionHarness
from tests.reading.listening import listen, listen_to_the_end, long_harness, section, status, step

MINUTES_45, SECTION = SleepLength(Unit.MINUTES, 45), SleepLength(Unit.SECTIONS)
CHAPTER = SleepLength(Unit.CHAPTERS)
MINUTES_1 = SleepLength(Unit.MINUTES, 1)
TOLD_ENDED = ENDED.format("Press Space")


def press(made: SessionHarness, *commands: Command) -> None:
    made.do(ListenerActed(), *commands)


def passage(made: SessionHarness, number: int, *, first: int = 0, last: int = 11) -> Passage:
    """Return some sentences of a section; the whole of it has twelve."""
    block = made.guide.sections[number].last_block
    return Passage(Position(block, first), Position(block, last), f"Passage {number}")


def sections_of(made: SessionHarness) -> list[int]:
    """Return the numbers of the sections that are read to the listener, in their order."""
    return [
        number
        for number, each in enumerate(made.guide.sections)
        if len(made.guide.blocks[each.last_block].sentences) > 1
    ]


def playing(
    kind: Kind, *passages: Passage, repeats: bool = False, made: SessionHarness | None = None
) -> SessionHarness:
    made = made or long_harness()
    press(made, PlayPassages(Playlist(kind, passages, repeats=repeats), ""))
    return made


def one_sentence() -> SessionHarness:
    made = long_harness()
    first = sections_of(made)[0]
    return playing(Kind.SENTENCE, passage(made, first, first=3, last=3), made=made)


@pytest.mark.parametrize("length", [MINUTES_45, SECTION, CHAPTER])
def test_the_end_of_one_passage_is_told_and_the_timer_stays(length: SleepLength) -> None:
    made = long_harness()
    press(made, SetSleepTimer(length))
    first = sections_of(made)[0]
    playing(Kind.PARAGRAPH, passage(made, first, first=3, last=4), made=made)
    listen_to_the_end(made)
    timer = made.state.sleep.timer
    assert timer is not None
    assert timer.length == length
    assert made.messages[-1] != TOLD_ENDED
    assert made.state.between_message == "End of this paragraph. Press Space to read on."
    assert not made.state.sleep.is_offered


def test_the_end_of_a_section_that_is_read_alone_is_no_end_of_the_timer() -> None:
    made = long_harness()
    press(made, ToggleOnlySection(), PlayPause(), SetSleepTimer(SleepLength(Unit.SECTIONS, 3)))
    listen_to_the_end(made)
    assert made.state.between_message.startswith("End of this section.")
    timer = made.state.sleep.timer
    assert timer is not None
    assert timer.left == 2


def test_the_end_of_a_visit_is_no_end_of_the_timer() -> None:
    made = long_harness()
    press(made, PlayPause(), SetSleepTimer(SECTION))
    first = made.guide.sections[5].first_block
    press(made, Visit(Position(first), first, urgent=False))
    listen_to_the_end(made)
    assert made.state.between_message.startswith("End of what the link led to.")
    assert made.state.sleep.timer is not None


def test_one_sentence_landed_on_at_the_end_of_a_section_ends_no_timer() -> None:
    made = long_harness()
    press(made, SetSleepTimer(SECTION))
    block = made.guide.sections[sections_of(made)[0]].last_block
    press(made, GoTo(Position(block, 11), play=None))
    assert made.state.stop_after_sentence
    listen(made, 3)
    assert made.voice.fade == SetFade(), "it is not read to the end of the section"
    assert activity_of(made.state).play_label == "go on"
    press(made, PlayPause())
    assert made.state.reads_on
    assert made.messages[-1] != "One section more."


def test_a_timer_set_while_an_end_is_told_is_told_and_runs() -> None:
    made = one_sentence()
    while not made.state.is_telling_end:
        assert step(made)
    before = list(made.messages)
    press(made, SetSleepTimer(SECTION))
    listen_to_the_end(made)
    assert made.messages[len(before) :] == ["Sleep timer: until the end of this section."]
    assert made.state.sleep.timer is not None


def test_near_the_end_of_a_playlist_the_key_for_playing_pauses() -> None:
    made = one_sentence()
    press(made, SetSleepTimer(MINUTES_45))
    listen(made, 2)
    assert made.voice.fade == SetFade()
    press(made, PlayPause())
    assert status(made) is Status.PAUSED
    timer = made.state.sleep.timer
    assert timer is not None
    assert timer.left < 45 * 60


@pytest.mark.parametrize("asked", [Pause(), Stop()])
def test_at_rest_the_key_for_playing_lengthens_nothing(asked: Command) -> None:
    made = long_harness()
    press(made, PlayPause(), SetSleepTimer(MINUTES_1))
    listen(made, 45)
    press(made, asked)
    timer = made.state.sleep.timer
    assert activity_of(made.state).play_label != "longer"
    press(made, PlayPause())
    assert made.state.sleep.timer == timer
    assert made.state.sleep.is_fading, "it goes on where it was"
    assert made.voice.fade.over_s < 16
    press(made, PlayPause())
    assert made.messages[-1] == "1 minute more."


def test_the_end_of_the_guide_reached_by_a_key_is_told_as_ever() -> None:
    made = long_harness()
    press(made, PlayPause(), SetSleepTimer(SleepLength(Unit.MINUTES, 30)))
    listen(made, 20)
    press(made, GoToEnd())
    listen_to_the_end(made)
    assert status(made) is Status.FINISHED
    assert made.messages[-1] != TOLD_ENDED
    told = "End of the guide. Press Space to start again from the beginning."
    assert made.state.between_message == told
    assert not made.state.sleep.is_offered


def test_the_end_of_the_guide_while_it_fades_wakes_nobody() -> None:
    made = long_harness()
    press(made, PlayPause())
    last = made.guide.sections[-1].last_block
    press(made, SetSleepTimer(MINUTES_1), GoTo(Position(last, 4), play=True))
    listen_to_the_end(made)
    assert not made.state.between_message
    assert made.state.sleep.is_offered
    assert made.messages[-1] == TOLD_ENDED


@pytest.mark.parametrize("long", [False, True])
def test_what_is_told_at_the_end_of_the_guide_is_what_the_foot_says(long: bool) -> None:
    made = long_harness()
    press(made, PlayPause())
    if long:
        listen(made, 700)
    else:
        press(made, GoToEnd())
    labels = set()
    while status(made) is Status.PLAYING:
        step(made)
        if made.state.is_telling_end:
            labels.add(activity_of(made.state).play_label)
    labels.add(activity_of(made.state).play_label)
    assert labels == {"go on" if long else "start again"}
    assert ("start again" in made.state.between_message) is not long
    press(made, PlayPause())
    assert (made.state.position == made.guide.start) is not long


def test_who_pressed_a_key_in_the_last_sentences_is_led_as_was_told() -> None:
    made = long_harness()
    press(made, PlayPause())
    while not any(each.ends for each in made.state.queued):
        step(made)
    press(made)
    listen_to_the_end(made)
    assert "go on from where" in made.state.between_message
    press(made, PlayPause())
    assert made.guide.start < made.state.position < made.guide.end


def test_while_it_fades_the_foot_says_that_the_key_gives_more_time() -> None:
    made = long_harness()
    press(made, PlayPause(), SetSleepTimer(MINUTES_1))
    listen(made, 20)
    assert activity_of(made.state).play_label == "pause"
    listen(made, 20)
    assert activity_of(made.state).play_label == "longer"
    assert activity_of(made.state).word == "Playing"


def test_who_just_set_a_timer_to_the_end_of_the_section_can_pause() -> None:
    made = long_harness()
    block = made.guide.sections[sections_of(made)[0]].last_block
    press(made, GoTo(Position(block, 9), play=True), SetSleepTimer(SECTION))
    listen(made, YOUNG_S - 1)
    assert made.voice.fade == SetFade()
    assert activity_of(made.state).play_label == "pause"
    while not made.state.sleep.is_fading:
        assert step(made)
    fade = made.voice.fade
    assert fade.level > 0.99, "it begins as loud as it was"
    assert fade.to == SOFTEST
    assert 3 < fade.over_s < 15, "and is as soft as ever at the end"
    press(made, PlayPause())
    assert made.messages[-1] == "One section more."
    assert activity_of(made.state).play_label == "pause"


def test_with_one_sentence_at_a_time_a_section_timer_never_fades() -> None:
    made = long_harness()
    press(made, SetOptions(PlaybackOptions(one_sentence=True)), SetSleepTimer(SECTION))
    block = made.guide.sections[sections_of(made)[0]].last_block
    press(made, GoTo(Position(block, 9), play=True))
    for _ in range(3):
        listen_to_the_end(made)
        assert made.voice.fade == SetFade()
        press(made, PlayPause())
    assert made.messages[-1] != "One section more."


# Playlists of several passages


def test_a_timer_runs_on_over_the_passages_of_the_queue() -> None:
    made = long_harness()
    one, two, *_, last = sections_of(made)
    press(made, SetSleepTimer(SleepLength(Unit.MINUTES, 2)))
    playing(
        Kind.QUEUE,
        passage(made, last, first=5, last=6),
        passage(made, one, last=3),
        passage(made, two),
        made=made,
    )
    listen(made, 119)
    assert status(made) is Status.PLAYING
    assert made.state.turn == 2
    listen(made, 2)
    assert status(made) is Status.PAUSED
    assert made.messages[-1] == TOLD_ENDED


def test_of_whole_sections_in_the_queue_each_is_one() -> None:
    made = long_harness()
    numbers = sections_of(made)[4:1:-1]
    playing(Kind.QUEUE, *(passage(made, each) for each in numbers), made=made)
    press(made, SetSleepTimer(SleepLength(Unit.SECTIONS, 2)))
    listen_to_the_end(made)
    places = made.state.sleep.places
    assert places is not None
    assert places.ended == passage(made, numbers[1]).last
    assert made.state.position == passage(made, numbers[2]).first


def test_marks_within_one_section_do_not_end_it() -> None:
    made = long_harness()
    one, two, *_ = sections_of(made)
    marks = [passage(made, one, first=each, last=each) for each in (2, 4, 6)]
    playing(Kind.MARKS, *marks, passage(made, two, first=2, last=3), made=made)
    press(made, SetSleepTimer(SECTION))
    listen_to_the_end(made)
    places = made.state.sleep.places
    assert places is not None
    assert places.ended == marks[-1].last
    assert section(made) == made.guide.sections[two].title


@pytest.mark.parametrize("length", [SECTION, CHAPTER])
def test_what_is_read_again_and_again_ends_with_its_last_word(length: SleepLength) -> None:
    made = long_harness()
    one = sections_of(made)[0]
    playing(Kind.PARAGRAPH, passage(made, one, first=2, last=6), repeats=True, made=made)
    press(made, SetSleepTimer(length))
    listen_to_the_end(made)
    assert made.messages[-1] == TOLD_ENDED
    assert made.state.sleep.places is not None
    assert made.state.sleep.places.ended == passage(made, one, first=2, last=6).last


def test_a_section_that_is_read_alone_ends_a_timer_to_its_end_without_a_word() -> None:
    made = long_harness()
    one = sections_of(made)[0]
    playing(Kind.SECTION, passage(made, one), made=made)
    press(made, SetSleepTimer(SECTION))
    listen_to_the_end(made)
    assert made.messages[-1] == TOLD_ENDED
    assert not made.state.between_message
    assert made.state.playlist is None
    assert made.state.position > passage(made, one).last


def test_a_move_by_key_ends_no_timer() -> None:
    made = long_harness()
    press(made, PlayPause(), SetSleepTimer(SECTION))
    for _ in range(3):
        press(made, Move(NavigationLevel.SECTION, 1))
        listen(made, 5)
    assert made.state.sleep.timer is not None


def test_who_fell_asleep_in_an_earlier_passage_goes_on_there_and_in_the_list() -> None:
    made = long_harness()
    passages = [passage(made, each) for each in sections_of(made)[:6]]
    playing(Kind.QUEUE, *passages, made=made)
    press(made, SetSleepTimer(SleepLength(Unit.MINUTES, 5)))
    listen_to_the_end(made)
    places, playlist = made.state.sleep.places, made.state.playlist
    assert places is not None
    assert places.likely is not None
    assert playlist is not None
    slept_in = next(n for n, each in enumerate(passages) if each.reaches(places.likely))
    assert slept_in < playlist.index
    press(made, PlayPause())
    assert made.state.position == places.likely
    assert made.state.playlist is not None
    assert made.state.playlist.index == slept_in
    listen(made, 120)
    assert made.state.playlist is not None
    assert made.state.playlist.index == slept_in + 1
    assert passages[slept_in + 1].reaches(made.state.position)
