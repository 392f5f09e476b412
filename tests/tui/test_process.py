"""Told to stop, it is silent and gives the terminal back first; then it comes back held."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest

from allvoice.errors import AllvoiceError
from allvoice.jobs import CANNOT_STOP, Job
from allvoice.reading.commands import ChangeRate, Pause
from allvoice.shelf.settings.specs import Settings
from allvoice.tui.terminal import process as process_module
from allvoice.tui.terminal.process import Process
from tests.tui.screen_harness import make_app

SIZE = (60, 14)


@dataclass
class Edge:
    """All that a process touches, in the order it was touched."""

    did: list[str] = field(default_factory=list)
    can_stop: bool = True
    can_suspend: bool = True
    stopped: bool = True
    meanwhile: Callable[[], None] = lambda: None
    failure: Exception | None = None

    def suspend_application_mode(self) -> None:
        self.did.append("give the terminal back")

    def resume_application_mode(self) -> None:
        self.did.append("take the terminal")

    def leave_terminal_alone(self) -> None:
        self.did.append("leave the terminal alone")

    def stop(self, terminal: int, *, whole: bool, ends: Callable[[], bool]) -> bool:
        self.did.append("stop the job" if whole else "stop")
        self.meanwhile()
        return self.stopped or ends()

    def fail(self, error: Exception) -> None:
        self.failure = error

    def process(self) -> Process:
        process = Process(
            job=cast("Job", self),
            hurry=lambda: self.did.append("hurry"),
            suspend_reading=lambda: self.did.append("pause"),
            resting=lambda: HELD,
            show_again=lambda: self.did.append("paint"),
            answer=self.did.append,
            leave=lambda: self.did.append("leave"),
            fail=self.fail,
        )
        process.took_terminal(cast("Any", self))
        return process


HELD = "Paused. Space goes on."


def test_it_is_silent_before_the_terminal_is_given_back_and_held_when_it_comes_back() -> None:
    edge = Edge()
    edge.process().stop_for_shell()
    assert edge.did == [
        "pause",
        "give the terminal back",
        "stop the job",
        "take the terminal",
        "paint",
        HELD,
    ]


def test_told_alone_it_stops_alone() -> None:
    edge = Edge()
    edge.process().told_to_stop()
    assert "stop" in edge.did


def test_where_it_cannot_be_stopped_the_screen_stays() -> None:
    for edge in (Edge(can_stop=False), Edge(can_suspend=False)):
        edge.process().stop_for_shell()
        assert edge.did == ["pause", CANNOT_STOP]


def test_where_the_system_did_not_stop_it_the_screen_comes_back_and_says_so() -> None:
    edge = Edge(stopped=False)
    edge.process().stop_for_shell()
    assert edge.did[-3:] == ["take the terminal", "paint", CANNOT_STOP]


def test_stopped_outright_it_takes_the_terminal_anew_and_is_held() -> None:
    edge = Edge()
    edge.process().came_back()
    again = ["pause", "give the terminal back", "take the terminal", "paint", HELD]
    assert edge.did == again


def test_in_the_background_it_stops_and_brought_back_before_that_it_takes_the_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edge = Edge()
    monkeypatch.setattr(process_module, "stop_in_background", lambda _: edge.did.append("rest"))
    monkeypatch.setattr(process_module, "TOLD_LIMIT_S", 0.0)
    front = [False, False, False, True]
    monkeypatch.setattr(process_module, "is_in_foreground", lambda _: front.pop(0))

    async def told_to_go_on() -> None:
        edge.process().came_back()
        rested = asyncio.Event()
        asyncio.get_running_loop().call_later(0.0, rested.set)
        await rested.wait()

    asyncio.run(told_to_go_on())
    assert edge.did == ["pause", "rest"]
    edge.did.clear()
    asyncio.run(told_to_go_on())
    again = ["pause", "give the terminal back", "take the terminal", "paint", HELD]
    assert edge.did == again


def test_told_to_end_while_it_is_stopped_it_ends_and_leaves_the_shells_terminal_alone() -> None:
    edge = Edge()
    process = edge.process()
    edge.meanwhile = process._told_to_end
    process.stop_for_shell()
    assert edge.did[-3:] == ["hurry", "leave the terminal alone", "leave"]
    process.stop_for_shell()
    process.came_back()
    assert edge.did[-1] == "leave"


@pytest.mark.parametrize("is_early", [True, False])
def test_a_closed_terminal_is_silence_and_the_end_also_before_the_screen_is_there(
    is_early: bool,
) -> None:
    async def run() -> None:
        if is_early:
            process.terminal_closed()
        process.heed_signals()
        if not is_early:
            await asyncio.to_thread(process.terminal_closed)
        await asyncio.sleep(0)

    edge = Edge()
    process = edge.process()
    asyncio.run(run())
    assert edge.did == ["hurry", "leave"]


def test_a_keyboard_that_fails_ends_it_with_one_sentence() -> None:
    async def run() -> None:
        process.heed_signals()
        process.keys_failed(OSError(22, "Invalid argument"))
        await asyncio.sleep(0)

    edge = Edge()
    process = edge.process()
    asyncio.run(run())
    assert isinstance(edge.failure, AllvoiceError)
    assert "(Invalid argument)" in str(edge.failure)
    assert "your place is saved" in str(edge.failure)


@pytest.mark.parametrize("before", [[], ["t"], ["slash"]], ids=["reading", "list", "search"])
async def test_the_shells_key_works_everywhere(tmp_path: Path, before: list[str]) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*before, "ctrl+z")
        assert harness.asked[-1:] == [Pause()]
        assert harness.spoken[-1:] == [CANNOT_STOP]


async def test_the_shells_key_can_be_a_key_of_the_listeners_own(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, settings=Settings(keys={"faster": "ctrl+z"}))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+z")
        assert harness.asked == [ChangeRate(1)]


async def test_the_shells_key_is_described_as_the_others_are(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("k", "ctrl+z")
        assert harness.spoken[-1:] == ["Ctrl Z: Back to the shell; fg comes back here."]
