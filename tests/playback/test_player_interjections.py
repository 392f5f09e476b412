"""Announcements over the reading, and going back to the start of a word."""

from __future__ import annotations

import itertools

import pytest

from allvoice.playback.clip import Clip
from tests.playback.booth import (
    FADE_FRAMES,
    RATE_HZ,
    STEP,
    WORD_FRAMES,
    Booth,
    hum_clip,
    noise_clip,
    samples,
    trimmed,
)

pytestmark = pytest.mark.usefixtures("_both_kinds_of_sink")


def test_an_announcement_plays_over_the_reading_which_goes_on_from_the_word_it_cut() -> None:
    booth = Booth()
    clip, aside = noise_clip(6), noise_clip(2, seed=7)
    booth.player.add(booth.item(clip))
    booth.advance(2 * WORD_FRAMES + 1_200)

    booth.player.interject(booth.item(aside, utterance_id=99))
    after = trimmed(booth.play_out())

    assert after[FADE_FRAMES : FADE_FRAMES + aside.frames] == samples(aside.pcm)
    rest = after[FADE_FRAMES + aside.frames :]
    assert rest[FADE_FRAMES:] == samples(clip.pcm)[2 * WORD_FRAMES + FADE_FRAMES :]
    assert booth.words() == [
        *[(1, 0), (1, 1), (1, 2)],
        *[(99, 0), (99, 1), (99, None)],
        *[(1, 2), (1, 3), (1, 4), (1, 5), (1, None)],
    ]


def test_an_announcement_in_the_pause_after_a_sentence_repeats_no_word() -> None:
    booth = Booth()
    booth.player.add(booth.item(noise_clip(2), pause_after_s=0.5))
    booth.player.add(booth.item(noise_clip(2), utterance_id=2))
    booth.advance(2 * WORD_FRAMES + 5 * STEP)

    booth.player.interject(booth.item(noise_clip(1), utterance_id=99))
    booth.play_out()

    assert booth.words() == [
        *[(1, 0), (1, 1), (1, None)],
        *[(99, 0), (99, None)],
        *[(2, 0), (2, 1), (2, None)],
    ]


def test_an_announcement_between_two_clauses_repeats_no_word() -> None:
    booth = Booth()
    item = booth.item(noise_clip(2), complete=False)
    booth.player.add(item)
    booth.advance(2 * WORD_FRAMES + STEP)

    booth.player.interject(booth.item(noise_clip(1), utterance_id=99))
    booth.player.add_clip(item, 2, noise_clip(1), 0.0, last=True)
    booth.play_out()

    assert booth.words() == [(1, 0), (1, 1), (99, 0), (99, None), (1, 2), (1, None)]


def test_an_announcement_while_paused_is_heard_and_the_reading_stays_paused() -> None:
    booth = Booth()
    clip, aside = noise_clip(6), noise_clip(2, seed=7)
    booth.player.add(booth.item(clip))
    before = booth.advance(2 * WORD_FRAMES + 1_200)
    booth.player.pause()
    booth.advance(STEP)

    booth.player.interject(booth.item(aside, utterance_id=99))
    said = booth.advance(RATE_HZ)

    assert trimmed(said) == samples(aside.pcm)
    assert not booth.player.active
    booth.player.resume()
    after = trimmed(booth.play_out())
    at = len(before) + FADE_FRAMES
    assert after[-(clip.frames - at) :] == samples(clip.pcm)[at:]
    assert [word for utterance, word in booth.words() if utterance == 1] == [*range(6), None]


def test_a_second_announcement_replaces_the_first() -> None:
    booth = Booth()
    booth.player.add(booth.item(noise_clip(3)))
    booth.advance(WORD_FRAMES + 3 * STEP)
    booth.player.interject(booth.item(noise_clip(4), utterance_id=98))
    booth.advance(WORD_FRAMES + 3 * STEP)

    booth.player.interject(booth.item(noise_clip(1), utterance_id=99))
    booth.play_out()

    assert booth.words() == [
        *[(1, 0), (1, 1)],
        *[(98, 0), (98, 1)],
        *[(99, 0), (99, None)],
        *[(1, 1), (1, 2), (1, None)],
    ]


