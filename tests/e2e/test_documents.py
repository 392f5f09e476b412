"""A document is edited while it is read, and another is opened in its place: seen and heard."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.e2e.conftest import RATE_WPM, OpenReader, Spoken, stopped_at_start
from tests.e2e.ear import Ear, trimmed
from tests.e2e.guide_text import BRUSH, FEVER, ICE, MOUTH, NEVER, RINSE, TITLE, said
from tests.e2e.hearing import SURE, hears, holds
from tests.e2e.terminal import RIGHT

pytestmark = pytest.mark.sound

RATE = ("--rate", str(RATE_WPM))
CHANGED = "This document changed."
NEW = "Drink a glass of water first."
OTHER = "# Bath\n\nUse warm water.\n"


def write(path: Path, text: str) -> None:
    """Write a file as most editors do: beside it, and then in its place."""
    new = path.with_name(f".{path.name}.new")
    new.write_text(text, encoding="utf-8")
    os.replace(new, path)


def test_a_file_edited_at_rest_is_shown_and_said_and_then_read(
    open_reader: OpenReader, ear: Ear, small_guide: Path, spoken: Spoken
) -> None:
    terminal = open_reader("espeak", *RATE, guide=small_guide)
    stopped_at_start(terminal, ear)
    text = small_guide.read_text(encoding="utf-8")
    before = ear.now
    write(small_guide, text.replace(FEVER, f"{FEVER} {NEW}"))
    terminal.wait_for(f"{CHANGED} You are at the same sentence.")
    terminal.wait_sentence(TITLE)
    assert NEW in terminal.text
    hears(ear, before, trimmed(spoken("espeak", CHANGED)))
    ear.wait_for_silence(ear.now)
    before = ear.now
    terminal.keys(RIGHT)
    hears(ear, before, trimmed(spoken("espeak", said(FEVER))))
    terminal.wait_for("STOPPED")
    before = ear.now
    terminal.keys(RIGHT)
    hears(ear, before, trimmed(spoken("espeak", NEW)))


def test_while_it_is_read_the_sentence_ends_and_the_new_text_follows(
    open_reader: OpenReader, ear: Ear, small_guide: Path, spoken: Spoken
) -> None:
    terminal = open_reader("espeak", *RATE, guide=small_guide)
    terminal.wait_sentence(FEVER)
    before = ear.now
    text = small_guide.read_text(encoding="utf-8")
    write(small_guide, text.replace(NEVER, NEW).replace(TITLE, f"{TITLE}\n\nA line above."))
    terminal.wait_for(f"{CHANGED} Reading on from the same sentence.")
    end = hears(ear, before, trimmed(spoken("espeak", NEW)))
    heard = ear.heard(before, end)
    assert holds(heard, trimmed(spoken("espeak", NEVER))) < SURE
    terminal.wait_for("End of the guide.")


def test_another_document_is_opened_in_place_with_its_words_of_welcome(
    open_reader: OpenReader, ear: Ear, small_guide: Path, spoken: Spoken
) -> None:
    other = small_guide.with_name("bath.md")
    other.write_text(OTHER, encoding="utf-8")
    first = open_reader("espeak", *RATE, guide=other)
    stopped_at_start(first, ear)
    first.leave()
    assert first.wait_end() == 0
    terminal = open_reader("espeak", *RATE, guide=small_guide)
    stopped_at_start(terminal, ear)
    voice = terminal.voice().pid
    terminal.keys(RIGHT)
    terminal.wait_sentence(FEVER)
    terminal.keys(b"s")
    terminal.keys(b"O")
    terminal.wait_for("Documents, 3")
    terminal.keys(b"\x1b[B")
    terminal.wait_for("> Bath")
    before = ear.now
    terminal.keys(b"\r")
    terminal.wait_for("Welcome. Press 9 for when to call. Bath.")
    hears(ear, before, trimmed(spoken("espeak", "Use warm water.")))
    assert terminal.voice().pid == voice, "the voice goes on"
    terminal.keys(b"s")
    terminal.keys(b",")
    terminal.wait_for("Welcome back to Small guide.")
    terminal.wait_sentence(FEVER)
    terminal.leave()
    assert terminal.wait_end() == 0


@pytest.mark.parametrize("written", ["", "\0", None], ids=["emptied", "no-text", "deleted"])
def test_in_lines_a_file_that_cannot_be_read_changes_nothing_and_comes_back(
    open_reader: OpenReader, small_guide: Path, tmp_path: Path, written: str | None
) -> None:
    environment = {"HOME": str(tmp_path)}
    terminal = open_reader(
        "silent", "--plain", "--no-voice", guide=small_guide, environment=environment
    )
    terminal.wait_for(f"Heading 1: {TITLE}")
    terminal.wait_quiet(0.5)
    text = small_guide.read_text(encoding="utf-8")
    if written is None:
        small_guide.unlink()
    else:
        small_guide.write_text(written, encoding="utf-8")
    # Longer than two looks at it.
    assert terminal.writes_within(5.0) == 0
    terminal.keys(b"\r")
    terminal.wait_for(FEVER)
    write(small_guide, text.replace(ICE, NEW))
    terminal.wait_for(f"{CHANGED} You are at the same sentence.")
    terminal.keys(b"\r\r")
    terminal.wait_for(NEW)
    assert MOUTH not in terminal.text
    assert RINSE not in terminal.text
    assert BRUSH not in terminal.text


def test_nothing_is_written_to_the_terminal_while_a_file_is_watched(
    open_reader: OpenReader, ear: Ear, small_guide: Path
) -> None:
    terminal = open_reader("espeak", *RATE, guide=small_guide)
    stopped_at_start(terminal, ear)
    terminal.wait_quiet(1.0)
    # Longer than two looks at it.
    assert terminal.writes_within(5.0) == 0
