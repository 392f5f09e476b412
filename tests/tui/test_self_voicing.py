"""Everything the keys do is said: what, state, where, hint; and nothing is said in vain."""

from __future__ import annotations

from pathlib import Path

from allvoice.shelf.settings.specs import Settings
from allvoice.speech.protocol import Notice
from tests.tui.screen_harness import make_app

SMALL = (40, 12)
BEGINNER, EXPERT = Settings(verbosity="beginner"), Settings(verbosity="expert")


# How much is said


async def test_a_beginner_is_told_how_to_take_a_mark_back_and_how_to_go_on(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, settings=BEGINNER)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("b")
        assert harness.spoken[-1] == "Bookmark 1, at: Start here. U takes it back."
        await pilot.press("space", "space")
        assert harness.spoken[-1] == "Paused. Space goes on."


async def test_an_expert_is_told_no_more_than_what_was_done(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, settings=EXPERT)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("b")
        assert harness.spoken == ["Bookmark 1, at: Start here."]


async def test_what_was_told_last_is_told_again(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("a")
        assert harness.spoken == ["Nothing has been told yet."]
        await pilot.press("b", "a")
        assert harness.spoken[-2:] == ["Bookmark 1, at: Start here. U takes it back."] * 2
        await pilot.press("t", "down", "a")
        assert harness.spoken[-2:] == ["Fever, 2 of 4"] * 2


async def test_a_fault_told_by_the_session_can_be_heard_again(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        harness.handle(Notice("The voice had stopped and was started again."))
        await pilot.press("a")
        assert harness.spoken == ["The voice had stopped and was started again."] * 2
