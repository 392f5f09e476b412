"""A sound file is whole under its name, or not there at all."""

from __future__ import annotations

import errno
import os
import signal
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from allvoice.errors import IncompleteFileError, SettingsError
from allvoice.playback.sinks.wav import HEADER_BYTES, PART
from allvoice.speech.client.bookkeeping import REPLACED
from allvoice.speech.client.client import VoiceClient
from allvoice.speech.client.recording import Recording
from allvoice.speech.host.progress import Progress
from allvoice.speech.protocol import (
    Boundary,
    Configure,
    Event,
    Notice,
    NoticeKind,
    Say,
    Sound,
    UtteranceEnded,
    UtteranceFailed,
    Written,
)
from tests.speech.client_harness import LONG, Listener

RATE_HZ = 24_000
SENTENCE = Say(0, 1, ("take", "it", "with", "food"), pause_after_s=0.5)


def sound_in(path: Path) -> bytes:
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE_HZ)
        return bytes(file.readframes(file.getnframes()))


def add(recording: Recording, sound: bytes) -> None:
    """Add sound as the voice process does: from outside."""
    size = recording.part.stat().st_size
    with recording.part.open("r+b") as file:
        file.seek(max(size, HEADER_BYTES))
        file.write(sound)


@pytest.fixture
def recording(tmp_path: Path) -> Iterator[Recording]:
    made = Recording(tmp_path / "talk.wav")
    yield made
    made.discard()


def test_the_name_is_given_when_the_file_is_whole_and_not_before(recording: Recording) -> None:
    add(recording, b"\1\2" * 2_400)
    assert not recording.path.exists()
    recording.written(SENTENCE, 2_400, 150)
    recording.finish()
    assert sound_in(recording.path) == b"\1\2" * 2_400 + bytes(RATE_HZ)
    assert not recording.part.exists()


