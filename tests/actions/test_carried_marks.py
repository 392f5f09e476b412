"""Marks come along into a new edition of the guide, and what became of them is told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.guide.load import parse_guide
from allvoice.guide.model import Guide, Position
from allvoice.reading.commands import Announce
from allvoice.shelf.locator import locate
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import ByKeys, settings_of

OLD = """# Fever

Take the temperature. Call the care team.

## At night

Keep the number by the phone.

# Food

Small meals help.
"""
MARKED = [Position(1, 0), Position(1, 1), Position(3), Position(5)]


def edition(text: str) -> Guide:
    return parse_guide([(Path("guide.md"), text)])


def mark(shelf: Shelf, *positions: Position) -> None:
    guide = edition(OLD)
    for position in positions:
        shelf.bookmarks.add(locate(guide, position), guide.sentence_text(position))


def begin(shelf: Shelf, text: str) -> ByKeys:
    """Start the program with an edition, and let time pass."""
    made = ByKeys(shelf, settings_of(), guide=edition(text), begins=False)
    made.actions.carry_marks()
    made.scheduler.do_all()
    return made


def quotes(shelf: Shelf, guide: Guide) -> list[str]:
    """Return the sentences that the marks are stored at, by their places alone."""
    return [
        guide.sentence_text(Position(each.locator.block_index, each.locator.sentence_index))
        for each in shelf.bookmarks.of(guide.id)
    ]


def test_where_nothing_changed_nothing_is_told(shelf: Shelf) -> None:
    mark(shelf, *MARKED)
    assert begin(shelf, OLD).reading.messages == []


def test_where_all_are_found_nothing_is_told_and_they_are_stored_where_they_are_now(
    shelf: Shelf,
) -> None:
    mark(shelf, *MARKED)
    before = quotes(shelf, edition(OLD))
    made = begin(shelf, f"# News\n\nMuch is new.\n\n{OLD}")
    assert made.reading.messages == []
    assert quotes(shelf, made.reading.guide) == before


def test_what_is_gone_is_told_once_for_an_edition(shelf: Shelf) -> None:
    mark(shelf, *MARKED)
    new = OLD.replace("Keep the number by the phone.", "Sleep well.").replace("Take the", "No")
    told = "2 of your 4 marks could not be found; they are kept at the start of their section."
    new = new.replace("No temperature.", "Rest.")
    assert begin(shelf, new).reading.messages == [told]
    assert begin(shelf, new).reading.messages == []
    assert begin(shelf, new.replace("Rest.", "Rest now.")).reading.messages == [told]


@pytest.mark.parametrize(("count", "which"), [(1, "Your mark"), (2, "1 of your 2 marks")])
def test_it_is_told_in_words_that_fit_the_number(shelf: Shelf, count: int, which: str) -> None:
    mark(shelf, *MARKED[2 : 2 + count])
    text = OLD.replace("Keep the number by the phone.", "Sleep.")
    assert begin(shelf, text).reading.messages == [
        f"{which} could not be found; it is kept at the start of its section."
    ]


def test_where_the_section_is_gone_too_it_is_told_so(shelf: Shelf) -> None:
    mark(shelf, *MARKED[2:])
    text = OLD.replace("## At night\n\nKeep the number by the phone.\n\n", "")
    assert begin(shelf, text).reading.messages == [
        "1 of your 2 marks could not be found; it is kept near where it was."
    ]


def test_what_was_gone_is_found_again_when_its_words_come_back(shelf: Shelf) -> None:
    mark(shelf, *MARKED)
    begin(shelf, OLD.replace("Keep the number by the phone.", "Sleep well."))
    made = begin(shelf, f"# News\n\nMuch is new.\n\n{OLD}")
    assert made.reading.messages == []
    assert "Keep the number by the phone." in quotes(shelf, made.reading.guide)


def test_it_waits_until_nothing_else_is_being_told(shelf: Shelf) -> None:
    mark(shelf, *MARKED[2:])
    text = OLD.replace("Keep the number by the phone.", "Sleep well.")
    made = ByKeys(shelf, settings_of(), guide=edition(text), begins=False)
    made.reading.do(Announce("Something else."))
    made.actions.carry_marks()
    made.scheduler.do_until(30.0)
    assert made.reading.messages == ["Something else."]
    made.reading.hear_announcement()
    made.scheduler.do_all()
    assert made.reading.messages[1].startswith("1 of your 2 marks")


def test_where_it_was_not_told_yet_it_is_told_at_the_next_start(shelf: Shelf) -> None:
    mark(shelf, *MARKED[2:])
    text = OLD.replace("Keep the number by the phone.", "Sleep well.")
    made = ByKeys(shelf, settings_of(), guide=edition(text), begins=False)
    made.actions.carry_marks()
    assert begin(shelf, text).reading.messages[0].startswith("1 of your 2 marks")


def test_who_asks_for_a_mark_before_that_is_done_is_led_by_where_it_is_now(shelf: Shelf) -> None:
    mark(shelf, MARKED[3])
    made = ByKeys(
        shelf, settings_of(), guide=edition(f"{OLD}\n# End\n\nThe end.\n".replace("Take", "1\n\n2"))
    )
    made.do("next_mark")
    assert made.sentence == "Small meals help."


def test_without_marks_nothing_is_written(shelf: Shelf) -> None:
    begin(shelf, OLD)
    mark(shelf, *MARKED[2:])
    # So the next edition finds them whatever was read before.
    text = OLD.replace("Keep the number by the phone.", "Sleep well.")
    assert begin(shelf, text).reading.messages[0].startswith("1 of your 2 marks")
