from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.playback.pace import PAUSE_SHARE, SLOWEST_STRETCH_WPM, Pace

WORDS, PAUSE_S = 14, 0.5


def listening_s(pace: Pace) -> float:
    """How long a sentence of fourteen words with its pause takes."""
    words_s = WORDS * (1 - PAUSE_SHARE) * 60 / pace.own_rate_wpm
    return words_s / pace.speed + PAUSE_S * pace.pause_scale


@given(st.integers(30, 450), st.floats(100, 250))
def test_the_pace_comes_out_true_at_every_setting(rate_wpm: int, own_rate_wpm: float) -> None:
    pace = Pace(rate_wpm, own_rate_wpm)

    assert listening_s(pace) == pytest.approx(WORDS * 60 / rate_wpm, rel=0.05)


def test_at_150_words_a_minute_pauses_are_as_written() -> None:
    assert Pace(150, 180.0).pause_scale == 1.0


def test_at_its_own_pace_a_voice_is_not_stretched() -> None:
    assert Pace(170, 170.0).speed == 1.0


@given(st.integers(30, SLOWEST_STRETCH_WPM))
def test_below_eighty_words_a_minute_only_pauses_grow(rate_wpm: int) -> None:
    slow, floor = Pace(rate_wpm, 170.0), Pace(SLOWEST_STRETCH_WPM, 170.0)

    assert slow.speed == floor.speed
    assert slow.pause_scale >= floor.pause_scale - 1e-9


@given(st.integers(30, 449))
def test_faster_is_never_slower(rate_wpm: int) -> None:
    slower, faster = Pace(rate_wpm, 160.0), Pace(rate_wpm + 1, 160.0)

    assert faster.speed >= slower.speed
    assert faster.pause_scale < slower.pause_scale
