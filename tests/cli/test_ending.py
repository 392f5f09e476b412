"""Told to end, the program ends: silent at once, and by force where something keeps it."""

from __future__ import annotations

import threading

import pytest

from allvoice.cli.ending import Ending
from allvoice.errors import EXIT_WRONG_USE

LIMIT_S = 20.0


class Speaker:
    """A voice that can be silenced."""

    def __init__(self) -> None:
        self.closed = threading.Event()

    def close(self) -> None:
        self.closed.set()


def test_the_voice_is_silent_at_once_and_a_program_that_ends_by_itself_is_not_forced() -> None:
    speaker, forced = Speaker(), list[int]()
    with Ending(speaker, LIMIT_S, forced.append) as ending:
        ending.begin()
        assert speaker.closed.wait(LIMIT_S)
        # A second signal is no other.
        ending.begin()
    assert forced == []


def test_a_program_that_does_not_end_is_ended() -> None:
    speaker, forced = Speaker(), threading.Event()
    codes: list[int] = []

    def exit_now(code: int) -> None:
        codes.append(code)
        forced.set()

    with Ending(speaker, 0.0, exit_now) as ending:
        ending.begin()
        # As one would that is busy, or waits for a terminal that takes no more.
        assert forced.wait(LIMIT_S)
    assert speaker.closed.is_set()
    assert codes == [EXIT_WRONG_USE]


def test_a_program_that_nobody_tells_to_end_is_left_alone() -> None:
    speaker = Speaker()
    with pytest.raises(ZeroDivisionError), Ending(speaker, 0.0, lambda code: None):
        raise ZeroDivisionError
    assert not speaker.closed.is_set()
