"""A mark is set, listed, gone to, removed and brought back alike by keys and by typed words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from allvoice.actions.marks.bookmarks import MARKED_ALREADY
from allvoice.actions.model import GONE
from allvoice.actions.own_words.entry_words import KINDS
from allvoice.actions.undo import NOTHING_TO_UNDO
from allvoice.guide.load import parse_guide
from allvoice.guide.model import Position
from allvoice.reading.commands import GoTo, Play, Stop
from allvoice.reading.state import REACTION_TIME_S, Status
from allvoice.shelf.locator import How, locate
from allvoice.shelf.store.bookmarks import Bookmark
from allvoice.shelf.store.entries import EntryKind
from allvoice.shelf.store.shelf import Shelf
from tests.actions.entries_harness import on_item
from tests.actions.harness import ByKeys, ByWords, Front, settings_of
from tests.reading.harness import TEXT

Make = Callable[..., Front]
PLACES = [Position(1, 0), Position(2, 0), Position(7)]
LABELS = [
    "Chapter 1: Call the care team first.",
    "Chapter 1: Take the temperature.",
    "Chapter 2: Small meals help.",
]


def go_to(made: Front, position: Position) -> None:
    made.reading.do(GoTo(position, play=False))


def mark(made: Front, *positions: Position) -> None:
    for position in positions:
        go_to(made, position)
        made.do("bookmark")


def mark_elsewhere(made: Front, position: Position, name: str) -> Bookmark:
    """Mark a sentence as another copy of the program does; return the mark."""
    guide = made.reading.guide
    return made.shelf.bookmarks.add(locate(guide, position), name)


def kept(made: Front) -> int:
    return len(made.shelf.bookmarks.of(made.reading.guide.id))


def test_without_bookmarks_it_is_said_how_to_set_one(front: Make) -> None:
    made = front()
    how = made.press("bookmark")
    assert made.do("bookmarks") == [
        f"You have no bookmarks yet. {how} while listening to mark a sentence."
    ]


def test_a_sentence_is_marked_in_one_word_and_a_tone(front: Make) -> None:
    made = front()
    go_to(made, PLACES[0])
    assert made.do("bookmark") == ["Marked."]
    assert made.reading.voice.earcons[-1] == "bookmark"


def test_a_sentence_is_marked_once(front: Make) -> None:
    made = front()
    made.do("bookmark")
    made.do("where")
    assert made.do("bookmark") == [MARKED_ALREADY]
    assert made.reading.voice.earcons[-1] == "no-action"
    assert kept(made) == 1


def test_a_mark_is_taken_back_and_then_there_is_nothing_more(front: Make) -> None:
    made = front()
    mark(made, PLACES[0])
    assert made.do("undo_mark") == [f"Bookmark taken back: {LABELS[0]}"]
    assert kept(made) == 0
    assert made.do("undo_mark") == [NOTHING_TO_UNDO]
    assert made.reading.voice.earcons[-1] == "no-action"


def test_what_is_taken_back_is_what_was_done_last(front: Make) -> None:
    made = front()
    mark(made, *PLACES)
    made.items("bookmarks")
    made.remove(1)
    assert made.do("undo_mark") == [f"Brought back: {LABELS[0]}"]
    assert made.do("undo_mark") == [f"Bookmark taken back: {LABELS[2]}"]
    assert made.do("undo_mark") == [f"Bookmark taken back: {LABELS[1]}"]
    assert kept(made) == 1


def test_only_what_was_done_now_is_taken_back(front: Make) -> None:
    made = front()
    mark_elsewhere(made, PLACES[0], "From before")
    assert made.do("undo_mark") == [NOTHING_TO_UNDO]
    assert kept(made) == 1


def test_they_are_listed_in_the_order_of_the_guide_and_gone_to(front: Make) -> None:
    made = front()
    mark(made, *reversed(PLACES))
    assert made.items("bookmarks") == LABELS
    made.choose(2)
    assert made.sentence == "Take the temperature."
    assert made.reading.state.status is Status.PLAYING


def test_the_number_said_is_the_number_in_the_list(front: Make) -> None:
    made = front()
    mark(made, PLACES[2], PLACES[0])
    mark(made, PLACES[1])
    made.do("start")
    assert made.do("next_mark") == ["Mark 1 of 3."]
    assert made.do("next_mark") == ["Mark 2 of 3."]
    assert made.items("bookmarks")[1] == LABELS[1]


def test_one_is_removed_and_how_to_bring_it_back_is_said(front: Make) -> None:
    made = front()
    mark(made, *PLACES)
    made.items("bookmarks")
    assert made.remove(2) == [f"Removed: {LABELS[1]} {made.shown('undo')} takes it back."]
    assert made.items("bookmarks") == [LABELS[0], LABELS[2]]
    assert made.do("undo_mark") == [f"Brought back: {LABELS[1]}"]
    assert made.items("bookmarks") == LABELS


def test_one_that_is_gone_meanwhile_is_told_so_and_no_other_is_taken_for_it(front: Make) -> None:
    made = front()
    first, *_ = [mark_elsewhere(made, each, f"Mark {each.block}") for each in PLACES]
    made.items("bookmarks")
    made.shelf.bookmarks.remove(first)
    before = made.reading.state.position
    assert made.choose(1) == [GONE.text]
    if isinstance(made, ByWords):
        assert made.remove(1) == [GONE.text]
    assert made.reading.state.position == before
    assert kept(made) == 2


def test_what_another_copy_of_the_program_marks_shifts_no_number_of_the_list(front: Make) -> None:
    made = front()
    mark(made, PLACES[1], PLACES[2])
    made.items("bookmarks")
    mark_elsewhere(made, PLACES[0], "Of another window")
    made.choose(1)
    assert made.sentence == "Take the temperature."
    assert made.items("bookmarks") == LABELS


def test_what_another_copy_of_the_program_removed_cannot_be_taken_back(front: Make) -> None:
    made = front()
    mark(made, PLACES[0], PLACES[1])
    for each in made.shelf.bookmarks.of(made.reading.guide.id):
        if each.label == LABELS[1]:
            made.shelf.bookmarks.remove(each)
    assert made.do("undo_mark") == [f"Bookmark taken back: {LABELS[0]}"]


@pytest.mark.parametrize("external_screen_reader", [True, False])
def test_in_a_guide_that_changed_it_is_found_again_told_and_kept_where_it_is_now(
    front: Make, external_screen_reader: bool
) -> None:
    made = front(external_screen_reader=external_screen_reader)
    older = "# Before you begin\n\nSmall meals help. Do not forget.\n\n## At night\n"
    guide = parse_guide([(Path("guide.md"), older)])
    locator = locate(guide, Position(1, 0))
    assert guide.id == made.reading.guide.id
    made.shelf.bookmarks.add(locator, "Meals", guide.title)
    made.items("bookmarks")
    assert made.choose(1) == [How.QUOTE.sentence]
    assert made.sentence == "Small meals help."
    # Where it is now is where it is looked for the next time.
    made.items("bookmarks")
    assert made.choose(1) == []


def test_how_it_is_taken_back_is_told_to_a_beginner_and_nothing_to_an_expert(front: Make) -> None:
    made = front(verbosity="beginner")
    assert made.do("bookmark") == [
        f"Marked. {made.shown('undo_mark')} takes it back. "
        f"{made.shown('bookmark')} again marks its section."
    ]
    made = front(verbosity="expert")
    made.items("bookmarks")
    assert made.remove(1) == ["Removed: Chapter 1: Before you begin."]


def test_marking_does_not_hold_the_reading(front: Make) -> None:
    made = front()
    made.reading.do(Play())
    while made.reading.state.welcoming or made.reading.state.word_range is None:
        made.reading.hear_words(1)
    before = made.reading.state.queued
    made.do("bookmark")
    assert made.reading.state.queued == before
    assert made.reading.state.status is Status.PLAYING


def read_into_the_next(made: Front) -> None:
    """Read by itself from "Call the care team first." into the sentence behind it."""
    made.reading.do(GoTo(PLACES[0], play=True))
    while made.sentence != "Then write down the time.":
        made.reading.hear_words(1)


def test_which_sentence_was_marked_already_is_told(front: Make) -> None:
    made = front()
    made.reading.do(GoTo(PLACES[0], play=False))
    made.do("bookmark")
    made.do("where")
    read_into_the_next(made)
    assert made.do("bookmark") == ["The sentence before is marked already."]
    assert made.items("bookmarks") == LABELS[:1]


def test_where_this_sentence_was_marked_already_that_is_told_with_the_one_before(
    front: Make,
) -> None:
    made = front()
    read_into_the_next(made)
    made.reading.do(Stop())
    made.do("bookmark")
    made.do("where")
    read_into_the_next(made)
    assert made.do("bookmark") == ["Marked the sentence before; this one was marked already."]
    assert len(made.items("bookmarks")) == 2


def test_a_mark_set_as_a_sentence_begins_is_for_the_one_that_was_heard(front: Make) -> None:
    made = front()
    read_into_the_next(made)
    made.reading.clock.now_s += REACTION_TIME_S - 0.1
    assert made.do("bookmark") == ["Marked the sentence before."]
    assert made.items("bookmarks") == LABELS[:1]


def test_a_mark_set_later_in_a_sentence_is_for_that_sentence(front: Make) -> None:
    made = front()
    read_into_the_next(made)
    made.reading.clock.now_s += REACTION_TIME_S
    assert made.do("bookmark") == ["Marked."]
    assert made.items("bookmarks") == ["Chapter 1: Then write down the time."]


@pytest.mark.parametrize("move", ["next_sentence", "previous_sentence", "repeat"])
def test_a_mark_set_at_once_after_a_move_is_for_the_sentence_moved_to(
    front: Make, move: str
) -> None:
    made = front()
    read_into_the_next(made)
    made.do(move)
    made.reading.hear_words(1)
    here = made.sentence
    assert made.do("bookmark") == ["Marked."]
    assert made.items("bookmarks") == [f"Chapter 1: {here}"]


def test_while_paused_the_sentence_that_is_shown_is_marked(front: Make) -> None:
    made = front()
    read_into_the_next(made)
    made.do("play")
    assert made.do("bookmark") == ["Marked."]
    assert made.items("bookmarks") == ["Chapter 1: Then write down the time."]


def test_one_goes_from_mark_to_mark_and_is_told_where_they_end(front: Make) -> None:
    made = front()
    assert made.do("next_mark")[0].startswith("You have no bookmarks yet.")
    mark(made, *PLACES)
    go_to(made, Position(0))
    assert made.do("previous_mark") == ["No mark before this."]
    assert made.reading.voice.earcons[-1] == "edge"
    for number, position in enumerate(PLACES, start=1):
        assert made.do("next_mark") == [f"Mark {number} of 3."]
        assert made.reading.state.position == position
    assert made.do("next_mark") == ["No mark after this."]
    assert made.do("previous_mark") == ["Mark 2 of 3."]
    assert made.reading.state.position == PLACES[1]


def test_from_a_mark_one_goes_back_to_where_one_was(front: Make) -> None:
    made = front()
    mark(made, PLACES[2])
    go_to(made, PLACES[0])
    made.do("next_mark")
    made.do("previous_place")
    assert made.reading.state.position == PLACES[0]


def test_where_nothing_is_read_the_marked_sentence_alone_is(front: Make) -> None:
    made = front()
    mark(made, PLACES[0])
    go_to(made, Position(0))
    made.do("next_mark")
    assert made.reading.hear_all()[-1] == "Call the care team first."
    assert made.reading.state.status is Status.STOPPED
    assert made.reading.state.position == PLACES[0]


def test_to_a_mark_whose_sentence_is_gone_one_is_told_so(front: Make) -> None:
    made = front()
    older = parse_guide([(Path("guide.md"), "# Food\n\nNothing like this is left of it.\n")])
    locator = replace(locate(older, Position(1)), guide_id=made.reading.guide.id, section_id="food")
    made.shelf.bookmarks.add(locator, "Food: Nothing like this is left")
    go_to(made, Position(0))
    (told,) = made.do("next_mark")
    assert told.startswith("Mark 1 of 1. The guide has changed and your")
    assert made.items("bookmarks") == ["Food: Nothing like this is left. Its sentence is gone."]


def test_the_list_opens_at_the_mark_nearest_to_the_place(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    mark(made, *PLACES)
    for position, nearest in [(Position(0), 0), (Position(3), 1), (Position(6), 2)]:
        go_to(made, position)
        made.items("bookmarks")
        assert made.model.selected == nearest


def test_a_typed_number_that_is_none_of_them_says_which_there_are(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of())
    mark(made, *PLACES)
    assert made.do("bookmarks", 4) == ["Type B and a number, 1 to 3."]
    assert made.do("remove_bookmark", 4) == ["Type dl and a number, 1 to 3."]
    assert made.do("remove_bookmark") == ["Type dl and a number, 1 to 3."]
    assert kept(made) == 3


def test_a_typed_number_counts_in_what_was_changed_here(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of())
    mark(made, PLACES[1], PLACES[2])
    made.items("bookmarks")
    mark(made, PLACES[0])
    made.do("bookmarks", 1)
    assert made.sentence == "Call the care team first."
    made.items("bookmarks")
    made.do("undo_mark")
    assert made.do("bookmarks", 3) == ["Type B and a number, 1 to 2."]
    made.items("bookmarks")
    made.remove(1)
    assert made.items("bookmarks") == LABELS[2:]
    made.do("undo_mark")
    made.do("bookmarks", 1)
    assert made.sentence == "Take the temperature."


# In the list that is drawn


def test_in_the_list_the_one_brought_back_is_chosen(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    mark(made, *PLACES)
    made.items("bookmarks")
    made.remove(2)
    assert made.model.anew(1).count == 2
    made.do("undo")
    assert (made.model.count, made.door.selected) == (3, 1)


def test_what_was_brought_back_in_the_list_is_not_brought_back_twice(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    mark(made, *PLACES)
    made.items("bookmarks")
    made.remove(2)
    made.do("undo")
    # What was done last before that is taken back next.
    assert made.do("undo_mark") == [f"Bookmark taken back: {LABELS[2]}"]
    assert kept(made) == 2


def test_in_the_list_what_was_marked_last_is_taken_back(front: Make) -> None:
    made = front()
    mark(made, PLACES[0], PLACES[1])
    made.items("bookmarks")
    undo = "undo" if isinstance(made, ByKeys) else "undo_mark"
    assert made.do(undo) == [f"Bookmark taken back: {LABELS[1]}"]
    assert made.do(undo) == [f"Bookmark taken back: {LABELS[0]}"]
    assert made.do(undo) == [NOTHING_TO_UNDO]
    assert kept(made) == 0
    assert made.do("redo") == [f"Brought back: {LABELS[0]}"]
    if isinstance(made, ByKeys):
        assert (made.model.name, made.model.count) == ("Bookmarks, 1", 1)


def test_in_the_list_no_mark_comes_back_that_was_set_anew_meanwhile(front: Make) -> None:
    made = front()
    go_to(made, PLACES[0])
    made.do("bookmark")
    made.do("undo_mark")
    made.do("bookmark")
    made.items("bookmarks")
    undo = "undo" if isinstance(made, ByKeys) else "undo_mark"
    assert made.do(undo) == [f"Bookmark taken back: {LABELS[0]}"]
    assert kept(made) == 0


def test_in_the_list_something_else_is_taken_back_too_where_it_was_done_last(front: Make) -> None:
    made = front()
    mark(made, *PLACES)
    entry = made.shelf.entries.add(EntryKind.NOTE, "Slept well")
    made.items("notebook")
    on_item(made, "remove", len(KINDS) + 1)
    made.items("bookmarks")
    if isinstance(made, ByKeys):
        made.door.selected = 2
    undo = "undo" if isinstance(made, ByKeys) else "undo_mark"
    assert made.do(undo) == ["Brought back: Slept well."]
    assert [each.id for each in made.shelf.entries.of()] == [entry.id]
    if isinstance(made, ByKeys):
        assert made.door.selected == 2, "what is chosen in the list stays chosen"


def test_the_list_no_longer_shows_a_mark_that_another_window_removed(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    first, *_ = [mark_elsewhere(made, each, f"Mark {each.block}") for each in PLACES]
    for ask in ("choose", "note"):
        made.items("bookmarks")
        made.door.selected = 0
        made.shelf.bookmarks.remove(first)
        told = made.choose(1) if ask == "choose" else made.do("note")
        assert told == [GONE.text]
        assert made.model.count == kept(made) == 2
        made.shelf.bookmarks.restore(first)


# Whole sections


def test_asked_for_again_at_once_the_whole_section_is_marked_and_said_and_taken_back(
    front: Make,
) -> None:
    made = front()
    go_to(made, Position(4))
    assert made.do("bookmark") == ["Marked."]
    assert made.do("bookmark") == ["Section marked: At night, chapter 1."]
    assert made.do("bookmark") == ["Section marked already: At night, chapter 1."]
    assert kept(made) == 2
    assert made.do("undo_mark") == ["Bookmark taken back: Section: At night, chapter 1."]
    assert kept(made) == 1


def test_of_another_sentence_the_sentence_is_marked_and_not_the_section(front: Make) -> None:
    made = front()
    go_to(made, PLACES[0])
    made.do("bookmark")
    go_to(made, PLACES[1])
    assert made.do("bookmark") == ["Marked."]


def test_the_mark_of_a_section_is_listed_by_its_name_and_leads_to_its_start(front: Make) -> None:
    made = front()
    go_to(made, Position(5))
    made.do("bookmark")
    made.do("bookmark")
    go_to(made, Position(0))
    assert made.items("bookmarks")[0] == "Section: At night, chapter 1"
    made.choose(1)
    assert made.sentence == "At night"


def test_a_section_whose_heading_changed_is_found_by_what_follows_it(front: Make) -> None:
    older = parse_guide([(Path("guide.md"), TEXT.replace("## At night", "## Nights"))])
    made = front()
    made.shelf.bookmarks.add(locate(older, Position(4)), "Section: Nights", is_section=True)
    assert made.items("bookmarks") == ["Section: At night, chapter 1"]


def test_from_the_contents_a_section_is_marked_by_the_same_key_and_unmarked(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    made.items("contents")
    made.door.selected = 2
    assert made.do("bookmark") == ["Section marked: Food, chapter 2."]
    assert made.do("undo")[-1] == "Bookmark taken back: Section: Food, chapter 2."
    assert kept(made) == 0


def test_by_words_a_section_is_marked_by_its_number_in_the_list(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of())
    made.items("chapters")
    made.plain.type("mark 2")
    assert made.reading.messages[-1] == "Section marked: Food, chapter 2."
    made.items("sections_here")
    made.plain.type("mark 2")
    assert made.reading.messages[-1] == "Section marked: At night, chapter 1."
    made.plain.type("mark 7")
    assert made.reading.messages[-1] == "The list of sections has 1 to 2."
    # As before, a bookmark by its number.
    made.plain.type("b 1")
    assert made.sentence == "At night"


def test_in_a_list_of_other_things_nothing_is_marked_or_noted(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    made.do("help")
    assert made.do("bookmark") == ["There is nothing to mark here."]
    assert made.do("note") == ["There is nothing to note here."]
    assert kept(made) == 0


def test_sections_of_the_same_title_are_told_apart(front: Make) -> None:
    text = (
        "# Drugs\n\n## Pills\n\n### Dose\n\nOne.\n\n## Drops\n\n### Dose\n\nTwo.\n\n"
        "## Notes\n\nThree.\n\n## Notes\n\nFour.\n\n# Food\n\n## Dose\n\nFive.\n"
    )
    made = front(text)
    guide = made.reading.guide
    for section in guide.sections:
        if section.title in ("Dose", "Notes"):
            go_to(made, Position(section.first_block))
            made.do("bookmark")
            made.do("bookmark")
    assert [each for each in made.items("bookmarks") if each.startswith("Section")] == [
        "Section: Dose, in Pills, chapter 1",
        "Section: Dose, in Drops, chapter 1",
        "Section: Notes, 1 of 2 of that name, chapter 1",
        "Section: Notes, 2 of 2 of that name, chapter 1",
        "Section: Dose, chapter 2",
    ]


def test_the_same_words_marked_twice_are_told_apart_by_their_sections(front: Make) -> None:
    made = front("# Fever\n\n## Day\n\nCall now.\n\n## Night\n\nCall now.\n\n# Food\n\nEat.\n")
    mark(made, Position(2), Position(4), Position(6))
    assert made.items("bookmarks") == [
        "Chapter 1, Day: Call now.",
        "Chapter 1, Night: Call now.",
        "Chapter 2: Eat.",
    ]


# By place or by time


def later(made: Front, *positions: Position) -> None:
    """Mark sentences a day after each other, from the first on."""
    guide = made.reading.guide
    for day, position in enumerate(positions, start=1):
        added = made.shelf.bookmarks.add(locate(guide, position), "")
        made.shelf.bookmarks.remove(added)
        made.shelf.bookmarks.restore(replace(added, created_at=f"2026-11-{day:02}T10:00:00+00:00"))


def test_in_the_list_they_are_put_by_time_and_by_place_again_and_the_chosen_one_stays(
    shelf: Shelf,
) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    later(made, PLACES[1], PLACES[0], PLACES[2])
    made.items("bookmarks")
    assert made.change(2, 1) == ["By time, latest first."]
    listed = made.model.anew(None)
    assert [listed.item(index).text for index in range(3)] == [LABELS[2], LABELS[0], LABELS[1]]
    assert listed.item(listed.selected).text == LABELS[1]
    assert listed.item(0).group == "By time, latest first"
    assert made.items("bookmarks") == [LABELS[2], LABELS[0], LABELS[1]]
    assert made.change(1, -1) == ["By place, as they are read."]
    assert made.items("bookmarks") == LABELS


def test_by_a_word_they_are_put_by_time_and_numbers_count_in_that(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of())
    later(made, PLACES[1], PLACES[0], PLACES[2])
    shown = [line for line in made.plain.type("order") if not line.startswith("[")]
    assert shown == [
        "By time, latest first",
        f"1. {LABELS[2]}",
        f"2. {LABELS[0]}",
        f"3. {LABELS[1]}",
    ]
    made.plain.type("3")
    assert made.sentence == "Take the temperature."
    assert made.items("bookmark_order") == LABELS
