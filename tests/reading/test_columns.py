"""In a table one key reads the same column of the next row, and one that of the row before."""

from __future__ import annotations

import pytest

from allvoice.guide.model import Position
from allvoice.reading.columns import FIRST_ROW, LAST_ROW, MOST_OF_A_NAME_CHARS, NO_TABLE
from allvoice.reading.commands import GoInHistory, GoTo, KeyHeld, KeyReleased, MoveInColumn
from allvoice.reading.history import LISTENED_S
from allvoice.reading.state import PlaybackOptions, Status
from tests.reading.harness import SessionHarness, session_harness

TEXT = """\
# Start

Rest first.

# Strategies

| Strategy | Goal | Burden |
|---|---|---|
| Chemotherapy | To kill. | Long. Often at home. |
| Antibody | To mark. | Short. |
| Transplant | To replace. | |

Ask the team.
"""
BELOW, ABOVE = MoveInColumn(1), MoveInColumn(-1)


def at(words: str, text: str = TEXT, *, play: bool = True, **options: object) -> SessionHarness:
    """Return a session where the sentence that holds some words is being read."""
    options_ = PlaybackOptions(**options)  # type: ignore[arg-type]
    harness = session_harness(text=text, options=options_)
    for block in harness.guide.blocks:
        for number in range(len(block.sentences)):
            if words in block.sentence_text(number):
                harness.do(GoTo(Position(block.index, number), play=play))
                return harness
    raise AssertionError(words)


def queued(harness: SessionHarness) -> list[str]:
    """Return what is said next, as the voice got it."""
    return [" ".join(each.words) for each in harness.voice.queue if hasattr(each, "words")]


def test_the_name_of_the_row_and_the_same_column_of_the_next_row_are_read() -> None:
    harness = at("To kill.")
    harness.do(BELOW)
    assert harness.sentence == "Goal: To mark."
    assert queued(harness)[:2] == ["Antibody.", "Goal: To mark."]
    assert harness.messages[-1] == "Antibody."
    harness.do(ABOVE)
    assert harness.sentence == "Goal: To kill."
    assert harness.messages[-1] == "Chemotherapy."


def test_the_row_is_named_also_where_the_program_itself_says_nothing() -> None:
    harness = at("To kill.", interface_voice=False)
    harness.do(BELOW)
    assert queued(harness)[:2] == ["Antibody.", "Goal: To mark."]


def test_the_reading_goes_on_from_there() -> None:
    harness = at("To kill.")
    harness.do(BELOW)
    assert harness.state.reads_on


def test_where_nothing_was_read_one_cell_is_and_then_it_rests() -> None:
    harness = at("To kill.", play=False)
    harness.do(BELOW)
    assert queued(harness) == ["Antibody.", "Goal: To mark."]
    harness.hear_all()
    assert harness.state.status is Status.STOPPED
    assert harness.sentence == "Goal: To mark."


def test_from_within_a_cell_of_several_sentences_the_next_cell_begins_at_its_start() -> None:
    harness = at("Often at home.")
    harness.do(BELOW)
    assert harness.sentence == "Burden: Short."
    harness.do(ABOVE)
    assert harness.sentence == "Burden: Long."


def test_the_first_column_names_the_row_itself() -> None:
    harness = at("Chemotherapy")
    harness.do(BELOW)
    assert queued(harness)[0] == "Antibody"
    assert not [each for each in harness.messages if each.startswith("Antibody")]


def test_an_empty_cell_is_told_to_be_empty() -> None:
    harness = at("Short.")
    harness.do(BELOW)
    assert queued(harness)[:2] == ["Transplant.", "Burden: empty"]


@pytest.mark.parametrize(
    ("words", "move", "told"),
    [("To kill.", ABOVE, FIRST_ROW), ("To replace.", BELOW, LAST_ROW), ("Rest", BELOW, NO_TABLE)],
)
def test_at_its_ends_and_outside_of_it_nothing_moves_and_it_is_told(
    words: str, move: MoveInColumn, told: str
) -> None:
    harness = at(words)
    before = harness.state.position
    harness.do(move)
    assert harness.state.position == before
    assert harness.messages[-1] == told
    assert harness.state.reads_on


def test_a_table_after_another_is_another_table() -> None:
    harness = at("To replace.", TEXT.replace("Ask the team.", "| A | B |\n|---|---|\n| c | d |"))
    harness.do(BELOW)
    assert harness.messages[-1] == LAST_ROW


def test_from_the_line_that_announces_a_table_the_first_row_is_read() -> None:
    harness = at("Table, 3 rows")
    harness.do(ABOVE)
    assert harness.messages[-1] == FIRST_ROW
    harness.do(BELOW)
    assert harness.sentence == "Chemotherapy"


def test_one_key_leads_back_from_a_run_of_rows() -> None:
    harness = at("To kill.")
    harness.clock.now_s += LISTENED_S
    before = harness.state.position
    harness.do(BELOW)
    harness.do(BELOW)
    harness.do(GoInHistory(-1))
    assert harness.state.position == before


def test_a_held_key_runs_through_the_rows_and_what_it_led_to_is_read() -> None:
    harness = at("To kill.")
    harness.do(KeyHeld())
    harness.do(BELOW)
    harness.do(BELOW)
    assert queued(harness) == []
    harness.do(KeyReleased())
    assert harness.voice.announced == ["Transplant."]
    assert queued(harness)[0] == "Goal: To replace."


def test_another_screen_reader_is_shown_the_row_and_the_cell() -> None:
    harness = at("To kill.", external_screen_reader=True)
    harness.do(BELOW)
    assert harness.sentence == "Goal: To mark."
    assert harness.messages[-1] == "Antibody."


def test_a_row_that_is_read_in_pieces_is_one_row() -> None:
    prose = "Write down what you saw, and when. " * 600
    text = (
        "# T\n\n| What | How | Why |\n|---|---|---|\n"
        f"| first | {prose} | third |\n| second | short | other |\n"
    )
    harness = at("third", text)
    harness.do(BELOW)
    assert harness.sentence == "Why: other"
    harness.do(ABOVE)
    assert harness.sentence == "Why: third"


def test_a_row_that_has_no_such_column_is_read_at_its_last_one() -> None:
    harness = at("late", "# T\n\n| a | early | late |\n| b | short |\n| c | d | e |\n")
    harness.do(BELOW)
    assert harness.sentence == "Column 2: short"


def test_a_long_name_of_a_row_is_cut() -> None:
    harness = at("x1", f"# T\n\n| A | B |\n|---|---|\n| a | x1 |\n| {'long ' * 40}| x2 |\n")
    harness.do(BELOW)
    assert len(harness.messages[-1]) <= MOST_OF_A_NAME_CHARS + 1
    assert harness.sentence == "B: x2"
