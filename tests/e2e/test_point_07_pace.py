"""Point 7: the pace is words a minute within 5 %, pauses included, as slow as a voice is clear.

The text is ordinary prose of 5.9 characters a word. A text of short words comes out faster by
words and one of drug names slower: what a voice keeps even is sounds, not words.
"""

from __future__ import annotations

import subprocess
import wave
from array import array
from itertools import pairwise
from pathlib import Path

import pytest

from allvoice.limits import RATE_MIN_WPM
from allvoice.speech.engines import espeak, natural
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
QUIET = 200
"""Samples of a voice are louder, those of the hush behind a word are not."""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a sentence that was made once need not be made again for another pace."""
    return tmp_path_factory.mktemp("data")


def read_aloud(guide: Path, sound: Path, data: Path, engine: str, rate_wpm: int) -> str:
    """Read a guide into a file; return what was told meanwhile."""
    command = [PROGRAM, "read", str(guide), "--engine", engine, "--rate", str(rate_wpm)]
    command += ["--sink", str(sound), "--data-dir", str(data)]
    return subprocess.run(
        command, check=True, env=environment_of({}), timeout=100, capture_output=True, text=True
    ).stderr


def duration_s(sound: Path) -> float:
    with wave.open(str(sound)) as file:
        return float(file.getnframes() / file.getframerate())


@pytest.mark.parametrize(
    ("engine", "rate_wpm"),
    [
        ("natural", natural.SLOWEST_CLEAR_WPM),
        ("natural", 150),
        ("natural", 450),
        ("espeak", espeak.SLOWEST_CLEAR_WPM),
        ("espeak", 450),
    ],
)
def test_so_many_words_are_heard_in_a_minute(
    tmp_path: Path, data: Path, engine: str, rate_wpm: int
) -> None:
    guide, sound = tmp_path / "prose.md", tmp_path / "prose.wav"
    guide.write_text(PROSE, encoding="utf-8")
    assert read_aloud(guide, sound, data, engine, rate_wpm) == ""
    assert WORDS / duration_s(sound) * 60 == pytest.approx(rate_wpm, rel=0.05)


GAPS = """\
# Gaps

One short sentence. Another one.

A paragraph of its own.

- An item.
- Another item.

In your own words: what is this about?

# Next chapter

Here it goes on.

## A section

The end of it.
"""


@pytest.mark.parametrize(
    ("engine", "slowest_wpm"),
    [("natural", natural.SLOWEST_CLEAR_WPM), ("espeak", espeak.SLOWEST_CLEAR_WPM)],
)
@pytest.mark.parametrize("pauses", ["normal", "longest"])
def test_asked_to_go_slower_than_it_is_clear_a_voice_says_so_and_never_seems_to_have_died(
    tmp_path: Path, data: Path, engine: str, slowest_wpm: int, pauses: str
) -> None:
    (tmp_path / "settings.toml").write_text(
        f'[speech]\npause_length = "{pauses}"\n[reading]\nthink_time = "none"\n'
    )
    guide, sound = tmp_path / "gaps.md", tmp_path / "gaps.wav"
    guide.write_text(GAPS, encoding="utf-8")
    told = read_aloud(guide, sound, tmp_path, engine, RATE_MIN_WPM)
    assert told == f"The slowest clear pace of this voice is {slowest_wpm} words a minute.\n"
    assert longest_silence_s(sound) <= 3.0
    same = tmp_path / "same.wav"
    assert read_aloud(guide, same, tmp_path, engine, slowest_wpm) == ""
    # What is shown is what is heard.
    assert duration_s(same) == pytest.approx(duration_s(sound), abs=0.1)


def longest_silence_s(sound: Path) -> float:
    """Return the longest silence between two sounds of a file."""
    with wave.open(str(sound)) as file:
        rate_hz, samples = file.getframerate(), array("h", file.readframes(file.getnframes()))
    sounding = [number for number, sample in enumerate(samples) if abs(sample) > QUIET]
    return float(max(later - earlier for earlier, later in pairwise(sounding)) / rate_hz)
