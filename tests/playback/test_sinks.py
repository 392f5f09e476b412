"""What takes the sound: a file, a clock without sound, the computer's own output."""

from __future__ import annotations

import io
import sys
import threading
import types
import wave
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest

from allvoice.playback.device import SILENT_AFTER_S, DeviceSink
from allvoice.playback.sink import SinkError
from allvoice.playback.timed import NullSink
from allvoice.playback.virtual import VirtualSink
from allvoice.playback.wav import WavSink
from tests.playback.booth import RATE_HZ, Booth, noise_clip

LIMIT_S = 20.0


class Tape:
    """A source that counts what is taken and tells when enough was."""

    def __init__(self, sound: bytes = b"", endless: bool = True) -> None:
        self._sound = sound
        self._endless = endless
        self.taken = threading.Semaphore(0)
        self.dry = threading.Event()

    def read(self, frames: int) -> bytes:
        self.taken.release()
        if self._endless:
            return bytes(2 * frames)
        piece, self._sound = self._sound[: 2 * frames], self._sound[2 * frames :]
        if not piece:
            self.dry.set()
        return piece

    def wait_for(self, pulls: int) -> None:
        for _ in range(pulls):
            assert self.taken.acquire(timeout=LIMIT_S), "nothing was taken"


def one_sentence(error: SinkError) -> bool:
    text = str(error)
    return text.endswith(".") and ". " not in text and "\n" not in text and text[0].isupper()


# A WAV file.


def test_a_file_holds_what_was_played_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "heard.wav"
    clip = noise_clip(7)
    tape = Tape(clip.pcm, endless=False)
    sink = WavSink(path, RATE_HZ)
    sink.start(tape)
    assert tape.dry.wait(LIMIT_S)
    sink.close()

    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE_HZ)
        assert file.getnframes() == clip.frames
        assert file.readframes(clip.frames) == clip.pcm
    assert sink.alive


def test_a_file_gets_the_pauses_the_player_makes(tmp_path: Path) -> None:
    path = tmp_path / "heard.wav"
    booth = Booth()
    clip = noise_clip(2)
    booth.player.add(booth.item(clip, pause_after_s=0.25))
    sink = WavSink(path, RATE_HZ)
    ended = threading.Event()

    class Listened:
        def read(self, frames: int) -> bytes:
            sound = booth.player.read(frames)
            if not booth.player.active:
                ended.set()
            return sound

    sink.start(Listened())
    assert ended.wait(LIMIT_S)
    sink.close()

    with wave.open(str(path)) as file:
        assert file.readframes(10**6) == clip.pcm + bytes(2 * int(0.25 * RATE_HZ))


def test_a_file_that_was_never_played_into_is_still_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "silent.wav"
    sink = WavSink(path, RATE_HZ)
    sink.close()
    sink.close()

    with wave.open(str(path)) as file:
        assert file.getnframes() == 0


def test_a_file_can_rest_and_go_on(tmp_path: Path) -> None:
    sink = WavSink(tmp_path / "heard.wav", RATE_HZ)
    tape = Tape()
    sink.start(tape)
    tape.wait_for(2)
    sink.stop()
    sink.start(tape)
    tape.wait_for(2)
    sink.close()

    assert sink.alive


@pytest.mark.parametrize("place", ["no-such-folder/heard.wav", "."])
def test_a_file_that_cannot_be_created_is_refused_in_one_sentence(
    tmp_path: Path, place: str
) -> None:
    with pytest.raises(SinkError) as caught:
        WavSink(tmp_path / place)

    assert one_sentence(caught.value)
    assert "--sink" in str(caught.value)
    assert caught.value.lasting


def test_a_full_disk_ends_the_file_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class FullDisk(io.BytesIO):
        full = threading.Event()

        def write(self, data: Any) -> int:
            if self.tell() > 20_000:
                self.full.set()
                raise OSError(28, "No space left on device")
            return super().write(data)

    monkeypatch.setattr(Path, "open", lambda *_, **__: FullDisk())
    tape = Tape()
    sink = WavSink(tmp_path / "heard.wav", RATE_HZ)
    sink.start(tape)
    assert FullDisk.full.wait(LIMIT_S)
    sink.close()

    assert not sink.alive
    assert one_sentence(sink.failure)
    assert "No space left on device" in str(sink.failure)
    assert sink.failure.lasting


def test_a_header_that_cannot_be_finished_is_said_and_nothing_is_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Unplugged(io.BytesIO):
        def flush(self) -> None:
            if not self.closed and self.tell():
                raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", lambda *_, **__: Unplugged())
    sink = WavSink(tmp_path / "heard.wav", RATE_HZ)
    sink.close()

    assert not sink.alive
    assert "Input/output error" in str(sink.failure)


# The clock without sound.


def test_without_sound_time_still_passes() -> None:
    tape = Tape()
    sink = NullSink(RATE_HZ)
    sink.start(tape)
    tape.wait_for(3)

    assert sink.alive
    sink.close()


