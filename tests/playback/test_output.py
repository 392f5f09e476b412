"""The sound goes away and comes back, and the listener is told and loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.playback.sinks.output import BACK, IDLE_RETRY_S, REST_AFTER_S, RETRY_S, Output
from allvoice.playback.sinks.sink import Sink, SinkError
from allvoice.playback.sinks.wav import WavSink
from tests.boundaries import word_of
from tests.playback.output_harness import GONE, FakeAheadSink, FakeSink, OutputHarness
from tests.playback.player_harness import STEP, WORD_FRAMES, PlayerHarness, noise_clip


@pytest.fixture
def harness() -> OutputHarness:
    return OutputHarness()


def test_nothing_is_opened_before_there_is_something_to_hear(harness: OutputHarness) -> None:
    harness.tick()
    assert not harness.opened
    assert harness.output.sink_name == ""
    assert harness.output.latency_s == 0.0

    harness.read_on()
    harness.wake()

    assert [sink.running for sink in harness.opened] == [True]
    assert harness.output.sink_name == "loudspeaker"
    assert harness.output.latency_s == 0.02
    assert harness.told == []


def test_waking_again_while_it_opens_opens_once_and_never_waits(harness: OutputHarness) -> None:
    harness.read_on()
    harness.output.wake()
    harness.output.wake()
    harness.output.tick()
    assert not harness.opened, "opening happens elsewhere"
    harness.settle()

    assert len(harness.opened) == 1


def test_a_forgotten_wake_is_made_up_for(harness: OutputHarness) -> None:
    harness.read_on()
    harness.tick()

    assert harness.opened[0].running


def test_without_a_device_the_reading_goes_on_silently_and_the_listener_is_told_once(
    harness: OutputHarness,
) -> None:
    harness.trouble = SinkError(GONE)
    harness.read_on()
    harness.wake()
    for _ in range(40):
        harness.tick()

    assert harness.told == [GONE]
    assert len(harness.fallbacks) == 1
    assert harness.fallbacks[0].running
    assert harness.output.sink_name == "clock"
    harness.fallbacks[0].pull(STEP)
    assert harness.words == [0]


def test_what_no_sound_library_should_raise_counts_as_no_device(harness: OutputHarness) -> None:
    def fail(sink: FakeSink) -> None:
        raise RuntimeError("unknown backend")

    harness.prepare = fail
    harness.read_on()
    harness.wake()

    assert harness.told == ["The sound output cannot be opened: unknown backend."]
    assert harness.fallbacks[0].running


def test_a_device_that_opens_but_cannot_start_is_closed_and_told(harness: OutputHarness) -> None:
    def fail(sink: FakeSink) -> None:
        sink.cannot_start = True

    harness.prepare = fail
    harness.read_on()
    harness.wake()

    assert harness.told == [GONE]
    assert harness.opened[0].closed
    assert harness.fallbacks[0].running


def test_when_the_sound_dies_mid_sentence_the_words_go_on_where_they_were(
    harness: OutputHarness,
) -> None:
    harness.read_on()
    harness.wake()
    harness.opened[0].pull(2 * WORD_FRAMES + STEP)
    harness.lose(harness.opened[0])
    harness.fallbacks[0].pull(WORD_FRAMES)

    assert harness.told == [GONE]
    assert harness.words == [0, 1, 2, 3]
    assert harness.opened[0].closed


def test_a_busy_computer_that_is_late_once_is_no_loss_of_the_sound(harness: OutputHarness) -> None:
    harness.read_on()
    harness.wake()
    for _ in range(3):
        harness.opened[0].alive = False
        harness.tick()
        harness.opened[0].alive = True
        harness.tick()

    assert harness.told == []
    assert harness.running == ["loudspeaker"]


def test_a_dead_sink_that_asks_once_more_gets_nothing(harness: OutputHarness) -> None:
    harness.read_on()
    harness.wake()
    harness.opened[0].pull()
    harness.lose(harness.opened[0])

    assert harness.opened[0].pull() == b""
    assert harness.fallbacks[0].pull() != b""


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


def test_the_device_rests_after_five_seconds_of_silence_and_wakes_at_once(
    harness: OutputHarness,
) -> None:
    harness.read_on()
    harness.wake()
    harness.playing.player.pause()
    harness.opened[0].pull(10 * STEP)
    harness.tick()
    harness.tick(REST_AFTER_S - 0.1)
    assert harness.running == ["loudspeaker"]
    harness.tick(0.2)
    assert harness.running == []

    harness.playing.player.resume()
    harness.wake()

    assert harness.running == ["loudspeaker"]
    assert len(harness.opened) == 1


def test_short_silences_do_not_add_up_to_a_rest(harness: OutputHarness) -> None:
    harness.read_on()
    harness.wake()
    for _ in range(5):
        harness.playing.player.pause()
        harness.opened[0].pull(10 * STEP)
        for _ in range(8):
            harness.tick()
        harness.playing.player.resume()
        harness.output.wake()
        harness.tick()

    assert harness.opened[0].running


def test_a_wake_just_after_the_rest_was_decided_is_not_lost(harness: OutputHarness) -> None:
    harness.read_on()
    harness.wake()
    harness.playing.player.pause()
    harness.opened[0].pull(10 * STEP)
    harness.tick()
    harness.now_s += REST_AFTER_S
    harness.output.tick()
    harness.playing.player.resume()
    harness.output.wake()
    harness.settle()

    assert harness.opened[0].running


def test_a_device_that_died_at_rest_is_found_dead_when_it_is_needed(harness: OutputHarness) -> None:
    harness.read_on()
    harness.wake()
    harness.playing.player.pause()
    harness.opened[0].pull(10 * STEP)
    harness.tick()
    harness.tick(REST_AFTER_S)
    harness.opened[0].cannot_start = True
    harness.playing.player.resume()
    harness.wake()

    assert harness.told == [GONE]
    assert harness.opened[0].closed
    assert harness.fallbacks[0].running


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


def test_close_gives_back_everything_and_ends_the_sound(harness: OutputHarness) -> None:
    harness.read_on()
    harness.wake()
    sink = harness.opened[0]
    harness.output.close()
    harness.output.close()

    assert sink.closed
    assert sink.pull() == b""
    harness.wake()
    harness.tick(100.0)
    assert len(harness.opened) == 1
    assert harness.told == []


def test_close_while_it_opens_closes_what_comes_of_it(harness: OutputHarness) -> None:
    harness.read_on()
    harness.output.wake()
    harness.output.close()
    harness.settle()

    assert harness.opened[0].closed


def test_close_while_a_new_device_is_on_trial_closes_both(harness: OutputHarness) -> None:
    harness.trouble = SinkError(GONE)
    harness.read_on()
    harness.wake()
    harness.trouble = None
    harness.tick(RETRY_S)
    harness.output.close()

    assert harness.opened[0].closed
    assert harness.fallbacks[0].closed


def test_close_while_a_retry_is_under_way_closes_what_comes_of_it(harness: OutputHarness) -> None:
    harness.trouble = SinkError(GONE)
    harness.read_on()
    harness.wake()
    harness.trouble = None
    harness.now_s += RETRY_S
    harness.output.tick()
    harness.output.close()
    harness.settle()

    assert harness.opened[0].closed
    assert harness.told == [GONE]


def test_a_failure_after_close_is_not_told(harness: OutputHarness) -> None:
    harness.trouble = SinkError(GONE)
    harness.read_on()
    harness.output.wake()
    harness.output.close()
    harness.settle()

    assert harness.told == []
    assert harness.fallbacks == []


def test_a_device_gets_another_buffer_only_between_two_sentences(harness: OutputHarness) -> None:
    harness.playing.player.add(harness.playing.utterance(noise_clip(2), pause_after_s=1.0))
    harness.read_on()
    harness.wake()
    device = harness.opened[0]
    rests: list[int] = []
    stop = device.stop

    def rest() -> None:
        rests.append(len(harness.words))
        device.is_ill_fitting = False
        stop()

    device.stop = rest  # type: ignore[method-assign]
    device.pull(WORD_FRAMES)
    device.is_ill_fitting = True
    harness.tick()
    assert rests == [], "a word would have been cut"
    device.pull(WORD_FRAMES + STEP)
    harness.tick()
    assert rests == [3], "in the pause after the sentence"
    assert device.running


def test_what_a_dead_sink_had_taken_ahead_is_heard_when_the_sound_is_back(
    harness: OutputHarness,
) -> None:
    harness.kind = FakeAheadSink
    harness.read_on()
    harness.wake()
    taken_frames = 3 * WORD_FRAMES
    while harness.opened[0].waiting_frames < taken_frames:  # type: ignore[attr-defined]
        harness.output.poke()
    harness.trouble = SinkError(GONE)
    harness.lose(harness.opened[0])
    harness.fallbacks[0].pull(STEP)

    assert word_of(harness.playing.boundaries[-1][1]) == 0, "nothing of it was heard"
