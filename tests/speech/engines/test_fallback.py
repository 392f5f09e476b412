from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from allvoice.playback.clip import Clip
from allvoice.speech.engines.fallback import EngineFallback
from allvoice.speech.engines.silent import VOICE_ID, SilentEngine
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


def engines(
    notices: list[str], *, stand_in: str = "", broken: Sequence[str] = ()
) -> tuple[EngineFallback, list[str]]:
    """Return the natural engine, and the names of what is created."""
    created: list[str] = []

    def create(name: str) -> Synthesizer:
        created.append(name)
        if name in broken:
            raise EngineError(f"The {name} voice cannot be loaded.")
        return Fails(name, f"not-{name}")

    return EngineFallback("natural", create, notices.append, stand_in), created


def test_the_engine_speaks_and_its_stand_in_is_not_loaded() -> None:
    notices: list[str] = []
    made, created = engines(notices, stand_in="espeak")
    clip, voice = made.render(["hello"], "", lambda: False)
    assert (voice.engine, voice.id, len(clip.marks)) == ("natural", "a", 1)
    assert (notices, created) == ([], ["natural"])


def test_where_the_engine_cannot_be_loaded_no_other_is_tried() -> None:
    notices: list[str] = []
    made, created = engines(notices, stand_in="espeak", broken=["natural"])
    with pytest.raises(EngineError, match="natural voice cannot be loaded"):
        made.load()
    assert (notices, created) == ([], ["natural"])


def test_a_clause_the_engine_cannot_say_is_said_by_its_stand_in_and_that_is_told_once() -> None:
    notices: list[str] = []
    made, _ = engines(notices, stand_in="espeak")
    _, voice = made.render(["not-natural"], "", lambda: False)
    assert voice.engine == "espeak"
    assert notices == ["The natural voice failed. The espeak voice said it instead."]
    _, voice = made.render(["hello"], "", lambda: False)
    assert voice.engine == "natural"
    made.render(["not-natural"], "", lambda: False)
    assert len(notices) == 1


@pytest.mark.parametrize(("stand_in", "broken"), [("", []), ("espeak", ["espeak"])])
def test_where_neither_can_the_clause_fails_and_the_next_one_is_said(
    stand_in: str, broken: list[str]
) -> None:
    notices: list[str] = []
    made, created = engines(notices, stand_in=stand_in, broken=broken)
    for _ in range(2):
        with pytest.raises(EngineError):
            made.render(["not-natural"], "", lambda: False)
    assert made.render(["hello"], "", lambda: False)[1].engine == "natural"
    assert notices == []
    # What cannot be loaded is not tried at every such clause: the listener would wait each time.
    assert created == ["natural", *broken]


def test_a_clause_that_the_stand_in_cannot_say_either_fails() -> None:
    made, _ = engines([], stand_in="espeak")
    with pytest.raises(EngineError, match="espeak voice failed"):
        made.render(["not-natural", "not-espeak"], "", lambda: False)


def test_a_voice_is_found_by_id_and_an_unknown_one_means_the_best() -> None:
    made, _ = engines([])
    assert made.voice("b").own_rate_wpm == 160.0
    assert made.voice("nobody").id == "a"


def test_nobody_wants_it_any_more_is_no_failure() -> None:
    notices: list[str] = []
    made, _ = engines(notices, stand_in="espeak")
    with pytest.raises(SynthesisCancelled):
        made.render(["hello"], "", lambda: True)
    assert notices == []


def test_closing_lets_both_engines_go() -> None:
    made, _ = engines([], stand_in="espeak")
    made.render(["not-natural"], "", lambda: False)
    loaded = made.load()
    assert isinstance(loaded, Fails)
    made.close()
    assert loaded.closed
    assert made.engine is None
