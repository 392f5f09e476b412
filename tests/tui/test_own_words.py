"""Words that are being typed are not lost: not by the urgent key, nor by Escape, nor in a burst."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from allvoice.actions.asking import NOTHING_CHANGED, WAITED, WAITS
from allvoice.actions.drafts import DraftFor, Drafts
from allvoice.shelf.store.shelf import Shelf
from allvoice.tui.front_door import DRAFTS_KEPT_EVERY_S
from allvoice.tui.terminal.type_ahead import KeysTogether
from tests.shelf.guides import folders_in
from tests.tui.screen_harness import make_app, open_shelf
from tests.tui.settling import passed

SIZE = (40, 12)


async def test_what_was_typed_waits_where_the_urgent_list_was_asked_for(tmp_path: Path) -> None:
    shelf = open_shelf(tmp_path)
    app, harness = make_app(tmp_path, shelf=shelf)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("E", *"half", "f9")
        await pilot.press("escape", "E")
        assert app.query_one(Input).value == "half"
        assert WAITED in harness.spoken[-1]
        await pilot.press("enter")
        assert [each.note for each in shelf.bookmarks.of()] == ["half"]
        await pilot.press("E")
        assert WAITED not in harness.spoken[-1]


async def test_what_was_typed_waits_after_escape_and_that_is_told(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("E", *"half", "escape")
        assert harness.spoken[-1] == WAITS
        await pilot.press("E")
        assert app.query_one(Input).value == "half"
        await pilot.press(*["backspace"] * 4, "escape", "E")
        assert app.query_one(Input).value == ""


@pytest.mark.parametrize("ends", ["ctrl+c", "hangup"])
async def test_what_was_typed_when_the_program_ended_waits_for_its_next_start(
    tmp_path: Path, ends: str
) -> None:
    app, _ = make_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("E", *"half")
        if ends == "hangup":
            app.process.terminal_closed()
            await pilot.pause()
        else:
            await pilot.press("ctrl+c")
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("E")
        assert app.query_one(Input).value == "half"
        assert WAITED in harness.spoken[-1]
        await pilot.press(*"way", "enter")
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("right", "E")
        assert app.query_one(Input).value == ""


async def test_what_is_being_typed_is_kept_though_the_program_is_killed(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("E", *"half")
        await passed(pilot, DRAFTS_KEPT_EVERY_S)
        with Shelf.open(folders_in(tmp_path)) as killed:
            drafts = Drafts(killed.remembered)
            assert drafts.of(DraftFor("Note", "Type the note, then Enter.", "")).words == "half"


async def test_a_burst_is_kept_before_anything_else_can_happen(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("E")
        app.post_message(KeysTogether("a rash on both legs"))
        await pilot.pause()
        with Shelf.open(folders_in(tmp_path)) as killed:
            asked = DraftFor("Note", "Type the note, then Enter.", "")
            assert Drafts(killed.remembered).of(asked).words == "a rash on both legs"


async def test_who_leaves_in_the_middle_of_words_is_told_that_they_wait(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("E", *"half", "ctrl+c")
    assert app.actions.leaving.words.endswith(WAITS)
    app, _ = make_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("C", *"38", "ctrl+c")
    assert WAITS not in app.actions.leaving.words


async def test_where_a_note_was_typed_is_told_at_any_other_place(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("E", *"half", "escape", "E")
        assert WAITED in harness.spoken[-1]
        await pilot.press("escape", "right", "right", "E")
        assert "stand in the line, typed at: Chapter 1: Start here." in harness.spoken[-1]
        await pilot.press("escape", "right", "E")
        assert "stand in the line, typed at: Chapter 1: Start here." in harness.spoken[-1]


async def test_a_temperature_of_before_never_waits_in_the_line(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("C", *"38.4", "escape")
        assert harness.spoken[-1] == NOTHING_CHANGED
        await pilot.press("C")
        assert app.query_one(Input).value == ""
        assert WAITED not in harness.spoken[-1]


async def test_a_burst_of_text_is_typed_whole_with_the_space_before_it(tmp_path: Path) -> None:
    shelf = open_shelf(tmp_path)
    app, _ = make_app(tmp_path, shelf=shelf)
    async with app.run_test(size=SIZE) as pilot:
        assert not app.process.type_ahead.takes_text()
        await pilot.press("E", *"fever")
        assert app.process.type_ahead.takes_text()
        app.post_message(KeysTogether(" since nine, and a rash on both legs" * 5))
        await pilot.pause()
        app.post_message(KeysTogether(" too\r"))
        await pilot.pause()
        assert not app.process.type_ahead.takes_text()
    (mark,) = shelf.bookmarks.of()
    assert mark.note == "fever" + " since nine, and a rash on both legs" * 5 + " too"


async def test_a_note_changed_in_the_list_of_marks_is_taken_back_there(tmp_path: Path) -> None:
    shelf = open_shelf(tmp_path)
    app, harness = make_app(tmp_path, shelf=shelf)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("E", *"one", "enter")
        await pilot.press("B", "E", *"two", "enter")
        assert [each.note for each in shelf.bookmarks.of()] == ["onetwo"]
        await pilot.press("u")
        assert harness.spoken[-1].startswith("Note as before")
        assert [each.note for each in shelf.bookmarks.of()] == ["one"]
