"""Every way to stretch gives the same sound, and without one speech goes on at its own rate."""

from __future__ import annotations

import subprocess
import sys
from array import array
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allvoice.playback import sonic
from allvoice.playback.sonic import EspeakSonic, Libsonic, Resampler, Unstretched, Way
from allvoice.playback.stretch import Stretcher
from tests.playback.player_harness import RATE_HZ, hum_clip, noise_clip, samples

SLICE = 240
PERIOD_FRAMES = RATE_HZ // 65
"""Of the lowest voice: what comes out may be this much longer or shorter."""
HUM_HZ = 120
HUM = samples(hum_clip(10).pcm)
NOISE = samples(noise_clip(3).pcm)


@pytest.fixture(params=sonic.WAYS, ids=lambda way: way.__name__)
def way(request: pytest.FixtureRequest) -> Way:
    found: Way = request.param
    return found


def heard(way: Way, sound: array[int], speed: float, pitch: float = 1.0) -> array[int]:
    stream = way(RATE_HZ, pitch)
    assert stream.set_speed(speed) == speed
    out = array("h")
    for start in range(0, len(sound), SLICE):
        stream.write(sound[start : start + SLICE])
        out.extend(stream.read(stream.available_frames()))
    stream.flush()
    out.extend(stream.read(stream.available_frames()))
    return out


def pitch_hz(sound: array[int]) -> float:
    middle = sound[len(sound) // 4 : 3 * len(sound) // 4]
    return sum(a < 0 <= b for a, b in pairwise(middle)) * RATE_HZ / len(middle)


# What both ways promise.


def test_at_speed_one_the_sound_comes_out_bit_for_bit(way: Way) -> None:
    assert heard(way, NOISE, 1.0) == NOISE


@pytest.mark.parametrize("speed", [0.4, 0.8, 1.25, 2.0, 3.5])
def test_the_length_changes_and_the_pitch_stays(way: Way, speed: float) -> None:
    out = heard(way, HUM, speed)

    assert len(out) == pytest.approx(len(HUM) / speed, abs=PERIOD_FRAMES)
    assert pitch_hz(out) == pytest.approx(HUM_HZ, rel=0.03)


@pytest.mark.parametrize("pitch", [0.8, 1.25])
@pytest.mark.parametrize("speed", [0.5, 1.0, 2.0])
def test_the_pitch_changes_and_the_length_stays(way: Way, speed: float, pitch: float) -> None:
    out = heard(way, HUM, speed, pitch)

    assert len(out) == pytest.approx(len(HUM) / speed, abs=PERIOD_FRAMES)
    assert pitch_hz(out) == pytest.approx(HUM_HZ * pitch, rel=0.05)
    assert max(out) == pytest.approx(6_000, rel=0.1)


@pytest.mark.parametrize("speed", [0.47, 1.0, 2.2])
def test_both_ways_give_the_same_sound(speed: float) -> None:
    one, other = heard(EspeakSonic, NOISE, speed), heard(Libsonic, NOISE, speed)

    # Only the end is joined to silence in two ways.
    whole = min(len(one), len(other)) - 4 * PERIOD_FRAMES
    assert max(abs(a - b) for a, b in zip(one[:whole], other[:whole], strict=True)) <= 1
    assert len(one) == pytest.approx(len(other), abs=PERIOD_FRAMES)


@pytest.mark.parametrize("speed", [0.4, 1.1, 1.25, 1.9, 3.0])
def test_no_sound_is_cut_off_at_the_end(speed: float) -> None:
    # Loud to the very end, as the s of a word.
    sound = NOISE[:-720] + array("h", ([20_000] * 60 + [-20_000] * 60) * 6)

    out = heard(EspeakSonic, sound, speed)

    assert max(out[-2 * PERIOD_FRAMES :]) > 10_000
    assert len(out) >= int(len(sound) / speed)


def test_the_loudest_samples_survive(way: Way) -> None:
    sound = array("h", [32_767, -32_767, 32_767, -32_768, 0, 1, -1] * 200)

    out = heard(way, sound, 1.0)

    assert max(abs(a - b) for a, b in zip(sound, out, strict=True)) <= 1


def test_nothing_comes_of_nothing(way: Way) -> None:
    stream = way(RATE_HZ, 1.0)
    stream.set_speed(2.0)
    stream.write(array("h"))
    stream.flush()

    assert stream.available_frames() == 0


# Resampling, where the pitch is made before.


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([0.8, 0.84, 1.19, 1.25]), st.lists(st.integers(0, 300), max_size=20))
def test_resampled_in_pieces_is_resampled_at_once(pitch: float, lengths: list[int]) -> None:
    sound = NOISE[: sum(lengths)]
    resampler, pieces, at = Resampler(pitch), array("h"), 0
    for length in lengths:
        pieces.extend(resampler.resampled(sound[at : at + length]))
        at += length
    whole = Resampler(pitch).resampled(sound)

    assert len(pieces) == pytest.approx(len(sound) / pitch, abs=1.5)
    assert len(pieces) == pytest.approx(len(whole), abs=1)
    # Where a step falls on the very end of a piece it is made in the next: a rounding apart.
    assert all(abs(a - b) <= 1 for a, b in zip(pieces, whole, strict=False))


# Where a way is missing.


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Neither way exists."""
    monkeypatch.setattr(sonic, "WAYS", ())
    sonic.way_to_stretch.cache_clear()
    yield
    sonic.way_to_stretch.cache_clear()


@pytest.mark.usefixtures("only")
def test_without_any_way_speech_keeps_its_own_pace_and_the_position_is_right() -> None:
    stretcher = Stretcher(RATE_HZ, 2.0, 0.8)
    stretcher.write(NOISE[:1_000])
    first = stretcher.read(300)
    stretcher.set_speed(0.5)
    stretcher.write(NOISE[1_000:1_500])

    assert stretcher.position_frames == 300
    assert first + stretcher.read(2_000) == NOISE[:1_500]
    assert stretcher.position_frames == 1_500
    stretcher.finish()
    assert stretcher.available_frames == 0
    assert not sonic.can_stretch()


@pytest.mark.parametrize(
    ("missing", "plain", "pitched"),
    [
        ((), EspeakSonic, Libsonic),
        (("libsonic",), EspeakSonic, EspeakSonic),
        (("espeakng_loader",), Libsonic, Libsonic),
        (("libsonic", "espeakng_loader"), Unstretched, Unstretched),
    ],
)
def test_the_best_way_that_is_installed_is_taken(
    missing: tuple[str, ...], plain: type, pitched: type
) -> None:
    script = (
        "import sys\n"
        f"sys.modules.update(dict.fromkeys({missing!r}))\n"
        "from allvoice.playback.sonic import way_to_stretch as way\n"
        "print(way().__name__, way(pitched=True).__name__)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=40
    )
    assert done.stdout.split() == [plain.__name__, pitched.__name__]
