"""However large a guide or one thing in it is, a key works out only what it leads to."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.actions.finding import search as search_module
from allvoice.guide import pieces
from allvoice.guide.model import Guide, Position
from allvoice.shelf.locator import locate
from allvoice.tui.app import AllvoiceApp
from tests.reading.harness import RecordingStore, SteppedVoice
from tests.tui.screen_harness import make_app, make_guide
from tests.tui.screens import screen_lines
from tests.tui.settling import alone

LARGE = (100, 30)
PROSE = "Call the care team when something changes. Write down what you saw, and when. "
MOST_BLOCKS_A_KEY = 45
"""The rows of the window, and where one key more would lead."""
MOST_BLOCKS_COUNTED = 250
"""At the start of a list, which is told with the number of its items."""
MOST_CHARS_SAID = 2_000

GUIDES = {
    "one paragraph of links": " ".join(f"[word {n}](http://a.b/{n})" for n in range(20_000)),
    "one paragraph of emphasis": " ".join(f"*word{n}*" for n in range(20_000)),
    "one paragraph of crossed-out words": " ".join(f"~~word{n}~~ on." for n in range(20_000)),
    "one sentence": "a long walk and then another walk and " * 15_000,
    "combining marks": "a" + "\u0301" * 200_000,
    "one word": "wordwithoutend" * 50_000,
    "plain prose": (PROSE + "\n\n") * 6_000,
    "one list": "- An item of the list.\n" * 20_000,
    "a list in a list": "- First.\n" + "  - An item inside.\n" * 20_000,
    "one table": "| What | When |\n|---|---|\n" + "| a thing | in the morning |\n" * 10_000,
    "one row": "| What |\n|---|\n| " + " | ".join(f"cell {n}" for n in range(20_000)) + " |",
    "one cell": "| What | How |\n|---|---|\n| a | " + PROSE * 6_000 + " |",
    "code": "```\n" + "a line of the code;\n" * 20_000 + "```",
    "one heading": "## " + "words in a heading " * 20_000,
    "headings": "".join(f"## Heading {n}\n\n{PROSE}\n\n" for n in range(3_000)),
}
KEYS = """
    space right down down pagedown pageup up left w w v d m c e b t down escape
    left_square_bracket G left g
"""


def _guide(name: str) -> Guide:
    return make_guide(f"# Title\n\nBefore.\n\n{GUIDES[name]}\n\nAfter.\n")


def _worked_out(guide: Guide) -> int:
    return sum("content" in block.__dict__ for block in guide.blocks)


class _LocatingStore(RecordingStore):
    """Works out of each place what a shelf keeps of it."""

    def __init__(self, guide: Guide) -> None:
        super().__init__()
        self.guide = guide

    def save_position(self, position: Position) -> None:
        locate(self.guide, position)


def _app(folder: Path, guide: Guide) -> tuple[AllvoiceApp, SteppedVoice]:
    app, harness = make_app(folder, guide, position=Position(2), store=_LocatingStore(guide))
    return app, harness.voice


@pytest.mark.parametrize("name", GUIDES)
async def test_a_key_works_out_no_more_than_what_it_leads_to(tmp_path: Path, name: str) -> None:
    guide = _guide(name)
    app, voice = _app(tmp_path, guide)
    async with app.run_test(size=LARGE) as pilot:
        for key in KEYS.split():
            before = _worked_out(guide)
            await pilot.press(key)
            most = MOST_BLOCKS_COUNTED if "list" in name else MOST_BLOCKS_A_KEY
            assert _worked_out(guide) - before <= most, key
            said = [" ".join(each.words) for each in voice.queue if hasattr(each, "words")]
            assert all(len(each) <= MOST_CHARS_SAID for each in said), key
            assert all(len(words) <= 400 for words, _ in voice.prepared), key
        worked_out = [block.text for block in guide.blocks if "content" in block.__dict__]
        assert max(map(len, worked_out)) <= 2 * pieces.LONGEST_CHARS
        assert all(len(each) <= 2 * pieces.LONGEST_CHARS for each in voice.announced)
        await pilot.press("q")
        await alone(pilot)
        assert voice.closed


async def test_a_message_about_a_long_table_stays_one_that_can_be_heard(tmp_path: Path) -> None:
    guide = _guide("one table")
    app, voice = _app(tmp_path, guide)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("down", "down", "right", "M")
    assert voice.announced
    assert max(map(len, voice.announced)) < 10_000


async def test_what_is_left_of_a_search_is_done_between_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_module, "AT_ONCE_S", 0.0)
    guide = make_guide("# A\n\n" + "[a](b) plain.\n\n" * 30 + "[The](c) zebra.\n")
    app, voice = _app(tmp_path, guide)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("slash", *"zebra", "enter")
        while "Zebra, 1 place. A." not in voice.announced:
            await pilot.pause()
        assert "> The zebra." in [line.strip() for line in screen_lines(app)]
