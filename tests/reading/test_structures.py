"""What can be left at once or skipped, and is never lost."""

from __future__ import annotations

import pytest

from allvoice.guide.model import BlockKind, Position
from allvoice.guide.skippable import KINDS, PATTERNS, SKIPPABLE
from allvoice.narration.lexicon import Entry, Lexicon
from allvoice.narration.narrator import Narrator
from allvoice.narration.noise.registry import FINDERS
from allvoice.reading.commands import GoTo, HearSkipped, LeaveStructure, Play, Repeat, SetSkipping
from allvoice.reading.state import Status
from allvoice.reading.structures import after_structure, kinds_of, named
from allvoice.shelf.settings.kinds import SomeOf
from allvoice.shelf.settings.specs import SPEC_OF
from tests.reading.harness import SessionHarness, session_harness

TEXT = """# Doses

Take it with food.

| Day | Dose |
|---|---|
| 1 | Two pills. |
| 2 | One pill. |

After the table.

- First thing.
- Second thing.

```
x = 1
```

Between.

```
y = 2
```

Last words.
"""


def at(made: SessionHarness, text: str) -> Position:
    for block in made.guide.blocks:
        for number in range(len(block.sentences)):
            if text in block.sentence_text(number):
                return Position(block.index, number)
    raise AssertionError(text)


def made(**options: object) -> SessionHarness:
    return session_harness(text=TEXT, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("inside", "after"),
    [
        ("Table, 2 rows", "After the table."),
        ("Two pills", "After the table."),
        ("First thing.", "x = 1"),
        ("x = 1", "Between."),
    ],
)
def test_a_table_a_list_and_code_are_left_by_one_key(inside: str, after: str) -> None:
    reading = made()
    reading.do(GoTo(at(reading, inside), play=True))
    reading.do(LeaveStructure())
    assert reading.sentence == after
    assert reading.state.status is Status.PLAYING


def test_outside_of_any_there_is_nothing_to_leave() -> None:
    reading = made()
    reading.do(LeaveStructure())
    assert reading.messages == ["This is no table and no list."]
    assert reading.state.position == reading.guide.start


def test_at_the_end_of_the_guide_leaving_stays() -> None:
    reading = session_harness(text="# A\n\n- one\n- two\n")
    reading.do(GoTo(Position(1), play=False))
    reading.do(LeaveStructure())
    assert reading.messages == ["No more after this."]
    assert reading.sentence == "one"


def test_what_is_skipped_is_said_and_can_be_heard() -> None:
    reading = made(skipping=("code", "tables"))
    reading.do(Play())
    heard = reading.hear_all()
    assert not [sentence for sentence in heard if "pill" in sentence or "=" in sentence]
    assert {"Take it with food.", "After the table.", "Between.", "Last words."} <= set(heard)
    reading.do(GoTo(at(reading, "Take it"), play=True))
    assert "1 table skipped. Press X to hear it." in reading.says()
    reading.hear("After the table.")
    reading.do(HearSkipped())
    assert reading.sentence == "Table, 2 rows, 2 columns: Day; Dose."
    assert any("pill" in sentence for sentence in reading.hear_all())


def test_who_goes_to_something_skipped_hears_it_to_its_end() -> None:
    reading = made(skipping=("tables",))
    reading.do(GoTo(at(reading, "Table, 2 rows"), play=True))
    heard = reading.hear_all()
    assert any("Two pills" in sentence for sentence in heard)
    assert any("One pill" in sentence for sentence in heard)


def test_where_nothing_was_skipped_the_key_says_so() -> None:
    reading = made()
    reading.do(HearSkipped())
    assert reading.messages == ["Nothing was skipped."]


def test_skipping_begins_and_ends_at_once_while_reading() -> None:
    reading = made()
    reading.do(GoTo(at(reading, "Second thing"), play=True))
    reading.do(SetSkipping(("code",)))
    assert reading.messages[-1] == "From now on code is skipped."
    assert "x = 1" not in reading.hear_all()
    reading.do(SetSkipping(()))
    assert reading.messages[-1] == "Everything is read."


def test_a_careful_repeat_is_slow_and_spells_names_by_their_syllables() -> None:
    lexicon = Lexicon([Entry("imatinib", ipa="ɪ.ˈmæ", respelling="ih-MA", drug=True)])
    text = "# A\n\nGive imatinib now. Then rest.\n"
    reading = session_harness(text=text, narrator=Narrator(lexicon))
    reading.do(GoTo(Position(1), play=True))
    usual = reading.voice.queue[0]
    reading.do(Repeat(carefully=True))
    careful, following = reading.voice.queue[:2]
    assert usual.words == ("Give", "imatinib", "now.")  # type: ignore[union-attr]
    assert usual.slow_words == (1,)  # type: ignore[union-attr]
    assert careful.words == ("Give", "ih-ma", "now.")  # type: ignore[union-attr]
    assert careful.slow_words == (0, 1, 2)  # type: ignore[union-attr]
    assert following.words == ("Then", "rest.")  # type: ignore[union-attr]
    assert following.slow_words == ()  # type: ignore[union-attr]


def test_everything_that_can_be_skipped_has_a_name_in_the_settings() -> None:
    assert SPEC_OF["skip"].kind == SomeOf(KINDS)
    assert (*SKIPPABLE, *FINDERS, PATTERNS) == KINDS
    assert kinds_of(["notes", "nonsense"]) == {BlockKind.NOTE}
    assert kinds_of([]) == frozenset()


def test_a_table_is_counted_once() -> None:
    blocks = made().guide.blocks
    assert named(blocks[2:5]) == "1 table"
    assert named([blocks[3]]) == "1 table row"
    assert after_structure(made().guide, Position(0)) is None
