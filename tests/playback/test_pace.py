from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.playback.pace import (
    CAREFUL_SPEED,
    PAUSE_SHARE,
    SLOWEST_STRETCH_WPM,
    is_careful_at,
    pause_frames,
    pause_scale,
    speed,
)
from tests.playback.player_harness import RATE_HZ

WORDS, PAUSE_S = 14, 0.5


def listening_s(rate_wpm: int, own_rate_wpm: float) -> float:
    """How long a sentence of fourteen words with its pause takes."""
    words_s = WORDS * (1 - PAUSE_SHARE) * 60 / own_rate_wpm
    return words_s / speed(rate_wpm, own_rate_wpm) + PAUSE_S * pause_scale(rate_wpm)


@given(st.integers(30, 450), st.floats(100, 250))
def test_the_rate_comes_out_true_at_every_setting(rate_wpm: int, own_rate_wpm: float) -> None:
    assert listening_s(rate_wpm, own_rate_wpm) == pytest.approx(WORDS * 60 / rate_wpm, rel=0.05)


def test_at_150_words_a_minute_pauses_are_as_written() -> None:
    assert pause_scale(150) == 1.0
    assert pause_frames(0.25, 150, RATE_HZ) == RATE_HZ // 4


def test_at_its_own_rate_a_voice_is_not_stretched() -> None:
    assert speed(170, 170.0) == 1.0


@given(st.integers(30, SLOWEST_STRETCH_WPM))
def test_below_eighty_words_a_minute_only_pauses_grow(rate_wpm: int) -> None:
    assert speed(rate_wpm, 170.0) == speed(SLOWEST_STRETCH_WPM, 170.0)
    assert pause_scale(rate_wpm) >= pause_scale(SLOWEST_STRETCH_WPM) - 1e-9


@given(st.integers(30, 449))
def test_faster_is_never_slower(rate_wpm: int) -> None:
    assert speed(rate_wpm + 1, 160.0) >= speed(rate_wpm, 160.0)
    assert pause_scale(rate_wpm + 1) < pause_scale(rate_wpm)


@given(st.integers(30, 450))
def test_a_short_sound_and_its_pause_are_the_same_at_every_rate(rate_wpm: int) -> None:
    assert speed(rate_wpm, 170.0, is_stretched=False) == 1.0
    assert pause_frames(0.25, rate_wpm, RATE_HZ, is_stretched=False) == RATE_HZ // 4


@given(st.integers(30, 450))
def test_a_careful_word_is_slower_than_its_neighbours_at_every_rate(rate_wpm: int) -> None:
    assert speed(rate_wpm, 170.0, is_careful=True) == CAREFUL_SPEED * speed(rate_wpm, 170.0)


@pytest.mark.parametrize(
    ("frame", "is_careful"),
    [(0, False), (999, False), (1_000, True), (1_999, True), (2_000, False)],
)
def test_a_careful_word_is_careful_from_its_first_frame_to_its_last(
    frame: int, is_careful: bool
) -> None:
    assert is_careful_at(frame, (0, 1_000, 2_000), 5, {6}) == is_careful