def test_a_stopped_clock_takes_nothing_until_it_is_started_again() -> None:
    resting = threading.Event()

    class Wanted(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            resting.set()
            return super().wait(timeout)

    tape = Tape()
    sink = NullSink(RATE_HZ)
    # Shows when the thread of the sink has come to rest.
    sink._wanted = Wanted()
    sink.start(tape)
    tape.wait_for(2)
    assert not resting.is_set()
    sink.stop()
    assert resting.wait(LIMIT_S)
    while tape.taken.acquire(blocking=False):
        pass

    sink.start(tape)
    tape.wait_for(2)
    assert sink.alive
    sink.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_clock_whose_source_fails_is_not_alive() -> None:
    class Broken:
        def read(self, frames: int) -> bytes:
            raise RuntimeError

    sink = NullSink(RATE_HZ)
    sink.start(Broken())
    for thread in threading.enumerate():
        if thread.name == "null-sink":
            thread.join(LIMIT_S)

    assert not sink.alive
    assert one_sentence(sink.failure)


def test_a_closed_clock_leaves_no_thread_behind() -> None:
    sink = NullSink(RATE_HZ)
    sink.start(Tape())
    sink.close()
    sink.close()

    assert not [thread for thread in threading.enumerate() if thread.name == "null-sink"]


def test_a_clock_never_started_can_be_closed() -> None:
    sink = NullSink(RATE_HZ)
    sink.close()

    assert sink.alive


# Time advanced by hand.


def test_the_virtual_sink_keeps_all_that_was_heard_and_fills_gaps_with_silence() -> None:
    sink = VirtualSink(RATE_HZ)
    sink.start(Tape(b"\1\2" * 300, endless=False))

    heard = sink.advance(480)

    assert heard == b"\1\2" * 300 + bytes(2 * 180)
    assert sink.recorded == heard
    assert sink.frames_played == 480
    sink.close()
    assert sink.advance(480) == b""


# The computer's own output.

Feed = Generator[bytes, int, None]


class FakeDevice:
    """Stands for `miniaudio.PlaybackDevice`; asks for sound when told to."""

    backend = "PulseAudio"

    def __init__(self, **options: Any) -> None:
        self.options = options
        self.feed: Feed | None = None
        self.closed = threading.Event()

    def start(self, feed: Feed) -> None:
        self.feed = feed

    def stop(self) -> None:
        self.feed = None

    def close(self) -> None:
        self.closed.set()

    def ask(self, frames: int) -> bytes:
        assert self.feed is not None
        return self.feed.send(frames)


class Server:
    """A sound server: makes devices, or fails as told."""

    def __init__(self) -> None:
        self.devices: list[FakeDevice] = []
        self.on_open: Callable[[], None] = lambda: None
        self.make: Callable[..., FakeDevice] = FakeDevice

    def open(self, **options: Any) -> FakeDevice:
        self.on_open()
        device = self.make(**options)
        self.devices.append(device)
        return device


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    server = Server()
    library: Any = types.ModuleType("miniaudio")
    library.SampleFormat = types.SimpleNamespace(SIGNED16="s16")
    library.PlaybackDevice = server.open
    monkeypatch.setitem(sys.modules, "miniaudio", library)
    return server


def test_the_device_plays_what_the_source_gives_and_silence_when_there_is_none(
    server: Server,
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


def test_no_device_is_said_in_one_sentence(server: Server) -> None:
    def refuse() -> None:
        raise RuntimeError("failed to init device", -401)

    server.on_open = refuse

    with pytest.raises(SinkError) as caught:
        DeviceSink(RATE_HZ)

    assert one_sentence(caught.value)
    assert not caught.value.lasting, "speakers may be plugged in later"


def test_a_device_that_nobody_can_hear_counts_as_none(server: Server) -> None:
    class Null(FakeDevice):
        backend = "Null"

    server.make = Null

    with pytest.raises(SinkError):
        DeviceSink(RATE_HZ)

    assert server.devices[0].closed.is_set()


def test_a_sound_server_that_does_not_answer_is_given_up_and_its_late_device_closed(
    server: Server,
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


def test_a_device_that_stops_asking_is_not_alive(server: Server) -> None:
    now = [100.0]
    sink = DeviceSink(RATE_HZ, clock=lambda: now[0])
    sink.start(Tape())
    now[0] += SILENT_AFTER_S / 2
    server.devices[0].ask(240)
    now[0] += SILENT_AFTER_S / 2
    alive = [sink.alive]
    now[0] += SILENT_AFTER_S
    alive.append(sink.alive)

    assert alive == [True, False]
    assert one_sentence(sink.failure)
    sink.close()


def test_a_device_at_rest_is_alive_and_starts_again(server: Server) -> None:
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


def test_starting_twice_starts_once(server: Server) -> None:
    sink = DeviceSink(RATE_HZ)
    sink.start(Tape())
    feed = server.devices[0].feed
    sink.start(Tape())

    assert server.devices[0].feed is feed
    sink.close()


@pytest.mark.parametrize("failing", ["start", "stop", "close"])
def test_a_dead_sound_server_never_keeps_the_listener_waiting(server: Server, failing: str) -> None:
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
