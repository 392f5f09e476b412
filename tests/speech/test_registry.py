from __future__ import annotations

import importlib.util
import subprocess
import sys

import pytest

from allvoice.speech.engines import registry
from allvoice.speech.engines.versions import version
from allvoice.speech.model import EngineError


def test_the_natural_voice_comes_first_and_silence_last() -> None:
    assert registry.ENGINE_NAMES == ("natural", "espeak", "system", "silent")


@pytest.mark.parametrize("name", registry.ENGINE_NAMES)
def test_an_engine_never_stands_in_for_itself_and_silence_for_none(name: str) -> None:
    others = registry.fallbacks(name)
    assert name not in others
    assert "silent" not in others
    assert set(others) <= set(registry.ENGINE_NAMES)


def test_every_voice_but_silence_has_a_stand_in() -> None:
    assert registry.fallbacks("natural") == ("espeak", "system")
    assert registry.fallbacks("espeak") == ("system",)
    assert registry.fallbacks("system") == ("espeak",)
    assert registry.fallbacks("silent") == ()


def test_what_lives_beside_another_is_one_of_those_that_step_in_for_it() -> None:
    for name in registry.ENGINE_NAMES:
        assert registry.stand_in(name) in ("", *registry.fallbacks(name))
    assert registry.stand_in("natural") == "espeak"
    # One library, which a process opens in one way only.
    assert not registry.stand_in("espeak")
    assert not registry.stand_in("system")


@pytest.mark.parametrize("ask", [registry.create, registry.fallbacks, registry.check])
def test_an_unknown_engine_is_answered_with_the_known_ones(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(EngineError, match="natural, espeak, system, silent"):
        ask("robot")


@pytest.mark.parametrize("name", registry.ENGINE_NAMES)
def test_an_installed_engine_has_nothing_against_it(name: str) -> None:
    assert registry.check(name) is None


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    assert registry.check("espeak") == (
        "The espeak engine needs espeakng-loader and pyttsx3, which are missing. "
        f"Install it: {sys.executable} -m pip install espeakng-loader pyttsx3"
    )
    assert "hibari-tts" in (registry.check("natural") or "")
    assert registry.check("silent") is None


def test_a_version_names_the_package_that_speaks() -> None:
    assert "hibari-tts 0." in version("natural")
    assert "espeakng-loader" in version("espeak")
    assert len({version(name) for name in registry.ENGINE_NAMES}) == 4


def test_looking_at_what_is_there_loads_no_engine() -> None:
    script = (
        "import sys; from allvoice.speech.engines import registry as c, versions as v\n"
        "from allvoice.speech.host import cache\n"
        "[(c.check(n), v.version(n), c.fallbacks(n)) for n in c.ENGINE_NAMES]\n"
        "c.create('silent')\n"
        "heavy = {'numpy', 'onnxruntime', 'hibari', 'pyttsx3', 'espeakng_loader', 'miniaudio'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=30
    )
    assert done.stdout.strip() == "[]"
