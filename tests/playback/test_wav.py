"""Sound written to a file is all of it and nothing else."""

from __future__ import annotations

import io
import threading
import wave
from pathlib import Path
from typing import Any

import pytest

from allvoice.playback.sinks.sink import SinkError
from allvoice.playback.sinks.wav import HEADER_BYTES, WavSink, header
from tests.playback.player_harness import (
    LIMIT_S,
    RATE_HZ,
    FeedsWhatItReads,
    PlayerHarness,
    Tape,
    noise_clip,
    one_sentence,
)


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
    harness = PlayerHarness()
    clip = noise_clip(2)
    harness.player.add(harness.utterance(clip, pause_after_s=0.25))
    sink = WavSink(path, RATE_HZ)
    ended = threading.Event()

    class Listened(FeedsWhatItReads):
        def read(self, frames: int) -> bytes:
            sound = harness.player.read(frames)
            if not harness.player.active:
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

        def flush(self) -> None:
            if self.full.is_set() and not self.closed:
                raise OSError(5, "Input/output error")

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


def test_sound_that_is_in_a_file_stays_before_what_is_added(tmp_path: Path) -> None:
    path = tmp_path / "heard.wav"
    lengths: list[int] = []
    for _ in range(2):
        tape = Tape(b"\1\2" * 3_000, endless=False)
        sink = WavSink(path, RATE_HZ, lengths.append)
        sink.start(tape)
        assert tape.dry.wait(LIMIT_S)
        sink.close()

    with wave.open(str(path)) as file:
        assert file.readframes(10**6) == b"\1\2" * 6_000
    assert (lengths[0], lengths[-1]) == (0, 6_000)


def test_a_file_that_was_cut_in_the_middle_of_a_sample_goes_on_with_a_whole_one(
    tmp_path: Path,
) -> None:
    path = tmp_path / "heard.wav"
    path.write_bytes(header(RATE_HZ, None) + b"\1\2" * 100 + b"\1")
    tape = Tape(b"\3\4" * 100, endless=False)
    sink = WavSink(path, RATE_HZ)
    sink.start(tape)
    assert tape.dry.wait(LIMIT_S)
    sink.close()

    with wave.open(str(path)) as file:
        assert file.readframes(10**6) == b"\1\2" * 100 + b"\3\4" * 100


def test_a_file_that_was_not_closed_still_plays_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "heard.wav"
    tape = Tape(b"\1\2" * 3_000, endless=False)
    sink = WavSink(path, RATE_HZ)
    sink.start(tape)
    assert tape.dry.wait(LIMIT_S)
    cut_short = path.read_bytes()
    sink.close()

    (tmp_path / "cut.wav").write_bytes(cut_short)
    with wave.open(str(tmp_path / "cut.wav")) as file:
        assert file.readframes(10**6) == b"\1\2" * 3_000


@pytest.mark.parametrize(
    ("frames", "data_bytes"),
    [
        (0, 0),
        (24_000, 48_000),
        (2**31 - 100, 2**32 - 200),
        pytest.param(2**31 - 1, 2**32 - 1, id="longer than four bytes can tell"),
        pytest.param(2**40, 2**32 - 1, id="a year"),
        pytest.param(None, 2**32 - 1, id="not known yet"),
    ],
)
def test_a_header_tells_the_length_or_to_the_end(frames: int | None, data_bytes: int) -> None:
    made = header(RATE_HZ, frames)

    assert len(made) == HEADER_BYTES
    assert int.from_bytes(made[40:44], "little") == data_bytes
    assert int.from_bytes(made[4:8], "little") == min(data_bytes + 36, 2**32 - 1)
