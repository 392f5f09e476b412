"""Whoever writes speech without a player asks the same functions, and it comes out the same."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from allvoice.playback.clip import Clip
from allvoice.playback.earcons import earcon
from allvoice.playback.pace import SLICE_S, is_careful_at, pause_frames, speed
from allvoice.playback.stretch import Stretcher
from tests.playback.player_harness import RATE_HZ, STEP, PlayerHarness, hum_clip, samples

GAP_S = 0.18
NO_WORDS: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Text:
    """One utterance as an engine renders it: a clip a clause, and a pause at its end."""

    clips: Sequence[Clip]
    pause_after_s: float
    is_stretched: bool = True
    careful_words: frozenset[int] = NO_WORDS


TEXTS = [
    Text([earcon("start", RATE_HZ)], 0.05, is_stretched=False),
    Text([hum_clip(5), hum_clip(3)], 0.5, careful_words=frozenset({1, 6})),
    Text([hum_clip(1)], 0.0),
    Text([hum_clip(4)], 1.2),
]


def written(texts: Sequence[Text], rate_wpm: int, own_rate_wpm: float) -> array[int]:
    """Return the sound of texts, made slice by slice without a queue and without a player."""
    sound = array("h")
    for text in texts:
        first_word = 0
        for number, clip in enumerate(text.clips):
            stretcher = Stretcher(RATE_HZ, 1.0)
            step = int(RATE_HZ * SLICE_S)
            for start in range(0, clip.frames, step):
                stretcher.set_speed(
                    speed(
                        rate_wpm,
                        own_rate_wpm,
                        is_stretched=text.is_stretched,
                        is_careful=is_careful_at(start, clip.marks, first_word, text.careful_words),
                    )
                )
                stretcher.write(samples(clip.pcm)[start : start + step])
            stretcher.finish()
            sound.extend(stretcher.read(stretcher.available_frames))
            first_word += len(clip.marks)
            pause_s = text.pause_after_s if number == len(text.clips) - 1 else GAP_S
            silent = pause_frames(pause_s, rate_wpm, RATE_HZ, is_stretched=text.is_stretched)
            sound.extend(array("h", bytes(2 * silent)))
    return sound


@pytest.mark.usefixtures("_both_kinds_of_sink")
@pytest.mark.parametrize("own_rate_wpm", [150.0, 178.0])
@pytest.mark.parametrize("rate_wpm", [40, 80, 150, 233, 450])
def test_what_is_written_without_a_player_is_what_the_player_plays(
    rate_wpm: int, own_rate_wpm: float
) -> None:
    harness = PlayerHarness(rate_wpm)
    for number, text in enumerate(TEXTS):
        utterance = harness.utterance(
            *text.clips[:-1],
            gap_s=GAP_S,
            utterance_id=number,
            pause_after_s=text.pause_after_s,
            is_stretched=text.is_stretched,
            own_rate_wpm=own_rate_wpm,
            slow_words=text.careful_words,
            complete=False,
        )
        first_word = sum(len(clip.marks) for clip in text.clips[:-1])
        harness.player.add_clip(utterance, first_word, text.clips[-1], 0.0, last=True)
        harness.player.add(utterance)

    heard = harness.play_out()
    made = written(TEXTS, rate_wpm, own_rate_wpm)

    assert heard[: len(made)] == made
    assert len(heard) - len(made) < 2 * STEP, "the pauses are as long, the last one too"
    assert not any(heard[len(made) :])
