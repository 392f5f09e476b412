"""Loudness is measured as ITU-R BS.1770-4 and the cases of EBU Tech 3341 say.

Those cases are of two equal channels, which together measure 3.01 LU more than one.
"""

from __future__ import annotations

import math
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.playback.loudness import LoudnessMeter, integrated_lufs, k_weighting, peak_dbfs

ONE_CHANNEL_LU = -3.01
RATE_HZ = 8_000


def sine(dbfs: float, seconds: float, rate_hz: int = RATE_HZ, hz: float = 997.0) -> array[int]:
    high = 32_767 * 10 ** (dbfs / 20)
    step = 2 * math.pi * hz / rate_hz
    return array("h", [round(high * math.sin(step * n)) for n in range(int(seconds * rate_hz))])


def lufs(sound: array[int], rate_hz: int = RATE_HZ) -> float:
    found = integrated_lufs(sound.tobytes(), rate_hz)
    assert found is not None
    return found


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 22_050, 24_000, 44_100, 48_000])
@pytest.mark.parametrize("dbfs", [0.0, -20.0, -23.0, -40.0])
def test_a_sine_of_997_hertz_measures_three_decibels_below_its_peak(
    rate_hz: int, dbfs: float
) -> None:
    # BS.1770-4: one channel at 0 dBFS is -3.01 LKFS.
    assert lufs(sine(dbfs, 2.0, rate_hz), rate_hz) == pytest.approx(dbfs - 3.01, abs=0.05)


def test_the_filters_are_those_of_the_standard_at_its_sample_rate() -> None:
    shelf, high_pass = k_weighting(48_000)
    assert shelf == pytest.approx(
        (1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585)
    )
    assert high_pass == pytest.approx((1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([(-23.0, 20)], -23.0),
        ([(-33.0, 20)], -33.0),
        # What is 10 LU below the rest does not count.
        ([(-36.0, 10), (-23.0, 60), (-36.0, 10)], -23.0),
        ([(-72.0, 10), (-36.0, 10), (-23.0, 60), (-36.0, 10), (-72.0, 10)], -23.0),
        ([(-26.0, 20), (-20.0, 20.1), (-26.0, 20)], -23.0),
    ],
    ids=["EBU 3341 case 1", "case 2", "case 3", "case 4", "case 5"],
)
def test_the_cases_of_the_broadcasters_come_out_as_they_must(
    parts: list[tuple[float, float]], expected: float
) -> None:
    sound = array("h")
    for dbfs, seconds in parts:
        sound.extend(sine(dbfs, seconds, hz=1_000))
    assert lufs(sound) == pytest.approx(expected + ONE_CHANNEL_LU, abs=0.1)


def test_pauses_do_not_make_speech_softer() -> None:
    said = sine(-20, 3)
    with_pauses = said + array("h", bytes(2 * RATE_HZ)) + said + array("h", bytes(4 * RATE_HZ))
    assert lufs(with_pauses) == pytest.approx(lufs(said), abs=0.5)


@pytest.mark.parametrize(
    "sound", [array("h"), array("h", bytes(10 * RATE_HZ)), sine(-10, 0.39), sine(-80, 3)]
)
def test_what_is_no_sound_or_too_short_has_no_loudness(sound: array[int]) -> None:
    assert integrated_lufs(sound.tobytes(), RATE_HZ) is None


@given(st.lists(st.integers(1, 3_000), max_size=12))
def test_sound_may_be_handed_in_in_pieces_of_any_length(lengths: list[int]) -> None:
    sound = sine(-20, 1.0)
    meter = LoudnessMeter(RATE_HZ)
    at = 0
    for length in [*lengths, len(sound)]:
        meter.add(sound[at : at + length])
        at += length
    assert meter.integrated_lufs() == pytest.approx(lufs(sound), abs=1e-9)


def test_the_peak_is_the_highest_sample_of_either_sign() -> None:
    assert peak_dbfs(array("h", [0, 100, -16_384]).tobytes()) == pytest.approx(-6.02, abs=0.01)
    assert peak_dbfs(array("h", [-32_768]).tobytes()) == 0.0
    assert peak_dbfs(bytes(100)) == peak_dbfs(b"") == -math.inf
