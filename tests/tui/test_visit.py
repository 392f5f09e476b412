"""Questions for the visit, the notebook and temperatures, by keys on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Paste

from allvoice.guide.load import load_guide
from allvoice.guide.questions import question_groups
from allvoice.paths import bundled_guide
from allvoice.shelf.settings.specs import Settings
from allvoice.shelf.store.entries import EntryKind
from allvoice.shelf.store.shelf import Shelf
from tests.tui.screen_harness import make_app, open_shelf
from tests.tui.screens import screen_lines, screen_text

SIZE = (60, 24)


def with_questions(folder: Path) -> Shelf:
    shelf = open_shelf(folder)
    for each in ("One?", "Two?", "Three?"):
        shelf.entries.add(EntryKind.QUESTION, each)
    return shelf


def listed(shelf: Shelf) -> list[str]:
    return [each.text for each in shelf.entries.of([EntryKind.QUESTION])]


async def test_one_key_keeps_a_question_of_the_guide_and_one_says_it_at_the_visit(
    tmp_path: Path,
) -> None:
    guide = load_guide(bundled_guide())
    position = question_groups(guide)[0].positions[0]
    asked = " ".join(guide.blocks[position.block].text.split())
    app, harness = make_app(tmp_path, guide, position=position)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("K")
        assert harness.announcement == f"Kept for the visit: {asked} 1 question open."
        await pilot.press("D")
        assert harness.announcement.startswith("Questions for the visit, 1 of 1 open. ")
        assert asked in harness.announcement
        await pilot.press("escape", "u")
        assert harness.announcement == f"Taken back: {asked}"


async def test_a_visit_costs_one_key_for_each_question_and_an_answer_is_typed_after_enter(
    tmp_path: Path,
) -> None:
    shelf = with_questions(tmp_path)
    app, harness = make_app(tmp_path, shelf=shelf)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("D", "D")
        assert harness.announcement == "Two? 2 of 3"
        await pilot.press("enter", "Y", "e", "s", "enter")
        assert harness.announcement == "Answered: Yes. 2 questions open."
        assert "> Two? Answered today: Yes." in screen_lines(app)
        await pilot.press("D")
        assert harness.announcement == "Three? 3 of 3"
        await pilot.press("x")
        assert "> Three? Done." in screen_lines(app)
        await pilot.press("D")
        assert harness.announcement == "From the first again. One? 1 of 3"
        await pilot.press("u")
        assert harness.announcement == "Open again: Three?"
        assert "> Three?" in screen_lines(app)


@pytest.mark.parametrize(
    ("earlier", "later"), [("shift+up", "shift+down"), ("quotation_mark", "apostrophe")]
)
async def test_questions_are_moved_and_stay_chosen(
    tmp_path: Path, earlier: str, later: str
) -> None:
    shelf = with_questions(tmp_path)
    app, harness = make_app(tmp_path, shelf=shelf)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("D", later)
        assert listed(shelf) == ["Two?", "One?", "Three?"]
        assert harness.announcement == "Now 2 of 3."
        await pilot.press(later)
        assert listed(shelf) == ["Two?", "Three?", "One?"]
        await pilot.press(later)
        assert harness.announcement == "This is the last question."
        await pilot.press(earlier, earlier)
        assert listed(shelf) == ["One?", "Two?", "Three?"]
        assert "> One?" in screen_lines(app)


async def test_words_are_changed_where_they_stand_and_a_removed_question_comes_back(
    tmp_path: Path,
) -> None:
    shelf = with_questions(tmp_path)
    app, harness = make_app(tmp_path, shelf=shelf)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("D", "down", "E", "backspace", "s", "question_mark", "enter")
        assert harness.announcement == "Question changed: Twos? Instead of: Two? U takes it back."
        assert listed(shelf) == ["One?", "Twos?", "Three?"]
        await pilot.press("d")
        assert listed(shelf) == ["One?", "Three?"]
        assert "Twos?" not in screen_lines(app)
        await pilot.press("u")
        assert "> Twos?" in screen_lines(app)
        assert listed(shelf) == ["One?", "Twos?", "Three?"]


async def test_from_the_empty_list_the_guides_questions_are_one_key_away(tmp_path: Path) -> None:
    guide = load_guide(bundled_guide())
    shelf = open_shelf(tmp_path)
    app, harness = make_app(tmp_path, guide, shelf=shelf)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("D")
        assert "No questions yet." in harness.announcement
        await pilot.press("A", "down", "K", "D")
        assert harness.announcement.startswith("Questions for the visit, 1 of 1 open. ")
    assert len(listed(shelf)) == 1


async def test_in_the_notebook_a_medicine_is_two_keys_away_and_is_there_at_once(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("J")
        assert harness.announcement.startswith("Notebook, nothing written yet. Write down.")
        await pilot.press("enter", "M", "T", "X", "enter")
        assert harness.announcement.startswith("Medicine kept, ")
        assert "Today" in screen_lines(app)
        assert any(line.startswith("> Medicine, ") for line in screen_lines(app))
        await pilot.press("right", "right")
        assert screen_lines(app)[0] == "Notebook: Test results, nothing written yet"
        await pilot.press("left", "left", "J")
        assert not app.main_pane.is_list_open


async def test_a_temperature_is_one_key_away_and_told_with_the_urgent_key(tmp_path: Path) -> None:
    guide = load_guide(bundled_guide())
    app, harness = make_app(tmp_path, guide, settings=Settings(interface_voice=False))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("C", "3", "9", "enter")
        assert harness.announcement.startswith("Kept: 39 degrees Celsius, ")
        assert "Call the care team now, day or night" in harness.announcement
        assert harness.announcement.endswith("9 opens the list of when to call.")
        await pilot.press("9")
        assert "When to call" in screen_text(app)


async def test_a_long_paste_becomes_one_entry_and_nothing_in_it_is_a_command(
    tmp_path: Path,
) -> None:
    shelf = open_shelf(tmp_path)
    app, _ = make_app(tmp_path, shelf=shelf)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("K")
        app.post_message(Paste("Is this \x1b[31mred?\n" * 50 + "q\n"))
        await pilot.press("enter")
    assert listed(shelf) == ["Is this [31mred? " * 50 + "q"]
