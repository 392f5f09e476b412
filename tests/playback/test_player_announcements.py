"""Announcements over the reading, and going back to the start of a word."""

from __future__ import annotations

import itertools

import pytest

from allvoice.playback.clip import Clip
from tests.playback.player_harness import (
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


def test_an_announcement_plays_over_the_reading_which_goes_on_from_the_word_it_cut() -> None:
    harness = PlayerHarness()
    clip, announcement = noise_clip(6), noise_clip(2, seed=7)
    harness.player.add(harness.utterance(clip))
    harness.advance(2 * WORD_FRAMES + 1_200)

    harness.player.announce(harness.utterance(announcement, utterance_id=99))
    after = trimmed(harness.play_out())

    assert after[FADE_FRAMES : FADE_FRAMES + announcement.frames] == samples(announcement.pcm)
    rest = after[FADE_FRAMES + announcement.frames :]
    assert rest[FADE_FRAMES:] == samples(clip.pcm)[2 * WORD_FRAMES + FADE_FRAMES :]
    assert harness.words() == [
        *[(1, 0), (1, 1), (1, 2)],
        *[(99, 0), (99, 1), (99, None)],
        *[(1, 2), (1, 3), (1, 4), (1, 5), (1, None)],
    ]


def test_an_announcement_in_the_pause_after_a_sentence_repeats_no_word() -> None:
    harness = PlayerHarness()
    harness.player.add(harness.utterance(noise_clip(2), pause_after_s=0.5))
    harness.player.add(harness.utterance(noise_clip(2), utterance_id=2))
    harness.advance(2 * WORD_FRAMES + 5 * STEP)

    harness.player.announce(harness.utterance(noise_clip(1), utterance_id=99))
    harness.play_out()

    assert harness.words() == [
        *[(1, 0), (1, 1), (1, None)],
        *[(99, 0), (99, None)],
        *[(2, 0), (2, 1), (2, None)],
    ]


def test_an_announcement_between_two_clauses_repeats_no_word() -> None:
    harness = PlayerHarness()
    utterance = harness.utterance(noise_clip(2), complete=False)
    harness.player.add(utterance)
    harness.advance(2 * WORD_FRAMES + STEP)

    harness.player.announce(harness.utterance(noise_clip(1), utterance_id=99))
    harness.player.add_clip(utterance, 2, noise_clip(1), 0.0, last=True)
    harness.play_out()

    assert harness.words() == [(1, 0), (1, 1), (99, 0), (99, None), (1, 2), (1, None)]


def test_an_announcement_while_paused_is_heard_and_the_reading_stays_paused() -> None:
    harness = PlayerHarness()
    clip, announcement = noise_clip(6), noise_clip(2, seed=7)
    harness.player.add(harness.utterance(clip))
    before = harness.advance(2 * WORD_FRAMES + 1_200)
    harness.player.pause()
    harness.advance(STEP)

    harness.player.announce(harness.utterance(announcement, utterance_id=99))
    said = harness.advance(RATE_HZ)

    assert trimmed(said) == samples(announcement.pcm)
    assert not harness.player.active
    harness.player.resume()
    after = trimmed(harness.play_out())
    at = len(before) + FADE_FRAMES
    assert after[-(clip.frames - at) :] == samples(clip.pcm)[at:]
    assert [word for utterance, word in harness.words() if utterance == 1] == [*range(6), None]


def test_a_second_announcement_replaces_the_first() -> None:
    harness = PlayerHarness()
    harness.player.add(harness.utterance(noise_clip(3)))
    harness.advance(WORD_FRAMES + 3 * STEP)
    harness.player.announce(harness.utterance(noise_clip(4), utterance_id=98))
    harness.advance(WORD_FRAMES + 3 * STEP)

    harness.player.announce(harness.utterance(noise_clip(1), utterance_id=99))
    harness.play_out()

    assert harness.words() == [
        *[(1, 0), (1, 1)],
        *[(98, 0), (98, 1)],
        *[(99, 0), (99, None)],
        *[(1, 1), (1, 2), (1, None)],
    ]


@pytest.mark.parametrize("paused_before", [False, True])
def test_pause_drops_an_announcement_without_a_click(paused_before: bool) -> None:
    harness = PlayerHarness()
    harness.player.add(harness.utterance(noise_clip(3)))
    harness.advance(WORD_FRAMES + 3 * STEP)
    if paused_before:
        harness.player.pause()
        harness.advance(STEP)
    harness.player.announce(harness.utterance(noise_clip(4, seed=5), utterance_id=98))
    said = harness.advance(10 * STEP)

    harness.player.pause()
    held = harness.advance(RATE_HZ)

    assert abs(held[0]) >= abs(said[-1]) * 0.9
    assert not any(held[FADE_FRAMES:])
    harness.player.resume()
    harness.play_out()
    again = [] if paused_before else [1]
    assert [word for utterance, word in harness.words() if utterance == 1] == [
        0,
        1,
        *again,
        2,
        None,
    ]


def test_resume_drops_an_announcement_and_the_reading_goes_on() -> None:
    harness = PlayerHarness()
    harness.player.add(harness.utterance(noise_clip(2)))
    harness.player.pause()
    harness.player.announce(harness.utterance(noise_clip(4), utterance_id=98))
    harness.advance(3 * STEP)

    harness.player.resume()
    harness.play_out()

    assert harness.words() == [(98, 0), (1, 0), (1, 1), (1, None)]


def test_go_on_drops_an_announcement_over_the_reading_however_much_of_it_is_on_its_way() -> None:
    harness = PlayerHarness()
    harness.player.add(harness.utterance(noise_clip(6)))
    harness.advance(2 * WORD_FRAMES + 4 * STEP)
    harness.player.announce(harness.utterance(noise_clip(2, seed=7), utterance_id=99))
    harness.advance(4 * STEP)

    harness.player.resume()
    harness.play_out()

    assert [word for utterance, word in harness.words() if utterance == 99] == [0]
    assert [word for utterance, word in harness.words() if utterance == 1] == [
        *[0, 1, 2],
        *[2, 3, 4, 5, None],
    ]


def test_an_announcement_not_rendered_yet_is_waited_for() -> None:
    harness = PlayerHarness()
    harness.player.add(harness.utterance(noise_clip(2)))
    announcement = harness.utterance(utterance_id=99)
    harness.player.announce(announcement)

    assert not any(harness.advance(10 * STEP))
    harness.player.abandon(announcement)
    harness.play_out()

    assert harness.words() == [(99, None), (1, 0), (1, 1), (1, None)]


def test_rewind_says_the_current_word_again_from_its_start() -> None:
    harness = PlayerHarness()
    clip = noise_clip(4)
    harness.player.add(harness.utterance(clip))
    harness.advance(WORD_FRAMES + 4 * STEP)

    harness.player.rewind()
    after = trimmed(harness.play_out())

    wanted = samples(clip.pcm)[WORD_FRAMES:]
    assert after[-len(wanted) + FADE_FRAMES :] == wanted[FADE_FRAMES:]
    assert [word for _, word in harness.words()] == [0, 1, 1, 2, 3, None]


def test_rewind_before_the_first_word_of_a_clip_begins_that_clip_again() -> None:
    harness = PlayerHarness()
    late = Clip(noise_clip(2).pcm, RATE_HZ, (2_000, 4_000))
    harness.player.add(harness.utterance(noise_clip(2), late))
    harness.advance(2 * WORD_FRAMES + 4 * STEP)

    harness.player.rewind()
    after = trimmed(harness.play_out())

    assert after[-late.frames :] == samples(late.pcm)
    assert [word for _, word in harness.words()] == [0, 1, 2, 3, None]


def test_rewind_with_nothing_to_play_is_harmless() -> None:
    harness = PlayerHarness()
    harness.player.rewind()

    assert not any(harness.advance(10 * STEP))


def test_an_announcement_can_be_cut_and_the_reading_goes_on_from_its_word() -> None:
    harness = PlayerHarness()
    harness.player.add(harness.utterance(noise_clip(3)))
    harness.advance(WORD_FRAMES + STEP)
    harness.player.announce(harness.utterance(noise_clip(40, seed=7), utterance_id=99))
    harness.advance(10 * STEP)

    harness.player.cancel_announcement()
    harness.play_out()

    assert harness.words() == [
        *[(1, 0), (1, 1), (99, 0), (1, 1), (1, 2), (1, None)],
    ]


def test_cutting_no_announcement_leaves_the_reading_bit_for_bit() -> None:
    harness = PlayerHarness()
    clip = noise_clip(3)
    harness.player.add(harness.utterance(clip))
    heard = harness.advance(STEP)
    harness.player.cancel_announcement()
    heard.extend(harness.play_out())
    assert trimmed(heard) == samples(clip.pcm)


def test_a_cut_announcement_leaves_a_paused_reading_paused() -> None:
    harness = PlayerHarness()
    harness.player.add(harness.utterance(noise_clip(3)))
    harness.advance(STEP)
    harness.player.pause()
    harness.player.announce(harness.utterance(noise_clip(9, seed=7), utterance_id=99))
    harness.advance(2 * STEP)
    harness.player.cancel_announcement()
    assert not any(harness.advance(20 * STEP)[FADE_FRAMES:])
    assert not harness.player.active


def test_a_short_sound_and_its_announcement_are_heard_one_after_the_other() -> None:
    harness = PlayerHarness()
    sound = harness.utterance(
        Clip(noise_clip(1, seed=3).pcm, RATE_HZ, ()), utterance_id=0, is_stretched=False
    )
    harness.player.announce(sound, harness.utterance(noise_clip(2), utterance_id=99))
    harness.play_out()
    assert harness.words() == [(0, None), (99, 0), (99, 1), (99, None)]
    assert harness.frames_of(99)[0] == pytest.approx(WORD_FRAMES, abs=1)


def test_a_guide_that_is_not_audible_passes_at_its_rate_without_a_sound() -> None:
    loud, silent = PlayerHarness(), PlayerHarness()
    silent.player.set_guide_audible(False)
    for harness in (loud, silent):
        harness.player.add(harness.utterance(noise_clip(3)))
    assert any(loud.play_out())
    assert not any(silent.play_out())
    assert silent.boundaries == loud.boundaries


def test_an_announcement_is_heard_over_a_guide_that_is_not_audible() -> None:
    harness = PlayerHarness()
    announcement = noise_clip(2, seed=7)
    harness.player.set_guide_audible(False)
    harness.player.add(harness.utterance(noise_clip(3)))
    harness.advance(STEP)
    harness.player.announce(harness.utterance(announcement, utterance_id=99))
    assert trimmed(harness.play_out()) == samples(announcement.pcm)
    harness.player.set_guide_audible(True)
    harness.player.add(harness.utterance(noise_clip(1), utterance_id=2))
    assert any(harness.play_out())


def test_between_two_sentences_that_are_not_audible_the_interface_voice_is_heard() -> None:
    harness = PlayerHarness()
    own = noise_clip(2, seed=7)
    harness.player.set_guide_audible(False)
    harness.player.add(harness.utterance(noise_clip(3)))
    said = harness.utterance(own, utterance_id=2)
    said.is_interface = True
    harness.player.add(said)
    harness.player.add(harness.utterance(noise_clip(3), utterance_id=3))
    assert trimmed(harness.play_out()) == samples(own.pcm)


def test_turning_the_guide_off_cuts_nothing_of_the_interface_voice() -> None:
    harness = PlayerHarness()
    own = noise_clip(3, seed=7)
    said = harness.utterance(own)
    said.is_interface = True
    harness.player.add(said)
    heard = harness.advance(WORD_FRAMES)
    harness.player.set_guide_audible(False)
    heard.extend(harness.play_out())
    # A change joins what was taken ahead to the same sound made anew, within the rounding.
    pairs = zip(trimmed(heard), samples(own.pcm), strict=True)
    assert all(abs(one - other) <= 1 for one, other in pairs)


@pytest.mark.parametrize("pitch", [0.88, 1.12])
def test_another_pitch_is_another_height_and_takes_the_same_time(pitch: float) -> None:
    heard = {}
    for each in (1.0, pitch):
        harness = PlayerHarness()
        utterance = harness.utterance(hum_clip(8))
        utterance.pitch = each
        harness.player.add(utterance)
        sound = harness.play_out()
        crossings = sum(a < 0 <= b for a, b in itertools.pairwise(sound))
        heard[each] = crossings, harness.frames_of()[-1]
        assert harness.words()[-1] == (1, None)
    assert heard[pitch][0] / heard[1.0][0] == pytest.approx(pitch, rel=0.05)
    assert heard[pitch][1] == pytest.approx(heard[1.0][1], rel=0.02)
