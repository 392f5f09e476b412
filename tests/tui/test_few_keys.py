"""What is often wanted takes few keys from where the guide is opened."""

from __future__ import annotations

from pathlib import Path

from allvoice.guide.load import load_guide
from allvoice.guide.model import Position
from allvoice.guide.questions import question_groups
from allvoice.paths import bundled_guide
from allvoice.reading.state import Status
from allvoice.shelf.locator import locate
from tests.tui.screen_harness import make_app, open_shelf

SIZE = (100, 30)
MOST_KEYS = 8


async def test_six_marked_questions_are_heard_in_turn(tmp_path: Path) -> None:
    guide = load_guide(bundled_guide())
    questions = [group.positions[0] for group in question_groups(guide)][:6]
    shelf = open_shelf(tmp_path)
    for position in questions:
        shelf.bookmarks.add(locate(guide, position), "", guide.title)
    app, harness = make_app(tmp_path, guide, shelf=shelf)
    heard: list[Position] = []
    async with app.run_test(size=SIZE) as pilot:
        for number in range(1, len(questions) + 1):
            await pilot.press("semicolon")
            assert harness.spoken[-1] == f"Mark {number} of 6."
            harness.hear_announcement()
            harness.hear_all()
            heard.append(harness.state.position)
            # Nothing more is read: it can be talked about.
            assert harness.status() is Status.STOPPED
    assert heard == questions
    assert len(questions) <= MOST_KEYS


async def test_the_tradeoffs_of_two_treatments_are_compared(tmp_path: Path) -> None:
    guide = load_guide(bundled_guide())
    app, harness = make_app(tmp_path, guide)
    keys = ["m", "down", "enter", "down", "left", "m", "down", "enter"]
    async with app.run_test(size=SIZE) as pilot:
        for key in keys:
            await pilot.press(key)
        assert harness.spoken[-1].startswith("Tradeoffs. Chemotherapy: Hair loss, nausea,")
        harness.hear_announcement()
        assert harness.spoken[-1].startswith("Stem cell transplant: Serious risks both soon")
    assert len(keys) <= MOST_KEYS
