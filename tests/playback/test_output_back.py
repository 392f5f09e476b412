"""The sound is tried again until it is back, and trusted when it has proved to work."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.playback.sinks.output import (
    BACK,
    IDLE_RETRY_S,
    PROOF_PULLS,
    REST_AFTER_S,
    RETRY_S,
    Output,
)
from allvoice.playback.sinks.sink import Sink, SinkError
from allvoice.playback.sinks.wav import WavSink
from tests.playback.output_harness import GONE, FakeSink, OutputHarness
from tests.playback.player_harness import STEP, WORD_FRAMES, PlayerHarness, noise_clip


def lose_and_find_again(harness: OutputHarness) -> None:
    """Begin to read, lose the device, and open it anew: it is on trial now."""
    harness.read_on()
    harness.wake()
    harness.lose(harness.opened[0])
    harness.tick(RETRY_S)
    assert harness.opened[-1].running
    assert harness.told == [GONE]


def prove(harness: OutputHarness) -> None:
    """Let a device on trial ask for sound as often as one that works does."""
    for _ in range(PROOF_PULLS):
        harness.opened[-1].pull()
    harness.tick()
    assert harness.told[-1] == BACK.text


def test_when_the_sound_comes_back_the_current_word_is_said_again(harness: OutputHarness) -> None:
    harness.read_on()
    harness.wake()
    harness.opened[0].pull(WORD_FRAMES + STEP)
    harness.lose(harness.opened[0])
    harness.fallbacks[0].pull(WORD_FRAMES)
    assert harness.words == [0, 1, 2]

    harness.tick(RETRY_S)
    new = harness.opened[1]
    assert new.running
    assert harness.output.sink_name == "clock", "not trusted yet"
    for _ in range(3):
        assert new.pull() == b""
    harness.fallbacks[0].pull()
    harness.tick()

    assert harness.told == [GONE, BACK.text]
    assert harness.has_sound
    assert harness.output.sink_name == "loudspeaker"
    assert harness.output.latency_s == 0.02
    assert harness.fallbacks[0].closed
    assert harness.fallbacks[0].pull() == b""
    new.pull(WORD_FRAMES + STEP)
    assert harness.words == [0, 1, 2, 2, 3]


def test_late_pulls_are_counted_over_every_sink_there_was(harness: OutputHarness) -> None:
    harness.read_on()
    harness.wake()
    harness.opened[0].late_pulls = 2
    harness.lose(harness.opened[0])
    assert harness.output.late_pulls == 2

    harness.tick(RETRY_S)
    for _ in range(3):
        harness.opened[1].pull()
    harness.opened[1].late_pulls = 1
    harness.tick()
    assert harness.told == [GONE, BACK.text]
    assert harness.output.late_pulls == 3
    harness.output.close()
    assert harness.output.late_pulls == 3


def test_a_device_that_opens_but_never_asks_is_not_called_back(harness: OutputHarness) -> None:
    harness.trouble = SinkError(GONE)
    harness.read_on()
    harness.wake()
    harness.trouble = None
    harness.tick(RETRY_S)
    harness.tick()
    harness.lose(harness.opened[0])

    assert harness.told == [GONE]
    assert harness.opened[0].closed
    assert harness.fallbacks[0].running
    harness.tick(RETRY_S)
    assert len(harness.opened) == 2, "and it is tried again"


def test_each_loss_is_told_anew(harness: OutputHarness) -> None:
    harness.read_on()
    harness.wake()
    for _ in range(3):
        harness.lose(harness.opened[-1])
        harness.tick(RETRY_S)
        for _ in range(3):
            harness.opened[-1].pull()
        harness.tick()

    assert harness.told == [GONE, BACK.text] * 3
    assert len(harness.fallbacks) == 3


def test_retries_never_block_and_never_overlap(harness: OutputHarness) -> None:
    harness.trouble = SinkError(GONE)
    harness.read_on()
    harness.wake()
    for _ in range(20):
        harness.now_s += 1.0
        harness.output.tick()

    assert len(harness.jobs) == 1, "one try is under way, elsewhere"


def test_while_nobody_listens_the_device_is_tried_less_often(harness: OutputHarness) -> None:
    harness.trouble = SinkError(GONE)
    harness.read_on()
    harness.wake()
    harness.playing.player.pause()
    harness.fallbacks[0].pull(10 * STEP)
    harness.tick(RETRY_S)
    harness.trouble = None

    harness.tick(RETRY_S)
    assert not harness.opened
    harness.tick(IDLE_RETRY_S)
    assert len(harness.opened) == 1


def test_who_listens_again_does_not_wait_as_long_as_nobody_would(harness: OutputHarness) -> None:
    harness.trouble = SinkError(GONE)
    harness.read_on()
    harness.wake()
    harness.playing.player.pause()
    harness.fallbacks[0].pull(10 * STEP)
    harness.tick(RETRY_S)
    harness.trouble = None

    harness.playing.player.resume()
    harness.wake()
    harness.tick(0.25)
    assert len(harness.opened) == 1


def test_play_after_a_rest_without_sound_tries_the_device_at_once(harness: OutputHarness) -> None:
    harness.trouble = SinkError(GONE)
    harness.read_on()
    harness.wake()
    harness.playing.player.pause()
    harness.tick(RETRY_S)
    harness.tick(REST_AFTER_S)
    assert harness.running == []
    harness.trouble = None

    harness.playing.player.resume()
    harness.wake()
    assert harness.running == ["clock"]
    harness.tick()
    assert len(harness.opened) == 1


def test_a_failure_for_good_is_told_and_never_tried_again(harness: OutputHarness) -> None:
    harness.read_on()
    harness.wake()
    harness.opened[0].failure = SinkError("The disk is full.", lasting=True)
    harness.opened[0].alive = False
    for _ in range(100):
        harness.tick()

    assert harness.told == ["The disk is full."]
    assert len(harness.opened) == 1
    assert harness.fallbacks[0].running


def test_a_file_that_cannot_be_opened_is_never_tried_again(tmp_path: Path) -> None:
    tries, fallback = [0], FakeSink("clock")
    told: list[str] = []

    def make() -> Sink:
        tries[0] += 1
        return WavSink(tmp_path / "missing" / "heard.wav")

    now = [0.0]
    harness = PlayerHarness()
    harness.player.add(harness.utterance(noise_clip(3)))
    output = Output(
        make,
        harness.player,
        lambda change: told.append(change.text),
        lambda: now[0],
        make_fallback=lambda: fallback,
        run_job=lambda job: job(),
    )
    output.wake()
    for _ in range(50):
        now[0] += 1.0
        output.tick()

    assert tries == [1]
    assert len(told) == 1
    assert "heard.wav" in told[0]
    assert fallback.running


@pytest.mark.parametrize("pulls", range(PROOF_PULLS))
def test_a_device_that_flickers_is_not_called_back_and_no_word_waits_for_it(
    harness: OutputHarness, pulls: int
) -> None:
    lose_and_find_again(harness)
    flickering = harness.opened[-1]
    for _ in range(pulls):
        assert flickering.pull() == b"", "the clock has the words"
    harness.fallbacks[0].pull(WORD_FRAMES)
    words = harness.words
    harness.tick()
    assert harness.told == [GONE]
    assert harness.running == ["loudspeaker", "clock"], "it is still on trial"

    flickering.alive = False
    harness.tick()

    assert harness.told == [GONE]
    assert harness.words == words
    assert flickering.closed
    assert harness.running == ["clock"]


def test_a_device_must_ask_three_times_before_it_is_trusted(harness: OutputHarness) -> None:
    """A loose plug makes a device come and go; it takes its first buffer in one or two pulls."""
    lose_and_find_again(harness)
    told = []
    for _ in range(3):
        harness.opened[-1].pull()
        harness.tick()
        told.append(harness.told[-1])

    assert told == [GONE, GONE, BACK.text]


def test_while_somebody_listens_the_device_is_tried_every_two_seconds(
    harness: OutputHarness,
) -> None:
    harness.read_on()
    harness.wake()
    harness.trouble = SinkError(GONE)
    harness.lose(harness.opened[0])
    for _ in range(5):
        harness.tick(RETRY_S)
    harness.trouble = None
    harness.tick(RETRY_S)

    assert harness.opened[-1].running


def test_a_device_that_is_gone_for_good_when_it_is_tried_again_is_left_alone(
    harness: OutputHarness,
) -> None:
    harness.read_on()
    harness.wake()
    harness.trouble = SinkError("The sound library is missing.", lasting=True)
    harness.lose(harness.opened[0])
    harness.tick(RETRY_S)
    harness.trouble = None
    for _ in range(20):
        harness.tick(IDLE_RETRY_S)

    assert len(harness.opened) == 1
    assert harness.running == ["clock"]


def test_a_device_that_is_back_may_be_late_once_like_any_other(harness: OutputHarness) -> None:
    lose_and_find_again(harness)
    prove(harness)
    harness.opened[-1].alive = False
    harness.tick()
    harness.opened[-1].alive = True
    harness.tick()

    assert harness.told == [GONE, BACK.text]


def test_the_words_are_shown_when_the_device_in_use_is_heard(harness: OutputHarness) -> None:
    lose_and_find_again(harness)
    assert harness.output.latency_s == 0.0, "the clock has no way to the ear"
    prove(harness)

    assert harness.output.latency_s == 0.02
