from __future__ import annotations

from itertools import pairwise

import pytest

from allvoice.playback.earcons import SOUNDS, earcon
from allvoice.playback.limiter import CEILING_DBFS
from tests.playback.player_harness import RATE_HZ, samples

SPEECH_PEAK = 10 ** (CEILING_DBFS / 20) * 32_768
"""What every voice reaches on its loudest vowels."""


@pytest.mark.parametrize("name", SOUNDS)
def test_a_sound_stays_twelve_decibels_below_speech(name: str) -> None:
    sound = samples(earcon(name, RATE_HZ).pcm)

    assert 0 < max(map(abs, sound)) <= SPEECH_PEAK * 10 ** (-12 / 20)


@pytest.mark.parametrize("rate_hz", [16_000, 22_050, 24_000, 48_000])
@pytest.mark.parametrize("name", SOUNDS)
def test_a_sound_begins_ends_and_changes_its_note_without_a_click(name: str, rate_hz: int) -> None:
    sound = samples(earcon(name, rate_hz).pcm)

    assert abs(sound[0]) < 40
    assert abs(sound[-1]) < 40
    steepest = 2 * 3.1416 * max(hz for hz, _ in SOUNDS[name]) / rate_hz * max(map(abs, sound))
    assert max(abs(b - a) for a, b in pairwise(sound)) <= steepest * 1.1 + 2


@pytest.mark.parametrize("name", SOUNDS)
def test_a_sound_is_short_and_has_no_words(name: str) -> None:
    clip = earcon(name, RATE_HZ)

    assert clip.duration_s == pytest.approx(sum(length for _, length in SOUNDS[name]), abs=0.001)
    assert clip.duration_s <= 0.151
    assert clip.marks == ()


def test_no_two_sounds_are_alike() -> None:
    assert len({earcon(name, RATE_HZ).pcm for name in SOUNDS}) == len(SOUNDS)


def test_an_unknown_sound_is_refused() -> None:
    with pytest.raises(KeyError):
        earcon("fanfare", RATE_HZ)
