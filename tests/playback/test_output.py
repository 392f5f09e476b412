"""The sound goes away and comes back, and the listener is told and loses nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from allvoice.playback.output import BACK, IDLE_RETRY_S, REST_AFTER_S, RETRY_S, Output
from allvoice.playback.player import Boundary, Player
from allvoice.playback.sink import Sink, SinkError, Source
from allvoice.playback.wav import WavSink
from tests.playback.booth import RATE_HZ, STEP, WORD_FRAMES, Booth, noise_clip

TICK_S = 0.25
LIMIT_S = 20.0
GONE = "The loudspeaker is gone."


class FakeSink:
    """A sink that takes sound when the test says so."""

    def __init__(self, name: str, latency_s: float = 0.02) -> None:
        self.name = name
        self.rate_hz = RATE_HZ
        self.latency_s = latency_s
        self.alive = True
        self.failure = SinkError(GONE)
        self.running = False
        self.closed = False
        self.cannot_start = False
        self._source: Source | None = None

    def start(self, source: Source) -> None:
        if self.cannot_start:
            raise SinkError(GONE)
        self._source = source
        self.running = True

    def stop(self) -> None:
        self.running = False

    def close(self) -> None:
        self.running = False
        self.closed = True

    def pull(self, frames: int = STEP) -> bytes:
        """What the sink's own thread does while it works."""
        assert self._source is not None
        return self._source.read(frames)


class Room:
    """An output with fake sinks, its own time, and jobs done when the test says so."""

    def __init__(self) -> None:
        self.now_s = 1_000.0
        self.booth = Booth()
        self.told: list[str] = []
        self.opened: list[FakeSink] = []
        self.stand_ins: list[FakeSink] = []
        self.trouble: SinkError | None = None
        self.prepare: Callable[[FakeSink], None] = lambda sink: None
        self.jobs: list[Callable[[], None]] = []
        self.output = Output(
            self._make_sink,
            self.booth.player,
            self.told.append,
            lambda: self.now_s,
            make_stand_in=self._make_stand_in,
            run_aside=self.jobs.append,
        )

    def _make_sink(self) -> Sink:
        if self.trouble is not None:
            raise self.trouble
        sink = FakeSink("loudspeaker")
        self.prepare(sink)
        self.opened.append(sink)
        return sink

    def _make_stand_in(self) -> Sink:
        sink = FakeSink("clock", latency_s=0.0)
        self.stand_ins.append(sink)
        return sink

    def settle(self) -> None:
        """Let the thread aside do all it has to."""
        while self.jobs:
            self.jobs.pop(0)()

    def wake(self) -> None:
        self.output.wake()
        self.settle()

    def tick(self, seconds: float = TICK_S) -> None:
        """Let time pass with a tick at its end."""
        self.now_s += seconds
        self.output.tick()
        self.settle()

    def read_on(self, words: int = 50) -> None:
        """Give the player something to read."""
        self.booth.player.add(self.booth.item(noise_clip(words)))

    @property
    def running(self) -> list[str]:
        """Names of the sinks at work."""
        return [sink.name for sink in (*self.opened, *self.stand_ins) if sink.running]

    @property
    def words(self) -> list[int | None]:
        return [word for _, word in self.booth.words()]


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
    room.opened[0].alive = False
    room.tick()
    room.stand_ins[0].pull(WORD_FRAMES)

    assert room.told == [GONE]
    assert room.words == [0, 1, 2, 3]
    assert room.opened[0].closed


def test_a_dead_sink_that_asks_once_more_gets_nothing(room: Room) -> None:
    room.read_on()
    room.wake()
    room.opened[0].pull()
    room.opened[0].alive = False
    room.tick()

    assert room.opened[0].pull() == b""
    assert room.stand_ins[0].pull() != b""


def test_when_the_sound_comes_back_the_current_word_is_said_again(room: Room) -> None:
    room.read_on()
    room.wake()
    room.opened[0].pull(WORD_FRAMES + STEP)
    room.opened[0].alive = False
    room.tick()
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


def test_a_device_that_opens_but_never_asks_is_not_called_back(room: Room) -> None:
    room.trouble = SinkError(GONE)
    room.read_on()
    room.wake()
    room.trouble = None
    room.tick(RETRY_S)
    room.tick()
    room.opened[0].alive = False
    room.tick()

    assert room.told == [GONE]
    assert room.opened[0].closed
    assert room.stand_ins[0].running
    room.tick(RETRY_S)
    assert len(room.opened) == 2, "and it is tried again"


def test_each_loss_is_told_anew(room: Room) -> None:
    room.read_on()
    room.wake()
    for _ in range(3):
        sink = room.opened[-1]
        sink.alive = False
        room.tick()
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


def test_with_real_threads_the_words_keep_real_time_without_a_device_and_a_file_is_whole(
    tmp_path: Path,
) -> None:
    path = tmp_path / "heard.wav"
    ended = threading.Event()

    def deliver(boundary: Boundary, delay_s: float) -> None:
        assert output.latency_s >= 0
        if boundary.word is None:
            ended.set()

    player = Player(RATE_HZ, deliver)
    output = Output(lambda: WavSink(path, RATE_HZ), player, lambda sentence: None)
    booth = Booth()
    clip = noise_clip(5)
    player.add(booth.item(clip))
    output.wake()
    assert ended.wait(LIMIT_S)
    output.close()

    assert path.read_bytes()[44:] == clip.pcm


def test_with_real_threads_a_missing_device_is_replaced_by_a_clock() -> None:
    heard, told = threading.Event(), threading.Event()

    def deliver(boundary: Boundary, delay_s: float) -> None:
        if boundary.word is None:
            heard.set()

    def refuse() -> Sink:
        raise SinkError(GONE)

    player = Player(RATE_HZ, deliver)
    output = Output(refuse, player, lambda sentence: told.set())
    booth = Booth()
    player.add(booth.item(noise_clip(2, word_frames=500)))
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
    booth = Booth()
    booth.player.add(booth.item(noise_clip(3)))
    stand_in = FakeSink("clock")
    told: list[str] = []
    output = Output(make, booth.player, told.append, lambda: now[0], make_stand_in=lambda: stand_in)
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
