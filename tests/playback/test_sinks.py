"""What every sink promises, whatever takes the sound in the end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from allvoice.playback.sinks.sink import AheadSink
from allvoice.playback.sinks.virtual import VirtualSink
from tests.playback.player_harness import LIMIT_S, RATE_HZ, Tape, one_sentence
from tests.playback.sink_hosts import HOSTS, SinkHost, sink_classes

AN_HOUR_S = 3_600.0
AHEAD_FRAMES = 7_200
LONGEST_LATENCY_S = 0.1
AHEAD = [kind for kind in HOSTS if hasattr(kind, "recall")]
"""Sinks that take sound well before it is heard."""


@pytest.fixture(params=HOSTS, ids=lambda kind: kind.__name__)
def host(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SinkHost]:
    host = HOSTS[request.param](tmp_path, monkeypatch)
    yield host
    host.sink.close()


def take_ahead(host: SinkHost) -> AheadSink:
    """Let a sink take all of a short sound, of which nothing is heard yet."""
    ahead = host.sink
    assert isinstance(ahead, AheadSink)
    tape = Tape(bytes(2 * AHEAD_FRAMES), endless=False)
    host.sink.start(tape)
    ahead.poke()
    assert tape.dry.wait(LIMIT_S)
    return ahead


def test_every_sink_of_the_package_is_held_to_these_promises() -> None:
    assert sink_classes() == set(HOSTS), "a sink needs a host in sink_hosts.py"


def test_a_sink_begins_alive_with_nothing_missed(host: SinkHost) -> None:
    assert host.sink.name
    assert host.sink.rate_hz == RATE_HZ
    assert host.sink.alive
    assert host.sink.late_pulls == 0
    assert not host.sink.is_ill_fitting
    assert 0 <= host.sink.latency_s < LONGEST_LATENCY_S


def test_what_would_be_told_of_its_end_is_one_sentence(host: SinkHost) -> None:
    assert one_sentence(host.sink.failure)


def test_a_sink_takes_sound_once_it_is_started_and_none_before(host: SinkHost) -> None:
    tape = Tape()
    host.pass_time()
    assert not tape.taken.acquire(blocking=False)

    host.sink.start(tape)

    for _ in range(5):
        assert host.takes(tape)
        assert host.sink.alive


def test_starting_a_sink_twice_starts_it_once(host: SinkHost) -> None:
    tape = Tape()
    host.sink.start(tape)
    threads = threading.active_count()
    host.sink.start(tape)

    assert threading.active_count() == threads
    assert host.takes(tape)
    assert host.sink.alive


def test_a_sink_takes_from_the_source_handed_in_last(host: SinkHost) -> None:
    first, second = Tape(), Tape()
    host.sink.start(first)
    assert host.takes(first)
    host.sink.start(second)

    assert host.takes(second)
    assert host.comes_to_rest(first)


def test_a_sink_at_rest_takes_nothing_however_long(host: SinkHost) -> None:
    tape = Tape()
    host.sink.start(tape)
    assert host.takes(tape)
    tape.end()

    host.sink.stop()
    host.sink.stop()

    assert host.comes_to_rest(tape)
    host.pass_time(AN_HOUR_S)
    assert not tape.taken.acquire(blocking=False)
    assert host.sink.alive


def test_after_a_rest_of_an_hour_a_sink_goes_on_at_once_and_has_missed_nothing(
    host: SinkHost,
) -> None:
    tape = Tape()
    host.sink.start(tape)
    assert host.takes(tape)
    tape.end()
    assert host.plays_to_the_end(tape)
    host.sink.stop()
    assert host.comes_to_rest(tape)
    host.pass_time(AN_HOUR_S)

    more = Tape()
    host.sink.start(more)

    assert host.sink.alive, "it has not had the time to take anything"
    for _ in range(5):
        assert host.takes(more)
    assert host.sink.alive
    assert host.sink.late_pulls == 0


def test_the_end_of_the_sound_is_no_hole(host: SinkHost) -> None:
    tape = Tape()
    host.sink.start(tape)
    assert host.takes(tape)
    tape.end()
    assert host.plays_to_the_end(tape)
    for _ in range(40):
        host.pass_time()
        assert host.sink.alive, "there is nothing to take"
    host.sink.start(Tape())
    host.pass_time()

    assert host.sink.late_pulls == 0
    assert host.sink.alive


def test_a_closed_sink_takes_nothing_and_leaves_no_thread_behind(host: SinkHost) -> None:
    before = set(threading.enumerate())
    tape = Tape()
    host.sink.start(tape)
    assert host.takes(tape)

    host.sink.close()
    host.sink.close()

    assert not set(threading.enumerate()) - before
    while tape.taken.acquire(blocking=False):
        pass
    assert not host.takes(tape, looks=3)
    host.pass_time(AN_HOUR_S)
    assert host.sink.alive, "it was asked to end"


def test_a_sink_can_be_closed_before_it_was_started_and_while_it_rests(host: SinkHost) -> None:
    before = set(threading.enumerate())
    host.sink.stop()
    host.sink.close()
    host.sink.stop()

    assert not set(threading.enumerate()) - before
    assert host.sink.alive


@pytest.mark.parametrize("host", AHEAD, indirect=True)
def test_what_is_ahead_of_the_ear_is_all_given_back_once(host: SinkHost) -> None:
    ahead = take_ahead(host)

    assert ahead.waiting_frames == AHEAD_FRAMES
    assert ahead.recall(0.0) == AHEAD_FRAMES
    assert ahead.waiting_frames == 0
    assert ahead.recall(0.0) == 0


@pytest.mark.parametrize("host", AHEAD, indirect=True)
def test_a_change_keeps_no_more_of_what_is_ahead_than_it_asks_for(host: SinkHost) -> None:
    ahead = take_ahead(host)

    assert AHEAD_FRAMES - ahead.recall(0.025) == pytest.approx(0.025 * RATE_HZ, abs=1)


@pytest.mark.parametrize("host", AHEAD, indirect=True)
def test_whoever_brings_sound_gets_it_taken_at_once_and_never_at_rest(host: SinkHost) -> None:
    ahead, tape = host.sink, Tape()
    assert isinstance(ahead, AheadSink)
    host.sink.start(tape)
    ahead.poke()
    assert ahead.waiting_frames

    tape.end()
    host.sink.stop()
    assert host.comes_to_rest(tape)
    ahead.poke()
    assert not tape.taken.acquire(blocking=False)


def test_the_virtual_sink_keeps_all_that_was_heard_and_fills_gaps_with_silence() -> None:
    sink = VirtualSink(RATE_HZ)
    sink.start(Tape(b"\1\2" * 300, endless=False))

    heard = sink.advance(480)

    assert heard == b"\1\2" * 300 + bytes(2 * 180)
    assert sink.recorded == heard
    assert sink.frames_played == 480
    sink.close()
    assert sink.advance(480) == b""
