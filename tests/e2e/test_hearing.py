"""The comparison that end-to-end tests listen with can be relied on."""

from __future__ import annotations

import numpy as np

from tests.e2e.ear import RATE_HZ, Pcm
from tests.e2e.hearing import STEP_FRAMES, SURE, TAKEN_STEPS, found, holds

SYLLABLES = 8


def utterance(seed: int) -> Pcm:
    """Return tones of changing pitch and loudness, two seconds long."""
    random = np.random.default_rng(seed)
    length = 2 * RATE_HZ // SYLLABLES
    time_s = np.arange(length) / RATE_HZ
    tones = [
        np.sin(2 * np.pi * random.uniform(200, 5_000) * time_s) * random.uniform(2_000, 20_000)
        for _ in range(SYLLABLES)
    ]
    return np.concatenate(tones).astype(np.int16) | 1


def test_a_sound_is_found_where_it_stands_and_no_other_is() -> None:
    whole = np.concatenate([utterance(1), utterance(2), utterance(3)])
    at, fit = found(whole, utterance(2))
    assert abs(at - len(utterance(1))) <= STEP_FRAMES
    assert fit > SURE
    assert holds(whole, utterance(4)) < SURE


def test_a_sound_is_found_though_the_recorder_lacks_its_first_moment() -> None:
    for taken in range(0, TAKEN_STEPS * STEP_FRAMES, 30):
        assert holds(utterance(1)[taken:], utterance(1)) > SURE


def test_a_part_is_not_taken_for_the_whole() -> None:
    assert holds(utterance(1)[RATE_HZ // 4 :], utterance(1)) < SURE
