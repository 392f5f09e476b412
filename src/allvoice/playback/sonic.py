"""The two ways to sonic, the time-stretch made for speech, and what is left where both are missing.

The espeak-ng library in its wheel exports sonic on Linux and macOS, and takes and gives 16-bit
samples: a second of sound takes it 0.4 to 4 ms, and libsonic, which wants lists of floating point
numbers, 7 to 28 ms (measured). But its sonic is an old one. It writes past the end of its buffer as
soon as the pitch is changed (seen with valgrind at every speed, and never at pitch 1), and when
flushed it cuts up to 15 ms off the end of a word. So the pitch is made before, by resampling, and
instead of a flush silence is written and cut off again.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
from array import array
from collections.abc import Callable
from typing import Any, Protocol

from allvoice.playback.clip import SAMPLE_BYTES

_FULL_SCALE = 32767.0
"""The scale of sonic itself, so that sound at speed 1 comes out bit for bit."""
_LOWEST_VOICE_HZ = 65
"""The lowest pitch that sonic looks for."""
_BIAS = 32768
"""Keeps values positive while they are rounded, because `int` cuts towards zero."""


class Sonic(Protocol):
    """A stream of 16-bit mono samples that comes out faster, slower, higher or lower."""

    def set_speed(self, speed: float) -> float:
        """Change the speed of all that is written from now on; return the one that holds."""
        ...

    def write(self, samples: array[int]) -> None:
        """Hand in samples at the voice's own rate."""
        ...

    def flush(self) -> None:
        """Push out what is still held back."""
        ...

    def available_frames(self) -> int:
        """Return how many frames `read` would give now."""
        ...

    def read(self, frames: int) -> array[int]:
        """Return that many frames, which must be available."""
        ...