def test_what_is_not_whole_is_cut_off_and_the_pause_is_kept(recording: Recording) -> None:
    add(recording, b"\1\2" * 5_000)
    recording.written(SENTENCE, 2_400, 300)
    recording.cut_back()
    # Twice as fast, half the pause.
    assert recording.part.stat().st_size == HEADER_BYTES + 2 * 2_400 + RATE_HZ // 2
    add(recording, b"\3\4" * 100)
    recording.written(Sound(0, 2, "edge"), 2_400 + RATE_HZ // 4 + 100, 300)
    recording.finish()
    assert sound_in(recording.path) == b"\1\2" * 2_400 + bytes(RATE_HZ // 2) + b"\3\4" * 100


def test_the_pause_is_as_long_as_the_listener_wants_pauses(recording: Recording) -> None:
    add(recording, b"\1\2" * 100)
    recording.written(SENTENCE, 100, 150, 1.5)
    recording.cut_back()
    assert recording.part.stat().st_size == HEADER_BYTES + 200 + RATE_HZ * 3 // 2


def test_the_pause_of_a_short_sound_keeps_its_length_at_any_pace(recording: Recording) -> None:
    add(recording, b"\1\2" * 100)
    recording.written(Sound(0, 1, "edge", pause_after_s=0.5), 100, 300)
    recording.cut_back()
    assert recording.part.stat().st_size == HEADER_BYTES + 200 + RATE_HZ


def test_a_file_cut_short_is_removed_and_the_one_of_before_stays(tmp_path: Path) -> None:
    path = tmp_path / "talk.wav"
    path.write_bytes(b"of before")
    recording = Recording(path)
    add(recording, bytes(100))
    recording.failure = "The natural voice keeps failing."
    with pytest.raises(IncompleteFileError) as caught:
        recording.finish()
    assert str(caught.value) == (
        "The natural voice keeps failing. The file of before is unchanged. Try again."
    )
    assert caught.value.exit_code == 1
    assert path.read_bytes() == b"of before"
    assert os.listdir(tmp_path) == ["talk.wav"]


def test_sentences_that_could_not_be_spoken_are_told_and_the_rest_is_kept(
    recording: Recording,
) -> None:
    recording.lost(SENTENCE)
    recording.lost(SENTENCE)
    with pytest.raises(IncompleteFileError, match=r"lacks a sentence .*'take it with food'"):
        recording.finish()
    assert recording.path.exists()


def test_several_sentences_that_are_missing_are_counted(recording: Recording) -> None:
    recording.lost(SENTENCE)
    recording.lost(Say(0, 2, LONG))
    with pytest.raises(IncompleteFileError, match=r"lacks 2 sentences .* The first begins: 'take"):
        recording.finish()


def test_what_an_earlier_try_left_is_replaced(tmp_path: Path) -> None:
    (tmp_path / f"talk.wav{PART}").write_bytes(b"x" * 10_000)
    recording = Recording(tmp_path / "talk.wav")
    recording.finish()
    assert sound_in(tmp_path / "talk.wav") == b""


def test_a_file_that_another_program_writes_is_left_alone(
    recording: Recording, tmp_path: Path
) -> None:
    add(recording, bytes(100))
    size = recording.part.stat().st_size
    with pytest.raises(SettingsError, match="being written by another allvoice"):
        Recording(tmp_path / "talk.wav")
    assert recording.part.stat().st_size == size


def test_a_link_goes_on_to_point_where_it_did(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    target = tmp_path / "elsewhere" / "real.wav"
    target.write_bytes(b"")
    (tmp_path / "talk.wav").symlink_to(target)
    Recording(tmp_path / "talk.wav").finish()
    assert (tmp_path / "talk.wav").is_symlink()
    assert sound_in(target) == b""


def test_what_is_no_file_is_refused_and_stays(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "talk.wav")
    with pytest.raises(SettingsError) as caught:
        Recording(tmp_path / "talk.wav")
    assert "no ordinary file" in str(caught.value)
    assert os.listdir(tmp_path) == ["talk.wav"]


def test_a_place_that_cannot_be_written_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        Recording(tmp_path / "no-such-folder" / "talk.wav")
    assert str(caught.value).endswith(
        "(No such file or directory): choose another file for --sink."
    )


def test_a_disk_that_fails_at_the_last_moment_leaves_no_file_under_the_name(
    recording: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(IncompleteFileError, match="No space left on device"):
        recording.finish()
    assert not recording.path.exists()
    assert not recording.part.exists()


def another_in_its_place(part: Path) -> None:
    other = part.with_name("other")
    other.write_bytes(bytes(part.stat().st_size))
    other.replace(part)


@pytest.mark.parametrize(
    "meddle", [Path.unlink, lambda part: os.truncate(part, 100), another_in_its_place]
)
def test_a_file_that_somebody_meddled_with_does_not_pass_for_whole(
    recording: Recording, meddle: Callable[[Path], None]
) -> None:
    add(recording, b"\1\2" * 2_400)
    recording.written(SENTENCE, 2_400, 150)
    meddle(recording.part)
    recording.cut_back()
    with pytest.raises(IncompleteFileError, match="cannot be written"):
        recording.finish()
    assert not recording.path.exists()


def test_finishing_twice_and_discarding_after_it_change_nothing(recording: Recording) -> None:
    recording.finish()
    recording.finish()
    recording.discard()
    assert recording.path.exists()


def test_nothing_is_reported_before_it_is_in_the_file() -> None:
    events: list[Event] = []
    progress = Progress(events.append)
    progress.written(1_000)
    progress.note(Boundary(0, 1, 0), 0.0)
    progress.note(UtteranceEnded(0, 1), 0.01)
    progress.note(UtteranceEnded(0, 0), 0.02)
    assert events == []
    progress.written(3_400)
    assert events == [Boundary(0, 1, 0), Written(0, 1, 1_240)]


# With a real voice process.


@contextmanager
def client(path: Path) -> Iterator[Listener]:
    recording = Recording(path)
    made = VoiceClient(Configure("silent", sink=str(path), rate_wpm=120), recording=recording)
    try:
        yield Listener(made)
    finally:
        made.close(5.0)
        recording.discard()


def say_all(c: Listener, kill_after: int) -> None:
    """Say nine sentences with two ahead, and kill the voice once one of them is begun."""
    says = [Say(0, n, LONG, pause_after_s=0.3) for n in range(1, 10)]
    for each in says[:3]:
        c.client.send(each)
    for each in says:
        if each.utterance_id == kill_after:
            c.until(Boundary(0, each.utterance_id, 2))
            os.kill(c.client.pid, signal.SIGKILL)
        c.until(UtteranceEnded(0, each.utterance_id))
        if each.utterance_id + 3 <= len(says):
            c.client.send(says[each.utterance_id + 2])


@pytest.mark.parametrize("kill_after", [1, 4, 9])
def test_a_voice_killed_half_way_leaves_the_same_file_as_one_that_was_not(
    tmp_path: Path, kill_after: int
) -> None:
    sounds = []
    for name, after in (("whole.wav", 0), ("killed.wav", kill_after)):
        with client(tmp_path / name) as c:
            say_all(c, after)
            c.client.close(5.0)
            assert c.client.recording is not None
            c.client.recording.finish()
            told = [e for e in c.seen if isinstance(e, Notice)]
        # Said aloud it would be in the file.
        assert told == ([Notice(REPLACED, aloud=False)] if after else [])
        sounds.append(sound_in(tmp_path / name))
    assert sounds[0] == sounds[1]
    assert len(sounds[0]) > 9 * RATE_HZ


def test_a_file_whose_voice_cannot_go_on_is_not_whole(tmp_path: Path) -> None:
    with client(tmp_path / "talk.wav") as c:
        for n in range(1, 4):
            c.client.send(Say(0, n, LONG))
        c.until(UtteranceEnded(0, 1))
        recording = c.client.recording
        assert recording is not None
        c.client._handle(
            c.client._process,  # type: ignore[arg-type]
            Notice("The disk is full.", NoticeKind.SOUND_LOST),
        )
        c.client.close(5.0)
        with pytest.raises(IncompleteFileError, match="The disk is full"):
            recording.finish()
    assert os.listdir(tmp_path) == []


def test_an_utterance_that_is_lost_is_missing_from_the_file(tmp_path: Path) -> None:
    lost: Any = UtteranceFailed(0, 1)
    with client(tmp_path / "talk.wav") as c:
        c.client.send(Say(0, 1, LONG))
        c.client._handle(c.client._process, lost)  # type: ignore[arg-type]
        c.until(UtteranceEnded(0, 1))
        c.client.close(5.0)
        recording = c.client.recording
        assert recording is not None
        with pytest.raises(IncompleteFileError, match="lacks a sentence"):
            recording.finish()
