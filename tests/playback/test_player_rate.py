"""The rate chosen is the rate heard, and changing it loses nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest

from allvoice.playback.pace import CAREFUL_SPEED, LONGEST_PAUSE_S, pause_frames, speed
from tests.playback.player_harness import (
    RATE_HZ,
    STEP,
    WORD_FRAMES,
    PlayerHarness,
    hum_clip,
    noise_clip,
    trimmed,
)

pytestmark = pytest.mark.usefixtures("_both_kinds_of_sink")


@pytest.mark.parametrize("rate_wpm", [80, 110, 190, 300, 450])
def test_at_another_rate_the_length_follows_and_no_word_is_lost(rate_wpm: int) -> None:
    harness = PlayerHarness(rate_wpm)
    clip = hum_clip(20)
    harness.player.add(harness.utterance(clip, pause_after_s=0.0))

    heard = trimmed(harness.play_out())

    assert len(heard) == pytest.approx(clip.frames / speed(rate_wpm, 150), rel=0.01)
    assert harness.words() == [(1, word) for word in range(20)] + [(1, None)]


@pytest.mark.parametrize("rate_wpm", [80, 150, 230, 450])
def test_a_word_is_reported_at_the_moment_it_is_heard(rate_wpm: int) -> None:
    harness = PlayerHarness(rate_wpm)
    harness.player.add(harness.utterance(hum_clip(12), pause_after_s=0.3))

    harness.play_out()

    factor = speed(rate_wpm, 150)
    *words, end = harness.frames_of()
    due = [word * WORD_FRAMES / factor for word in range(12)]
    assert words == pytest.approx(due, abs=0.02 * RATE_HZ)
    assert end == pytest.approx(12 * WORD_FRAMES / factor, abs=0.02 * RATE_HZ)


@pytest.mark.parametrize("rate_wpm", [60, 80, 150, 300])
def test_pauses_have_the_length_the_rate_gives_them(rate_wpm: int) -> None:
    harness = PlayerHarness(rate_wpm)
    harness.player.add(harness.utterance(hum_clip(4), pause_after_s=0.5))
    harness.player.add(harness.utterance(hum_clip(4), utterance_id=2))

    harness.play_out()

    pause = harness.frames_of(2)[0] - harness.frames_of(1)[-1]
    assert pause == pytest.approx(pause_frames(0.5, rate_wpm, RATE_HZ), abs=2)


def test_a_change_of_rate_changes_the_rest_only_and_no_word_is_lost_or_repeated() -> None:
    harness = PlayerHarness(rate_wpm=150)
    harness.player.add(harness.utterance(hum_clip(40)))

    harness.advance(20 * WORD_FRAMES)
    harness.player.set_rate(300)
    harness.play_out()

    *words, _ = harness.frames_of()
    assert [word for _, word in harness.words()] == [*range(40), None]
    assert words[:20] == pytest.approx([n * WORD_FRAMES for n in range(20)], abs=2)
    steps = [later - earlier for earlier, later in pairwise(words[22:])]
    assert steps == pytest.approx([WORD_FRAMES / 2] * len(steps), abs=0.012 * RATE_HZ)


@pytest.mark.parametrize(("before", "after"), [(150, 300), (100, 400), (400, 100), (300, 150)])
def test_a_change_of_rate_is_heard_within_sixty_milliseconds(before: int, after: int) -> None:
    harness = PlayerHarness(before)
    harness.player.add(harness.utterance(hum_clip(2_000, word_frames=24)))
    harness.advance(40 * STEP)
    changed = harness.sink.frames_played
    harness.player.set_rate(after)
    harness.advance(20 * STEP)

    factor = speed(after, 150)
    late = [frame for frame, _ in harness.boundaries if frame > changed + 0.06 * RATE_HZ]
    words = len(late) - 1
    assert words * 24 / (late[-1] - late[0]) == pytest.approx(factor, rel=0.1)


def test_announcements_are_said_at_the_rate_chosen_as_well() -> None:
    harness = PlayerHarness(rate_wpm=150)
    harness.player.set_rate(300)
    harness.player.announce(harness.utterance(hum_clip(20)))

    harness.advance(5 * WORD_FRAMES)
    harness.player.set_rate(150)
    harness.play_out()

    *words, _ = harness.frames_of()
    steps = [later - earlier for earlier, later in pairwise(words)]
    assert steps[:8] == pytest.approx([WORD_FRAMES / 2] * 8, abs=0.012 * RATE_HZ)
    assert steps[-8:] == pytest.approx([WORD_FRAMES] * 8, abs=0.012 * RATE_HZ)


def test_a_change_of_rate_changes_a_pause_being_heard() -> None:
    harness = PlayerHarness(rate_wpm=100)
    harness.player.add(harness.utterance(noise_clip(1), pause_after_s=2.0, is_stretched=True))
    harness.player.add(harness.utterance(hum_clip(1), utterance_id=2))
    while harness.words() != [(1, 0), (1, None)]:
        harness.advance(STEP)
    harness.player.set_rate(400)
    harness.play_out()

    pause = harness.frames_of(2)[0] - harness.frames_of(1)[-1]
    assert pause == pytest.approx(2.0 * 150 / 400 * RATE_HZ, abs=5 * STEP)


@pytest.mark.parametrize("rate_wpm", [80, 150, 300])
def test_a_name_is_said_slower_and_what_stands_around_it_is_not(rate_wpm: int) -> None:
    harness = PlayerHarness(rate_wpm)
    clips = hum_clip(6), hum_clip(6)
    harness.player.add(harness.utterance(*clips, slow_words=frozenset({3, 8})))

    harness.play_out()

    frames = harness.frames_of()
    usual = WORD_FRAMES / speed(rate_wpm, 150)
    lengths = [later - earlier for earlier, later in pairwise(frames)]
    expected = [usual / CAREFUL_SPEED if word in (3, 8) else usual for word in range(12)]
    assert lengths == pytest.approx(expected, abs=0.02 * RATE_HZ)
    assert sum(lengths) == pytest.approx(sum(expected), abs=0.03 * RATE_HZ)
    assert harness.words() == [(1, word) for word in range(12)] + [(1, None)]


def test_words_get_slower_down_to_the_slowest_clear_pace_and_no_further() -> None:
    lengths = []
    for rate_wpm in (80, 60, 50, 40):
        harness = PlayerHarness(rate_wpm)
        utterance = harness.utterance(hum_clip(10), pause_after_s=0.3)
        utterance.slowest_wpm = 60
        harness.player.add(utterance)
        harness.player.add(harness.utterance(hum_clip(1), utterance_id=2))
        harness.play_out()
        lengths.append((harness.frames_of()[-1], harness.frames_of(2)[0]))

    assert lengths[1][0] == pytest.approx(lengths[0][0] * 80 / 60, rel=0.01)
    assert lengths[1] == lengths[2] == lengths[3]


@pytest.mark.parametrize("rate_wpm", [40, 60, 150])
def test_longer_pauses_are_longer_at_once_and_never_without_end(rate_wpm: int) -> None:
    harness = PlayerHarness(rate_wpm)
    harness.player.add(harness.utterance(noise_clip(1), pause_after_s=1.0))
    harness.player.add(harness.utterance(hum_clip(1), utterance_id=2))
    while harness.words() != [(1, 0), (1, None)]:
        harness.advance(STEP)
    harness.player.set_pause_factor(2.2)
    harness.play_out()

    pause = harness.frames_of(2)[0] - harness.frames_of(1)[-1]
    wanted_s = min(2.2 * 150 / rate_wpm, LONGEST_PAUSE_S)
    assert pause == pytest.approx(wanted_s * RATE_HZ, abs=6 * STEP)


def test_time_to_think_is_held_gone_on_with_and_dropped_like_any_sound() -> None:
    harness = PlayerHarness(rate_wpm=100)
    harness.player.set_pause_factor(2.2)
    thinking = harness.utterance(pause_after_s=5.0, is_stretched=False)
    harness.player.add(thinking)
    harness.player.abandon(thinking)
    harness.player.add(harness.utterance(hum_clip(1), utterance_id=2))
    harness.advance(RATE_HZ)
    harness.player.pause()
    harness.advance(2 * RATE_HZ)
    harness.player.set_rate(300)
    harness.player.resume()
    harness.play_out()

    assert harness.frames_of(2)[0] == pytest.approx(7 * RATE_HZ, abs=6 * STEP)

    harness.player.add(harness.utterance(hum_clip(1), utterance_id=3, pause_after_s=10.0))
    harness.advance(RATE_HZ)
    harness.player.flush()
    harness.advance(STEP)
    assert not harness.player.active


@pytest.mark.parametrize("own_rate_wpm", [140.0, 175.0, 210.0])
@pytest.mark.parametrize("rate_wpm", [50, 80, 100, 150, 220, 350, 450])
def test_a_chapter_takes_as_long_as_its_words_at_the_rate_chosen(
    rate_wpm: int, own_rate_wpm: float
) -> None:
    harness = PlayerHarness(rate_wpm)
    sentences, words = 4, 14
    # The rate of a voice counts ordinary pauses in, so its words alone go by a little faster.
    word_frames = int(0.91 * 60 / own_rate_wpm * RATE_HZ)
    clip = hum_clip(words, word_frames=word_frames)
    for number in range(sentences):
        harness.player.add(
            harness.utterance(
                clip, utterance_id=number, pause_after_s=0.5, own_rate_wpm=own_rate_wpm
            )
        )

    heard = harness.play_out()

    assert len(heard) / RATE_HZ == pytest.approx(sentences * words / rate_wpm * 60, rel=0.05)


def test_however_often_the_rate_is_changed_a_hold_goes_on_with_the_next_word() -> None:
    harness = PlayerHarness()
    harness.player.add(harness.utterance(hum_clip(40)))
    for change in range(40):
        harness.player.set_rate((150, 160)[change % 2])
        harness.advance(STEP)
    harness.player.pause()
    harness.advance(STEP)
    harness.player.resume()
    harness.play_out()

    assert [word for _, word in harness.words()] == [*range(40), None]
    steps = [later - earlier for earlier, later in pairwise(harness.frames_of()[10:-1])]
    factor = speed(160, 150)
    assert steps == pytest.approx([WORD_FRAMES / factor] * len(steps), abs=0.012 * RATE_HZ)
