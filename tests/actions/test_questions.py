"""All questions for the care team are one list, with what they are about."""

from __future__ import annotations

from allvoice.actions.answers.questions import NO_QUESTIONS
from allvoice.guide.model import Position
from allvoice.reading.commands import GoTo
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import ByKeys, ByWords, settings_of

TEXT = """# Pills

One a day.

## Questions about pills

Ask these:

- When does he take it?
- Write it down.
- What if he throws up?

# Transplant

New cells.

## Questions about a transplant

- Who gives the cells?
"""
IN_PILLS, IN_TRANSPLANT = Position(1), Position(8)


def test_the_questions_stand_below_their_titles_and_one_is_gone_to_by_choosing_it(
    shelf: Shelf,
) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    assert made.items("questions") == [
        "Questions about pills",
        "When does he take it?",
        "What if he throws up?",
        "Questions about a transplant",
        "Who gives the cells?",
    ]
    assert made.model.name == "Questions for the care team, 3 questions"
    made.choose(3)
    assert made.sentence == "What if he throws up?"


def test_the_list_opens_at_the_questions_of_the_chapter(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    for position, selected in ((IN_PILLS, 0), (IN_TRANSPLANT, 3)):
        made.reading.do(GoTo(position, play=False))
        made.items("questions")
        assert made.model.selected == selected


def test_leaps_go_from_chapter_to_chapter(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    made.items("questions")
    landmark = made.model.landmark
    assert landmark is not None
    assert (landmark(0, 1), landmark(4, -1), landmark(3, 1)) == (3, 3, 3)


def test_in_lines_each_question_says_what_it_is_about(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of(), text=TEXT)
    assert made.plain.type("questions")[:3] == [
        "1. Questions about pills: When does he take it?",
        "2. Questions about pills: What if he throws up?",
        "3. Questions about a transplant: Who gives the cells?",
    ]
    made.plain.type("questions 3")
    assert made.sentence == "Who gives the cells?"


def test_a_document_without_questions_says_so(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text="# A\n\n- Is this one?\n")
    assert made.do("questions") == [NO_QUESTIONS]
