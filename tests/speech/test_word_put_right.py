"""A word put right is said so by the voice that is speaking; what was rendered else is kept."""

from __future__ import annotations

import queue
from collections.abc import Sequence
from pathlib import Path

import pytest

from allvoice.narration.lexicon import Entry, Lexicon, LexiconInUse
from allvoice.playback.clip import Clip
from allvoice.speech.client.client import VoiceClient
from allvoice.speech.engines.espeak import marked_up
from allvoice.speech.engines.fallback import EngineFallback
from allvoice.speech.engines.registry import check
from allvoice.speech.host.cache import ClipCache
from allvoice.speech.protocol import (
    Configure,
    Event,
    Flush,
    Say,
    SetLexicon,
    UtteranceEnded,
    decode,
    encode,
)
from allvoice.speech.render import ClauseRenderer, clauses_of
from tests.speech.worker_harness import VOICE, GatedEngine

LIMIT_S = 40.0
BEFORE, AFTER = Entry("zelmab", ipa="zɛlˈmæb"), Entry("zelmab", ipa="ˈzɛlmæb")
WORD, OTHERS = ("Give", "zelmab."), ("Drink", "water.")


def test_how_a_word_is_said_crosses_the_pipe_whole() -> None:
    told = SetLexicon(
        ("a.toml",), (("zelmab", "ˈzɛl.mæb", "ZEL-mab", False), ("CBC", "", "", True))
    )
    assert decode(encode(told)) == told


def test_the_engine_that_is_loaded_says_the_sounds_that_hold_now() -> None:
    in_use = LexiconInUse(Lexicon([BEFORE]))
    first, _ = marked_up(WORD, in_use)
    in_use.now = Lexicon([BEFORE, AFTER])
    second, _ = marked_up(WORD, in_use)
    assert "[[zEl'mab]]" in first
    assert "[['zElmab]]" in second


def test_only_clips_with_the_word_are_rendered_again(tmp_path: Path) -> None:
    in_use = LexiconInUse(Lexicon([BEFORE]))
    clips = ClipCache(tmp_path, version=lambda _engine: "1", lexicon=in_use)
    clip = Clip(bytes(400), 24_000, (0, 100))
    for words in (WORD, OTHERS):
        clips.put("espeak", "a", words, clip)
    in_use.now = Lexicon([BEFORE, AFTER])
    assert clips.get("espeak", "a", WORD) is None
    assert clips.get("espeak", "a", OTHERS) == clip
    in_use.now = Lexicon([BEFORE])
    assert clips.get("espeak", "a", WORD) == clip


def test_a_clip_that_was_being_rendered_when_the_word_changed_is_not_kept() -> None:
    in_use = LexiconInUse(Lexicon([BEFORE]))
    clips = ClipCache(None, lexicon=in_use)

    class Changing(GatedEngine):
        """The listener puts the word right while it renders."""

        def synthesize(self, words: Sequence[str], voice_id: str, cancelled: object) -> Clip:
            in_use.now = Lexicon([AFTER])
            return super().synthesize(words, voice_id, lambda: False)

    renderer = ClauseRenderer(EngineFallback("espeak", lambda name: Changing(), print, ""), clips)
    (clause,) = clauses_of(WORD, (0,))
    renderer.rendered(clause, VOICE, lambda: False)
    for lexicon in (Lexicon([BEFORE]), Lexicon([AFTER])):
        in_use.now = lexicon
        assert clips.get("espeak", "a", WORD) is None


def test_the_voice_process_says_the_next_utterance_with_the_sounds_put_right(
    tmp_path: Path,
) -> None:
    if why := check("espeak"):
        pytest.skip(why)
    lexicon = tmp_path / "lexicon.toml"
    lexicon.write_text('[[term]]\nterm = "zelmab"\nipa = "zɛlˈmæb"\n', encoding="utf-8")
    folder = tmp_path / "clips"
    events: queue.Queue[Event] = queue.Queue()
    configuration = Configure(
        "espeak",
        sink="null",
        rate_wpm=450,
        cache_folder=str(folder),
        lexicon_files=(str(lexicon),),
    )
    client = VoiceClient(configuration)
    client.add_observer(events.put)

    def heard(utterance_id: int, words: Sequence[str]) -> dict[str, bytes]:
        """Let words be said to their end; return the clips that are kept then."""
        client.send(Flush(utterance_id))
        client.send(Say(utterance_id, utterance_id, tuple(words)))
        while True:
            event = events.get(timeout=LIMIT_S)
            if isinstance(event, UtteranceEnded) and event.utterance_id == utterance_id:
                return {each.name: each.read_bytes() for each in folder.glob("*.clip")}

    try:
        pid = client.pid
        heard(1, OTHERS)
        before = heard(2, WORD)
        client.send(SetLexicon((str(lexicon),), (("zelmab", "ˈzuːmɑːb", "ZOO-mahb", False),)))
        after = heard(3, WORD)
        again = heard(4, OTHERS)
        assert len(before) == 2
        assert len(after) == 3
        (name,) = after.keys() - before.keys()
        assert after[name] not in before.values()
        assert again == after
        assert client.pid == pid
    finally:
        client.close()
