"""Clips without a process and a player: the same ones as the voice process plays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allvoice.narration.model import Token, Utterance
from allvoice.playback.loudness import TARGET_LUFS
from allvoice.playback.player import Player, QueuedUtterance
from allvoice.speech.engines.fallback import EngineFallback
from allvoice.speech.engines.silent import VOICE_ID, SilentEngine
from allvoice.speech.host.cache import ClipCache
from allvoice.speech.model import EngineError, SynthesisCancelled, Synthesizer, Voice
from allvoice.speech.protocol import Say, UtteranceFailed
from allvoice.speech.render import CLAUSE_GAP_S, CUT_GAP_S, STOP_GAP_S, clauses_of, render
from tests.speech.worker_harness import VOICE, GatedEngine, worker_harness


def utterance(text: str, *cuts: int, pause_s: float = 0.0) -> Utterance:
    return Utterance(tuple(Token(word) for word in text.split()), (0, *cuts), pause_s)


def engines(engine: Synthesizer | None = None) -> EngineFallback:
    return EngineFallback("espeak", lambda name: engine or GatedEngine(), lambda text: None)


def test_an_utterance_is_cut_into_its_clauses_with_silence_where_it_has_a_comma() -> None:
    first, second, third = clauses_of(["Rest", "now,", "then", "drink", "a", "lot."], (0, 2, 4))
    assert [each.words for each in (first, second, third)] == [
        ("Rest", "now,"),
        ("then", "drink"),
        ("a", "lot."),
    ]
    assert [each.first_word for each in (first, second, third)] == [0, 2, 4]
    assert [each.gap_s for each in (first, second, third)] == [CLAUSE_GAP_S, CUT_GAP_S, 0.0]
    assert [each.is_last for each in (first, second, third)] == [False, False, True]


def test_between_two_sentences_of_one_utterance_there_is_a_real_stop() -> None:
    words = ["Welcome", "back.", "Ready?", "Go", "on."]
    first, second, third = clauses_of(words, (0, 2, 3))
    assert [each.gap_s for each in (first, second, third)] == [STOP_GAP_S, STOP_GAP_S, 0.0]
    assert STOP_GAP_S > CLAUSE_GAP_S


def test_a_clause_that_ends_before_the_word_wanted_is_not_among_them() -> None:
    words = ["one", "two", "three", "four"]
    assert [each.first_word for each in clauses_of(words, (0, 2), 1)] == [0, 2]
    assert [each.first_word for each in clauses_of(words, (0, 2), 2)] == [2]


def test_a_clause_to_be_left_out_keeps_its_place() -> None:
    first, second = clauses_of(["one", "two", "three", "four"], (0, 2), 2, (1,)), ()
    assert [each.is_left_out for each in (*first, *second)] == [True]
    assert [each.is_left_out for each in clauses_of(["one", "two"], (0, 1), 0, (0,))] == [
        True,
        False,
    ]


def test_clips_come_in_order_with_the_pause_after_each() -> None:
    said = [utterance("rest, now", 1, pause_s=0.4), utterance("then go on", pause_s=0.7)]
    rendered = list(render(engines(), said))
    assert [(each.utterance_index, each.clause.words, each.pause_s) for each in rendered] == [
        (0, ("rest,",), CLAUSE_GAP_S),
        (0, ("now",), 0.4),
        (1, ("then", "go", "on"), 0.7),
    ]
    for each in rendered:
        assert each.clip is not None
        assert len(each.clip.marks) == len(each.clause.words)
        assert each.voice.id == "a"


def test_each_clause_is_rendered_when_it_is_asked_for() -> None:
    engine = GatedEngine()
    clips = render(engines(engine), [utterance("one two", 1)], "b")
    assert engine.rendered == []
    next(clips)
    assert engine.rendered == [("b", ("one",))]


def test_what_cannot_be_rendered_ends_its_utterance_and_the_next_one_comes() -> None:
    said = [utterance("one unspeakable three", 1, 2, pause_s=0.5), utterance("two")]
    rendered = list(render(engines(), said))
    assert [(each.clause.words, each.clip is None) for each in rendered] == [
        (("one",), False),
        (("unspeakable",), True),
        (("two",), False),
    ]
    assert rendered[1].pause_s == 0.5


def test_what_was_rendered_before_is_taken_from_the_store_and_the_rest_goes_into_it() -> None:
    engine, clips = GatedEngine(), ClipCache(None)
    stored = SilentEngine().synthesize(["one"], VOICE_ID, lambda: False)
    clips.put("espeak", "a", ("one",), stored)
    first, second = render(engines(engine), [utterance("one two", 1)], clips=clips)
    assert first.clip is not None
    assert first.clip.pcm == stored.pcm
    assert engine.rendered == [("a", ("two",))]
    assert second.clip is not None
    assert clips.get("espeak", "a", ("two",)) is not None


def test_nobody_wants_it_any_more_and_no_engine_at_all_are_told_apart() -> None:
    with pytest.raises(SynthesisCancelled):
        list(render(engines(), [utterance("one")], cancelled=lambda: True))

    def broken(name: str) -> Synthesizer:
        raise EngineError("The espeak voice cannot be loaded.")

    with pytest.raises(EngineError, match="cannot be loaded"):
        list(render(EngineFallback("espeak", broken, lambda text: None), [utterance("one")]))


class KeepingPlayer(Player):
    """Keeps what it was asked to play."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.added: list[QueuedUtterance] = []

    def add(self, utterance: QueuedUtterance) -> None:
        self.added.append(utterance)
        super().add(utterance)


