"""Searching on the screen: the line to type into, what is marked, and the keys that go on."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from allvoice.guide.model import Position
from allvoice.reading.commands import GoTo, Move
from allvoice.reading.state import NavigationLevel, Status
from tests.tui.screen_harness import make_app
from tests.tui.screens import looks_of, screen_lines, screen_text

SMALL = (40, 12)


async def type_words(pilot: Pilot[str], words: str) -> None:
    await pilot.press("slash", *(key if key != " " else "space" for key in words), "enter")


async def test_searching_goes_to_the_sentence_and_marks_what_was_found(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await type_words(pilot, "morning")
        assert harness.asked == [GoTo(Position(4, 1))]
        assert harness.announcement == "1 place."
        assert screen_lines(app)[-1] == "N next  Shift+N before  H help"
        assert not app.query(Input)
        found = looks_of(app, "morning")
        assert found.underline
        assert found.bold


async def test_next_and_previous_go_on_searching_until_escape(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await type_words(pilot, "temperature")
        first = harness.state.position
        await pilot.press("n")
        second = harness.state.position
        assert second > first
        await pilot.press("N")
        assert harness.state.position == first
        await pilot.press("escape", "n")
        assert harness.asked[-1] == Move(NavigationLevel.SECTION, 1)


async def test_a_search_without_a_match_says_so_and_stays(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await type_words(pilot, "[/zebra]")
        assert harness.spoken[-1] == "Nothing in this guide matches “[/zebra]”."
        assert "“[/zebra]”" in screen_text(app)
        assert harness.state.position == Position(0, 0)


async def test_leaving_the_search_reads_on_where_it_was(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "slash")
        assert harness.status() is Status.PAUSED
        await pilot.press("q", "h")
        assert screen_lines(app)[-3:] == [
            "Paused 150 wpm 0%",
            "Enter finds, Esc leaves, F9 urgent",
            "qh",
        ]
        await pilot.press("escape")
        assert harness.status() is Status.PLAYING
        assert screen_lines(app)[-1] == "Space pause  R again  9 urgent  H help"
