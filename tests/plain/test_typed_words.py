from __future__ import annotations

import pytest
from allvoice.plain.commands import COMMANDS, ENTER_SILENT, NUMBER, Asked, help_lines, parse
from hypothesis import given

from tests.examples import ANY_TEXT


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("\n", Asked("")),
        ("  n \n", Asked("n")),
        ("N", Asked("n")),
        ("next", Asked("n")),
        ("help", Asked("h")),
        ("?", Asked("h")),
        ("/ night fever", Asked("/", text="night fever")),
        ("/", Asked("/")),
        ("=180", Asked("=", 180)),
        ("= 90", Asked("=", 90)),
        ("=", Asked("=")),
        ("pace", Asked("=")),
        ("pace 90", Asked("=", 90)),
        ("t 12", Asked("t", 12)),
        ("t12", Asked("t", 12)),
        ("contents 3", Asked("t", 3)),
        ("l 2", Asked("l", 2)),
        ("tt2", Asked("tt", 2)),
        ("dl 2", Asked("dl", 2)),
        ("remove 2", Asked("dl", 2)),
        ("DL 2", Asked("dl", 2)),
        ("12", Asked(NUMBER, 12)),
        ("//", Asked("//")),
        ("/ /", Asked("/", text="/")),
        (">", Asked(">")),
        ("X", Asked("xx")),
        ("V", Asked("vv")),
        ("G", Asked("gg")),
        ("B", Asked("l")),
        ("undo", Asked("u")),
    ],
)
def test_what_is_typed_is_understood(line: str, asked: Asked) -> None:
    assert parse(line) == asked


@pytest.mark.parametrize(
    "line", ["z", "n 3", "=fast", "t x", "t 99999999", "99999999", "²", "number", "frobnicate"]
)
def test_what_is_not_known_is_not_guessed(line: str) -> None:
    assert parse(line) is None


@pytest.mark.parametrize("voiced", [True, False])
def test_the_help_has_a_line_for_every_command_that_fits_forty_cells(voiced: bool) -> None:
    lines = help_lines(voiced=voiced)
    assert [line.split(": ", 1)[0].split(" or ")[0] for line in lines[1:]] == [
        command.typed for command in COMMANDS[1:]
    ]
    assert lines[0] == f"Enter: {COMMANDS[0].words if voiced else ENTER_SILENT}"
    assert max(map(len, lines)) <= 40


def test_every_command_of_the_help_can_be_typed_by_each_of_its_names() -> None:
    for command in COMMANDS:
        for name in filter(None, (command.typed, command.spoken)):
            assert parse(name) == Asked(command.typed)
    assert parse("") == Asked("")


@given(ANY_TEXT)
def test_no_line_breaks_it(line: str) -> None:
    parse(line)
