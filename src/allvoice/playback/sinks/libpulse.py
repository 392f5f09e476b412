"""One playback stream of PulseAudio or PipeWire, through the C library that both bring.

Only what a stream needs that is written well ahead and emptied at once. The library runs a thread
of its own; a call here queues a message for it and returns. Answers arrive on that thread, which
holds the library's lock meanwhile and must not wait for anything.

Source: the headers `pulse/def.h`, `pulse/stream.h` and `pulse/thread-mainloop.h` of PulseAudio 16,
which PipeWire's own server implements.
"""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable
from ctypes import (
    POINTER,
    c_char_p,
    c_int,
    c_int64,
    c_size_t,
    c_uint8,
    c_uint32,
    c_uint64,
    c_void_p,
)
from dataclasses import dataclass
from functools import cache
from typing import Any

LIBRARY = "libpulse.so.0"
_SAMPLE_S16LE = 3
_CONTEXT_NO_AUTOSPAWN = 1
_CONTEXT_READY, _CONTEXT_FAILED, _CONTEXT_TERMINATED = 4, 5, 6
_STREAM_READY, _STREAM_FAILED, _STREAM_TERMINATED = 2, 3, 4
_STREAM_START_CORKED = 0x0001
_STREAM_EARLY_REQUESTS = 0x4000
"""The device itself is asked to hold no more than one request: what is written ahead stays in the
server, where it can still be thrown away."""
_SEEK_RELATIVE, _SEEK_ABSOLUTE = 0, 1
_DEFAULT = 0xFFFFFFFF


class PulseError(Exception):
    """The library is not there, or the server refuses, or does not answer in time."""

    def __init__(self, message: str, *, absent: bool = False) -> None:
        """Say what is wrong; `absent` where there is no such server at all."""
        super().__init__(message)
        self.absent = absent


class _SampleSpec(ctypes.Structure):
    _fields_ = [("format", c_int), ("rate", c_uint32), ("channels", c_uint8)]


class _BufferAttributes(ctypes.Structure):
    _fields_ = [
        ("maxlength", c_uint32),
        ("tlength", c_uint32),
        ("prebuf", c_uint32),
        ("minreq", c_uint32),
        ("fragsize", c_uint32),
    ]


class _TimingInfo(ctypes.Structure):
    _fields_ = [
        ("timestamp_s", ctypes.c_long),
        ("timestamp_us", ctypes.c_long),
        ("synchronized_clocks", c_int),
        ("sink_us", c_uint64),
        ("source_us", c_uint64),
        ("transport_us", c_uint64),
        ("playing", c_int),
        ("write_index_corrupt", c_int),
        ("write_index", c_int64),
        ("read_index_corrupt", c_int),
        ("read_index", c_int64),
    ]


_StateCallback = ctypes.CFUNCTYPE(None, c_void_p, c_void_p)
_SuccessCallback = ctypes.CFUNCTYPE(None, c_void_p, c_int, c_void_p)


@dataclass(frozen=True, slots=True)
class Timing:
    """One answer of the server: how far it had read, and when."""

    at_s: float
    """Of `time.monotonic`."""
    read_bytes: int
    """Bytes the server has handed to its device, of all that were ever written to the stream."""
    device_s: float
    """Seconds from there to the ear."""


