"""The computer's own voices through pyttsx3, rendered to files.

pyttsx3 may return before a file is written, keeps the last file for what is said next, and changes
its rate where none is set (all measured): so each clause gets an engine of its own, the rate is
always set, and a clip is taken only from a file that holds what its header promises.

On Linux pyttsx3 opens the same C library as `EspeakEngine`: see `bindings`.
"""

from __future__ import annotations

import gc
import importlib
import os
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from allvoice.packages import why_not
from allvoice.playback.clip import Clip
from allvoice.playback.convert import at_rate
from allvoice.speech.engines import bindings
from allvoice.speech.engines.calibration import Calibration, Calibrations, measured
from allvoice.speech.engines.silence import estimated_marks, trimmed
from allvoice.speech.engines.sound_file import IncompleteSoundError, read_sound
from allvoice.speech.model import EngineError, SynthesisCancelled, Voice

RATE_HZ = 24_000
RATE_WPM = 175
"""A whole number: drivers ignore a fraction without a word."""
TIME_LIMIT_S = 20.0
"""For one clause; rendering takes a few hundredths of a second where it works."""
POLL_S = 0.01
FOLDER_PREFIX = "allvoice-speech-"
STALE_S = 24 * 3600.0
"""A folder this old is a crash's, even if its process number has been given out again."""
CALIBRATED_VOICES = 4
LINUX_VOICES = {
    "gmw/en": Calibration(181.5, -20.6),
    "gmw/en-029": Calibration(180.0, -20.0),
    "gmw/en-gb-scotland": Calibration(187.5, -20.1),
    "gmw/en-gb-x-gbclan": Calibration(181.5, -19.9),
    "gmw/en-gb-x-gbcwmd": Calibration(181.5, -20.2),
    "gmw/en-gb-x-rp": Calibration(182.7, -20.7),
    "gmw/en-shaw": Calibration(181.5, -20.6),
    "gmw/en-us": Calibration(178.8, -21.3),
    "gmw/en-us-nyc": Calibration(182.5, -21.0),
}
"""Paces measured over five chapters of the guide, those left out there as the first one's; loudness
over four sections (`python -m benchmarks.loudness`)."""
USUAL = Calibration(180.0, -20.6)
"""What a voice is taken for until it is measured."""
_NOT_REPORTING = ("sapi5",)
"""Drivers that write before they return and never say that they have finished."""
_MARKUP = re.compile(r"[\x00-\x1f\x7f-\x9f\[\]{}<>|`\\^_*\ud800-\udfff\ufffe\uffff]")
"""macOS obeys what stands in double brackets, Windows what stands in pointed ones."""
_HOW_TO_MEND = {
    "win32": "Install pyttsx3 again, with pywin32 and comtypes, and a voice in Windows' settings",
    "darwin": "Install pyttsx3 again, with pyobjc",
}


