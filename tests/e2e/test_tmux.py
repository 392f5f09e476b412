"""The reader inside tmux, as on a server far away: the place is shown, and the cursor is at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import environment_of, not_the_first_time
from tests.e2e.ear import Ear
from tests.e2e.terminal import PROGRAM
from tests.e2e.tmux import Tmux

pytestmark = pytest.mark.sound

RATE = "120"
"""So slow that no word has passed before a busy computer has asked tmux where the cursor is."""


@pytest.fixture(params=[(40, 12), (100, 30)], ids=["40x12", "100x30"])
def tmux(
    request: pytest.FixtureRequest, ear: Ear, small_guide: Path, tmp_path: Path
) -> Iterator[Tmux]:
    columns, lines = request.param
    command = [PROGRAM, "listen", str(small_guide), "--engine", "espeak", "--rate", RATE]
    command += ["--data-dir", str(not_the_first_time(tmp_path / "data"))]
    environment = environment_of(ear.server.environment)
    with Tmux(tmp_path, command, environment, columns, lines) as tmux:
        yield tmux


def test_the_sentence_is_marked_and_the_cursor_follows_the_words(tmux: Tmux, ear: Ear) -> None:
    tmux.wait_line("Space pause")
    began = ear.now
    tmux.tell("send-keys", "Right")
    tmux.wait_line("> Fever is an emergency.")
    # Screen readers and braille displays follow the cursor of the terminal.
    for word in ("emergency.", "team", "medicines"):
        tmux.wait_cursor_at(word)
    ear.wait_for_sound(began)
    tmux.tell("send-keys", "s")
    tmux.wait_line(" STOPPED")
    ear.wait_for_silence(ear.now)
    tmux.leave()


def test_a_tap_reads_on_from_a_sentence_and_does_what_a_key_below_says(tmux: Tmux) -> None:
    tmux.wait_line("Space pause")
    # What tmux hands on to the terminal it runs in: buttons, in figures, and no moves.
    flags = ("mouse_standard_flag", "mouse_sgr_flag", "mouse_button_flag", "mouse_all_flag")
    asked = tmux.tell("display-message", "-p", " ".join(f"#{{{flag}}}" for flag in flags))
    assert asked.split() == ["1", "1", "0", "0"]
    tap(tmux, "Fever is an")
    tmux.wait_line("> Fever is an emergency.")
    tap(tmux, "pause")
    tmux.wait_line(" PAUSED")
    tap(tmux, "H help")
    tmux.wait_line("Help, all keys")
    tap(tmux, "Esc back")
    tmux.wait_line(" PAUSED")
    tmux.leave()


def tap(tmux: Tmux, text: str) -> None:
    """Touch the screen where a text begins."""
    tmux.wait_until(lambda lines, _: any(text in line for line in lines), text)
    lines, _ = tmux.screen()
    row = next(number for number, line in enumerate(lines) if text in line)
    at = f"{lines[row].index(text) + 1};{row + 1}"
    sent = f"\x1b[<0;{at}M\x1b[<0;{at}m".encode()
    tmux.tell("send-keys", "-H", *(f"{byte:02x}" for byte in sent))
