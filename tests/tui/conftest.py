from __future__ import annotations

import pytest

from tests.tui.settling import settle_at_once


@pytest.fixture(autouse=True)
def _no_wish_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no setting of whoever runs the tests change the screen."""
    for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


@pytest.fixture(autouse=True)
def _the_screen_answers_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for the screen until it has answered, and no longer."""
    settle_at_once(monkeypatch)
