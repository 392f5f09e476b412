"""Notes are found by words in any order and form, misspelt ones too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.guide.search.folding import words_of
from allvoice.guide.search.phrases import Phrase
from allvoice.guide.search.steps import whole
from allvoice.guide.search.texts import TextIndex
from tests.examples import ANY_TEXT

TEXTS = {
    "a": "Methotrexate 15 mg at night",
    "b": "Bruises on both legs after the fall",
    "c": "Ask Dr. Lee about methotrexate and the mouth sores",
    "d": "Temperature 38.2",
    "e": "Café with grandmother",
}


@pytest.fixture
def index() -> TextIndex[str]:
    made: TextIndex[str] = TextIndex()
    whole(made.update(TEXTS.items()))
    return made


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("methotrexate", ["a", "c"]),
        ("METHOTREXATE night", ["a"]),
        ("bruising leg", ["b"]),
        ("metotrexate", ["a", "c"]),
        ("metho", ["a", "c"]),
        ("what about the mouth sore", ["c"]),
        ("38.2", ["d"]),
        ("38.3", []),
        ("cafe", ["e"]),
        ("transplant", []),
        ("transplant methotrexate", []),
        ("lee methotrexate transplant", ["c"]),
        ("the", ["b", "c"]),
        ("", []),
        ("?!", []),
    ],
)
def test_what_is_found_for_what_is_typed(
    index: TextIndex[str], query: str, found: list[str]
) -> None:
    assert index.find(query) == found


def test_a_text_that_changed_is_found_by_its_words_of_now(index: TextIndex[str]) -> None:
    whole(index.update([("e", "Tea with grandmother"), ("f", "Methotrexate skipped")]))
    assert index.find("cafe") == []
    assert index.find("tea") == ["e"]
    assert index.find("methotrexate") == ["f"]
    whole(index.update([]))
    assert index.find("grandmother") == []


@given(st.dictionaries(st.integers(), ANY_TEXT, max_size=6), ANY_TEXT)
def test_any_text_is_found_by_all_of_itself(texts: dict[int, str], query: str) -> None:
    index: TextIndex[int] = TextIndex()
    whole(index.update(texts.items()))
    index.find(query)
    for key, text in texts.items():
        if words_of(text):
            assert key in index.find(text)


@pytest.mark.parametrize(
    ("typed", "text", "is_there"),
    [
        ("doctor first", "Call Doctor  FIRST.", True),
        ("doctor first", "Call the doctor, first of all", True),
        ("doctor first", "First the doctor", False),
        ("doctor first", "the doctor says first", False),
        ("4 mg", "15.4 mg", False),
        ("4 mg", "4 mg, twice", True),
        ("38", "38.2 at noon", False),
        ("38.2", "38.2", True),
        ("lee", "bleeding", False),
        ("cafe", "the Café", True),
        ("?!", "?!", False),
        ("", "anything", False),
    ],
)
def test_words_next_to_each_other_and_in_order_are_there_word_for_word(
    typed: str, text: str, is_there: bool
) -> None:
    assert Phrase(typed).is_in(text) is is_there
