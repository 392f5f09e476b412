from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator

import pytest

from allvoice.playback.clip import Clip
from allvoice.speech.engines.espeak import EspeakEngine
from allvoice.speech.engines.silence import QUIET
from allvoice.speech.model import EngineError, SynthesisCancelled
from tests.speech.engine_host import EngineHost


@pytest.fixture(scope="module")
def espeak(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EngineHost]:
    found = EngineHost("espeak", tmp_path_factory.mktemp("espeak"))
    yield found
    found.close()


def loudness(clip: Clip, start_s: float, end_s: float) -> int:
    samples = array("h", clip.pcm)
    return max(map(abs, samples[int(start_s * clip.rate_hz) : int(end_s * clip.rate_hz)]))


def test_a_mark_stands_where_its_word_begins_to_sound(espeak: EngineHost) -> None:
    words = ("Pegaspargase,", "fever,", "bruises,", "methotrexate,", "now,", "vomiting.")
    for voice in espeak.voices:
        clip = espeak.say(words, voice.id)
        for mark in clip.marks[1:]:
            at_s = mark / clip.rate_hz
            # Some voices echo into the pause, quietly.
            assert loudness(clip, at_s - 0.02, at_s - 0.002) < 5 * QUIET
            assert loudness(clip, at_s, at_s + 0.01) >= QUIET
            assert loudness(clip, at_s, at_s + 0.12) > 15 * QUIET


def test_a_word_after_a_long_one_is_marked_after_it(espeak: EngineHost) -> None:
    short = espeak.say(("Give", "it", "now.")).marks
    long = espeak.say(("Give", "hydroxydaunorubicin", "now.")).marks
    assert abs(short[1] - long[1]) < 0.1 * 24_000
    assert long[2] - long[1] > 0.9 * 24_000 > 5 * (short[2] - short[1]) / 2


def test_words_said_as_one_pair_still_take_turns(espeak: EngineHost) -> None:
    for words in (
        ("All", "of", "the", "blood", "came", "at", "once", "if", "so."),
        ("It", "has", "been", "out", "of", "the", "way", "in", "the", "end,", "such", "as"),
    ):
        clip = espeak.say(words)
        ends = (*clip.marks[1:], clip.frames)
        assert all(end - start > 240 for start, end in zip(clip.marks, ends, strict=True))


def test_a_word_whose_mark_is_lost_is_found_by_its_place(espeak: EngineHost) -> None:
    marks = espeak.say(("call", "Dr.", "Smith", "at", "home")).marks
    assert marks[1] + 0.2 * 24_000 < marks[2] < marks[3] - 0.2 * 24_000


def test_markup_is_read_out_letter_by_letter_instead_of_obeyed(espeak: EngineHost) -> None:
    said = espeak.say(("a", '<break time="10s"/>', "b")).duration_s
    left_out = espeak.say(("a", "b")).duration_s
    assert left_out + 1 < said < left_out + 5


def test_rendering_stops_half_way_when_nobody_listens(espeak: EngineHost) -> None:
    words = ("fever",) * 400
    for asked in (1, 2, 5):
        with pytest.raises(SynthesisCancelled):
            espeak.say(words, asked_before_cancel=asked)
    assert espeak.say(("fever",)).duration_s < 1


def test_american_english_comes_first(espeak: EngineHost) -> None:
    assert [voice.language for voice in espeak.voices][:1] == ["en-US"]
    assert {"en-us", "en-gb", "en-gb-scotland"} <= {voice.id for voice in espeak.voices}


def test_voices_sound_different(espeak: EngineHost) -> None:
    clips = {espeak.say(("Good", "morning."), voice.id).pcm for voice in espeak.voices}
    assert len(clips) == len(espeak.voices)


def test_a_missing_library_is_named_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "espeakng_loader", None)
    with pytest.raises(EngineError, match="needs the package espeakng-loader, which is missing"):
        EspeakEngine()
