"""As loud as is asked for, never over the ceiling, and nobody hears how."""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.playback.clip import Clip
from allvoice.playback.earcons import SOUNDS, earcon
from allvoice.playback.limiter import (
    CEILING_DBFS,
    MOST_VOLUME,
    Gain,
    Limiter,
    _bound,
    _peak,
    gain_of,
)
from allvoice.playback.loudness import peak_dbfs
from tests.playback.player_harness import (
    RATE_HZ,
    STEP,
    PlayerHarness,
    hum_clip,
    noise_clip,
    samples,
    trimmed,
)

CEILING = 10 ** (CEILING_DBFS / 20) * 32_768
WINDOW = 120
VOLUMES = st.integers(0, MOST_VOLUME)
BOOSTS_DB = st.sampled_from([0.0, 6.0, 12.0])
BURSTS = st.lists(
    st.tuples(st.integers(-32_768, 32_767), st.integers(1, 400)), min_size=1, max_size=25
)
"""Values and for how many frames each stays: the roughest sound there can be."""


def clip_of(bursts: Sequence[tuple[int, int]], gain_db: float = 0.0) -> Clip:
    sound = array("h", [value for value, frames in bursts for _ in range(frames)])
    return Clip(sound.tobytes(), RATE_HZ, (0,), gain_db=gain_db)


def limited(clip: Clip, gain: Gain, step: int = STEP, start: int = 0) -> array[int]:
    limiter, out = Limiter(clip), array("h")
    for at in range(start, clip.frames, step):
        out.extend(limiter.samples(at, min(clip.frames, at + step), gain))
    return out


def factors(clip: Clip, gain: Gain) -> list[float]:
    """What each frame of a clip without zeros is turned down by."""
    return [
        after / before for after, before in zip(limited(clip, gain), samples(clip.pcm), strict=True)
    ]


@given(BURSTS, VOLUMES, BOOSTS_DB, st.floats(-20, 30))
def test_no_sound_at_any_volume_rises_over_the_ceiling(
    bursts: list[tuple[int, int]], volume: int, boost_db: float, gain_db: float
) -> None:
    clip, gain = clip_of(bursts, gain_db), gain_of(volume, boost_db)
    limiter = Limiter(clip)
    for at in range(0, clip.frames, STEP):
        sound = limiter.samples(at, min(clip.frames, at + STEP), gain)
        assert max(map(abs, sound)) * limiter.factor(at, gain) <= CEILING + 1


@given(BURSTS, st.integers(1, 1_000), st.integers(0, 2_000), VOLUMES)
def test_what_is_played_again_from_anywhere_is_the_same(
    bursts: list[tuple[int, int]], step: int, start: int, volume: int
) -> None:
    clip, gain = clip_of(bursts), gain_of(volume)
    start = min(start, clip.frames)
    whole, again = limited(clip, gain), limited(clip, gain, step, start)
    assert len(whole) == clip.frames
    # Where a slice begins a number may be rounded another way.
    assert all(abs(a - b) <= 1 for a, b in zip(whole[start:], again, strict=True))


def test_sound_below_the_ceiling_is_left_as_it_is() -> None:
    clip = noise_clip(4)
    assert limited(clip, gain_of(100)) == samples(clip.pcm)
    assert Limiter(clip).factor(0, gain_of(100)) == 1.0


@given(st.lists(st.integers(-32_768, 32_767), min_size=1, max_size=300))
def test_the_quick_look_at_a_sound_never_misses_a_peak(values: list[int]) -> None:
    pcm = array("h", values).tobytes()
    assert _peak(pcm) <= _bound(pcm) <= _peak(pcm) + 256


def test_silence_stays_silence() -> None:
    clip = Clip(bytes(4_000), RATE_HZ, (), gain_db=30.0)
    assert not any(limited(clip, gain_of(MOST_VOLUME, 12)))
    assert Limiter(Clip(b"", RATE_HZ, ())).samples(0, 0, gain_of(100)) == array("h")


def test_a_loud_place_is_turned_down_and_let_go_without_a_step() -> None:
    clip = clip_of([(4_000, 6_000), (30_000, 1_200), (4_000, 6_000)])
    found = factors(clip, Gain(10 ** (12 / 20)))
    down = CEILING / (30_000 * 10 ** (12 / 20))
    assert min(found) == pytest.approx(down, rel=0.001)
    # Within 15 ms before it, and back 110 ms after it.
    assert found[: 6_000 - 4 * WINDOW] == pytest.approx([1.0] * (6_000 - 4 * WINDOW), abs=0.001)
    assert found[7_200 + 22 * WINDOW :] == pytest.approx([1.0] * (6_000 - 22 * WINDOW), abs=0.001)
    assert found[6_000:7_200] == pytest.approx([down] * 1_200, rel=0.001)
    # Down in no less than 10 ms and up in no less than 40: a slope, not an edge.
    assert max(abs(b - a) for a, b in pairwise(found)) < 1 / (2 * WINDOW) + 1 / 4_000
    assert max(b - a for a, b in pairwise(found[7_200:])) < 1 / (8 * WINDOW) + 1 / 4_000


