from __future__ import annotations

import math
from array import array
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allvoice.playback.clip import Clip
from allvoice.playback.convert import at_rate
from tests.examples import examples
from tests.playback.player_harness import noise_clip, samples

RATES = [8_000, 16_000, 22_050, 24_000, 44_100, 48_000]


def test_a_clip_at_the_right_rate_is_left_alone() -> None:
    clip = noise_clip(2)

    assert at_rate(clip, clip.rate_hz) is clip


@pytest.mark.parametrize("to_hz", RATES)
@pytest.mark.parametrize("from_hz", RATES)
def test_a_tone_keeps_its_pitch_its_level_and_its_length(from_hz: int, to_hz: int) -> None:
    tone = [int(9_000 * math.sin(2 * math.pi * 200 * n / from_hz)) for n in range(from_hz)]
    clip = Clip(array("h", tone).tobytes(), from_hz, (0, from_hz // 2))

    out = at_rate(clip, to_hz)

    sound = samples(out.pcm)
    assert out.rate_hz == to_hz
    assert out.frames == pytest.approx(to_hz, abs=8)
    assert sum(a < 0 <= b for a, b in pairwise(sound)) == pytest.approx(200, abs=2)
    assert max(sound) == pytest.approx(9_000, rel=0.05)
    assert out.marks == (0, to_hz // 2)


@pytest.mark.parametrize("to_hz", RATES)
def test_a_sound_stays_where_its_mark_is(to_hz: int) -> None:
    silence, burst = array("h", bytes(2 * 11_025)), array("h", [12_000, -12_000] * 500)
    clip = Clip((silence + burst).tobytes(), 22_050, (len(silence),))

    out = at_rate(clip, to_hz)

    first = next(n for n, value in enumerate(samples(out.pcm)) if abs(value) > 50)
    assert out.marks[0] == pytest.approx(first, abs=0.002 * to_hz)


def test_the_loudest_sound_does_not_wrap_around() -> None:
    square = array("h", ([32_767] * 100 + [-32_768] * 100) * 20)

    sound = samples(at_rate(Clip(square.tobytes(), 16_000, ()), 48_000).pcm)

    wrapped = sum(abs(b - a) > 40_000 for a, b in pairwise(sound))
    assert wrapped <= 40
    assert min(sound[50:250]) > 20_000


@settings(max_examples=examples(60))
@given(st.integers(0, 400), st.sampled_from([*RATES, 24_001]), st.sampled_from(RATES), st.data())
def test_marks_stay_inside_the_clip_and_in_order(
    frames: int, from_hz: int, to_hz: int, data: st.DataObject
) -> None:
    marks = sorted(data.draw(st.lists(st.integers(0, frames), max_size=5)))

    out = at_rate(Clip(bytes(2 * frames), from_hz, tuple(marks)), to_hz)

    assert out.frames == pytest.approx(frames * to_hz / from_hz, abs=8)
    assert len(out.marks) == len(marks)
    assert list(out.marks) == sorted(out.marks)
    assert all(0 <= mark <= out.frames for mark in out.marks)
