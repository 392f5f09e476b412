"""The sound goes away and comes back, and the listener is told and loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.playback.output import BACK, IDLE_RETRY_S, REST_AFTER_S, RETRY_S, Output
from allvoice.playback.sinks.sink import Sink, SinkError
from allvoice.playback.sinks.wav import WavSink
from tests.playback.booth import STEP, WORD_FRAMES, Booth, noise_clip
from tests.playback.room import GONE, FakeAheadSink, FakeSink, Room


@pytest.fixture
def room() -> Room:
    return Room()


def test_nothing_is_opened_before_there_is_something_to_hear(room: Room) -> None:
    room.tick()
    assert not room.opened
    assert room.output.sink_name == ""
    assert room.output.latency_s == 0.0

    room.read_on()
    room.wake()

    assert [sink.running for sink in room.opened] == [True]
    assert room.output.sink_name == "loudspeaker"
    assert room.output.latency_s == 0.02
    assert room.told == []


def test_waking_again_while_it_opens_opens_once_and_never_waits(room: Room) -> None:
    room.read_on()
    room.output.wake()
    room.output.wake()
    room.output.tick()
    assert not room.opened, "opening happens elsewhere"
    room.settle()

    assert len(room.opened) == 1


def test_a_forgotten_wake_is_made_up_for(room: Room) -> None:
    room.read_on()
    room.tick()

    assert room.opened[0].running


def test_without_a_device_the_reading_goes_on_silently_and_the_listener_is_told_once(
    room: Room,
) -> None:
    room.trouble = SinkError(GONE)
    room.read_on()
    room.wake()
    for _ in range(40):
        room.tick()

    assert room.told == [GONE]
    assert len(room.stand_ins) == 1
    assert room.stand_ins[0].running
    assert room.output.sink_name == "clock"
    room.stand_ins[0].pull(STEP)
    assert room.words == [0]


def test_what_no_sound_library_should_raise_counts_as_no_device(room: Room) -> None:
    def fail(sink: FakeSink) -> None:
        raise RuntimeError("unknown backend")

    room.prepare = fail
    room.read_on()
    room.wake()

    assert room.told == ["The sound output cannot be opened: unknown backend."]
    assert room.stand_ins[0].running


def test_a_device_that_opens_but_cannot_start_is_closed_and_told(room: Room) -> None:
    def fail(sink: FakeSink) -> None:
        sink.cannot_start = True

    room.prepare = fail
    room.read_on()
    room.wake()

    assert room.told == [GONE]
    assert room.opened[0].closed
    assert room.stand_ins[0].running


def test_when_the_sound_dies_mid_sentence_the_words_go_on_where_they_were(room: Room) -> None:
    room.read_on()
    room.wake()
    room.opened[0].pull(2 * WORD_FRAMES + STEP)
    room.lose(room.opened[0])
    room.stand_ins[0].pull(WORD_FRAMES)

    assert room.told == [GONE]
    assert room.words == [0, 1, 2, 3]
    assert room.opened[0].closed


def test_a_busy_computer_that_is_late_once_is_no_loss_of_the_sound(room: Room) -> None:
    room.read_on()
    room.wake()
    for _ in range(3):
        room.opened[0].alive = False
        room.tick()
        room.opened[0].alive = True
        room.tick()

    assert room.told == []
    assert room.running == ["loudspeaker"]


def test_a_dead_sink_that_asks_once_more_gets_nothing(room: Room) -> None:
    room.read_on()
    room.wake()
    room.opened[0].pull()
    room.lose(room.opened[0])

    assert room.opened[0].pull() == b""
    assert room.stand_ins[0].pull() != b""


def test_when_the_sound_comes_back_the_current_word_is_said_again(room: Room) -> None:
    room.read_on()
    room.wake()
    room.opened[0].pull(WORD_FRAMES + STEP)
    room.lose(room.opened[0])
    room.stand_ins[0].pull(WORD_FRAMES)
    assert room.words == [0, 1, 2]

    room.tick(RETRY_S)
    new = room.opened[1]
    assert new.running
    assert room.output.sink_name == "clock", "not trusted yet"
    for _ in range(3):
        assert new.pull() == b""
    room.stand_ins[0].pull()
    room.tick()

    assert room.told == [GONE, BACK]
    assert room.output.sink_name == "loudspeaker"
    assert room.output.latency_s == 0.02
    assert room.stand_ins[0].closed
    assert room.stand_ins[0].pull() == b""
    new.pull(WORD_FRAMES + STEP)
    assert room.words == [0, 1, 2, 2, 3]


def test_late_pulls_are_counted_over_every_sink_there_was(room: Room) -> None:
    room.read_on()
    room.wake()
    room.opened[0].late_pulls = 2
    room.lose(room.opened[0])
    assert room.output.late_pulls == 2

    room.tick(RETRY_S)
    for _ in range(3):
        room.opened[1].pull()
    room.opened[1].late_pulls = 1
    room.tick()
    assert room.told == [GONE, BACK]
    assert room.output.late_pulls == 3
    room.output.close()
    assert room.output.late_pulls == 3


def test_a_device_that_opens_but_never_asks_is_not_called_back(room: Room) -> None:
    room.trouble = SinkError(GONE)
    room.read_on()
    room.wake()
    room.trouble = None
    room.tick(RETRY_S)
    room.tick()
    room.lose(room.opened[0])

    assert room.told == [GONE]
    assert room.opened[0].closed
    assert room.stand_ins[0].running
    room.tick(RETRY_S)
    assert len(room.opened) == 2, "and it is tried again"


def test_each_loss_is_told_anew(room: Room) -> None:
    room.read_on()
    room.wake()
    for _ in range(3):
        room.lose(room.opened[-1])
        room.tick(RETRY_S)
        for _ in range(3):
            room.opened[-1].pull()
        room.tick()

    assert room.told == [GONE, BACK] * 3
    assert len(room.stand_ins) == 3


def test_retries_never_block_and_never_overlap(room: Room) -> None:
    room.trouble = SinkError(GONE)
    room.read_on()
    room.wake()
    for _ in range(20):
        room.now_s += 1.0
        room.output.tick()

    assert len(room.jobs) == 1, "one try is under way, elsewhere"


def test_while_nobody_listens_the_device_is_tried_less_often(room: Room) -> None:
    room.trouble = SinkError(GONE)
    room.read_on()
    room.wake()
    room.booth.player.pause()
    room.stand_ins[0].pull(10 * STEP)
    room.tick(RETRY_S)
    room.trouble = None

    room.tick(RETRY_S)
    assert not room.opened
    room.tick(IDLE_RETRY_S)
    assert len(room.opened) == 1


def test_who_listens_again_does_not_wait_as_long_as_nobody_would(room: Room) -> None:
    room.trouble = SinkError(GONE)
    room.read_on()
    room.wake()
    room.booth.player.pause()
    room.stand_ins[0].pull(10 * STEP)
    room.tick(RETRY_S)
    room.trouble = None

    room.booth.player.resume()
    room.wake()
    room.tick(0.25)
    assert len(room.opened) == 1


def test_play_after_a_rest_without_sound_tries_the_device_at_once(room: Room) -> None:
    room.trouble = SinkError(GONE)
    room.read_on()
    room.wake()
    room.booth.player.pause()
    room.tick(RETRY_S)
    room.tick(REST_AFTER_S)
    assert room.running == []
    room.trouble = None

    room.booth.player.resume()
    room.wake()
    assert room.running == ["clock"]
    room.tick()
    assert len(room.opened) == 1


def test_the_device_rests_after_five_seconds_of_silence_and_wakes_at_once(room: Room) -> None:
    room.read_on()
    room.wake()
    room.booth.player.pause()
    room.opened[0].pull(10 * STEP)
    room.tick()
    room.tick(REST_AFTER_S - 0.1)
    assert room.running == ["loudspeaker"]
    room.tick(0.2)
    assert room.running == []

    room.booth.player.resume()
    room.wake()

    assert room.running == ["loudspeaker"]
    assert len(room.opened) == 1


def test_short_silences_do_not_add_up_to_a_rest(room: Room) -> None:
    room.read_on()
    room.wake()
    for _ in range(5):
        room.booth.player.pause()
        room.opened[0].pull(10 * STEP)
        for _ in range(8):
            room.tick()
        room.booth.player.resume()
        room.output.wake()
        room.tick()

    assert room.opened[0].running


def test_a_wake_just_after_the_rest_was_decided_is_not_lost(room: Room) -> None:
    room.read_on()
    room.wake()
    room.booth.player.pause()
    room.opened[0].pull(10 * STEP)
    room.tick()
    room.now_s += REST_AFTER_S
    room.output.tick()
    room.booth.player.resume()
    room.output.wake()
    room.settle()

    assert room.opened[0].running


def test_a_device_that_died_at_rest_is_found_dead_when_it_is_needed(room: Room) -> None:
    room.read_on()
    room.wake()
    room.booth.player.pause()
    room.opened[0].pull(10 * STEP)
    room.tick()
    room.tick(REST_AFTER_S)
    room.opened[0].cannot_start = True
    room.booth.player.resume()
    room.wake()

    assert room.told == [GONE]
    assert room.opened[0].closed
    assert room.stand_ins[0].running


def test_a_failure_for_good_is_told_and_never_tried_again(room: Room) -> None:
    room.read_on()
    room.wake()
    room.opened[0].failure = SinkError("The disk is full.", lasting=True)
    room.opened[0].alive = False
    for _ in range(100):
        room.tick()

    assert room.told == ["The disk is full."]
    assert len(room.opened) == 1
    assert room.stand_ins[0].running


def test_a_file_that_cannot_be_opened_is_never_tried_again(tmp_path: Path) -> None:
    tries, stand_in = [0], FakeSink("clock")
    told: list[str] = []

    def make() -> Sink:
        tries[0] += 1
        return WavSink(tmp_path / "missing" / "heard.wav")

    now = [0.0]
    booth = Booth()
    booth.player.add(booth.item(noise_clip(3)))
    output = Output(
        make,
        booth.player,
        told.append,
        lambda: now[0],
        make_stand_in=lambda: stand_in,
        run_aside=lambda job: job(),
    )
    output.wake()
    for _ in range(50):
        now[0] += 1.0
        output.tick()

    assert tries == [1]
    assert len(told) == 1
    assert "heard.wav" in told[0]
    assert stand_in.running


def test_close_gives_back_everything_and_ends_the_sound(room: Room) -> None:
    room.read_on()
    room.wake()
    sink = room.opened[0]
    room.output.close()
    room.output.close()

    assert sink.closed
    assert sink.pull() == b""
    room.wake()
    room.tick(100.0)
    assert len(room.opened) == 1
    assert room.told == []


def test_close_while_it_opens_closes_what_comes_of_it(room: Room) -> None:
    room.read_on()
    room.output.wake()
    room.output.close()
    room.settle()

    assert room.opened[0].closed


def test_close_while_a_new_device_is_on_trial_closes_both(room: Room) -> None:
    room.trouble = SinkError(GONE)
    room.read_on()
    room.wake()
    room.trouble = None
    room.tick(RETRY_S)
    room.output.close()

    assert room.opened[0].closed
    assert room.stand_ins[0].closed


def test_close_while_a_retry_is_under_way_closes_what_comes_of_it(room: Room) -> None:
    room.trouble = SinkError(GONE)
    room.read_on()
    room.wake()
    room.trouble = None
    room.now_s += RETRY_S
    room.output.tick()
    room.output.close()
    room.settle()

    assert room.opened[0].closed
    assert room.told == [GONE]


def test_a_failure_after_close_is_not_told(room: Room) -> None:
    room.trouble = SinkError(GONE)
    room.read_on()
    room.output.wake()
    room.output.close()
    room.settle()

    assert room.told == []
    assert room.stand_ins == []


def test_a_device_gets_another_buffer_only_between_two_sentences(room: Room) -> None:
    room.booth.player.add(room.booth.item(noise_clip(2), pause_after_s=1.0))
    room.read_on()
    room.wake()
    device = room.opened[0]
    rests: list[int] = []
    stop = device.stop

    def rest() -> None:
        rests.append(len(room.words))
        device.is_ill_fitting = False
        stop()

    device.stop = rest  # type: ignore[method-assign]
    device.pull(WORD_FRAMES)
    device.is_ill_fitting = True
    room.tick()
    assert rests == [], "a word would have been cut"
    device.pull(WORD_FRAMES + STEP)
    room.tick()
    assert rests == [3], "in the pause after the sentence"
    assert device.running


def test_what_a_dead_sink_had_taken_ahead_is_heard_when_the_sound_is_back(room: Room) -> None:
    room.kind = FakeAheadSink
    room.read_on()
    room.wake()
    taken_frames = 3 * WORD_FRAMES
    while room.opened[0].waiting_frames < taken_frames:  # type: ignore[attr-defined]
        room.output.poke()
    room.trouble = SinkError(GONE)
    room.lose(room.opened[0])
    room.stand_ins[0].pull(STEP)

    assert room.booth.boundaries[-1][1].word == 0, "nothing of it was heard"
