"""After a question to the listener it is silent for a while, and any key ends that."""

from __future__ import annotations

import pytest

from allvoice.guide.model import Position
from allvoice.limits import THINK_TIMES_S
from allvoice.reading.coming_back import EXACT_WITHIN_S
from allvoice.reading.commands import (
    Announce,
    ComeBack,
    Move,
    Pause,
    Play,
    PlayPause,
    Repeat,
    Stop,
    ToggleOnlySection,
    Visit,
)
from allvoice.reading.speaking import QUESTION_PAUSE_S, TIME_TO_THINK
from allvoice.reading.state import NavigationLevel, Status
from allvoice.speech.protocol import Say, Sound
from tests.reading.harness import SessionHarness, session_harness

QUESTION = "In your own words: what is a fever?"
TEXT = f"# Fever\n\nA fever is an emergency.\n\n{QUESTION} Take your time.\n\n# Food\n\nEat well.\n"
LAST = "Take your time."
SHOWN = f"{TIME_TO_THINK} Press Space to go on."


def silences(b: SessionHarness) -> list[Sound]:
    """Return the times to think that are still to come."""
    return [
        each
        for each in b.voice.queue
        if isinstance(each, Sound) and each.pause_after_s in THINK_TIMES_S.values()
    ]


def asked(b: SessionHarness) -> None:
    """Let the question be heard to its end, and the silence begin."""
    b.do(Play())
    b.hear(LAST)
    b.hear_words(1)
    assert b.state.is_think_time


@pytest.mark.parametrize(("chosen", "duration_s"), [*THINK_TIMES_S.items()])
def test_after_a_question_it_is_silent_for_as_long_as_was_chosen(
    chosen: str, duration_s: float
) -> None:
    b = session_harness(text=TEXT)
    b.set_options(think_time=chosen)
    b.do(Play())
    b.hear("A fever is an emergency.")
    assert [each.pause_after_s for each in silences(b)] == ([duration_s] if duration_s else [])
    assert b.hear_all() == [QUESTION, LAST, "Food", "Eat well."]


def test_it_is_told_by_a_short_sound_and_shown_with_the_key_until_the_next_sentence() -> None:
    b = session_harness(text=TEXT)
    b.do(Play())
    b.hear(LAST)
    assert b.state.between_message == ""
    (silence,) = silences(b)
    assert silence.name == "wait"
    b.hear_words(1)
    assert b.state.between_message == SHOWN
    b.hear("Food")
    assert (b.state.between_message, b.state.is_think_time) == ("", False)


def test_without_short_sounds_it_is_silence_alone() -> None:
    b = session_harness(text=TEXT)
    b.set_options(earcons=False)
    asked(b)
    assert b.state.between_message == SHOWN
    assert b.hear_all() == ["Food", "Eat well."]


def test_the_silence_takes_the_place_of_the_pause_before_the_next_heading() -> None:
    b = session_harness(text=TEXT)
    b.do(Play())
    b.hear(QUESTION)
    question = b.voice.queue[0]
    assert isinstance(question, Say)
    assert question.pause_after_s == QUESTION_PAUSE_S
    b.set_options(think_time="none")
    question = b.voice.queue[0]
    assert isinstance(question, Say)
    assert question.pause_after_s > QUESTION_PAUSE_S


def test_who_asks_to_read_on_need_not_wait() -> None:
    b = session_harness(text=TEXT)
    asked(b)
    b.do(Play())
    assert not silences(b)
    assert b.hear_all() == ["Food", "Eat well."]


def test_the_key_for_play_ends_it_and_the_next_one_pauses() -> None:
    b = session_harness(text=TEXT)
    asked(b)
    b.do(PlayPause())
    assert b.state.reads_on
    assert not silences(b)
    assert b.voice.earcons == []
    b.hear_words(2)
    b.do(PlayPause())
    assert b.state.status is Status.PAUSED
    b.do(PlayPause())
    assert b.hear_all()[-1] == "Eat well."


def test_the_key_for_the_next_sentence_ends_it_too() -> None:
    b = session_harness(text=TEXT)
    asked(b)
    b.do(Move(NavigationLevel.SENTENCE, 1))
    assert not b.state.is_think_time
    assert b.hear_all() == ["Food", "Eat well."]


def test_it_can_be_stopped_and_the_question_heard_again() -> None:
    b = session_harness(text=TEXT)
    asked(b)
    b.do(Stop())
    assert (b.voice.queue, b.state.is_think_time) == ([], False)
    b.do(Repeat())
    assert b.hear_all() == [LAST]
    # Read alone, it is followed by silence in any case.
    assert b.state.status is Status.STOPPED


def test_a_pause_in_it_holds_it_and_what_is_left_of_it_is_gone_on_with() -> None:
    b = session_harness(text=TEXT)
    asked(b)
    flushes = b.voice.flushes
    b.do(Pause())
    assert b.state.status is Status.PAUSED
    b.clock.now_s += EXACT_WITHIN_S
    b.do(Play())
    assert b.voice.flushes == flushes
    assert b.hear_all() == ["Food", "Eat well."]


def test_what_is_said_meanwhile_does_not_end_it() -> None:
    b = session_harness(text=TEXT)
    asked(b)
    b.do(Announce("Bookmark 1."))
    assert b.state.is_think_time
    assert b.hear_all() == ["Food", "Eat well."]


def test_who_chooses_it_while_reading_has_it_at_the_next_question() -> None:
    b = session_harness(text=TEXT)
    b.set_options(think_time="none")
    b.do(Play())
    b.hear_words(2)
    b.set_options(think_time="10 seconds")
    b.hear(LAST)
    assert [each.pause_after_s for each in silences(b)] == [10.0]


def test_where_the_reading_ends_or_waits_anyway_nobody_is_kept_waiting() -> None:
    one = session_harness(text=TEXT)
    one.set_options(one_sentence=True)
    one.do(Move(NavigationLevel.PARAGRAPH, 1), Move(NavigationLevel.PARAGRAPH, 1))
    only = session_harness(text=TEXT)
    only.do(ToggleOnlySection(), Play())
    last = session_harness(text=f"# Fever\n\n{QUESTION}\n")
    last.do(Play())
    for b in (one, only, last):
        while b.voice.queue:
            assert not silences(b)
            b.hear_words(1)
        assert b.state.is_at_rest


def test_nobody_is_kept_waiting_on_the_way_to_the_hospital() -> None:
    b = session_harness(text=TEXT)
    b.do(Visit(Position(0), 4, urgent=True))
    b.hear(LAST)
    assert not silences(b)
    b.do(ComeBack())


def test_a_plain_paragraph_has_no_such_silence() -> None:
    b = session_harness()
    b.do(Play())
    b.hear_all()
    assert not any(state.is_think_time for state in b.states)


def test_in_a_file_nobody_is_told_of_a_key() -> None:
    class Nobody:
        def press(self, action: str) -> str:
            return ""

    b = session_harness(text=TEXT, controls=Nobody(), has_listener=False)
    asked(b)
    assert b.state.between_message == TIME_TO_THINK