class EspeakSonic:
    """The sonic inside the espeak-ng library."""

    def __init__(self, rate_hz: int, pitch: float = 1.0) -> None:
        """Begin an empty stream.

        Raises:
            ImportError: the library is missing, cannot be loaded here, or exports no sonic.
        """
        self._library = _espeak_library()
        self._stream: int | None = self._library.sonicCreateStream(rate_hz, 1)
        if not self._stream:
            raise MemoryError("sonic got no memory for a stream")
        self._pitch = pitch
        self._resampler = Resampler(pitch) if pitch != 1.0 else None
        self._silence = array("h", bytes(4 * SAMPLE_BYTES * (rate_hz // _LOWEST_VOICE_HZ + 1)))
        """Twice what sonic looks at before it gives anything out."""
        self._speed = 1.0
        self._owed_frames = 0.0
        """Frames that all sound written makes, less the frames read."""
        self._rest: array[int] | None = None
        """All that is left once nothing more will be written."""

    def set_speed(self, speed: float) -> float:
        """Change the speed; what is resampled to be lower has become longer before."""
        self._library.sonicSetSpeed(self._stream, speed / self._pitch)
        self._speed = speed
        return speed

    def write(self, samples: array[int]) -> None:
        """Hand in samples."""
        self._owed_frames += len(samples) / self._speed
        if self._resampler is not None:
            samples = self._resampler.resampled(samples)
        self._put(samples)

    def _put(self, samples: array[int]) -> None:
        address, frames = samples.buffer_info()
        if frames and not self._library.sonicWriteShortToStream(self._stream, address, frames):
            raise MemoryError("sonic got no memory for more sound")

    def flush(self) -> None:
        """Push out what is still held back."""
        self._put(self._silence)
        rest = self._take(self._available())
        end = len(rest)
        least = min(end, max(0, round(self._owed_frames)))
        while end > least and not rest[end - 1]:
            end -= 1
        self._rest = rest[:end]

    def available_frames(self) -> int:
        """Return how many frames are ready."""
        return self._available() if self._rest is None else len(self._rest)

    def _available(self) -> int:
        return int(self._library.sonicSamplesAvailable(self._stream))

    def read(self, frames: int) -> array[int]:
        """Return ready frames."""
        if self._rest is not None:
            sound, self._rest = self._rest[:frames], self._rest[frames:]
            return sound
        self._owed_frames -= frames
        return self._take(frames)

    def _take(self, frames: int) -> array[int]:
        sound = array("h", bytes(frames * SAMPLE_BYTES))
        got = self._library.sonicReadShortFromStream(self._stream, sound.buffer_info()[0], frames)
        return sound if got == frames else sound[:got]

    def __del__(self) -> None:
        stream, self._stream = getattr(self, "_stream", None), None
        if stream:
            self._library.sonicDestroyStream(stream)


class Libsonic:
    """The sonic of the package libsonic."""

    def __init__(self, rate_hz: int, pitch: float = 1.0) -> None:
        """Begin an empty stream.

        Raises:
            ImportError: the package is missing or was made for another machine.
        """
        from libsonic import SonicStream

        self._stream: Any = SonicStream(rate_hz, 1)
        if pitch != 1.0:
            self._stream.set_pitch(pitch)

    def set_speed(self, speed: float) -> float:
        """Change the speed."""
        self._stream.set_speed(speed)
        return speed

    def write(self, samples: array[int]) -> None:
        """Hand in samples."""
        self._stream.write([value / _FULL_SCALE for value in samples])

    def flush(self) -> None:
        """Push out what is still held back."""
        self._stream.flush()

    def available_frames(self) -> int:
        """Return how many frames are ready."""
        return int(self._stream.available_frames())

    def read(self, frames: int) -> array[int]:
        """Return ready frames."""
        bias = _BIAS + 0.5
        sound = self._stream.read(frames)
        return array("h", [int(value * _FULL_SCALE + bias) - _BIAS for value in sound])


class Unstretched:
    """Gives sound as it came: where there is no sonic, speech keeps the voice's own rate."""

    def __init__(self, rate_hz: int, pitch: float = 1.0) -> None:
        """Begin an empty stream; neither the rate nor the pitch matters."""
        self._sound = array("h")

    def set_speed(self, speed: float) -> float:
        """Keep the voice's own rate."""
        return 1.0

    def write(self, samples: array[int]) -> None:
        """Hand in samples."""
        self._sound.extend(samples)

    def flush(self) -> None:
        """Do nothing: nothing is held back."""

    def available_frames(self) -> int:
        """Return how many frames are ready."""
        return len(self._sound)

    def read(self, frames: int) -> array[int]:
        """Return ready frames."""
        sound, self._sound = self._sound[:frames], self._sound[frames:]
        return sound


class Resampler:
    """Makes sound higher or lower and by the same factor shorter or longer, in straight lines."""

    def __init__(self, pitch: float) -> None:
        """Begin in silence; `pitch` is how many samples are passed over for each one made."""
        self._pitch = pitch
        self._at = 0.0
        """Place of the next sample, counted from the last one that was handed in."""
        self._last = 0

    def resampled(self, samples: array[int]) -> array[int]:
        """Return the samples between the last one before and the last of these."""
        if not samples:
            return samples
        line = array("h", [self._last])
        line.extend(samples)
        end, step, at = len(samples), self._pitch, self._at
        made = array("h")
        while at < end:
            index = int(at)
            before = line[index]
            made.append(round(before + (line[index + 1] - before) * (at - index)))
            at += step
        self._at, self._last = at - end, samples[-1]
        return made


@functools.cache
def _espeak_library() -> Any:
    """Return the espeak-ng library with the types of its sonic.

    Raises:
        ImportError: it is missing, cannot be loaded here, or exports no sonic.
    """
    import espeakng_loader

    stream, frames, factor = ctypes.c_void_p, ctypes.c_int, ctypes.c_float
    try:
        # Each call takes a few millionths of a second: to give Python's lock away for it would let
        # the thread that renders keep the sound waiting.
        library = ctypes.PyDLL(espeakng_loader.get_library_path())
        for name, result, arguments in (
            ("sonicCreateStream", stream, [frames, frames]),
            ("sonicDestroyStream", None, [stream]),
            ("sonicSetSpeed", None, [stream, factor]),
            ("sonicWriteShortToStream", frames, [stream, ctypes.c_void_p, frames]),
            ("sonicReadShortFromStream", frames, [stream, ctypes.c_void_p, frames]),
            ("sonicSamplesAvailable", frames, [stream]),
        ):
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments
    except (OSError, AttributeError) as error:
        raise ImportError(f"the espeak-ng library has no sonic: {error}") from error
    return library


Way = Callable[[int, float], Sonic]
"""Makes a stream of a rate in Hz and a pitch."""
WAYS: tuple[Way, ...] = (EspeakSonic, Libsonic)
"""The quickest first."""


@functools.cache
def way_to_stretch(*, pitched: bool = False) -> Way:
    """Return what makes a stream here: the first way that works, else `Unstretched`.

    Args:
        pitched: the pitch will be another; libsonic filters better where that is wanted.
    """
    for way in reversed(WAYS) if pitched else WAYS:
        with contextlib.suppress(ImportError):
            way(24_000, 1.0)
            return way
    return Unstretched


def can_stretch() -> bool:
    """Tell whether the rate of speech can be changed here."""
    return way_to_stretch() is not Unstretched
