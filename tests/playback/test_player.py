"""What the listener is promised about what is heard."""

from __future__ import annotations

import gc
import weakref

import pytest

from allvoice.playback.boundary import Boundary, Passed
from allvoice.playback.clip import Clip
from allvoice.playback.earcons import earcon
from allvoice.playback.player import AHEAD_LIMIT_S, Player, QueuedUtterance
from tests.playback.player_harness import (
    AHEAD_FRAMES,
    FADE_FRAMES,
    RATE_HZ,
    STEP,
    WORD_FRAMES,
    PlayerHarness,
    hum_clip,
    noise_clip,
    samples,
    trimmed,
)

pytestmark = pytest.mark.usefixtures("_both_kinds_of_sink")


def test_at_the_voice_s_own_rate_every_sample_is_heard_once_and_unchanged() -> None:
    harness = PlayerHarness(rate_wpm=150)
    first, second, third = noise_clip(3), noise_clip(5, seed=2), noise_clip(1, seed=3)
    harness.player.add(harness.utterance(first, second))
    harness.player.add(harness.utterance(third, utterance_id=2))

    heard = harness.play_out()

    assert trimmed(heard) == samples(first.pcm + second.pcm + third.pcm)


def test_at_the_voice_s_own_rate_a_word_is_reported_at_its_very_sample() -> None:
    harness = PlayerHarness()
    marks = (0, 1_001, 1_002, 7_777)
    harness.player.add(harness.utterance(Clip(noise_clip(4).pcm, RATE_HZ, marks)))

    harness.play_out()

    assert harness.frames_of() == pytest.approx([*marks, 4 * WORD_FRAMES], abs=1)


def test_the_end_of_a_sentence_is_reported_after_its_sound_and_before_its_pause() -> None:
    harness = PlayerHarness()
    harness.player.add(harness.utterance(noise_clip(2), pause_after_s=1.0))

    heard = harness.play_out()

    end = harness.frames_of()[-1]
    assert end == 2 * WORD_FRAMES
    assert all(heard[end - STEP : end])
    assert not any(heard[end:])
    assert len(heard) >= end + RATE_HZ


def test_clauses_are_joined_by_their_own_silence() -> None:
    harness = PlayerHarness()
    first, second = noise_clip(2), noise_clip(2, seed=2)
    harness.player.add(harness.utterance(first, second, gap_s=0.1))

    heard = harness.play_out()

    gap = int(0.1 * RATE_HZ)
    assert heard[: first.frames] == samples(first.pcm)
    assert not any(heard[first.frames : first.frames + gap])
    assert trimmed(heard[first.frames + gap :]) == samples(second.pcm)
    assert [word for _, word in harness.words()] == [0, 1, 2, 3, None]


def test_a_sentence_still_being_rendered_is_waited_for_without_losing_a_sample() -> None:
    harness = PlayerHarness()
    first, second = noise_clip(2), noise_clip(2, seed=2)
    utterance = harness.utterance(first, complete=False)
    harness.player.add(utterance)

    before = harness.advance(first.frames + 10 * STEP)
    assert harness.player.active
    harness.player.add_clip(utterance, 2, second, 0.0, last=True)
    after = harness.play_out()

    assert trimmed(before) == samples(first.pcm)
    assert trimmed(after) == samples(second.pcm)
    assert [word for _, word in harness.words()] == [0, 1, 2, 3, None]


def test_pause_is_silent_and_resume_goes_on_with_the_next_sample() -> None:
    harness = PlayerHarness()
    clip = noise_clip(6)
    harness.player.add(harness.utterance(clip))

    before = harness.advance(20 * STEP)
    harness.player.pause()
    held = harness.advance(RATE_HZ)
    harness.player.resume()
    after = harness.play_out()

    assert any(held[:FADE_FRAMES])
    assert not any(held[FADE_FRAMES:])
    source = samples(clip.pcm)
    at = len(before)
    assert before == source[:at]
    # The first few milliseconds grow from silence; they are the right samples all the same.
    assert abs(after[0]) < 200
    assert after[FADE_FRAMES : clip.frames - at] == source[at + FADE_FRAMES :]
    assert [word for _, word in harness.words()] == [0, 1, 2, 3, 4, 5, None]


def test_a_hundred_pauses_neither_lose_nor_repeat_a_word() -> None:
    harness = PlayerHarness(rate_wpm=220)
    harness.player.add(harness.utterance(hum_clip(30)))

    taken = 0
    for _ in range(100):
        taken += len(harness.advance(3 * STEP))
        harness.player.pause()
        harness.advance(2 * STEP)
        harness.player.resume()
    harness.play_out()

    assert [word for _, word in harness.words()] == [*range(30), None]


