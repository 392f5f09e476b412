"""In plain lines: what a listener keeps is told, is there at the next start, and can be printed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import environment_of
from tests.e2e.limits import LIMIT_S
from tests.e2e.terminal import PROGRAM

TEXT = """\
# Ward book

Wash your hands. Keep the number near.

## Questions for the ward

- Who do we call at night?

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


class Listener:
    """Somebody who types lines, and runs commands, with a data folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "ward.md").write_text(TEXT, encoding="utf-8")

    def types(self, *lines: str, listen: str = "") -> str:
        """Type lines into the program; return all it told."""
        document = ["listen", listen] if listen else []
        return self._run(*document, "--plain", "--no-voice", typed="".join(f"{e}\n" for e in lines))

    def runs(self, *command: str) -> str:
        """Run a command; return its data."""
        return self._run(*command)

    def rows(self, *command: str) -> Any:
        """Return the rows of a command as data."""
        return json.loads(self._run(*command, "--json"))

    def _run(self, *command: str, typed: str = "") -> str:
        ended = subprocess.run(
            [PROGRAM, *command, "--data-dir", str(self.folder / "data")],
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=LIMIT_S,
            cwd=self.folder,
            env=dict(environment_of({})),
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout


@pytest.fixture
def listener(tmp_path: Path) -> Listener:
    return Listener(tmp_path)


def test_a_mark_with_its_note_is_found_listed_and_printed(listener: Listener) -> None:
    told = listener.types(
        "next", "note wash zebra mugs", "/zebras", "go 50%", "q", listen="ward.md"
    )
    assert "Marked with a note:" in told
    assert "1. Note on a mark: wash zebra mugs" in told
    assert "Goal, Fit, Burden, Fallback for pills. 50 percent." in told
    again = listener.types("B", "q")
    assert "1. Ward book: Wash your hands. Note: wash zebra mugs" in again
    assert "wash zebra mugs" in listener.runs("bookmarks", "--markdown")


def test_a_question_is_kept_answered_and_on_the_sheet_while_it_is_open(listener: Listener) -> None:
    told = listener.types("K How long will she stay?", "K Who pays?", "D 1", "Ten days", "q")
    assert "Kept for the visit: How long will she stay? 1 question open." in told
    assert "Answered: Ten days." in told
    assert "1. How long will she stay? Answered today: Ten days." in listener.types("D", "q")
    sheet = listener.runs("questions", "--visit", "--markdown")
    assert "Who pays?" in sheet
    assert "How long will she stay?" not in sheet


def test_what_is_written_down_is_in_the_notebook_with_its_kind(listener: Listener) -> None:
    told = listener.types("medicine vincristine 2 mg", "C 38.4 at 22:15", "write slept well", "q")
    assert "Kept: 38.4 degrees Celsius, taken at 22:15. The guide says:" in told
    assert {(each["kind"], each["text"]) for each in listener.rows("notebook")} == {
        ("medicine", "vincristine 2 mg"),
        ("temperature", "38.4 degrees Celsius, taken at 22:15"),
        ("note", "slept well"),
    }


def test_a_card_is_filled_in_compared_taken_back_and_brought_back(listener: Listener) -> None:
    told = listener.types(
        "M 1", "4", "Too many pills", "M 1", "1", "1", "u", "redo", listen="ward.md"
    )
    assert "Burden: Too many pills." in told
    assert "Goal. Pills: Stop the signal. Transplant: Replace the marrow." in told
    assert "Card taken back: pills." in told
    assert "Brought back: pills." in told
    assert "4. Burden: Too many pills" in listener.types("M 1", "q")


def test_the_last_document_opens_first_and_another_in_its_place(listener: Listener) -> None:
    listener.types("next", "next", listen="ward.md")
    told = listener.types("O", "O 2", "q")
    assert "Welcome back to Ward book." in told
    assert "2. The guide that comes with allvoice" in told
    assert "When to call" in told.splitlines()[-1]


def test_all_that_is_kept_comes_back_from_a_copy_after_it_was_forgotten(listener: Listener) -> None:
    listener.types("note zebra", "K Who pays?", "C 38.4", "M 1", "4", "Too many pills", "q")
    kept = [listener.rows(command) for command in ("bookmarks", "notebook", "questions")]
    listener.runs("backup", "copy.json")
    listener.runs("forget", "--yes")
    assert listener.rows("notebook") == []
    listener.runs("restore", "copy.json")
    assert [listener.rows(command) for command in ("bookmarks", "notebook", "questions")] == kept
