"""What counts as heard: sentences to their end, and the time in which words were heard."""

from __future__ import annotations

import pytest

from allvoice.guide.model import BlockKind, Position
from allvoice.reading.commands import GoTo, KeyHeld, Move, Pause, Play, PlayPause, Repeat, Welcome
from allvoice.reading.state import NavigationLevel, PlaybackOptions
from allvoice.speech.protocol import NoVoice, UtteranceEnded
from tests.reading.harness import SessionHarness, session_harness


def heard(b: SessionHarness) -> list[str]:
    """Return the sentences that were reported as heard, in order."""
    return [b.guide.sentence_text(position) for position, *_ in b.store.heard]


def listened_s(b: SessionHarness) -> float:
    return sum(seconds for _, seconds, _ in b.store.heard)


def test_a_sentence_counts_when_it_was_heard_to_its_end() -> None:
    b = session_harness()
    b.do(Play())
    b.hear("Before you begin")
    b.hear_words(3)
    assert heard(b) == ["Before you begin"]
    b.hear("Call the care team first.")
    assert heard(b) == ["Before you begin", "Call the care team first."]


def test_one_that_a_key_left_does_not_count() -> None:
    b = session_harness()
    b.do(Play())
    b.hear("Before you begin")
    b.hear_words(3)
    b.do(Move(NavigationLevel.SENTENCE, 1))
    b.hear("Then write down the time.")
    assert heard(b) == ["Before you begin", "Then write down the time."]


def test_paused_and_gone_on_with_it_counts_once_it_is_over() -> None:
    b = session_harness()
    b.do(Play())
    b.hear_words(2)
    b.do(Pause())
    b.clock.now_s += 60.0
    b.do(PlayPause())
    assert heard(b) == []
    b.hear("Before you begin")
    assert heard(b) == ["Before you begin"]


def test_one_that_could_not_be_spoken_does_not_count() -> None:
    b = session_harness()
    b.do(Play())
    number = b.state.queued[0].utterance_id
    b.voice.queue.pop(0)
    b.handle(UtteranceEnded(b.state.generation, number))
    b.hear("Call the care team first.")
    assert heard(b) == ["Call the care team first."]


@pytest.mark.parametrize("silent", [True, False])
def test_what_passes_in_silence_was_not_heard(silent: bool) -> None:
    b = session_harness()
    if silent:
        b.set_options(guide_voice=False)
    else:
        b.handle(NoVoice("There is no voice."))
    b.do(Play())
    b.hear_all()
    assert b.store.heard == []


def test_the_time_is_that_in_which_words_were_heard() -> None:
    b = session_harness()
    b.do(Play())
    b.clock.now_s += 50.0
    for _ in range(12):
        b.hear_words(1)
        b.clock.now_s += 0.5
    # The clock began with the first word, and the pause is none of it.
    b.do(Pause())
    b.clock.now_s += 500.0
    b.do(PlayPause())
    b.hear_words(1)
    b.do(Repeat())
    b.hear_all()
    assert listened_s(b) == pytest.approx(5.5)


def test_a_sleep_of_the_computer_is_no_time_listened() -> None:
    b = session_harness()
    b.do(Play())
    b.hear_words(2)
    b.clock.now_s += 3_600.0
    b.hear_words(1)
    b.do(PlayPause())
    b.hear_all()
    assert listened_s(b) == 0.0


def test_what_is_left_out_is_told_with_it() -> None:
    b = session_harness(text="# Doses\n\nTake it.\n\n```\nx = 1\n```\n", skipping=("code",))
    b.do(Play())
    b.hear_all()
    assert {left_out for *_, left_out in b.store.heard} == {
        frozenset({BlockKind.CODE, BlockKind.DIAGRAM})
    }


def test_for_a_screen_reader_a_sentence_counts_when_it_is_shown() -> None:
    b = session_harness(options=PlaybackOptions(external_screen_reader=True))
    b.do(Welcome("Welcome."))
    b.clock.now_s += 5.0
    b.do(PlayPause())
    b.clock.now_s += 7.0
    b.do(PlayPause())
    # Somebody went away meanwhile.
    b.clock.now_s += 3_600.0
    b.do(PlayPause())
    assert heard(b) == [
        "Before you begin",
        "Call the care team first.",
        "Then write down the time.",
        "Take the temperature.",
    ]
    assert listened_s(b) == 12.0


def test_sentences_that_fly_by_under_a_held_key_do_not_count() -> None:
    b = session_harness(options=PlaybackOptions(external_screen_reader=True))
    b.do(KeyHeld(), GoTo(Position(1)), GoTo(Position(2)))
    assert b.store.heard == []
