"""Larger letters: only where the terminal has them, only when asked for, and nothing is left."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from allvoice.guide.model import Position
from allvoice.shelf.settings.specs import Settings
from allvoice.tui.letters import NO_LARGER_LETTERS, Letters
from allvoice.tui.terminal.double_lines import CursorReport, DoubleLines
from tests.tui.pointing import click
from tests.tui.screen_harness import make_app
from tests.tui.screens import screen_lines

ALONE = Settings(one_sentence=True, letters="larger")
LONG = Position(4, 0)
"""Call the care team now if the temperature is 38.0 or more."""


# What is written


class Lines:
    """A terminal as far as the sizes of its lines go."""

    def __init__(self) -> None:
        self.sizes: dict[int, str] = {}

    def write(self, text: str) -> None:
        row = 0
        for place, size in re.findall(r"\x1b\[([0-9]+);1H|\x1b#([0-9])", text):
            if place:
                row = int(place) - 1
            else:
                self.sizes[row] = size

    @property
    def halves(self) -> dict[int, str]:
        """The rows that are halves, and which."""
        return {row: size for row, size in self.sizes.items() if size != "5"}


ROWS = st.tuples(st.integers(0, 6), st.integers(0, 4)).map(
    lambda each: range(each[0], each[0] + 2 * each[1])
)


@given(st.lists(st.tuples(ROWS, st.booleans()), max_size=8))
def test_the_rows_that_are_wanted_are_halves_and_no_others(
    wanted: list[tuple[range, bool]],
) -> None:
    terminal, lines = Lines(), DoubleLines()
    for rows, is_resized in wanted:
        if is_resized:
            # It may have moved every line.
            terminal.sizes = {row + 1: size for row, size in terminal.sizes.items()}
            lines.forget()
        terminal.write(lines.changes(rows, 20))
        assert terminal.halves == {row: "34"[n % 2] for n, row in enumerate(rows)}
        assert lines.changes(rows, 20) == ""


def test_a_window_without_larger_lines_gets_nothing_at_any_size() -> None:
    lines = DoubleLines()
    assert lines.changes(range(0), 24) == ""
    lines.forget()
    assert lines.changes(range(0), 50) == ""


@pytest.mark.parametrize(
    ("column", "columns", "knows"),
    [(40, 80, True), (41, 81, True), (80, 80, False), (20, 40, True), (40, 40, False)],
)
def test_only_a_terminal_whose_line_ends_in_the_middle_knows_double_lines(
    column: int, columns: int, knows: bool
) -> None:
    assert CursorReport(1, column).knows_double_lines(columns) is knows


# What is seen


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (100, 30), (201, 51)])
async def test_each_line_takes_two_rows_and_no_more_than_half_the_width(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app, harness = make_app(tmp_path, position=LONG, settings=ALONE)
    async with app.run_test(size=size) as pilot:
        app.view.enlarge(True)
        await pilot.pause()
        rows = app.view.double_rows()
        assert rows.start == app.view.region.y
        assert len(rows) % 2 == 0
        assert len(rows) >= app.view.region.height - 1
        lines = screen_lines(app)
        for row in rows[::2]:
            assert lines[row] == lines[row + 1]
            assert cell_len(lines[row]) < size[0] // 2
        words = " ".join(" ".join(lines[row] for row in rows[::2]).replace(">", "").split())
        assert harness.sentence.startswith(words)
        assert len(words) > 20


async def test_a_long_sentence_moves_on_with_its_words(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, position=LONG, settings=ALONE)
    async with app.run_test(size=(40, 8)) as pilot:
        app.view.enlarge(True)
        seen: set[str] = set()
        for number in range(len(harness.sentence.split())):
            harness.speak_word(number)
            await pilot.pause()
            rows = app.view.double_rows()
            seen.update(word for row in rows for word in screen_lines(app)[row].split())
        assert set(harness.sentence.split()) <= seen


async def test_what_is_not_the_sentence_alone_has_the_usual_letters(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path, position=LONG, settings=ALONE)
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.enlarge(True)
        await pilot.press("t")
        await pilot.pause()
        assert app.view.double_rows() == range(0)
        await pilot.press("escape")
        await pilot.pause()
        assert app.view.double_rows()
        await pilot.press("f")
        await pilot.pause()
        assert app.view.double_rows() == range(0)
        assert not app.view.is_enlarged


@pytest.mark.parametrize("size", [(39, 24), (29, 7)])
async def test_a_narrow_window_keeps_the_usual_letters(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app, _ = make_app(tmp_path, position=LONG, settings=ALONE)
    async with app.run_test(size=size) as pilot:
        app.view.enlarge(True)
        await pilot.pause()
        assert app.view.double_rows() == range(0)


async def test_a_click_on_a_larger_letter_is_a_click_on_its_sentence(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, position=LONG, settings=ALONE)
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.enlarge(True)
        await pilot.pause()
        # The last letter of the first line: a terminal counts twice the cells.
        lines = screen_lines(app)
        row = next(row for row in app.view.double_rows() if "Call" in lines[row])
        await click(pilot, (2 * (len(lines[row]) - 1), row + 1))
        assert harness.state.position == LONG
        assert harness.says()[0] == harness.sentence


# Asking, and being told


async def test_who_chooses_larger_letters_is_told_where_there_are_none(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=(80, 50)) as pilot:
        await pilot.press("o")
        await click(pilot, "Letters of one sentence")
        await pilot.pause()
        assert harness.spoken[-1] == NO_LARGER_LETTERS
        assert not app.view.is_enlarged


async def test_who_chose_them_elsewhere_is_not_told_at_each_start(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, settings=ALONE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert NO_LARGER_LETTERS not in harness.spoken


class View:
    """Remembers how it was to look."""

    def __init__(self) -> None:
        self.looks: list[bool] = []

    def enlarge(self, wanted: bool) -> None:
        self.looks.append(wanted)

    def double_rows(self) -> range:
        return range(0)


class Driver:
    """Remembers what it was asked, and answers when a test wants."""

    def __init__(self) -> None:
        self.questions: list[Any] = []
        self.enlarges = 0

    def ask_for_double_lines(self, answered: Any) -> None:
        self.questions.append(answered)

    def enlarge(self, *_: object) -> None:
        self.enlarges += 1


class Process:
    def __init__(self) -> None:
        self.driver = Driver()


def made() -> tuple[Letters, View, Driver, list[str]]:
    view, process, told = View(), Process(), list[str]()
    letters = Letters(cast("Any", view), cast("Any", process), told.append, lambda: None)
    return letters, view, process.driver, told


def test_the_terminal_is_asked_once_and_only_where_larger_letters_are_wanted() -> None:
    letters, view, driver, told = made()
    letters.apply(Settings())
    letters.apply(Settings(letters="larger", external_screen_reader=True))
    assert driver.questions == []
    letters.apply(Settings(letters="larger"))
    assert view.looks == [False, False]
    driver.questions[0](True)
    letters.apply(Settings())
    letters.apply(Settings(letters="larger"))
    assert view.looks[2:] == [True, False, True]
    assert len(driver.questions) == 1
    assert driver.enlarges == 1
    assert told == []


def test_a_terminal_that_has_none_keeps_the_usual_letters_and_that_is_told_each_time_chosen() -> (
    None
):
    letters, view, driver, told = made()
    letters.apply(Settings())
    letters.apply(Settings(letters="larger"))
    assert told == []
    driver.questions[0](False)
    assert told == [NO_LARGER_LETTERS]
    letters.apply(Settings())
    letters.apply(Settings(letters="larger"))
    assert told == [NO_LARGER_LETTERS] * 2
    assert True not in view.looks
    assert driver.enlarges == 0
