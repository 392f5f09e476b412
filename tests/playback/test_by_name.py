"""A listener names where the sound goes, and that is where it goes."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from allvoice.playback.sinks.by_name import open_sink
from allvoice.playback.sinks.depth import DEEP_PERIODS, LATE_BEFORE_DEEPER, BufferDepth
from allvoice.playback.sinks.device import DeviceSink
from allvoice.playback.sinks.libpulse import PulseError
from allvoice.playback.sinks.sink import SinkError
from allvoice.playback.sinks.timed import NullSink
from allvoice.playback.sinks.wav import WavSink
from tests.playback.player_harness import LIMIT_S, RATE_HZ, Tape
from tests.playback.sound_systems import FakeMiniaudio


def test_null_is_a_clock_without_sound() -> None:
    sink = open_sink("null", RATE_HZ)

    assert isinstance(sink, NullSink)
    assert sink.rate_hz == RATE_HZ


def test_any_other_name_is_a_file_whose_length_is_told(tmp_path: Path) -> None:
    lengths: list[int] = []
    tape = Tape(bytes(2 * 500), endless=False)

    sink = open_sink(str(tmp_path / "heard.wav"), RATE_HZ, on_written=lengths.append)
    sink.start(tape)
    assert tape.dry.wait(LIMIT_S)
    sink.close()

    assert isinstance(sink, WavSink)
    assert (lengths[0], lengths[-1]) == (0, 500)


def test_a_file_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SinkError):
        open_sink(str(tmp_path / "missing" / "heard.wav"), RATE_HZ)


def test_device_is_the_default_device_with_the_depth_that_was_found_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def absent(*_: object) -> None:
        raise PulseError("there is no sound server", absent=True)

    monkeypatch.setattr("allvoice.playback.sinks.pulse.PulseSink", absent)
    library = FakeMiniaudio()
    library.install(monkeypatch)
    depth = BufferDepth()
    for _ in range(LATE_BEFORE_DEEPER):
        depth.late(time.monotonic())

    sink = open_sink("device", RATE_HZ, depth=depth)

    assert isinstance(sink, DeviceSink)
    assert library.devices[0].options["callback_periods"] == DEEP_PERIODS
