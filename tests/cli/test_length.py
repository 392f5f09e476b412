"""However a guide's length is asked for, the answer is one figure."""

from __future__ import annotations

import json

import pytest

from allvoice.guide.load import load_guide
from allvoice.limits import RATE_NORMAL_WPM
from allvoice.listenability.check import check
from allvoice.narration.lexicon import Lexicon
from allvoice.paths import bundled_guide
from allvoice.reading import progress
from tests.cli.conftest import Command

GUIDE = load_guide(bundled_guide())
IN_THE_READER = [progress.section_minutes(GUIDE, each, RATE_NORMAL_WPM) for each in GUIDE.sections]


def test_each_section_takes_as_long_in_the_list_the_reader_and_the_check(
    allvoice: Command,
) -> None:
    listed = [row["minutes"] for row in json.loads(allvoice("sections", "--json").out)]
    checked = [each.minutes for each in check(GUIDE, Lexicon()).sections]
    assert listed == checked == pytest.approx(IN_THE_READER, abs=0.005)


def test_all_sections_together_take_as_long_as_the_reader_says_is_left_at_the_start(
    allvoice: Command,
) -> None:
    left = progress.minutes_left(GUIDE, GUIDE.start, RATE_NORMAL_WPM)
    listed = sum(row["minutes"] for row in json.loads(allvoice("sections", "--json").out))
    checked = sum(each.minutes for each in check(GUIDE, Lexicon()).sections)
    assert sum(IN_THE_READER) == pytest.approx(left)
    assert listed == checked == pytest.approx(left, abs=0.005 * len(GUIDE.sections))


def test_the_words_of_a_section_are_counted_once(allvoice: Command) -> None:
    listed = [row["words"] for row in json.loads(allvoice("sections", "--json").out)]
    assert listed == [each.words for each in check(GUIDE, Lexicon()).sections]
