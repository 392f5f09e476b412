"""The computer's own sound output, through miniaudio."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Generator
from typing import Any

from allvoice.packages import why_not
from allvoice.playback.clip import SAMPLE_BYTES
from allvoice.playback.sinks.depth import BufferDepth
from allvoice.playback.sinks.sink import NO_DEVICE, AudioSource, Sink, SinkError

PERIOD_MS = 10
LATE_MARGIN_S = 0.005
"""Clocks are not exact: a pull this little late has left no hole."""
SILENT_AFTER_S = 1.0
"""A running device that has not asked for sound for this long has lost its sound server. A busy
computer that loads a voice was measured to keep one waiting for 0.9 s."""
WAKING_S = 2.5
"""The same while it wakes: a sound server that slept takes a buffer in advance and then rests
(1.5 s measured with PulseAudio's null sink)."""
AWAKE_AFTER_ASKS = 4
ANSWER_LIMIT_S = 1.5
"""A dead sound server may leave any call waiting; the listener must not."""


def open_device(rate_hz: int = 24_000, depth: BufferDepth | None = None) -> Sink:
    """Open the default device: through a sound server that can be written ahead, else directly.

    Args:
        rate_hz: frames a second; the sound system converts.
        depth: how deep the buffer is where nothing can be written ahead.

    Raises:
        SinkError: there is none, or the sound server does not answer.
    """
    from allvoice.playback.sinks.libpulse import PulseError
    from allvoice.playback.sinks.pulse import PulseSink

    try:
        return PulseSink(rate_hz)
    except PulseError as error:
        if not error.absent:
            raise SinkError(NO_DEVICE) from error
    return DeviceSink(rate_hz, depth=depth)


class DeviceSink:
    """Plays through the default output device."""

    name = "device"

    def __init__(
        self,
        rate_hz: int = 24_000,
        *,
        clock: Callable[[], float] = time.monotonic,
        answer_limit_s: float = ANSWER_LIMIT_S,
        depth: BufferDepth | None = None,
    ) -> None:
        """Open the default device.

        Args:
            rate_hz: frames a second; the sound system converts.
            clock: tells when the device asked last.
            answer_limit_s: how long a call may take before the device counts as dead.
            depth: how deep its buffer is; the usual depth when not given.

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
        self._source: AudioSource | None = None
        self._running = False
        self._closed = False
        self._last_asked_s = clock()
        self._asks = 0
        self._depth = depth or BufferDepth()
        self._late_pulls_before = self._depth.late_pulls
        self._periods = self._depth.periods(clock())
        self._had_more = False
        """The source gave all that was asked for, and so has more."""
        self._device: Any = self._answer(self._open, "open", unwanted=_close)

    def _open(self) -> Any:
        import miniaudio

        device = miniaudio.PlaybackDevice(
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=self.rate_hz,
            buffersize_msec=PERIOD_MS,
            callback_periods=self._periods,
            app_name="allvoice",
        )
        if device.backend == "Null":
            # Miniaudio falls back to this device: it takes sound and nobody hears it.
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
        """As many periods as are buffered between the callback and the ear."""
        return PERIOD_MS * self._periods / 1000

    @property
    def late_pulls(self) -> int:
        """Count of the times the device ran dry although the source had more."""
        return self._depth.late_pulls - self._late_pulls_before

    @property
    def is_ill_fitting(self) -> bool:
        """Whether another depth of the buffer would be better by now; a rest changes it."""
        return self._depth.periods(self._clock()) != self._periods

    @property
    def alive(self) -> bool:
        """False when a running device no longer asks for sound."""
        limit_s = SILENT_AFTER_S if self._asks >= AWAKE_AFTER_ASKS else WAKING_S
        return not self._running or self._clock() - self._last_asked_s < limit_s

    @property
    def failure(self) -> SinkError:
        """No device answers any more."""
        return SinkError(NO_DEVICE)

    def start(self, source: AudioSource) -> None:
        """Begin to play."""
        self._source = source
        if self._running:
            return
        self._fit()
        self._last_asked_s = self._clock()
        self._asks = 0
        self._had_more = False
        feed = self._feed()
        next(feed)
        self._answer(lambda: self._device.start(feed), "start")
        self._running = True

    def _fit(self) -> None:
        """Open the device anew where its buffer should have another depth."""
        periods = self._depth.periods(self._clock())
        if periods != self._periods and self._asks:
            self._answer(lambda: _close(self._device), "close")
            self._periods = periods
            self._device = self._answer(self._open, "open", unwanted=_close)

    def _feed(self) -> Generator[bytes, int, None]:
        frames = yield b""
        _ask_for_precedence()
        while True:
            now_s = self._clock()
            if self._had_more and now_s - self._last_asked_s > self.latency_s + LATE_MARGIN_S:
                self._depth.late(now_s)
            self._last_asked_s = now_s
            self._asks += 1
            source = self._source
            data = source.read(frames) if source is not None else b""
            self._had_more = len(data) == frames * SAMPLE_BYTES
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


def _ask_for_precedence() -> None:
    """Let the thread that feeds a device be woken before others, where the system grants that.

    On Linux that takes a right most users have not; macOS and Windows give it to such threads by
    themselves.
    """
    with contextlib.suppress(AttributeError, OSError):
        # No thread that this one starts must have it too.
        policy = os.SCHED_RR | os.SCHED_RESET_ON_FORK
        os.sched_setscheduler(0, policy, os.sched_param(1))
