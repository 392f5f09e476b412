"""When a voice process is taken for one that hangs, and what it is blamed for."""

from __future__ import annotations

import pytest

from allvoice.speech.client.recovery import EAR, FILE, Limits, Word
from allvoice.speech.client.vital_signs import PING_EVERY_S, VitalSigns
from allvoice.speech.protocol import Boundary, Pong, Ready, Rendering, UtteranceEnded, Written

READY = Ready("natural", "heart", ())


def unanswered_until_hung(signs: VitalSigns, most: int = 10_000) -> int:
    for count in range(1, most):
        signs.next_ping()
        if signs.is_hung():
            return count
    raise AssertionError("never")


def ready(limits: Limits) -> VitalSigns:
    signs = VitalSigns(limits)
    signs.take(READY)
    return signs


@pytest.mark.parametrize("limits", [EAR, FILE], ids=["ear", "file"])
def test_a_process_that_answers_nothing_for_long_hangs(limits: Limits) -> None:
    count = unanswered_until_hung(ready(limits))
    assert count == round(limits.unanswered_s / PING_EVERY_S)


def test_while_the_computer_gives_it_no_processor_it_is_waited_for_but_not_for_ever() -> None:
    signs = ready(EAR)
    for _ in range(round(EAR.starved_s / PING_EVERY_S)):
        signs.next_ping()
        assert signs.is_unanswered
        signs.starved()
        assert not signs.is_hung()
    signs.starved()
    assert unanswered_until_hung(signs) == round(EAR.unanswered_s / PING_EVERY_S)


def test_an_answer_ends_what_was_granted_for_lack_of_a_processor() -> None:
    signs = ready(EAR)
    signs.next_ping()
    signs.starved()
    signs.take(Pong(signs.next_ping().number, 0.0))
    assert not signs.is_unanswered
    assert unanswered_until_hung(signs) == round(EAR.unanswered_s / PING_EVERY_S)


def test_for_a_file_a_slow_process_is_waited_for_many_times_longer() -> None:
    assert unanswered_until_hung(ready(FILE)) > 30 * unanswered_until_hung(ready(EAR))


def test_while_it_loads_a_process_may_answer_nothing() -> None:
    loading = VitalSigns(EAR)
    assert unanswered_until_hung(loading) > 20 * unanswered_until_hung(ready(EAR))


def test_what_a_slow_computer_took_for_loading_counts_no_more_once_it_is_loaded() -> None:
    signs = VitalSigns(EAR)
    asked = [signs.next_ping() for _ in range(40)]
    assert not signs.is_hung()
    signs.take(READY)
    assert not signs.is_hung()
    # Answered at last, and about the loading: that was long, and is over.
    for ping in asked:
        signs.take(Pong(ping.number, EAR.engine_s + 1))
        assert not signs.is_hung()
    assert unanswered_until_hung(signs) == round(EAR.unanswered_s / PING_EVERY_S)


def test_a_loaded_engine_that_was_slow_to_load_can_be_stuck_like_any_other() -> None:
    signs = VitalSigns(EAR)
    signs.next_ping()
    signs.take(READY)
    signs.take(Pong(signs.next_ping().number, EAR.engine_s + 1))
    assert signs.is_hung()
    assert signs.was_stuck


def test_an_engine_that_is_at_one_text_for_too_long_is_stuck_and_the_text_is_known() -> None:
    signs = ready(EAR)
    signs.take(Rendering(("a", "long", "text")))
    signs.take(Pong(signs.next_ping().number, EAR.engine_s + 1))
    # Once: until it has ended it is not ended again.
    assert [signs.is_hung(), signs.is_hung()] == [True, False]
    assert signs.was_stuck
    assert signs.culprit == ("a", "long", "text")


def test_a_process_that_answers_in_time_is_left_alone() -> None:
    signs = ready(EAR)
    for _ in range(1_000):
        signs.take(Pong(signs.next_ping().number, 0.3))
        assert not signs.is_hung()


def test_what_the_engine_is_at_is_blamed_before_the_word_being_heard() -> None:
    signs = ready(EAR)
    blamed = []
    for event in (Boundary(0, 1, 4), Rendering(("next", "sentence")), Rendering(())):
        signs.take(event)
        blamed.append(signs.culprit)
    assert blamed == [Word(1, 4), ("next", "sentence"), Word(1, 4)]


def test_a_text_the_engine_came_through_is_told() -> None:
    signs = ready(EAR)
    through = [signs.take(each) for each in (Rendering(("a", "text")), Pong(1, 0.0), Rendering(()))]
    assert through == [(), (), ("a", "text")]


@pytest.mark.parametrize("over", [UtteranceEnded(0, 1), Written(0, 1, 100)])
def test_between_two_sentences_nothing_is_blamed(over: UtteranceEnded | Written) -> None:
    signs = ready(EAR)
    signs.take(Boundary(0, 1, 4))
    signs.take(over)
    assert signs.culprit is None


def test_a_process_is_not_blamed_for_what_one_before_it_was_at() -> None:
    signs = ready(EAR)
    signs.take(Boundary(0, 1, 4))
    signs.begin()
    assert signs.culprit is None
    assert not signs.is_ready
