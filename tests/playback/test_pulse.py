"""Sound written ahead into a sound server, and taken back at once."""

from __future__ import annotations

import threading

import pytest

from allvoice.playback.player import AHEAD_LIMIT_S
from allvoice.playback.sinks import pulse
from allvoice.playback.sinks.pulse import PulseSink
from allvoice.playback.sinks.sink import AheadSink, Write
from tests.playback.player_harness import LIMIT_S, RATE_HZ, FeedsWhatItReads
from tests.playback.sound_systems import FakePulseServer

PIECE = int(pulse.PIECE_S * RATE_HZ)


class Song(FeedsWhatItReads):
    """A source with so many frames of sound."""

    def __init__(self, frames: int) -> None:
        self.left = frames

    def read(self, frames: int) -> bytes:
        count = min(frames, self.left)
        self.left -= count
        return b"\1\1" * count


class PulseHarness:
    """A sink whose own thread never runs: only what is asked for happens."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, frames: int) -> None:
        monkeypatch.setattr(PulseSink, "_run", lambda self: None)
        self.server = FakePulseServer()
        self.song = Song(frames)
        self.sink = PulseSink(RATE_HZ, open_stream=self.server.open, clock=self.server.clock)  # type: ignore[arg-type]
        self.sink.start(self.song)

    def refill(self) -> None:
        """What the sink's thread does each time it wakes."""
        for _ in range(400):
            self.sink.poke()
        self.server.ask_timing()

    def misses_a_change(self) -> None:
        """Come to where a change was asked for, and the server went past its place before it."""
        self.refill()
        self.server.advance(0.2)
        self.sink.recall(0.05)
        self.server.advance(0.3)

    @property
    def ahead_s(self) -> float:
        return (len(self.server.sound) - self.server.read_bytes) / 2 / RATE_HZ


def test_half_a_second_is_written_ahead_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    harness = PulseHarness(monkeypatch, RATE_HZ * 10)
    harness.refill()
    assert harness.ahead_s == pytest.approx(pulse.AHEAD_S)
    harness.server.advance(0.1)
    harness.refill()
    assert harness.ahead_s == pytest.approx(pulse.AHEAD_S, abs=2 * pulse.PIECE_S)


