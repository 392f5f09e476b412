"""What to play is chosen in a list or by its name, and what comes next is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from allvoice.guide.model import Position
from allvoice.reading.commands import ComeBack, GoTo, Move, Stop, ToggleOnlySection, Visit
from allvoice.reading.state import NavigationLevel, Status
from allvoice.shelf.locator import locate
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import ByKeys, Front, settings_of

Make = Callable[..., Front]
GUIDE = """# Fever

Call at once. Write it down.

Take nothing.

## At night

Call the ward.

# Food

Eat little.

## Questions to ask

- What can we eat?
"""
SECTION = NavigationLevel.SECTION
HERE = Position(1, 1)
NAMES = [
    "This sentence",
    "This paragraph",
    "This section, from its start: Fever, chapter 1",
    "This chapter, from its start: Chapter 1, Fever",
    "From here to the end, on now",
    "This section, again and again",
    "All marks, 0",
    "All questions, 1",
    "The queue, 0",
]


def standing(front: Make, position: Position = HERE, **changes: object) -> Front:
    """Return a front door with the reading silent at a place."""
    made = front(GUIDE, **changes)
    made.reading.do(GoTo(position, play=False), Stop())
    return made


def test_the_list_tells_what_can_be_played_and_what_is_on(front: Make) -> None:
    made = standing(front)
    assert made.items("what_to_play") == NAMES
    made.choose(3)
    assert made.items("what_to_play")[2:5] == [
        "This section, from its start: Fever, chapter 1, on now",
        NAMES[3],
        "From here to the end",
    ]


@pytest.mark.parametrize(
    ("number", "typed", "told", "heard"),
    [
        (1, "sentence", "This sentence.", ["Write it down."]),
        (2, "this paragraph", "This paragraph.", ["Call at once.", "Write it down."]),
        (
            3,
            "section",
            "This section.",
            ["Fever", "Call at once.", "Write it down.", "Take nothing."],
        ),
        (
            4,
            "CHAPTER",
            "This chapter.",
            [
                *("Fever", "Call at once.", "Write it down.", "Take nothing."),
                *("At night", "Call the ward."),
            ],
        ),
        (
            8,
            "all questions",
            "Questions, part 1 of 1. Questions to ask, chapter 2.",
            ["Questions to ask", "What can we eat?"],
        ),
    ],
)
def test_what_is_chosen_is_played_from_its_start_and_no_further(
    front: Make, number: int, typed: str, told: str, heard: list[str]
) -> None:
    for ask in (
        lambda made: (made.items("what_to_play"), made.choose(number))[1],
        lambda made: made.do("what_to_play", typed),
        lambda made: made.do("what_to_play", str(number)),
    ):
        made = standing(front)
        assert ask(made)[-1] == told  # type: ignore[no-untyped-call]
        assert made.reading.hear_all() == heard
        assert made.reading.state.status is not Status.PLAYING


def test_from_here_to_the_end_goes_past_every_end(front: Make) -> None:
    made = standing(front)
    made.do("what_to_play", "section")
    made.reading.do(ToggleOnlySection())
    made.reading.hear_words(3)
    told = made.do("what_to_play", "to the end")
    assert told[-1] == "Reading goes on to the end."
    assert made.reading.hear_all()[-1] == "What can we eat?"


def test_from_the_list_it_goes_on_from_the_word_that_was_paused_at(front: Make) -> None:
    made = standing(front)
    made.reading.do(GoTo(Position(4), play=True))
    made.reading.hear_words(2)
    made.items("what_to_play")
    made.choose(5)
    assert made.reading.state.status is Status.PLAYING
    assert made.reading.state.position == Position(4)
    assert made.reading.hear_all()[-1] == "What can we eat?"


def test_a_section_is_read_again_and_again(front: Make) -> None:
    made = standing(front, Position(3))
    assert made.do("what_to_play", "repeat")[-1] == "This section, again and again."
    for _ in range(3):
        made.reading.hear("Call the ward.")
    assert made.items("what_to_play")[5] == "This section, again and again, on now"


def test_in_a_document_without_chapters_there_is_no_chapter_to_play(front: Make) -> None:
    made = front("# Tablets\n\nHi. Ho.\n")
    made.reading.do(Stop())
    assert made.do("what_to_play", "chapter")[-1] == "This document has no chapters."
    assert not any("chapter" in each.lower() for each in made.items("what_to_play"))


def test_what_nobody_knows_is_answered_with_what_can_be_played(front: Make) -> None:
    assert standing(front).do("what_to_play", "everything")[-1].startswith("Play what? Type")


@pytest.mark.parametrize(
    ("asked", "said"),
    [("marks", "You have no bookmarks yet."), ("queue", "The queue is empty.")],
)
def test_where_there_is_nothing_to_play_that_is_told(front: Make, asked: str, said: str) -> None:
    made = standing(front)
    assert made.do("what_to_play", asked)[-1].startswith(said)
    assert made.reading.state.status is Status.STOPPED


def test_where_no_questions_are_proposed_they_are_not_offered(front: Make) -> None:
    made = front("# Tablets\n\nHi.\n")
    made.reading.do(Stop())
    assert made.do("what_to_play", "questions")[-1].startswith("Play what?")
    assert not any("questions" in each for each in made.items("what_to_play"))


# Marks


def with_marks(front: Make) -> Front:
    made = standing(front, Position(1, 1))
    made.do("note", "ask Dr. Lee")
    made.reading.do(GoTo(Position(6), play=False))
    made.do("bookmark")
    return made


def test_all_marks_are_heard_with_their_notes(front: Make) -> None:
    made = with_marks(front)
    told = made.do("what_to_play", "marks")
    assert told[-1] == "Mark 1 of 2. Fever, chapter 1. Note: ask Dr. Lee."
    assert made.reading.hear_all() == ["Write it down.", "Eat little."]
    between = [each.between_message for each in made.reading.states]
    assert "Mark 2 of 2. Food, chapter 2." in between
    assert between[-1].startswith("End of your marks.")


def test_marks_of_another_edition_are_left_out_and_told_by_number(
    front: Make, shelf: Shelf
) -> None:
    made = standing(front)
    here = locate(made.reading.guide, Position(1))
    for words in ("Sleep well tonight, all of you.", "Nothing is like this at all."):
        gone = replace(here, quote=words, block_hash=words, section_id=words, progression=0.9)
        shelf.bookmarks.add(gone, words)
    told = made.do("what_to_play", "marks")
    assert told[-1] == "2 marks are not in this edition."
    assert made.reading.state.playlist is None
    made.do("bookmark")
    told = made.do("what_to_play", "marks")
    assert told[-1] == "2 marks are not in this edition. Mark 1 of 1. Fever, chapter 1."


def test_where_one_is_tells_which_mark_it_is(front: Make) -> None:
    made = with_marks(front)
    made.do("what_to_play", "marks")
    assert made.do("where")[-1].endswith("Mark 1 of 2.")
    made.do("what_to_play", "section")
    assert made.do("where")[-1].endswith("This section is read alone.")
    made.do("what_to_play", "repeat")
    assert made.do("where")[-1].endswith("This section is read again and again.")


def test_marks_that_were_left_can_be_gone_on_with(front: Make) -> None:
    made = with_marks(front)
    made.do("what_to_play", "marks")
    made.reading.do(Move(SECTION, 1))
    made.reading.do(GoTo(Position(3), play=True))
    assert made.reading.messages[-1].startswith("Your marks wait;")
    first, *_ = made.items("what_to_play")
    assert first == "Go on with your marks: mark 2 of 2, Food, chapter 2"
    assert made.choose(1)[-1] == "Mark 2 of 2. Food, chapter 2."
    assert made.sentence == "Eat little."


def test_an_urgent_visit_in_the_middle_keeps_the_marks(front: Make) -> None:
    made = with_marks(front)
    made.do("what_to_play", "marks")
    made.reading.do(Visit(Position(3), 4, urgent=True))
    assert not any(each.endswith("on now") for each in made.items("what_to_play"))
    made.reading.do(ComeBack())
    assert made.do("coming")[-1] == "Next: mark 2 of 2, Food, chapter 2."


# What comes next


@pytest.mark.parametrize(
    ("position", "asked", "said"),
    [
        (Position(1), "", "Then At night."),
        (Position(3), "", "Then chapter 2, Food."),
        (Position(7), "", "Nothing: this is the last section."),
        (Position(1), "sentence", "Nothing: reading ends with this sentence."),
        (Position(1), "section", "Nothing: reading ends with this section."),
        (Position(1), "repeat", "Next: this section again."),
        (Position(1), "questions", "Nothing: this is the last of the questions."),
    ],
)
def test_what_comes_next_is_told_on_demand(
    front: Make, position: Position, asked: str, said: str
) -> None:
    made = standing(front, position)
    if asked:
        made.do("what_to_play", asked)
    assert made.do("coming")[-1] == said


def test_where_the_reading_ends_nothing_comes_next(front: Make) -> None:
    made = standing(front)
    made.reading.do(ToggleOnlySection())
    assert made.do("coming")[-1] == "Nothing: reading ends with this section."
    made.reading.do(Visit(Position(3), 4, urgent=True))
    assert made.do("coming")[-1].startswith("Nothing: reading ends with the urgent list,")


def test_the_queue_that_waits_is_told_with_what_comes_next(front: Make) -> None:
    made = standing(front, Position(3))
    made.do("queue")
    assert made.do("coming")[-1] == "Then chapter 2, Food. The queue waits: At night, chapter 1."


# For a screen reader


def test_a_screen_reader_is_shown_the_marks_one_sentence_a_key(front: Make) -> None:
    made = with_marks(lambda text: front(text, external_screen_reader=True))
    told = made.do("what_to_play", "marks")
    assert told[-1] == "Mark 1 of 2. Fever, chapter 1. Note: ask Dr. Lee."
    assert made.sentence == "Write it down."
    made.do("play")
    assert made.sentence == "Eat little."
    assert "Mark 2 of 2. Food, chapter 2." in made.reading.messages
    made.do("play")
    assert made.reading.state.playlist is None
    assert made.sentence == "Questions to ask"


def test_its_key_leaves_the_list_again(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=GUIDE)
    made.do("what_to_play")
    assert made.door.is_list_open
    made.do("what_to_play")
    assert not made.door.is_list_open
