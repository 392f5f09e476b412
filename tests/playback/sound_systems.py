"""Stand-ins for the two ways to a sound device, whose time is moved by hand."""

from __future__ import annotations

import sys
import threading
import types
from collections.abc import Callable, Generator
from typing import Any

import pytest

from allvoice.playback.sinks.libpulse import PulseError, Timing
from tests.playback.player_harness import RATE_HZ

Feed = Generator[bytes, int, None]


class FakeDevice:
    """Stands for `miniaudio.PlaybackDevice`; asks for sound when told to."""

    backend = "PulseAudio"

    def __init__(self, **options: Any) -> None:
        self.options = options
        self.feed: Feed | None = None
        self.closed = threading.Event()

    def start(self, feed: Feed) -> None:
        self.feed = feed

    def stop(self) -> None:
        self.feed = None

    def close(self) -> None:
        self.closed.set()

    def ask(self, frames: int) -> bytes:
        assert self.feed is not None
        return self.feed.send(frames)


class FakeMiniaudio:
    """Makes devices, or fails as told."""

    def __init__(self) -> None:
        self.devices: list[FakeDevice] = []
        self.on_open: Callable[[], None] = lambda: None
        self.make: Callable[..., FakeDevice] = FakeDevice

    def open(self, **options: Any) -> FakeDevice:
        self.on_open()
        device = self.make(**options)
        self.devices.append(device)
        return device

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Take the place of the library until the test ends."""
        library: Any = types.ModuleType("miniaudio")
        library.SampleFormat = types.SimpleNamespace(SIGNED16="s16")
        library.PlaybackDevice = self.open
        monkeypatch.setitem(sys.modules, "miniaudio", library)


class FakePulseServer:
    """A sound server: reads what it was given at the sample rate, by a clock set by hand."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.sound = bytearray()
        """What lies in the stream."""
        self.read_bytes = 0
        self.corked = True
        self.usable = True
        self.refuses = False
        """What is written fails, though the stream seems to be there."""
        self.hangs = False
        self.stuck = False
        self.timing: Timing | None = None
        self.asked_at_s: float | None = None
        self.flushes = 0
        self.closed = threading.Event()

    def open(self, rate_hz: int, request_s: float, limit_s: float) -> FakePulseServer:
        return self

    def clock(self) -> float:
        return self.now_s

    def advance(self, duration_s: float) -> None:
        """Let time pass."""
        self.now_s += duration_s
        if not self.stuck and not self.hangs:
            heard = 2 * round(duration_s * RATE_HZ)
            self.read_bytes = min(len(self.sound), self.read_bytes + heard)

    # What the sink asks for.

    def write(self, pcm: bytes, at_bytes: int | None = None) -> None:
        if self.refuses or not self.usable:
            raise PulseError("gone")
        if at_bytes is not None:
            assert at_bytes >= self.read_bytes, "what was heard cannot be written anew"
            del self.sound[at_bytes:]
        self.sound += pcm

    def flush(self, limit_s: float) -> Timing | None:
        self.flushes += 1
        if self.hangs:
            self.asked_at_s = self.now_s if self.asked_at_s is None else self.asked_at_s
            return None
        del self.sound[self.read_bytes :]
        self._answer()
        return self.timing

    def ask_timing(self) -> None:
        if self.hangs:
            self.asked_at_s = self.now_s if self.asked_at_s is None else self.asked_at_s
        else:
            self._answer()

    def _answer(self) -> None:
        self.timing = Timing(self.now_s, self.read_bytes, 0.01)

    def cork(self, corked: bool) -> None:
        assert not self.closed.is_set(), "the library has let go of the stream"
        self.corked = corked

    def close(self) -> None:
        self.closed.set()
