"""Searching on the screen: the line to type into, what is marked, and the keys that go on."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from allvoice.guide.model import Position
from allvoice.reading.commands import GoTo, Move
from allvoice.reading.state import NavigationLevel, Status
from allvoice.shelf.settings.specs import Settings
from tests.tui.screen_harness import make_app
from tests.tui.screens import looks_of, screen_lines, screen_text, styled

SMALL = (40, 12)


async def type_words(pilot: Pilot[str], words: str) -> None:
    await pilot.press("slash", *(key if key != " " else "space" for key in words), "enter")


async def test_searching_goes_to_the_sentence_and_marks_what_was_found(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await type_words(pilot, "morning")
        assert harness.asked == [GoTo(Position(4, 1), play=True)]
        assert harness.announcement.startswith("Morning, 1 place. ")
        assert screen_lines(app)[-1] == "Space pause  N next  9 urgent  H help"
        assert not app.query(Input)
        found = looks_of(app, "morning")
        assert found.underline
        assert found.reverse
        assert found.bold


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("emper", "temperature"),
        ("rack", "Brackets"),
        ("care t", "care team"),
    ],
)
async def test_what_was_found_is_marked_by_whole_words_and_figures(
    tmp_path: Path, typed: str, marked: str
) -> None:
    app, _ = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_words(pilot, typed)
        found = [text for text, look in styled(app) if look.reverse and look.underline]
        assert found == [marked]


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
        await type_words(pilot, "[/qqqq]")
        assert harness.spoken[-1].startswith("Nothing for [/qqqq]. Nearest: ")
        assert "Nothing for [/qqqq]." in screen_text(app)
        assert harness.state.position == Position(0, 0)


async def test_what_is_nearest_is_looked_for_by_enter_alone(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await type_words(pilot, "qqqq")
        nearest = app.query_one(Input).value
        assert f"Nearest: {nearest}, " in harness.spoken[-1]
        await pilot.press("enter")
        assert not app.query(Input)
        assert harness.announcement.startswith(nearest.capitalize())
        assert harness.state.reads_on


async def test_the_key_for_playing_is_in_the_foot_whatever_was_found(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path)
    async with app.run_test(size=(60, 12)) as pilot:
        await type_words(pilot, "temperature")
        found = "Space {}  N next  Shift+N before  9 urgent  H help"
        assert screen_lines(app)[-1] == found.format("pause")
        await pilot.press("space")
        assert screen_lines(app)[-1] == found.format("go on")
        await pilot.press("pagedown")
        assert "N next" not in screen_lines(app)[-1]
        assert screen_lines(app)[-1].startswith("Space ")


async def test_all_that_was_found_is_listed_by_a_key(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await type_words(pilot, "temperature")
        await pilot.press("n", "F")
        assert app.main_pane.model is not None
        assert app.main_pane.items.selected == 1
        second = harness.state.position
        await pilot.press("up", "enter")
        assert harness.state.position < second
        assert app.main_pane.model is None


async def test_leaving_the_search_reads_on_where_it_was(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("space", "slash")
        assert harness.status() is Status.PAUSED
        await pilot.press("q", "h")
        assert screen_lines(app)[-3:] == [
            " PAUSED   150 wpm  ----------------  0%",
            "Enter finds  Esc leaves  F9 urgent",
            "qh",
        ]
        await pilot.press("escape")
        assert harness.status() is Status.PLAYING
        assert screen_lines(app)[-1] == "Space pause  R again  9 urgent  H help"


async def test_what_is_typed_is_heard_key_by_key(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, settings=Settings(typing_echo="letters"))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("slash")
        before = len(harness.spoken)
        for key in ("f", "e", "space", "backspace", "left", "left", "left", "right", "up", "end"):
            await pilot.press(key)
        said = ["F", "E", "fe", "deleted space", "E", "F", "F", "E", "fe", "fe"]
        assert harness.spoken[before:] == said
        await pilot.press("home", "v", "down")
        assert harness.spoken[-3:] == ["fe", "V", "vfe"]


async def test_in_the_line_for_the_number_it_is_heard_too_and_no_key_is_said_to_do_nothing(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path, settings=Settings(typing_echo="letters"))
    async with app.run_test(size=SMALL) as pilot:
        app.actions.show(app.actions.care_team.ask())
        await pilot.press("5", "minus", "6", "up")
        assert harness.spoken[-4:] == ["5", "dash", "6", "5-6"]
