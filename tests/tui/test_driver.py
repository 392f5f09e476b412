"""A window that is dragged is painted a few times on the way, and always as it is at the end."""

from __future__ import annotations

import shutil
import signal
import sys
import types
from collections.abc import Callable
from typing import Any, cast

import pytest

if sys.platform == "win32":
    pytest.skip("terminals as POSIX has them", allow_module_level=True)

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from allvoice.tui.terminal import driver as driver_module
from allvoice.tui.terminal.diffing_driver import DiffingDriver
from allvoice.tui.terminal.driver import LowLatencyDriver
from allvoice.tui.terminal.input_filter import Sequence
from allvoice.tui.terminal.type_ahead import TypeAhead

STORM_S = 1.0
SIZES = 200
"""More in a second than any window is dragged through."""
MOST_PAINTED = 30
HEIGHT = 24


class Window:
    """A terminal whose size changes, with the program's loop, on a clock that is set by hand."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.columns = 80
        self.told: list[tuple[float, int]] = []
        """When the program was told a size, and how many columns that has."""
        self._due: list[tuple[float, Callable[[], None]]] = []
        self.driver: LowLatencyDriver | None = None

    def took_terminal(self, driver: LowLatencyDriver) -> None:
        self.driver = driver

    def terminal_closed(self) -> None:
        raise AssertionError("nothing is written")

    def monotonic(self) -> float:
        return self.now_s

    def size(self) -> tuple[int, int]:
        return self.columns, HEIGHT

    def call_later(self, after_s: float, call: Callable[[], None]) -> None:
        self._due.append((self.now_s + after_s, call))

    def call_soon_threadsafe(self, call: Callable[[], None]) -> None:
        self.call_later(0.0, call)

    def post_message(self, message: events.Resize) -> None:
        self.told.append((self.now_s, message.size.width))

    def resize(self, columns: int) -> None:
        """Get another size, of which the system tells by its signal."""
        self.columns = columns
        signal.raise_signal(signal.SIGWINCH)
        self.wait(0.0)

    def wait(self, for_s: float) -> None:
        """Let time go by; what is due is done."""
        until_s = self.now_s + for_s
        while due := [each for each in self._due if each[0] <= until_s]:
            first = min(due, key=lambda each: each[0])
            self._due.remove(first)
            self.now_s, call = first
            call()
        self.now_s = until_s


@pytest.fixture
async def window(monkeypatch: pytest.MonkeyPatch) -> Window:
    """A window with the driver of its terminal."""
    window = Window()
    monkeypatch.setattr(driver_module, "time", types.SimpleNamespace(monotonic=window.monotonic))
    # The tests have no terminal to take.
    monkeypatch.setattr(LinuxDriver, "start_application_mode", lambda self: None)
    monkeypatch.setattr(shutil, "get_terminal_size", window.size)
    driver = LowLatencyDriver(cast("Any", window), cast("Any", window), None)
    assert window.driver is driver
    monkeypatch.setattr(driver, "_program_loop", window)
    driver.start_application_mode()
    return window


def test_of_a_storm_of_sizes_a_few_are_painted_and_the_last_of_all(window: Window) -> None:
    for number in range(SIZES):
        window.resize(40 + number)
        window.wait(STORM_S / SIZES)
    window.wait(STORM_S)
    assert 2 < len(window.told) <= MOST_PAINTED
    assert window.told[-1][1] == window.columns


def test_a_new_size_after_a_rest_is_painted_at_once(window: Window) -> None:
    for columns in (100, 60):
        window.resize(columns)
        assert window.told[-1] == (window.now_s, columns)
        window.wait(STORM_S)
    assert len(window.told) == 2


async def test_at_another_size_of_the_window_what_stood_there_is_sent_again(
    monkeypatch: pytest.MonkeyPatch, window: Window
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(LinuxDriver, "write", lambda self, data: sent.append(data))
    driver = DiffingDriver(cast("Any", window), cast("Any", window), None)
    driver.start_application_mode()
    row = "\x1b[1;1HOne sentence.\x1b[K"
    for columns in (80, 80, 100, 100, 80):
        window.columns = columns
        driver.write(row)
    assert sent == [row] * 3
    driver.start_application_mode()
    driver.write(row)
    assert sent == [row] * 4


def test_keys_that_are_read_together_were_pressed_at_one_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Else a thread that is held up between two of them would make a bounce of the second.
    taken: list[events.Key] = []
    driver = LowLatencyDriver.__new__(LowLatencyDriver)
    driver._process = cast(Any, types.SimpleNamespace(type_ahead=TypeAhead()))
    driver._parser = XTermParser()
    monkeypatch.setattr(driver, "process_message", taken.append)
    driver._hand_on([Sequence("\x1b[C") for _ in range(7)])
    assert [each.key for each in taken] == ["right"] * 7
    assert len({each.time for each in taken}) == 1
