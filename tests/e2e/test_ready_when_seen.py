"""A key struck at any moment after the start does what it would do later, and goes on doing it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.conftest import OpenReader
from tests.e2e.guide_text import RINSE, TITLE
from tests.e2e.limits import LIMIT_S
from tests.e2e.terminal import Terminal

MOMENTS: dict[str, Callable[[Terminal], None]] = {
    "before the program runs": lambda terminal: None,
    "as it takes the terminal": lambda terminal: terminal.wait_until(
        lambda: terminal.byte_count, LIMIT_S, "anything"
    ),
    "as the guide is first seen": lambda terminal: terminal.wait_for(TITLE),
    "in the welcome": lambda terminal: terminal.wait_for("Welcome"),
}
KEYS: dict[str, tuple[bytes, str]] = {
    "silence": (b"s", "STOPPED"),
    "pause": (b" ", "PAUSED"),
    "search": (b"/salt water\r", RINSE),
    "contents": (b"t", "Contents"),
    "the urgent list": (b"9", "In an emergency call 911"),
}


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("key", KEYS)
def test_what_is_asked_for_holds_when_the_voice_comes(
    open_reader: OpenReader, small_guide: Path, key: str, moment: str
) -> None:
    terminal = open_reader("natural", "--sink", "null", guide=small_guide, environment={})
    MOMENTS[moment](terminal)
    keys, shown = KEYS[key]
    terminal.keys(keys)
    if key == "search":
        terminal.wait_marked(shown[:20])
    else:
        terminal.wait_for(shown)
    # The voice is there once the pace has changed in it, and what was asked for still holds.
    terminal.wait_until(lambda: terminal.voice(), LIMIT_S, "the voice")
    terminal.keys(b"+")
    terminal.wait_for("160")
    if key == "search":
        assert "n next" in terminal.text.lower()
    else:
        assert shown in terminal.text
    assert ("PLAYING" in terminal.text) == (key == "search")
