"""About when each sentence is heard."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.guide.model import Guide, Position
from allvoice.reading.progress import minutes_left
from allvoice.reading.timeline import Timeline
from tests.guide.texts import guide_of, markdown
from tests.reading.harness import small_guide

RATES = st.integers(60, 600)


def positions(guide: Guide) -> list[Position]:
    return [
        Position(block.index, sentence)
        for block in guide.blocks
        for sentence in range(len(block.sentences))
    ]


GUIDE = small_guide()


@given(markdown, RATES)
def test_sentences_are_heard_in_their_order(text: str, rate_wpm: int) -> None:
    guide = guide_of(f"Begin here. Go on.\n\n{text}")
    line = Timeline(guide)
    times = [line.time_s(each, rate_wpm) for each in positions(guide)]
    assert times[0] == 0
    assert all(one < next_one for one, next_one in pairwise(times))
    assert times[-1] < line.duration_s(rate_wpm)


@given(markdown, RATES)
def test_the_sentence_at_a_time_is_the_one_that_began_last(text: str, rate_wpm: int) -> None:
    guide = guide_of(f"Begin here. Go on.\n\n{text}")
    line = Timeline(guide)
    ends = [*(line.time_s(each, rate_wpm) for each in positions(guide)), line.duration_s(rate_wpm)]
    for position, (begins, end) in zip(positions(guide), pairwise(ends), strict=True):
        assert line.at(begins, rate_wpm) == position
        assert line.at((begins + end) / 2, rate_wpm) == position


@given(st.floats(allow_nan=False), RATES)
def test_beyond_the_ends_is_the_first_sentence_or_the_last(time_s: float, rate_wpm: int) -> None:
    line = Timeline(GUIDE)
    found = line.at(time_s, rate_wpm)
    assert found in positions(GUIDE)
    if time_s < 0:
        assert found == GUIDE.start
    if time_s >= line.duration_s(rate_wpm):
        assert found == GUIDE.end


@pytest.mark.parametrize("position", positions(GUIDE))
def test_it_counts_the_minutes_that_are_told_as_left(position: Position) -> None:
    line = Timeline(GUIDE)
    left_s = line.duration_s(150) - line.time_s(position, 150)
    # Inside a paragraph what is told counts sentences, and this their letters.
    block_s = 60 * GUIDE.blocks[position.block].source_chars / 6 / 150
    assert left_s == pytest.approx(60 * minutes_left(GUIDE, position, 150), abs=block_s / 2)


def test_twice_the_rate_is_half_the_time() -> None:
    line = Timeline(GUIDE)
    assert line.duration_s(300) == pytest.approx(line.duration_s(150) / 2)
    assert line.time_s(GUIDE.end, 300) == pytest.approx(line.time_s(GUIDE.end, 150) / 2)


def test_a_long_sentence_takes_longer_than_a_short_one_of_its_paragraph() -> None:
    guide = guide_of("Stop. Call the care team at once and write down what they told you to do.")
    begins, second = (Timeline(guide).time_s(each, 150) for each in positions(guide))
    assert second - begins < Timeline(guide).duration_s(150) / 4
