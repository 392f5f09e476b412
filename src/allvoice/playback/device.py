"""The computer's own sound output, through miniaudio."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Generator
from typing import Any

from allvoice.packages import why_not
from allvoice.playback.clip import SAMPLE_BYTES
from allvoice.playback.sink import SinkError, Source

PERIOD_MS = 10
PERIODS = 2
SILENT_AFTER_S = 1.0
"""A running device that has not asked for sound for this long has lost its sound server. A busy
computer that loads a voice was measured to keep one waiting for 0.9 s."""
WAKING_S = 2.5
"""The same while it wakes: a sound server that slept takes a buffer in advance and then rests
(1.5 s measured with PulseAudio's null sink)."""
AWAKE_AFTER_ASKS = 4
ANSWER_LIMIT_S = 1.5
"""A dead sound server may leave any call waiting; the listener must not."""

NO_DEVICE = (
    "No sound device answers: check that speakers or headphones are connected "
    "and the sound system is running."
)


class DeviceSink:
    """Plays through the default output device."""

    name = "device"

    def __init__(
        self,
        rate_hz: int = 24_000,
        *,
        clock: Callable[[], float] = time.monotonic,
        answer_limit_s: float = ANSWER_LIMIT_S,
    ) -> None:
        """Open the default device.

        Args:
            rate_hz: frames a second; the sound system converts.
            clock: tells when the device asked last.
            answer_limit_s: how long a call may take before the device counts as dead.

        Raises:
            SinkError: there is none, the sound server does not answer in time, or the package that
                plays is missing.
        """
        try:
            import miniaudio  # noqa: F401
        except ImportError as error:
            raise SinkError(why_not("The sound", error)) from error
        self.rate_hz = rate_hz
        self._clock = clock
        self._answer_limit_s = answer_limit_s
        self._source: Source | None = None
        self._running = False
        self._closed = False
        self._last_asked_s = clock()
        self._asks = 0
        self._device: Any = self._answer(self._open, "open", unwanted=_close)

    def _open(self) -> Any:
        import miniaudio

        device = miniaudio.PlaybackDevice(
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=self.rate_hz,
            buffersize_msec=PERIOD_MS,
            callback_periods=PERIODS,
            app_name="allvoice",
        )
        if device.backend == "Null":
            # What miniaudio falls back to: it takes sound and nobody hears it.
            device.close()
            raise SinkError(NO_DEVICE)
        return device

    def _answer(
        self,
        call: Callable[[], Any],
        name: str,
        unwanted: Callable[[Any], None] = lambda _: None,
    ) -> Any:
        """Return what a call to the sound system returns, or give it up as dead.

        Args:
            call: what may fail or never come back.
            name: for the thread it is made on.
            unwanted: gets the result if it comes after all when nobody waits any more.

        Raises:
            SinkError: it failed or did not answer in time.
        """
        lock = threading.Lock()
        answers: list[Any] = []
        given_up = failed = False

        def run() -> None:
            nonlocal failed
            try:
                answer = call()
            except Exception:  # any failure of the library means: no device
                failed = True
                return
            with lock:
                if not given_up:
                    answers.append(answer)
                    return
            unwanted(answer)

        thread = threading.Thread(target=run, name=f"{name}-sound-device", daemon=True)
        thread.start()
        thread.join(self._answer_limit_s)
        with lock:
            given_up = True
            if failed or not answers:
                raise SinkError(NO_DEVICE)
            return answers[0]

    @property
    def latency_s(self) -> float:
        """Two periods are buffered between the callback and the ear."""
        return PERIOD_MS * PERIODS / 1000

    @property
    def alive(self) -> bool:
        """False when a running device no longer asks for sound."""
        limit_s = SILENT_AFTER_S if self._asks >= AWAKE_AFTER_ASKS else WAKING_S
        return not self._running or self._clock() - self._last_asked_s < limit_s

    @property
    def failure(self) -> SinkError:
        """No device answers any more."""
        return SinkError(NO_DEVICE)

    def start(self, source: Source) -> None:
        """Begin to play."""
        self._source = source
        if self._running:
            return
        self._last_asked_s = self._clock()
        self._asks = 0
        feed = self._feed()
        next(feed)
        self._answer(lambda: self._device.start(feed), "start")
        self._running = True

    def _feed(self) -> Generator[bytes, int, None]:
        frames = yield b""
        while True:
            self._last_asked_s = self._clock()
            self._asks += 1
            source = self._source
            data = source.read(frames) if source is not None else b""
            frames = yield data.ljust(frames * SAMPLE_BYTES, b"\0")

    def stop(self) -> None:
        """Rest, so that an idle program uses no processor time."""
        if self._running:
            self._running = False
            # A device that cannot even stop is found dead at the next start.
            with contextlib.suppress(SinkError):
                self._answer(lambda: self._device.stop(), "stop")

    def close(self) -> None:
        """Close the device; a dead sound server is not waited for."""
        if not self._closed:
            self._closed = True
            self._running = False
            with contextlib.suppress(SinkError):
                self._answer(lambda: _close(self._device), "close")


def _close(device: Any) -> None:
    device.close()
