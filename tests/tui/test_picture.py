from __future__ import annotations

from benchmarks.picture import playing_at, svg

from allvoice.guide.model import Position
from tests.tui.screen_harness import make_guide

GUIDE = make_guide()


def test_the_picture_shows_the_word_being_read() -> None:
    picture = svg(GUIDE, Position(4, 0), (40, 12), word=1)
    assert picture.startswith("<svg")
    assert "PLAYING" in picture
    assert " care team" in picture
    assert "@font-face" not in picture
    assert "url(http" not in picture


def test_a_word_beyond_the_sentence_is_its_last() -> None:
    start, end = playing_at(GUIDE, Position(0, 0), 99).word_range or (0, 0)
    assert GUIDE.blocks[0].text[start:end] == "here"
