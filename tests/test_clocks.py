"""The clock of the listening."""

from __future__ import annotations

import sys
import time

import pytest

from allvoice import clocks
from allvoice.reading.runner import ReadingSession


def test_it_never_goes_back() -> None:
    times = [clocks.seconds() for _ in range(1_000)]
    assert times == sorted(times)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere other clocks go on")
def test_it_goes_on_while_the_computer_sleeps(monkeypatch: pytest.MonkeyPatch) -> None:
    # Of the two that never go back only this one counts the sleep (clock_gettime(2)).
    hours_s = {time.CLOCK_BOOTTIME: 8 * 3_600.0, time.CLOCK_MONOTONIC: 1.0}
    monkeypatch.setattr(time, "clock_gettime", hours_s.__getitem__)
    assert clocks.seconds() == 8 * 3_600.0


def test_the_session_is_timed_by_it() -> None:
    assert clocks.seconds in (ReadingSession.__init__.__defaults__ or ())
