"""A note is typed to a marked sentence, changed, removed, taken back, shown and said with it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from allvoice.actions.model import GONE
from allvoice.actions.words import BOTH_KEPT
from allvoice.guide.model import Position
from allvoice.reading.commands import GoTo
from allvoice.reading.state import Status
from allvoice.shelf.locator import locate
from allvoice.shelf.store.bookmarks import Bookmark
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import ByKeys, ByWords, Front, settings_of
from tests.reading.harness import TEXT

Make = Callable[..., Front]
HERE = Position(1, 0)
LABEL = "Chapter 1: Call the care team first."
SECTION = "Section: Before you begin, chapter 1."


def note(made: Front, typed: str) -> list[str]:
    """Ask for the note on the sentence, and type it; return what was told last."""
    made.do("note")
    if isinstance(made, ByKeys):
        return made.answer(typed)
    assert isinstance(made, ByWords)
    before = len(made.reading.messages)
    made.plain.type(typed)
    return made.reading.messages[before:]


def kept(made: Front) -> list[Bookmark]:
    return [*made.shelf.bookmarks.of(made.reading.guide.id)]


def elsewhere(made: Front, words: str) -> None:
    """Write to the only mark as another copy of the program does."""
    (mark,) = kept(made)
    made.shelf.bookmarks.change_note(mark, words)


@pytest.fixture
def made(front: Make) -> Front:
    made = front()
    made.reading.do(GoTo(HERE, play=False))
    return made


def test_a_note_marks_the_sentence_and_is_kept_with_it(made: Front) -> None:
    assert note(made, "ask Dr. Lee") == [f"Marked with a note: {LABEL}"]
    assert [(each.locator.quote, each.note) for each in kept(made)] == [
        ("Call the care team first.", "ask Dr. Lee")
    ]


def test_a_sentence_that_is_marked_gets_the_note(made: Front) -> None:
    made.do("bookmark")
    assert note(made, "ask Dr. Lee") == [f"Note kept: {LABEL}"]
    assert [each.note for each in kept(made)] == ["ask Dr. Lee"]


def test_the_reading_waits_while_a_note_is_typed_and_then_goes_on(made: Front) -> None:
    made.reading.do(GoTo(HERE, play=True))
    made.reading.hear_words(1)
    made.do("note")
    before = made.reading.state.status
    if isinstance(made, ByKeys):
        made.answer("words")
    else:
        assert isinstance(made, ByWords)
        made.plain.type("words")
    assert (before, made.reading.state.status) == (Status.PAUSED, Status.PLAYING)


def test_a_note_is_changed_and_each_change_is_taken_back(made: Front) -> None:
    note(made, "one")
    assert note(made, "two") == [f"Note changed: {LABEL}"]
    assert made.do("undo_mark") == [f"Note as before: {LABEL}"]
    assert [each.note for each in kept(made)] == ["one"]
    # The note was set with the mark, and goes with it.
    assert made.do("undo_mark") == [f"Bookmark taken back: {LABEL}"]
    assert kept(made) == []


def test_a_note_that_is_taken_back_leaves_the_mark_that_was_there_before(made: Front) -> None:
    made.do("bookmark")
    note(made, "one")
    assert made.do("undo_mark") == [f"Note taken back: {LABEL}"]
    assert [each.note for each in kept(made)] == [""]


def test_a_note_is_removed_and_comes_back(made: Front) -> None:
    note(made, "one")
    assert note(made, "" if isinstance(made, ByKeys) else "none") == [f"Note removed: {LABEL}"]
    assert [each.note for each in kept(made)] == [""]
    made.do("undo_mark")
    assert [each.note for each in kept(made)] == ["one"]


def test_a_mark_that_is_removed_comes_back_with_its_note(made: Front) -> None:
    note(made, "one")
    made.items("bookmarks")
    made.remove(1)
    made.do("undo_mark")
    assert [each.note for each in kept(made)] == ["one"]


def test_of_two_windows_that_write_at_once_both_are_kept_and_it_is_said(made: Front) -> None:
    note(made, "one")
    made.do("note")
    elsewhere(made, "theirs")
    if isinstance(made, ByKeys):
        told = made.answer("mine")
    else:
        assert isinstance(made, ByWords)
        before = len(made.reading.messages)
        made.plain.type("mine")
        told = made.reading.messages[before:]
    assert told == [f"Note changed: {LABEL} {BOTH_KEPT}"]
    assert [each.note for each in kept(made)] == ["theirs\nmine"]


def test_what_another_window_wrote_stays_where_ones_own_words_are_taken_back(
    made: Front,
) -> None:
    test_of_two_windows_that_write_at_once_both_are_kept_and_it_is_said(made)
    made.do("undo_mark")
    assert [each.note for each in kept(made)] == ["theirs"]


def test_a_note_for_a_sentence_that_another_window_marks_meanwhile_is_told_too(
    made: Front,
) -> None:
    made.do("note")
    made.shelf.bookmarks.add(locate(made.reading.guide, HERE), "", note="theirs")
    if isinstance(made, ByKeys):
        told = made.answer("mine")
    else:
        assert isinstance(made, ByWords)
        before = len(made.reading.messages)
        made.plain.type("mine")
        told = made.reading.messages[before:]
    assert told == [f"Marked with a note: {LABEL} {BOTH_KEPT}"]
    made.do("undo_mark")
    assert [each.note for each in kept(made)] == ["theirs"]


def test_nothing_typed_marks_nothing(made: Front) -> None:
    note(made, "")
    assert kept(made) == []


def test_it_stands_behind_its_mark_in_the_list_in_one_line(made: Front) -> None:
    note(made, "x")
    (mark,) = kept(made)
    made.shelf.bookmarks.change_note(mark, "first line\nsecond  line " + "and more " * 40)
    (line,) = made.items("bookmarks")
    assert line.startswith(f"{LABEL} Note: first line; also: second line and more and")
    assert line.endswith("…")
    assert len(line) < 250


def test_of_a_very_long_note_the_beginning_is_said(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    made.reading.do(GoTo(HERE, play=False))
    note(made, "word " * 200_000)
    made.items("bookmarks")
    said = made.model.item(0).words
    assert said.startswith(f"{LABEL} Note: word word")
    assert said.endswith("word, and so on.")
    assert len(said) < 400


def test_arriving_at_a_mark_says_its_note(made: Front) -> None:
    note(made, "ask Dr. Lee")
    made.reading.do(GoTo(Position(0), play=False))
    assert made.do("next_mark") == ["Mark 1 of 1. Note: ask Dr. Lee."]


def test_where_one_is_in_detail_says_the_marks_and_their_notes(made: Front) -> None:
    note(made, "ask Dr. Lee")
    made.do("bookmark")
    made.do("bookmark")
    (told,) = made.do("where_in_detail") if isinstance(made, ByWords) else made.do("where")
    if isinstance(made, ByKeys):
        assert "marked" not in told
        (told,) = made.do("where")
    assert told.endswith("This sentence is marked. Note: ask Dr. Lee. This section is marked.")


# In the list of bookmarks


def test_in_the_list_the_note_on_the_chosen_mark_is_changed(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    made.reading.do(GoTo(HERE, play=False))
    made.do("bookmark")
    made.items("bookmarks")
    made.do("note")
    assert made.answer("two pills") == [f"Note kept, mark 1: {LABEL}"]
    assert made.model.item(0).line == f"{LABEL} Note: two pills"
    assert made.door.is_list_open
    made.do("note")
    assert made.door.question is not None
    assert made.door.question.initial == "two pills"


def test_in_lines_a_number_is_for_the_note_on_a_mark_of_the_list(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of())
    for block in (1, 2):
        made.reading.do(GoTo(Position(block), play=False))
        made.do("bookmark")
    made.items("bookmarks")
    assert made.do("note", 1)[0].startswith("Type the note")
    made.plain.type("two pills")
    assert [each.note for each in kept(made)] == ["two pills", ""]
    assert made.do("note", 3) == ["Type note and a number, 1 to 2."]


def test_in_lines_words_behind_it_are_the_note(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of())
    made.reading.do(GoTo(HERE, play=False))
    assert made.do("note", "ask Dr. Lee") == [f"Marked with a note: {LABEL}"]
    # Those of before are not seen, and stay.
    assert made.do("note", "2 pills at night") == [f"Added to its note: {LABEL}"]
    assert [each.note for each in kept(made)] == ["ask Dr. Lee\n2 pills at night"]
    assert made.do("note", "none") == [f"Note removed: {LABEL}"]
    assert made.do("note", "none") == ["There is no note here."]


@pytest.fixture
def listed(shelf: Shelf) -> ByWords:
    """Return lines in which two marks, the second in chapter 2, were listed at a third place."""
    made = ByWords(shelf, settings_of())
    for block in (1, made.reading.guide.blocks[-1].index):
        made.reading.do(GoTo(Position(block), play=False))
        made.do("bookmark")
    made.reading.do(GoTo(Position(2), play=False))
    made.items("bookmarks")
    return made


def notes(made: Front) -> list[str]:
    """Return the notes on all marks, in the order of the guide."""
    kept = made.shelf.bookmarks.of(made.reading.guide.id)
    return [each.note for each in sorted(kept, key=lambda each: each.locator.block_index)]


def test_in_lines_words_behind_a_number_are_for_that_mark_of_the_list_and_where_is_said(
    listed: ByWords,
) -> None:
    assert listed.do("note", "2 ask Dr. Lee") == ["Note kept, mark 2: Chapter 2: Small meals help."]
    assert listed.do("note", "1 call first") == [f"Note kept, mark 1: {LABEL}"]
    assert notes(listed) == ["call first", "ask Dr. Lee"]
    # Those of before are not seen, and stay.
    assert listed.do("note", "2 in June") == [
        "Added to its note, mark 2: Chapter 2: Small meals help."
    ]
    assert notes(listed) == ["call first", "ask Dr. Lee\nin June"]
    listed.do("undo_mark")
    assert listed.do("note", "2 none") == ["Note removed, mark 2: Chapter 2: Small meals help."]
    assert notes(listed) == ["call first", ""]


@pytest.mark.parametrize(
    "amount",
    ["2 mg at noon", "2 pills at night", "2 to 3 hours of fever", "2 % less", "2 times, then none"],
)
def test_an_amount_keeps_its_number_and_stays_at_the_sentence(listed: ByWords, amount: str) -> None:
    assert listed.do("note", amount) == ["Marked with a note: Chapter 1: Take the temperature."]
    assert notes(listed) == ["", amount, ""]
    listed.do("undo_mark")
    assert notes(listed) == ["", ""]


def test_a_number_that_the_list_does_not_have_belongs_to_the_words(listed: ByWords) -> None:
    assert listed.do("note", "3 from the ward") == [
        "Marked with a note: Chapter 1: Take the temperature."
    ]
    assert notes(listed) == ["", "3 from the ward", ""]


@pytest.mark.parametrize("asked", ["next_sentence", "play", "where", "chapters"])
def test_once_something_else_was_asked_for_a_number_belongs_to_the_words(
    listed: ByWords, asked: str
) -> None:
    listed.do(asked)
    listed.do("stop")
    listed.do("note", "2 from the ward")
    assert "2 from the ward" in notes(listed)


# In a list of sections


@pytest.mark.parametrize("action", ["contents", "chapters"])
def test_in_a_list_of_sections_the_chosen_one_is_marked_with_a_note(
    shelf: Shelf, action: str
) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    made.items(action)
    made.door.selected = made.model.count - 1
    assert made.do("note") == ["Type the note on the section Food, chapter 2, then Enter."]
    assert made.answer("small meals") == ["Marked with a note: Section: Food, chapter 2."]
    assert made.door.is_list_open
    assert [(each.is_section, each.note) for each in kept(made)] == [(True, "small meals")]
    made.do("note")
    assert made.door.question is not None
    assert made.door.question.initial == "small meals"
    assert made.answer("no nuts") == ["Note changed: Section: Food, chapter 2."]
    made.do("undo_mark")
    made.do("undo_mark")
    assert kept(made) == []


def test_in_lines_a_number_is_for_the_note_on_a_section_of_the_list(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of())
    made.items("chapters")
    made.do("note", 2)
    made.plain.type("small meals")
    made.items("chapters")
    assert made.do("note", "1 read again") == [f"Marked with a note: {SECTION}"]
    assert made.do("note", "1 in June") == [f"Added to its note: {SECTION}"]
    assert {(each.is_section, each.note) for each in kept(made)} == {
        (True, "small meals"),
        (True, "read again\nin June"),
    }
    made.items("chapters")
    assert made.do("note", 7) == ["The list of sections has 1 to 2."]


def test_a_note_of_several_lines_is_changed_in_one_and_left_as_it_is_unless_changed(
    shelf: Shelf,
) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    made.reading.do(GoTo(HERE, play=False))
    note(made, "one")
    (mark,) = kept(made)
    made.shelf.bookmarks.change_note(mark, "one\ntwo")
    made.do("note")
    assert made.door.question is not None
    assert made.door.question.initial == "one; also: two"
    made.answer("one; also: two")
    assert [each.note for each in kept(made)] == ["one\ntwo"]


def test_a_mark_that_is_gone_meanwhile_is_told_so(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    made.do("bookmark")
    made.items("bookmarks")
    (mark,) = kept(made)
    made.shelf.bookmarks.remove(mark)
    assert made.do("note") == [GONE.text]
