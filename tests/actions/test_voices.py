"""Every voice of all that can speak is among the options, and is chosen while listening."""

from __future__ import annotations

import pytest

from allvoice.actions.model import Services
from allvoice.actions.options import voices
from allvoice.shelf.store.shelf import Shelf
from allvoice.speech.engines.registry import known_voices
from allvoice.speech.protocol import Ready, SetEngine
from tests.actions.harness import ByKeys, settings_of

HEART = Ready("natural", "heart", (("heart", "Heart"),))
ESPEAK = [(each.id, each.name) for each in known_voices("espeak")]


@pytest.fixture(autouse=True)
def everything_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voices, "check", lambda engine: None)


@pytest.fixture
def written() -> list[tuple[str, object]]:
    return []


@pytest.fixture
def made(shelf: Shelf, written: list[tuple[str, object]]) -> ByKeys:
    made = ByKeys(shelf, settings_of(), write=lambda name, value: written.append((name, value)))
    made.reading.handle(HEART)
    return made


def number_of(made: ByKeys, words: str) -> int:
    items = made.items("options")
    return next(n for n, item in enumerate(items, 1) if item.startswith(f"{words}: "))


def test_the_voices_of_all_engines_are_gone_through_in_turn_and_round(made: ByKeys) -> None:
    number = number_of(made, "Voice")
    shown = [made.model.item(number - 1).text]
    told = []
    for _ in range(len(ESPEAK) + 2):
        told += made.change(number, 1)
        shown.append(made.model.item(number - 1).text)
    names = [f"{name}, espeak" for _, name in ESPEAK]
    assert shown == ["Heart, natural", *names, "this computer's own", "Heart, natural"]
    # Of a change the value alone is said.
    assert told == shown[1:]


def test_a_voice_of_another_engine_brings_that_engine_and_both_are_kept(
    made: ByKeys, written: list[tuple[str, object]]
) -> None:
    number = number_of(made, "Voice")
    assert made.change(number, 1) == ["American, espeak"]
    assert made.reading.voice.engines == [SetEngine("espeak", "en-us")]
    assert made.reading.store.voices == [("espeak", "en-us")]
    assert written == [("engine", "espeak")]
    made.reading.handle(Ready("espeak", "en-us", tuple(ESPEAK)))
    # From now on it is a matter of the engine that speaks.
    assert made.change(number, 1) == ["Voice: American woman."]
    assert made.reading.voice.voice_id == "en-us-woman"


def test_what_speaks_is_gone_through_and_silence_is_not_offered(
    made: ByKeys, written: list[tuple[str, object]]
) -> None:
    number = number_of(made, "What speaks")
    told = [made.change(number, 1)[0] for _ in range(3)]
    assert told == ["espeak", "this computer's own", "natural"]
    assert made.change(number, -1) == ["this computer's own"]
    assert [value for _, value in written] == ["espeak", "system", "natural", "system"]


def test_each_engine_has_the_voice_that_was_chosen_for_it(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(voices={"espeak": "en-gb"}))
    made.reading.handle(HEART)
    made.change(number_of(made, "What speaks"), 1)
    assert made.reading.voice.engines == [SetEngine("espeak", "en-gb")]
    assert "Voice: British, espeak" in made.items("options")


def test_what_cannot_speak_here_is_told_in_the_same_breath_and_its_voices_are_not_offered(
    made: ByKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    why = "The system engine needs pyttsx3, which is missing."
    monkeypatch.setattr(voices, "check", lambda engine: why if engine == "system" else None)
    assert made.change(number_of(made, "What speaks"), -1) == [f"this computer's own. {why}"]
    made.change(number_of(made, "What speaks"), 1)
    assert made.change(number_of(made, "Voice"), -1) == [f"{ESPEAK[-1][1]}, espeak"]


def test_in_a_sound_file_another_engine_speaks_from_the_next_start(
    shelf: Shelf, written: list[tuple[str, object]]
) -> None:
    made = ByKeys(
        shelf,
        settings_of(),
        write=lambda name, value: written.append((name, value)),
        services=Services(changes_engine=False),
    )
    made.reading.handle(HEART)
    number = number_of(made, "What speaks")
    assert made.change(number, 1) == ["espeak, from the next start"]
    assert made.reading.voice.engines == []
    assert written == [("engine", "espeak")]


def test_before_the_voice_is_there_the_engine_of_the_settings_is_named(shelf: Shelf) -> None:
    made = ByKeys(shelf, settings_of(engine="espeak"))
    items = made.items("options")
    assert "What speaks: espeak" in items
    assert "Voice: American, espeak" in items
