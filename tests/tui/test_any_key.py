"""On the screen any key plays or pauses: nothing quits or opens, and three Escapes lead out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.events import Key, Paste

from allvoice.actions.hands_free.any_key import DOUBLE_S
from allvoice.actions.hands_free.any_key_mode import KEYS, LEFT
from allvoice.guide.model import Position
from allvoice.reading.commands import Command, ListenerActed, PlayPause
from allvoice.reading.state import Status
from allvoice.shelf.settings.specs import Settings
from allvoice.tui.app import AllvoiceApp
from allvoice.tui.terminal.type_ahead import KeysLeftOut, KeysTogether
from tests.tui.pointing import click, press, turn
from tests.tui.screen_harness import ScreenHarness, make_app
from tests.tui.screens import screen_lines, screen_text

SECOND = Position(1, 1)
MARKED = "You can stop it at any time."
"""The same."""


class Clock:
    """Seconds that a test sets."""

    now_s = 100.0

    def __call__(self, event: Any) -> float:
        return self.now_s


def strike(app: AllvoiceApp, clock: Clock, key: str, after_s: float = 3.0) -> None:
    """Press a key by Textual's name, as the terminal's driver brings it."""
    clock.now_s += after_s
    app._intake.take(Key(key, key if len(key) == 1 else None))


def asked(harness: ScreenHarness) -> list[Command]:
    """Return all that was asked for of the reading."""
    return [each for each in harness.asked if not isinstance(each, ListenerActed)]


def begun(folder: Path, **settings: Any) -> tuple[AllvoiceApp, ScreenHarness, Clock]:
    clock = Clock()
    app, harness = make_app(
        folder, settings=Settings(any_key=True, **settings), position=SECOND, time_of=clock
    )
    return app, harness, clock


@pytest.mark.parametrize("size", [(30, 8), (40, 12), (100, 30)])
async def test_the_key_that_switches_it_on_says_what_keys_do(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("!")
        assert harness.spoken[-1] == KEYS
        await pilot.press("x")
        assert harness.status() is Status.PLAYING
        lines = "\n".join(screen_lines(app))
        assert "PLAYING · ANY KEY" in lines
        assert "Any key pause" in lines
        assert "3 Esc" in lines or "Esc Esc Esc leaves" in lines
        assert size[0] < 40 or "then 9 urgent" in lines


@pytest.mark.parametrize(
    "key", ["q", "Q", "9", "f9", "t", "/", "o", "h", "b", "u", "left", "down", "tab", "ctrl+z"]
)
async def test_no_key_does_what_it_is_for(tmp_path: Path, key: str) -> None:
    app, harness, clock = begun(tmp_path)
    async with app.run_test() as pilot:
        await pilot.pause()
        for expected in (Status.PLAYING, Status.PAUSED, Status.PLAYING):
            strike(app, clock, key)
            await pilot.pause()
            assert harness.status() is expected
        assert set(asked(harness)) == {PlayPause()}
        assert not app.main_pane.is_list_open
        assert not app.is_closed


@pytest.mark.parametrize("plays", [True, False])
@pytest.mark.parametrize("second", ["b", "space"])
async def test_two_presses_mark_what_was_heard_and_reading_is_as_before(
    tmp_path: Path, plays: bool, second: str
) -> None:
    app, harness, clock = begun(tmp_path)
    async with app.run_test() as pilot:
        await pilot.pause()
        if plays:
            strike(app, clock, "space")
            harness.hear_words(2)
        before = harness.state
        strike(app, clock, "space")
        strike(app, clock, second, DOUBLE_S - 0.1)
        await pilot.pause()
        assert harness.spoken[-1] == "Marked."
        assert [each.locator.quote for each in app._shelf.bookmarks.of("test")] == [MARKED]
        after = harness.state
        assert (after.status, after.position) == (before.status, before.position)


async def test_a_mark_is_of_the_sentence_that_was_heard_when_the_hand_moved(tmp_path: Path) -> None:
    app, harness, clock = begun(tmp_path)
    async with app.run_test() as pilot:
        await pilot.pause()
        strike(app, clock, "space")
        while harness.state.position == SECOND:
            harness.hear_words(1)
        strike(app, clock, "space", 1.0)
        harness.clock.now_s += 2.0
        strike(app, clock, "space", 0.3)
        await pilot.pause()
        assert harness.spoken[-1] == "Marked the sentence before."


async def test_a_held_key_is_one_mark(tmp_path: Path) -> None:
    app, harness, clock = begun(tmp_path)
    async with app.run_test() as pilot:
        await pilot.pause()
        strike(app, clock, "space")
        harness.hear_words(1)
        strike(app, clock, "j")
        for number in range(60):
            strike(app, clock, "j", 0.03 if number else 0.5)
        await pilot.pause()
        assert harness.spoken.count("Marked.") == 1
        assert harness.status() is Status.PLAYING


@pytest.mark.parametrize(
    "event", [Paste("q\nq\nurgent"), KeysTogether("quit now"), KeysLeftOut()], ids=repr
)
async def test_a_paste_or_a_flood_is_one_press(tmp_path: Path, event: Any) -> None:
    app, harness, clock = begun(tmp_path)
    async with app.run_test() as pilot:
        await pilot.pause()
        for _ in range(3):
            app._intake.take(event)
            clock.now_s += 0.3
        await pilot.pause()
        assert asked(harness) == [PlayPause()]


async def test_a_tap_plays_and_the_wheel_does_nothing(tmp_path: Path) -> None:
    app, harness, clock = begun(tmp_path)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        await click(pilot, (3, 11))
        assert asked(harness) == [PlayPause()]
        clock.now_s += 3
        await turn(pilot, 1)
        assert asked(harness) == [PlayPause()]
        await press(pilot, (3, 3))
        assert asked(harness) == [PlayPause(), PlayPause()]


async def test_three_escapes_lead_out_and_leave_no_mark(tmp_path: Path) -> None:
    app, harness, clock = begun(tmp_path)
    async with app.run_test() as pilot:
        await pilot.pause()
        strike(app, clock, "space")
        strike(app, clock, "escape")
        for _ in range(2):
            strike(app, clock, "escape", 0.3)
        # It was held a little longer.
        strike(app, clock, "escape", 0.5)
        await pilot.pause()
        assert harness.spoken[-1] == LEFT
        assert harness.status() is Status.PLAYING
        assert app._shelf.bookmarks.of("test") == []
        assert "ANY KEY" not in screen_text(app)
        strike(app, clock, "t")
        await pilot.pause()
        assert app.main_pane.is_list_open


async def test_who_needs_the_urgent_list_is_told_the_way(tmp_path: Path) -> None:
    app, harness, clock = begun(tmp_path)
    async with app.run_test() as pilot:
        await pilot.pause()
        strike(app, clock, "9")
        strike(app, clock, "9", 0.3)
        await pilot.pause()
        assert harness.spoken[-1] == "Marked. Escape three times, then 9, tells when to call."
        for _ in range(3):
            strike(app, clock, "escape", 0.3)
        strike(app, clock, "9")
        await pilot.pause()
        assert "This document has no list of when to call." in screen_text(app)


async def test_control_c_quits_all_the_same(tmp_path: Path) -> None:
    app, _, clock = begun(tmp_path)
    async with app.run_test() as pilot:
        await pilot.pause()
        strike(app, clock, "ctrl+c")
        await pilot.pause()
        assert app.is_closed


async def test_a_list_is_closed_when_it_begins_and_reading_goes_on(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("space")
        await pilot.press("t")
        assert harness.status() is Status.PAUSED
        await pilot.press("!")
        assert not app.main_pane.is_list_open
        assert harness.status() is Status.PLAYING


async def test_the_key_is_for_this_time_only(tmp_path: Path) -> None:
    kept: list[str] = []
    app, _ = make_app(tmp_path, write=lambda name, value: kept.append(name))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("!")
    assert kept == []


async def test_a_listener_s_own_screen_reader_keeps_its_keys(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path, settings=Settings(external_screen_reader=True, any_key=True))
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("t")
        assert app.main_pane.is_list_open
        await pilot.press("!")
        assert "not for your own screen reader" in " ".join(screen_text(app).split())
