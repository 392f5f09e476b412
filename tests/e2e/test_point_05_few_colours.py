"""Point 5: the colours the real program sends to terminals that have few of them, or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from allvoice.tui.theme.theme_files import LEAST_CONTRAST, contrast
from tests.e2e.conftest import environment_of, heard_the_tour
from tests.e2e.limits import LIMIT_S
from tests.e2e.terminal import PROGRAM, RIGHT, Terminal
from tests.tui.palettes import Cell, Shown, in_full, on_console, on_xterm

COLUMNS, LINES = 40, 12
# pyte's words for the numbers, from 0 on; its yellow is the brown of the VGA.
PLAIN = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")
BRIGHT = tuple(f"bright{name}" for name in PLAIN)
EIGHT_COLOURS = {*range(30, 38), 39, *range(40, 48), 49}
ATTRIBUTES = {0, 1, 4, 7, 9}
MONOCHROME = ("vt100", "vt220", "xterm-mono")


def on_plain_xterm(cell: Cell) -> Shown:
    return on_xterm(cell, bold_is_bright=False)


def cells(terminal: Terminal) -> set[Cell]:
    """Return every kind of cell on the screen that there is something to read in."""
    found = {
        Cell(char.data, _sent(char.fg), _sent(char.bg), char.bold, char.underscore, char.reverse)
        for row in terminal.cells
        for char in row
    }
    bare = {cell for cell in found if cell.is_bare}
    assert {cell.back for cell in bare} <= {cell.back for cell in found - bare}
    return found - bare


def _sent(name: str) -> int | tuple[int, int, int] | None:
    if name == "default":
        return None
    if name in PLAIN + BRIGHT:
        return (PLAIN + BRIGHT).index(name)
    red, green, blue = bytes.fromhex(name)
    return red, green, blue


def codes(terminal: Terminal) -> set[int]:
    """Return every number that was sent to change how text looks."""
    found = re.findall(rb"\x1b\[([0-9;]*)m", bytes(terminal.sent))
    return {int(code or 0) for each in found for code in each.split(b";")}


def walk(folder: Path, theme: str, environment: Mapping[str, str]) -> Iterator[Terminal]:
    """Show one screen after the other, in a terminal that is said to be of some kind."""
    folder.mkdir(exist_ok=True)
    (folder / "settings.toml").write_text(f'theme = "{theme}"\n', encoding="utf-8")
    heard_the_tour(folder)
    command = [PROGRAM, "listen", "--engine", "silent", "--sink", "null", "--data-dir", str(folder)]
    with Terminal(command, environment_of(environment), columns=COLUMNS, lines=LINES) as terminal:
        terminal.wait_for("Space pause")
        # Over the words of welcome.
        terminal.keys(RIGHT)
        terminal.wait_until(lambda: terminal.lit, LIMIT_S, "a word to stand out")
        yield terminal
        for keys, text in (
            (b"s", "STOPPED"),
            (b"b", "Marked"),
            (b"t", "Contents,"),
            (b"B", "Bookmarks, 1"),
            (b"h", "Help, all keys"),
            (b"/", "Enter finds"),
            (b"cells", "cells"),
            (b"\r", "Enter looks"),
            (b"\r", "N next"),
        ):
            terminal.keys(keys)
            terminal.wait_for(text)
            # All of the screen, not its first frame only.
            terminal.wait_quiet(0.1)
            yield terminal
        terminal.leave()
        assert terminal.wait_end() == 0


@pytest.mark.parametrize(
    ("term", "shows", "theme"),
    [
        ("linux", [on_console], "light"),
        ("linux", [on_console], "yellow"),
        ("xterm", [on_xterm, on_plain_xterm], "light"),
        ("xterm", [on_xterm, on_plain_xterm], "dark"),
        ("xterm", [on_xterm, on_plain_xterm], "terminal"),
    ],
)
def test_on_eight_colours_every_cell_stands_out_seven_to_one(
    tmp_path: Path, term: str, shows: list[Callable[[Cell], Shown]], theme: str
) -> None:
    for terminal in walk(tmp_path, theme, {"TERM": term}):
        seen = cells(terminal)
        for show in shows:
            for cell in seen:
                assert contrast(*show(cell)) >= LEAST_CONTRAST, cell
        assert codes(terminal) <= ATTRIBUTES | EIGHT_COLOURS
        if theme == "terminal":
            assert all(cell.is_default for cell in seen)
        if theme == "light":
            assert not any(cell.bold for cell in seen)


@pytest.mark.parametrize("term", ["screen", "xterm-16color"])
def test_other_names_of_terminals_with_few_colours_are_known(tmp_path: Path, term: str) -> None:
    # Inherited from the terminal that screen runs in, which cannot pass such colours on.
    for terminal in walk(tmp_path, "light", {"TERM": term}):
        assert codes(terminal) <= ATTRIBUTES | EIGHT_COLOURS
        assert all(contrast(*on_xterm(cell)) >= LEAST_CONTRAST for cell in cells(terminal))


@pytest.mark.parametrize(
    "environment",
    [*({"TERM": term} for term in MONOCHROME), {"TERM": "linux", "NO_COLOR": "1"}],
    ids=str,
)
def test_without_colours_the_choice_and_the_sentence_still_show(
    tmp_path: Path, environment: Mapping[str, str]
) -> None:
    for number, terminal in enumerate(walk(tmp_path, "yellow", environment)):
        assert codes(terminal) <= ATTRIBUTES | {39, 49}
        rows = terminal.cells
        marked = [y for y, row in enumerate(rows) if row[0].data == ">"]
        # Below stand the state and the keys, reversed too.
        lit = {y for y, row in enumerate(rows[:-2]) for each in row if each.reverse}
        # A sentence that begins within a line has its mark there.
        assert len(marked) == 1 or terminal.marked, terminal.lines
        if number == 0:
            assert terminal.lit
            assert terminal.sentence
        elif terminal.lines[0].startswith(("Contents", "Bookmarks", "Help")):
            assert sorted(lit) == marked, terminal.lines


@pytest.mark.parametrize("theme", ["light", "soft", "sea"])
def test_on_256_colours_every_cell_stands_out_seven_to_one(tmp_path: Path, theme: str) -> None:
    (tmp_path / "themes").mkdir()
    # 7.03 to 1, and 5.8 to 1 in the nearest of 256 colours.
    (tmp_path / "themes" / "sea.toml").write_text(
        'text = "#eec57b"\nbackground = "#044407"\n', encoding="utf-8"
    )
    for terminal in walk(tmp_path, theme, {"TERM": "xterm-256color"}):
        assert "is not used" not in terminal.text
        for cell in cells(terminal):
            assert contrast(*in_full(cell)) >= LEAST_CONTRAST, cell
