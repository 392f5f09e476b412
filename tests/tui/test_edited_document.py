"""The screen shows the guide as it is now: edited, where the sentence keeps its row, or another."""

from __future__ import annotations

from pathlib import Path

from allvoice.guide.model import Position
from allvoice.reading.commands import OpenGuide, RenewGuide
from allvoice.shelf.settings.specs import Settings
from tests.tui.screen_harness import make_app, make_guide
from tests.tui.screens import screen_lines, screen_text

LINES = "\n\n".join(f"This is line {number}." for number in range(40))
TEXT = f"# Water\n\n{LINES}\n\n## Food\n\nSmall meals help.\n"
EDITED = TEXT.replace("# Water", "# Water\n\nA new line.\n\nAnd one more.").replace("Food", "Meals")
OTHER = "# Bath\n\nUse warm water. Dry well.\n"
TOLD = "This document changed."
SIZE = (60, 20)


def row_of(lines: list[str], words: str) -> int:
    return next(row for row, line in enumerate(lines) if words in line)


async def test_the_sentence_stays_in_its_row_where_the_text_was_edited(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, make_guide(TEXT), position=Position(20))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        before = row_of(screen_lines(app), "line 19.")
        harness.do(RenewGuide(make_guide(EDITED), Position(22), TOLD))
        await pilot.pause()
        assert row_of(screen_lines(app), "> This is line 19.") == before
        assert TOLD in screen_text(app)
        await pilot.press("pagedown")
        await pilot.pause()
        assert "Meals" in screen_text(app)


async def test_another_document_that_is_shorter_takes_its_place(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, make_guide(TEXT), position=Position(40))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        await pilot.pause()
        harness.do(OpenGuide(make_guide(OTHER, "other"), Position(1, 1)))
        await pilot.pause()
        text = screen_text(app)
        assert "Use warm water." in text
        assert "line" not in text
        await pilot.press("right")
        harness.hear_all()
        await pilot.pause()
        await pilot.press("B")
        await pilot.pause()
        assert "You have no bookmarks yet." in screen_text(app)


async def test_the_contents_beside_the_text_are_those_of_the_new_guide(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, make_guide(TEXT), settings=Settings(beside=True))
    async with app.run_test(size=(140, 30)) as pilot:
        await pilot.press("b")
        await pilot.pause()
        assert "Food" in screen_text(app)
        harness.do(RenewGuide(make_guide(EDITED), Position(0), TOLD))
        await pilot.pause()
        await pilot.pause()
        assert "Meals" in screen_text(app)
        assert ">* Water" in screen_text(app)
