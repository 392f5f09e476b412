"""A held key speaks only where it stops."""

from __future__ import annotations

import pytest

from allvoice.guide.model import Position
from allvoice.reading.commands import (
    ChangeRate,
    KeyHeld,
    KeyReleased,
    Move,
    Play,
    SetSkipping,
    Stop,
)
from allvoice.reading.state import NavigationLevel, Status
from allvoice.speech.protocol import Notice
from tests.reading.harness import session_harness


def test_a_held_key_speaks_only_where_it_stops() -> None:
    b = session_harness()
    b.do(Play())
    b.do(Move(NavigationLevel.SENTENCE, 1))
    b.do(KeyHeld())
    for _ in range(3):
        b.do(Move(NavigationLevel.SENTENCE, 1))
        assert b.voice.queue == []
    assert b.sentence == "Note it down."
    b.do(KeyReleased())
    assert b.hear_all()[:2] == ["Note it down.", "Say it aloud."]


def test_a_key_held_while_at_rest_reads_one_sentence_where_it_stops() -> None:
    b = session_harness()
    b.do(Move(NavigationLevel.SENTENCE, 1))
    b.do(KeyHeld())
    b.do(Move(NavigationLevel.SENTENCE, 1))
    b.do(KeyReleased())
    assert b.hear_all() == ["Then write down the time."]
    assert b.state.status is Status.STOPPED


def test_a_pace_key_held_at_rest_says_the_last_pace_only() -> None:
    b = session_harness()
    b.do(ChangeRate(1))
    b.do(KeyHeld())
    for _ in range(5):
        b.do(ChangeRate(1))
    b.do(KeyReleased())
    assert b.voice.announced == ["160 words a minute.", "210 words a minute."]
    assert b.voice.rate_wpm == 210


def test_a_pace_key_held_while_reading_does_not_end_the_reading() -> None:
    b = session_harness()
    b.do(Play())
    b.do(KeyHeld())
    assert b.hear_all()[-1] == "Small meals help."


def test_a_key_held_at_the_start_says_so_once() -> None:
    b = session_harness()
    b.do(KeyHeld())
    for _ in range(4):
        b.do(Move(NavigationLevel.SENTENCE, -1))
    assert b.voice.announced == []
    b.do(KeyReleased())
    assert b.voice.announced == ["This is the start of the guide."]


@pytest.mark.parametrize("interface_voice", [True, False])
def test_a_fault_that_comes_while_a_key_is_held_is_said_afterwards(interface_voice: bool) -> None:
    b = session_harness()
    b.set_options(interface_voice=interface_voice)
    b.do(KeyHeld())
    b.handle(Notice("The sound is gone."))
    b.do(ChangeRate(1))
    assert b.voice.announced == []
    b.do(KeyReleased())
    assert b.voice.announced[-1] == "The sound is gone."


def test_a_fault_that_comes_while_a_key_moves_is_said_after_the_sentence() -> None:
    b = session_harness()
    b.do(KeyHeld())
    b.do(Move(NavigationLevel.SENTENCE, 1))
    b.handle(Notice("The sound is gone."))
    b.do(KeyReleased())
    b.hear_all()
    assert b.voice.announced == ["The sound is gone."]


def test_a_fault_that_waits_when_a_held_key_is_let_go_is_said_alone() -> None:
    b = session_harness()
    b.do(Play())
    b.handle(Notice("The sound is gone."))
    b.do(Stop())
    b.do(KeyHeld())
    b.do(Move(NavigationLevel.SENTENCE, -1))
    b.do(KeyReleased())
    assert b.voice.announced == ["The sound is gone."]


def test_what_changes_while_a_key_moves_leaves_out_no_sentence() -> None:
    b = session_harness()
    b.do(Play())
    b.do(KeyHeld())
    b.do(Move(NavigationLevel.SENTENCE, 1))
    b.do(SetSkipping(("notes",)))
    b.do(KeyReleased())
    assert b.hear_all()[0] == b.guide.sentence_text(Position(1))
