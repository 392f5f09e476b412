"""How a listener is told and read to: which voices, which sounds, how much at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from allvoice.guide.model import Position
from allvoice.reading.session import EXACT_WITHIN_S, REMEMBERED_WITHIN_S, WORD_WITHIN_S
from allvoice.reading.state import PITCHES, VOLUME_BOOSTS_DB, Status, Unit
from allvoice.speech.protocol import Boundary, Notice, Say, UtteranceEnded
from tests.reading.booth import Booth, booth


def manner(b: Booth, **changes: object) -> None:
    b.listening.set_manner(replace(b.state.manner, **changes))  # type: ignore[arg-type]


def _pitch(b: Booth) -> float:
    assert b.voice.aside is not None
    return b.voice.aside.pitch


def says(b: Booth) -> list[str]:
    return [" ".join(item.words) for item in b.voice.queue if isinstance(item, Say)]


# Two voices that never mix


def test_the_interface_voice_differs_from_the_guide_voice_by_its_pitch() -> None:
    b = booth()
    b.listening.play()
    b.listening.announce("Bookmark 1.")
    assert _pitch(b) == PITCHES["lower"] != 1.0
    assert {item.pitch for item in b.voice.queue if isinstance(item, Say)} == {1.0}
    manner(b, interface_pitch="higher")
    b.listening.announce("Bookmark 2.")
    assert _pitch(b) == PITCHES["higher"] > 1.0


def test_more_loudness_is_had_at_once_and_the_volume_stays_as_it_was() -> None:
    b = booth()
    b.listening.play()
    before = list(b.voice.queue)
    manner(b, volume_boost="most")
    assert b.voice.boost_db == VOLUME_BOOSTS_DB["most"] > VOLUME_BOOSTS_DB["more"] > 0
    assert (b.state.volume, b.voice.queue) == (100, before)
    b.listening.quieter()
    assert b.voice.boost_db == VOLUME_BOOSTS_DB["most"]
    manner(b, volume_boost="off")
    assert b.voice.boost_db == 0.0


def test_with_the_interface_voice_off_only_the_guide_is_heard() -> None:
    b = booth(text="# A\n\nOne.\n\n```\ncode\n```\n\nTwo.\n", skipping=("code",))
    manner(b, interface_voice=False)
    b.listening.announce("Bookmark 1.", "mark")
    assert b.voice.asides == []
    assert b.voice.earcons == ["mark"]
    assert b.told[-1] == "Bookmark 1."
    b.listening.play()
    assert b.hear_all() == ["A", "One.", "Two."]
    assert b.state.skipped is not None


def test_what_was_asked_for_and_faults_are_said_though_the_interface_voice_is_off() -> None:
    b = booth()
    manner(b, interface_voice=False)
    b.listening.announce("Chapter 1.", asked=True)
    b.listening.handle(Notice("The sound is gone."))
    assert b.voice.asides == ["Chapter 1.", "The sound is gone."]
    assert b.voice.earcons == ["alarm"]


def test_with_the_guide_voice_off_the_reading_passes_in_silence_and_announcements_do_not() -> None:
    b = booth()
    b.listening.play()
    manner(b, guide_voice=False)
    assert not b.voice.guide_audible
    b.hear("Call the care team first.")
    b.listening.announce("Bookmark 1.")
    assert b.voice.asides == ["Bookmark 1."]
    manner(b, guide_voice=True)
    assert b.voice.guide_audible


def test_earcons_can_be_off() -> None:
    b = booth()
    manner(b, earcons=False)
    b.listening.welcome("Welcome.")
    b.listening.play_pause()
    b.listening.announce("Gone.", "alarm")
    b.listening.chime("edge")
    assert b.voice.earcons == []
    assert all(isinstance(item, Say) for item in b.voice.queue)


def test_an_announcement_can_be_cut_without_ending_the_reading() -> None:
    b = booth()
    b.listening.play()
    b.listening.announce("A long story.")
    assert b.voice.aside is not None
    b.listening.hush()
    assert not b.voice.aside
    assert b.state.announcement_id is None
    assert b.state.status is Status.PLAYING
    assert b.hear_all()[0] == "Before you begin"


def test_the_end_of_an_announcement_is_known() -> None:
    b = booth()
    b.listening.announce("One.")
    number = b.state.announcement_id
    assert number is not None
    b.listening.handle(Boundary(b.state.generation, number, 0))
    assert b.state.announcement_id == number
    b.listening.handle(UtteranceEnded(b.state.generation, number))
    assert b.state.announcement_id is None


def test_the_welcome_can_be_cut_and_the_guide_begins() -> None:
    b = booth()
    b.listening.welcome("Welcome to a long, long story.")
    b.hear_words(2)
    b.listening.hush()
    assert not b.state.welcoming
    assert says(b)[0].startswith("Before you begin")
    assert b.hear_all()[0] == "Before you begin"


def test_after_the_welcome_a_hush_leaves_the_reading_alone() -> None:
    b = booth()
    b.listening.welcome("Welcome.")
    b.hear("Before you begin")
    b.hear_words(1)
    flushes = b.voice.flushes
    b.listening.hush()
    assert b.voice.flushes == flushes


# One sentence at a time


def test_one_sentence_is_read_and_the_listener_waited_for() -> None:
    b = booth()
    manner(b, one_sentence=True)
    heard = []
    for _ in range(4):
        b.listening.play_pause()
        heard.append(b.hear_all())
        assert b.state.status is Status.STOPPED
        assert b.sentence == heard[-1][0]
    assert heard == [
        ["Before you begin"],
        ["Call the care team first."],
        ["Then write down the time."],
        ["Take the temperature."],
    ]
    assert b.voice.earcons == ["wait"] * 4


def test_one_sentence_can_be_held_and_goes_on_where_it_was() -> None:
    b = booth()
    manner(b, one_sentence=True)
    b.listening.play_pause()
    b.listening.play_pause()
    assert b.voice.paused
    b.listening.play_pause()
    assert b.hear_all() == ["Before you begin"]


def test_every_sentence_is_read_once_to_the_end_and_then_the_guide_begins_again() -> None:
    b = booth()
    manner(b, one_sentence=True)
    heard: list[str] = []
    every = _every_sentence(b)
    for _ in every:
        b.listening.play_pause()
        heard += b.hear_all()
    assert heard == every
    b.listening.play_pause()
    assert b.state.at_end
    assert "End of the guide" in b.voice.asides[-1]
    b.listening.play_pause()
    assert b.hear_all() == ["Before you begin"]


def _every_sentence(b: Booth) -> list[str]:
    found: list[str] = []
    place: Position | None = b.guide.start
    while place is not None:
        found.append(b.guide.sentence_text(place))
        place = b.guide.after(place)
    return found


def test_moves_and_repeats_work_one_sentence_at_a_time() -> None:
    b = booth()
    manner(b, one_sentence=True)
    b.listening.move(Unit.SECTION, 1)
    assert b.hear_all() == ["At night"]
    b.listening.repeat()
    assert b.hear_all() == ["At night"]
    b.listening.move(Unit.SENTENCE, -1)
    assert b.hear_all() == ["Say it aloud."]
    b.listening.play()
    assert b.hear_all() == ["At night"]


def test_turning_it_on_ends_the_reading_with_this_sentence_and_off_reads_on() -> None:
    b = booth()
    b.listening.play()
    b.hear("Before you begin")
    b.hear_words(2)
    manner(b, one_sentence=True)
    assert b.hear_all() == ["Call the care team first."]
    b.listening.play()
    manner(b, one_sentence=False)
    assert b.hear_all()[:2] == ["Then write down the time.", "Take the temperature."]


def test_what_is_skipped_is_named_one_sentence_at_a_time_too() -> None:
    b = booth(text="# A\n\nOne.\n\n```\ncode\n```\n\nTwo.\n", skipping=("code",))
    manner(b, one_sentence=True)
    b.listening.move(Unit.SENTENCE, 1)
    b.hear_all()
    b.listening.play_pause()
    assert says(b)[0].startswith("1 piece of code skipped.")
    assert b.hear_all() == ["Two."]


def test_only_this_section_does_not_hold_up_who_goes_on_by_hand() -> None:
    b = booth(text="# A\n\nOne.\n\n# B\n\nTwo.\n")
    manner(b, one_sentence=True)
    b.listening.toggle_only_section()
    for _ in range(2):
        b.listening.play_pause()
        b.hear_all()
    b.listening.play_pause()
    assert b.hear_all() == ["B"]


# For a screen reader of one's own


def test_with_nothing_but_the_screen_no_move_is_spoken_and_space_shows_the_next() -> None:
    b = booth()
    manner(b, shown_only=True)
    b.listening.welcome("Welcome.")
    b.listening.play_pause()
    assert b.sentence == "Call the care team first."
    b.listening.move(Unit.SECTION, 1)
    assert b.sentence == "At night"
    b.listening.announce("Bookmark 1.", "mark", asked=True)
    b.listening.handle(Notice("Something."))
    assert b.voice.queue == []
    assert b.voice.asides == b.voice.earcons == []
    assert b.state.status is Status.STOPPED
    assert b.told == ["Welcome.", "Bookmark 1.", "Something."]
    b.listening.go_to_end()
    b.listening.play_pause()
    assert b.told[-1].startswith("End of the guide")
    b.listening.play_pause()
    assert b.sentence == "Before you begin"


# A held key


def test_a_held_key_speaks_only_where_it_stops() -> None:
    b = booth()
    b.listening.play()
    b.listening.move(Unit.SENTENCE, 1)
    b.listening.key_held()
    for _ in range(3):
        b.listening.move(Unit.SENTENCE, 1)
        assert b.voice.queue == []
    assert b.sentence == "Note it down."
    b.listening.key_released()
    assert b.hear_all()[:2] == ["Note it down.", "Say it aloud."]


def test_a_key_held_while_at_rest_reads_one_sentence_where_it_stops() -> None:
    b = booth()
    b.listening.move(Unit.SENTENCE, 1)
    b.listening.key_held()
    b.listening.move(Unit.SENTENCE, 1)
    b.listening.key_released()
    assert b.hear_all() == ["Then write down the time."]
    assert b.state.status is Status.STOPPED


def test_a_pace_key_held_at_rest_says_the_last_pace_only() -> None:
    b = booth()
    b.listening.faster()
    b.listening.key_held()
    for _ in range(5):
        b.listening.faster()
    b.listening.key_released()
    assert b.voice.asides == ["160 words a minute.", "210 words a minute."]
    assert b.voice.rate_wpm == 210


def test_a_pace_key_held_while_reading_does_not_end_the_reading() -> None:
    b = booth()
    b.listening.play()
    b.listening.key_held()
    assert b.hear_all()[-1] == "Small meals help."


def test_a_key_held_at_the_start_says_so_once() -> None:
    b = booth()
    b.listening.key_held()
    for _ in range(4):
        b.listening.move(Unit.SENTENCE, -1)
    assert b.voice.asides == []
    b.listening.key_released()
    assert b.voice.asides == ["This is the start of the guide."]


@pytest.mark.parametrize("interface_voice", [True, False])
def test_a_fault_that_comes_while_a_key_is_held_is_said_afterwards(interface_voice: bool) -> None:
    b = booth()
    manner(b, interface_voice=interface_voice)
    b.listening.key_held()
    b.listening.handle(Notice("The sound is gone."))
    b.listening.faster()
    assert b.voice.asides == []
    b.listening.key_released()
    assert b.voice.asides[-1] == "The sound is gone."


def test_a_fault_that_comes_while_a_key_moves_is_said_after_the_sentence() -> None:
    b = booth()
    b.listening.key_held()
    b.listening.move(Unit.SENTENCE, 1)
    b.listening.handle(Notice("The sound is gone."))
    b.listening.key_released()
    b.hear_all()
    assert b.voice.asides == ["The sound is gone."]


def test_a_fault_that_waits_when_a_held_key_is_let_go_is_said_alone() -> None:
    b = booth()
    b.listening.play()
    b.listening.handle(Notice("The sound is gone."))
    b.listening.stop()
    b.listening.key_held()
    b.listening.move(Unit.SENTENCE, -1)
    b.listening.key_released()
    assert b.voice.asides == ["The sound is gone."]


# Coming back


class Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.mark.parametrize(
    ("away_s", "first", "from_word"),
    [
        (EXACT_WITHIN_S - 0.5, "Call the care team first.", None),
        (WORD_WITHIN_S - 1, "Call the care team first.", 2),
        (WORD_WITHIN_S + 1, "Call the care team first.", 0),
        (REMEMBERED_WITHIN_S + 1, "Before you begin", 0),
    ],
)
def test_the_longer_the_reading_was_held_the_further_back_it_goes_on(
    away_s: float, first: str, from_word: int | None
) -> None:
    b = booth()
    clock = Clock()
    b.listening._clock = clock
    b.listening.play()
    b.hear("Before you begin")
    b.hear_words(3)
    flushes = b.voice.flushes
    b.listening.play_pause()
    assert b.voice.earcons == ["hold"]
    clock.now_s += away_s
    b.listening.play_pause()
    assert b.state.status is Status.PLAYING
    assert (b.voice.flushes == flushes) == (from_word is None)
    assert says(b)[0].removesuffix(".") == first.removesuffix(".")
    if from_word is not None:
        begins = next(item for item in b.voice.queue if isinstance(item, Say))
        assert begins.from_word == from_word
        assert b.hear_all()[:2] == ["Call the care team first.", "Then write down the time."]