WORD = st.sampled_from(["rest,", "now", "drink;", "a", "lot.", "unspeakable"])


@st.composite
def utterances(draw: st.DrawFn) -> Utterance:
    words = draw(st.lists(WORD, min_size=1, max_size=7))
    cuts = draw(st.sets(st.integers(1, len(words)), max_size=3)) - {len(words)}
    return utterance(" ".join(words), *sorted(cuts), pause_s=draw(st.sampled_from([0.0, 0.3])))


@settings(max_examples=25, deadline=None)
@given(st.lists(utterances(), min_size=1, max_size=4))
def test_the_voice_process_plays_the_clips_and_the_silences_that_are_rendered_without_one(
    said: list[Utterance],
) -> None:
    with worker_harness(make_player=KeepingPlayer) as s:
        for number, each in enumerate(said, 1):
            s.worker.obey(Say(0, number, each.words, each.clause_starts, each.pause_after_s))
        lost = []
        for number, each in enumerate(said, 1):
            s.hear(number)
            if "unspeakable" in each.words:
                failed = s.wait_for(UtteranceFailed)
                assert isinstance(failed, UtteranceFailed)
                lost.append(failed.utterance_id)
        player = s.player
        assert isinstance(player, KeepingPlayer)
        played = [
            (index, first_word, clip, gap_s)
            for index, each in enumerate(player.added)
            for first_word, clip, gap_s in each.clips
        ]
        pauses = [each.pause_after_s for each in player.added]
    rendered = list(render(engines(), said))
    assert played == [
        (each.utterance_index, each.clause.first_word, each.clip, each.clause.gap_s)
        for each in rendered
        if each.clip is not None
    ]
    assert lost == [each.utterance_index + 1 for each in rendered if each.clip is None]
    ends = [each for each in rendered if each.clause.is_last or each.clip is None]
    assert [each.pause_s for each in ends] == pauses


class SoftEngine(GatedEngine):
    def voices(self) -> Sequence[Voice]:
        return (replace(VOICE, loudness_lufs=TARGET_LUFS - 6.0),)


def test_a_soft_voice_is_as_loud_as_all_others() -> None:
    for clips in (None, ClipCache(None)):
        for _ in range(2):
            (each,) = render(engines(SoftEngine()), [utterance("one")], clips=clips)
            assert each.clip is not None
            assert each.clip.gain_db == pytest.approx(6.0)
