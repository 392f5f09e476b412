"""However large a guide or one thing in it is, a key works out only what it leads to."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from allvoice.reading.listening import Listening
from allvoice.reading.turn import Rules
from allvoice.tui.telling import Telling

from allvoice.guide import pieces
from allvoice.guide.model import Guide, Position
from allvoice.guide.search import Match
from allvoice.narration.narrator import Narrator
from allvoice.reading.session import Session
from allvoice.reading.state import State
from allvoice.shelf.locator import locate
from allvoice.shelf.settings.choices import Choices
from allvoice.tui import finding
from allvoice.tui.app import AllvoiceApp
from allvoice.tui.keys.keymap import KeyTable
from tests.reading.booth import SteppedVoice
from tests.tui.fakes import FakeListening, make_guide, open_shelf
from tests.tui.screens import screen_lines

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


def _locate(guide: Guide) -> Callable[[Position, int], None]:
    def locate_only(position: Position, rate_wpm: int) -> None:
        locate(guide, position)

    return locate_only


def _app(folder: Path, guide: Guide) -> tuple[AllvoiceApp, SteppedVoice]:
    voice = SteppedVoice()
    listening = Listening(
        Session(Rules(guide, Narrator())),
        voice,
        State(Position(2)),
        _locate(guide),
    )
    seconds = itertools.count()
    app = AllvoiceApp(
        listening, open_shelf(folder), Choices(), time_of=lambda key: float(next(seconds))
    )
    return app, voice


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
        assert all(len(each) <= 2 * pieces.LONGEST_CHARS for each in voice.asides)
        await pilot.press("q")
        assert voice.closed


async def test_a_message_about_a_long_table_stays_one_that_can_be_heard(tmp_path: Path) -> None:
    guide = _guide("one table")
    app, voice = _app(tmp_path, guide)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("down", "down", "right", "M")
    assert voice.asides
    assert max(map(len, voice.asides)) < 10_000


class _Slow:
    """A clock by which every piece of a search takes long."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        self.now_s += 0.06
        return self.now_s


class _NoStage:
    """A window without anything in it."""

    is_list_open = False

    def __init__(self) -> None:
        self.match: Match | None = None

    def open_prompt(self, query: str, leaving: object = ()) -> None:
        """Let nothing be typed."""

    def close_prompt(self) -> None:
        """Show nothing."""

    def show_match(self, match: Match | None) -> None:
        """Remember what was found."""
        self.match = match


class _Silence:
    """Remembers whether the reading was held."""

    reads_on = False

    def __init__(self) -> None:
        self.ended = 0
        self.forgotten = 0

    def begin(self) -> None:
        """Hold it."""

    def end(self) -> bool:
        """Go on."""
        self.ended += 1
        return False

    def forget(self) -> None:
        """Leave it."""
        self.forgotten += 1


_Waiting = list[Callable[[], None]]


def _finding() -> tuple[finding.Finding, FakeListening, _NoStage, _Silence, _Waiting]:
    guide = make_guide("# A\n\n" + "[a](b) plain.\n\n" * 300 + "[The](c) zebra.\n")
    listening, main_pane, silence = FakeListening(guide), _NoStage(), _Silence()
    waiting: _Waiting = []
    search = finding.Finding(
        listening,
        KeyTable({}),
        main_pane,  # type: ignore[arg-type]
        Telling(listening, lambda text: None, "normal"),
        silence,  # type: ignore[arg-type]
        waiting.append,
        _Slow(),
    )
    search.open()
    return search, listening, main_pane, silence, waiting


def test_a_long_search_leaves_the_keys_to_the_listener_and_then_finds() -> None:
    search, listening, main_pane, _, waiting = _finding()
    search.find("zebra")
    assert main_pane.match is None
    assert len(waiting) == 1
    rounds = 0
    while waiting:
        waiting.pop(0)()
        rounds += 1
    assert rounds > 100
    assert "Searching. Any key ends it." in listening.spoken
    assert listening.spoken.count("Searching. Any key ends it.") == 1
    assert listening.state.position == Position(301)
    assert listening.spoken[-1] == "1 place."


@pytest.mark.parametrize("goes_on", [True, False])
def test_another_key_ends_a_long_search(goes_on: bool) -> None:
    search, listening, main_pane, silence, waiting = _finding()
    search.find("zebra")
    search.drop(goes_on=goes_on)
    waiting.pop()()
    assert not waiting
    assert main_pane.match is None
    assert listening.state.position == Position(0)
    assert (silence.ended, silence.forgotten) == ((1, 0) if goes_on else (0, 1))


async def test_what_is_left_of_a_search_is_done_between_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "AT_ONCE_S", 0.0)
    guide = make_guide("# A\n\n" + "[a](b) plain.\n\n" * 30 + "[The](c) zebra.\n")
    app, voice = _app(tmp_path, guide)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.press("slash", *"zebra", "enter")
        while "1 place." not in voice.asides:
            await pilot.pause(0.01)
        assert "> The zebra." in [line.strip() for line in screen_lines(app)]
