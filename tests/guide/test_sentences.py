"""Sentences: what is spoken in one breath, and what a move goes by."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allvoice.guide.sentences import LONGEST_CHARS, split
from tests.examples import examples


def pieces(text: str, *, by_line: bool = False) -> list[str]:
    return [text[each.start : each.end] for each in split(text, by_line=by_line)]


@pytest.mark.parametrize(
    "text",
    [
        "Ask Dr. Smith about it.",
        "A temperature of 38.0 or more matters.",
        "Some medicines, e.g. vincristine, are given by drip.",
        "Is this one?",
        "A heading without a stop",
        "Mr. Jones (aged 7) takes 2.5 mg/day - that's 50%.",
    ],
)
def test_a_stop_within_a_sentence_does_not_cut_it(text: str) -> None:
    assert pieces(text) == [text]


def test_sentences_end_at_stops_marks_and_lines() -> None:
    text = "It lasts. Does it? Yes!\nA new line"
    assert pieces(text) == ["It lasts.", "Does it?", "Yes!", "A new line"]


def test_sentences_are_trimmed_of_white_space() -> None:
    assert pieces("  One.   Two.  ") == ["One.", "Two."]


def test_code_is_cut_by_line_and_not_by_stops() -> None:
    assert pieces("x = 1. y\n\n  z = 2", by_line=True) == ["x = 1. y", "z = 2"]


def test_no_sentence_is_so_long_that_a_listener_waits_for_its_end() -> None:
    clause = "the count falls, the count rises again and the next round begins, "
    found = pieces(clause * 30)
    assert max(map(len, found)) <= LONGEST_CHARS
    assert all(each.endswith(",") for each in found)


def test_a_word_without_an_end_is_cut_too() -> None:
    found = pieces("a" * 1000)
    assert "".join(found) == "a" * 1000
    assert max(map(len, found)) == LONGEST_CHARS


@pytest.mark.parametrize("text", ["", " ", "\n\n", " \n "])
def test_white_space_is_no_sentence(text: str) -> None:
    assert split(text) == ()


@settings(max_examples=examples(200))
@given(
    st.one_of(
        st.text(st.characters(), max_size=300),
        st.lists(
            st.sampled_from([*"ab. ?!,;:()\n\"'…", "Dr. ", "e.g. ", "3.5 ", "word ", "w" * 150]),
            max_size=60,
        ).map("".join),
    ),
    st.booleans(),
)
def test_sentences_hold_every_sign_once_and_in_order(text: str, by_line: bool) -> None:
    end = 0
    for sentence in split(text, by_line=by_line):
        assert not text[end : sentence.start].strip()
        assert end <= sentence.start < sentence.end <= sentence.start + LONGEST_CHARS
        assert "\n" not in text[sentence.start : sentence.end]
        end = sentence.end
    assert not text[end:].strip()


@pytest.mark.parametrize(
    "text",
    [
        "Take max. 4 tablets.",
        "Take 1 tab. twice a day.",
        "His T. bili is high.",
        "Take 1 tab. 2 times a day.",
        "Come on Mon. at 8 a.m. with him.",
        "The fever was 38. 3 degrees.",
    ],
)
def test_a_short_word_of_a_dose_or_measure_ends_no_sentence(text: str) -> None:
    assert pieces(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Take 1 tab.", "Then rest."),
        ("Wait for 2 hrs.", "Call us."),
        ("Stay out of the sun.", "2 hours later go."),
        ("Close the cap.", "3 minutes later shake it."),
        ("This is the max.", "Call us."),
    ],
)
def test_where_a_sentence_may_end_at_a_short_word_it_does(first: str, second: str) -> None:
    assert pieces(f"{first} {second}") == [first, second]
