"""The output with the threads it really runs on."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from allvoice.playback.boundary import Passed, UtteranceEnded
from allvoice.playback.player import Player
from allvoice.playback.sinks.output import RETRY_S, Output
from allvoice.playback.sinks.sink import Sink, SinkError
from allvoice.playback.sinks.wav import WavSink
from tests.playback.output_harness import GONE, FakeSink
from tests.playback.player_harness import LIMIT_S, RATE_HZ, PlayerHarness, noise_clip


def test_with_real_threads_the_words_keep_real_time_without_a_device_and_a_file_is_whole(
    tmp_path: Path,
) -> None:
    path = tmp_path / "heard.wav"
    ended = threading.Event()

    def deliver(boundary: Passed, delay_s: float) -> None:
        assert output.latency_s >= 0
        if isinstance(boundary, UtteranceEnded):
            ended.set()

    player = Player(RATE_HZ, deliver)
    output = Output(lambda: WavSink(path, RATE_HZ), player, lambda change: None)
    harness = PlayerHarness()
    clip = noise_clip(5)
    player.add(harness.utterance(clip))
    output.wake()
    assert ended.wait(LIMIT_S)
    output.close()

    assert path.read_bytes()[44:] == clip.pcm


def test_with_real_threads_a_missing_device_is_replaced_by_a_clock() -> None:
    heard, told = threading.Event(), threading.Event()

    def deliver(boundary: Passed, delay_s: float) -> None:
        if isinstance(boundary, UtteranceEnded):
            heard.set()

    def refuse() -> Sink:
        raise SinkError(GONE)

    player = Player(RATE_HZ, deliver)
    output = Output(refuse, player, lambda change: told.set())
    harness = PlayerHarness()
    player.add(harness.utterance(noise_clip(2, word_frames=500)))
    output.wake()

    assert told.wait(LIMIT_S)
    assert heard.wait(LIMIT_S)
    output.tick()
    output.close()
    left = {thread.name for thread in threading.enumerate()}
    assert not left & {"sound-output", "null-sink"}


def test_a_job_that_fails_does_not_end_the_output(caplog: pytest.LogCaptureFixture) -> None:
    opened: list[FakeSink] = []
    ready = threading.Event()

    class Clumsy(FakeSink):
        def close(self) -> None:
            super().close()
            raise RuntimeError("the cable is stuck")

    def make() -> Sink:
        sink = Clumsy("loudspeaker") if not opened else FakeSink("loudspeaker")
        opened.append(sink)
        ready.set()
        return sink

    now = [0.0]
    harness = PlayerHarness()
    harness.player.add(harness.utterance(noise_clip(3)))
    fallback = FakeSink("clock")
    told: list[str] = []
    output = Output(
        make,
        harness.player,
        lambda change: told.append(change.text),
        lambda: now[0],
        make_fallback=lambda: fallback,
    )
    output.wake()
    assert ready.wait(LIMIT_S)
    while not output.sink_name:
        output.tick()
    opened[0].alive = False
    ready.clear()
    while not told:
        output.tick()
    now[0] += RETRY_S
    output.tick()

    assert ready.wait(LIMIT_S), "the retry was made although closing failed"
    output.close()
    assert "the cable is stuck" in caplog.text
