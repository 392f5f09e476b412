"""A number and words behind it are about the list just shown: nothing else is overwritten."""

from __future__ import annotations

import pytest

from allvoice.plain.happenings import HalfTyped
from allvoice.shelf.store.entries import Entry, EntryKind
from allvoice.shelf.store.shelf import Shelf
from tests.plain.harness import WELCOME, PlainHarness, plain_harness

ONLY_WRITTEN = "Only what was written down can be changed."
LIST_FIRST = (
    "Show the list first: D for questions, J for the notebook, B for bookmarks, M for cards."
    " Then type {} and a number."
)
TEXT = """\
# Pills

See the [transplant](#transplant). Is one a day enough?

## Goal, Fit, Burden, Fallback for pills

- **Goal**: Stop the signal.
- **Fit**: Only with the gene change.
- **Burden**: Daily, for years.
- **Fallback plan**: Another pill.

# Transplant

New cells.

## Questions about a transplant

- Who gives the cells?
"""
ASKED = ("Is it kept", "Who calls", "When")


def with_questions(shelf: Shelf) -> PlainHarness:
    made = plain_harness(shelf, voiced=False, text=TEXT)
    for each in ASKED:
        made.type(f"K {each}")
    return made


def entries(shelf: Shelf) -> list[Entry]:
    return shelf.entries.of(tuple(EntryKind))


def questions(shelf: Shelf) -> tuple[str, ...]:
    return tuple(each.text for each in shelf.entries.of((EntryKind.QUESTION,)))


def test_words_for_a_line_of_the_card_shown_go_to_that_line(shelf: Shelf) -> None:
    made = with_questions(shelf)
    assert "2. Goal: The guide says: Stop the signal." in made.type("M 1")
    assert made.type("edit 2 words meant for the card")[0] == "Goal: words meant for the card."
    assert made.type("edit 2 others")[0] == (
        "Goal: others. Instead of: words meant for the card. u takes it back."
    )
    assert made.type("u")[0] == "Goal as before: pills."
    assert shelf.cards.all()[0].goal == "words meant for the card"
    # One line is written after the other, by number or by words.
    made.type("3", "For her")
    assert made.type("edit 4 Each day")[0] == "Burden: Each day."
    assert made.type("edit 1 compared")[0] == ONLY_WRITTEN
    assert made.type("edit 9 none")[0] == "Type edit and a number, 1 to 7."
    assert questions(shelf) == ASKED


@pytest.mark.parametrize("shows", ["t", "tt", "L", "A", "M", "o"])
def test_what_is_not_the_listeners_own_cannot_be_changed_and_no_question_is_instead(
    shelf: Shelf, shows: str
) -> None:
    made = with_questions(shelf)
    made.type("D", shows)
    assert made.type("edit 1 my words")[0] == ONLY_WRITTEN
    assert questions(shelf) == ASKED


@pytest.mark.parametrize("typed", [[], ["D", ""], ["D", "t 2"], ["J", "w"], ["B"]])
def test_where_no_list_was_just_shown_words_behind_a_number_change_nothing(
    shelf: Shelf, typed: list[str]
) -> None:
    made = with_questions(shelf)
    made.type(*typed)
    assert made.type("edit 1 my words")[0] == LIST_FIRST.format("edit")
    assert questions(shelf) == ASKED


@pytest.mark.parametrize(
    "between", [[], ["done 1"], ["answer 2 Dr. Lee"], ["D up 3", "D down 2"], ["question"], ["u"]]
)
def test_what_is_about_the_questions_leaves_their_numbers_at_hand(
    shelf: Shelf, between: list[str]
) -> None:
    made = with_questions(shelf)
    made.type("D", "K One more", *between)
    assert made.type("edit 1 Is it ever kept")[0] == (
        "Question changed: Is it ever kept. Instead of: Is it kept. u takes it back."
    )
    assert questions(shelf)[:3] == ("Is it ever kept", *ASKED[1:])
    made.type("u")
    assert questions(shelf)[:3] == ASKED


