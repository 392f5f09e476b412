"""Behind ">" a figure makes it "more than"; a quote needs words."""

from __future__ import annotations

import pytest

from tests.guide.texts import guide_of


def blocks(source: str) -> list[tuple[str, int]]:
    return [(block.text, block.quote_depth) for block in guide_of(source).blocks]


@pytest.mark.parametrize(
    ("source", "heard"),
    [
        (">38.3: call", [">38.3: call"]),
        ("> 2 wks", ["> 2 wks"]),
        (">=38 or >39", [">=38 or >39"]),
        (">/= 38", [">/= 38"]),
        ("- >3 stools\n- > 2 wks", [">3 stools", "> 2 wks"]),
        ("1. >3 stools", [">3 stools"]),
        (">38: call\n>39: run\nat once", [">38: call", ">39: run at once"]),
        ("Call for any of:\n> 38\n> 2 fits", ["Call for any of:", "> 38", "> 2 fits"]),
        ("Call if it is\n>38 for an hour", ["Call if it is >38 for an hour"]),
        (">3 stools\n\nText.", [">3 stools", "Text."]),
    ],
)
def test_a_figure_behind_the_sign_makes_no_quote(source: str, heard: list[str]) -> None:
    assert blocks(source) == [(text, 0) for text in heard]


@pytest.mark.parametrize(
    ("source", "heard"),
    [
        ("> 3 days of it\n> are too long", ["3 days of it are too long"]),
        ("> Words and\n> 3 more", ["Words and 3 more"]),
        ("> 1. One\n> 2. Two", ["One", "Two"]),
        (">3 days\n>of it", ["3 days of it"]),
    ],
)
def test_words_around_it_make_it_a_quote(source: str, heard: list[str]) -> None:
    assert blocks(source) == [(text, 1) for text in heard]


def test_a_line_written_otherwise_does_not_make_a_limit_a_quote() -> None:
    assert blocks(">3 stools\n> or blood") == [(">3 stools", 0), ("or blood", 1)]


def test_a_limit_within_a_quote_is_one() -> None:
    assert blocks("> Call at\n> >38") == [("Call at >38", 1)]
    assert blocks("> > 38 is high") == [("> 38 is high", 1)]
