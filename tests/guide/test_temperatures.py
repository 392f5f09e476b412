"""What the guide says of a temperature comes from the guide's own sentences and limits."""

from __future__ import annotations

from functools import cache

import pytest

from allvoice.guide.load import load_guide
from allvoice.guide.model import Guide
from allvoice.guide.temperatures import has_rules, said_of_temperature
from allvoice.paths import bundled_guide
from tests.reading.harness import TEXT, guide_of_text

MOUTH = "A temperature by mouth of 100.4 degrees Fahrenheit, 38.0 Celsius, or higher"
ARM = "Under the arm, 99.4 degrees Fahrenheit, 37.4 Celsius, or higher"
LOW = "A low temperature by mouth, below 96.8 degrees Fahrenheit, 36 Celsius"


@cache
def bundled() -> Guide:
    return load_guide(bundled_guide())


def said(**temperature: float) -> str:
    guide = bundled()
    position = said_of_temperature(guide, **temperature)
    return "" if position is None else guide.sentence_text(position)


@pytest.mark.parametrize(
    ("celsius", "begins"),
    [
        (34.0, LOW),
        (35.9, LOW),
        (36.0, ""),
        (36.8, ""),
        (37.39, ""),
        (37.4, ARM),
        (37.99, ARM),
        (38.0, MOUTH),
        (38.2, MOUTH),
        (43.0, MOUTH),
    ],
)
def test_from_each_limit_of_the_urgent_list_on_its_sentence_is_said(
    celsius: float, begins: str
) -> None:
    assert said(celsius=celsius).startswith(begins)
    assert bool(said(celsius=celsius)) is bool(begins)


@pytest.mark.parametrize(
    ("fahrenheit", "begins"),
    [(93.0, LOW), (96.7, LOW), (98.6, ""), (99.3, ""), (99.4, ARM), (100.39, ARM), (100.4, MOUTH)],
)
def test_the_same_in_fahrenheit(fahrenheit: float, begins: str) -> None:
    assert said(fahrenheit=fahrenheit).startswith(begins)
    assert bool(said(fahrenheit=fahrenheit)) is bool(begins)


def test_no_temperature_of_a_fever_is_left_without_a_word() -> None:
    for tenths in range(380, 431):
        assert said(celsius=tenths / 10).startswith(MOUTH)
    for tenths in range(1004, 1101):
        assert said(fahrenheit=tenths / 10).startswith(MOUTH)


def test_a_guide_without_such_rules_says_nothing() -> None:
    guide = guide_of_text(TEXT)
    assert not has_rules(guide)
    assert has_rules(bundled())
    assert said_of_temperature(guide, celsius=39.0) is None
