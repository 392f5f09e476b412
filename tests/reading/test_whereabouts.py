"""Where one is: chapter, place in it and time left, at the present pace."""

from __future__ import annotations

import pytest

from allvoice.guide.model import Guide, Position
from allvoice.reading.whereabouts import shown_minutes, where, whereabouts
from tests.guide.texts import guide_of
from tests.reading.harness import small_guide

LONG = " ".join(["Word"] * 600) + "."
TWO_CHAPTERS = f"# One\n\n{LONG}\n\n## Middle\n\n{LONG}\n\n## Last\n\n{LONG}\n\n# Two\n\n{LONG}\n"


def place_of(guide: Guide, title: str) -> Position:
    return Position(next(each for each in guide.sections if each.title == title).first_block)


def test_a_place_is_told_by_its_chapter_and_its_place_in_it() -> None:
    guide = guide_of(TWO_CHAPTERS)
    here = whereabouts(guide, place_of(guide, "Middle"), 150)
    assert (here.chapter.title, here.chapter_number, here.chapter_count) == ("One", 1, 2)
    assert (here.section.title, here.section_number, here.section_count) == ("Middle", 2, 3)
    there = whereabouts(guide, guide.end, 150)
    assert (there.chapter_number, there.section_number, there.section_count) == (2, 1, 1)


def test_the_time_left_is_that_of_the_chapter_at_the_present_pace() -> None:
    guide = guide_of(TWO_CHAPTERS)
    start, middle, last = (place_of(guide, each) for each in ("One", "Middle", "Last"))
    slow = whereabouts(guide, start, 100).minutes_left
    assert slow == pytest.approx(2 * whereabouts(guide, start, 200).minutes_left)
    left = [whereabouts(guide, each, 100).minutes_left for each in (start, middle, last)]
    assert left == sorted(left, reverse=True)
    assert left[0] == pytest.approx(3 * left[2], rel=0.05)


def test_a_guide_that_is_all_one_chapter_is_told_by_its_sections() -> None:
    guide = guide_of("## One\n\nText.\n\n## Two\n\nText.\n")
    here = whereabouts(guide, place_of(guide, "Two"), 150)
    assert (here.chapter_number, here.section_number, here.section_count) == (0, 2, 2)
    said = where(guide, place_of(guide, "Two"), 150)
    assert said.startswith("Section 2 of 2, Two. Less than a minute left. ")


def test_where_am_i_names_chapter_section_part_and_time() -> None:
    guide = small_guide()
    said = where(guide, place_of(guide, "At night"), 150)
    assert said.startswith("Chapter 1 of 2, Before you begin. Section 2 of 2, At night. Less than")
    assert "left in the chapter, less than a minute in all." in said
    assert said.endswith(" percent.")


def test_asked_twice_it_tells_pace_and_sentence_too() -> None:
    guide = small_guide()
    said = where(guide, Position(1, 1), 150, detail=True)
    assert "Pace 150 words a minute. Paragraph 2 of 4 in this section, sentence 2 of 2." in said
    assert said.endswith("left in this section.")


@pytest.mark.parametrize(
    ("duration_min", "shown"),
    [
        (0, "under 1 min"),
        (0.8, "1 min"),
        (2.6, "3 min"),
        (89, "89 min"),
        (91, "1.5 h"),
        (120, "2 h"),
    ],
)
def test_time_left_is_shown_in_few_letters(duration_min: float, shown: str) -> None:
    assert shown_minutes(duration_min) == shown
