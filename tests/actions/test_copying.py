"""The sentence is copied, and what is known of where it went is told, no more."""

from __future__ import annotations

import io

import pytest

from allvoice.actions.model import Services
from allvoice.cli import clipboard
from allvoice.guide.model import Position
from allvoice.reading.commands import GoTo
from allvoice.reading.state import REACTION_TIME_S
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import DOORS, ByKeys, ByWords, Front, settings_of

Door = type[ByKeys] | type[ByWords]
ELSE = "If pasting brings nothing, mark it: the command allvoice bookmarks prints it."
BOTH = pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)


class Pasteboard:
    """Takes what is copied."""

    def __init__(self, *, takes: bool = True) -> None:
        self.texts: list[str] = []
        self._takes = takes

    def copy(self, text: str) -> bool:
        if self._takes:
            self.texts.append(text)
        return self._takes


def made_with(door: Door, shelf: Shelf, pasteboard: Pasteboard, *, surely: bool = False) -> Front:
    services = Services(copy=pasteboard.copy, surely_copies=lambda: surely)
    made = door(shelf, settings_of(), services=services)
    made.reading.do(GoTo(Position(1), play=False))
    return made


@BOTH
def test_where_nobody_knows_what_the_terminal_does_that_is_told_and_what_else_there_is(
    door: Door, shelf: Shelf
) -> None:
    pasteboard = Pasteboard()
    made = made_with(door, shelf, pasteboard)
    assert made.do("copy_sentence") == [f"Sent to your terminal's clipboard. {ELSE}"]
    assert pasteboard.texts == ["Call the care team first."]


@BOTH
def test_where_the_terminal_is_known_to_take_it_one_word_tells_so(door: Door, shelf: Shelf) -> None:
    made = made_with(door, shelf, Pasteboard(), surely=True)
    assert made.do("copy_sentence") == ["Copied."]


@BOTH
def test_where_there_is_no_clipboard_that_is_told_in_one_sentence(door: Door, shelf: Shelf) -> None:
    made = made_with(door, shelf, Pasteboard(takes=False))
    assert made.do("copy_sentence") == [
        "This terminal cannot copy; mark it, and the command allvoice bookmarks prints it."
    ]


@BOTH
def test_as_a_sentence_begins_the_one_that_was_heard_is_copied_and_that_is_told(
    door: Door, shelf: Shelf
) -> None:
    pasteboard = Pasteboard()
    made = made_with(door, shelf, pasteboard, surely=True)
    made.reading.do(GoTo(Position(1), play=True))
    while made.sentence != "Then write down the time.":
        made.reading.hear_words(1)
    made.reading.clock.now_s += REACTION_TIME_S - 0.1
    assert made.do("copy_sentence") == ["Copied. The sentence before."]
    assert pasteboard.texts == ["Call the care team first."]


@pytest.mark.parametrize(
    ("environ", "can", "surely"),
    [
        ({"TERM": "xterm-256color"}, True, False),
        ({"TERM": "xterm-kitty"}, True, True),
        ({"TERM": "alacritty"}, True, True),
        ({"TERM": "foot-extra"}, True, True),
        ({"TERM": "footloose"}, True, False),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, True, True),
        ({"WT_SESSION": "1"}, True, True),
        # What is in between may keep it to itself.
        ({"TERM": "tmux-256color", "TMUX": "/tmp/x", "TERM_PROGRAM": "WezTerm"}, True, False),
        ({"TERM": "screen", "STY": "1.x"}, True, False),
        ({"TERM": "linux"}, False, False),
        ({"TERM": "dumb"}, False, False),
        ({}, False, False),
    ],
)
def test_what_a_terminal_is_known_to_do(environ: dict[str, str], can: bool, surely: bool) -> None:
    assert clipboard.can_copy(environ) == can
    assert clipboard.surely_copies(environ) == surely


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_from_lines_it_goes_to_the_terminal_and_never_into_a_pipe(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    terminal, pipe = Terminal(), io.StringIO()
    assert clipboard.copy_from_lines("Call °", terminal)
    assert terminal.getvalue() == "\x1b]52;c;Q2FsbCDCsA==\a"
    assert not clipboard.copy_from_lines("Call", pipe)
    assert pipe.getvalue() == ""
    monkeypatch.setenv("TERM", "linux")
    assert not clipboard.copy_from_lines("Call", Terminal())