@cache
def _library() -> Any:
    """Return the library with the types of what is used of it.

    Raises:
        PulseError: it is not on this computer.
    """
    try:
        library = ctypes.CDLL(LIBRARY)
    except OSError as error:
        raise PulseError(f"{LIBRARY} is not here: {error}", absent=True) from error
    pointers = {
        "pa_threaded_mainloop_new": [],
        "pa_threaded_mainloop_get_api": [c_void_p],
        "pa_context_new": [c_void_p, c_char_p],
        "pa_stream_new": [c_void_p, c_char_p, POINTER(_SampleSpec), c_void_p],
        "pa_stream_cork": [c_void_p, c_int, c_void_p, c_void_p],
        "pa_stream_flush": [c_void_p, c_void_p, c_void_p],
        "pa_stream_update_timing_info": [c_void_p, _SuccessCallback, c_void_p],
        "pa_stream_get_timing_info": [c_void_p],
    }
    numbers = {
        "pa_threaded_mainloop_start": [c_void_p],
        "pa_context_connect": [c_void_p, c_char_p, c_int, c_void_p],
        "pa_context_get_state": [c_void_p],
        "pa_context_errno": [c_void_p],
        "pa_stream_get_state": [c_void_p],
        "pa_stream_connect_playback": [
            c_void_p, c_char_p, POINTER(_BufferAttributes), c_int, c_void_p, c_void_p,
        ],
        "pa_stream_write": [c_void_p, c_char_p, c_size_t, c_void_p, c_int64, c_int],
        "pa_stream_disconnect": [c_void_p],
    }  # fmt: skip
    nothing = {
        "pa_threaded_mainloop_lock": [c_void_p],
        "pa_threaded_mainloop_unlock": [c_void_p],
        "pa_threaded_mainloop_stop": [c_void_p],
        "pa_threaded_mainloop_free": [c_void_p],
        "pa_context_set_state_callback": [c_void_p, _StateCallback, c_void_p],
        "pa_context_disconnect": [c_void_p],
        "pa_context_unref": [c_void_p],
        "pa_stream_set_state_callback": [c_void_p, _StateCallback, c_void_p],
        "pa_stream_unref": [c_void_p],
        "pa_operation_unref": [c_void_p],
    }
    for result, functions in ((c_void_p, pointers), (c_int, numbers), (None, nothing)):
        for name, arguments in functions.items():
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments
    return library


