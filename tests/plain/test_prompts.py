"""Whoever is waited for knows what can be typed, and is not told so without need."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.plain import prompts
from allvoice.plain.prompts import PromptPolicy, after_list, usual
from allvoice.reading.activity import Activity

ENTER = [*(each.play_label for each in Activity), prompts.MORE]
MORE = ["", "tt: sections", "dl 1: remove"]


@pytest.mark.parametrize("enter", ENTER)
def test_every_prompt_fits_forty_cells_and_names_what_enter_does(enter: str) -> None:
    assert usual(enter) == f"[Enter: {enter}, h: help, q: quit]"
    assert len(usual(enter)) <= 40


@given(
    st.integers(1, 999),
    st.sampled_from(ENTER),
    st.sampled_from(["", "tt: sections", "dl 1: remove"]),
)
def test_a_list_ends_with_its_numbers_and_what_enter_does(
    count: int, enter: str, more: str
) -> None:
    prompt = after_list(count, enter, more)
    assert len(prompt) <= 40
    assert prompt.startswith("[1")
    assert str(count) in prompt
    assert more in prompt
    assert ", Enter: " in prompt


def test_numbers_say_that_they_go_there_where_there_is_room() -> None:
    assert after_list(3, "go on") == "[1 to 3: go there, Enter: go on]"
    assert (
        after_list(1, "next sentence", "dl 1: remove") == "[1: go there, dl 1: remove, Enter: next]"
    )
    assert (
        after_list(16, "next sentence", "tt: sections")
        == "[1 to 16: go, tt: sections, Enter: next]"
    )


@pytest.mark.parametrize(
    ("verbosity", "after_sentence", "after_other"),
    [("beginner", True, True), ("normal", False, True), ("expert", False, False)],
)
def test_the_same_choices_are_repeated_as_often_as_a_listener_wants(
    verbosity: str, after_sentence: bool, after_other: bool
) -> None:
    policy = PromptPolicy(verbosity)
    assert policy.is_due("[a]")
    assert not policy.is_due("[a]")
    policy.sentence_shown()
    assert policy.is_due("[a]") is after_sentence
    policy.other_shown()
    policy.sentence_shown()
    assert policy.is_due("[a]") is after_other
    assert policy.is_due("[b]")


def test_what_was_answered_while_reading_on_asks_for_no_prompt_later() -> None:
    policy = PromptPolicy()
    policy.is_due("[a]")
    policy.other_shown()
    policy.reading_on()
    assert not policy.is_due("[a]")
