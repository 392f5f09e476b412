"""Keeps sound coming: owns the sink, and uses a fallback sink while the wanted one is gone.

The fallback sink is silent and keeps real time, so that the highlight moves on.
Whatever may take long (opening, starting, stopping, closing a device) happens on a thread of its
own, one after the other; no method here waits for a sound system.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from allvoice.playback.sinks.sink import AheadSink, AudioSource, Sink, SinkError, Write
from allvoice.playback.sinks.timed import NullSink

REST_AFTER_S = 5.0
"""With nothing to play for so long the device rests."""
RETRY_S = 2.0
IDLE_RETRY_S = 10.0
"""The same while nobody listens."""
DOUBTS = 2
"""A sink found dead so often in a row is dead; once may be a busy computer that is late."""
PROOF_PULLS = 3
"""A sink that came back must ask for sound this often before it is trusted."""
REFIT_S = 0.2
"""A pause this long is enough to open a device again."""
_CLOSE_LIMIT_S = 2.0
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SoundChange:
    """The sound went away or came back."""

    text: str
    """One sentence for the listener."""
    has_sound: bool
    """Whether what is played from now on can be heard."""


BACK = SoundChange("The sound is back.", has_sound=True)

Job = Callable[[], None]


class RewindableSource(AudioSource, Protocol):
    """Gives sound, and says it again from its word where nobody heard it; the player is one."""

    rate_hz: int

    @property
    def active(self) -> bool:
        """Whether there is anything to take now or soon."""
        ...

    @property
    def quiet_s(self) -> float:
        """Seconds of silence to come; infinite while there is nothing to play."""
        ...

    def rewind(self) -> None:
        """Go back to the start of the word being heard."""
        ...


class _Gate:
    """Stands between the source and one sink; only the sink whose gate is open gets sound."""

    def __init__(self, source: AudioSource, *, is_open: bool) -> None:
        self._source = source
        self._lock = threading.Lock()
        self._open = is_open
        self.pulls = 0

    def turn(self, *, is_open: bool) -> None:
        """Open or close it; afterwards no pull of before is under way."""
        with self._lock:
            self._open = is_open

    def read(self, frames: int) -> bytes:
        """Return sound, or none when closed."""
        with self._lock:
            self.pulls += 1
            return self._source.read(frames) if self._open else b""

    def feed(self, frames: int, write: Write) -> int:
        """Hand sound over ahead of the ear, or none when closed."""
        with self._lock:
            self.pulls += 1
            return self._source.feed(frames, write) if self._open else 0


class _JobThread:
    """Runs jobs one after the other on one thread, begun with the first."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def __call__(self, job: Job) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="sound-output", daemon=True)
            self._thread.start()
        self._jobs.put(job)

    def close(self) -> None:
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join(_CLOSE_LIMIT_S)

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                job()
            except Exception:  # the edge of the thread: the next job may work
                _LOG.exception("the sound output failed")


