"""Little is written to a terminal for a screen reader: what is written is said, or slows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.e2e.conftest import OpenReader
from tests.e2e.limits import LIMIT_S
from tests.e2e.terminal import DOWN, Terminal

MOST_BYTES = 200
"""For one step in a list, in a window of 40 by 12: as much as one line and some of another."""
IDLE_S = 3.0
"""Longer than a cursor blinks, a clock ticks and a spinner turns."""


OPENINGS = 5
"""Whether two changes come in one frame or in two is at times a matter of chance."""


@pytest.fixture(params=["xterm-256color", "truecolor"])
def terminal(request: pytest.FixtureRequest, open_reader: OpenReader, tmp_path: Path) -> Terminal:
    """The guide of the program, stopped at its start, in a window of 40 by 12."""
    data = tmp_path / "data"
    data.mkdir()
    settings = "screen_reader = true\nignore_repeat_s = 0\n"
    (data / "settings.toml").write_text(settings, encoding="utf-8")
    environment = {"HOME": str(tmp_path)}
    if request.param == "truecolor":
        environment["COLORTERM"] = "truecolor"
    terminal = open_reader("silent", "--no-voice", environment=environment, columns=40, lines=12)
    terminal.wait_for("Welcome")
    terminal.keys(b"s")
    terminal.wait_until(
        lambda: "Welcome" not in terminal.text,
        LIMIT_S,
        "the end of the welcome",
    )
    return terminal


def test_each_step_through_the_contents_writes_little(terminal: Terminal) -> None:
    terminal.keys(b"t")
    terminal.wait_for("Contents,")
    found = re.search(r"Contents, (\d+) sections", terminal.text)
    assert found is not None
    count = int(found[1])
    assert count > 50, "this is not the guide of the program"
    terminal.wait_quiet(0.3)
    written: list[int] = []
    for place in range(2, count + 1):
        before = terminal.byte_count
        terminal.keys(DOWN)
        terminal.wait_for(f" {place} of {count}")
        # What comes late counts too.
        terminal.wait_quiet(0.05)
        written.append(terminal.byte_count - before)
    assert max(written) <= MOST_BYTES
    assert min(written) > 0


@pytest.mark.parametrize("list_key", [b"", b"t"], ids=["text", "contents"])
def test_nothing_is_written_while_nothing_happens(terminal: Terminal, list_key: bytes) -> None:
    terminal.keys(list_key)
    terminal.wait_quiet(0.5)
    assert terminal.writes_within(IDLE_S) == 0


def test_a_list_is_written_from_its_title_down(terminal: Terminal) -> None:
    for _ in range(OPENINGS):
        before = terminal.byte_count
        terminal.keys(b"t")
        terminal.wait_for("Contents,")
        terminal.wait_for("1 of ")
        written = bytes(terminal.sent[before:])
        assert written.index(b"Contents,") < written.index(b"1 of ")
        terminal.keys(b"t")
        terminal.wait_until(lambda: "Contents," not in terminal.text, LIMIT_S, "the text")
        terminal.wait_quiet(0.1)
