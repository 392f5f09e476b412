"""What can be played of a guide: marks without a sentence twice, questions, what is queued."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.actions.hands_free import passages
from allvoice.guide.model import Guide, Position
from allvoice.reading.playlist import Passage
from allvoice.shelf.locator import Locator, locate
from allvoice.shelf.store.bookmarks import Bookmark
from allvoice.shelf.store.queue import Extent, new_entry
from tests.reading.harness import guide_of_text

TEXT = """# Fever

Call at once. Write it down. Wait by the phone.

Take nothing.

## At night

Call the ward.

# Food

Eat little. Eat often.

## Questions to ask

- What can we eat?
- When do we call?
"""
EDITED = """# Food

Eat little. Eat often.

# Fever

Call at once. Write it down. Wait by the phone.
"""


def guide() -> Guide:
    return guide_of_text(TEXT)


def mark(position: Position, *, is_section: bool = False, note: str = "") -> Bookmark:
    label = "Chapter 1: Call"
    return Bookmark(
        f"{position}", "guide", "", label, "", locate(guide(), position), is_section, note
    )


def sentences(guide: Guide, passage: Passage) -> list[str]:
    found: list[str] = []
    position: Position | None = passage.first
    while position is not None and position <= passage.last:
        found.append(guide.sentence_text(position))
        position = guide.after(position)
    return found


def played(*marks: Bookmark) -> list[list[str]]:
    """Return the sentences of each passage that marks make."""
    made = passages.of_marks(guide(), marks)
    return [sentences(guide(), each) for each in made.passages]


def test_a_marked_sentence_is_played_to_the_end_of_its_paragraph_a_section_whole() -> None:
    assert played(mark(Position(1, 1)), mark(Position(5), is_section=True)) == [
        ["Write it down.", "Wait by the phone."],
        ["Food", "Eat little.", "Eat often."],
    ]


def test_marks_come_as_they_stand_in_the_guide() -> None:
    made = passages.of_marks(guide(), [mark(Position(6)), mark(Position(1))])
    assert [each.label for each in made.passages] == ["Fever, chapter 1", "Food, chapter 2"]


def test_of_two_marks_in_a_paragraph_nothing_is_heard_twice() -> None:
    assert played(mark(Position(1)), mark(Position(1, 2))) == [
        ["Call at once.", "Write it down."],
        ["Wait by the phone."],
    ]


def test_a_mark_within_a_marked_section_is_told_where_it_stands_and_the_section_goes_on() -> None:
    inner = mark(Position(1, 1), note="By phone")
    made = passages.of_marks(guide(), [mark(Position(0), is_section=True), inner])
    assert [sentences(guide(), each) for each in made.passages] == [
        ["Fever", "Call at once."],
        ["Write it down.", "Wait by the phone.", "Take nothing."],
    ]
    assert [(each.label, each.said) for each in made.passages] == [
        ("Section: Fever, chapter 1", ""),
        ("Fever, chapter 1", "Note: By phone."),
    ]


def test_a_section_and_its_heading_marked_both_are_one_passage_with_both_notes() -> None:
    heading = mark(Position(0), note="Ask why")
    section = mark(Position(0), is_section=True, note="Read twice")
    (only,) = passages.of_marks(guide(), [heading, section]).passages
    assert (only.label, only.said) == (
        "Section: Fever, chapter 1",
        "Note: Read twice. Note: Ask why.",
    )


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2), st.booleans()), min_size=1, max_size=8)
)
def test_whatever_is_marked_is_played_once_and_in_order(
    places: list[tuple[int, int, bool]],
) -> None:
    text = guide()
    marked, wanted = [], set()
    for block, sentence, is_section in places:
        position = text.clamp(Position(block, sentence))
        section = text.section_of(position)
        if is_section:
            position = Position(section.first_block)
        marked.append(mark(position, is_section=is_section))
        end = section.last_block if is_section else position.block
        last = Position(end, len(text.blocks[end].sentences) - 1)
        wanted |= {*_between(text, position, last)}
    made = passages.of_marks(text, marked)
    heard = [place for each in made.passages for place in _between(text, each.first, each.last)]
    assert heard == sorted(wanted)
    assert {each.first for each in made.passages} == {
        text.clamp(Position(m.locator.block_index, m.locator.sentence_index)) for m in marked
    }


def _between(guide: Guide, first: Position, last: Position) -> list[Position]:
    found = []
    position: Position | None = first
    while position is not None and position <= last:
        found.append(position)
        position = guide.after(position)
    return found


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, ""),
        (1, "1 mark is not in this edition."),
        (2, "2 marks are not in this edition."),
    ],
)
def test_marks_of_another_edition_are_told_by_their_number(count: int, said: str) -> None:
    gone = [mark(Position(2)), mark(Position(4))][:count]
    made = passages.of_marks(guide_of_text(EDITED), [mark(Position(1)), *gone])
    assert passages.marks_gone(made) == said
    assert [each.label for each in made.passages] == ["Fever, chapter 2"]


def test_the_questions_are_played_by_their_sections() -> None:
    made = passages.of_questions(guide())
    assert [sentences(guide(), each) for each in made.passages] == [
        ["Questions to ask", "What can we eat?", "When do we call?"]
    ]


def queued(extent: Extent, position: Position, title: str = "Fever") -> list[list[str]]:
    entry = new_entry(title, extent, locate(guide(), position))
    made = passages.of_queue(guide(), [entry])
    assert [each.key for each in made.passages] == [entry.id]
    return [sentences(guide(), each) for each in made.passages]


def test_a_section_a_chapter_and_the_rest_of_a_section_can_be_queued() -> None:
    assert queued(Extent.SECTION, Position(3)) == [["At night", "Call the ward."]]
    assert queued(Extent.REST, Position(1, 2)) == [["Wait by the phone.", "Take nothing."]]
    (whole,) = queued(Extent.CHAPTER, Position(0))
    assert whole[0] == "Fever"
    assert whole[-1] == "Call the ward."


def test_what_is_queued_is_found_in_an_edited_document_or_left_out_by_its_name() -> None:
    edited = guide_of_text(EDITED)
    entries = [
        new_entry("Fever, chapter 1", Extent.SECTION, locate(guide(), Position(0))),
        new_entry("At night", Extent.SECTION, locate(guide(), Position(3))),
        new_entry("Fever, chapter 1", Extent.REST, locate(guide(), Position(1, 1))),
    ]
    made = passages.of_queue(edited, entries)
    assert [sentences(edited, each)[0] for each in made.passages] == ["Fever", "Write it down."]
    assert passages.queue_gone(made) == ("At night is no longer in this document, and left out.")


def test_a_place_that_leads_nowhere_is_left_out() -> None:
    nowhere = Locator("guide", "none", "none", 999, 9, "", "Not in it at all.", "", 1.0)
    made = passages.of_queue(guide(), [new_entry("Gone", Extent.REST, nowhere)])
    assert made == ((), ("Gone",))
