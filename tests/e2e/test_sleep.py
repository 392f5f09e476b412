"""By ear: the timer fades out at the end of a section, and who slept is led back."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

from tests.e2e.conftest import RATE_WPM, OpenReader, Spoken
from tests.e2e.ear import Ear, Pcm, levels, trimmed
from tests.e2e.hearing import SURE, hears, holds
from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.sound

ENGINE = "espeak"
FIRST = "Wash your hands with warm water before you touch the line, then dry them with a towel."
SENTENCES = [
    FIRST,
    "Boxes of gloves belong on the upper shelf, where nobody small can pull them all down.",
    "Ask which nurse answers the telephone at night, and write the number on the fridge door.",
    "Thermometers run out of battery at the worst time, so a second one lies in the drawer.",
    "Every bottle gets a label with its name and the hour, and initials of whoever opened it.",
    "Visitors who cough or sneeze come another week; nobody has to feel bad about saying so.",
    "Blankets, a book, slippers and a charger wait in one bag beside the front door, packed.",
    "Small sips of cold juice through a straw are easier than a glass when a mouth is sore.",
]
NEXT = "Good pillows, a cool room and a quiet hour before bed help more than yet another film."
ENDED = "The sleep timer has ended."


@pytest.fixture
def ward_book(tmp_path: Path) -> Path:
    path = tmp_path / "ward.md"
    path.write_text(f"# Ward book\n\n{' '.join(SENTENCES)}\n\n# Nights\n\n{NEXT}\n", "utf-8")
    return path


def choose_end_of_section(terminal: Terminal) -> None:
    """Choose it by ear: the list opens at 30 minutes, and its key goes on to the next."""
    for name in ("> 30 minutes", "> 45 minutes", "> 60 minutes", "> End of this section"):
        # A key pressed again at once is taken for one that is held.
        terminal.wait_quiet(0.5)
        terminal.keys(b"Z")
        terminal.wait_for(name)
    terminal.keys(b"\r")
    terminal.wait_for("Sleep timer: until the end of this section.")


def loudness(pcm: Pcm, seconds: float) -> list[float]:
    """Return how loud the louder moments are of each piece of a sound, in decibels."""
    found = levels(pcm)
    size = int(seconds * 100)
    return [
        20 * float(np.log10(np.percentile(found[at : at + size], 90) + 1e-9))
        for at in range(0, len(found) - size + 1, size)
    ]


def test_the_end_of_the_section_fades_and_space_leads_back_to_where_one_slept(
    open_reader: OpenReader, ear: Ear, ward_book: Path
) -> None:
    terminal = open_reader(ENGINE, "--rate", "150", guide=ward_book)
    terminal.wait_sentence(FIRST)
    choose_end_of_section(terminal)
    terminal.wait_sentence(SENTENCES[1])
    since = ear.now
    terminal.wait_for(ENDED, 120)
    end = ear.wait_for_silence(ear.now, 3)
    heard = trimmed(ear.heard(since, end))
    levels_db = loudness(heard, 3)
    fading = levels_db[-9:]
    assert max(fading) == pytest.approx(fading[0], abs=1.5)
    assert fading[0] - fading[-1] > 12, levels_db
    # It falls little by little: no piece is much softer than the one before it.
    assert all(-4.5 < later - earlier < 2 for earlier, later in itertools.pairwise(fading))
    # No sample is further from the one before it than where nothing fades.
    steps = np.abs(np.diff(heard.astype(np.int32)))
    half = len(steps) // 2
    assert steps[half:].max() <= steps[:half].max()
    terminal.keys(b" ")
    terminal.wait_for("The sleep timer ended in Ward book")
    terminal.wait_sentence(SENTENCES[3], 60)
    terminal.leave()


def test_the_next_start_waits_and_leads_back_too_although_the_window_was_killed(
    open_reader: OpenReader, ear: Ear, spoken: Spoken, ward_book: Path
) -> None:
    terminal = open_reader(ENGINE, "--rate", str(RATE_WPM), guide=ward_book)
    terminal.wait_sentence(FIRST)
    choose_end_of_section(terminal)
    terminal.wait_for(ENDED, 120)
    terminal.kill()
    since = ear.now
    terminal = open_reader(ENGINE, "--rate", str(RATE_WPM), guide=ward_book)
    terminal.wait_for("Welcome back. The sleep timer ended in Ward book")
    ear.wait_for_silence(ear.wait_for_sound(since), 1.5)
    assert holds(ear.heard(since), trimmed(spoken(ENGINE, NEXT))) < SURE
    terminal.keys(b" ")
    terminal.wait_for("From about where you may have fallen asleep")
    following = trimmed(spoken(ENGINE, SENTENCES[4]))
    assert hears(ear, since, following, silence_s=0.3)
    terminal.leave()
