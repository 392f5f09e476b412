"""A note is typed to a marked sentence, changed, removed, taken back, shown and said with it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

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
    assert note(made, "ask Dr. Lee") == ["Marked, with your note."]
    assert [(each.locator.quote, each.note) for each in kept(made)] == [
        ("Call the care team first.", "ask Dr. Lee")
    ]


def test_a_sentence_that_is_marked_gets_the_note(made: Front) -> None:
    made.do("bookmark")
    assert note(made, "ask Dr. Lee") == ["Note kept."]
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
    assert note(made, "two") == ["Note changed."]
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
    assert note(made, "" if isinstance(made, ByKeys) else "none") == ["Note removed."]
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
    assert told == [f"Note changed. {BOTH_KEPT}"]
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
    assert told == [f"Marked, with your note. {BOTH_KEPT}"]
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
    assert made.answer("two pills") == ["Note kept."]
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
    assert made.do("note", "ask Dr. Lee") == ["Marked, with your note."]
    # Those of before are not seen, and stay.
    assert made.do("note", "2 pills at night") == ["Added to its note."]
    assert [each.note for each in kept(made)] == ["ask Dr. Lee\n2 pills at night"]
    assert made.do("note", "none") == ["Note removed."]
    assert made.do("note", "none") == ["There is no note here."]


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
    assert made.do("note")[0].startswith("That bookmark is gone")
