"""Where nothing can be heard, time passes all the same."""

from __future__ import annotations

import threading

import pytest

from allvoice.playback.sinks.timed import LATE_LIMIT_S, PERIOD_S, NullSink
from tests.playback.player_harness import LIMIT_S, RATE_HZ, FeedsWhatItReads, Tape, one_sentence


def test_without_sound_time_still_passes() -> None:
    tape = Tape()
    sink = NullSink(RATE_HZ)
    sink.start(tape)
    tape.wait_for(3)

    assert sink.alive
    sink.close()


def test_a_stopped_clock_takes_nothing_until_it_is_started_again() -> None:
    resting = threading.Event()

    class Wanted(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            resting.set()
            return super().wait(timeout)

    tape = Tape()
    sink = NullSink(RATE_HZ)
    # Shows when the thread of the sink has come to rest.
    sink._wanted = Wanted()
    sink.start(tape)
    tape.wait_for(2)
    assert not resting.is_set()
    sink.stop()
    assert resting.wait(LIMIT_S)
    while tape.taken.acquire(blocking=False):
        pass

    sink.start(tape)
    tape.wait_for(2)
    assert sink.alive
    sink.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_clock_whose_source_fails_is_not_alive() -> None:
    class Broken(FeedsWhatItReads):
        def read(self, frames: int) -> bytes:
            raise RuntimeError

    sink = NullSink(RATE_HZ)
    sink.start(Broken())
    for thread in threading.enumerate():
        if thread.name == "null-sink":
            thread.join(LIMIT_S)

    assert not sink.alive
    assert one_sentence(sink.failure)


def test_a_closed_clock_leaves_no_thread_behind() -> None:
    sink = NullSink(RATE_HZ)
    sink.start(Tape())
    sink.close()
    sink.close()

    assert not [thread for thread in threading.enumerate() if thread.name == "null-sink"]


def test_a_clock_never_started_can_be_closed() -> None:
    sink = NullSink(RATE_HZ)
    sink.close()

    assert sink.alive


class Waits(threading.Event):
    """Stands for the event a sink waits on between two pulls; keeps how long it meant to wait."""

    def __init__(self) -> None:
        super().__init__()
        self.lengths_s: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        if timeout is not None:
            self.lengths_s.append(timeout)
        return super().wait(None if timeout is None else min(timeout, 0.001))


def test_a_rest_is_not_made_up_for() -> None:
    now_s = [0.0]
    tape, waits = Tape(), Waits()
    sink = NullSink(RATE_HZ, clock=lambda: now_s[0])
    sink._closed = waits
    sink.start(tape)
    tape.wait_for(1)
    sink.stop()
    while tape.taken.acquire(timeout=0.1):
        pass
    del waits.lengths_s[:]
    now_s[0] = 3_600.0

    sink.start(tape)
    tape.wait_for(5)
    sink.close()

    assert min(waits.lengths_s) > 0, "no word passes in a rush"


def test_a_computer_that_slept_makes_the_words_rush_by_for_half_a_second_at_most() -> None:
    now_s = [0.0]
    tape, waits = Tape(), Waits()
    sink = NullSink(RATE_HZ, clock=lambda: now_s[0])
    sink._closed = waits
    sink.start(tape)
    tape.wait_for(1)
    now_s[0] = 3_600.0
    tape.wait_for(200)
    sink.close()

    missed = [each for each in waits.lengths_s if not each]
    assert 0 < len(missed) <= LATE_LIMIT_S / PERIOD_S + 1
