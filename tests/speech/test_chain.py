from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from allvoice.playback.clip import Clip
from allvoice.speech.engines.silent import VOICE_ID, SilentEngine
from allvoice.speech.host.chain import EngineChain
from allvoice.speech.model import EngineError, SynthesisCancelled, Synthesizer, Voice


class Fails(SilentEngine):
    """An engine that loads but cannot say one word."""

    def __init__(self, name: str, word: str) -> None:
        self.name = name
        self._word = word
        self.closed = False

    def voices(self) -> Sequence[Voice]:
        return (Voice("a", "A", "en", self.name, 150.0), Voice("b", "B", "en", self.name, 160.0))

    def synthesize(
        self, words: Sequence[str], voice_id: str, cancelled: Callable[[], bool]
    ) -> Clip:
        if self._word in words:
            raise EngineError(f"The {self.name} voice failed.")
        return super().synthesize(words, VOICE_ID, cancelled)

    def close(self) -> None:
        self.closed = True


def chain(names: Sequence[str], notices: list[str], *, broken: Sequence[str] = ()) -> EngineChain:
    def create(name: str) -> Synthesizer:
        if name in broken:
            raise EngineError(f"The {name} voice cannot be loaded.")
        return Fails(name, f"not-{name}")

    return EngineChain(names, create, notices.append)


def test_the_first_engine_speaks_and_the_others_are_not_loaded() -> None:
    notices: list[str] = []
    engines = chain(["natural", "espeak"], notices)
    clip, voice = engines.render(["hello"], "", lambda: False)
    assert (voice.engine, voice.id, len(clip.marks)) == ("natural", "a", 1)
    assert notices == []


def test_the_next_engine_steps_in_for_one_that_cannot_be_loaded_and_that_is_said() -> None:
    notices: list[str] = []
    engines = chain(["natural", "espeak"], notices, broken=["natural"])
    assert engines.load().name == "espeak"
    assert notices == ["The natural voice cannot be loaded. The espeak voice reads instead."]


def test_one_sentence_the_engine_cannot_say_is_said_by_the_next() -> None:
    notices: list[str] = []
    engines = chain(["natural", "espeak"], notices)
    _, voice = engines.render(["not-natural"], "", lambda: False)
    assert voice.engine == "espeak"
    assert notices == ["The natural voice failed. The espeak voice said it instead."]
    _, voice = engines.render(["hello"], "", lambda: False)
    assert voice.engine == "natural"
    engines.render(["not-natural"], "", lambda: False)
    assert len(notices) == 1


def test_when_none_can_the_error_says_why() -> None:
    engines = chain(["natural", "espeak"], [], broken=["natural", "espeak"])
    with pytest.raises(EngineError, match="espeak voice cannot be loaded"):
        engines.load()
    one = chain(["natural"], [])
    with pytest.raises(EngineError, match="natural voice failed"):
        one.render(["not-natural"], "", lambda: False)


def test_a_voice_is_found_by_id_and_an_unknown_one_means_the_best() -> None:
    engines = chain(["espeak"], [])
    assert engines.voice("b").own_rate_wpm == 160.0
    assert engines.voice("nobody").id == "a"


def test_nobody_wants_it_any_more_is_no_failure() -> None:
    notices: list[str] = []
    engines = chain(["natural", "espeak"], notices)
    with pytest.raises(SynthesisCancelled):
        engines.render(["hello"], "", lambda: True)
    assert notices == []


def test_closing_lets_every_engine_go() -> None:
    engines = chain(["natural"], [])
    loaded = engines.load()
    assert isinstance(loaded, Fails)
    engines.close()
    assert loaded.closed
    assert engines.engine is None
