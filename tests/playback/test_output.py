"""The device is opened when there is something to hear, rests in silence and is given back."""

from __future__ import annotations

from allvoice.playback.sinks.output import REST_AFTER_S, RETRY_S
from allvoice.playback.sinks.sink import AudioSource, SinkError
from tests.playback.output_harness import GONE, OutputHarness
from tests.playback.player_harness import STEP, WORD_FRAMES, noise_clip


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
            assert harness.opened[0].running
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


def test_a_device_gets_another_buffer_while_the_reading_is_held(harness: OutputHarness) -> None:
    harness.read_on()
    harness.wake()
    device = harness.opened[0]
    device.pull(WORD_FRAMES)
    harness.playing.player.pause()
    device.pull()
    rests: list[bool] = []
    device.stop = lambda: rests.append(True)  # type: ignore[method-assign]

    device.is_ill_fitting = True
    harness.tick()

    assert rests == [True]


def test_a_device_gets_no_other_buffer_while_something_is_announced(
    harness: OutputHarness,
) -> None:
    harness.read_on()
    harness.wake()
    device = harness.opened[0]
    device.pull(WORD_FRAMES)
    harness.playing.player.pause()
    device.pull()
    harness.playing.player.announce(harness.playing.utterance(noise_clip(3), utterance_id=9))
    device.pull(WORD_FRAMES)
    rests: list[bool] = []
    device.stop = lambda: rests.append(True)  # type: ignore[method-assign]

    device.is_ill_fitting = True
    harness.tick()

    assert rests == [], "a word would have been cut"


def test_a_device_with_a_deeper_buffer_is_heard_later_and_the_words_are_shown_later(
    harness: OutputHarness,
) -> None:
    harness.playing.player.add(harness.playing.utterance(noise_clip(1), pause_after_s=1.0))
    harness.read_on()
    harness.wake()
    device = harness.opened[0]

    def start_deeper(source: AudioSource) -> None:
        device.is_ill_fitting = False
        device.latency_s = 0.06

    device.start = start_deeper  # type: ignore[method-assign]
    device.is_ill_fitting = True
    device.pull(WORD_FRAMES + STEP)
    harness.tick()

    assert harness.output.latency_s == 0.06
