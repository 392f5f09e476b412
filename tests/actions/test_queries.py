"""What is told of a table stays short enough to be kept in mind, and right where a row is cut."""

from __future__ import annotations

from collections.abc import Callable

from allvoice.actions.answers import queries, tables
from allvoice.guide.model import BlockKind, Guide, Position
from allvoice.reading.commands import GoTo
from allvoice.reading.runner import ReadingSession
from tests.actions.harness import Front
from tests.guide.texts import guide_of
from tests.reading.harness import session_harness


def _at(guide: Guide, word: str) -> ReadingSession:
    """Return a session at the first sentence of a table row that holds a word."""
    for block in guide.blocks:
        for number in range(len(block.sentences)):
            if block.kind is BlockKind.TABLE_ROW and word in block.sentence_text(number):
                position = Position(block.index, number)
                return session_harness(guide=guide, position=position).session
    raise AssertionError(f"no {word}")


Make = Callable[..., Front]
PROSE = "Write down what you saw, and when. "


def test_a_row_in_pieces_is_told_with_its_name_and_its_columns() -> None:
    cells = ["first", PROSE * 600 + "Needle.", "third"]
    guide = guide_of("| What | How | Why |\n|---|---|---|\n| " + " | ".join(cells) + " |")
    assert sum(block.goes_on for block in guide.blocks) >= 2
    assert tables.column(_at(guide, "Needle")) == "Column 2, How. Row: first."
    assert tables.column(_at(guide, "third")) == "Column 3, Why. Row: first."


def test_how_a_sentence_is_heard_tells_what_of_it_is_left_out() -> None:
    text = "# A\n\nTake 5 mg [7] daily (see https://kids.example).\n"
    harness = session_harness(text=text, skipping=("citations", "links"))
    harness.do(GoTo(Position(1), play=False))
    told = "Heard as: Take 5 milligrams daily. Left out: [7]; (see https://kids.example)."
    assert queries.heard_as(harness.session) == told
    harness.set_options(external_screen_reader=True)
    assert "Left out" not in queries.heard_as(harness.session)


def test_asked_twice_how_a_sentence_is_heard_the_rules_are_named() -> None:
    harness = session_harness(text="# Doses\n\nTake 2 mg/kg b.i.d. for 3 days.\n\nRest well.\n")
    harness.do(GoTo(Position(1), play=False))
    session = harness.session
    assert queries.heard_as(session).startswith("Heard as: Take 2 milligrams per kilogram")
    told = queries.heard_as(session, detail=True)
    assert told.startswith("2, by the rule: amount. milligrams per kilogram, by the rule: unit.")
    assert "twice a day, by the rule: abbreviation." in told
    assert "Take" not in told
    harness.do(GoTo(Position(2), play=False))
    assert queries.heard_as(session, detail=True) == queries.NO_RULE


def test_the_key_for_it_pressed_twice_names_the_rules(front: Make) -> None:
    made = front()
    assert made.do("heard_as") == ["Heard as: Before you begin."]
    assert made.do("heard_as") == [queries.NO_RULE]