@pytest.mark.parametrize("paused_before", [False, True])
def test_pause_drops_an_announcement_without_a_click(paused_before: bool) -> None:
    booth = Booth()
    booth.player.add(booth.item(noise_clip(3)))
    booth.advance(WORD_FRAMES + 3 * STEP)
    if paused_before:
        booth.player.pause()
        booth.advance(STEP)
    booth.player.interject(booth.item(noise_clip(4, seed=5), utterance_id=98))
    said = booth.advance(10 * STEP)

    booth.player.pause()
    held = booth.advance(RATE_HZ)

    assert abs(held[0]) >= abs(said[-1]) * 0.9
    assert not any(held[FADE_FRAMES:])
    booth.player.resume()
    booth.play_out()
    again = [] if paused_before else [1]
    assert [word for utterance, word in booth.words() if utterance == 1] == [0, 1, *again, 2, None]


def test_resume_drops_an_announcement_and_the_reading_goes_on() -> None:
    booth = Booth()
    booth.player.add(booth.item(noise_clip(2)))
    booth.player.pause()
    booth.player.interject(booth.item(noise_clip(4), utterance_id=98))
    booth.advance(3 * STEP)

    booth.player.resume()
    booth.play_out()

    assert booth.words() == [(98, 0), (1, 0), (1, 1), (1, None)]


def test_an_announcement_not_rendered_yet_is_waited_for() -> None:
    booth = Booth()
    booth.player.add(booth.item(noise_clip(2)))
    aside = booth.item(utterance_id=99)
    booth.player.interject(aside)

    assert not any(booth.advance(10 * STEP))
    booth.player.abandon(aside)
    booth.play_out()

    assert booth.words() == [(99, None), (1, 0), (1, 1), (1, None)]


def test_rewind_says_the_current_word_again_from_its_start() -> None:
    booth = Booth()
    clip = noise_clip(4)
    booth.player.add(booth.item(clip))
    booth.advance(WORD_FRAMES + 4 * STEP)

    booth.player.rewind()
    after = trimmed(booth.play_out())

    wanted = samples(clip.pcm)[WORD_FRAMES:]
    assert after[-len(wanted) + FADE_FRAMES :] == wanted[FADE_FRAMES:]
    assert [word for _, word in booth.words()] == [0, 1, 1, 2, 3, None]


def test_rewind_before_the_first_word_of_a_clip_begins_that_clip_again() -> None:
    booth = Booth()
    late = Clip(noise_clip(2).pcm, RATE_HZ, (2_000, 4_000))
    booth.player.add(booth.item(noise_clip(2), late))
    booth.advance(2 * WORD_FRAMES + 4 * STEP)

    booth.player.rewind()
    after = trimmed(booth.play_out())

    assert after[-late.frames :] == samples(late.pcm)
    assert [word for _, word in booth.words()] == [0, 1, 2, 3, None]


def test_rewind_with_nothing_to_play_is_harmless() -> None:
    booth = Booth()
    booth.player.rewind()

    assert not any(booth.advance(10 * STEP))


def test_an_announcement_can_be_cut_and_the_reading_goes_on_from_its_word() -> None:
    booth = Booth()
    booth.player.add(booth.item(noise_clip(3)))
    booth.advance(WORD_FRAMES + STEP)
    booth.player.interject(booth.item(noise_clip(40, seed=7), utterance_id=99))
    booth.advance(10 * STEP)

    booth.player.hush()
    booth.play_out()

    assert booth.words() == [
        *[(1, 0), (1, 1), (99, 0), (1, 1), (1, 2), (1, None)],
    ]