class SystemEngine:
    """SAPI5 on Windows, NSSpeechSynthesizer on macOS, stock espeak on Linux."""

    name = "system"

    def __init__(
        self, temporary: Path | None = None, calibrations: Calibrations | None = None
    ) -> None:
        """Start pyttsx3 once, to see what can speak.

        Args:
            temporary: where the folder of unfinished files is made; the system's by default.
            calibrations: what was measured of voices before; takes what is measured here.

        Raises:
            EngineError: pyttsx3 cannot start, or finds no voice.
        """
        self._folder: Path | None = None
        self._calibrations = calibrations or Calibrations()
        root = temporary or Path(tempfile.gettempdir())
        _remove_leftovers(root)
        try:
            self._bindings = bindings.load("threaded") if sys.platform == "linux" else None
            found, current = self._look()
        except EngineError:
            raise
        except ImportError as error:
            raise EngineError(why_not("The computer's own voice", error)) from error
        except Exception as error:  # each driver fails in its own way
            mend = _HOW_TO_MEND.get(sys.platform, "Install pyttsx3 and espeakng-loader again")
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise EngineError(
                f"The computer's own voices cannot be loaded: {reason}. {mend}."
            ) from error
        if not found:
            raise EngineError(
                "The computer has no voice of its own. Install one in the system's settings."
            )
        self._folder = Path(tempfile.mkdtemp(prefix=f"{FOLDER_PREFIX}{os.getpid()}-", dir=root))
        found.sort(key=lambda voice: voice.id != current)
        try:
            self._voices = tuple(self._calibrated(found))
        except BaseException:
            self.close()
            raise

    def _look(self) -> tuple[list[Voice], str]:
        """Return the voices, English ones where there are any, and which one is chosen."""
        engine = _fresh_engine()
        listed = engine.getProperty("voices") or []
        current = str(engine.getProperty("voice") or "")
        every = [
            Voice(
                str(each.id),
                str(each.name or each.id),
                _language(each.languages),
                self.name,
                USUAL.own_rate_wpm,
            )
            for each in listed
        ]
        english = [voice for voice in every if voice.language.lower().startswith("en")]
        return english or every, current

    def _calibrated(self, voices: list[Voice]) -> list[Voice]:
        """Return the voices with their rate and loudness.

        Both are known, else kept from another time, else measured; those of the later ones of many
        voices are the first one's until they are.
        """
        is_measured = (
            self._bindings and bindings.version(self._bindings) == bindings.MEASURED_VERSION
        )
        found: list[Voice] = []
        for index, voice in enumerate(voices):
            known = LINUX_VOICES.get(voice.id) if self._bindings else None
            is_calibrated = known is not None and bool(is_measured)
            if not is_calibrated:
                kept = self._calibrations.get(self.name, voice.id)
                if kept is None and index < CALIBRATED_VOICES and not self._bindings:
                    kept = measured(partial(self._render, voice_id=voice.id))
                    if kept is not None:
                        self._calibrations.put(self.name, voice.id, kept)
                known, is_calibrated = kept or known, kept is not None
            if known is None:
                first = found[0] if found else None
                known = Calibration(first.own_rate_wpm, first.loudness_lufs) if first else USUAL
            found.append(
                replace(
                    voice,
                    own_rate_wpm=known.own_rate_wpm,
                    loudness_lufs=known.loudness_lufs,
                    is_calibrated=is_calibrated,
                )
            )
        return found

    def voices(self) -> Sequence[Voice]:
        """Return the system's English voices, its chosen one first."""
        return self._voices

    def synthesize(
        self, words: Sequence[str], voice_id: str, cancelled: Callable[[], bool]
    ) -> Clip:
        """Render one clause; it cannot be given up half way, only before and after."""
        if all(voice.id != voice_id for voice in self._voices):
            raise EngineError(f"The computer has no voice {voice_id!r}.")
        if cancelled():
            raise SynthesisCancelled
        clip = self._render(words, voice_id)
        if cancelled():
            raise SynthesisCancelled
        return clip

    def _render(self, words: Sequence[str], voice_id: str) -> Clip:
        text = " ".join(_MARKUP.sub(" ", word) for word in words).strip()
        if not text:
            return Clip(b"", RATE_HZ, tuple(0 for _ in words))
        if self._folder is None:
            raise EngineError("The computer's own voices were closed.")
        # Whoever tidies temporary folders may have taken ours.
        self._folder.mkdir(parents=True, exist_ok=True)
        ending = ".aiff" if sys.platform == "darwin" else ".wav"
        path = self._folder / f"clause{ending}"
        must_sound = any(character.isalnum() for character in text)
        try:
            sound = self._spoken(text, voice_id, path, must_sound)
        except EngineError:
            gc.collect()  # an engine left in a cycle would reset the next one's callback later
            raise
        except Exception as error:  # each driver fails in its own way
            gc.collect()
            raise EngineError(f"The computer's own voice failed on a sentence: {error}.") from error
        finally:
            path.unlink(missing_ok=True)
        clip = at_rate(trimmed(sound), RATE_HZ)
        return Clip(clip.pcm, RATE_HZ, estimated_marks(tuple(words), clip.frames))

    def _spoken(self, text: str, voice_id: str, path: Path, must_sound: bool) -> Clip:
        deadline_s = time.monotonic() + TIME_LIMIT_S
        finished = threading.Event()
        engine = _fresh_engine()
        engine.connect("finished-utterance", lambda **_: finished.set())
        if self._bindings is not None:
            engine.connect("started-utterance", lambda **_: self._insist_on_rate())
        engine.setProperty("voice", voice_id)
        engine.setProperty("rate", RATE_WPM)
        engine.save_to_file(text, str(path))
        engine.runAndWait()
        if engine.driver_name not in _NOT_REPORTING and not finished.wait(TIME_LIMIT_S):
            raise EngineError("The computer's own voice did not finish a sentence in time.")
        if self._bindings is not None:
            # The report comes from inside a callback, which must be over before its engine goes.
            self._bindings.Synchronize()
        while True:
            try:
                sound = read_sound(path)
                if sound.frames or not must_sound:
                    return sound
                problem = "the file is empty"
            except IncompleteSoundError as error:
                problem = str(error)
            if time.monotonic() > deadline_s:
                raise EngineError(f"The computer's own voice wrote no sound: {problem}.")
            threading.Event().wait(POLL_S)

    def _insist_on_rate(self) -> None:
        """Set the rate again just before rendering.

        The espeak driver cancels what is in the library's queue before it renders, and in two
        clauses of a hundred the rate was still waiting there.
        """
        espeak: Any = self._bindings
        espeak.SetParameter(espeak.RATE, RATE_WPM, 0)

    def close(self) -> None:
        """Remove what was written."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def _fresh_engine() -> Any:
    from pyttsx3.engine import Engine

    engine = Engine()
    # The espeak driver prints each file's name, which would end up between the lines of a screen.
    driver: Any = importlib.import_module(f"pyttsx3.drivers.{engine.driver_name}")
    driver.print = lambda *_args, **_kwargs: None
    return engine


def _language(languages: Sequence[str | bytes] | None) -> str:
    first = languages[0] if languages else ""
    text = first.decode("utf-8", "ignore") if isinstance(first, bytes) else str(first)
    return text.strip("\x00\x02\x05 ").replace("_", "-") or "und"


def _remove_leftovers(root: Path) -> None:
    """Remove the folders of processes that ended without a word."""
    for folder in root.glob(f"{FOLDER_PREFIX}*-*"):
        try:
            pid = int(folder.name.removeprefix(FOLDER_PREFIX).split("-")[0])
            if not _alive(pid) or time.time() - folder.stat().st_mtime > STALE_S:
                shutil.rmtree(folder, ignore_errors=True)
        except (ValueError, OSError):
            continue


def _alive(pid: int) -> bool:
    if os.name == "nt":
        return True  # asking with signal 0 would end the process there
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
