"""Holes inside words while the computer has other work, at the start and after a killed voice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import wave
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import numpy as np
import psutil
from numpy.typing import NDArray
from tests.e2e.ear import RATE_HZ, Ear, Pcm
from tests.e2e.holes import PART_FRAMES, SURELY, holes, where
from tests.e2e.terminal import PROGRAM

from allvoice.guide.load import load_guide
from allvoice.paths import bundled_guide
from benchmarks.measure import Row

HOGS = (0, 2, 6)
FILE_LIMIT_S = 300.0
SOUND_LIMIT_S = 30.0
SENTENCES = 30
SENTENCE_PAUSE_S = 0.25
UNALIKE = 4
"""After a killed voice the rest of the sentence is said, and that the voice was started again. A
hole in what is passed over is not seen: so it is told how much that was."""
EDGE_FRAMES = RATE_HZ // 20
"""A server may take the very first milliseconds back from the recorder, not from the ear."""
STEP_FRAMES = RATE_HZ // 100
PLACE_FRAMES = 2 * RATE_HZ
"""So long a piece is as loud, step by step, at one place only."""


def rows(ear: Ear, folder: Path, engine: str, duration_s: float) -> list[Row]:
    """Return the rows of one engine."""
    guide = folder / "holes.md"
    guide.write_text(_text(duration_s), encoding="utf-8")
    meant = _meant(folder, guide, engine)
    found = []
    for hogs in HOGS:
        with _hogs(hogs):
            heard = _heard(ear, folder / f"holes-{engine}-{hogs}", guide, engine, duration_s)
        found.append(
            _row(f"drop-outs in {duration_s:g} s beside {hogs} hogs", heard, meant, engine)
        )
    heard = _heard(ear, folder / f"holes-{engine}-0", guide, engine, 10.0)
    found.append(_row("drop-outs in the first 10 s, from the cache", heard, meant, engine))
    short = folder / "short.md"
    short.write_text(_short_sentences(), encoding="utf-8")
    meant = _meant(folder, short, engine)
    heard, passed = _after_a_kill(ear, folder / f"killed-{engine}", short, engine, meant)
    what = f"drop-outs in 10 s after a killed voice, {passed} pieces of speech passed over"
    found.append(_row(what, heard, meant, engine))
    return found


def _row(what: str, heard: Pcm, meant: Pcm, engine: str) -> Row:
    heard = heard[EDGE_FRAMES:]
    try:
        broken = holes(heard, meant[_place(heard[:PLACE_FRAMES], meant) :])
    except AssertionError as error:
        return Row(f"{what}, {engine}", f"not measured: {error}", "0", met=False)
    lost_ms = sum(broken) * 1000 / RATE_HZ
    return Row(f"{what}, {engine}", f"{len(broken)} ({lost_ms:.0f} ms)", "0", not broken)


def _place(part: Pcm, whole: Pcm) -> int:
    """Return the frame at which one sound is found in another.

    The first waves tell it, whatever breaks off after them. Where they are other waves, as those of
    espeak are in each process, it is where both are as loud step by step; a long hole hides that.

    Raises:
        AssertionError: there is no such place.
    """
    with suppress(AssertionError):
        return where(part[:PART_FRAMES], whole)
    sought = _loudness(part)
    sought -= sought.mean()
    places = np.lib.stride_tricks.sliding_window_view(_loudness(whole), len(sought))
    places = places - places.mean(axis=1, keepdims=True)
    sizes = np.linalg.norm(places, axis=1) * np.linalg.norm(sought)
    likeness = places @ sought / np.maximum(sizes, 1.0)
    best = int(np.argmax(likeness))
    assert likeness[best] > SURELY, "what is heard is not what was meant"
    return best * STEP_FRAMES


def _loudness(sound: Pcm) -> NDArray[np.float64]:
    """Return the root mean square of each step."""
    steps = sound[: len(sound) // STEP_FRAMES * STEP_FRAMES].astype(np.float64)
    squares: NDArray[np.float64] = (steps.reshape(-1, STEP_FRAMES) ** 2).mean(axis=1)
    return np.sqrt(squares)


def _short_sentences() -> str:
    """Return sentences of the guide that last a second or two, one in a paragraph."""
    guide = load_guide(bundled_guide())
    texts = {text for block in guide.blocks for text in [block.text] if 4 <= len(text.split()) <= 8}
    return "\n\n".join(["# Holes", *sorted(texts)[:SENTENCES]]) + "\n"


def _text(duration_s: float) -> str:
    """Return paragraphs of the guide that last a little longer than some time."""
    guide = load_guide(bundled_guide())
    found, words = ["# Holes"], 0
    for block in guide.blocks:
        if words > duration_s * 3.5:
            break
        if len(block.text.split()) > 12:
            found.append(block.text)
            words += len(block.text.split())
    return "\n\n".join(found) + "\n"


def _command(data: Path, guide: Path, engine: str) -> list[str]:
    return [PROGRAM, "read", str(guide), "--engine", engine, "--data-dir", str(data)]


def _meant(folder: Path, guide: Path, engine: str) -> Pcm:
    file = folder / f"holes-{engine}.wav"
    command = [*_command(folder / f"holes-{engine}", guide, engine), "--sink", str(file)]
    subprocess.run(command, check=True, timeout=FILE_LIMIT_S, stdout=subprocess.DEVNULL)
    with wave.open(str(file)) as opened:
        return np.frombuffer(opened.readframes(opened.getnframes()), np.int16)


def _heard(ear: Ear, data: Path, guide: Path, engine: str, duration_s: float) -> Pcm:
    with _reading(ear, data, guide, engine) as (_, first):
        end = first + round(duration_s * RATE_HZ)
        ear.wait_for_frame(end, duration_s * 2 + SOUND_LIMIT_S)
        return ear.heard(first, end)


def _after_a_kill(ear: Ear, data: Path, guide: Path, engine: str, meant: Pcm) -> tuple[Pcm, int]:
    with _reading(ear, data, guide, engine) as (program, first):
        ear.wait_for_frame(first + 3 * RATE_HZ)
        voice = psutil.Process(program.pid).children()[0]
        killed = ear.now
        os.kill(voice.pid, signal.SIGKILL)
        silent = ear.wait_for_silence(killed, 0.1)
        again = ear.wait_for_sound(silent + RATE_HZ // 20)
        for passed in range(1, UNALIKE + 1):  # noqa: B007 - told afterwards
            again = ear.wait_for_sound(ear.wait_for_silence(again, SENTENCE_PAUSE_S))
            part = again + EDGE_FRAMES
            ear.wait_for_frame(part + PLACE_FRAMES)
            with suppress(AssertionError):
                _place(ear.heard(part, part + PLACE_FRAMES), meant)
                break
        ear.wait_for_frame(again + 10 * RATE_HZ)
        return ear.heard(again, again + 10 * RATE_HZ), passed


@contextmanager
def _reading(
    ear: Ear, data: Path, guide: Path, engine: str
) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    ear.wait_for_silence(ear.now, 0.3)
    start = ear.now
    environment = {**os.environ, **ear.server.environment}
    with subprocess.Popen(
        _command(data, guide, engine),
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as program:
        try:
            yield program, ear.wait_for_sound(start, SOUND_LIMIT_S)
        finally:
            program.kill()


@contextmanager
def _hogs(count: int) -> Iterator[None]:
    """Give the computer so many processes that never rest."""
    with ExitStack() as stack:
        for _ in range(count):
            hog = subprocess.Popen([sys.executable, "-c", "while True: pass"])
            stack.callback(hog.wait)
            stack.callback(hog.kill)
        yield
