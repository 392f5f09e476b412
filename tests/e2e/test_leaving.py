"""Whoever leaves hears that the place is saved, and finds it written in the shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import OpenReader, Spoken, stopped_at_start
from tests.e2e.ear import Ear, trimmed
from tests.e2e.hearing import SURE, holds

pytestmark = pytest.mark.sound

RATE = ("--rate", "200")
SAVED = "Place saved: Small guide."
LEFT_SCREEN = b"\x1b[?1049l"


@pytest.mark.parametrize("key", [b"q", b"\x03"], ids=["q", "control-c"])
def test_the_place_is_heard_to_be_saved_and_written_below_the_screen_that_is_gone(
    open_reader: OpenReader, ear: Ear, small_guide: Path, spoken: Spoken, key: bytes
) -> None:
    terminal = open_reader("espeak", *RATE, guide=small_guide)
    stopped_at_start(terminal, ear)
    left = ear.now
    terminal.leave(key)
    assert terminal.wait_end() == 0
    assert holds(ear.heard(left), trimmed(spoken("espeak", SAVED))) > SURE
    below = bytes(terminal.sent).split(LEFT_SCREEN)[-1]
    assert SAVED.encode() in below


def test_a_second_key_ends_it_in_the_middle_of_the_words(
    open_reader: OpenReader, ear: Ear, small_guide: Path, spoken: Spoken
) -> None:
    terminal = open_reader("espeak", *RATE, guide=small_guide)
    stopped_at_start(terminal, ear)
    left = ear.now
    terminal.leave()
    ear.wait_for_sound(left)
    terminal.keys(b"w")
    assert terminal.wait_end() == 0
    assert holds(ear.heard(left), trimmed(spoken("espeak", SAVED))) < SURE
    assert SAVED.encode() in bytes(terminal.sent).split(LEFT_SCREEN)[-1]


def test_a_window_that_is_closed_says_nothing(
    open_reader: OpenReader, ear: Ear, small_guide: Path, spoken: Spoken
) -> None:
    terminal = open_reader("espeak", *RATE, guide=small_guide)
    stopped_at_start(terminal, ear)
    left = ear.now
    terminal.close_window()
    ear.wait_for_silence(ear.now, 0.5)
    assert holds(ear.heard(left), trimmed(spoken("espeak", "Place saved"))) < SURE
