"""WAV files: a sink that adds to one as fast as speech is rendered, and the header they begin with.

The header is the plain one of 44 bytes that every player knows. While a file grows, and where it
outgrows the four bytes for its length (4 GiB, a day of speech), its lengths are the largest ones:
players take that for "to the end of the file".
"""

from __future__ import annotations

import contextlib
import struct
import threading
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from allvoice.playback.clip import SAMPLE_BYTES
from allvoice.playback.sinks.sink import AudioSource, SinkError
from allvoice.private import make_document

HEADER_BYTES = 44
RATE_HZ = 24_000
PART = ".part"
"""Ends the name of a file that is not whole yet."""
_LONGEST = 0xFFFF_FFFF
_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_STEP_FRAMES = 2_400
_STARVED_WAIT_S = 0.005
_CLOSE_LIMIT_S = 2.0


def header(rate_hz: int, frames: int | None) -> bytes:
    """Return the first bytes of a file of 16-bit mono sound.

    Args:
        rate_hz: frames a second.
        frames: how many follow; None while that is not known.
    """
    data_bytes = _LONGEST if frames is None else frames * SAMPLE_BYTES
    riff_bytes = data_bytes + HEADER_BYTES - 8
    if riff_bytes > _LONGEST:
        data_bytes = riff_bytes = _LONGEST
    return _HEADER.pack(
        b"RIFF",
        riff_bytes,
        b"WAVE",
        b"fmt ",
        16,
        1,
        1,
        rate_hz,
        rate_hz * SAMPLE_BYTES,
        SAMPLE_BYTES,
        8 * SAMPLE_BYTES,
        b"data",
        data_bytes,
    )


def frames_in(file: BinaryIO) -> int:
    """Return how many whole frames of sound a file has, whatever its header says."""
    return max(0, file.seek(0, 2) - HEADER_BYTES) // SAMPLE_BYTES


class WavSink:
    """Adds what it takes to a file; a starved source adds nothing, so no false silence."""

    def __init__(
        self,
        path: Path,
        rate_hz: int = RATE_HZ,
        on_written: Callable[[int], None] = lambda frames: None,
    ) -> None:
        """Begin the file, or go on at the end of the sound it has.

        Args:
            path: the file.
            rate_hz: frames a second.
            on_written: told how many frames the file has, at first and after each piece added.

        Raises:
            SinkError: the file cannot be written.
        """
        self.name = str(path).removesuffix(PART)
        self.rate_hz = rate_hz
        self.latency_s = 0.0
        self.late_pulls = 0
        self.is_ill_fitting = False
        self._on_written = on_written
        self._wanted = threading.Event()
        self._closed = threading.Event()
        self._failure: SinkError | None = None
        self._source: AudioSource | None = None
        self._thread: threading.Thread | None = None
        try:
            self._file: BinaryIO = make_document(path, "r+b" if path.exists() else "w+b")
            self._frames = frames_in(self._file)
            if not self._frames:
                self._file.seek(0)
                self._file.write(header(rate_hz, None))
            self._file.seek(HEADER_BYTES + self._frames * SAMPLE_BYTES)
        except OSError as error:
            raise self._trouble(error) from error
        on_written(self._frames)

    @property
    def alive(self) -> bool:
        """False once writing failed, as on a full disk."""
        return self._failure is None

    @property
    def failure(self) -> SinkError:
        """Why writing failed."""
        return self._failure or self._trouble(OSError())

    def start(self, source: AudioSource) -> None:
        """Begin to take sound."""
        self._source = source
        self._wanted.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="wav-sink", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Rest."""
        self._wanted.clear()

    def close(self) -> None:
        """Finish the file's header and close it."""
        self._closed.set()
        self._wanted.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(_CLOSE_LIMIT_S)
        if self._file.closed:
            return
        try:
            self._file.seek(0)
            self._file.write(header(self.rate_hz, self._frames))
            self._file.flush()
        except OSError as error:
            self._failure = self._failure or self._trouble(error)
        finally:
            with contextlib.suppress(OSError):
                self._file.close()

    def _run(self) -> None:
        while True:
            self._wanted.wait()
            if self._closed.is_set():
                return
            source = self._source
            data = source.read(_STEP_FRAMES) if source is not None else b""
            if not data:
                self._closed.wait(_STARVED_WAIT_S)
                continue
            try:
                self._file.write(data)
                self._file.flush()
            except OSError as error:
                self._failure = self._trouble(error)
                return
            self._frames += len(data) // SAMPLE_BYTES
            self._on_written(self._frames)

    def _trouble(self, error: OSError) -> SinkError:
        why = error.strerror or "writing failed"
        return SinkError(
            f"The sound cannot be written to {self.name} ({why}): choose another file for --sink.",
            lasting=True,
        )