def test_it_is_a_sink_that_gives_back(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(PulseHarness(monkeypatch, 0).sink, AheadSink)


def test_whoever_brings_sound_writes_its_beginning_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    harness = PulseHarness(monkeypatch, RATE_HZ)
    harness.sink.poke()
    assert len(harness.server.sound) == 2 * PIECE * pulse.POKED_PIECES


def test_what_is_not_heard_is_thrown_away_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    harness = PulseHarness(monkeypatch, RATE_HZ * 10)
    harness.refill()
    harness.server.advance(0.2)
    unheard = harness.sink.recall(0.0)
    assert unheard == round((pulse.AHEAD_S - 0.2) * RATE_HZ)
    assert harness.ahead_s == 0
    assert harness.sink.waiting_frames == 0


def test_a_change_takes_the_place_of_what_lies_there_without_a_gap(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    harness = PulseHarness(monkeypatch, RATE_HZ * 10)
    harness.refill()
    harness.server.advance(0.2)
    unheard = harness.sink.recall(0.05)
    assert unheard == round((pulse.AHEAD_S - 0.25) * RATE_HZ)
    assert harness.server.flushes == 0
    harness.refill()
    assert harness.ahead_s == pytest.approx(pulse.AHEAD_S, abs=2 * pulse.PIECE_S)
    assert len(harness.server.sound) // 2 + unheard == RATE_HZ * 10 - harness.song.left


def test_a_change_that_comes_too_late_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    harness = PulseHarness(monkeypatch, RATE_HZ * 10)
    harness.misses_a_change()
    read_bytes, left = harness.server.read_bytes, harness.song.left
    harness.refill()
    assert harness.server.flushes == 1
    assert harness.server.sound[read_bytes:] == b"\1\1" * (left - harness.song.left)
    assert harness.ahead_s == pytest.approx(pulse.AHEAD_S, abs=2 * pulse.PIECE_S)


def test_silence_is_made_of_what_waits_for_a_change(monkeypatch: pytest.MonkeyPatch) -> None:
    harness = PulseHarness(monkeypatch, RATE_HZ * 10)
    harness.misses_a_change()
    assert harness.ahead_s > 0
    assert harness.sink.recall(0.0) == 0
    assert harness.ahead_s == 0
    assert harness.sink.waiting_frames == 0


def test_where_everything_was_heard_the_server_is_not_even_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    harness = PulseHarness(monkeypatch, PIECE * 3)
    harness.refill()
    harness.server.advance(1.0)
    assert harness.sink.recall(0.0) == 0
    assert harness.server.flushes == 0


def test_a_server_that_hangs_keeps_nobody_waiting_and_is_found_dead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    harness = PulseHarness(monkeypatch, RATE_HZ * 10)
    harness.refill()
    harness.server.hangs = True
    harness.server.advance(0.2)
    assert harness.sink.recall(0.0) == pytest.approx((pulse.AHEAD_S - 0.2) * RATE_HZ, abs=2)
    assert harness.sink.alive
    harness.server.advance(pulse.SILENT_AFTER_S + 0.1)
    assert not harness.sink.alive


def test_a_device_that_takes_nothing_is_found_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    harness = PulseHarness(monkeypatch, RATE_HZ * 10)
    harness.server.stuck = True
    for _ in range(20):
        harness.refill()
        harness.server.advance(0.1)
        assert harness.sink.alive
    for _ in range(10):
        harness.refill()
        harness.server.advance(0.1)
    assert not harness.sink.alive


def test_a_stream_taken_away_is_dead_and_writing_to_it_harmless(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    harness = PulseHarness(monkeypatch, RATE_HZ)
    harness.server.usable = False
    harness.sink.poke()
    assert not harness.sink.alive


def test_a_stream_that_refuses_what_is_written_is_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    harness = PulseHarness(monkeypatch, RATE_HZ)
    harness.server.refuses = True
    harness.sink.poke()
    assert not harness.sink.alive


def test_a_stream_taken_away_in_silence_is_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    harness = PulseHarness(monkeypatch, 0)
    assert harness.sink.alive
    harness.server.usable = False
    assert not harness.sink.alive


def test_no_hole_brings_more_ahead_than_a_key_can_take_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    harness = PulseHarness(monkeypatch, RATE_HZ * 200)
    for holes in range(1, 4):
        harness.refill()
        harness.server.advance(pulse.MOST_AHEAD_S + 1.0)
        harness.refill()
        assert harness.sink.late_pulls == holes
    assert harness.ahead_s == pytest.approx(pulse.MOST_AHEAD_S)
    assert pulse.MOST_AHEAD_S < AHEAD_LIMIT_S, "the player can go back as far"


def test_the_calm_minute_begins_with_the_last_hole(monkeypatch: pytest.MonkeyPatch) -> None:
    harness = PulseHarness(monkeypatch, RATE_HZ * 500)
    for _ in range(200):
        harness.refill()
        harness.server.advance(0.5)
    harness.server.advance(pulse.AHEAD_S + 0.2)
    for _ in range(int(pulse.CALM_AFTER_S) - 5):
        harness.refill()
        harness.server.advance(1.0)
    harness.refill()
    assert harness.sink.late_pulls == 1
    assert harness.ahead_s == pytest.approx(2 * pulse.AHEAD_S, abs=2 * pulse.PIECE_S)


def test_a_hole_is_counted_and_answered_with_more_ahead_until_a_calm_minute(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    harness = PulseHarness(monkeypatch, RATE_HZ * 200)
    harness.refill()
    harness.server.advance(pulse.AHEAD_S + 0.2)
    harness.refill()
    assert harness.sink.late_pulls == 1
    assert harness.ahead_s == pytest.approx(2 * pulse.AHEAD_S)
    while harness.server.now_s < pulse.CALM_AFTER_S + 3:
        harness.server.advance(0.5)
        harness.refill()
    harness.server.advance(0.5)
    harness.refill()
    assert harness.ahead_s == pytest.approx(pulse.AHEAD_S, abs=2 * pulse.PIECE_S)
    assert harness.sink.late_pulls == 1


def test_the_end_of_the_sound_is_no_hole(monkeypatch: pytest.MonkeyPatch) -> None:
    harness = PulseHarness(monkeypatch, PIECE * 5 + 7)
    harness.refill()
    harness.server.advance(3.0)
    harness.song.left = PIECE * 5
    harness.refill()
    assert harness.sink.late_pulls == 0


def test_a_device_at_rest_is_corked(monkeypatch: pytest.MonkeyPatch) -> None:
    harness = PulseHarness(monkeypatch, 0)
    seen = [harness.server.corked]
    harness.sink.stop()
    seen.append(harness.server.corked)
    harness.sink.start(harness.song)
    seen.append(harness.server.corked)
    assert seen == [False, True, False]


def test_a_device_is_not_found_dead_for_the_time_it_rested(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    harness = PulseHarness(monkeypatch, RATE_HZ)
    harness.refill()
    assert harness.sink.alive
    harness.sink.stop()
    harness.server.advance(3_600.0)
    harness.sink.start(harness.song)
    assert harness.sink.alive


def test_nothing_is_asked_of_a_stream_that_was_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    harness = PulseHarness(monkeypatch, RATE_HZ)
    harness.refill()
    harness.sink.close()
    assert harness.server.closed.is_set()
    harness.server.usable = False
    harness.sink.poke()
    harness.sink.stop()
    harness.sink.start(harness.song)
    assert harness.sink.recall(0.0) == 0
    assert harness.sink.alive
    harness.sink.close()


def test_its_own_thread_fills_up_what_was_heard() -> None:
    server = FakePulseServer()
    song = Song(RATE_HZ * 10)
    enough = threading.Event()
    write = server.write

    def written(pcm: bytes, at_bytes: int | None = None) -> None:
        write(pcm, at_bytes)
        if len(server.sound) >= 2 * pulse.AHEAD_S * RATE_HZ:
            enough.set()

    server.write = written  # type: ignore[method-assign]
    sink = PulseSink(RATE_HZ, open_stream=server.open, clock=server.clock)  # type: ignore[arg-type]
    sink.start(song)
    assert enough.wait(LIMIT_S)
    sink.close()


def test_a_source_that_fails_on_the_sink_s_own_thread_is_found_out(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Broken(FeedsWhatItReads):
        def read(self, frames: int) -> bytes:
            raise RuntimeError("the source is broken")

    server = FakePulseServer()
    sink = PulseSink(RATE_HZ, open_stream=server.open, clock=server.clock)  # type: ignore[arg-type]
    sink.start(Broken())
    for thread in threading.enumerate():
        if thread.name == "pulse-sink":
            thread.join(LIMIT_S)

    assert not sink.alive
    assert "the source is broken" in caplog.text


def test_what_comes_after_silence_begins_in_one_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    harness = PulseHarness(monkeypatch, RATE_HZ)
    sent: list[int] = []
    write = harness.server.write

    def written(pcm: bytes, at_bytes: int | None = None) -> None:
        sent.append(len(pcm) // 2)
        write(pcm, at_bytes)

    harness.server.write = written  # type: ignore[method-assign]
    harness.sink.poke()
    assert sent == [PIECE * pulse.FIRST_PIECES] + [PIECE] * (
        pulse.POKED_PIECES - pulse.FIRST_PIECES
    )


def test_a_beginning_that_is_not_sent_yet_can_be_taken_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    harness = PulseHarness(monkeypatch, RATE_HZ)
    feed = harness.song.feed
    taken: list[int] = []

    def fed(frames: int, write: Write) -> int:
        count = feed(frames, write)
        if harness.song.left == RATE_HZ - 3 * PIECE:
            assert harness.sink.waiting_frames == 3 * PIECE
            taken.append(harness.sink.recall(0.0))
        return count

    monkeypatch.setattr(harness.song, "feed", fed)
    harness.sink.poke()
    assert taken == [3 * PIECE]
    assert len(harness.server.sound) == 2 * PIECE * (pulse.POKED_PIECES - 3)
    assert harness.sink.late_pulls == 0
