"""The screen's time in tests: it passes as soon as there is nothing left to do."""

from __future__ import annotations

import asyncio
import time

import pytest
from textual import _time, app, pilot

from allvoice.tui.keys.quit_guard import TOGETHER_S

STEP_S = 0.02
"""What Textual sleeps for at least before it looks whether the program rests: longer than
a frame, shorter than anything the screen does by the clock."""

MOST_ROUNDS = 100_000
"""Of the event loop, for what one key or one event of the voice leads to."""


class Settling:
    """Takes the place of Textual's `wait_for_idle`, which sleeps until the processor is idle.

    What it waits for is exact: nothing is left that could run before some more time has passed.
    Then that time passes at once, for the event loop and for Textual's timers alike. From the first
    time on no other passes: how busy the computer is makes no difference.
    """

    def __init__(self) -> None:
        self._began_s: float | None = None
        self._passed_s = 0.0
        self._waiting = 0

    def now(self) -> float:
        """Return the seconds on the screen's clock."""
        began_s = time.monotonic() if self._began_s is None else self._began_s
        return began_s + self._passed_s

    async def wait_for_idle(self, min_sleep: float = STEP_S, max_sleep: float = 1) -> None:
        """Return when all was done that is due within one step."""
        if self._began_s is None:
            self._began_s = time.monotonic()
        loop = asyncio.get_running_loop()
        loop.time = self.now  # type: ignore[method-assign]
        await self._nothing_is_left()
        self._passed_s += STEP_S
        await self._nothing_is_left()

    async def _nothing_is_left(self) -> None:
        ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
        self._waiting += 1
        try:
            # Twice: what came from outside is only found when the loop looks for it.
            for _ in range(2):
                for _ in range(MOST_ROUNDS):
                    await asyncio.sleep(0)
                    if len(ready) < self._waiting:  # whoever else waits here is always ready
                        break
                else:
                    raise AssertionError("the screen does not come to rest")
        finally:
            self._waiting -= 1


def settle_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the time that a test gives the screen to answer pass at once."""
    settling = Settling()
    monkeypatch.setattr(_time, "get_time", settling.now)
    for module in (app, pilot):
        monkeypatch.setattr(module, "wait_for_idle", settling.wait_for_idle)


async def alone(presser: pilot.Pilot[str]) -> None:
    """Press no other key until the last one counts as struck alone."""
    await passed(presser, 2 * TOGETHER_S)


async def passed(presser: pilot.Pilot[str], seconds: float) -> None:
    """Let some time pass on the screen's clock."""
    for _ in range(round(seconds / STEP_S)):
        await presser.pause()
