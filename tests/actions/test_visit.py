"""The questions for the visit: kept by one key, asked one by one, answered, moved, taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from allvoice.actions.model import GONE
from allvoice.actions.undo import NOTHING_TO_UNDO
from allvoice.reading.commands import Play
from allvoice.reading.state import REACTION_TIME_S
from allvoice.shelf.store.entries import EntryKind
from allvoice.shelf.store.shelf import Shelf
from tests.actions.entries_harness import (
    ASKS,
    FIRST,
    FIRST_ASKED,
    SECOND,
    SECOND_ASKED,
    STATEMENT,
    TEXT,
    SetClock,
    answer,
    at,
    clocked_shelf,
    kept,
    on_item,
    reads_on,
    texts,
)
from tests.actions.harness import ByKeys, ByWords, Front, settings_of
from tests.shelf.guides import folders_in

Make = Callable[..., Front]


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def shelf(tmp_path: Path, clock: SetClock) -> Iterator[Shelf]:
    with clocked_shelf(tmp_path, clock) as shelf:
        yield shelf


def with_questions(front: Make, *asked: str) -> Front:
    made = front(TEXT)
    for each in asked:
        made.shelf.entries.add(EntryKind.QUESTION, each)
    return made


# Keeping one


@pytest.mark.parametrize(
    ("position", "asked"),
    [(FIRST, FIRST_ASKED), (SECOND, SECOND_ASKED), (ASKS, "Is that enough?")],
)
def test_one_key_keeps_the_question_being_read(front: Make, position: object, asked: str) -> None:
    made = at(front(TEXT), position)  # type: ignore[arg-type]
    assert made.do("ask") == [f"Kept for the visit: {asked} 1 question open."]
    assert made.reading.voice.earcons[-1] == "bookmark"
    (entry,) = kept(made)
    assert (entry.kind, entry.text) == (EntryKind.QUESTION, asked)
    assert entry.locator is not None
    assert entry.locator.block_index == position.block  # type: ignore[attr-defined]


def test_keeping_one_does_not_hold_the_reading_and_how_to_undo_it_is_told_to_beginners(
    front: Make,
) -> None:
    made = at(front(TEXT, verbosity="beginner"), FIRST)
    made.reading.do(Play())
    assert made.do("ask")[-1].endswith(f"1 question open. {made.shown('undo_mark')} takes it back.")
    assert reads_on(made)


def test_a_key_pressed_as_the_next_sentence_begins_keeps_the_question_that_was_heard(
    front: Make,
) -> None:
    made = at(front(TEXT), ASKS)
    made.reading.do(Play())
    while made.sentence != "Yes.":
        made.reading.hear_words(1)
    made.reading.clock.now_s += REACTION_TIME_S - 0.1
    assert made.do("ask") == ["Kept for the visit: Is that enough? 1 question open."]


def test_a_question_is_kept_once(front: Make) -> None:
    made = at(front(TEXT), FIRST)
    made.do("ask")
    at(made, SECOND).do("ask")
    assert at(made, FIRST).do("ask") == ["In the list already. 2 questions open."]
    assert texts(made) == [FIRST_ASKED, SECOND_ASKED]


def test_a_question_with_an_answer_that_is_asked_again_is_open_again(front: Make) -> None:
    made = at(front(TEXT), FIRST)
    made.do("ask")
    made.items("visit")
    made.choose(1)
    answer(made, "At nine")
    if isinstance(made, ByKeys):
        made.do("back")
    assert at(made, FIRST).do("ask") == [
        f"In the list already, open again: {FIRST_ASKED} 1 question open."
    ]
    assert [(each.answer, each.is_done) for each in kept(made)] == [("At nine", False)]
    assert made.do("undo_mark") == [f"Done again: {FIRST_ASKED}"]
    assert [(each.answer, each.is_done) for each in kept(made)] == [("At nine", True)]


def test_elsewhere_one_types_a_question_of_ones_own(front: Make) -> None:
    made = at(front(TEXT), STATEMENT)
    made.reading.do(Play())
    assert made.do("ask") == ["Type your question, then Enter."]
    assert not reads_on(made)
    told = answer(made, "  May she swim? ")
    assert told == ["Kept for the visit: May she swim? 1 question open."]
    assert reads_on(made)
    assert texts(made, EntryKind.QUESTION) == ["May she swim?"]


def test_who_types_nothing_keeps_nothing(front: Make) -> None:
    made = at(front(TEXT), STATEMENT)
    made.do("ask")
    assert answer(made, "   ") == ["Nothing was changed."]
    assert kept(made) == []


@pytest.mark.parametrize("typed", ["\x07\x00", "\x1b\x1b"])
def test_what_has_no_words_is_not_kept(front: Make, typed: str) -> None:
    made = at(front(TEXT), STATEMENT)
    made.do("ask")
    assert answer(made, typed) == ["There are no words in it: nothing was kept."]
    assert kept(made) == []


@pytest.mark.parametrize("typed", ["😀 " * 40, "هل هو بخير؟", "x" * 100_000, "a\x1b[31mb"])
def test_whatever_is_typed_is_kept_and_told_in_short(front: Make, typed: str) -> None:
    made = at(front(TEXT), STATEMENT)
    made.do("ask")
    (told,) = answer(made, typed)
    (entry,) = kept(made)
    assert entry.text == typed.replace("\x1b", "").strip()
    assert told.startswith("Kept for the visit: ")
    assert len(told) < 400
    (line,) = made.items("visit")
    assert len(line) <= 160


def test_own_words_are_typed_behind_the_word_too(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of(), text=TEXT)
    assert made.do("ask", "May she swim?") == ["Kept for the visit: May she swim? 1 question open."]


def test_a_question_is_taken_from_the_guides_list(front: Make) -> None:
    made = front(TEXT)
    made.items("questions")
    if isinstance(made, ByKeys):
        made.door.selected = 4
        told = made.do("ask")
    else:
        told = made.do("ask", 3)
    assert told == ["Kept for the visit: Who gives the cells? 1 question open."]
    assert made.do("undo_mark")[-1] == "Taken back: Who gives the cells?"


def test_a_heading_of_the_guides_list_is_no_question(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    made.items("questions")
    made.door.selected = 3
    assert made.do("ask") == ["This is a heading; choose a question below it."]


def test_while_nothing_reaches_the_disk_that_is_told(front: Make, tmp_path: Path) -> None:
    (tmp_path / "no folder").write_text("")
    with Shelf(tmp_path / "no folder" / "shelf.sqlite3") as lost:
        for made in (
            ByKeys(lost, settings_of(), text=TEXT),
            ByWords(lost, settings_of(), text=TEXT),
        ):
            at(made, FIRST if isinstance(made, ByKeys) else SECOND)
            assert "It lasts only until you quit." in made.do("ask")[-1]


# Taking back


def test_what_was_kept_last_is_taken_back_whatever_it_was(front: Make) -> None:
    made = at(front(TEXT), FIRST)
    made.do("ask")
    made.do("bookmark")
    at(made, SECOND).do("ask")
    assert made.do("undo_mark") == [f"Taken back: {SECOND_ASKED}"]
    assert made.do("undo_mark")[-1].startswith("Bookmark taken back: ")
    assert made.do("undo_mark") == [f"Taken back: {FIRST_ASKED}"]
    assert kept(made) == []
    assert made.do("undo_mark") == [NOTHING_TO_UNDO]


def test_a_removed_question_comes_back_where_it_was(front: Make) -> None:
    made = with_questions(front, "One?", "Two?", "Three?")
    made.items("visit")
    assert on_item(made, "remove", 2) == [f"Removed: Two? {made.shown('undo')} takes it back."]
    assert made.items("visit") == ["One?", "Three?"]
    assert made.do("undo_mark") == ["Brought back: Two?"]
    assert made.items("visit") == ["One?", "Two?", "Three?"]


# The list


def test_an_empty_list_says_how_questions_come_into_it(front: Make) -> None:
    made = front(TEXT)
    ask, questions = made.shown("ask"), made.shown("questions")
    none_yet = f"No questions yet. {ask} keeps one, {questions} lists those of the guide."
    assert made.do("visit") == [none_yet]
    assert made.do("next_question") == [none_yet]


def test_an_answer_is_typed_dated_and_told(front: Make, clock: SetClock) -> None:
    made = with_questions(front, "One?", "Two?")
    made.items("visit")
    assert made.choose(1) == ["One? Type the answer, then Enter."]
    assert answer(made, "In two weeks") == ["Answered: In two weeks. 1 question open."]
    assert made.items("visit") == ["One? Answered today: In two weeks.", "Two?"]
    clock.now += timedelta(days=1)
    assert made.items("visit")[0] == "One? Answered yesterday: In two weeks."
    clock.now += timedelta(days=1)
    assert made.items("visit")[0] == "One? Answered on Tuesday, November 24: In two weeks."
    assert made.do("undo_mark") == ["Answer taken back: One?"]
    assert made.items("visit") == ["One?", "Two?"]


def test_an_answer_is_changed_and_removed(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of(), text=TEXT)
    shelf.entries.add(EntryKind.QUESTION, "One?")
    made.do("answer", "1 In two weeks")
    assert made.do("answer", 1) == [
        "One? Type the answer, then Enter. Now: In two weeks. None removes it."
    ]
    assert answer(made, "In three weeks") == [
        "Answered: In three weeks. Instead of: In two weeks. u takes it back. "
        "No question is left open."
    ]
    made.do("visit", 1)
    assert answer(made, "none") == ["The answer is removed. 1 question open."]
    assert made.items("visit") == ["One?"]


def test_a_question_is_marked_done_and_open_again(front: Make) -> None:
    made = with_questions(front, "One?", "Two?")
    made.items("visit")
    assert on_item(made, "item_done", 2) == ["Done: Two? 1 question open."]
    assert made.items("visit") == ["One?", "Two? Done."]
    assert on_item(made, "item_done", 2) == ["Open again: Two? 2 questions open."]
    assert made.do("undo_mark") == ["Done again: Two?"]


def test_another_answer_tells_which_one_it_takes_the_place_of(front: Make) -> None:
    made = with_questions(front, "One?")
    made.items("visit")
    made.choose(1)
    answer(made, "Dr. Lee says Tuesday")
    made.items("visit")
    made.choose(1)
    (told,) = answer(made, "Dr. Kim says Friday")
    assert told.startswith(
        "Answered: Dr. Kim says Friday. Instead of: Dr. Lee says Tuesday. "
        f"{made.shown('undo')} takes it back."
    )
    made.do("undo_mark")
    assert [each.answer for each in kept(made)] == ["Dr. Lee says Tuesday"]


def test_an_answer_that_only_grows_takes_no_place(front: Make) -> None:
    made = with_questions(front, "One?")
    made.items("visit")
    made.choose(1)
    answer(made, "Tuesday")
    made.items("visit")
    made.choose(1)
    assert answer(made, "Tuesday at nine") == [
        "Answered: Tuesday at nine. No question is left open."
    ]


def test_who_marks_an_answered_question_done_does_not_open_it_again(front: Make) -> None:
    made = with_questions(front, "One?", "Two?")
    made.items("visit")
    made.choose(1)
    answer(made, "Yes")
    made.items("visit")
    told = ["Done already, by its answer: One? 1 question open."]
    assert on_item(made, "item_done", 1) == told
    assert [each.is_done for each in kept(made)] == [True, False]
    assert on_item(made, "item_done", 1) == ["Open again: One? 2 questions open."]
    assert on_item(made, "item_done", 1) == ["Done: One? 1 question open."]
    assert on_item(made, "item_done", 1) == ["Open again: One? 2 questions open."]


def test_questions_are_moved_and_their_place_is_told(front: Make) -> None:
    made = with_questions(front, "One?", "Two?", "Three?")
    made.items("visit")
    up = "item_earlier"
    told = on_item(made, up, 3) if isinstance(made, ByKeys) else made.do("visit", "up 3")
    assert told == ["Now 2 of 3."]
    told = on_item(made, up, 1) if isinstance(made, ByKeys) else made.do("visit", "up 1")
    assert told == ["This is the first question."]
    assert made.items("visit") == ["One?", "Three?", "Two?"]
    assert made.do("undo_mark") == ["Moved back: Three?"]
    assert made.items("visit") == ["One?", "Two?", "Three?"]


def test_the_words_of_a_question_are_changed(front: Make) -> None:
    made = with_questions(front, "One?")
    made.items("visit")
    if isinstance(made, ByKeys):
        on_item(made, "edit", 1)
        told = answer(made, "Which one?")
    else:
        told = made.do("edit", "1 Which one?")
    undo = made.shown("undo_mark")
    assert told == [f"Question changed: Which one? Instead of: One? {undo} takes it back."]
    assert made.do("undo_mark") == ["Changed back: One?"]
    assert texts(made) == ["One?"]


def test_what_another_window_wrote_meanwhile_is_kept_and_told(shelf: Shelf, tmp_path: Path) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    shelf.entries.add(EntryKind.QUESTION, "One?")
    made.items("visit")
    made.choose(1)
    with Shelf.open(folders_in(tmp_path)) as other:
        other.entries.change(other.entries.of()[0], answer="Theirs", is_done=True)
    assert made.answer("Mine") == [
        "Answered: Theirs; also: Mine. Another window wrote here too; both are kept. "
        "No question is left open."
    ]
    assert [each.answer for each in kept(made)] == ["Theirs\nMine"]


def test_one_that_another_window_removed_is_told_so(front: Make) -> None:
    made = with_questions(front, "One?", "Two?")
    made.items("visit")
    made.shelf.entries.remove(kept(made)[0])
    gone = ["That one is gone: it was removed meanwhile."]
    assert made.choose(1) == gone
    if isinstance(made, ByWords):
        assert on_item(made, "item_done", 1) == gone
    left = 2 if isinstance(made, ByWords) else 1
    assert on_item(made, "item_done", left) == ["Done: Two? No question is left open."]


# At the visit


def test_at_the_visit_the_key_of_the_list_says_one_open_question_after_the_other(
    shelf: Shelf,
) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    for each in ("One?", "Two?", "Three?", "Four?"):
        shelf.entries.add(EntryKind.QUESTION, each)
    made.items("visit")
    on_item(made, "item_done", 1)
    on_item(made, "item_done", 3)
    made.do("back")
    made.do("visit")
    assert made.model.name == "Questions for the visit, 2 of 4 open"
    assert made.model.item(made.model.selected).words == "Two?"
    assert made.do("visit") == ["Four?"]
    assert made.do("visit") == ["From the first again. Two?"]
    made.choose(2)
    made.answer("Yes")
    on_item(made, "item_done", 4)
    assert made.do("visit") == ["No question is open any more."]
    assert made.door.list_action == "visit"


def test_in_lines_a_word_says_one_open_question_after_the_other(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of(), text=TEXT)
    for each in ("One?", "Two?", "Three?"):
        shelf.entries.add(EntryKind.QUESTION, each)
    made.do("item_done", 2)
    assert made.do("next_question") == ["1 of 3. One?"]
    assert made.do("next_question") == ["3 of 3. Three?"]
    assert made.do("next_question") == ["From the first again. 1 of 3. One?"]
    made.do("answer", "1 Yes")
    made.do("item_done", 3)
    assert made.do("next_question") == ["No question is open any more."]


@pytest.mark.parametrize(
    ("action", "argument", "asks"),
    [
        ("visit", "what", "Type D and a number, 1 to 2."),
        ("visit", "up 9", "Type D and a number, 1 to 2."),
        ("answer", "nothing", "Type answer and a number, 1 to 2."),
        ("answer", None, "Type answer and a number, 1 to 2."),
        ("item_done", 3, "Type done and a number, 1 to 2."),
        ("item_done", None, "Type done and a number, 1 to 2."),
        ("edit", "9 x", "Type edit and a number, 1 to 2."),
        ("remove_bookmark", 3, "Type dl and a number, 1 to 2."),
    ],
)
def test_a_number_that_is_none_of_them_says_which_there_are(
    shelf: Shelf, action: str, argument: str | int | None, asks: str
) -> None:
    made = ByWords(shelf, settings_of(), text=TEXT)
    for each in ("One?", "Two?"):
        shelf.entries.add(EntryKind.QUESTION, each)
    made.items("visit")
    assert made.do(action, argument) == [asks]
    assert texts(made) == ["One?", "Two?"]


@pytest.mark.parametrize("action", ["choose", "item_done", "item_earlier", "edit"])
def test_the_list_no_longer_shows_a_question_that_another_window_removed(
    shelf: Shelf, action: str
) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    for words in ("One?", "Two?", "Three?"):
        shelf.entries.add(EntryKind.QUESTION, words)
    made.items("visit")
    made.door.selected = 1
    shelf.entries.remove(kept(made)[1])
    told = made.choose(2) if action == "choose" else on_item(made, action, 2)
    assert told == [GONE.text]
    assert [made.model.item(index).text for index in range(made.model.count)] == ["One?", "Three?"]
    assert made.door.selected == 1
