"""By ear: a question is kept by one key and said at the visit by one; its answer is there again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import RATE_WPM, OpenReader, Spoken, stopped_at_start
from tests.e2e.ear import Ear, trimmed
from tests.e2e.hearing import hears
from tests.e2e.terminal import RIGHT

pytestmark = pytest.mark.sound

ENGINE = "espeak"
RATE = ("--rate", str(RATE_WPM))
ENTER = b"\r"
FIRST, SECOND = "How long will she stay here?", "Who do we call at night?"
TEXT = f"""\
# Ward book

## Questions for the ward

- {FIRST}
- {SECOND}
"""
OPENED = f"Questions for the visit, 2 of 2 open. {FIRST} 1 of 2"
NEXT = f"{SECOND} 2 of 2"


@pytest.fixture
def ward_book(tmp_path: Path) -> Path:
    path = tmp_path / "ward.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_questions_are_kept_heard_one_by_one_answered_and_there_again(
    open_reader: OpenReader, ear: Ear, ward_book: Path, spoken: Spoken
) -> None:
    terminal = open_reader(ENGINE, *RATE, guide=ward_book)
    stopped_at_start(terminal, ear)
    for question in (FIRST, SECOND):
        for _ in range(2 if question is FIRST else 1):
            since = ear.now
            terminal.keys(RIGHT)
            ear.wait_for_silence(ear.wait_for_sound(since))
        terminal.wait_sentence(question)
        terminal.keys(b"K")
        terminal.wait_for("Kept for the visit")
        ear.wait_for_silence(ear.now)
    for said in (OPENED, NEXT):
        since = ear.now
        terminal.keys(b"D")
        assert hears(ear, since, trimmed(spoken(ENGINE, said)), silence_s=1.0), said
    terminal.keys(ENTER)
    terminal.wait_for("Type the answer")
    ear.wait_for_silence(ear.now)
    terminal.keys(b"555 0100" + ENTER)
    terminal.wait_for("Answered: 555 0100.")
    ear.wait_for_silence(ear.now)
    terminal.leave()
    terminal.wait_end()
    again = open_reader(ENGINE, *RATE, guide=ward_book)
    stopped_at_start(again, ear)
    again.keys(b"D")
    again.wait_for("1 of 2 open")
    again.wait_for("Answered today: 555 0100.")
    again.leave()
