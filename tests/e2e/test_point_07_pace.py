"""Point 7: the pace is words a minute within 5 %, from 80 to 450, pauses included.

The text is ordinary prose of 5.9 characters a word. A text of short words comes out faster by
words and one of drug names slower: what a voice keeps even is sounds, not words.
"""

from __future__ import annotations

import subprocess
import wave
from pathlib import Path

import pytest

from tests.e2e.conftest import environment_of
from tests.e2e.terminal import PROGRAM

PROSE = """\
# Prose

A morning in the hospital begins early, with quiet voices in the corridor and the soft sound of
wheels on the floor. Nurses check each patient before breakfast, and they write down what they find.
Later in the day the doctors visit every room, answer questions and explain what happens next.
Families learn the rhythm of the ward quickly, although it seems strange during the first few days.
Many parents keep a small notebook beside the bed, because important questions often appear in the
middle of the night. Others prefer to talk with somebody who has travelled the same road before
them. Whatever helps is welcome, as long as it leaves enough strength for the following morning.
Towards the evening the corridor becomes quiet again, and another page of the notebook has been
filled.
"""
WORDS = len(PROSE.split()) - 1


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a sentence that was made once need not be made again for another pace."""
    return tmp_path_factory.mktemp("data")


@pytest.mark.parametrize(
    ("engine", "rate_wpm"),
    [("natural", 80), ("natural", 150), ("natural", 450), ("espeak", 80), ("espeak", 450)],
)
def test_so_many_words_are_heard_in_a_minute(
    tmp_path: Path, data: Path, engine: str, rate_wpm: int
) -> None:
    guide, sound = tmp_path / "prose.md", tmp_path / "prose.wav"
    guide.write_text(PROSE, encoding="utf-8")
    command = [PROGRAM, "read", str(guide), "--engine", engine, "--rate", str(rate_wpm)]
    command += ["--sink", str(sound), "--data-dir", str(data)]
    subprocess.run(command, check=True, env=environment_of({}), timeout=100)
    with wave.open(str(sound)) as file:
        duration_s = file.getnframes() / file.getframerate()
    assert WORDS / duration_s * 60 == pytest.approx(rate_wpm, rel=0.05)