def test_pause_before_anything_is_rendered_keeps_the_first_word() -> None:
    harness = PlayerHarness()
    clip = noise_clip(2)
    harness.player.pause()
    harness.player.add(harness.utterance(clip))

    assert not any(harness.advance(RATE_HZ))
    assert not harness.player.active
    harness.player.resume()

    assert trimmed(harness.play_out()) == samples(clip.pcm)


def test_resume_when_nothing_is_paused_changes_nothing() -> None:
    harness = PlayerHarness()
    clip = noise_clip(4)
    harness.player.add(harness.utterance(clip))

    before = harness.advance(10 * STEP)
    harness.player.resume()
    before.extend(harness.play_out())

    assert trimmed(before) == samples(clip.pcm)


def test_volume_changes_loudness_and_nothing_else() -> None:
    harness = PlayerHarness()
    clip = noise_clip(2)
    harness.player.set_volume(50)
    harness.player.add(harness.utterance(clip))

    heard = trimmed(harness.play_out())

    assert heard == pytest.approx([value * 0.25 for value in samples(clip.pcm)], abs=1)


def test_volume_zero_is_silent_and_still_keeps_time() -> None:
    harness = PlayerHarness()
    harness.player.set_volume(0)
    harness.player.add(harness.utterance(noise_clip(2)))

    assert not any(harness.play_out())
    assert harness.frames_of() == [0, WORD_FRAMES, 2 * WORD_FRAMES]


def test_flush_is_silent_after_a_fade_of_four_milliseconds() -> None:
    harness = PlayerHarness()
    harness.player.add(harness.utterance(noise_clip(8)))
    before = harness.advance(10 * STEP)

    harness.player.flush()
    after = harness.advance(RATE_HZ)

    assert any(before[-10:])
    assert not any(after[FADE_FRAMES:])
    ramp = [abs(value) for value in after[:FADE_FRAMES]]
    assert ramp == sorted(ramp, reverse=True)
    assert ramp[0] <= abs(before[-1])


def test_after_a_flush_nothing_of_before_is_reported() -> None:
    harness = PlayerHarness()
    harness.player.add(harness.utterance(noise_clip(8), generation=1))
    harness.player.add(harness.utterance(noise_clip(8), generation=1, utterance_id=2))
    harness.advance(10 * STEP)
    harness.player.flush()
    told = len(harness.boundaries)
    late = harness.utterance(noise_clip(2), generation=1, utterance_id=3)
    harness.player.add_clip(late, 2, noise_clip(2), 0.0, last=True)
    harness.player.add(harness.utterance(noise_clip(3), generation=2, utterance_id=4))
    harness.play_out()

    assert harness.words()[told:] == [(4, 0), (4, 1), (4, 2), (4, None)]


def test_a_flush_while_boundaries_are_handed_out_holds_back_the_rest() -> None:
    told: list[Passed] = []

    def deliver(boundary: Passed, delay_s: float) -> None:
        told.append(boundary)
        player.flush()

    player = Player(RATE_HZ, deliver)
    utterance = QueuedUtterance(1, 1)
    player.add_clip(utterance, 0, noise_clip(8, word_frames=20), 0.0, last=True)
    player.add(utterance)

    player.read(STEP)

    assert told == [Boundary(1, 1, 0)]


def test_flush_when_silent_does_not_click() -> None:
    harness = PlayerHarness()
    harness.player.add(harness.utterance(noise_clip(1)))
    harness.play_out()
    harness.advance(STEP)

    harness.player.flush()

    assert not harness.player.active
    assert not any(harness.advance(10 * STEP))


def test_flush_ends_a_pause_so_that_what_comes_next_is_heard() -> None:
    harness = PlayerHarness()
    harness.player.add(harness.utterance(noise_clip(2)))
    harness.player.pause()
    harness.player.flush()
    clip = noise_clip(2, seed=9)
    harness.player.add(harness.utterance(clip, generation=2))

    assert trimmed(harness.play_out()) == samples(clip.pcm)


@pytest.mark.parametrize("first_word", [1, 3, 5])
def test_going_on_from_a_word_leaves_out_the_sound_before_it(first_word: int) -> None:
    harness = PlayerHarness()
    clips = noise_clip(2), noise_clip(4, seed=2)
    whole = samples(clips[0].pcm + clips[1].pcm)
    harness.player.add(harness.utterance(*clips, first_word=first_word))

    heard = trimmed(harness.play_out())

    wanted = whole[first_word * WORD_FRAMES :]
    assert heard[-len(wanted) + FADE_FRAMES :] == wanted[FADE_FRAMES:]
    assert len(heard) <= len(wanted)
    assert [word for _, word in harness.words()] == [*range(first_word, 6), None]


