"""The sound files that system voices write: WAV, and AIFF on macOS."""

from __future__ import annotations

import struct
import sys
from array import array
from pathlib import Path

from allvoice.playback.clip import Clip


class IncompleteSoundError(Exception):
    """The file is not there, not whole yet, or not of a kind that is understood."""


def read_sound(path: Path) -> Clip:
    """Return the sound of a file, its first channel, without marks.

    Raises:
        IncompleteSoundError: the file does not hold what its header promises.
    """
    try:
        data = path.read_bytes()
        if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
            return _wav(_chunks(data, "<"))
        if data[:4] == b"FORM" and data[8:12] in (b"AIFF", b"AIFC"):
            return _aiff(_chunks(data, ">"))
    except (OSError, struct.error, KeyError, OverflowError, ZeroDivisionError) as error:
        raise IncompleteSoundError(f"{path.name}: {error}") from error
    raise IncompleteSoundError(f"{path.name} is neither WAV nor AIFF")


def _chunks(data: bytes, order: str) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    (size,) = struct.unpack_from(order + "I", data, 4)
    end, at = size + 8, 12
    if end > len(data):
        raise IncompleteSoundError("the file is shorter than its header says")
    while at + 8 <= end:
        name, length = struct.unpack_from(order + "4sI", data, at)
        if at + 8 + length > len(data):
            raise IncompleteSoundError("a part of the file is missing")
        found.setdefault(name, data[at + 8 : at + 8 + length])
        at += 8 + length + length % 2
    return found


def _wav(chunks: dict[bytes, bytes]) -> Clip:
    kind, channels, rate_hz, _, _, bits = struct.unpack_from("<HHIIHH", chunks[b"fmt "])
    if kind not in (1, 0xFFFE) or bits != 16:
        raise IncompleteSoundError(f"WAV of kind {kind} with {bits} bits is not understood")
    return _clip(chunks[b"data"], channels, rate_hz, "little")


def _aiff(chunks: dict[bytes, bytes]) -> Clip:
    common = chunks[b"COMM"]
    channels, _, bits = struct.unpack_from(">hIh", common)
    exponent, mantissa = struct.unpack_from(">HQ", common, 8)
    rate_hz = round(mantissa * 2.0 ** (exponent - 16383 - 63))
    coding = common[18:22] or b"NONE"
    (skip,) = struct.unpack_from(">I", chunks[b"SSND"])
    sound = chunks[b"SSND"][8 + skip :]
    if bits == 16 and coding in (b"NONE", b"twos", b"sowt"):
        return _clip(sound, channels, rate_hz, "little" if coding == b"sowt" else "big")
    raise IncompleteSoundError(f"AIFF coded {coding!r} with {bits} bits is not understood")


def _clip(sound: bytes, channels: int, rate_hz: int, order: str) -> Clip:
    if channels < 1 or rate_hz < 1:
        raise IncompleteSoundError("the file has no channel or no sample rate")
    samples = array("h", sound[: len(sound) // (2 * channels) * 2 * channels])
    if order != sys.byteorder:
        samples.byteswap()
    samples = samples[::channels]
    if sys.byteorder == "big":
        samples.byteswap()
    return Clip(samples.tobytes(), rate_hz, ())
