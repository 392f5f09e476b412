"""Sound through PulseAudio or PipeWire, written well ahead and taken back at once on a key.

A busy computer wakes a program late. What lies in the sound server is played all the same, for the
server is woken before all others; so a second is always written ahead. It is thrown away in one
message when the listener wants silence or something else.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from allvoice.playback.clip import SAMPLE_BYTES
from allvoice.playback.sinks.ahead import ReadingHead
from allvoice.playback.sinks.libpulse import PulseError, PulseStream, Timing
from allvoice.playback.sinks.sink import NO_DEVICE, AudioSource, SinkError

PIECE_S = 0.01
AHEAD_S = 1.0
MOST_AHEAD_S = 2.0
"""The sink writes up to this far ahead after a hole was heard."""
CALM_AFTER_S = 60.0
"""After so long without a hole it is the usual again."""
REFILL_S = 0.1
"""Seconds after which the thread replaces the sound that was heard meanwhile."""
LOOK_S = 0.25
"""Seconds between two questions for a sign of life while there is nothing to play."""
FIRST_LOOK_S = 0.02
FIRST_LOOKS = 4
POKED_PIECES = 50
"""A poke writes this many on the caller's thread, in five milliseconds: the thread that writes the
rest may be woken late."""
FIRST_PIECES = 20
"""After silence the sink sends this many together: a thread held up before all are there makes the
sound begin later, and breaks nothing off."""
REQUEST_S = 0.01
OPEN_LIMIT_S = 3.0
"""A server on a busy computer was seen to take more than 1.5 s to answer for the first time."""
RECALL_LIMIT_S = 0.1
SILENT_AFTER_S = 1.2
"""A server that has not answered for so long is gone."""
STUCK_AFTER_S = 2.5
"""A device that takes nothing for so long does not work; one that slept may need 1.5 s to wake."""
SETTLED_S = 0.1
"""So long after the end nothing can be on its way any more."""
_CLOSE_LIMIT_S = 1.0
_LOG = logging.getLogger(__name__)


class PulseSink:
    """Plays on the default device of a sound server, ahead of the ear."""

    name = "device"
    latency_s = 0.0
    """0, because each piece is told its own delay when it is written."""

    def __init__(
        self,
        rate_hz: int = 24_000,
        *,
        open_stream: Callable[[int, float, float], PulseStream] = PulseStream,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Connect to the sound server.

        Args:
            rate_hz: frames a second; the server converts.
            open_stream: connects, given the rate, the length of a request and a limit in seconds.
            clock: seconds, the same that the stream's answers have.

        Raises:
            PulseError: there is no such server, or it does not answer.
        """
        self.rate_hz = rate_hz
        self.late_pulls = 0
        self.is_ill_fitting = False
        self._clock = clock
        self._piece_frames = int(PIECE_S * rate_hz)
        self._lock = threading.Lock()
        self._head = ReadingHead(rate_hz)
        self._device_s = 0.0
        self._ahead_s = AHEAD_S
        self._late_at_s = 0.0
        self._has_more = False
        """The source was not at its end when it was last looked at."""
        self._join_frame: int | None = None
        """Frame that the next piece is written to, over what lies there."""
        self._unsent = bytearray()
        """The beginning of what comes after silence."""
        self._timing: Timing | None = None
        self._moved_at_s = 0.0
        self._failed = False
        self._source: AudioSource | None = None
        self._wanted = threading.Event()
        self._poked = threading.Event()
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None
        self._stream = open_stream(rate_hz, REQUEST_S, OPEN_LIMIT_S)

    @property
    def alive(self) -> bool:
        """False when the server is gone, does not answer, or its device takes nothing."""
        with self._lock:
            if self._closed.is_set():
                return True
            if self._failed or not self._stream.usable:
                return False
            now_s = self._clock()
            self._listen(now_s)
            asked_at_s = self._stream.asked_at_s
            if asked_at_s is not None and now_s - asked_at_s > SILENT_AFTER_S:
                return False
            return not self._wanted.is_set() or now_s - self._moved_at_s < STUCK_AFTER_S

    @property
    def failure(self) -> SinkError:
        """No device answers any more."""
        return SinkError(NO_DEVICE)

    @property
    def waiting_frames(self) -> int:
        """About how many of the frames fed last are not heard yet."""
        with self._lock:
            return self._waiting_frames(self._clock())

    def start(self, source: AudioSource) -> None:
        """Begin to play."""
        self._source = source
        with self._lock:
            if self._wanted.is_set() or self._closed.is_set():
                return
            self._moved_at_s = self._clock()
            self._stream.cork(False)
            self._wanted.set()
        self._poked.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="pulse-sink", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Let the device rest."""
        with self._lock:
            if self._wanted.is_set() and not self._closed.is_set():
                self._wanted.clear()
                self._send()
                self._stream.cork(True)

    def close(self) -> None:
        """Give the device back; what is not heard yet never is."""
        with self._lock:
            if self._closed.is_set():
                return
            # Nothing asks anything of the stream afterwards.
            self._closed.set()
            self._stream.close()
        self._wanted.set()
        self._poked.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(_CLOSE_LIMIT_S)

    def poke(self) -> None:
        """Write the next pieces at once, and let the thread write the rest."""
        if self._wanted.is_set() and not self._closed.is_set():
            self._pump(POKED_PIECES)
            self._poked.set()

    def recall(self, keep_s: float) -> int:
        """Take back what is not heard yet, but for what is still kept."""
        with self._lock:
            if self._closed.is_set():
                return 0
            self._send()
            now_s = self._clock()
            head = self._head
            self._listen(now_s)
            self._has_more = False
            # While a piece is still to take the place of others, those sound although all is read
            # that counts.
            if head.dry_for_s(now_s) > SETTLED_S and self._join_frame is None:
                return 0
            before = head.written_frames
            if keep_s:
                at = head.read_frames(now_s) + int(keep_s * self.rate_hz)
                if at >= before:
                    return 0
                self._join_frame = at
                head.cut(at, now_s)
                return before - at
            return max(0, before - self._empty(now_s))

    # The thread that writes.

    def _run(self) -> None:
        looks = 0
        while not self._closed.is_set():
            if not self._wanted.is_set():
                self._wanted.wait()
                looks = 0
            self._poked.clear()
            try:
                more = self._pump(int(MOST_AHEAD_S / PIECE_S))
                with self._lock:
                    if self._wanted.is_set() and not self._closed.is_set():
                        self._stream.ask_timing()
            except Exception:  # the edge of the thread: the output finds the sink dead
                _LOG.exception("the sound server failed")
                self._failed = True
                return
            looks += 1
            wait_s = REFILL_S if more else LOOK_S if looks > FIRST_LOOKS else FIRST_LOOK_S
            self._poked.wait(wait_s)

    def _pump(self, pieces: int) -> bool:
        """Write pieces until enough is ahead; return whether the source has more."""
        source = self._source
        if source is None:
            return False
        try:
            for _ in range(pieces):
                with self._lock:
                    now_s = self._clock()
                    self._listen(now_s)
                    self._note_a_hole(now_s)
                    enough = self._waiting_frames(now_s) >= self._ahead_s * self.rate_hz
                if enough or self._closed.is_set():
                    return True
                if source.feed(self._piece_frames, self._write) < self._piece_frames:
                    self._has_more = False
                    return False
            return True
        finally:
            with self._lock:
                self._send()

    def _write(self, pcm: bytes) -> float:
        with self._lock:
            now_s = self._clock()
            waiting = self._waiting_frames(now_s)
            # Here, where nothing can be taken back in between: what was is no hole.
            self._has_more = len(pcm) == self._piece_frames * SAMPLE_BYTES
            if pcm and not self._closed.is_set():
                if self._join_frame is not None and waiting <= REQUEST_S * self.rate_hz:
                    # The server has gone past the place, and drops what is written before it.
                    self._empty(now_s)
                    waiting = 0
                is_after_silence = waiting == 0 and self._join_frame is None
                if is_after_silence or self._unsent:
                    self._unsent += pcm
                    if len(self._unsent) >= FIRST_PIECES * self._piece_frames * SAMPLE_BYTES:
                        self._send()
                else:
                    frame, self._join_frame = self._join_frame, None
                    self._hand_over(pcm, None if frame is None else frame * SAMPLE_BYTES, now_s)
            return waiting / self.rate_hz + self._device_s

    # Under the lock.

    def _waiting_frames(self, now_s: float) -> int:
        return self._head.waiting_frames(now_s) + len(self._unsent) // SAMPLE_BYTES

    def _send(self) -> None:
        """Hand over the beginning of what comes after silence."""
        pcm, self._unsent = bytes(self._unsent), bytearray()
        if pcm and not self._closed.is_set():
            self._hand_over(pcm, None, self._clock())

    def _empty(self, now_s: float) -> int:
        """Throw away what the server has not read; return the frame where it stands."""
        self._join_frame = None
        answer = self._stream.flush(RECALL_LIMIT_S)
        read = self._head.read_frames(now_s)
        if answer is not None:
            read = answer.read_bytes // SAMPLE_BYTES
        self._head.emptied(read, self._clock())
        return read

    def _hand_over(self, pcm: bytes, at_bytes: int | None, now_s: float) -> None:
        try:
            self._stream.write(pcm, at_bytes)
        except PulseError:
            self._failed = True
        self._head.wrote(len(pcm) // SAMPLE_BYTES, now_s)

    def _listen(self, now_s: float) -> None:
        """Take the server's newest answer."""
        timing = self._stream.timing
        if timing is None or timing is self._timing:
            return
        moved = self._timing is None or timing.read_bytes != self._timing.read_bytes
        self._timing, self._device_s = timing, timing.device_s
        read_frames = timing.read_bytes // SAMPLE_BYTES
        self._head.answered(read_frames, timing.at_s)
        if moved or read_frames >= self._head.written_frames:
            self._moved_at_s = now_s

    def _note_a_hole(self, now_s: float) -> None:
        if self._unsent:
            return
        if self._has_more and self._head.dry_for_s(now_s) > 0.0:
            self._has_more = False
            self.late_pulls += 1
            self._late_at_s = now_s
            self._ahead_s = min(MOST_AHEAD_S, self._ahead_s * 2)
        elif self._ahead_s > AHEAD_S and now_s - self._late_at_s > CALM_AFTER_S:
            self._ahead_s = AHEAD_S
