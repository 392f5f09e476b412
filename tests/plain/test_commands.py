from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.plain.commands import COMMANDS, Asked, help_lines, parse


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
        ("t 12", Asked("t", 12)),
        ("t12", Asked("t", 12)),
        ("contents 3", Asked("t", 3)),
        ("l 2", Asked("l", 2)),
    ],
)
def test_what_is_typed_is_understood(line: str, asked: Asked) -> None:
    assert parse(line) == asked


@pytest.mark.parametrize("line", ["z", "n 3", "=fast", "t x", "t 99999999", "frobnicate"])
def test_what_is_not_known_is_not_guessed(line: str) -> None:
    assert parse(line) is None


def test_the_help_has_a_line_for_every_command_that_fits_forty_cells() -> None:
    assert len(help_lines()) == len(COMMANDS)
    assert max(map(len, help_lines())) <= 40
    assert all(parse(command.typed) is not None for command in COMMANDS)


@given(st.text())
def test_no_line_breaks_it(line: str) -> None:
    parse(line)
