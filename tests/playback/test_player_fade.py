"""The reading becomes soft evenly, and whatever else is said is as loud as ever."""

from __future__ import annotations

from array import array
from itertools import pairwise

import pytest

from allvoice.playback.clip import Clip
from allvoice.playback.fade import RAMP_S
from tests.playback.player_harness import RATE_HZ, WORD_FRAMES, PlayerHarness

pytestmark = pytest.mark.usefixtures("_both_kinds_of_sink")

LEVEL = 8_000
EVEN_STEP = 3
"""A fade over two seconds changes a sample by no more, rounded."""


def steady(words: int = 40) -> Clip:
    """Sound that is everywhere as loud."""
    sound = array("h", [LEVEL] * (words * WORD_FRAMES))
    return Clip(sound.tobytes(), RATE_HZ, tuple(n * WORD_FRAMES for n in range(words)))


def reading() -> PlayerHarness:
    harness = PlayerHarness()
    harness.player.add(harness.utterance(steady()))
    harness.advance(RATE_HZ)
    return harness


def largest_step(sound: array[int]) -> int:
    return max(abs(later - earlier) for earlier, later in pairwise(sound))


def test_it_falls_from_sample_to_sample_until_it_is_silent() -> None:
    harness = reading()
    harness.player.set_fade(0.0, 2.0)
    heard = harness.advance(4 * RATE_HZ)
    assert largest_step(heard) <= EVEN_STEP
    assert list(heard) == sorted(heard, reverse=True)
    assert not any(heard[-RATE_HZ // 2 :])


def test_half_way_it_is_twelve_decibels_softer() -> None:
    harness = reading()
    harness.player.set_fade(0.5, 1.0)
    heard = harness.advance(3 * RATE_HZ)
    assert heard[-1] == pytest.approx(LEVEL / 4, abs=1)


def test_told_again_on_the_way_it_goes_on_from_where_it_is() -> None:
    harness = reading()
    harness.player.set_fade(0.0, 2.0)
    heard = harness.advance(RATE_HZ)
    harness.player.set_fade(0.0, 1.5)
    heard.extend(harness.advance(RATE_HZ))
    assert largest_step(heard) <= EVEN_STEP


def test_it_is_loud_again_at_once_and_does_not_click() -> None:
    harness = reading()
    harness.player.set_fade(0.0, 2.0)
    harness.advance(RATE_HZ + RATE_HZ // 2)
    harness.player.set_fade(1.0)
    heard = harness.advance(int((RAMP_S + 0.1) * RATE_HZ))
    assert heard[-1] == LEVEL
    # Two ramps over each other, where a sink was ahead.
    assert largest_step(heard) < LEVEL / 50


def test_while_it_is_paused_the_fade_waits_and_then_goes_on() -> None:
    harness = reading()
    harness.player.set_fade(0.0, 2.0)
    before = harness.advance(RATE_HZ)[-1]
    harness.player.pause()
    harness.advance(5 * RATE_HZ)
    harness.player.resume()
    assert max(harness.advance(RATE_HZ // 10)) == pytest.approx(before, rel=0.15)


def test_what_begins_after_a_pause_is_as_loud_as_ever_from_its_start() -> None:
    harness = reading()
    harness.player.set_fade(0.0, 1.0)
    harness.advance(3 * RATE_HZ)
    harness.player.pause()
    harness.player.set_fade(1.0)
    harness.player.flush()
    harness.player.add(harness.utterance(steady(), generation=2))
    heard = harness.advance(RATE_HZ // 2)
    assert max(heard[: RATE_HZ // 5]) == LEVEL


def test_what_is_said_over_it_is_as_loud_as_ever_and_the_fade_goes_on_below() -> None:
    harness = reading()
    harness.player.set_fade(0.0, 4.0)
    before = harness.advance(RATE_HZ)[-1]
    harness.player.announce(harness.utterance(steady(4), utterance_id=2))
    assert max(harness.advance(4 * WORD_FRAMES)) == LEVEL
    after = harness.advance(RATE_HZ // 2)
    assert 0 < after[-1] < before
