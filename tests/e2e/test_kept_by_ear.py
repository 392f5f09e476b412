"""By ear: notes, temperatures, cards, own words and documents are said as they are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import RATE_WPM, OpenReader, Spoken, stopped_at_start
from tests.e2e.ear import Ear, trimmed
from tests.e2e.hearing import hears
from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.sound

ENGINE = "espeak"
RATE = ("--rate", str(RATE_WPM))
ENTER = b"\r"
TEXT = """\
# Ward book

Wash your hands. Keep the number near.

## Goal, Fit, Burden, Fallback for pills

- **Goal**: Stop the signal.
- **Fit**: Only with the gene change.
- **Burden**: Daily, for years.
- **Fallback plan**: Another pill.

## Goal, Fit, Burden, Fallback for a transplant

- **Goal**: Replace the marrow.
- **Fit**: High risk.
- **Burden**: Weeks away.
- **Fallback plan**: A trial.
"""


@pytest.fixture
def ward_book(tmp_path: Path) -> Path:
    path = tmp_path / "ward.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def reader(open_reader: OpenReader, ear: Ear, ward_book: Path) -> Terminal:
    terminal = open_reader(ENGINE, *RATE, guide=ward_book)
    stopped_at_start(terminal, ear)
    return terminal


def typed(terminal: Terminal, words: str) -> None:
    """Type words one key after the other, and send them off."""
    for sign in words:
        terminal.keys(sign.encode())
    terminal.keys(ENTER)


def test_a_note_is_kept_and_said_when_it_is_come_to_again(
    reader: Terminal, ear: Ear, spoken: Spoken
) -> None:
    reader.keys(b"E")
    reader.wait_for("Enter keeps it")
    typed(reader, "ask Lee")
    reader.wait_for("Marked with a note:")
    ear.wait_for_silence(ear.now)
    since = ear.now
    reader.keys(b"G")
    ear.wait_for_silence(ear.wait_for_sound(since))
    since = ear.now
    reader.keys(b":")
    assert hears(ear, since, trimmed(spoken(ENGINE, "Mark 1 of 1. Note: ask Lee.")), silence_s=1.0)
    reader.leave()


def test_a_temperature_is_said_with_what_the_guide_says_of_it(
    reader: Terminal, ear: Ear, spoken: Spoken
) -> None:
    reader.keys(b"C")
    reader.wait_for("Enter keeps it")
    since = ear.now
    typed(reader, "38.4 at 22:15")
    kept = "Kept: 38.4 degrees Celsius, taken at 22:15."
    assert hears(ear, since, trimmed(spoken(ENGINE, kept)), silence_s=1.0)
    reader.wait_for("The guide says")
    reader.leave()


def test_two_treatments_are_heard_line_by_line(reader: Terminal, ear: Ear, spoken: Spoken) -> None:
    reader.keys(b"M")
    reader.wait_for("Treatments to weigh")
    reader.keys(ENTER)
    reader.wait_for("Compare with another")
    # The same key sooner could be a held one.
    ear.wait_for_silence(ear.now)
    reader.keys(ENTER)
    reader.wait_for("Compare pills with")
    ear.wait_for_silence(ear.now)
    since = ear.now
    reader.keys(ENTER)
    for said in ("Goal. Pills: Stop the signal.", "Transplant: Replace the marrow."):
        assert hears(ear, since, trimmed(spoken(ENGINE, said)), silence_s=1.0), said
    reader.leave()


def test_own_words_are_found_and_said(reader: Terminal, ear: Ear, spoken: Spoken) -> None:
    reader.keys(b"E")
    reader.wait_for("Enter keeps it")
    typed(reader, "zebra mug")
    reader.wait_for("Marked with a note:")
    ear.wait_for_silence(ear.now)
    since = ear.now
    reader.keys(b"/")
    reader.wait_for("Enter finds")
    typed(reader, "zebras")
    said = "Zebras, 1 in your own words. Your own words. Note on a mark: zebra mug. 1 of 1"
    assert hears(ear, since, trimmed(spoken(ENGINE, said)), silence_s=1.0)
    reader.leave()


def test_the_documents_are_said_and_the_guide_is_opened_in_place(
    reader: Terminal, ear: Ear, spoken: Spoken
) -> None:
    reader.keys(b"O")
    reader.wait_for("Documents, 2")
    reader.keys(b"\x1b[B")
    reader.wait_for("> The guide that comes with allvoice")
    since = ear.now
    reader.keys(ENTER)
    assert hears(ear, since, trimmed(spoken(ENGINE, "When to call")), silence_s=1.0)
    reader.leave()
