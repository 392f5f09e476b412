"""The queue: built by one key, in the listener's order, heard to its end and then gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from allvoice.actions.hands_free.queueing import ordinal
from allvoice.guide.model import Position
from allvoice.reading.commands import GoTo, Stop
from allvoice.shelf.locator import locate
from allvoice.shelf.store.queue import Extent, new_entry
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import ByKeys, ByWords, Front, settings_of
from tests.reading.harness import guide_of_text

Make = Callable[..., Front]
GUIDE = """# Fever

Call at once. Write it down.

## At night

Call the ward.

# Food

Eat little. Ward off thirst. Drink.

# Sleep

Sleep well.
"""


def standing(front: Make) -> Front:
    made = front(GUIDE)
    made.reading.do(GoTo(Position(1), play=False), Stop())
    return made


def queue_item(made: Front, action: str, number: int) -> list[str]:
    """Open a list and queue an item of it, from 1; return what was told for that."""
    made.items(action)
    if isinstance(made, ByKeys):
        made.door.selected = number - 1
        return made.do("queue")
    return made.do("queue", str(number))


def titles(made: Front) -> list[str]:
    """Return what stands in the queue."""
    return [each.title for each in made.shelf.queue.of(made.reading.guide.id)]


def let_go(made: Front) -> None:
    """Take off the shelf what the session let go of, as the program does."""
    for key in made.reading.store.let_go_of:
        made.shelf.queue.let_go(made.reading.guide.id, key)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        *[(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th")],
        *[(13, "13th"), (21, "21st"), (102, "102nd"), (111, "111th")],
    ],
)
def test_places_in_a_row_are_said_as_people_do(number: int, said: str) -> None:
    assert ordinal(number) == said


def test_one_key_queues_the_section_being_read(front: Make) -> None:
    made = standing(front)
    assert made.do("queue")[-1].startswith("Queued, 1st. Fever, chapter 1.")
    made.reading.do(GoTo(Position(3), play=False))
    assert made.do("queue")[-1].startswith("Queued, 2nd. At night, chapter 1.")
    assert titles(made) == ["Fever, chapter 1", "At night, chapter 1"]


def test_an_entry_of_the_contents_is_queued_where_it_opens_a_chapter_all_of_that(
    front: Make,
) -> None:
    made = standing(front)
    action = "contents" if isinstance(made, ByKeys) else "sections_here"
    assert queue_item(made, "chapters", 1)[-1].startswith("Queued, 1st. Chapter 1, Fever.")
    assert queue_item(made, action, 2)[-1].startswith("Queued, 2nd. At night, chapter 1.")
    made.do("what_to_play", "queue")
    assert made.reading.hear_all() == [
        "Fever", "Call at once.", "Write it down.", "At night", "Call the ward.",
        "At night", "Call the ward.",
    ]  # fmt: skip


def test_what_was_found_is_queued_from_there_to_the_end_of_its_section(front: Make) -> None:
    made = standing(front)
    made.find("thirst")
    made.reading.do(Stop())
    assert queue_item(made, "finds", 1)[-1].startswith("Queued, 1st. Food, chapter 2.")
    made.reading.do(GoTo(Position(1), play=False))
    made.do("what_to_play", "queue")
    assert made.reading.hear_all() == ["Ward off thirst.", "Drink."]


def test_a_mark_is_queued_from_its_sentence_on_and_a_marked_section_whole(front: Make) -> None:
    made = standing(front)
    made.reading.do(GoTo(Position(5), play=False))
    made.reading.clock.now_s += 10.0
    made.do("bookmark")
    made.do("bookmark")
    assert made.items("bookmarks")[0].startswith("Section: ")
    assert queue_item(made, "bookmarks", 1)[-1].startswith("Queued, 1st. Food, chapter 2.")
    assert queue_item(made, "bookmarks", 2)[-1].startswith("Queued, 2nd. Food, chapter 2.")
    extents = [each.extent for each in made.shelf.queue.of(made.reading.guide.id)]
    assert extents == [Extent.SECTION, Extent.REST]


def test_a_mark_that_is_no_longer_there_is_not_queued_and_why_is_told(
    front: Make, shelf: Shelf
) -> None:
    made = standing(front)
    other = guide_of_text("# Bath\n\nWash often and dry well, all of you, at home.\n")
    gone = replace(locate(other, Position(1)), guide_id=made.reading.guide.id)
    shelf.bookmarks.add(gone, "Bath", "Guide")
    told = queue_item(made, "bookmarks", 1)
    assert told[-1] == "It is no longer in this document, and cannot be queued."
    assert titles(made) == []


def test_a_question_is_queued_from_there_to_the_end_of_its_section(front: Make) -> None:
    made = front("# Fever\n\nCall.\n\n## Questions to ask\n\n- When?\n- Whom?\n\n# Food\n\nEat.\n")
    made.reading.do(Stop())
    asked = next(at for at, each in enumerate(made.items("questions"), 1) if "Whom?" in each)
    told = queue_item(made, "questions", asked)
    assert told[-1].startswith("Queued, 1st. Questions to ask, chapter 1.")
    made.do("what_to_play", "queue")
    assert made.reading.hear_all() == ["Whom?"]


def test_what_is_in_the_queue_already_is_not_queued_twice(front: Make) -> None:
    made = standing(front)
    made.do("queue")
    assert made.do("queue")[-1] == "In the queue already, 1st. Fever, chapter 1."
    assert len(titles(made)) == 1


def test_what_cannot_be_queued_is_told(front: Make) -> None:
    made = standing(front)
    told = queue_item(made, "options", 1)
    if isinstance(made, ByKeys):
        assert told[-1] == "This cannot be put into the queue."
    else:
        assert told[-1].startswith("Show a list first: t for contents, F for what was found.")
        made.items("chapters")
        assert made.do("queue", "99")[-1] == "Type queue and a number, 1 to 3."
    assert titles(made) == []


def in_queue(front: Make) -> Front:
    made = standing(front)
    for number in (1, 2, 3):
        queue_item(made, "chapters", number)
    if isinstance(made, ByKeys):
        made.do("chapters")
    return made


def listed(made: Front) -> list[str]:
    """Open the list of the queue; return its items."""
    if isinstance(made, ByWords):
        shown = made.plain.type("queue list")
        return [each.split(". ", 1)[1] for each in shown if not each.startswith("[")]
    assert isinstance(made, ByKeys)
    made.items("what_to_play")
    made.choose(made.model.count)
    model = made.model
    return [model.item(index).line for index in range(model.count)]


def test_the_list_of_the_queue_stands_in_the_listeners_order(front: Make) -> None:
    made = in_queue(front)
    assert listed(made) == [
        "Chapter 1, Fever",
        "Chapter 2, Food",
        "Chapter 3, Sleep",
        "Empty the queue",
    ]


def test_choosing_an_entry_plays_the_queue_from_there_and_loses_none(front: Make) -> None:
    made = in_queue(front)
    listed(made)
    assert made.choose(2)[-1] == "In the queue, 2 of 3. Chapter 2, Food."
    assert made.reading.hear_all()[-1] == "Sleep well."
    let_go(made)
    assert titles(made) == ["Chapter 1, Fever"]


def test_what_was_heard_is_off_the_queue_also_when_the_program_dies(front: Make) -> None:
    made = in_queue(front)
    made.do("what_to_play", "queue")
    made.reading.hear("Call the ward.")
    let_go(made)
    assert titles(made) == ["Chapter 2, Food", "Chapter 3, Sleep"]


def test_an_entry_is_taken_off_and_brought_back(front: Make) -> None:
    made = in_queue(front)
    listed(made)
    assert made.remove(2)[-1].startswith("Off the queue: Chapter 2, Food.")
    assert titles(made) == ["Chapter 1, Fever", "Chapter 3, Sleep"]
    assert made.do("undo_mark")[-1].startswith("In the queue again: Chapter 2, Food.")
    assert titles(made) == ["Chapter 1, Fever", "Chapter 2, Food", "Chapter 3, Sleep"]
    assert made.do("redo")[-1] == "Off the queue again: Chapter 2, Food."
    assert titles(made) == ["Chapter 1, Fever", "Chapter 3, Sleep"]


def test_what_was_queued_by_mistake_is_taken_back(front: Make) -> None:
    made = standing(front)
    made.do("queue")
    assert made.do("undo_mark")[-1].startswith("Off the queue again: Fever, chapter 1.")
    assert titles(made) == []


def test_after_the_last_entry_is_taken_off_the_one_above_it_is_chosen(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=GUIDE)
    in_queue(lambda text: made)
    listed(made)
    for left in (2, 1):
        made.remove(left + 1)
        made.door.renew_list(left)
        assert made.door.selected == left - 1
    made.remove(1)
    made.door.renew_list(0)
    assert made.model.count == 0


def test_what_was_heard_meanwhile_does_not_come_back_with_the_rest(front: Make) -> None:
    made = in_queue(front)
    first = made.shelf.queue.of(made.reading.guide.id)[0]
    listed(made)
    made.remove(2)
    made.shelf.queue.let_go(made.reading.guide.id, first.id)
    made.do("undo_mark")
    assert titles(made) == ["Chapter 2, Food", "Chapter 3, Sleep"]


def test_all_of_it_is_taken_off_and_brought_back(front: Make) -> None:
    made = in_queue(front)
    listed(made)
    assert made.choose(4)[-1].startswith("The queue is empty; 3 passages taken off.")
    assert titles(made) == []
    assert made.do("queue", "clear")[-1] == "The queue is empty already."
    made.do("undo_mark")
    assert len(titles(made)) == 3


def test_entries_are_moved_up_and_down(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=GUIDE)
    in_queue(lambda text: made)
    listed(made)
    own = made.model.own
    own["item_later"](0)
    assert titles(made) == ["Chapter 2, Food", "Chapter 1, Fever", "Chapter 3, Sleep"]
    assert made.model.item(0).line == "Chapter 2, Food"
    made.model.own["item_earlier"](1)
    assert titles(made)[0] == "Chapter 1, Fever"


def test_entries_are_moved_by_typed_words(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of(), text=GUIDE)
    in_queue(lambda text: made)
    assert made.do("queue", "down 1")[-1] == "Now 2 of 3."
    assert made.do("queue", "up 1")[-1] == "This is the first one."
    assert titles(made) == ["Chapter 2, Food", "Chapter 1, Fever", "Chapter 3, Sleep"]
    assert made.do("queue", "sideways")[-1].startswith("Type queue and a number of a list,")


# While it is played


def test_what_is_queued_while_the_queue_plays_is_heard_too(front: Make) -> None:
    made = standing(front)
    queue_item(made, "chapters", 2)
    made.do("what_to_play", "queue")
    made.reading.hear("Eat little.")
    queue_item(made, "chapters", 3)
    if isinstance(made, ByKeys):
        made.do("chapters")
    else:
        made.do("play")
    assert made.do("coming")[-1] == "Next: in the queue, 2 of 2, Chapter 3, Sleep."
    assert made.reading.hear_all()[-1] == "Sleep well."


def test_what_is_taken_off_while_the_queue_plays_is_not_heard(front: Make) -> None:
    made = in_queue(front)
    made.do("what_to_play", "queue")
    made.reading.hear("Call at once.")
    assert "It is playing now." in listed(made)[0]
    made.remove(2)
    if isinstance(made, ByKeys):
        made.door.leave_list()
    else:
        made.do("play")
    heard = made.reading.hear_all()
    assert "Eat little." not in heard
    assert heard[-1] == "Sleep well."


def test_a_jump_leaves_the_queue_and_nothing_of_it_is_lost(front: Make) -> None:
    made = in_queue(front)
    made.do("what_to_play", "queue")
    made.reading.do(GoTo(Position(7), play=True))
    assert made.reading.messages[-1].startswith("The queue waits;")
    let_go(made)
    assert len(titles(made)) == 3


# Another edition


def test_what_is_no_longer_there_is_told_by_its_name_and_left_out(
    front: Make, shelf: Shelf
) -> None:
    made = standing(front)
    other = guide_of_text("# Bath\n\nWash often and dry well, all of you, at home.\n")
    gone = new_entry("Bath", Extent.REST, locate(other, Position(1)))
    here = new_entry("Food", Extent.SECTION, locate(made.reading.guide, Position(4)))
    shelf.queue.put(made.reading.guide.id, [gone, here])
    assert listed(made)[0] == "Bath. It is no longer in this document."
    if isinstance(made, ByKeys):
        made.door.leave_list()
    told = made.do("what_to_play", "queue")
    assert told[-1] == (
        "Bath is no longer in this document, and left out. In the queue, 1 of 1. Food, chapter 2."
    )
    shelf.queue.put(made.reading.guide.id, [gone])
    made.reading.do(Stop())
    told = made.do("what_to_play", "queue")
    assert told[-1] == "Bath is no longer in this document, and left out."
