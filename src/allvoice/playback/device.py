"""The computer's own sound output, through miniaudio."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator

from allvoice.playback.clip import SAMPLE_BYTES
from allvoice.playback.sink import SinkError, Source

PERIOD_MS = 10
PERIODS = 2
SILENT_AFTER_S = 0.7
"""A running device that has not asked for sound for this long has lost its sound server."""
OPEN_LIMIT_S = 1.5
"""A dead sound server may leave the opening call waiting; the listener must not."""

NO_DEVICE = (
    "No sound device answers. Check that speakers or headphones are connected "
    "and the sound system is running."
)


class DeviceSink:
    """Plays through the default output device."""

    name = "device"

    def __init__(self, rate_hz: int = 24_000) -> None:
        """Open the default device.

        Raises:
            SinkError: there is none, or the sound server does not answer in time.
        """
        self.rate_hz = rate_hz
        self._source: Source | None = None
        self._running = False
        self._closed = False
        self._last_asked_s = time.monotonic()
        outcome: list[object] = []
        opener = threading.Thread(
            target=self._open, args=(outcome,), name="open-sound-device", daemon=True
        )
        opener.start()
        opener.join(OPEN_LIMIT_S)
        if not outcome or isinstance(outcome[0], BaseException):
            self._closed = True
            raise SinkError(NO_DEVICE)
        self._device = outcome[0]

    def _open(self, outcome: list[object]) -> None:
        try:
            import miniaudio

            device = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=self.rate_hz,
                buffersize_msec=PERIOD_MS,
                callback_periods=PERIODS,
                app_name="allvoice",
            )
        except Exception as error:  # any failure of the library means: no device
            outcome.append(error)
            return
        if self._closed:
            device.close()
        else:
            outcome.append(device)

    @property
    def latency_s(self) -> float:
        """Two periods are buffered between the callback and the ear."""
        return PERIOD_MS * PERIODS / 1000

    @property
    def alive(self) -> bool:
        """False when a running device no longer asks for sound."""
        return not self._running or time.monotonic() - self._last_asked_s < SILENT_AFTER_S

    def start(self, source: Source) -> None:
        """Begin to play."""
        if self._running:
            return
        self._source = source
        self._last_asked_s = time.monotonic()
        feed = self._feed()
        next(feed)
        try:
            self._device.start(feed)  # type: ignore[attr-defined]
        except Exception as error:
            raise SinkError(NO_DEVICE) from error
        self._running = True

    def _feed(self) -> Generator[bytes, int, None]:
        frames = yield b""
        while True:
            self._last_asked_s = time.monotonic()
            source = self._source
            data = source.read(frames) if source is not None else b""
            frames = yield data.ljust(frames * SAMPLE_BYTES, b"\0")

    def stop(self) -> None:
        """Rest, so that an idle program uses no processor time."""
        if self._running:
            self._running = False
            self._device.stop()  # type: ignore[attr-defined]

    def close(self) -> None:
        """Close the device; a dead sound server is not waited for."""
        if self._closed:
            return
        self._closed = True
        self._running = False
        closer = threading.Thread(
            target=self._device.close,  # type: ignore[attr-defined]
            name="close-sound-device",
            daemon=True,
        )
        closer.start()
        closer.join(OPEN_LIMIT_S)
