"""What the screen looks like, kept as pictures; `pytest --snapshot-update` draws them anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from allvoice.guide.model import Position
from allvoice.shelf.settings import Settings
from allvoice.tui.app import AllvoiceApp
from allvoice.tui.picture import playing_at
from tests.tui.fakes import make_app, make_guide

Compare = Callable[..., bool]
SMALL, USUAL, LARGE = (40, 12), (80, 24), (100, 30)
PLACE, WORD = Position(4, 0), 2


def reading(folder: Path, theme: str = "dark") -> AllvoiceApp:
    guide = make_guide()
    app, listening = make_app(folder, guide, settings=Settings(theme=theme), position=PLACE)
    state = playing_at(guide, PLACE, WORD)
    listening.change(status=state.status, word_range=state.word_range)
    return app


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_the_reading(snap_compare: Compare, tmp_path: Path, size: tuple[int, int]) -> None:
    assert snap_compare(reading(tmp_path), terminal_size=size)


@pytest.mark.parametrize("theme", ["light", "yellow", "terminal"])
def test_the_reading_in_other_colours(snap_compare: Compare, tmp_path: Path, theme: str) -> None:
    assert snap_compare(reading(tmp_path, theme), terminal_size=USUAL)


def test_the_contents(snap_compare: Compare, tmp_path: Path) -> None:
    assert snap_compare(reading(tmp_path), terminal_size=SMALL, press=["t"])


def test_the_help(snap_compare: Compare, tmp_path: Path) -> None:
    assert snap_compare(reading(tmp_path), terminal_size=USUAL, press=["h", "down"])
