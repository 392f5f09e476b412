"""Every move leads to its sentence: that one is heard, and that one is marked on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import RATE_WPM, OpenReader, Spoken, stopped_at_start
from tests.e2e.ear import Ear, trimmed
from tests.e2e.guide_text import (
    CALL,
    FEVER,
    ICE,
    MOUTH,
    NEVER,
    RINSE,
    TITLE,
    said,
)
from tests.e2e.hearing import SURE, found, hears, holds
from tests.e2e.limits import LIMIT_S
from tests.e2e.terminal import DOWN, LEFT, PAGE_DOWN, PAGE_UP, RIGHT, UP, Terminal

pytestmark = pytest.mark.sound

RATE = ("--rate", str(RATE_WPM))
SHORT_SENTENCES = (TITLE, FEVER, ICE, MOUTH, NEVER)


def lands(
    terminal: Terminal, ear: Ear, keys: bytes, engine: str, spoken: Spoken, sentence: str
) -> tuple[list[str], str]:
    """Press keys while the reader is stopped, and wait until a sentence was heard.

    Returns:
        Which sentences were heard, and which is marked then.
    """
    sounds = {each: trimmed(spoken(engine, said(each))) for each in SHORT_SENTENCES}
    pressed = ear.now
    terminal.keys(keys)
    heard = ear.heard(pressed, hears(ear, pressed, sounds[sentence]))
    terminal.wait_for("STOPPED")
    return [each for each, sound in sounds.items() if holds(heard, sound) > SURE], terminal.sentence


def test_the_keys_that_move_read_the_sentence_they_lead_to(
    open_reader: OpenReader, ear: Ear, small_guide: Path, spoken: Spoken
) -> None:
    engine = "espeak"
    terminal = open_reader(engine, *RATE, guide=small_guide)
    stopped_at_start(terminal, ear)
    for name, keys, sentence in (
        ("next sentence", RIGHT, FEVER),
        ("next section", PAGE_DOWN, MOUTH),
        ("sentence before", LEFT, ICE),
        ("repeat", b"r", ICE),
        ("start of the paragraph", UP, FEVER),
        ("next paragraph", DOWN, MOUTH),
        ("end of the guide", b"G", NEVER),
        ("start of the section", PAGE_UP, MOUTH),
        ("section before", PAGE_UP, TITLE),
    ):
        heard, marked = lands(terminal, ear, keys, engine, spoken, sentence)
        assert (name, heard, marked) == (name, [sentence], sentence)


def test_a_search_reads_the_sentence_it_finds_and_then_the_next_one(
    open_reader: OpenReader, ear: Ear, small_guide: Path, spoken: Spoken
) -> None:
    engine = "natural"
    terminal = open_reader(engine, *RATE, guide=small_guide)
    stopped_at_start(terminal, ear)
    terminal.keys(b"/")
    terminal.wait_for("Enter finds")
    terminal.keys(b"medicine\r")
    terminal.wait_lit("medicines")
    terminal.wait_sentence(CALL)
    pressed = ear.now
    terminal.keys(b"n")
    terminal.wait_sentence(NEVER)
    # It read on from what was found, though nothing was read before.
    terminal.wait_for("END")
    ear.wait_for_silence(ear.now)
    assert holds(ear.heard(pressed), trimmed(spoken(engine, NEVER))) > SURE


def test_a_section_chosen_from_the_contents_is_read_on_from_its_title(
    open_reader: OpenReader, ear: Ear, small_guide: Path, spoken: Spoken
) -> None:
    engine = "natural"
    terminal = open_reader(engine, *RATE, guide=small_guide)
    stopped_at_start(terminal, ear)
    terminal.keys(b"t" + DOWN)
    terminal.wait_until(lambda: terminal.marked.startswith("  Mouth"), LIMIT_S, "the section")
    chosen = ear.now
    terminal.keys(b"\r")
    terminal.wait_lit("soft")
    heard = ear.heard(chosen)
    title, title_fits = found(heard, trimmed(spoken(engine, said(MOUTH))))
    sentence, sentence_fits = found(heard, trimmed(spoken(engine, RINSE)))
    assert title_fits > SURE
    assert sentence_fits > SURE
    assert title < sentence


def test_a_move_while_reading_cuts_the_sentence_and_reads_on_from_the_other(
    open_reader: OpenReader, ear: Ear, small_guide: Path, spoken: Spoken
) -> None:
    engine = "natural"
    terminal = open_reader(engine, *RATE, guide=small_guide)
    terminal.wait_for("Welcome")
    terminal.keys(RIGHT, 2)
    terminal.wait_lit("team")
    pressed = ear.now
    terminal.keys(RIGHT)
    terminal.wait_sentence(RINSE)
    heard = ear.heard(pressed)
    ice, ice_fits = found(heard, trimmed(spoken(engine, ICE)))
    mouth, mouth_fits = found(heard, trimmed(spoken(engine, said(MOUTH))))
    assert ice_fits > SURE
    assert mouth_fits > SURE
    assert ice < mouth
    # The rest of the sentence left would have taken longer than all that was heard.
    assert ice < len(trimmed(spoken(engine, CALL))) / 4
