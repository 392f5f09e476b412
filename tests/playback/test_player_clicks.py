"""Nothing the listener does makes the sound click."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from itertools import pairwise

import pytest

from allvoice.playback.clip import Clip
from allvoice.playback.player import JOIN_S
from allvoice.playback.sinks.pulse import PIECE_S
from allvoice.playback.sinks.virtual import VirtualAheadSink
from tests.playback.player_harness import (
    AHEAD_FRAMES,
    FADE_FRAMES,
    RATE_HZ,
    STEP,
    WORD_FRAMES,
    PlayerHarness,
    hum_clip,
)

pytestmark = pytest.mark.usefixtures("_both_kinds_of_sink")

LEVEL = 8_000
SWELL_FRAMES = 500
SOFTEST_STEP = LEVEL / FADE_FRAMES + 1
"""A ramp of four milliseconds to the level or from it, rounded."""


def vowel(words: int = 6) -> Clip:
    """Sound as loud at every mark as anywhere, as where one word runs into the next."""
    swell = [LEVEL * n // SWELL_FRAMES for n in range(SWELL_FRAMES)]
    middle = [LEVEL] * (words * WORD_FRAMES - 2 * SWELL_FRAMES)
    sound = array("h", [*swell, *middle, *reversed(swell)])
    return Clip(sound.tobytes(), RATE_HZ, tuple(n * WORD_FRAMES for n in range(words)))


def largest_step(sound: array[int]) -> int:
    return max(abs(later - earlier) for earlier, later in pairwise([0, *sound, 0]))


@pytest.mark.parametrize("first_word", range(6))
def test_a_reading_that_goes_on_at_a_word_grows_from_silence(first_word: int) -> None:
    harness = PlayerHarness()
    harness.player.add(harness.utterance(vowel(), first_word=first_word))

    heard = harness.play_out()

    assert max(heard) == LEVEL
    assert largest_step(heard) <= SOFTEST_STEP


def test_the_second_clause_of_a_sentence_taken_up_in_its_middle_grows_from_silence() -> None:
    harness = PlayerHarness()
    harness.player.add(harness.utterance(vowel(), vowel(), first_word=8))

    assert largest_step(harness.play_out()) <= SOFTEST_STEP


ACTS: dict[str, Callable[[PlayerHarness], None]] = {
    "held": lambda harness: harness.player.pause(),
    "taken up": lambda harness: harness.player.resume(),
    "said again from its word": lambda harness: harness.player.rewind(),
    "broken off": lambda harness: harness.player.flush(),
    "told something": lambda harness: harness.player.announce(
        harness.utterance(vowel(1), utterance_id=9)
    ),
    "told something else": lambda harness: harness.player.announce(
        harness.utterance(vowel(3), utterance_id=9)
    ),
    "spared the rest": lambda harness: harness.player.cancel_announcement(),
    "not heard": lambda harness: harness.player.set_guide_audible(False),
    "said faster": lambda harness: harness.player.set_rate(300),
    "heard again": lambda harness: harness.player.set_guide_audible(True),
}


@pytest.mark.parametrize("then", ACTS)
@pytest.mark.parametrize("first", ACTS)
def test_two_wishes_one_after_the_other_do_not_click(first: str, then: str) -> None:
    harness = PlayerHarness()
    heard = array("h")
    for frames_between in (0, FADE_FRAMES // 2, 7 * STEP + 13):
        harness.player.set_rate(150)
        harness.player.set_guide_audible(True)
        harness.player.add(harness.utterance(vowel(3)))
        heard.extend(harness.advance(WORD_FRAMES + 3 * STEP + 13))
        for act in (first, then):
            ACTS[act](harness)
            heard.extend(harness.advance(frames_between))
        harness.player.resume()
        heard.extend(harness.play_out())

    assert largest_step(heard) <= SOFTEST_STEP


@pytest.mark.parametrize("set_rate", [None, 80, 300], ids=str)
@pytest.mark.parametrize("volume", [60, 90, 100])
def test_a_change_of_rate_or_loudness_passes_evenly_from_the_old_sound_to_the_next(
    set_rate: int | None, volume: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PlayerHarness, "ahead_frames", AHEAD_FRAMES)
    harness = PlayerHarness()
    harness.player.add(harness.utterance(vowel()))
    heard = harness.advance(WORD_FRAMES + 3 * STEP + 13)

    if set_rate is not None:
        harness.player.set_rate(set_rate)
    harness.player.set_volume(volume)
    heard.extend(harness.play_out())

    assert largest_step(heard) <= SOFTEST_STEP
    assert max(heard) <= LEVEL + 1


def test_a_change_keeps_what_is_about_to_be_heard_and_silence_keeps_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(PlayerHarness, "ahead_frames", AHEAD_FRAMES)
    harness = PlayerHarness()
    harness.player.add(harness.utterance(vowel()))
    harness.advance(WORD_FRAMES)
    kept_s: list[float] = []
    recall = VirtualAheadSink.recall

    def noted(sink: VirtualAheadSink, keep_s: float) -> int:
        kept_s.append(keep_s)
        return recall(sink, keep_s)

    monkeypatch.setattr(VirtualAheadSink, "recall", noted)
    harness.player.set_rate(300)
    harness.player.set_volume(50)
    harness.player.pause()

    assert kept_s == [JOIN_S, JOIN_S, 0.0]
    assert JOIN_S >= 2 * PIECE_S, "the place is not read by the server meanwhile"


def test_no_cut_leaves_a_step_in_the_sound() -> None:
    harness = PlayerHarness(rate_wpm=180)
    harness.player.add(harness.utterance(hum_clip(12)))
    heard = array("h")
    for act in (
        harness.player.pause,
        harness.player.resume,
        lambda: harness.player.announce(harness.utterance(hum_clip(2), utterance_id=9)),
        harness.player.pause,
        harness.player.resume,
        harness.player.rewind,
        harness.player.flush,
    ):
        heard.extend(harness.advance(7 * STEP + 13))
        act()
    heard.extend(harness.advance(RATE_HZ))

    steps = [abs(later - earlier) for earlier, later in pairwise(heard)]
    # The hum itself moves by 188 a sample; a click would be thousands.
    assert max(steps) < 600
