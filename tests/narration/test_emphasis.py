"""A negation or an order in bold is said a little slower; names in bold are not."""

from __future__ import annotations

import pytest

from allvoice.guide.model import Position
from allvoice.narration.narrator import Narrator
from tests.guide.texts import guide_of


def slow(markdown: str) -> list[str]:
    utterance = Narrator().utterance(guide_of(f"# A\n\n{markdown}\n"), Position(1))
    return [utterance.words[index] for index in utterance.slow_words]


@pytest.mark.parametrize(
    ("markdown", "stressed"),
    [
        ("Do ***not*** crush it.", ["not"]),
        ("Do **not** crush it.", ["not"]),
        ("Please **do not stop** it.", ["do", "not", "stop"]),
        ("You *must* call.", ["must"]),
    ],
)
def test_a_negation_or_an_order_in_bold_is_stressed(markdown: str, stressed: list[str]) -> None:
    assert slow(markdown) == stressed


@pytest.mark.parametrize(
    "markdown",
    ["A **port** is a small box.", "**Do not stop the pills on your own.** Ask.", "Do not crush."],
)
def test_names_long_passages_and_plain_words_are_not(markdown: str) -> None:
    assert slow(markdown) == []
