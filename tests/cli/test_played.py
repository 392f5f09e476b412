"""What was being played goes on at the next start, and is forgotten with the document."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from allvoice.actions.hands_free.played import PlayedLast
from allvoice.paths import user_folders
from allvoice.shelf.store.shelf import Shelf
from tests.cli.conftest import Command

TEXT = "# Letter\n\nOne.\n\n## Food\n\nTwo. Ten.\n\n## Bath\n\nWash.\n\n## Doses\n\nThree.\n"


def listen(path: Path, *lines: str) -> str:
    """Open the reader in lines without a voice, type, and return what was printed."""
    command = [sys.executable, "-m", "allvoice", str(path), "--plain", "--no-voice"]
    typed = "".join(f"{each}\n" for each in (*lines, "q"))
    done = subprocess.run(
        command, input=typed, text=True, capture_output=True, timeout=50, check=True
    )
    return done.stdout


def test_a_queue_that_was_being_played_goes_on_at_the_next_start(
    tmp_path: Path, allvoice: Command
) -> None:
    letter = tmp_path / "letter.md"
    letter.write_text(TEXT, encoding="utf-8")
    listen(letter, "T", "queue 4", "queue 2")
    waits = listen(letter, "pgdn")
    assert "Your queue waits: type playlist." in waits
    listen(letter, "play queue", "", "", "")
    on = listen(letter, "", "")
    assert "Your queue goes on, 1 of 1." in on
    assert "Two." in on
    assert "End of the queue." in on
    assert "Wash." not in on
    assert "queue" not in listen(letter)
    listen(letter, "T", "queue 4", "play queue", "")
    assert allvoice("library", "--forget", letter, "--yes").code == 0
    with Shelf.open(user_folders()) as shelf:
        assert shelf.remembered.of("played") in (None, "{}")
        assert PlayedLast(shelf.remembered).of(str(letter)) is None
