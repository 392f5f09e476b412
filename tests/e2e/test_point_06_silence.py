"""Point 6: any key makes silence, voices never overlap, and a held key builds no backlog."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.e2e.conftest import RATE_WPM, OpenReader, Spoken, stopped_at_start
from tests.e2e.ear import RATE_HZ, Ear, trimmed
from tests.e2e.guide_text import BRUSH, CALL, FEVER, ICE, MOUTH, NEVER, RINSE, TITLE, said
from tests.e2e.hearing import SURE, hears, holds, without_silence
from tests.e2e.terminal import LEFT, RIGHT

pytestmark = pytest.mark.sound

RATE = ("--rate", str(RATE_WPM))
KEYS_WITHOUT_ACTION = (b"_", b"\x1bOS", b"\x14", b"$", b"\xc3\xa4")
"""An underscore, F4, Ctrl-T, a sign, and a letter that is on no English keyboard."""


def test_any_key_makes_silence_in_the_middle_of_a_sentence(
    open_reader: OpenReader, ear: Ear, small_guide: Path, spoken: Spoken
) -> None:
    terminal = open_reader("espeak", *RATE, guide=small_guide)
    terminal.wait_for("PLAYING")
    terminal.keys(RIGHT)
    for key in (b" ", b"s", *KEYS_WITHOUT_ACTION):
        terminal.wait_lit("team")
        pressed = ear.now
        terminal.keys(key)
        silent = ear.wait_for_silence(pressed, 1.0)
        # The sentence goes on for eight seconds; what is still heard ends long before.
        assert silent - pressed < 6 * RATE_HZ, key
        assert holds(ear.heard(pressed, silent), _end_of(spoken("espeak", CALL))) < SURE, key
        # From the sentence before it once more.
        terminal.keys(b"s" + LEFT)
        terminal.wait_sentence(FEVER)
        terminal.keys(b"\r")


def _end_of(sentence: np.ndarray) -> np.ndarray:
    return trimmed(sentence)[-RATE_HZ:]


def test_what_is_told_next_takes_the_place_of_what_is_being_told(
    open_reader: OpenReader, ear: Ear, small_guide: Path, spoken: Spoken
) -> None:
    engine = "espeak"
    terminal = open_reader(engine, *RATE, guide=small_guide)
    stopped_at_start(terminal, ear)
    began = ear.now
    terminal.keys(b"o")
    terminal.wait_for("Options")
    ear.wait_for_sound(began)
    count = terminal.text.partition("Options, ")[2].split()[0]
    pressed = ear.now
    terminal.keys(b"\x1b[F")
    # Were both heard at once, the one would not be found in the sound.
    assert hears(ear, pressed, trimmed(spoken(engine, f"Help, {count} of {count}")))


def test_a_held_key_reads_only_the_sentence_where_it_stops(
    open_reader: OpenReader, ear: Ear, small_guide: Path, spoken: Spoken
) -> None:
    engine = "espeak"
    terminal = open_reader(engine, *RATE, guide=small_guide)
    stopped_at_start(terminal, ear)
    passed = (TITLE, FEVER, CALL, ICE, MOUTH, RINSE, BRUSH)
    pressed = ear.now
    # As a keyboard repeats a key, only faster.
    terminal.keys(RIGHT * len(passed))
    terminal.wait_sentence(NEVER)
    last = trimmed(spoken(engine, said(NEVER)))
    end = hears(ear, pressed, last, silence_s=1.0)
    assert end
    # The first press is answered at once; its sentence is cut and none of the others begins.
    assert len(without_silence(ear.heard(pressed, end))) < len(last) + RATE_HZ
