from __future__ import annotations

import io
import struct
import wave
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allvoice.speech.engines.sound_file import IncompleteSoundError, read_sound
from tests.examples import examples

SAMPLES = (1, -2, 300, -32768, 32767)


def wav(channels: int = 1, bits: int = 16) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(bits // 8)
        file.setframerate(22_050)
        every = [sample for sample in SAMPLES for _ in range(channels)]
        file.writeframes(struct.pack(f"<{len(every)}h", *every) if bits == 16 else b"abc")
    return out.getvalue()


def aiff(coding: bytes = b"", order: str = ">", bits: int = 16) -> bytes:
    rate = struct.pack(">HQ", 16383 + 14, 22_050 * 2 ** (63 - 14))
    common = struct.pack(">hIh", 1, len(SAMPLES), bits) + rate + coding
    sound = struct.pack(">II", 0, 0) + struct.pack(f"{order}{len(SAMPLES)}h", *SAMPLES)
    body = b"AIFC" if coding else b"AIFF"
    for name, chunk in ((b"COMM", common), (b"SSND", sound)):
        body += name + struct.pack(">I", len(chunk)) + chunk + b"\0" * (len(chunk) % 2)
    return b"FORM" + struct.pack(">I", len(body)) + body


@pytest.mark.parametrize(
    "data", [wav(), wav(channels=2), aiff(), aiff(b"NONE"), aiff(b"twos"), aiff(b"sowt", "<")]
)
def test_the_files_of_system_voices_are_understood(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "sound"
    path.write_bytes(data)
    clip = read_sound(path)
    assert clip.rate_hz == 22_050
    assert struct.unpack(f"<{clip.frames}h", clip.pcm) == SAMPLES


@pytest.mark.parametrize("data", [wav(bits=8), aiff(b"ulaw"), aiff(bits=24), b"", b"ID3\x04" * 9])
def test_other_files_are_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "sound"
    path.write_bytes(data)
    with pytest.raises(IncompleteSoundError):
        read_sound(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IncompleteSoundError):
        read_sound(tmp_path / "none")


@settings(max_examples=examples(60))
@given(whole=st.sampled_from([wav(), aiff()]), data=st.data())
def test_a_file_still_being_written_is_never_taken_for_whole(
    whole: bytes, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("torn") / "sound"
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    with pytest.raises(IncompleteSoundError):
        read_sound(path)


@settings(max_examples=examples(100))
@given(st.binary(max_size=120), st.sampled_from([b"RIFF\x20\0\0\0WAVE", b"FORM\0\0\0\x20AIFF"]))
def test_no_content_breaks_the_reader(content: bytes, head: bytes) -> None:
    class Fake(type(Path())):  # type: ignore[misc]
        def read_bytes(self) -> bytes:
            return head + content

    try:
        clip = read_sound(Fake("sound"))
    except IncompleteSoundError:
        return
    assert clip.rate_hz > 0
