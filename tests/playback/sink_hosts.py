"""Every sink with what it needs to run in a test: a folder, a fake sound system, a clock.

To hold a sink you add to the promises of `test_sinks.py`, write a host for it and enter it in
`HOSTS`; a test fails until you have.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from allvoice.playback import sinks
from allvoice.playback.sinks.device import DeviceSink
from allvoice.playback.sinks.pulse import PulseSink
from allvoice.playback.sinks.sink import Sink
from allvoice.playback.sinks.timed import NullSink
from allvoice.playback.sinks.virtual import VirtualAheadSink, VirtualSink
from allvoice.playback.sinks.wav import WavSink
from tests.playback.player_harness import LIMIT_S, RATE_HZ, Tape
from tests.playback.sound_systems import FakeMiniaudio, FakePulseServer

PASSING_S = 0.1
LOOK_S = 0.02
"""How long one look at what is taken lasts: longer than a clock without sound waits."""
LOOKS_AT_REST = 8


class SinkHost:
    """A sink, and time that passes for it."""

    sink: Sink

    def pass_time(self, duration_s: float = PASSING_S) -> None:
        """Let what is outside the sink do what it does in that time."""

    def takes(self, tape: Tape, looks: int = int(LIMIT_S / LOOK_S)) -> bool:
        """Return whether sound of a tape is asked for while time passes."""
        for _ in range(looks):
            self.pass_time()
            if tape.taken.acquire(timeout=LOOK_S):
                return True
        return False

    def comes_to_rest(self, tape: Tape) -> bool:
        """Return whether, what is under way aside, a tape is asked for nothing more."""
        return any(not self.takes(tape, LOOKS_AT_REST) for _ in range(int(LIMIT_S / LOOK_S)))

    def plays_to_the_end(self, tape: Tape) -> bool:
        """Return whether a tape without more to give is found to be at its end."""
        for _ in range(int(LIMIT_S / LOOK_S)):
            self.pass_time()
            if tape.dry.wait(LOOK_S):
                return True
        return False


class NullHost(SinkHost):
    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sink = NullSink(RATE_HZ)


class WavHost(SinkHost):
    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sink = WavSink(folder / "heard.wav", RATE_HZ)


class VirtualHost(SinkHost):
    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sink: VirtualSink = VirtualSink(RATE_HZ)

    def pass_time(self, duration_s: float = PASSING_S) -> None:
        self.sink.advance(min(RATE_HZ, int(duration_s * RATE_HZ)))


class VirtualAheadHost(VirtualHost):
    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sink = VirtualAheadSink(RATE_HZ)


class PulseHost(SinkHost):
    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.server = FakePulseServer()
        connect: Any = self.server.open
        self.sink: PulseSink = PulseSink(RATE_HZ, open_stream=connect, clock=self.server.clock)

    def pass_time(self, duration_s: float = PASSING_S) -> None:
        self.server.advance(duration_s)
        # Its thread does the same, and keeps to another clock.
        if not self.server.corked:
            self.sink.poke()
            self.server.ask_timing()


class DeviceHost(SinkHost):
    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.library = FakeMiniaudio()
        self.library.install(monkeypatch)
        self.now_s = 100.0
        self.sink = DeviceSink(RATE_HZ, clock=lambda: self.now_s, answer_limit_s=LIMIT_S)

    def pass_time(self, duration_s: float = PASSING_S) -> None:
        periods = min(10, round(duration_s / 0.01))
        for _ in range(periods):
            self.now_s += duration_s / periods
            device = self.library.devices[-1]
            if device.feed is not None and not device.closed.is_set():
                device.ask(RATE_HZ // 100)


HOSTS: dict[type, Callable[[Path, pytest.MonkeyPatch], SinkHost]] = {
    DeviceSink: DeviceHost,
    NullSink: NullHost,
    PulseSink: PulseHost,
    VirtualSink: VirtualHost,
    VirtualAheadSink: VirtualAheadHost,
    WavSink: WavHost,
}


def sink_classes() -> set[type]:
    """Return every class of the package that can be started, stopped and closed."""
    found = set()
    for module in pkgutil.walk_packages(sinks.__path__, f"{sinks.__name__}."):
        for _, each in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            can = [name for name in ("start", "stop", "close") if hasattr(each, name)]
            if len(can) == 3 and each.__module__ == module.name and each is not Sink:
                found.add(each)
    return found