def test_a_steady_voice_is_turned_down_evenly_and_keeps_its_shape() -> None:
    clip = replace(hum_clip(8), gain_db=18.0)
    sound = limited(clip, gain_of(100))
    found = [a / b for a, b in zip(sound, samples(clip.pcm), strict=True) if abs(b) > 3_000]
    assert max(found) - min(found) < 0.002
    assert max(found) < 0.7


def test_a_clip_is_played_with_the_gain_of_its_voice_and_its_marks_stay() -> None:
    plain, louder = PlayerHarness(), PlayerHarness()
    clip = noise_clip(2)
    plain.player.add(plain.utterance(clip))
    louder.player.add(louder.utterance(replace(clip, gain_db=6.02)))
    soft, loud = plain.play_out(), louder.play_out()
    assert trimmed(loud) == pytest.approx([2 * value for value in trimmed(soft)], abs=3)
    assert louder.boundaries == plain.boundaries


@pytest.mark.parametrize("pitch", [0.82, 1.0, 1.2])
@pytest.mark.parametrize("rate_wpm", [80, 150, 400])
def test_no_peak_passes_the_ceiling_at_any_pace_or_pitch(pitch: float, rate_wpm: int) -> None:
    harness = PlayerHarness(rate_wpm)
    harness.player.set_volume(MOST_VOLUME)
    harness.player.set_volume_boost(12)
    utterance = harness.utterance(replace(noise_clip(6), gain_db=12.0))
    utterance.pitch = pitch
    harness.player.add(utterance)
    heard = harness.play_out()
    assert -6 < peak_dbfs(heard.tobytes()) <= -3
    assert [word for _, word in harness.words()] == [0, 1, 2, 3, 4, 5, None]


def test_more_volume_in_the_middle_of_a_word_is_heard_soon_and_never_too_loud() -> None:
    harness = PlayerHarness()
    harness.player.add(harness.utterance(replace(hum_clip(8), gain_db=-20.0)))
    before = harness.advance(20 * STEP)
    harness.player.set_volume_boost(12)
    at_once = harness.advance(6 * STEP)
    harness.player.set_volume(10)
    quiet = harness.advance(6 * STEP)
    harness.player.set_volume(MOST_VOLUME)
    harness.player.set_volume_boost(60)
    rest = harness.play_out()
    usual = max(before[-4 * STEP :])
    assert max(at_once[-STEP:]) == pytest.approx(4 * usual, rel=0.05)
    # Less is heard in the very next sample.
    assert max(map(abs, quiet)) <= 0.05 * usual
    assert peak_dbfs(rest.tobytes()) <= -3


def test_what_comes_after_more_volume_is_turned_down_for_that() -> None:
    clip, some, more = clip_of([(16_000, 4_800)]), Gain(2.0), Gain(4.0)
    limiter = Limiter(clip)
    before = limiter.samples(0, 2_400, some)
    assert CEILING / 2 < max(before) * limiter.factor(0, some) <= CEILING
    after = limiter.samples(2_400, 4_800, more)
    assert CEILING / 2 < max(after) * limiter.factor(2_400, more) <= CEILING


def test_what_was_made_for_less_volume_is_not_made_louder_afterwards() -> None:
    clip, soft, loud = clip_of([(16_000, 4_800)]), Gain(1.0), Gain(4.0)
    limiter = Limiter(clip)
    limiter.samples(0, 2_400, soft)
    limiter.samples(2_400, 4_800, loud)
    assert limiter.factor(1_200, loud) == 1.0
    assert limiter.factor(2_400, loud) == 4.0


def test_ten_per_cent_are_even_steps_to_the_ear() -> None:
    assert gain_of(100) == Gain(1.0, 1.0)
    assert gain_of(0).volume == 0.0
    assert gain_of(50) == Gain(1.0, 0.25)
    assert gain_of(MOST_VOLUME + 50) == gain_of(MOST_VOLUME)
    steps = [gain_of(volume) for volume in range(10, MOST_VOLUME + 1, 10)]
    whole_db = [20 * math.log10(step.drive * step.volume) for step in steps]
    assert whole_db == sorted(whole_db)
    assert all(step.drive >= 1 >= step.volume for step in steps)
    assert gain_of(50, boost_db=6.0).drive == pytest.approx(10 ** (6 / 20))


@pytest.mark.parametrize("name", SOUNDS)
@pytest.mark.parametrize(("volume", "boost_db"), [(50, 0), (100, 0), (150, 0), (150, 12)])
def test_short_sounds_keep_their_distance_from_speech(
    name: str, volume: int, boost_db: float
) -> None:
    harness = PlayerHarness()
    harness.player.set_volume(volume)
    harness.player.set_volume_boost(boost_db)
    harness.player.add(harness.utterance(earcon(name, RATE_HZ), is_stretched=False))
    loudest = peak_dbfs(harness.play_out().tobytes())
    usual = peak_dbfs(earcon(name, RATE_HZ).pcm)
    # Speech gains 5 dB by all the volume there is.
    more_db = {50: -12.04, 100: 0.0, 150: 5.0}[volume]
    assert loudest == pytest.approx(usual + more_db, abs=0.1)