def test_rewind_never_goes_back_before_the_first_word_wanted() -> None:
    harness = PlayerHarness()
    harness.player.add(harness.utterance(noise_clip(4), first_word=2))
    harness.advance(STEP)

    harness.player.rewind()
    harness.play_out()

    assert [word for _, word in harness.words()] == [2, 2, 3, None]


def test_going_on_after_the_last_word_only_ends_the_sentence() -> None:
    harness = PlayerHarness()
    harness.player.add(harness.utterance(noise_clip(2), first_word=2))

    assert not any(harness.play_out())
    assert harness.words() == [(1, None)]


def test_a_sound_without_words_keeps_its_own_speed() -> None:
    harness = PlayerHarness(rate_wpm=400)
    sound = earcon("edge", RATE_HZ)
    harness.player.add(harness.utterance(sound, is_stretched=False, pause_after_s=0.1))

    heard = harness.play_out()

    assert heard[: sound.frames] == samples(sound.pcm)
    assert len(heard) >= sound.frames + int(0.1 * RATE_HZ)
    assert harness.words() == [(1, None)]


def test_a_sound_without_words_plays_whole_even_if_a_later_word_was_asked_for() -> None:
    harness = PlayerHarness()
    sound = earcon("edge", RATE_HZ)
    harness.player.add(harness.utterance(sound, first_word=3, is_stretched=False))

    assert trimmed(harness.play_out()) == trimmed(samples(sound.pcm))


def test_an_empty_clip_reports_its_words_and_goes_on() -> None:
    harness = PlayerHarness()
    harness.player.add(harness.utterance(Clip(b"", RATE_HZ, (0, 0)), noise_clip(1)))

    harness.play_out()

    assert [word for _, word in harness.words()] == [0, 1, 2, None]


def test_a_sentence_that_could_not_be_rendered_ends_with_its_pause_and_the_next_is_heard() -> None:
    harness = PlayerHarness()
    hopeless = harness.utterance(pause_after_s=0.2)
    harness.player.add(hopeless)
    harness.player.add(harness.utterance(noise_clip(1), utterance_id=2))
    harness.advance(10 * STEP)
    assert harness.words() == []
    assert harness.player.active

    harness.player.abandon(hopeless)
    harness.play_out()

    assert harness.words() == [(1, None), (2, 0), (2, None)]
    assert harness.frames_of(2)[0] - harness.frames_of(1)[0] == int(0.2 * RATE_HZ)
    assert not harness.player.active


def test_active_tells_whether_a_sink_is_needed() -> None:
    harness = PlayerHarness()
    player = harness.player
    seen = [player.active]

    player.add(harness.utterance(noise_clip(4)))
    seen.append(player.active)
    harness.advance(5 * STEP)
    player.pause()
    # The ramp to silence is still to be heard.
    seen.append(player.active)
    harness.advance(STEP)
    seen.append(player.active)
    player.announce(harness.utterance(noise_clip(1), utterance_id=2))
    seen.append(player.active)
    harness.play_out()
    seen.append(player.active)
    player.resume()
    seen.append(player.active)
    harness.play_out()
    seen.append(player.active)

    assert seen == [False, True, True, False, True, False, True, False]


def test_a_starved_player_hands_out_nothing_instead_of_silence() -> None:
    player = Player(RATE_HZ, lambda boundary, delay_s: None)

    assert player.read(STEP) == b""
    assert player.read(0) == b""


def test_sound_that_was_heard_is_let_go_however_long_the_reading() -> None:
    class Watched(Clip):
        """One whose end can be seen."""

    harness = PlayerHarness()
    held: list[weakref.ref[Clip]] = []
    for number in range(60):
        clip = Watched(bytes(2 * WORD_FRAMES), RATE_HZ, (0,))
        held.append(weakref.ref(clip))
        harness.player.add(harness.utterance(clip, utterance_id=number))
        del clip
        harness.advance(WORD_FRAMES)
    gc.collect()

    alive = [number for number, each in enumerate(held) if each() is not None]
    assert alive == list(range(60))[-len(alive) :], "the last ones"
    assert len(alive) * WORD_FRAMES <= AHEAD_LIMIT_S * RATE_HZ + AHEAD_FRAMES