def test_words_that_were_only_added_to_are_not_told_as_lost(shelf: Shelf) -> None:
    made = with_questions(shelf)
    made.type("D")
    assert made.type("edit 3 When, and where?")[0] == "Question changed: When, and where?"


def test_an_item_of_the_notebook_and_the_note_of_a_mark_are_changed_where_they_are_listed(
    shelf: Shelf,
) -> None:
    made = plain_harness(shelf, voiced=False)
    made.type("write Slept badly", "note two pills", "J")
    assert made.type("edit 7 Slept well")[0] == (
        "Note changed: Slept well. Instead of: Slept badly. u takes it back."
    )
    made.type("B", "edit 1 three pills")
    assert [each.note for each in shelf.bookmarks.of(made.reading.guide.id)] == ["three pills"]


@pytest.mark.parametrize("shows", ["t", "L", "A"])
def test_nothing_is_removed_by_its_number_while_a_list_of_the_document_is_shown(
    shelf: Shelf, shows: str
) -> None:
    made = with_questions(shelf)
    made.type("b", "B", "D", shows)
    assert made.type("dl 1")[0] == "There is nothing to remove here."
    assert questions(shelf) == ASKED
    assert len(shelf.bookmarks.of(made.reading.guide.id)) == 1


def test_a_number_of_questions_shown_before_the_reading_went_on_removes_neither_one_nor_a_mark(
    shelf: Shelf,
) -> None:
    made = with_questions(shelf)
    made.type("b", "D", "")
    assert made.type("dl 1", "dl")[::2] == [LIST_FIRST.format("dl")] * 2
    assert questions(shelf) == ASKED
    assert len(shelf.bookmarks.of(made.reading.guide.id)) == 1
    made.type("D")
    assert made.type("dl")[0] == "Type dl and a number, 1 to 3."
    assert made.type("dl 1")[0].startswith("Removed: Is it kept.")


def test_words_behind_a_number_leave_those_that_wait_for_the_question_where_they_are(
    shelf: Shelf,
) -> None:
    shelf.entries.add(EntryKind.QUESTION, ASKED[0])
    made = plain_harness(shelf, voiced=False, begins=False, reads_alone=False)
    made.inbox.type_from(["answer 1", HalfTyped("Dr. Lee says")])
    with pytest.raises(KeyboardInterrupt):
        made.reader.run(WELCOME)
    made = plain_harness(shelf, voiced=False)
    assert made.type("answer 1 In two weeks")[0].startswith("Answered: In two weeks.")
    assert "Your words of before wait: Dr. Lee says." in " ".join(made.type("answer 1"))
    made.type("keep")
    assert shelf.entries.of((EntryKind.QUESTION,))[0].answer == "Dr. Lee says"
    assert "Your words of before" not in " ".join(made.type("answer 1"))


def test_the_numbers_that_stand_in_the_lines_stay_whatever_is_added_or_removed(
    shelf: Shelf,
) -> None:
    made = with_questions(shelf)
    made.type("D", "dl 1", "K One more")
    assert made.type("dl 1")[0] == "That one is gone: it was removed meanwhile."
    made.type("answer 2 Dr. Lee", "done 4")
    assert [(each.text, each.answer, each.is_done) for each in entries(shelf)] == [
        ("Who calls", "Dr. Lee", True), ("When", "", False), ("One more", "", True),
    ]  # fmt: skip
    assert made.type("D")[0].startswith("1. Who calls")
    made.type("D up 2")
    assert made.type("edit 1 At what time")[0].startswith("Question changed: At what time.")


def test_what_was_just_written_down_takes_no_number_of_the_notebook_shown(shelf: Shelf) -> None:
    made = plain_harness(shelf, voiced=False)
    made.type("write Slept badly", "J", "1", "vincristine 1 mg")
    assert made.type("edit 7 Slept well")[0].startswith("Note changed: Slept well.")
    assert sorted(each.text for each in entries(shelf)) == ["Slept well", "vincristine 1 mg"]
