"""A sink that writes a WAV file as fast as speech is rendered."""

from __future__ import annotations

import contextlib
import threading
import wave
from pathlib import Path

from allvoice.playback.sink import SinkError, Source
from allvoice.private import make_document

_STEP_FRAMES = 2_400
_STARVED_WAIT_S = 0.005
_CLOSE_LIMIT_S = 2.0


class WavSink:
    """Writes what it takes to a file; a starved source writes nothing, so no false silence."""

    def __init__(self, path: Path, rate_hz: int = 24_000) -> None:
        """Create the file.

        Raises:
            SinkError: the file cannot be written.
        """
        self.name = str(path)
        self.rate_hz = rate_hz
        self.latency_s = 0.0
        self._wanted = threading.Event()
        self._closed = threading.Event()
        self._failure: SinkError | None = None
        self._source: Source | None = None
        self._thread: threading.Thread | None = None
        try:
            # Opened here, so that an unwritable file is known before wave registers a writer.
            self._file = make_document(path)
        except OSError as error:
            raise self._trouble(error) from error
        self._wave = wave.open(self._file, "wb")  # noqa: SIM115 (closed in `close`)
        self._wave.setnchannels(1)
        self._wave.setsampwidth(2)
        self._wave.setframerate(rate_hz)

    @property
    def alive(self) -> bool:
        """False once writing failed, as on a full disk."""
        return self._failure is None

    @property
    def failure(self) -> SinkError:
        """Why writing failed."""
        return self._failure or self._trouble(OSError())

    def start(self, source: Source) -> None:
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
        try:
            self._wave.close()
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
                self._wave.writeframesraw(data)
                self._file.flush()
            except OSError as error:
                self._failure = self._trouble(error)
                return

    def _trouble(self, error: OSError) -> SinkError:
        why = error.strerror or "writing failed"
        return SinkError(
            f"The sound cannot be written to {self.name} ({why}): choose another file for --sink.",
            lasting=True,
        )
