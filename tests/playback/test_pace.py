from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.limits import PAUSE_FACTORS, RATE_MAX_WPM, RATE_MIN_WPM
from allvoice.narration.narrator import CHAPTER_PAUSE_S
from allvoice.playback.pace import (
    CAREFUL_SPEED,
    LONGEST_PAUSE_S,
    is_careful_at,
    pause_frames,
    speed,
)
from tests.playback.player_harness import RATE_HZ

WORDS, PAUSE_S = 14, 0.5
PAUSE_SHARE = 0.09
"""Part of the listening time that is pause at 150 words a minute: half a second after a sentence
of fourteen words."""
RATES = st.integers(RATE_MIN_WPM, RATE_MAX_WPM)
PAUSES_S = st.floats(0.0, CHAPTER_PAUSE_S)
SLOWEST = st.integers(RATE_MIN_WPM, 100)
FACTORS = st.sampled_from(list(PAUSE_FACTORS.values()))


def listening_s(
    rate_wpm: int,
    own_rate_wpm: float,
    slowest_wpm: int = 0,
    pause_s: float = PAUSE_S,
    pause_factor: float = 1.0,
) -> float:
    """How long a sentence of fourteen words with its pause takes."""
    words_s = WORDS * (1 - PAUSE_SHARE) * 60 / own_rate_wpm
    pause = pause_frames(
        pause_s, rate_wpm, RATE_HZ, slowest_wpm=slowest_wpm, pause_factor=pause_factor
    )
    return words_s / speed(rate_wpm, own_rate_wpm, slowest_wpm=slowest_wpm) + pause / RATE_HZ


@given(RATES, st.floats(100, 250))
def test_the_rate_comes_out_true_at_every_setting(rate_wpm: int, own_rate_wpm: float) -> None:
    assert listening_s(rate_wpm, own_rate_wpm) == pytest.approx(WORDS * 60 / rate_wpm, rel=0.05)


def test_at_150_words_a_minute_pauses_are_as_written() -> None:
    assert pause_frames(0.25, 150, RATE_HZ) == RATE_HZ // 4


def test_at_its_own_rate_a_voice_is_not_stretched() -> None:
    assert speed(170, 170.0) == 1.0


@given(RATES, SLOWEST)
def test_below_the_slowest_clear_pace_nothing_gets_slower(rate_wpm: int, slowest_wpm: int) -> None:
    heard_wpm = max(rate_wpm, slowest_wpm)
    assert speed(rate_wpm, 170.0, slowest_wpm=slowest_wpm) == speed(heard_wpm, 170.0)
    assert listening_s(rate_wpm, 170.0, slowest_wpm) == listening_s(heard_wpm, 170.0)


@given(RATES, SLOWEST, PAUSES_S, FACTORS)
def test_no_pause_is_long_enough_to_sound_like_a_fault(
    rate_wpm: int, slowest_wpm: int, pause_s: float, factor: float
) -> None:
    frames = pause_frames(pause_s, rate_wpm, RATE_HZ, slowest_wpm=slowest_wpm, pause_factor=factor)
    assert frames <= LONGEST_PAUSE_S * RATE_HZ < 3 * RATE_HZ


@given(PAUSES_S)
def test_the_longest_pause_that_is_written_is_heard_in_full_at_150(pause_s: float) -> None:
    assert pause_frames(pause_s, 150, RATE_HZ) == round(pause_s * RATE_HZ)


@given(RATES, RATES, SLOWEST, PAUSES_S, FACTORS)
def test_slower_never_takes_less_time(
    one_wpm: int, other_wpm: int, slowest_wpm: int, pause_s: float, factor: float
) -> None:
    slower, faster = sorted((one_wpm, other_wpm))
    assert listening_s(slower, 170.0, slowest_wpm, pause_s, factor) >= listening_s(
        faster, 170.0, slowest_wpm, pause_s, factor
    )


@given(RATES, PAUSES_S)
def test_a_longer_pause_is_longer_until_the_limit(rate_wpm: int, pause_s: float) -> None:
    lengths = [
        pause_frames(pause_s, rate_wpm, RATE_HZ, pause_factor=factor)
        for factor in PAUSE_FACTORS.values()
    ]
    assert lengths == sorted(lengths)
    assert PAUSE_FACTORS["normal"] == 1.0


@given(RATES)
def test_a_short_sound_and_its_pause_are_the_same_at_every_rate(rate_wpm: int) -> None:
    assert speed(rate_wpm, 170.0, slowest_wpm=60, is_stretched=False) == 1.0
    # Ten seconds to think are ten seconds.
    for pause_s in (0.25, 10.0):
        assert pause_s * RATE_HZ == pause_frames(
            pause_s, rate_wpm, RATE_HZ, slowest_wpm=60, pause_factor=2.2, is_stretched=False
        )


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
