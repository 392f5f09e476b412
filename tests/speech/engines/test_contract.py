"""What every engine promises, whichever speaks."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator
from dataclasses import replace

import pytest

from allvoice.playback.clip import Clip
from allvoice.playback.loudness import TARGET_LUFS, integrated_lufs, peak_dbfs
from allvoice.speech.engines.calibration import Calibrations
from allvoice.speech.engines.registry import ENGINE_NAMES
from allvoice.speech.engines.silence import LEAD_S, QUIET, TRAIL_S
from allvoice.speech.model import EngineError, SynthesisCancelled
from tests.playback.player_harness import RATE_HZ, PlayerHarness
from tests.speech.engine_host import EngineHost

SENTENCE = ("Call", "the", "hospital", "at", "once", "if", "there", "is", "a", "fever.")
LONG_TEXT = (
    "When the blood counts are low your child is more likely to catch an infection, and because "
    "the body cannot answer as it used to, the only sign may be a temperature that rises slowly "
    "over the evening, so keep a thermometer beside the bed, write down each reading with its "
    "time, and call the number on your card whenever you are not sure."
)
LONG = tuple(LONG_TEXT.split())
ODD = {
    "phonemes": ("Say", "[[h@l'oU]]", "please"),
    "markup": ("Say", '<break time="10s"/>', "please"),
    "open markup": ("Say", "<voice", 'name="x">', "please"),
    "an entity": ("Say", "&amp;", "please"),
    "a command of macOS": ("Say", "[[slnc 10000]]", "please"),
    "an emoji": ("Say", "\N{GRINNING FACE}", "please"),
    "control characters": ("Say", "\x01", "\x00", "\x1b[31m", "please"),
    "half a character": ("Say", "\ud83d", "please"),
    "only signs": ("Say", "—", "...", ",", "please"),
    "empty words": ("", "Say", "", "", "please", ""),
    "abbreviations": ("Ask", "Dr.", "Smith", "e.g.", "A.", "B.", "or", "C.", "at", "St.", "Jude."),
    "medicine": ("pegaspargase", "2,500", "IU/m²", "38.0", "°C", "t(9;22)", "BCR::ABL1", "6-MP"),
}


@pytest.fixture(scope="module", params=ENGINE_NAMES)
def host(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[EngineHost]:
    found = EngineHost(request.param, tmp_path_factory.mktemp(request.param))
    yield found
    found.close()


def assert_whole(clip: Clip, words: tuple[str, ...]) -> None:
    assert len(clip.marks) == len(words)
    assert list(clip.marks) == sorted(clip.marks)
    assert all(0 <= mark <= clip.frames for mark in clip.marks)
    assert len(clip.pcm) % 2 == 0


def loudest(clip: Clip) -> int:
    return max(map(abs, array("h", clip.pcm)), default=0)


def test_every_voice_speaks_and_says_who_it_is(host: EngineHost) -> None:
    assert host.voices
    assert len({voice.id for voice in host.voices}) == len(host.voices)
    for voice in host.voices:
        assert voice.engine == host.name
        assert voice.name
        assert 100 < voice.own_rate_wpm < 250
        clip = host.say(SENTENCE, voice.id)
        assert_whole(clip, SENTENCE)


def test_each_word_has_its_mark_within_the_clip(host: EngineHost) -> None:
    clip = host.say(SENTENCE)
    assert clip.rate_hz == 24_000
    assert 1.5 < clip.duration_s < 10
    assert_whole(clip, SENTENCE)
    assert len(set(clip.marks)) == len(SENTENCE)


def test_a_long_sentence_is_rendered_to_its_end(host: EngineHost) -> None:
    clip = host.say(LONG)
    assert_whole(clip, LONG)
    assert 10 < clip.duration_s < 60
    assert clip.marks[-1] > 0.9 * clip.frames


def test_the_same_words_last_the_same_time(host: EngineHost) -> None:
    # espeak's pitch wavers on from one sentence to the next and takes some samples with it.
    lengths = [host.say(SENTENCE).duration_s for _ in range(10)]
    assert max(lengths) - min(lengths) < 0.03


def test_speech_begins_and_ends_with_the_clip(host: EngineHost) -> None:
    if host.name == "silent":
        assert loudest(host.say(SENTENCE)) == 0
        return
    clip = host.say(SENTENCE)
    samples = [abs(sample) for sample in array("h", clip.pcm)]
    slack = 0.002
    lead = next(n for n, sample in enumerate(samples) if sample >= QUIET)
    trail = next(n for n, sample in enumerate(reversed(samples)) if sample >= QUIET)
    assert lead / clip.rate_hz <= LEAD_S + slack
    assert trail / clip.rate_hz <= TRAIL_S + slack
    assert loudest(clip) > 3000


def test_every_voice_is_played_as_loud_as_all_others(host: EngineHost) -> None:
    calibrations = Calibrations()
    for voice in host.voices:
        harness = PlayerHarness()
        gain_db = calibrations.gain_db(voice)
        clips = [replace(host.say(words, voice.id), gain_db=gain_db) for words in (SENTENCE, LONG)]
        harness.player.add(harness.utterance(*clips, gap_s=0.5))
        heard = harness.play_out().tobytes()
        if host.name == "silent":
            assert peak_dbfs(heard) == -math.inf
            continue
        assert integrated_lufs(heard, RATE_HZ) == pytest.approx(TARGET_LUFS, abs=1.0)
        assert peak_dbfs(heard) <= -3.0
        assert voice.is_calibrated


@pytest.mark.parametrize("words", [(), ("",), ("", " ", "")])
def test_nothing_to_say_is_silence(host: EngineHost, words: tuple[str, ...]) -> None:
    clip = host.say(words)
    assert_whole(clip, words)
    assert loudest(clip) == 0
    assert clip.duration_s < 1


@pytest.mark.parametrize("kind", ODD)
def test_odd_text_is_spoken_and_never_obeyed(host: EngineHost, kind: str) -> None:
    words = ODD[kind]
    clip = host.say(words)
    assert_whole(clip, words)
    ordinary = host.say(("Say", "please")).duration_s
    # Of a voice that renders 180 words a minute.
    longest = (0.2 * sum(map(len, words)) + 1.5) * 180 / host.voices[0].own_rate_wpm
    assert clip.duration_s < longest, "a command for a pause was obeyed"
    if words[0] in ("Say", ""):
        assert clip.duration_s > 0.6 * ordinary


def test_the_sentence_after_an_odd_one_is_heard_as_ever(host: EngineHost) -> None:
    before = host.say(SENTENCE).duration_s
    for words in ODD.values():
        host.say(words)
    assert abs(host.say(SENTENCE).duration_s - before) < 0.03


def test_what_nobody_wants_to_hear_is_given_up(host: EngineHost) -> None:
    with pytest.raises(SynthesisCancelled):
        host.say(LONG, asked_before_cancel=0)
    assert_whole(host.say(SENTENCE), SENTENCE)


def test_a_voice_that_is_not_there_is_refused_in_a_sentence(host: EngineHost) -> None:
    with pytest.raises(EngineError, match=r"has no voice 'nobody'\."):
        host.say(SENTENCE, "nobody")


def test_none_of_a_hundred_sentences_is_lost(host: EngineHost) -> None:
    spoken = [host.say(("Number", str(n), "of", "a", "hundred.")) for n in range(100)]
    assert all(clip.duration_s > 0.7 for clip in spoken)
    if host.name != "silent":
        assert all(loudest(clip) > 3000 for clip in spoken)


def test_nothing_is_printed_where_a_screen_is_drawn(host: EngineHost) -> None:
    host.say(SENTENCE)
    assert host.printed == ""


def test_two_ways_into_one_c_library_never_meet(host: EngineHost) -> None:
    other = {"espeak": "system", "system": "espeak"}.get(host.name)
    if other is None:
        assert host.error_of_loading("silent") is None
        return
    before = host.say(SENTENCE).duration_s
    error = host.error_of_loading(other)
    assert "already open in another way" in str(error)
    assert abs(host.say(SENTENCE).duration_s - before) < 0.03
