"""No word is broken off, whatever else the computer has to do."""

from __future__ import annotations

import subprocess
import sys
import wave
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np
import pytest

from tests.e2e.conftest import environment_of, not_the_first_time
from tests.e2e.ear import RATE_HZ, Ear
from tests.e2e.holes import PART_FRAMES, holes, where
from tests.e2e.terminal import PROGRAM

HOGS = 2
HEARD_S = 5
READ_LIMIT_S = 50.0
GUIDE = """# Hard at work

The nurse comes every morning and looks at the line, the skin and the mouth of your child.
Write down what you see and hear; nobody can remember all of it after a night without sleep.
Call the hospital at once when the temperature is higher than thirty-eight degrees.
Most children go home after the first few days and come back for a short visit each week.
"""


@contextmanager
def busy() -> Iterator[None]:
    """A computer that has more to do than it has processors."""
    with ExitStack() as stack:
        for _ in range(HOGS):
            hog = subprocess.Popen([sys.executable, "-c", "while True: pass"])
            stack.callback(hog.wait)
            stack.callback(hog.kill)
        yield


def test_a_silence_inside_a_word_is_found_and_a_pause_is_none() -> None:
    word = np.arange(1, 1_001, dtype=np.int16)
    pause = np.zeros(600, np.int16)
    meant = np.concatenate([word, pause, word, pause, word])
    broken = np.concatenate([word[:300], np.zeros(40, np.int16), word[300:], pause, word, pause])
    stretched = np.concatenate([word, pause, pause, word])

    assert holes(meant, meant) == []
    assert holes(broken, meant) == [40]
    assert holes(stretched, meant) == []
    with pytest.raises(AssertionError, match="missing"):
        holes(np.concatenate([word, word, pause, word]), meant)


@pytest.mark.sound
def test_on_a_busy_computer_nothing_is_missing_and_nothing_is_in_between(
    ear: Ear, engine: str, tmp_path: Path
) -> None:
    guide = tmp_path / "guide.md"
    guide.write_text(GUIDE, encoding="utf-8")
    data = not_the_first_time(tmp_path / "data")
    command = [PROGRAM, "read", str(guide), "--engine", engine, "--data-dir", str(data)]
    file = tmp_path / "meant.wav"
    subprocess.run(
        [*command, "--sink", str(file)],
        check=True,
        timeout=READ_LIMIT_S,
        env=environment_of(ear.server.environment),
        stdout=subprocess.DEVNULL,
    )
    with wave.open(str(file)) as opened:
        meant = np.frombuffer(opened.readframes(opened.getnframes()), np.int16)

    start = ear.now
    # Nothing is in the cache that the sound could be taken from: the voice renders beside it.
    other = not_the_first_time(tmp_path / "other")
    with (
        busy(),
        subprocess.Popen(
            [*command[:-1], str(other)],
            env=environment_of(ear.server.environment),
            stdout=subprocess.DEVNULL,
        ) as program,
    ):
        first = ear.wait_for_sound(start)
        ear.wait_for_frame(first + HEARD_S * RATE_HZ)
        program.kill()
    heard = ear.heard(first, first + HEARD_S * RATE_HZ)

    # A server may take the very first milliseconds back from the recorder, not from the ear.
    heard = heard[RATE_HZ // 20 :]
    meant = meant[where(heard[:PART_FRAMES], meant) :]
    assert holes(heard, meant) == []
