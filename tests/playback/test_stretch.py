from __future__ import annotations

import math
from array import array
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from allvoice.playback.stretch import Stretcher
from tests.examples import examples
from tests.playback.player_harness import RATE_HZ, hum_clip, noise_clip, samples

SLICE = 240


def stretched(sound: array[int], speed: float, gain: float = 1.0) -> array[int]:
    stretcher = Stretcher(RATE_HZ, speed)
    out = array("h")
    for start in range(0, len(sound), SLICE):
        stretcher.write(sound[start : start + SLICE])
        out.extend(stretcher.read(stretcher.available_frames, gain))
    stretcher.finish()
    out.extend(stretcher.read(stretcher.available_frames, gain))
    return out


def pitch_hz(sound: array[int]) -> float:
    middle = sound[len(sound) // 4 : 3 * len(sound) // 4]
    rises = sum(a < 0 <= b for a, b in pairwise(middle))
    return rises * RATE_HZ / len(middle)


def test_at_speed_one_nothing_changes() -> None:
    sound = samples(noise_clip(3).pcm)

    assert stretched(sound, 1.0) == sound


def test_the_loudest_samples_survive() -> None:
    sound = array("h", [32_767, -32_767, 32_767, -32_768, 0, 1, -1] * 200)

    heard = stretched(sound, 1.0)

    assert max(abs(a - b) for a, b in zip(sound, heard, strict=True)) <= 1


@pytest.mark.parametrize("speed", [0.47, 0.8, 1.25, 2.0, 3.0])
def test_speed_changes_the_length_and_keeps_the_pitch(speed: float) -> None:
    sound = samples(hum_clip(10).pcm)

    heard = stretched(sound, speed)

    # One period of the lowest voice more or less.
    assert len(heard) == pytest.approx(len(sound) / speed, abs=RATE_HZ / 65)
    assert pitch_hz(heard) == pytest.approx(120, rel=0.03)
    assert max(heard) == pytest.approx(6_000, rel=0.1)


def test_gain_scales_the_sound() -> None:
    sound = samples(noise_clip(1).pcm)

    assert stretched(sound, 1.0, 0.5) == pytest.approx([value / 2 for value in sound], abs=1)


@settings(max_examples=examples(100))
@example([(1, 0.5), (1, 1.0), (1, 2.0)])
@given(st.lists(st.tuples(st.integers(1, 30), st.floats(0.4, 3.5)), min_size=1, max_size=6))
def test_the_position_ends_where_the_sound_does_however_the_speed_changed(
    plan: list[tuple[int, float]],
) -> None:
    stretcher = Stretcher(RATE_HZ, 1.0)
    slice_ = array("h", [int(5_000 * math.sin(n / 20)) for n in range(SLICE)])
    written, before = 0, 0.0
    for slices, speed in plan:
        stretcher.set_speed(speed)
        for _ in range(slices):
            stretcher.write(slice_)
            written += SLICE
            stretcher.read(170)
            assert before <= stretcher.position_frames <= written + RATE_HZ * 0.001
            before = stretcher.position_frames
    stretcher.finish()
    stretcher.read(stretcher.available_frames)

    assert stretcher.available_frames == 0
    assert stretcher.position_frames == pytest.approx(written, abs=0.001 * RATE_HZ)


def test_the_position_is_right_again_soon_after_a_change_of_speed() -> None:
    stretcher = Stretcher(RATE_HZ, 0.5)
    pulse = array("h", [0] * SLICE)
    written = 0
    for slices, speed in [(20, 0.5), (20, 2.0), (20, 0.5), (20, 3.0), (20, 1.0)]:
        stretcher.set_speed(speed)
        for _ in range(slices):
            stretcher.write(pulse)
            written += SLICE
            stretcher.read(stretcher.available_frames)

    assert written - stretcher.position_frames < 0.05 * RATE_HZ


def test_little_is_held_back_so_that_a_change_of_speed_is_heard_soon() -> None:
    stretcher = Stretcher(RATE_HZ, 0.5)
    held_back = []
    for start in range(0, 100 * SLICE, SLICE):
        while stretcher.available_frames > SLICE:
            stretcher.read(SLICE)
        stretcher.write(samples(hum_clip(10).pcm)[start : start + SLICE])
        held_back.append(start + SLICE - stretcher.position_frames)

    assert max(held_back) < 0.05 * RATE_HZ


def test_reading_nothing_or_from_nothing_gives_nothing() -> None:
    stretcher = Stretcher(RATE_HZ, 2.0)

    assert not stretcher.read(100)
    stretcher.finish()
    assert not stretcher.read(100)
    assert not stretcher.read(0)
