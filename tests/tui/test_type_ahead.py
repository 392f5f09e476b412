"""Keys pressed faster than the screen follows: each does what it would have done in its time."""

from __future__ import annotations

from pathlib import Path

from textual.events import Key, Paste
from textual.pilot import Pilot
from textual.widgets import Input

from allvoice.guide.model import Position
from allvoice.reading.commands import GoTo, Move
from allvoice.reading.state import NavigationLevel
from allvoice.tui.app import AllvoiceApp
from allvoice.tui.terminal.type_ahead import (
    FLOOD_GAP_S,
    MOST_WAITING_KEYS,
    TOO_MANY,
    KeysLeftOut,
    TypeAhead,
)
from allvoice.tui.typed_line import MOST_SEARCHED_CHARS
from tests.tui.screen_harness import make_app

SIZE = (40, 12)


async def burst(app: AllvoiceApp, pilot: Pilot[str], *keys: str) -> None:
    """Press keys so fast that all of them are there before the first is looked at."""
    for key in keys:
        app.post_message(Key(key, key if len(key) == 1 else None))
    await pilot.pause()


async def test_a_key_right_behind_the_one_that_opens_a_list_moves_in_the_list(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await burst(app, pilot, "t", "down", "enter")
        section = harness.guide.sections[1]
        assert harness.asked == [GoTo(Position(section.first_block), play=True)]


async def test_a_key_right_behind_the_one_that_leaves_a_list_moves_in_the_text(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("t")
        await burst(app, pilot, "escape", "right")
        assert harness.asked == [Move(NavigationLevel.SENTENCE, 1)]


async def test_what_was_typed_before_the_screen_was_there_is_done_first(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, typed="}\x1b[C/bold\n")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert harness.asked[0] == Move(NavigationLevel.PARAGRAPH, 1)
        assert "bold" in harness.sentence
        assert app.process.take_typed() == "", "it is done once"


async def test_words_typed_right_behind_the_search_key_are_looked_for_and_no_commands(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await burst(app, pilot, "slash", *"squid")
        assert app.query_one(Input).value == "squid"
        assert harness.asked == []


async def test_words_and_enter_typed_in_one_burst_are_looked_for(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await burst(app, pilot, "slash", *"morning", "enter")
        await pilot.pause()
        assert harness.asked_for(GoTo) == harness.asked
        assert harness.sentence == "Do not wait until the morning."


async def test_words_of_an_earlier_search_are_replaced_by_what_is_typed(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("slash", *"fever", "enter")
        await burst(app, pilot, "slash", *"call")
        assert app.query_one(Input).value == "call"
        harness.commands.clear()
        await pilot.press("x")
        assert app.query_one(Input).value == "callx"
        assert harness.asked == []


def test_no_more_keys_wait_than_a_person_presses_and_leaving_some_out_is_told_once() -> None:
    ahead = TypeAhead(most=3)
    assert [ahead.admit() for _ in range(5)] == [True, True, True, False, False]
    assert [ahead.left_out(), ahead.left_out()] == [True, False]
    ahead.answered()
    assert ahead.admit()
    assert not ahead.left_out()
    for _ in range(3):
        ahead.answered()
    assert ahead.admit()
    assert ahead.left_out()


def test_more_keys_at_once_than_may_wait_were_never_pressed_nor_what_follows_at_once() -> None:
    ahead = TypeAhead()
    assert not ahead.is_flood(MOST_WAITING_KEYS, 1.0)
    assert ahead.is_flood(MOST_WAITING_KEYS + 1, 1.0)
    assert ahead.is_flood(1, 1.0 + FLOOD_GAP_S * 0.9)
    assert not ahead.is_flood(1, 1.0 + FLOOD_GAP_S)


async def test_pasted_text_is_no_command_and_that_is_told(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("B")
        harness.commands.clear()
        app.post_message(Paste("d q\nd\n"))
        await pilot.pause()
        assert harness.asked == []
        assert harness.spoken[-1:] == ["What was pasted does nothing here. / searches for it."]


async def test_of_what_is_pasted_into_the_search_the_first_line_is_looked_for(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("slash")
        app.post_message(Paste(f"\n until the\tmorning{' on' * 500}\nq\n"))
        await pilot.pause()
        value = app.query_one(Input).value
        assert value.startswith("until the morning on")
        assert len(value) == MOST_SEARCHED_CHARS
        await pilot.press("backspace")
        assert app.query_one(Input).value == value[:-1]
        assert harness.asked == []


async def test_keys_that_were_left_out_are_told_of(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        app.post_message(KeysLeftOut())
        await pilot.pause()
        assert harness.spoken[-1:] == [TOO_MANY]
