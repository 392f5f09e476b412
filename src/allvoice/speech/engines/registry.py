"""Which engines there are, how to make one, what steps in for it, and what it is called."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from allvoice.narration.lexicon import Lexicon, Pronounces
from allvoice.packages import how_to_install
from allvoice.speech.model import EngineError, Synthesizer, Voice

if TYPE_CHECKING:
    from allvoice.speech.engines.calibration import Calibrations

ENGINE_NAMES = ("natural", "espeak", "system", "silent")
"""Best first."""

_FALLBACKS: dict[str, tuple[str, ...]] = {
    "natural": ("espeak", "system"),
    "espeak": ("system",),
    "system": ("espeak",),
    "silent": (),
}
_STAND_INS = {"natural": "espeak"}
"""Engines that can live in one process beside another."""
_SPOKEN_NAMES = {"system": "computer's own"}
"""Where the name alone would not be understood."""
_MODULES: dict[str, dict[str, str]] = {
    "natural": {"hibari": "hibari-tts", "onnxruntime": "onnxruntime", "numpy": "numpy"},
    "espeak": {"pyttsx3": "pyttsx3", "espeakng_loader": "espeakng-loader"},
    "system": {"pyttsx3": "pyttsx3"},
    "silent": {},
}
_SYSTEM_MODULES: dict[str, dict[str, str]] = {
    "win32": {"comtypes": "comtypes", "pythoncom": "pywin32"},
    "darwin": {"objc": "pyobjc", "AppKit": "pyobjc"},
    "linux": {"espeakng_loader": "espeakng-loader"},
}


def create(
    name: str, lexicon: Pronounces | None = None, calibrations: Calibrations | None = None
) -> Synthesizer:
    """Load an engine.

    Args:
        name: one of `ENGINE_NAMES`.
        lexicon: how particular words are said; the computer's own voices say them their own way.
        calibrations: what was measured of the computer's own voices before.

    Raises:
        EngineError: there is no such engine, or it cannot be loaded here.
    """
    makers: dict[str, Callable[[], Synthesizer]] = {
        "natural": lambda: _natural(lexicon or Lexicon()),
        "espeak": lambda: _espeak(lexicon or Lexicon()),
        "system": lambda: _system(calibrations),
        "silent": _silent,
    }
    return makers[_known(name)]()


def fallbacks(name: str) -> tuple[str, ...]:
    """Return the engines to try in turn where `name` cannot speak, each in a process of its own.

    On Linux espeak and system use one C library in two ways: where one has been loaded, the other
    says so in an `EngineError`.
    """
    return _FALLBACKS[_known(name)]


def takes_sounds(name: str) -> bool:
    """Return whether an engine can be told the sounds of words; the computer's own voices cannot.

    Args:
        name: of an engine; empty for one that is still being loaded.
    """
    return name != "system"


def stand_in(name: str) -> str:
    """Return the engine that can say in one process with `name` what that cannot; or nothing."""
    return _STAND_INS.get(name, "")


def spoken_name(name: str) -> str:
    """Return what an engine is called towards the listener."""
    return _SPOKEN_NAMES.get(name, name)


def check(name: str) -> str | None:
    """Return in one sentence why an engine cannot work here, None where nothing speaks against it.

    Nothing is loaded: only whether the packages are installed is looked at.
    """
    from importlib.util import find_spec

    modules = dict(_MODULES[_known(name)])
    if name == "system":
        modules |= _SYSTEM_MODULES.get(sys.platform, {})

    def is_missing(module: str) -> bool:
        try:
            return find_spec(module) is None
        except (ImportError, ValueError):
            return True

    missing = sorted({package for module, package in modules.items() if is_missing(module)})
    if not missing:
        return None
    return (
        f"The {name} engine needs {' and '.join(missing)}, which "
        f"{'is' if len(missing) == 1 else 'are'} missing. {how_to_install(*missing)}"
    )


def known_voices(name: str) -> tuple[Voice, ...]:
    """Return an engine's voices without loading it; none where only the computer knows them."""
    match _known(name):
        case "natural":
            from allvoice.speech.engines import natural

            return (natural.VOICE,)
        case "espeak":
            from allvoice.speech.engines import espeak

            return espeak.known_voices()
        case "silent":
            return tuple(_silent().voices())
    return ()


def known_voice(name: str, voice_id: str) -> Voice | None:
    """Return the voice an id means, the best one for an empty id; None where it is not known."""
    voices = known_voices(name)
    return next((each for each in voices if each.id == (voice_id or voices[0].id)), None)


def _known(name: str) -> str:
    if name not in ENGINE_NAMES:
        raise EngineError(f"There is no engine {name!r}. Choose one of {', '.join(ENGINE_NAMES)}.")
    return name


def _natural(lexicon: Pronounces) -> Synthesizer:
    from allvoice.speech.engines.natural import NaturalEngine

    return NaturalEngine(lexicon)


def _espeak(lexicon: Pronounces) -> Synthesizer:
    from allvoice.speech.engines.espeak import EspeakEngine

    return EspeakEngine(lexicon)


def _system(calibrations: Calibrations | None) -> Synthesizer:
    from allvoice.speech.engines.system import SystemEngine

    return SystemEngine(calibrations=calibrations)


def _silent() -> Synthesizer:
    from allvoice.speech.engines.silent import SilentEngine

    return SilentEngine()
