from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.app import App

from allvoice.guide.model import Position
from allvoice.shelf.settings import Settings
from allvoice.tui.picture import playing_at, svg
from tests.tui.fakes import make_app, make_guide

Compare = Callable[..., bool]
GUIDE = make_guide()


def reading(folder: Path, theme: str, word: int = 2) -> App[str]:
    app, listening = make_app(
        folder, GUIDE, settings=Settings(theme=theme), position=Position(4, 0)
    )
    listening.change(**_fields(word))
    return app


def _fields(word: int) -> dict[str, object]:
    state = playing_at(GUIDE, Position(4, 0), word)
    return {"status": state.status, "word_range": state.word_range}


def test_the_smallest_usual_window(snap_compare: Compare, tmp_path: Path) -> None:
    assert snap_compare(reading(tmp_path, "dark"), terminal_size=(40, 12))


def test_a_large_window(snap_compare: Compare, tmp_path: Path) -> None:
    assert snap_compare(reading(tmp_path, "dark"), terminal_size=(100, 30))


def test_dark_text_on_light(snap_compare: Compare, tmp_path: Path) -> None:
    assert snap_compare(reading(tmp_path, "light"), terminal_size=(80, 24))


def test_yellow_on_black(snap_compare: Compare, tmp_path: Path) -> None:
    assert snap_compare(reading(tmp_path, "yellow"), terminal_size=(40, 12))


def test_the_contents(snap_compare: Compare, tmp_path: Path) -> None:
    assert snap_compare(reading(tmp_path, "dark"), terminal_size=(40, 12), press=["t"])


def test_the_help(snap_compare: Compare, tmp_path: Path) -> None:
    assert snap_compare(reading(tmp_path, "dark"), terminal_size=(66, 20), press=["h", "down"])


def test_the_picture_shows_the_word_being_read() -> None:
    picture = svg(GUIDE, Position(4, 0), (40, 12), word=1)
    assert picture.startswith("<svg")
    assert "Playing" in picture
    assert "&#160;care&#160;team" in picture


def test_a_word_beyond_the_sentence_is_its_last() -> None:
    start, end = playing_at(GUIDE, Position(0, 0), 99).word_range or (0, 0)
    assert GUIDE.blocks[0].text[start:end] == "here"
