"""Rows of a table are compared two at a time, cell by cell, and a table is found in a few keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from allvoice.actions.answers.tables import MOST_COMPARED
from allvoice.guide.model import Position
from allvoice.reading.commands import GoTo
from allvoice.reading.state import Status
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import ByKeys, ByWords, Front, settings_of

TEXT = """\
# Start

Rest first.

# Strategies

| Strategy | Goal | Burden |
|---|---|---|
| Chemotherapy | To kill. | Long. |
| Antibody | To mark. | Short. |
| Transplant | To replace. | Heavy. |

Ask the team.
"""
Make = Callable[..., Front]


def reading(front: Make, words: str, text: str = TEXT, **changes: object) -> Front:
    """Return a front door where the sentence that holds some words is being read."""
    made = front(text, **changes)
    for block in made.reading.guide.blocks:
        for number in range(len(block.sentences)):
            if words in block.sentence_text(number):
                made.reading.do(GoTo(Position(block.index, number), play=True))
                return made
    raise AssertionError(words)


def told(made: Front) -> list[str]:
    """Hear what is being told to its end; return its texts as they came."""
    before = len(made.reading.messages) - 1
    while made.reading.voice.announcement is not None:
        made.reading.hear_announcement()
    return made.reading.messages[before:]


def test_the_other_rows_are_listed_and_all_of_them_first(front: Make) -> None:
    made = reading(front, "Short.")
    assert made.items("compare") == ["All rows", "Chemotherapy", "Transplant"]


def test_the_row_below_is_chosen_as_the_list_opens(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(), text=TEXT)
    for words, chosen in [("Long.", 1), ("Short.", 2), ("Heavy.", 2)]:
        reading(lambda text, made=made: made, words)
        made.items("compare")
        assert made.model.selected == chosen


def test_two_rows_are_told_in_the_column_one_is_in_and_the_reading_goes_on(front: Make) -> None:
    made = reading(front, "Long.")
    made.items("compare")
    made.choose(3)
    assert told(made) == ["Burden. Chemotherapy: Long.", "Transplant: Heavy."]
    assert made.reading.state.reads_on
    assert made.sentence == "Burden: Long."


def test_from_the_name_of_a_row_two_rows_are_told_column_by_column(front: Make) -> None:
    made = reading(front, "Chemotherapy")
    made.items("compare")
    made.choose(2)
    assert told(made) == [
        "Goal. Chemotherapy: To kill.",
        "Antibody: To mark.",
        "Burden. Chemotherapy: Long.",
        "Antibody: Short.",
    ]


def test_all_rows_are_told_one_by_one(front: Make) -> None:
    made = reading(front, "Short.")
    made.items("compare")
    made.choose(1)
    assert told(made) == [
        "Burden. Chemotherapy: Long.",
        "Antibody: Short.",
        "Transplant: Heavy.",
    ]


def test_a_reading_that_rested_rests_again(front: Make) -> None:
    made = reading(front, "Long.")
    made.do("stop")
    made.items("compare")
    made.choose(3)
    told(made)
    assert made.reading.state.status is Status.STOPPED


def test_the_play_key_holds_it_for_any_time_and_then_tells_the_same_cell_anew(front: Make) -> None:
    made = reading(front, "Long.")
    made.items("compare")
    made.choose(3)
    made.do("play")
    assert made.reading.voice.announcement is None
    made.reading.clock.now_s += 600
    assert made.reading.state.status is Status.PAUSED
    assert f"Held. {made.shown('play')} goes on." in made.seen
    made.do("play")
    assert told(made) == ["Burden. Chemotherapy: Long.", "Transplant: Heavy."]
    assert made.reading.state.reads_on


def test_the_keys_for_a_column_go_on_at_once_and_back_to_the_cell_before(front: Make) -> None:
    made = reading(front, "Short.")
    made.items("compare")
    made.choose(1)
    assert made.do("next_in_column") == ["Antibody: Short."]
    assert made.do("next_in_column") == ["Transplant: Heavy."]
    assert made.do("next_in_column") == ["Last row. Transplant: Heavy."]
    assert made.do("previous_in_column") == ["Antibody: Short."]
    made.do("previous_in_column")
    assert made.do("previous_in_column") == ["First row. Burden. Chemotherapy: Long."]
    assert told(made)[1:] == ["Antibody: Short.", "Transplant: Heavy."]
    assert made.sentence == "Burden: Short."
    assert made.reading.state.reads_on


def test_what_is_held_is_told_on_by_the_keys_for_a_column(front: Make) -> None:
    made = reading(front, "Long.")
    made.items("compare")
    made.choose(3)
    made.do("play")
    assert made.do("next_in_column") == ["Transplant: Heavy."]
    assert told(made) == ["Transplant: Heavy."]
    assert made.reading.state.reads_on


def test_in_a_table_they_read_the_same_column_of_the_row_below_and_above(front: Make) -> None:
    made = reading(front, "Short.")
    assert "Transplant." in made.do("next_in_column")
    assert made.sentence == "Burden: Heavy."
    assert made.do("next_in_column")[-1] == "Last row."
    made.do("previous_in_column")
    assert made.sentence == "Burden: Short."


@pytest.mark.parametrize("action", ["where", "next_section", "bookmark"])
def test_any_other_key_ends_it_and_is_done(front: Make, action: str) -> None:
    made = reading(front, "Long.")
    made.items("compare")
    made.choose(3)
    made.do(action)
    told(made)
    assert "Transplant: Heavy." not in made.reading.messages
    assert made.reading.state.reads_on


def test_silence_ends_it(front: Make) -> None:
    made = reading(front, "Long.")
    made.items("compare")
    made.choose(3)
    made.do("stop")
    assert made.reading.voice.announcement is None
    assert made.reading.state.status is Status.STOPPED


def test_with_a_screen_reader_it_is_one_text_to_be_read_at_ones_own_pace(front: Make) -> None:
    made = reading(front, "Long.", external_screen_reader=True)
    made.items("compare")
    assert made.choose(3) == ["Burden. Chemotherapy: Long. Transplant: Heavy."]


def test_outside_of_a_table_the_tables_are_listed_by_their_places(front: Make) -> None:
    made = reading(front, "Rest first.")
    assert made.items("compare") == ["Strategies, chapter 2"]
    made.choose(1)
    assert made.sentence == "Chemotherapy"


def test_a_document_without_tables_says_so(front: Make) -> None:
    made = front("# Start\n\nRest.\n")
    assert made.do("compare") == ["This document has no tables."]


@pytest.mark.parametrize("word", ["thing 5", "thing 70"])
def test_a_long_table_is_compared_as_far_as_it_can_be_kept_in_mind(front: Make, word: str) -> None:
    rows = "".join(f"| thing {number} | value {number} |\n" for number in range(80))
    made = reading(front, word, "# T\n\n| What | How |\n|---|---|\n" + rows)
    made.items("compare")
    made.choose(1)
    said = told(made)
    assert said[0] == "Name of the row. thing 0."
    assert len(said) == MOST_COMPARED + 1
    assert said[-1] == "And more rows."


def test_a_row_that_is_read_in_pieces_is_compared_whole(front: Make) -> None:
    prose = "Write down what you saw, and when. " * 600
    text = (
        "# T\n\n| What | How | Why |\n|---|---|---|\n"
        f"| first | {prose} | third |\n| second | short | other |\n"
    )
    made = reading(front, "third", text)
    assert any(block.goes_on for block in made.reading.guide.blocks)
    assert made.items("compare") == ["All rows", "second"]
    made.choose(2)
    assert told(made) == ["Why. first: third.", "second: other."]


def test_a_number_behind_the_word_compares_at_once(shelf: Shelf) -> None:
    made = ByWords(shelf, settings_of(), text=TEXT)
    reading(lambda text: made, "Long.")
    made.plain.type("m 3")
    assert told(made) == ["Burden. Chemotherapy: Long.", "Transplant: Heavy."]
    assert made.reading.state.reads_on
