from __future__ import annotations

import importlib.util
import subprocess
import sys

import pytest

from allvoice.speech.engines import catalogue
from allvoice.speech.model import EngineError


def test_the_natural_voice_comes_first_and_silence_last() -> None:
    assert catalogue.ENGINE_NAMES == ("natural", "espeak", "system", "silent")


@pytest.mark.parametrize("name", catalogue.ENGINE_NAMES)
def test_an_engine_never_stands_in_for_itself_and_silence_for_none(name: str) -> None:
    others = catalogue.fallbacks(name)
    assert name not in others
    assert "silent" not in others
    assert set(others) <= set(catalogue.ENGINE_NAMES)


def test_every_voice_but_silence_has_a_stand_in() -> None:
    assert catalogue.fallbacks("natural") == ("espeak", "system")
    assert catalogue.fallbacks("espeak") == ("system",)
    assert catalogue.fallbacks("system") == ("espeak",)
    assert catalogue.fallbacks("silent") == ()


@pytest.mark.parametrize("ask", [catalogue.create, catalogue.fallbacks, catalogue.check])
def test_an_unknown_engine_is_answered_with_the_known_ones(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(EngineError, match="natural, espeak, system, silent"):
        ask("robot")


@pytest.mark.parametrize("name", catalogue.ENGINE_NAMES)
def test_an_installed_engine_has_nothing_against_it(name: str) -> None:
    assert catalogue.check(name) is None


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    assert catalogue.check("espeak") == (
        "The espeak engine needs espeakng-loader and pyttsx3, which are missing. "
        f"Install it: {sys.executable} -m pip install espeakng-loader pyttsx3"
    )
    assert "hibari-tts" in (catalogue.check("natural") or "")
    assert catalogue.check("silent") is None


def test_a_version_names_the_package_that_speaks() -> None:
    assert "hibari-tts 0." in catalogue.version("natural")
    assert "espeakng-loader" in catalogue.version("espeak")
    assert len({catalogue.version(name) for name in catalogue.ENGINE_NAMES}) == 4


def test_looking_at_what_is_there_loads_no_engine() -> None:
    script = (
        "import sys; from allvoice.speech.engines import catalogue as c\n"
        "from allvoice.speech.host import cache\n"
        "[(c.check(n), c.version(n), c.fallbacks(n)) for n in c.ENGINE_NAMES]\n"
        "c.create('silent')\n"
        "heavy = {'numpy', 'onnxruntime', 'hibari', 'pyttsx3', 'espeakng_loader', 'miniaudio'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=30
    )
    assert done.stdout.strip() == "[]"
