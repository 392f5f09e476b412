"""A sound file that nothing was read into takes no other's place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from allvoice.cli.listen import keep_recording
from allvoice.errors import IncompleteFileError
from allvoice.speech.client.recording import Recording
from allvoice.speech.protocol import Sound

if TYPE_CHECKING:
    from allvoice.speech.client.client import VoiceClient

FRAMES = 2_400
BEFORE = b"of before"


class Silent:
    """A voice that is closed."""

    def __init__(self, recording: Recording | None) -> None:
        self.recording = recording


def closed(recording: Recording | None) -> VoiceClient:
    """Return a closed voice with a file, or without."""
    return cast("VoiceClient", Silent(recording))


def test_nothing_read_leaves_the_file_of_before_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "talk.wav"
    path.write_bytes(BEFORE)
    keep_recording(closed(Recording(path)))
    assert path.read_bytes() == BEFORE
    assert list(tmp_path.glob("talk*")) == [path]
    assert "Nothing was read to its end" in capsys.readouterr().err


def test_what_was_read_to_its_end_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "talk.wav"
    path.write_bytes(BEFORE)
    recording = Recording(path)
    recording.part.write_bytes(bytes(44 + 2 * FRAMES))
    recording.written(Sound(0, 1, "heading"), FRAMES, 150)
    keep_recording(closed(recording))
    assert path.stat().st_size >= 2 * FRAMES
    assert list(tmp_path.glob("talk*")) == [path]


def test_what_failed_is_told_as_that(tmp_path: Path) -> None:
    recording = Recording(tmp_path / "talk.wav")
    recording.failure = "No voice can speak."
    with pytest.raises(IncompleteFileError, match="No voice can speak"):
        keep_recording(closed(recording))


def test_without_a_file_there_is_nothing_to_keep() -> None:
    keep_recording(closed(None))
