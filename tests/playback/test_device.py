"""The computer's own sound output, and what happens when it is not there."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from allvoice.playback.sinks.depth import (
    CALM_AFTER_S,
    DEEP_PERIODS,
    LATE_BEFORE_DEEPER,
    USUAL_PERIODS,
    BufferDepth,
)
from allvoice.playback.sinks.device import (
    AWAKE_AFTER_ASKS,
    PERIOD_MS,
    SILENT_AFTER_S,
    WAKING_S,
    DeviceSink,
    open_device,
)
from allvoice.playback.sinks.libpulse import PulseError
from allvoice.playback.sinks.sink import SinkError
from tests.playback.player_harness import LIMIT_S, RATE_HZ, Tape, one_sentence
from tests.playback.sound_systems import FakeDevice, FakeMiniaudio


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> FakeMiniaudio:
    server = FakeMiniaudio()
    server.install(monkeypatch)
    return server


def test_the_device_plays_what_the_source_gives_and_silence_when_there_is_none(
    server: FakeMiniaudio,
) -> None:
    sink = DeviceSink(RATE_HZ)
    sink.start(Tape(b"\1\2" * 300, endless=False))
    (device,) = server.devices

    assert device.options["sample_rate"] == RATE_HZ
    assert device.options["nchannels"] == 1
    assert device.ask(240) == b"\1\2" * 240
    assert device.ask(240) == b"\1\2" * 60 + bytes(2 * 180)
    assert 0 < sink.latency_s <= 0.05
    sink.close()
    assert device.closed.wait(LIMIT_S)


def test_no_device_is_said_in_one_sentence(server: FakeMiniaudio) -> None:
    def refuse() -> None:
        raise RuntimeError("failed to init device", -401)

    server.on_open = refuse

    with pytest.raises(SinkError) as caught:
        DeviceSink(RATE_HZ)

    assert one_sentence(caught.value)
    assert not caught.value.lasting, "speakers may be plugged in later"


def test_a_device_that_nobody_can_hear_counts_as_none(server: FakeMiniaudio) -> None:
    class Null(FakeDevice):
        backend = "Null"

    server.make = Null

    with pytest.raises(SinkError):
        DeviceSink(RATE_HZ)

    assert server.devices[0].closed.is_set()


def test_a_sound_server_that_does_not_answer_is_given_up_and_its_late_device_closed(
    server: FakeMiniaudio,
) -> None:
    answer = threading.Event()
    made = threading.Event()

    class Late(FakeDevice):
        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            made.set()

    def keep_waiting() -> None:
        answer.wait(LIMIT_S)

    server.on_open = keep_waiting
    server.make = Late

    with pytest.raises(SinkError):
        DeviceSink(RATE_HZ, answer_limit_s=0.01)

    answer.set()
    assert made.wait(LIMIT_S)
    opener = [one for one in threading.enumerate() if one.name == "open-sound-device"]
    for thread in opener:
        thread.join(LIMIT_S)
    assert server.devices[0].closed.is_set()


def test_a_device_that_stops_asking_is_not_alive(server: FakeMiniaudio) -> None:
    now = [100.0]
    sink = DeviceSink(RATE_HZ, clock=lambda: now[0])
    sink.start(Tape())
    for _ in range(AWAKE_AFTER_ASKS):
        server.devices[0].ask(240)
    now[0] += SILENT_AFTER_S / 2
    server.devices[0].ask(240)
    now[0] += SILENT_AFTER_S / 2
    alive = [sink.alive]
    now[0] += SILENT_AFTER_S
    alive.append(sink.alive)

    assert alive == [True, False]
    assert one_sentence(sink.failure)
    sink.close()


def test_a_device_that_wakes_slowly_is_waited_for(server: FakeMiniaudio) -> None:
    now = [100.0]
    sink = DeviceSink(RATE_HZ, clock=lambda: now[0])
    sink.start(Tape())
    # What it takes in advance proves nothing.
    server.devices[0].ask(240)
    alive = []
    for waited_s in ((SILENT_AFTER_S + WAKING_S) / 2, WAKING_S):
        now[0] += waited_s
        alive.append(sink.alive)

    assert alive == [True, False]
    sink.close()


def test_a_device_at_rest_is_alive_and_starts_again(server: FakeMiniaudio) -> None:
    now = [100.0]
    sink = DeviceSink(RATE_HZ, clock=lambda: now[0])
    sink.start(Tape())
    sink.stop()
    now[0] += 3_600
    assert sink.alive
    assert server.devices[0].feed is None

    sink.start(Tape())
    assert sink.alive
    assert len(server.devices[0].ask(240)) == 480
    sink.close()


def test_a_device_that_wakes_from_a_rest_is_waited_for_as_at_first(server: FakeMiniaudio) -> None:
    now = [100.0]
    sink = DeviceSink(RATE_HZ, clock=lambda: now[0])
    sink.start(Tape())
    for _ in range(AWAKE_AFTER_ASKS):
        server.devices[0].ask(240)
    sink.stop()

    sink.start(Tape())
    now[0] += (SILENT_AFTER_S + WAKING_S) / 2

    assert sink.alive
    sink.close()


def test_a_rest_in_a_pause_of_the_reading_is_no_hole(server: FakeMiniaudio) -> None:
    now = [100.0]
    sink = DeviceSink(RATE_HZ, clock=lambda: now[0])
    sink.start(Tape())
    for _ in range(AWAKE_AFTER_ASKS):
        now[0] += PERIOD_MS / 1000
        server.devices[0].ask(240)
    sink.stop()
    now[0] += 0.5
    sink.start(Tape())
    # A device that slept takes its time.
    now[0] += 1.0
    server.devices[0].ask(240)

    assert sink.late_pulls == 0
    sink.close()


def test_starting_twice_starts_once(server: FakeMiniaudio) -> None:
    sink = DeviceSink(RATE_HZ)
    sink.start(Tape())
    feed = server.devices[0].feed
    sink.start(Tape())

    assert server.devices[0].feed is feed
    sink.close()


@pytest.mark.parametrize("failing", ["start", "stop", "close"])
def test_a_dead_sound_server_never_keeps_the_listener_waiting(
    server: FakeMiniaudio, failing: str
) -> None:
    answer = threading.Event()

    def hang(*_: object) -> None:
        answer.wait(LIMIT_S)

    server.make = type("Hanging", (FakeDevice,), {failing: hang})
    sink = DeviceSink(RATE_HZ, answer_limit_s=0.01)
    if failing == "start":
        with pytest.raises(SinkError):
            sink.start(Tape())
    else:
        sink.start(Tape())
        sink.stop()
    sink.close()

    answer.set()


@pytest.mark.skipif(
    not hasattr(os, "sched_setscheduler"), reason="this system gives precedence by itself"
)
def test_the_thread_that_feeds_the_device_asks_once_to_be_woken_before_others(
    server: FakeMiniaudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int, int, int]] = []

    def grant(of: int, policy: int, how: os.sched_param) -> None:
        asked.append((threading.get_ident(), of, policy, how.sched_priority))

    monkeypatch.setattr(os, "sched_setscheduler", grant)
    sink = DeviceSink(RATE_HZ)
    sink.start(Tape())
    assert not asked
    with ThreadPoolExecutor(1) as feeding:
        for _ in range(3):
            feeding.submit(server.devices[0].ask, 240).result(LIMIT_S)
        thread = feeding.submit(threading.get_ident).result(LIMIT_S)
    sink.close()

    assert asked == [(thread, 0, os.SCHED_RR | os.SCHED_RESET_ON_FORK, 1)]


@pytest.mark.skipif(
    not hasattr(os, "sched_setscheduler"), reason="this system gives precedence by itself"
)
def test_where_no_precedence_is_granted_the_device_plays_on(
    server: FakeMiniaudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "sched_setscheduler", refuse)
    sink = DeviceSink(RATE_HZ)
    sink.start(Tape(b"\1\2" * 300, endless=False))
    assert server.devices[0].ask(240) == b"\1\2" * 240
    sink.close()


def test_miniaudio_itself_takes_the_feed() -> None:
    import miniaudio

    class Unheard(DeviceSink):
        def _open(self) -> Any:
            return miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=self.rate_hz,
                buffersize_msec=10,
                callback_periods=2,
                backends=[miniaudio.Backend.NULL],
            )

    tape = Tape()
    sink = Unheard(RATE_HZ, answer_limit_s=LIMIT_S)
    sink.start(tape)
    tape.wait_for(5)
    sink.stop()
    sink.start(tape)
    tape.wait_for(5)
    assert sink.alive
    sink.close()


def test_two_late_pulls_bring_a_deeper_buffer_at_the_next_rest(server: FakeMiniaudio) -> None:
    now = [100.0]
    sink = DeviceSink(RATE_HZ, clock=lambda: now[0], depth=(depth := BufferDepth()))
    sink.start(Tape())
    for waited_s in (0.01, 0.01, 0.05, 0.05):
        now[0] += waited_s
        server.devices[-1].ask(240)
    assert sink.late_pulls == depth.late_pulls == 2
    assert sink.is_ill_fitting

    sink.stop()
    sink.start(Tape())
    first, second = server.devices
    assert first.closed.wait(LIMIT_S)
    assert first.options["callback_periods"] == USUAL_PERIODS
    assert second.options["callback_periods"] == DEEP_PERIODS
    assert sink.latency_s == pytest.approx(DEEP_PERIODS * PERIOD_MS / 1000)
    assert not sink.is_ill_fitting


def test_a_device_opened_after_another_has_none_of_its_late_pulls(server: FakeMiniaudio) -> None:
    depth = BufferDepth()
    depth.late(10.0)
    assert DeviceSink(RATE_HZ, depth=depth).late_pulls == 0
    assert depth.late_pulls == 1


def test_a_calm_minute_makes_the_buffer_the_usual_again(server: FakeMiniaudio) -> None:
    depth = BufferDepth()
    for _ in range(LATE_BEFORE_DEEPER):
        depth.late(10.0)
    assert depth.periods(11.0) == DEEP_PERIODS
    assert depth.periods(10.0 + CALM_AFTER_S + 1) == USUAL_PERIODS
    depth.late(10.0 + CALM_AFTER_S + 1)
    assert depth.periods(10.0 + CALM_AFTER_S + 2) == USUAL_PERIODS
    assert depth.late_pulls == LATE_BEFORE_DEEPER + 1


def test_a_late_pull_after_the_end_of_the_sound_is_no_hole(server: FakeMiniaudio) -> None:
    now = [100.0]
    sink = DeviceSink(RATE_HZ, clock=lambda: now[0])
    sink.start(Tape(bytes(2 * 300), endless=False))
    for waited_s in (0.01, 0.01, 0.5):
        now[0] += waited_s
        server.devices[-1].ask(240)
    assert sink.late_pulls == 0


def test_without_a_sound_server_the_device_is_played_on_directly(
    server: FakeMiniaudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(*_: object) -> None:
        raise PulseError("there is no sound server", absent=True)

    monkeypatch.setattr("allvoice.playback.sinks.pulse.PulseSink", absent)
    assert isinstance(open_device(RATE_HZ), DeviceSink)


def test_a_sound_server_that_does_not_answer_is_not_waited_for_twice(
    server: FakeMiniaudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hangs(*_: object) -> None:
        raise PulseError("the sound server does not answer")

    monkeypatch.setattr("allvoice.playback.sinks.pulse.PulseSink", hangs)
    with pytest.raises(SinkError, match="No sound device answers"):
        open_device(RATE_HZ)
    assert not server.devices
