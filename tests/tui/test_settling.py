"""The screen's tests can rely on having waited for all that was to come."""

from __future__ import annotations

import asyncio

import pytest

from tests.tui import settling
from tests.tui.settling import STEP_S, Settling


async def test_what_is_due_within_a_step_is_done_and_what_is_due_later_is_not() -> None:
    clock, done = Settling(), list[str]()
    await clock.wait_for_idle()
    loop = asyncio.get_running_loop()
    loop.call_later(STEP_S / 2, done.append, "soon")
    later = loop.call_later(60, done.append, "later")
    await clock.wait_for_idle()
    later.cancel()
    assert done == ["soon"]


async def test_all_that_one_thing_leads_to_is_done() -> None:
    left = [50]

    def go_on() -> None:
        left[0] -= 1
        if left[0]:
            asyncio.get_running_loop().call_soon(go_on)

    go_on()
    await Settling().wait_for_idle()
    assert left == [0]


async def test_two_may_wait_at_once() -> None:
    clock = Settling()
    await asyncio.gather(clock.wait_for_idle(), clock.wait_for_idle())


async def test_a_screen_that_never_comes_to_rest_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "MOST_ROUNDS", 100)

    async def restless() -> None:
        while True:
            await asyncio.sleep(0)

    task = asyncio.create_task(restless())
    with pytest.raises(AssertionError, match="come to rest"):
        await Settling().wait_for_idle()
    task.cancel()
