"""Nothing large keeps the listener waiting: keys are answered and quitting ends the program."""

from __future__ import annotations

import signal
from pathlib import Path

import psutil
import pytest

from tests.e2e.conftest import OpenReader
from tests.e2e.limits import LIMIT_S
from tests.e2e.terminal import DOWN, RIGHT, Terminal

PROSE = "Call the care team when something changes. Write down what you saw, and when. "
OPENING = "Opening guide.md. Press Q to quit."
GUIDES = {
    "links": " ".join(f"[word {n}](http://a.b/{n})" for n in range(40_000)),
    "references": "[a]: http://x.y/" + "z" * 100_000 + "\n\n" + "[word][a] " * 20_000,
    "definitions": "".join(f"[d{n}]: http://x.y/{n}\n" for n in range(20_000))
    + "\n" + " ".join(f"[d{n}]" for n in range(20_000)),
    "marks": "a" + "\u0301" * 300_000,
    "row": "| What |\n|---|\n| " + " | ".join(f"cell {n}" for n in range(50_000)) + " |",
    "prose": (PROSE + "\n\n") * 40_000,
}  # fmt: skip


def _open(open_reader: OpenReader, folder: Path, text: str) -> Terminal:
    guide = folder / "guide.md"
    guide.write_text(f"# Title\n\n{text}\n\nThe end.\n", encoding="utf-8")
    return open_reader("silent", guide=guide, environment={"HOME": str(folder)})


@pytest.mark.parametrize("name", GUIDES)
def test_keys_are_answered_and_quitting_ends_it_whatever_is_open(
    open_reader: OpenReader, tmp_path: Path, name: str
) -> None:
    terminal = _open(open_reader, tmp_path, GUIDES[name])
    terminal.wait_for("Welcome", 60)
    terminal.keys(b"s" + DOWN + RIGHT + RIGHT + b"w")
    terminal.wait_for("percent")
    terminal.keys(b"G")
    terminal.wait_marked("The end.")
    terminal.leave()
    assert terminal.wait_end() == 0


def test_what_is_nowhere_in_a_large_guide_keeps_no_key_waiting(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    terminal = _open(open_reader, tmp_path, GUIDES["links"])
    terminal.wait_for("Welcome", 60)
    terminal.keys(b"s")
    terminal.wait_for("STOPPED")
    terminal.keys(b"/zebra\r")
    terminal.wait_for("Searching. Any key ends it.")
    terminal.leave()
    assert terminal.wait_end() == 0


@pytest.mark.parametrize("key", [b"q", b"Q"])
def test_a_guide_that_is_still_being_opened_can_be_left(
    open_reader: OpenReader, tmp_path: Path, key: bytes
) -> None:
    terminal = _open(open_reader, tmp_path, (PROSE + "\n\n") * 230_000)
    terminal.wait_for(OPENING)
    family = terminal.family()
    terminal.keys(key)
    assert terminal.wait_end() == 0
    assert "Welcome" not in terminal.text
    assert psutil.wait_procs(family, LIMIT_S)[1] == []


def test_a_guide_that_is_still_being_opened_ends_with_its_terminal(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    terminal = _open(open_reader, tmp_path, (PROSE + "\n\n") * 230_000)
    terminal.wait_for(OPENING)
    terminal.family()[-1].send_signal(signal.SIGHUP)
    assert terminal.wait_end() == -signal.SIGHUP


def test_what_was_told_while_it_opened_is_gone_when_it_is_open(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    terminal = _open(open_reader, tmp_path, GUIDES["prose"])
    terminal.wait_for(OPENING, 60)
    terminal.wait_for("Welcome", 60)
    assert "Opening" not in terminal.text
    terminal.leave()
    assert terminal.wait_end() == 0
    assert "Opening" not in terminal.text


def test_what_is_typed_while_it_opens_is_done_when_it_is_open(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    guide = f"{GUIDES['prose']}A quokka is here.\n\n{PROSE}"
    terminal = _open(open_reader, tmp_path, guide)
    terminal.wait_for(OPENING, 60)
    terminal.keys(b"/quokka\r")
    terminal.wait_marked("A quokka is here.", 60)
    terminal.leave()
    assert terminal.wait_end() == 0
