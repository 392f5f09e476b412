"""Asked for twice in a row, some actions tell more; after something else they begin anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from allvoice.actions.answers.queries import NO_TERM
from allvoice.guide.model import Position
from allvoice.reading.commands import GoTo
from allvoice.speech.protocol import Say
from tests.actions.harness import Front

Make = Callable[..., Front]
TEXT = """# Tablets

Take imatinib when there is fever. Then rest. Imatinib and fever again.

# Glossary

- **Imatinib**: A tablet against leukaemia.
- **Fever**: A temperature over 38.
"""
IMATINIB, FEVER = "Imatinib: A tablet against leukaemia.", "Fever: A temperature over 38."


@pytest.fixture
def made(front: Make) -> Front:
    made = front(TEXT)
    made.reading.do(GoTo(Position(1), play=False))
    return made


def test_where_one_is_is_told_in_detail(made: Front) -> None:
    (first,), (second,) = made.do("where"), made.do("where")
    assert second.startswith(first)
    assert "Paragraph 2 of 2 in this section, sentence 1 of 3." in second
    made.do("faster")
    assert len(made.do("where")[0]) < len(second)


def test_the_next_word_of_the_glossary_is_explained(made: Front) -> None:
    assert [made.do("define") for _ in range(3)] == [[IMATINIB], [FEVER], [IMATINIB]]
    made.do("faster")
    assert made.do("define") == [IMATINIB]


def test_in_another_sentence_the_first_word_is_explained(made: Front) -> None:
    made.do("define")
    # It was read on to.
    made.reading.do(GoTo(Position(1, 2), play=False))
    assert made.do("define") == [IMATINIB]
    made.do("define")
    made.reading.do(GoTo(Position(1, 1), play=False))
    assert made.do("define") == [NO_TERM]
    made.reading.do(GoTo(Position(1), play=False))
    assert made.do("define") == [IMATINIB]


def slowed(made: Front) -> bool:
    first = made.reading.voice.queue[0]
    assert isinstance(first, Say)
    return bool(first.slow_words)


def test_a_sentence_is_repeated_slowly(made: Front) -> None:
    made.do("repeat")
    assert not slowed(made)
    made.do("repeat")
    assert slowed(made)
    made.do("faster")
    made.do("repeat")
    assert not slowed(made)


def test_for_a_screen_reader_it_is_told_how_the_sentence_is_heard(front: Make) -> None:
    made = front(TEXT, external_screen_reader=True)
    made.reading.do(GoTo(Position(1, 1)))
    assert made.do("repeat") == []
    assert made.do("repeat") == ["Heard as: Then rest."]
