"""A sink that writes a WAV file as fast as speech is rendered."""

from __future__ import annotations

import threading
import wave
from pathlib import Path

from allvoice.playback.sink import SinkError, Source

_STEP_FRAMES = 2_400
_STARVED_WAIT_S = 0.005


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
        self._failed = False
        self._source: Source | None = None
        self._thread: threading.Thread | None = None
        try:
            # Raw, so that an unwritable file is known before wave registers a writer for it.
            self._file = path.open("wb")
        except OSError as error:
            raise SinkError(
                f"The sound cannot be written to {path}: {error.strerror}. "
                "Choose another file for --sink."
            ) from error
        self._wave = wave.open(self._file, "wb")  # noqa: SIM115 (closed in `close`)
        self._wave.setnchannels(1)
        self._wave.setsampwidth(2)
        self._wave.setframerate(rate_hz)

    @property
    def alive(self) -> bool:
        """False once writing failed, as on a full disk."""
        return not self._failed

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
            self._thread.join(2.0)
        try:
            self._wave.close()
        except OSError:
            self._failed = True
        finally:
            self._file.close()

    def _run(self) -> None:
        while not self._closed.is_set():
            self._wanted.wait()
            source = self._source
            data = source.read(_STEP_FRAMES) if source is not None else b""
            if not data:
                self._closed.wait(_STARVED_WAIT_S)
                continue
            try:
                self._wave.writeframesraw(data)
            except OSError:
                self._failed = True
                return
