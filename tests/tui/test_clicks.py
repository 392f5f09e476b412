"""A click or a tap does what stands under it, once, and nothing at all beside it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from textual.events import AppFocus, Key, MouseDown, MouseUp

from allvoice.guide.model import Position
from allvoice.reading.commands import GoTo, KeyHeld, Move, PlayPause, Repeat
from allvoice.reading.state import NavigationLevel, Status
from allvoice.shelf.settings.specs import Settings
from allvoice.tui.pointer import DOUBLE_TAP_S, NEAR_COLUMNS, NOTCH_S, WINDOW_CHOSEN_S
from allvoice.tui.widgets.targets import SentenceTarget
from tests.tui.pointing import click, let_go, press, turn, where_is
from tests.tui.screen_harness import make_app, make_guide
from tests.tui.screens import screen_lines, screen_text

SMALL = (40, 12)
SIZES = [(30, 8), (40, 12), (80, 24), (200, 50)]
SECOND = Position(1, 1)
"""You can stop it at any time."""


class Clock:
    """Seconds that a test sets."""

    now_s = 100.0

    def __call__(self, event: Any) -> float:
        return self.now_s


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_on_a_sentence_reads_on_from_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=size) as pilot:
        await click(pilot, "at any")
        assert harness.asked == [GoTo(SECOND, play=True)]
        assert harness.reads_on
        assert harness.says()[0] == "You can stop it at any time."


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("position", [Position(0), SECOND, Position(5), Position(12)])
@pytest.mark.parametrize("column", ["left", "middle"])
async def test_each_word_on_the_screen_is_a_word_of_the_sentence_it_stands_for(
    tmp_path: Path, size: tuple[int, int], position: Position, column: str
) -> None:
    chosen = Settings(ruler="line", column=column)
    app, _ = make_app(tmp_path, position=position, settings=chosen)
    async with app.run_test(size=size):
        view, guide = app.view.region, app.session.guide
        found: set[str] = set()
        # The mark within a line stands in the blank before its sentence.
        lines = [line.replace(">", " ") for line in screen_lines(app)[view.y : view.bottom]]
        for row, line in enumerate(lines):
            for word in re.finditer(r"[^\W\d]\S*", line):
                for cell in range(word.start(), word.end()):
                    target = app.view.target_at(cell, row)
                    assert isinstance(target, SentenceTarget), word[0]
                    text = guide.sentence_text(target.position)
                    assert word[0] in text, (word[0], text)
                    found.add(text)
        assert len(found) > 1


@pytest.mark.parametrize("status", ["playing", "paused", "stopped"])
async def test_a_click_on_a_sentence_reads_on_whatever_was_before(
    tmp_path: Path, status: str
) -> None:
    app, harness = make_app(tmp_path)
    keys = {"playing": ["space"], "paused": ["space", "space"], "stopped": []}[status]
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(*keys)
        await click(pilot, "at any")
        assert harness.state.position == SECOND
        assert harness.reads_on


async def test_a_click_beside_everything_does_nothing_and_says_nothing(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        before, focused = screen_text(app), app.focused
        status = where_is(app, "STOPPED")
        for where in [(99, 0), (3, 0), (90, 3), (60, 2), (90, 29), status, (500, 500)]:
            await click(pilot, where)
        assert harness.commands == []
        assert screen_text(app) == before
        assert app.focused is focused


async def test_only_the_main_button_does_anything(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        for button in (2, 3):
            await click(pilot, "at any", button)
        assert harness.commands == []


# The foot


@pytest.mark.parametrize("size", SIZES)
async def test_a_click_on_a_key_below_does_what_the_key_does(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=size) as pilot:
        await click(pilot, "Space play")
        assert harness.asked == [PlayPause()]
        await click(pilot, "Space pause")
        assert harness.status() is Status.PAUSED
        if size[0] > 30:
            await click(pilot, "R again")
            assert harness.asked[-1] == Repeat()
        await pilot.press("s")
        await click(pilot, "H help")
        assert app.main_pane.is_list_open
        await click(pilot, "Esc back")
        assert not app.main_pane.is_list_open


async def test_a_click_on_a_key_of_the_listeners_own_is_that_key(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, settings=Settings(keys={"play": "f2"}))
    async with app.run_test(size=SMALL) as pilot:
        await click(pilot, "F2 play")
        assert harness.asked == [PlayPause()]


async def test_a_line_to_type_into_keeps_the_keys_and_is_left_by_a_click(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("slash", "f", "e")
        await click(pilot, "at any")
        await pilot.press("v")
        assert app.main_pane.prompt is not None
        assert app.main_pane.prompt.value == "fev"
        assert app.main_pane.prompt.has_focus
        assert harness.asked_for(GoTo) == []
        await click(pilot, "Esc leaves")
        assert not app.screen.query("#prompt")
        await pilot.press("slash", "m", "e", "d", "i")
        await click(pilot, "Enter finds")
        assert len(harness.asked_for(GoTo)) == 1


async def test_where_keys_are_described_a_click_does_nothing_but_end_it(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("k")
        await click(pilot, "at any")
        await turn(pilot, 1)
        assert harness.asked_for(GoTo, Move) == []
        await pilot.press("x")
        await click(pilot, "Esc ends")
        assert not app.keyboard.is_describing


async def test_where_a_key_is_chosen_no_click_and_no_wheel_is_the_key(tmp_path: Path) -> None:
    kept: list[tuple[str, object]] = []
    app, harness = make_app(tmp_path, write=lambda name, value: kept.append((name, value)))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("o")
        while not harness.spoken[-1].startswith("Change keys"):
            await pilot.press("down")
        await pilot.press("enter", "enter")
        assert app.keyboard.is_choosing
        await turn(pilot, 2)
        await click(pilot, (4, 3))
        assert "Press the key for" in screen_text(app)
        # The words that say so stand over the keys below until then.
        app.show_message("")
        await click(pilot, "Esc leaves it")
        assert harness.spoken[-1] == "Nothing was changed."
        assert kept == []


# Lists


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("column", ["left", "middle"])
async def test_a_click_on_an_item_chooses_it(
    tmp_path: Path, size: tuple[int, int], column: str
) -> None:
    app, harness = make_app(tmp_path, settings=Settings(column=column))
    async with app.run_test(size=size) as pilot:
        await pilot.press("t")
        await click(pilot, "Key terms")
        assert not app.main_pane.is_list_open
        assert harness.state.position == Position(10)
        assert harness.reads_on


async def test_a_click_on_an_option_changes_it(tmp_path: Path) -> None:
    kept: list[tuple[str, object]] = []
    app, _ = make_app(tmp_path, write=lambda name, value: kept.append((name, value)))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("o")
        await click(pilot, "Double spacing")
        assert kept == [("double_spacing", True)]
        assert app.main_pane.is_list_open


async def test_a_click_below_the_last_item_chooses_nothing(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("t")
        asked = len(harness.asked)
        await click(pilot, (5, 25))
        assert app.main_pane.is_list_open
        assert len(harness.asked) == asked


# Messages


async def test_a_click_on_a_message_that_goes_on_shows_all_of_it(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path)
    async with app.run_test(size=(30, 8)) as pilot:
        words = [f"word{number}" for number in range(60)]
        app.announcer.answer(" ".join(words))
        await pilot.pause()
        await click(pilot, "A shows all of it")
        model = app.main_pane.model
        assert model is not None
        assert " ".join(model.item(number).text for number in range(model.count)).split() == words


# Hands, and what is no click


async def test_a_double_tap_is_one_tap(tmp_path: Path) -> None:
    clock = Clock()
    app, harness = make_app(tmp_path, time_of=clock)
    async with app.run_test(size=SMALL) as pilot:
        await click(pilot, "Space play")
        for _ in range(3):
            clock.now_s += DOUBLE_TAP_S * 0.9
            await click(pilot, "Space pause")
        assert harness.asked == [PlayPause()]
        clock.now_s += DOUBLE_TAP_S * 1.1
        await click(pilot, "Space pause")
        assert harness.status() is Status.PAUSED


async def test_the_second_half_of_a_double_tap_does_not_fall_through_a_list_that_closed(
    tmp_path: Path,
) -> None:
    clock = Clock()
    app, harness = make_app(tmp_path, time_of=clock)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("t")
        column, row = where_is(app, "Key terms")
        await click(pilot, (column, row))
        clock.now_s += DOUBLE_TAP_S / 2
        await click(pilot, (column + 1, row))
        assert len(harness.asked_for(GoTo)) == 1


async def test_a_long_guard_against_double_presses_holds_for_taps(tmp_path: Path) -> None:
    clock = Clock()
    app, harness = make_app(tmp_path, time_of=clock, settings=Settings(ignore_repeat_s=0.8))
    async with app.run_test(size=SMALL) as pilot:
        await click(pilot, "Space play")
        clock.now_s += 0.7
        await click(pilot, "Space pause")
        assert harness.asked == [PlayPause()]


async def test_who_drags_goes_nowhere_and_a_finger_that_trembles_does(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        column, row = where_is(app, "at any")
        await press(pilot, (column, row))
        await let_go(pilot, (column + NEAR_COLUMNS + 1, row))
        await press(pilot, (column, row))
        await let_go(pilot, (column, row + 3))
        assert harness.commands == []
        await press(pilot, (column, row))
        await let_go(pilot, (column + NEAR_COLUMNS, row))
        assert harness.asked == [GoTo(SECOND, play=True)]


async def test_what_was_pressed_is_meant_though_the_text_moves_on(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        where = where_is(app, "at any")
        await press(pilot, where)
        harness.go_to(app.session.guide.end)
        await pilot.pause()
        assert "at any" not in screen_text(app)
        await let_go(pilot, where)
        assert harness.state.position == SECOND


async def test_a_click_that_brings_the_window_to_the_front_does_no_more(tmp_path: Path) -> None:
    clock = Clock()
    app, harness = make_app(tmp_path, time_of=clock)
    async with app.run_test(size=SMALL) as pilot:
        app.post_message(AppFocus())
        await click(pilot, "at any")
        assert harness.commands == []
        clock.now_s += WINDOW_CHOSEN_S * 1.1
        await click(pilot, "at any")
        assert harness.state.position == SECOND


async def test_clicks_and_keys_are_done_in_their_order(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        where = where_is(app, "at any")
        # All are there before the first is done.
        pilot.app.post_message(Key("left", None))
        for kind in (MouseDown, MouseUp):
            pilot.app.post_message(kind(None, *where, 0, 0, 1, False, False, False))
        pilot.app.post_message(Key("right", None))
        await pilot.pause()
        assert harness.asked == [
            Move(NavigationLevel.SENTENCE, -1),
            GoTo(SECOND, play=True),
            Move(NavigationLevel.SENTENCE, 1),
        ]


async def test_a_click_before_the_welcome_is_done_after_it(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, welcome="Welcome back.", waits=True)
    async with app.run_test(size=SMALL) as pilot:
        await click(pilot, "at any")
        assert harness.state.position == SECOND


# The wheel


async def test_the_wheel_goes_by_sentences_no_faster_than_a_held_key(tmp_path: Path) -> None:
    clock = Clock()
    app, harness = make_app(tmp_path, time_of=clock)
    async with app.run_test(size=SMALL) as pilot:
        await turn(pilot, 20)
        on = Move(NavigationLevel.SENTENCE, 1)
        assert harness.asked == [on]
        clock.now_s += NOTCH_S * 1.1
        await turn(pilot, 1)
        assert harness.asked == [on, KeyHeld(), on]
        clock.now_s += 1
        await turn(pilot, -1)
        assert harness.asked[-1] == Move(NavigationLevel.SENTENCE, -1)


async def test_the_wheel_goes_through_a_list_and_leaves_a_line_to_type_into_alone(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("t")
        await turn(pilot, 1)
        assert app.main_pane.items.selected == 1
        await turn(pilot, -1)
        assert app.main_pane.items.selected == 0
        await pilot.press("escape", "slash", "f")
        await turn(pilot, 1)
        assert app.main_pane.prompt is not None
        assert app.main_pane.prompt.value == "f"
        assert harness.asked_for(Move) == []


# Where it is wanted


async def reports_of(tmp_path: Path, settings: Settings, *keys: str) -> list[bool]:
    """Return what the terminal was asked for, in order, and what after some keys."""
    app, _ = make_app(tmp_path, settings=settings)
    asked: list[bool] = []
    app.process.report_clicks = asked.append  # type: ignore[method-assign, assignment]
    async with app.run_test(size=(80, 60)) as pilot:
        if keys:
            await pilot.press(*keys)
            await click(pilot, "Clicks and taps")
    return asked


async def test_the_terminal_tells_of_clicks_unless_that_is_switched_off(tmp_path: Path) -> None:
    assert await reports_of(tmp_path, Settings()) == [True]
    assert await reports_of(tmp_path, Settings(clicks=False)) == [False]
    assert (await reports_of(tmp_path, Settings(), "o"))[-1] is False


async def test_a_screen_reader_of_the_listeners_own_keeps_the_pointer(tmp_path: Path) -> None:
    settings = Settings(clicks=True, external_screen_reader=True)
    assert await reports_of(tmp_path, settings) == [False]


async def test_wide_letters_are_hit_where_they_are_seen(tmp_path: Path) -> None:
    guide = make_guide("# 漢字\n\n漢字漢字。 Second one here. 漢字 and a third.\n")
    app, harness = make_app(tmp_path, guide)
    async with app.run_test(size=SMALL) as pilot:
        await click(pilot, "Second one")
        assert guide.sentence_text(harness.state.position) == "Second one here."
