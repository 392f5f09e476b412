"""The worker: what is asked of it while an engine waits until a test lets it go on."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from allvoice.speech.engines.silent import VOICE_ID, SilentEngine
from allvoice.speech.model import EngineError, Synthesizer, Voice
from allvoice.speech.protocol import (
    Boundary,
    CancelAnnouncement,
    Flush,
    NoVoice,
    Pause,
    Ping,
    Pong,
    Prepare,
    Ready,
    Rendering,
    Resume,
    Say,
    SetGuideAudible,
    SetPauseFactor,
    SetRate,
    SetVoice,
    Sound,
    UtteranceEnded,
    UtteranceFailed,
)
from tests.boundaries import word_of
from tests.speech.worker_harness import LIMIT_S, RATE_HZ, VOICE, GatedEngine, say, worker_harness


def test_what_is_said_is_heard_word_by_word_to_its_end() -> None:
    with worker_harness() as s:
        s.worker.obey(say("call the care team"))
        assert s.hear(1) == [0, 1, 2, 3, None]
        assert s.woken > 0


def test_the_voices_are_told_once_the_engine_is_loaded() -> None:
    with worker_harness() as s:
        assert s.wait_for(Ready) == Ready("espeak", "a", (("a", "A"), ("b", "B")), 80)


def test_a_long_sentence_sounds_before_its_last_clause_is_rendered() -> None:
    with worker_harness() as s:
        s.engine.open = False
        s.worker.obey(say("take it, then rest", cuts=(0, 2)))
        assert s.engine.started.get(timeout=LIMIT_S) == ("take", "it,")
        s.engine.gate.release()
        assert s.engine.started.get(timeout=LIMIT_S) == ("then", "rest")
        s.sink.advance(RATE_HZ // 10)
        assert [word_of(b) for b in s.heard][:1] == [0]
        s.engine.gate.release()
        assert s.hear(1) == [0, 1, 2, 3, None]


def test_a_flush_gives_up_what_is_being_rendered() -> None:
    with worker_harness() as s:
        s.engine.open = False
        s.worker.obey(say("old words"))
        s.engine.started.get(timeout=LIMIT_S)
        s.worker.obey(Flush(1))
        assert s.engine.cancelled()
        s.worker.obey(say("fresh words", 2, 1))
        s.engine.gate.release()
        s.engine.open = True
        s.engine.gate.release()
        assert s.hear(2) == [0, 1, None]
        assert all(b.generation == 1 for b in s.heard)
        assert [words for _, words in s.engine.rendered] == [("fresh", "words")]


def test_what_comes_late_of_an_older_generation_is_not_said() -> None:
    with worker_harness() as s:
        s.worker.obey(Flush(3))
        s.worker.obey(say("too late", 1, 2))
        s.worker.obey(Sound(2, 2, "edge"))
        assert not s.player.active


def test_silence_alone_is_as_long_as_was_asked_for_and_reported_like_a_sound() -> None:
    with worker_harness() as s:
        s.worker.obey(SetPauseFactor(2.0))
        s.worker.obey(Sound(0, 1, "", 5.0))
        s.worker.obey(Sound(0, 2, "edge"))
        heard = s.hear(1)
        assert heard == [None]
        assert s.player.quiet_s == pytest.approx(5.0, abs=0.1)
        s.worker.obey(Flush(1))
        assert not s.player.active


def test_longer_pauses_hold_for_what_is_said_and_no_voice_goes_slower_than_it_is_clear() -> None:
    lengths = []
    for rate_wpm, factor in ((80, 1.0), (40, 1.0), (80, 1.3)):
        with worker_harness() as s:
            s.worker.obey(SetRate(rate_wpm))
            s.worker.obey(SetPauseFactor(factor))
            s.worker.obey(replace(say("call the care team"), pause_after_s=0.5))
            s.hear(1)
            lengths.append(s.player.quiet_s)
    assert lengths[1] == pytest.approx(lengths[0], abs=0.05)
    assert lengths[2] == pytest.approx(1.3 * lengths[0], rel=0.1)


def test_what_was_rendered_before_is_heard_without_the_engine() -> None:
    with worker_harness() as s:
        s.worker.obey(say("once more"))
        s.hear(1)
        rendered = len(s.engine.rendered)
        s.engine.open = False
        s.worker.obey(say("once more", 2))
        assert s.hear(2) == [0, 1, None]
        assert len(s.engine.rendered) == rendered


def test_yesterdays_sentence_starts_before_the_engine_is_loaded() -> None:
    loading = threading.Event()

    def slow(name: str) -> Synthesizer:
        assert loading.wait(LIMIT_S)
        return GatedEngine()

    with worker_harness(loads=slow) as s:
        clip = SilentEngine().synthesize(["good", "night"], VOICE_ID, lambda: False)
        s.clips.put("espeak", "a", ("good", "night"), clip)
        s.worker.obey(say("good night"))
        assert s.hear(1) == [0, 1, None]
        loading.set()


def test_what_is_only_prepared_is_silent_and_then_starts_at_once() -> None:
    with worker_harness() as s:
        s.worker.obey(Prepare(((("next", "place"), (0,)),)))
        assert s.engine.started.get(timeout=LIMIT_S) == ("next", "place")
        assert not s.player.active
        s.wait_for(Ready)
        s.worker.obey(say("to be sure the first is done"))
        s.hear(1)
        s.engine.open = False
        s.worker.obey(say("next place", 2))
        assert s.hear(2) == [0, 1, None]


def test_preparing_gives_way_to_what_is_wanted_now() -> None:
    with worker_harness() as s:
        s.wait_for(Ready)
        s.engine.open = False
        s.worker.obey(Prepare(((("maybe", "later"), (0,)),)))
        assert s.engine.started.get(timeout=LIMIT_S) == ("maybe", "later")
        s.worker.obey(say("now"))
        assert s.engine.cancelled()
        s.engine.gate.release()
        assert s.engine.started.get(timeout=LIMIT_S) == ("now",)
        s.engine.open = True
        s.engine.gate.release()
        assert s.hear(1) == [0, None]


def test_preparing_gives_way_to_an_announcement_and_is_done_after_it() -> None:
    with worker_harness() as s:
        s.wait_for(Ready)
        s.engine.open = False
        s.worker.obey(Prepare(((("maybe", "later"), (0,)),)))
        assert s.engine.started.get(timeout=LIMIT_S) == ("maybe", "later")
        assert not s.engine.cancelled()
        s.worker.obey(replace(say("bookmark set", 9), is_announcement=True))
        assert s.engine.cancelled()
        s.engine.open = True
        s.engine.gate.release()
        assert s.engine.started.get(timeout=LIMIT_S) == ("bookmark", "set")
        assert s.hear(9) == [0, 1, None]
        assert s.engine.started.get(timeout=LIMIT_S) == ("maybe", "later")
        while len(s.engine.rendered) < 2:
            s.wait_for(Rendering)
        assert [words for _, words in s.engine.rendered] == [
            ("bookmark", "set"),
            ("maybe", "later"),
        ]


def test_a_flush_forgets_an_announcement_that_waits_for_the_engine() -> None:
    with worker_harness() as s:
        s.wait_for(Ready)
        s.engine.open = False
        s.worker.obey(say("being rendered"))
        assert s.engine.started.get(timeout=LIMIT_S) == ("being", "rendered")
        s.worker.obey(replace(say("old news", 9), is_announcement=True))
        s.worker.obey(Flush(1))
        s.worker.obey(say("fresh words", 2, 1))
        s.engine.open = True
        s.engine.gate.release()
        # The engine is not even asked for what nobody wants to hear any more.
        assert s.engine.started.get(timeout=LIMIT_S) == ("fresh", "words")
        assert s.hear(2) == [0, 1, None]
        assert [words for _, words in s.engine.rendered] == [("fresh", "words")]


def test_a_newer_announcement_takes_the_place_of_one_that_waits_for_the_engine() -> None:
    with worker_harness() as s:
        s.wait_for(Ready)
        s.engine.open = False
        s.worker.obey(say("being rendered"))
        assert s.engine.started.get(timeout=LIMIT_S) == ("being", "rendered")
        s.worker.obey(replace(say("first news", 8), is_announcement=True))
        s.worker.obey(replace(say("newer news", 9), is_announcement=True))
        s.engine.open = True
        s.engine.gate.release()
        assert s.engine.started.get(timeout=LIMIT_S) == ("newer", "news")
        assert s.hear(9) == [0, 1, None]


def test_speech_can_begin_at_a_word_in_a_later_clause() -> None:
    with worker_harness() as s:
        s.worker.obey(Say(0, 1, ("one", "two,", "three", "four"), (0, 2), 0.0, 3))
        assert s.hear(1) == [3, None]
        assert [words for _, words in s.engine.rendered] == [("three", "four")]


def test_a_sentence_that_cannot_be_said_is_reported_and_passed() -> None:
    with worker_harness() as s:
        s.worker.obey(say("unspeakable"))
        s.worker.obey(say("spoken", 2))
        assert s.wait_for(UtteranceFailed) == UtteranceFailed(0, 1)
        assert s.hear(2) == [0, None]


def test_pause_is_silent_and_resume_goes_on() -> None:
    with worker_harness() as s:
        s.worker.obey(say("a rather long sentence to hold"))
        s.wait_for(Ready)
        s.sink.advance(2_400)
        s.worker.obey(Pause())
        assert not s.player.active
        before = len(s.heard)
        s.sink.advance(RATE_HZ)
        assert len(s.heard) == before
        s.worker.obey(Resume())
        assert s.hear(1) == [0, 1, 2, 3, 4, 5, None]


def test_another_voice_speaks_what_is_queued_after_it() -> None:
    with worker_harness() as s:
        s.worker.obey(say("first"))
        s.hear(1)
        s.worker.obey(SetVoice("b"))
        s.worker.obey(say("second", 2))
        s.hear(2)
        assert s.engine.rendered == [("a", ("first",)), ("b", ("second",))]


def test_an_announcement_is_heard_over_the_reading_and_the_reading_goes_on() -> None:
    with worker_harness() as s:
        s.worker.obey(say("the guide is being read"))
        while not s.heard:
            s.sink.advance(240)
            s.rendering.wait(0.001)
        s.worker.obey(Say(0, 2, ("bookmark", "set"), is_announcement=True))
        assert s.hear(2) == [0, 1, None]
        words = s.hear(1)
        assert words[-1] is None
        assert {0, 1, 2, 3, 4} <= set(words)


def test_a_short_sound_needs_no_engine() -> None:
    with worker_harness() as s:
        s.worker.obey(Sound(0, 5, "section-end"))
        assert s.hear(5) == [None]
        assert any(s.sink.recorded)


def test_a_ping_tells_how_long_the_engine_has_been_at_it() -> None:
    now = [100.0]
    with worker_harness(clock=lambda: now[0]) as s:
        s.wait_for(Ready)
        s.worker.obey(Ping(1))
        assert s.wait_for(Pong) == Pong(1, 0.0)
        s.engine.open = False
        s.worker.obey(say("stuck"))
        s.engine.started.get(timeout=LIMIT_S)
        now[0] = 107.5
        s.worker.obey(Ping(2))
        assert s.wait_for(Pong) == Pong(2, 7.5)
        s.engine.open = True
        s.engine.gate.release()
        s.hear(1)


def test_with_no_engine_at_all_that_is_said() -> None:
    def broken(name: str) -> Synthesizer:
        raise EngineError("The espeak voice cannot be loaded.")

    with worker_harness(loads=broken) as s:
        assert s.wait_for(NoVoice) == NoVoice("The espeak voice cannot be loaded.")


@pytest.mark.parametrize("known", [VOICE, None])
@pytest.mark.parametrize("is_loaded", [True, False])
def test_the_pace_of_the_voice_is_known_before_its_first_sound(
    known: Voice | None, is_loaded: bool
) -> None:
    asked = threading.Event()

    def loads(_name: str) -> Synthesizer:
        assert is_loaded or asked.wait(LIMIT_S)
        return GatedEngine()

    with worker_harness(known=known, loads=loads) as s:
        if is_loaded:
            s.wait_for(Ready)
        s.worker.obey(SetVoice("b"))
        s.worker.obey(say("at its own pace"))
        asked.set()
        s.hear(1)
        clip = s.clips.get("espeak", "b", ("at", "its", "own", "pace"))
        assert clip is not None
        first = next(n for n, b in enumerate(s.heard) if word_of(b) == 0)
        assert first == 0
        # Voice b is twice as fast of its own, so it is stretched to twice its length.
        played = s.sink.frames_played
        assert played >= clip.frames * 1.8


def test_a_clause_that_another_engine_says_leaves_the_pace_of_the_others_as_it_is() -> None:
    engines: dict[str, Synthesizer] = {"espeak": GatedEngine(), "silent": SilentEngine()}
    with worker_harness(loads=engines.__getitem__, stand_in="silent") as s:
        s.wait_for(Ready)
        s.worker.obey(SetVoice("b"))
        s.worker.obey(say("unspeakable a good many other words come after it", cuts=(0, 1)))
        s.hear(1)
        words = ("a", "good", "many", "other", "words", "come", "after", "it")
        clip = s.clips.get("espeak", "b", words)
        assert clip is not None
        assert s.sink.frames_played >= clip.frames * 1.8


def test_events_carry_what_the_sink_played() -> None:
    with worker_harness() as s:
        s.worker.obey(say("one two"))
        s.hear(1)
        assert s.heard == [Boundary(0, 1, 0), Boundary(0, 1, 1), UtteranceEnded(0, 1)]


def test_an_announcement_can_be_cut_while_it_is_being_rendered() -> None:
    with worker_harness() as s:
        s.wait_for(Ready)
        s.engine.open = False
        s.worker.obey(replace(say("a long story", 9), is_announcement=True))
        s.engine.started.get(timeout=LIMIT_S)
        s.worker.obey(CancelAnnouncement())
        assert not s.player.active
        s.engine.open = True
        s.engine.gate.release()
        s.worker.obey(say("on with it"))
        assert s.hear(1) == [0, 1, 2, None]
        assert 9 not in {b.utterance_id for b in s.heard}


def test_a_short_sound_comes_before_its_announcement() -> None:
    with worker_harness() as s:
        s.worker.obey(replace(say("bookmark set", 9), is_announcement=True, earcon="bookmark"))
        assert s.hear(9) == [0, 1, None]
        assert [b.utterance_id for b in s.heard] == [0, 9, 9, 9]


def test_a_short_sound_over_the_reading_needs_no_engine_and_takes_the_place_of_words() -> None:
    with worker_harness() as s:
        s.wait_for(Ready)
        s.worker.obey(replace(say("a long story", 8), is_announcement=True))
        s.worker.obey(Sound(0, 9, "edge", is_announcement=True))
        assert s.hear(9) == [None]
        assert not s.player.active


def test_the_interface_voice_has_its_own_pitch_from_the_same_sound() -> None:
    with worker_harness() as s:
        s.worker.obey(say("the same words"))
        s.hear(1)
        rendered = len(s.engine.rendered)
        s.worker.obey(replace(say("the same words", 2), is_announcement=True, pitch=0.88))
        assert s.hear(2) == [0, 1, 2, None]
        assert len(s.engine.rendered) == rendered


def test_a_guide_passed_in_silence_is_reported_as_if_it_were_heard() -> None:
    with worker_harness() as s:
        s.worker.obey(SetGuideAudible(False))
        s.worker.obey(say("read in silence"))
        assert s.hear(1) == [0, 1, 2, None]
