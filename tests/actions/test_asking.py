"""What a listener asks about the sentence being read is answered, and the reading goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from allvoice.actions.answers.queries import heard_as
from allvoice.guide.model import Position
from allvoice.narration.lexicon import Entry, Lexicon
from allvoice.narration.narrator import Narrator
from allvoice.reading.columns import NO_TABLE
from allvoice.reading.commands import GoTo, Play, SetSkipping
from tests.actions.harness import Front
from tests.reading.harness import session_harness

TEXT = """\
# Start

ALL is treated in phases. Remission comes first, then MRD is looked for.

| Strategy | When it may be used |
|---|---|
| Chemotherapy | Most often first. |
| Transplant | When risk is high |

## Glossary

- **Remission**: no leukemia is found.
- **MRD**: a trace of leukemia.
"""
Make = Callable[..., Front]


def reading(front: Make, words: str, text: str = TEXT) -> Front:
    """Return a front door where the sentence that holds some words is being read."""
    made = front(text)
    for block in made.reading.guide.blocks:
        for number in range(len(block.sentences)):
            if words in block.sentence_text(number):
                made.reading.do(GoTo(Position(block.index, number), play=True))
                return made
    raise AssertionError(words)


@pytest.mark.parametrize(
    ("words", "action", "answer"),
    [
        ("ALL", "heard_as", "Heard as: A L L is treated in phases."),
        ("Remission comes", "define", "Remission: no leukemia is found."),
        ("Most often first", "column", "Column 2, When it may be used. Row: Chemotherapy."),
        ("Transplant", "column", "Column 1, Name of the row. Row: Transplant."),
        ("ALL", "column", NO_TABLE),
    ],
)
def test_it_is_answered_and_the_reading_goes_on_where_it_was(
    front: Make, words: str, action: str, answer: str
) -> None:
    made = reading(front, words)
    before = made.reading.state.position
    assert made.do(action) == [answer]
    assert made.reading.state.position == before
    assert made.reading.state.reads_on


def test_how_terms_are_said_is_told_with_the_words_that_are_heard() -> None:
    lexicon = Lexicon([Entry("MRD", exact_case=True, respelling="em-ar-DEE")])
    made = session_harness(text="# A\n\nMRD is looked for.\n", narrator=Narrator(lexicon))
    made.do(GoTo(Position(1)))
    assert heard_as(made.session) == "Heard as: M R D is looked for. MRD: em-ar-DEE."


def test_what_the_guide_cannot_show_is_told(front: Make) -> None:
    made = front("# A\n\n![](a.png) and ![](b.png) here.\n\n<script>x</script>\n\nThe end.\n")
    (told,) = made.do("hear_skipped")
    assert told.startswith("Left out of this guide, since it cannot be read aloud: ")
    assert "an image without a description, 2 times" in told
    assert "script" in told


def test_what_was_skipped_comes_before_what_cannot_be_shown(front: Make) -> None:
    made = front("# A\n\n![](a.png) Here.\n\n```\nx = 1\n```\n\nThe end.\n")
    made.reading.do(SetSkipping(("code",)), Play())
    made.reading.hear_all()
    assert made.do("hear_skipped") == []
    assert made.sentence == "x = 1"


def test_notes_and_code_are_skipped_and_asked_again_nothing_is(front: Make) -> None:
    made = front(TEXT)
    told, skipped = [], []
    for _ in range(2):
        told += made.do("skipping")
        assert made.choices.settings.skip == made.reading.state.skipping
        skipped.append(made.reading.state.skipping)
    assert told == ["From now on code and notes are skipped.", "Everything is read."]
    assert skipped == [("code", "notes"), ()]
