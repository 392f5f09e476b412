"""What a step costs a terminal screen reader, which may say again whatever is painted again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from allvoice.guide.load import load_guide
from allvoice.guide.model import Guide, Position, role
from allvoice.paths import bundled_guide
from tests.e2e.conftest import environment_of
from tests.e2e.limits import LIMIT_S
from tests.e2e.terminal import DOWN, PAGE_DOWN, PROGRAM, RIGHT, Terminal

MOST_BYTES = 200
"""Of a step to a title; of one to a sentence what is named below, beside its text."""
MOST_BYTES_BESIDE_THE_TEXT, MOST_BYTES_A_ROW = 40, 12
ROW_CELLS = 34
"""The least that a row of 40 cells holds of a text broken between its words."""
SENTENCES, SECTIONS = 30, 24
TITLE_ROWS = 2
QUIET_S = 0.5


@pytest.fixture(params=[(40, 12)], ids=["40x12"])
def terminal(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Terminal]:
    columns, lines = request.param
    (tmp_path / "settings.toml").write_text(
        "screen_reader = true\nignore_repeat_s = 0\n", encoding="utf-8"
    )
    command = [PROGRAM, "listen", "--no-voice", "--data-dir", str(tmp_path)]
    with Terminal(command, environment_of({}), columns=columns, lines=lines) as terminal:
        # The welcome stays until a key is pressed.
        terminal.wait_for("Welcome")
        terminal.keys(b"s")
        terminal.wait_until(lambda: "Welcome" not in terminal.text, LIMIT_S, "the welcome to go")
        terminal.wait_quiet(QUIET_S)
        yield terminal


def most_bytes(text: str) -> int:
    """Return what a step to a sentence may cost."""
    rows = len(text) // ROW_CELLS + 1
    return len(text) + MOST_BYTES_BESIDE_THE_TEXT + rows * MOST_BYTES_A_ROW


def bytes_of_step(terminal: Terminal, guide: Guide, key: bytes, to: Position) -> int:
    """Press a key, and return how much was written until its sentence, and no other, is shown."""
    block = guide.blocks[to.block]
    lead = f"{role(block)}:" if role(block) else block.marker
    words = [*([] if to.sentence else lead.split()), *guide.sentence_text(to).split()]
    before = terminal.byte_count
    terminal.keys(key)

    def is_shown() -> bool:
        return " ".join(terminal.lines[TITLE_ROWS:10]).split() == words

    terminal.wait_until(is_shown, LIMIT_S, " ".join(words))
    return terminal.byte_count - before


def test_a_step_writes_the_sentence_and_little_else(terminal: Terminal) -> None:
    guide = load_guide(bundled_guide())
    at = Position(0, 0)
    for _ in range(SENTENCES):
        following = guide.after(at)
        assert following is not None
        sent = bytes_of_step(terminal, guide, RIGHT, following)
        text = guide.sentence_text(following)
        same_title = guide.section_of(following) == guide.section_of(at)
        assert sent <= most_bytes(text) + (0 if same_title else MOST_BYTES), text
        at = following
    terminal.wait_quiet(QUIET_S)
    first = guide.section_of(at).index
    for section in guide.sections[first + 1 : first + 1 + SECTIONS]:
        at = Position(section.first_block, 0)
        assert bytes_of_step(terminal, guide, PAGE_DOWN, at) <= MOST_BYTES, section.title
    assert guide.section_of(at).chapter > 2
    for _ in range(SENTENCES):
        following = guide.after(at)
        assert following is not None
        sent = bytes_of_step(terminal, guide, RIGHT, following)
        assert sent <= most_bytes(guide.sentence_text(following)) + MOST_BYTES
        at = following
    terminal.wait_quiet(QUIET_S)
    assert terminal.cursor == (0, TITLE_ROWS, True)


@pytest.mark.parametrize("terminal", [(40, 12), (200, 50)], indirect=True, ids=str)
def test_lists_and_answers_cost_no_more_in_a_window_of_any_size(terminal: Terminal) -> None:
    for key, shown in (
        (b"o", "Options,"),
        (DOWN, "2 of"),
        (b"o", "When to call"),
        (b"h", "1 of"),
        (DOWN, "2 of"),
        (b"t", "Contents,"),
        (b"t", "When to call"),
        (b"w", "percent"),
        (RIGHT, "Call 911 for any"),
        (b"$", "No action."),
        (b"h", "1 of"),
        (b"h", "Call 911 for any"),
    ):
        before = terminal.byte_count
        terminal.keys(key)
        terminal.wait_for(shown)
        terminal.wait_quiet(QUIET_S)
        assert terminal.byte_count - before <= MOST_BYTES, (key, shown)
