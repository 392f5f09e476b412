"""What is measured once of a voice, its rate and its loudness, and kept.

The voices that come with the packages are measured already. Others are found on the listener's
computer: they say a few ordinary sentences to nobody, and the figures are kept beside the cache,
where nothing is lost if they are.
"""

from __future__ import annotations

import json
import math
import os
import tempfile
from array import array
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from allvoice.own_files import read_own
from allvoice.playback.clip import Clip
from allvoice.playback.loudness import TARGET_LUFS, LoudnessMeter
from allvoice.speech.engines import versions
from allvoice.speech.model import SynthesisCancelled, Voice

SENTENCES = (
    "The doctor will ask about fever, bruises and how your child has been sleeping.",
    "Most children go home after the first few days, and come back for a short visit each week.",
    "Write down any question as it comes to you, so that nothing is forgotten.",
    "Call the hospital at once if the temperature is higher than thirty-eight degrees.",
)
_PAUSE_S = 0.5
"""After each sentence."""
_PAUSE_RATE_WPM = 150
"""The rate at which the pause has that length."""
_METERED_S = 0.25
"""Of sound in one step: two milliseconds of work."""
RATES_WPM = (60.0, 400.0)
LOUDNESSES_LUFS = (-60.0, 0.0)
"""Figures outside of these were not measured of a voice."""
_FILE = "calibration.json"
_LARGEST_FILE_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was measured of a voice."""

    own_rate_wpm: float
    loudness_lufs: float


def measuring(
    render: Callable[[Sequence[str]], Clip],
) -> Generator[None, None, Calibration | None]:
    """Measure a voice in small steps; what the generator returns is the outcome.

    Args:
        render: renders words; where it raises `SynthesisCancelled` it is asked again in the next
            step.

    Returns:
        None where the voice made no sound that could be measured.
    """
    words, speech_s = 0, 0.0
    meter: LoudnessMeter | None = None
    for sentence in map(str.split, SENTENCES):
        while True:
            try:
                clip = render(sentence)
                break
            except SynthesisCancelled:
                yield
        yield
        words += len(sentence)
        speech_s += clip.duration_s
        meter = meter or LoudnessMeter(clip.rate_hz)
        samples = array("h", clip.pcm)
        step = int(clip.rate_hz * _METERED_S)
        for at in range(0, len(samples), step):
            meter.add(samples[at : at + step])
            yield
    loudness_lufs = meter.integrated_lufs() if meter is not None else None
    if loudness_lufs is None or speech_s <= 0:
        return None
    pauses_s = _PAUSE_S * len(SENTENCES)
    rate_wpm = (words * 60 - pauses_s * _PAUSE_RATE_WPM) / speech_s
    return _usable(round(rate_wpm, 1), round(loudness_lufs, 1))


def measured(render: Callable[[Sequence[str]], Clip]) -> Calibration | None:
    """Measure a voice at once; the same as `measuring`."""
    steps = measuring(render)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: Calibration | None = end.value
            return found


class Calibrations:
    """What was measured on this computer, by engine, its version, and voice.

    Nothing here ever fails towards the listener: a damaged file or a folder that cannot be written
    mean that a voice is measured again. Any number of threads and processes may use one folder.
    """

    def __init__(
        self, folder: Path | None = None, version: Callable[[str], str] = versions.version
    ) -> None:
        """Touch nothing yet.

        Args:
            folder: where the figures are kept; None for memory only.
            version: of an engine; what was measured of another version does not count.
        """
        self._path = folder / _FILE if folder is not None else None
        self._version = version
        self._known: dict[str, Calibration] | None = None

    def get(self, engine: str, voice_id: str) -> Calibration | None:
        """Return what was measured of a voice, None where it was not."""
        if self._known is None:
            self._known = self._read()
        return self._known.get(self._key(engine, voice_id))

    def put(self, engine: str, voice_id: str, calibration: Calibration) -> None:
        """Keep what was measured of a voice, if that is possible."""
        # Another process may have measured other voices meanwhile.
        self._known = {**(self._known or {}), **self._read()}
        self._known[self._key(engine, voice_id)] = calibration
        with suppress(OSError):
            self._write(self._known)

    def gain_db(self, voice: Voice) -> float:
        """Return what makes a voice as loud as all others."""
        loudness_lufs = voice.loudness_lufs
        if not voice.is_calibrated and (found := self.get(voice.engine, voice.id)):
            loudness_lufs = found.loudness_lufs
        return TARGET_LUFS - loudness_lufs

    def lacks(self, voice: Voice) -> bool:
        """Return whether a voice is still to be measured."""
        return not voice.is_calibrated and self.get(voice.engine, voice.id) is None

    def _key(self, engine: str, voice_id: str) -> str:
        return json.dumps([engine, self._version(engine), voice_id])

    def _read(self) -> dict[str, Calibration]:
        if self._path is None:
            return {}
        try:
            data = json.loads(read_own(self._path, _LARGEST_FILE_BYTES))
        except (OSError, ValueError, RecursionError):
            return {}
        entries = data.items() if isinstance(data, dict) else ()
        found = {key: _decoded(value) for key, value in entries}
        return {key: value for key, value in found.items() if value is not None}

    def _write(self, known: dict[str, Calibration]) -> None:
        if self._path is None:
            return
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        data = json.dumps({key: asdict(value) for key, value in known.items()}, indent=1)
        # The cache tidies away what a crash leaves with this ending.
        descriptor, name = tempfile.mkstemp(suffix=".part", dir=self._path.parent)
        try:
            with open(descriptor, "w", encoding="utf-8") as file:
                file.write(data)
            os.replace(name, self._path)
        except BaseException:
            with suppress(OSError):
                os.unlink(name)
            raise


def _decoded(value: Any) -> Calibration | None:
    try:
        return _usable(float(value["own_rate_wpm"]), float(value["loudness_lufs"]))
    except (KeyError, TypeError, ValueError):
        return None


def _usable(rate_wpm: float, loudness_lufs: float) -> Calibration | None:
    """Return the figures as a calibration; None where no voice can be so."""
    whole = math.isfinite(rate_wpm) and math.isfinite(loudness_lufs)
    slowest, fastest = RATES_WPM
    softest, loudest = LOUDNESSES_LUFS
    if whole and slowest <= rate_wpm <= fastest and softest <= loudness_lufs <= loudest:
        return Calibration(rate_wpm, loudness_lufs)
    return None
