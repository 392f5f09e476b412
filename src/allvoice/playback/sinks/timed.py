"""A sink without sound that keeps real time, so that a highlight moves where nothing is heard."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from allvoice.playback.sinks.sink import AudioSource, SinkError

PERIOD_S = 0.02
LATE_LIMIT_S = 0.5
"""The clock makes up for at most this much time it missed, as when the computer slept."""
_CLOSE_LIMIT_S = 1.0


class NullSink:
    """Takes sound as fast as it would be heard and throws it away."""

    name = "null"

    def __init__(
        self, rate_hz: int = 24_000, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Take nothing yet.

        Args:
            rate_hz: frames a second.
            clock: seconds.
        """
        self.rate_hz = rate_hz
        self._clock = clock
        self.latency_s = 0.0
        self.late_pulls = 0
        self.is_ill_fitting = False
        self.failure = SinkError("The clock of the silent output stopped.", lasting=True)
        self._wanted = threading.Event()
        self._closed = threading.Event()
        self._source: AudioSource | None = None
        self._thread: threading.Thread | None = None

    @property
    def alive(self) -> bool:
        """False only if taking sound failed: nothing can be unplugged."""
        thread = self._thread
        return thread is None or thread.is_alive() or self._closed.is_set()

    def start(self, source: AudioSource) -> None:
        """Begin to take sound."""
        self._source = source
        self._wanted.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="null-sink", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Rest."""
        self._wanted.clear()

    def close(self) -> None:
        """End the thread."""
        self._closed.set()
        self._wanted.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(_CLOSE_LIMIT_S)

    def _run(self) -> None:
        due_s = self._clock()
        while not self._closed.is_set():
            if not self._wanted.is_set():
                self._wanted.wait()
                due_s = self._clock()
                continue
            source = self._source
            if source is not None:
                source.read(int(self.rate_hz * PERIOD_S))
            due_s = max(due_s + PERIOD_S, self._clock() - LATE_LIMIT_S)
            self._closed.wait(max(0.0, due_s - self._clock()))
