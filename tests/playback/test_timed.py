"""Where nothing can be heard, time passes all the same."""

from __future__ import annotations

import threading

import pytest

from allvoice.playback.sinks.timed import NullSink
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