def test_cutting_no_announcement_leaves_the_reading_bit_for_bit() -> None:
    booth = Booth()
    clip = noise_clip(3)
    booth.player.add(booth.item(clip))
    heard = booth.advance(STEP)
    booth.player.hush()
    heard.extend(booth.play_out())
    assert trimmed(heard) == samples(clip.pcm)


def test_a_cut_announcement_leaves_a_paused_reading_paused() -> None:
    booth = Booth()
    booth.player.add(booth.item(noise_clip(3)))
    booth.advance(STEP)
    booth.player.pause()
    booth.player.interject(booth.item(noise_clip(9, seed=7), utterance_id=99))
    booth.advance(2 * STEP)
    booth.player.hush()
    assert not any(booth.advance(20 * STEP)[FADE_FRAMES:])
    assert not booth.player.active


def test_a_short_sound_and_its_announcement_are_heard_one_after_the_other() -> None:
    booth = Booth()
    sound = booth.item(Clip(noise_clip(1, seed=3).pcm, RATE_HZ, ()), utterance_id=0, steady=True)
    booth.player.interject(sound, booth.item(noise_clip(2), utterance_id=99))
    booth.play_out()
    assert booth.words() == [(0, None), (99, 0), (99, 1), (99, None)]
    assert booth.frames_of(99)[0] == pytest.approx(WORD_FRAMES, abs=1)


def test_a_muted_reading_passes_at_its_pace_without_a_sound() -> None:
    loud, mute = Booth(), Booth()
    mute.player.mute_reading(True)
    for booth in (loud, mute):
        booth.player.add(booth.item(noise_clip(3)))
    assert any(loud.play_out())
    assert not any(mute.play_out())
    assert mute.boundaries == loud.boundaries


def test_an_announcement_is_heard_over_a_muted_reading() -> None:
    booth = Booth()
    aside = noise_clip(2, seed=7)
    booth.player.mute_reading(True)
    booth.player.add(booth.item(noise_clip(3)))
    booth.advance(STEP)
    booth.player.interject(booth.item(aside, utterance_id=99))
    assert trimmed(booth.play_out()) == samples(aside.pcm)
    booth.player.mute_reading(False)
    booth.player.add(booth.item(noise_clip(1), utterance_id=2))
    assert any(booth.play_out())


def test_between_two_mute_sentences_the_programs_own_words_are_heard() -> None:
    booth = Booth()
    own = noise_clip(2, seed=7)
    booth.player.mute_reading(True)
    booth.player.add(booth.item(noise_clip(3)))
    said = booth.item(own, utterance_id=2)
    said.is_interface = True
    booth.player.add(said)
    booth.player.add(booth.item(noise_clip(3), utterance_id=3))
    assert trimmed(booth.play_out()) == samples(own.pcm)


def test_turning_the_guide_mute_cuts_none_of_the_programs_own_words() -> None:
    booth = Booth()
    own = noise_clip(3, seed=7)
    said = booth.item(own)
    said.is_interface = True
    booth.player.add(said)
    heard = booth.advance(WORD_FRAMES)
    booth.player.mute_reading(True)
    heard.extend(booth.play_out())
    # A change joins what was taken ahead to the same sound made anew, within the rounding.
    pairs = zip(trimmed(heard), samples(own.pcm), strict=True)
    assert all(abs(one - other) <= 1 for one, other in pairs)


@pytest.mark.parametrize("pitch", [0.88, 1.12])
def test_another_pitch_is_another_height_and_takes_the_same_time(pitch: float) -> None:
    heard = {}
    for each in (1.0, pitch):
        booth = Booth()
        item = booth.item(hum_clip(8))
        item.pitch = each
        booth.player.add(item)
        sound = booth.play_out()
        crossings = sum(a < 0 <= b for a, b in itertools.pairwise(sound))
        heard[each] = crossings, booth.frames_of()[-1]
        assert booth.words()[-1] == (1, None)
    assert heard[pitch][0] / heard[1.0][0] == pytest.approx(pitch, rel=0.05)
    assert heard[pitch][1] == pytest.approx(heard[1.0][1], rel=0.02)