class Output:
    """The sound output of the voice process. All methods may be called from any thread."""

    def __init__(
        self,
        make_sink: Callable[[], Sink],
        source: RewindableSource,
        notify: Callable[[SoundChange], None],
        clock: Callable[[], float] = time.monotonic,
        *,
        make_fallback: Callable[[], Sink] | None = None,
        run_job: Callable[[Job], None] | None = None,
    ) -> None:
        """Open nothing yet.

        Args:
            make_sink: opens the wanted sink; may take long and raise `SinkError`.
            source: gives the sound.
            notify: takes what the listener is to know; called under no lock, on any thread.
            clock: seconds.
            make_fallback: opens the sink that keeps real time while the wanted one is gone.
            run_job: runs jobs that may take long, in order, on another thread.
        """
        self._make_sink = make_sink
        self._source = source
        self._notify = notify
        self._clock = clock
        self._make_fallback = make_fallback or (lambda: NullSink(source.rate_hz))
        self._own_thread = _JobThread() if run_job is None else None
        self._run_job: Callable[[Job], None] = run_job or self._own_thread or _JobThread()
        self._lock = threading.RLock()
        self._sink: Sink | None = None
        self._late_pulls_before = 0
        """Of the sinks before the one in use."""
        self._gate = _Gate(source, is_open=True)
        self._failed = False
        """The sink in use is the fallback."""
        self._doubts = 0
        self._on_trial: tuple[Sink, _Gate] | None = None
        self._opening = False
        self._running = False
        self._closed = False
        self._idle_since_s: float | None = None
        self._retry_at_s: float | None = None
        # Read by the sink's own thread while another may hold the lock and wait for that thread.
        self._latency_s = 0.0
        self._name = ""
        self._ahead: AheadSink | None = None

    @property
    def latency_s(self) -> float:
        """Seconds from the moment a frame is taken until it is heard; takes no lock."""
        return self._latency_s

    @property
    def sink_name(self) -> str:
        """The name of the sink in use; empty before the first."""
        return self._name

    @property
    def waiting_frames(self) -> int:
        """About how many of the frames fed last are not heard yet."""
        ahead = self._ahead
        return ahead.waiting_frames if ahead is not None else 0

    def recall(self, keep_s: float) -> int:
        """Return how many of the frames fed last will not be heard; takes no lock of its own."""
        ahead = self._ahead
        return ahead.recall(keep_s) if ahead is not None else 0

    def poke(self) -> None:
        """Let a sink that is ahead of the ear look at the source now; takes no lock of its own."""
        ahead = self._ahead
        if ahead is not None:
            ahead.poke()

    @property
    def late_pulls(self) -> int:
        """Count of the holes in the sound of all sinks used until now."""
        with self._lock:
            return self._late_pulls_before + (self._sink.late_pulls if self._sink else 0)

    def wake(self) -> None:
        """Say that there is something to play now."""
        with self._lock:
            self._idle_since_s = None
            if self._failed and self._retry_at_s is not None:
                # Somebody listens again: not after the long wait that was meant for nobody.
                self._retry_at_s = min(self._retry_at_s, self._clock())
            if self._closed or self._running or self._opening:
                return
            if self._sink is None:
                self._opening = True
                self._run_job(self._open)
            else:
                self._running = True
                self._run_job(self._start)

    def tick(self) -> None:
        """Look after the sink; to be called about four times a second."""
        change = None
        with self._lock:
            if self._closed:
                return
            now_s = self._clock()
            if self._on_trial is not None:
                change = self._judge(*self._on_trial, now_s)
            elif self._failed:
                if self._retry_at_s is not None and now_s >= self._retry_at_s:
                    self._retry_at_s = None
                    self._run_job(self._try_again)
            elif self._sink is not None and self._running:
                self._doubts = 0 if self._sink.alive else self._doubts + 1
                if self._doubts >= DOUBTS:
                    change = self._fall_back(self._sink.failure)
                elif self._sink.is_ill_fitting:
                    self._refit()
            self._rest_or_wake(now_s)
        if change is not None:
            self._notify(change)

    def close(self) -> None:
        """Take no more sound and give back the sinks; a file is complete afterwards."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._gate.turn(is_open=False)
            self._late_pulls_before = self.late_pulls
            sinks = [self._sink, self._on_trial[0] if self._on_trial else None]
            self._sink = self._on_trial = None
        if self._own_thread is not None:
            self._own_thread.close()
        for sink in sinks:
            if sink is not None:
                sink.close()

    # On the thread for jobs, because it may take long.

    def _open(self) -> None:
        try:
            sink = self._begin(self._gate)
        except SinkError as error:
            self._fail(error)
            return
        with self._lock:
            self._opening = False
            if not self._closed:
                self._use(sink, self._gate)
                return
        sink.close()

    def _start(self) -> None:
        with self._lock:
            sink, gate = self._sink, self._gate
        if sink is None:
            return
        try:
            sink.start(gate)
        except SinkError as error:
            self._fail(error, sink)
            return
        with self._lock:
            if self._sink is sink:
                # A buffer of another depth is heard later or sooner.
                self._latency_s = sink.latency_s

    def _try_again(self) -> None:
        gate = _Gate(self._source, is_open=False)
        try:
            sink = self._begin(gate)
        except SinkError as error:
            with self._lock:
                if not error.lasting:
                    self._retry_later(self._clock())
            return
        with self._lock:
            if not self._closed:
                self._on_trial = (sink, gate)
                return
        sink.close()

    def _begin(self, gate: _Gate) -> Sink:
        try:
            sink = self._make_sink()
        except SinkError:
            raise
        except Exception as error:  # the thread must outlive whatever a sound library throws
            raise SinkError(f"The sound output cannot be opened: {error}.") from error
        try:
            sink.start(gate)
        except SinkError:
            sink.close()
            raise
        return sink

    # Under the lock.

    def _use(self, sink: Sink, gate: _Gate) -> None:
        self._late_pulls_before = self.late_pulls
        self._sink, self._gate, self._running, self._doubts = sink, gate, True, 0
        self._latency_s, self._name = sink.latency_s, sink.name
        self._ahead = _ahead(sink)

    def _fail(self, error: SinkError, failed: Sink | None = None) -> None:
        with self._lock:
            self._opening = False
            outdated = self._closed or self._sink is not failed
            change = None if outdated else self._fall_back(error)
        if change is not None:
            self._notify(change)

    def _fall_back(self, error: SinkError) -> SoundChange:
        """Go on without sound; returns what to tell the listener."""
        self._gate.turn(is_open=False)
        if self._sink is not None:
            if self._ahead is not None:
                # The dead sink had taken sound that nobody hears.
                self._source.rewind()
            self._run_job(self._sink.close)
        self._failed = True
        self._retry_at_s = None if error.lasting else self._clock() + RETRY_S
        sink, gate = self._make_fallback(), _Gate(self._source, is_open=True)
        sink.start(gate)
        self._use(sink, gate)
        return SoundChange(str(error), has_sound=False)

    def _refit(self) -> None:
        """Give a device another buffer where nobody hears it: between two sentences."""
        sink = self._sink
        if sink is not None and self._source.quiet_s >= REFIT_S:
            self._run_job(sink.stop)
            self._run_job(self._start)

    def _judge(self, sink: Sink, gate: _Gate, now_s: float) -> SoundChange | None:
        """Switch over to a sink that came back once it has proved to work."""
        if gate.pulls >= PROOF_PULLS:
            self._on_trial = None
            self._failed = False
            self._gate.turn(is_open=False)
            if self._sink is not None:
                self._run_job(self._sink.close)
            # Nobody heard the word that the fallback sink took.
            self._source.rewind()
            gate.turn(is_open=True)
            self._use(sink, gate)
            return BACK
        if not sink.alive:
            self._on_trial = None
            self._run_job(sink.close)
            self._retry_later(now_s)
        return None

    def _retry_later(self, now_s: float) -> None:
        self._retry_at_s = now_s + (RETRY_S if self._source.active else IDLE_RETRY_S)

    def _rest_or_wake(self, now_s: float) -> None:
        if self._source.active:
            self.wake()
        elif self._running and self._sink is not None:
            if self._idle_since_s is None:
                self._idle_since_s = now_s
            elif now_s - self._idle_since_s >= REST_AFTER_S:
                self._running = False
                self._run_job(self._sink.stop)


def _ahead(sink: object) -> AheadSink | None:
    return sink if isinstance(sink, AheadSink) else None