class PulseStream:
    """A stream of 16-bit mono sound on the default device. Any thread may call."""

    def __init__(self, rate_hz: int, request_s: float, limit_s: float) -> None:
        """Connect, corked: nothing is heard yet.

        Args:
            rate_hz: frames a second.
            request_s: how much the server hands to its device at a time.
            limit_s: how long the server is waited for.

        Raises:
            PulseError: there is no such server, or it does not answer in time.
        """
        self._lib = _library()
        self._rate_hz = rate_hz
        self._request_bytes = max(2, int(rate_hz * request_s) * 2)
        self._settled = threading.Event()
        self._answered = threading.Event()
        self._asked = 0
        self._answers = 0
        self._closed = False
        self._context: int | None = None
        self._stream: int | None = None
        self.timing: Timing | None = None
        """The newest answer of the server; None before the first."""
        self.asked_at_s: float | None = None
        """Since when an answer is waited for; None when none is."""
        # Kept, because the library calls them as long as it lives.
        self._on_state = _StateCallback(lambda *_: self._settled.set())
        self._on_timing = _SuccessCallback(self._take_timing)
        self._loop = self._lib.pa_threaded_mainloop_new()
        if not self._loop or self._lib.pa_threaded_mainloop_start(self._loop) < 0:
            raise PulseError("the sound library cannot start")
        try:
            self._connect(time.monotonic() + limit_s)
        except BaseException:
            self.close()
            raise

    def _connect(self, until_s: float) -> None:
        lib = self._lib
        with self._locked():
            self._context = lib.pa_context_new(
                lib.pa_threaded_mainloop_get_api(self._loop), b"allvoice"
            )
            lib.pa_context_set_state_callback(self._context, self._on_state, None)
            if lib.pa_context_connect(self._context, None, _CONTEXT_NO_AUTOSPAWN, None) < 0:
                raise PulseError("there is no sound server", absent=True)
        self._wait(lambda: self._context_state, _CONTEXT_READY, _CONTEXT_FAILED, until_s)
        spec = _SampleSpec(_SAMPLE_S16LE, self._rate_hz, 1)
        # Sound begins with the first frame there is, and an emptied stream waits for the next.
        attributes = _BufferAttributes(
            _DEFAULT, self._request_bytes * 4, 2, self._request_bytes, _DEFAULT
        )
        with self._locked():
            self._stream = lib.pa_stream_new(self._context, b"reading", ctypes.byref(spec), None)
            if not self._stream:
                raise PulseError("the sound server takes no sound of this kind")
            lib.pa_stream_set_state_callback(self._stream, self._on_state, None)
            flags = _STREAM_START_CORKED | _STREAM_EARLY_REQUESTS
            lib.pa_stream_connect_playback(
                self._stream, None, ctypes.byref(attributes), flags, None, None
            )
        self._wait(lambda: self._stream_state, _STREAM_READY, _STREAM_FAILED, until_s)

    def _wait(self, state: Callable[[], int], ready: int, failed: int, until_s: float) -> None:
        while (found := state()) != ready:
            if found >= failed:
                raise PulseError("the sound server refuses", absent=True)
            self._settled.clear()
            if state() == found and not self._settled.wait(max(0.0, until_s - time.monotonic())):
                raise PulseError("the sound server does not answer")

    @property
    def _context_state(self) -> int:
        with self._locked():
            return int(self._lib.pa_context_get_state(self._context))

    @property
    def _stream_state(self) -> int:
        with self._locked():
            return int(self._lib.pa_stream_get_state(self._stream))

    @property
    def usable(self) -> bool:
        """Whether the server still keeps the stream."""
        return not self._closed and self._stream_state == _STREAM_READY

    def write(self, pcm: bytes, at_bytes: int | None = None) -> None:
        """Add sound; never waits.

        Args:
            pcm: 16-bit little-endian mono.
            at_bytes: where in the stream it goes, in place of what lies there and after it; None
                for the end.

        Raises:
            PulseError: the stream is gone.
        """
        seek = _SEEK_RELATIVE if at_bytes is None else _SEEK_ABSOLUTE
        with self._locked():
            sent = self._lib.pa_stream_write(self._stream, pcm, len(pcm), None, at_bytes or 0, seek)
        if sent < 0:
            raise PulseError("the sound server took the stream away")

    def flush(self, limit_s: float) -> Timing | None:
        """Throw away what is not handed to the device yet.

        Returns:
            Where the server was then; None when it did not answer in time.
        """
        with self._locked():
            self._unref(self._lib.pa_stream_flush(self._stream, None, None))
            wanted = self._ask()
        until_s = time.monotonic() + limit_s
        while self._answers < wanted:
            self._answered.clear()
            rest_s = max(0.0, until_s - time.monotonic())
            if self._answers < wanted and not self._answered.wait(rest_s):
                return None
        return self.timing

    def ask_timing(self) -> None:
        """Ask where the server is; the answer goes to `timing`. One question at a time."""
        if self._answers == self._asked:
            with self._locked():
                self._ask()

    def cork(self, corked: bool) -> None:
        """Let the device rest, or play."""
        with self._locked():
            self._unref(self._lib.pa_stream_cork(self._stream, int(corked), None, None))

    def close(self) -> None:
        """Let the stream and the connection go; harmless when closed already."""
        if self._closed:
            return
        self._closed = True
        lib = self._lib
        with self._locked():
            if self._stream:
                lib.pa_stream_disconnect(self._stream)
                lib.pa_stream_unref(self._stream)
            if self._context:
                lib.pa_context_disconnect(self._context)
                lib.pa_context_unref(self._context)
        lib.pa_threaded_mainloop_stop(self._loop)
        lib.pa_threaded_mainloop_free(self._loop)

    # On the library's own thread, or under its lock.

    def _ask(self) -> int:
        operation = self._lib.pa_stream_update_timing_info(self._stream, self._on_timing, None)
        if operation:
            self._asked += 1
            if self.asked_at_s is None:
                self.asked_at_s = time.monotonic()
        self._unref(operation)
        return self._asked

    def _take_timing(self, stream: int, success: int, _: object) -> None:
        now_s = time.monotonic()
        address = self._lib.pa_stream_get_timing_info(stream) if success else None
        if address:
            info = _TimingInfo.from_address(address)
            # The answer was on its way for half of the way there and back.
            self.timing = Timing(
                now_s - info.transport_us / 2e6, info.read_index, info.sink_us / 1e6
            )
        self._answers += 1
        self.asked_at_s = now_s if self._answers < self._asked else None
        self._answered.set()

    def _unref(self, operation: int | None) -> None:
        if operation:
            self._lib.pa_operation_unref(operation)

    def _locked(self) -> _Lock:
        return _Lock(self._lib, self._loop)


class _Lock:
    """The library's own lock, held for a block."""

    def __init__(self, library: Any, loop: int) -> None:
        self._library, self._loop = library, loop

    def __enter__(self) -> None:
        self._library.pa_threaded_mainloop_lock(self._loop)

    def __exit__(self, *_: object) -> None:
        self._library.pa_threaded_mainloop_unlock(self._loop)
