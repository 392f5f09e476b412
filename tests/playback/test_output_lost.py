"""The sound goes away: the listener is told, and the words go on."""

from __future__ import annotations

from allvoice.playback.sinks.output import (
    DOUBTS,
    REST_AFTER_S,
)
from allvoice.playback.sinks.sink import AudioSource, SinkError
from tests.boundaries import word_of
from tests.playback.output_harness import GONE, FakeAheadSink, FakeSink, OutputHarness
from tests.playback.player_harness import STEP, WORD_FRAMES


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


def test_a_dead_device_is_replaced_within_half_a_second(harness: OutputHarness) -> None:
    harness.read_on()
    harness.wake()
    harness.opened[0].alive = False
    harness.tick(0.25)
    harness.tick(0.25)

    assert harness.told == [GONE]


def test_a_start_that_fails_after_the_device_was_replaced_is_not_told_again(
    harness: OutputHarness,
) -> None:
    harness.read_on()
    harness.wake()
    harness.playing.player.pause()
    harness.opened[0].pull(10 * STEP)
    harness.tick()
    harness.tick(REST_AFTER_S)

    def fail_at_last(source: AudioSource) -> None:
        harness.opened[0].alive = False
        for _ in range(DOUBTS):
            harness.output.tick()
        raise SinkError(GONE)

    harness.opened[0].start = fail_at_last  # type: ignore[method-assign]
    harness.playing.player.resume()
    harness.wake()

    assert harness.told == [GONE]
    assert len(harness.fallbacks) == 1
    assert harness.running == ["clock"]


def test_a_dead_sink_is_not_asked_for_what_it_had_taken_ahead(harness: OutputHarness) -> None:
    harness.kind = FakeAheadSink
    harness.read_on()
    harness.wake()
    harness.output.poke()
    assert harness.output.waiting_frames == STEP
    harness.lose(harness.opened[0])
    harness.opened[0].waiting_frames = STEP  # type: ignore[attr-defined]

    assert harness.output.waiting_frames == 0
    assert harness.output.recall(0.0) == 0
    harness.output.poke()
    assert harness.opened[0].waiting_frames == STEP  # type: ignore[attr-defined]
