"""The sections of the chapter beside its text: where one is, where marks are, a click away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.actions.options.option_list import SHOWN_ALONE
from allvoice.guide.model import Position
from allvoice.shelf.locator import locate
from allvoice.shelf.settings.specs import Settings
from allvoice.tui.app import AllvoiceApp
from allvoice.tui.widgets.beside import Beside
from allvoice.tui.widgets.page import (
    BESIDE_CELLS,
    LEAST_WIDTH_BESIDE,
    NOT_BESIDE_ONE_SENTENCE,
    TOO_NARROW,
)
from allvoice.tui.widgets.rows import ERASE, row_cells
from tests.tui.pointing import click, where_is
from tests.tui.screen_harness import make_app, make_guide, open_shelf
from tests.tui.screens import looks_of, painted, screen_lines, screen_text

CALL = Position(4, 0)
"""Call the care team now if the temperature is 38.0 or more."""
WIDE, WIDEST = (120, 40), (200, 50)
BESIDE = Settings(beside=True)
LEAST = (LEAST_WIDTH_BESIDE, 30)
SIDE_EFFECTS = Position(14)


def contents(app: AllvoiceApp) -> list[str]:
    """Return what stands in the contents, row by row."""
    region = app.main_pane.beside.region
    lines = screen_lines(app)[region.y : region.bottom]
    return [line[region.x :] for line in lines if line[region.x :]]


async def test_the_sections_of_the_chapter_stand_beside_the_text_with_the_present_one_marked(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path, settings=BESIDE, position=CALL)
    async with app.run_test(size=LEAST) as pilot:
        await pilot.pause()
        assert contents(app) == ["In this chapter", "   Start here", ">  Fever"]
        assert looks_of(app, "Fever").bold
        harness.go_to(SIDE_EFFECTS)
        await pilot.pause()
        assert contents(app) == ["In this chapter", "   Key terms", ">  Side effects"]
        assert max(map(len, screen_lines(app))) < LEAST[0]


async def test_a_section_with_a_mark_is_signed_as_long_as_it_has_one(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path, settings=BESIDE, position=CALL)
    async with app.run_test(size=LEAST) as pilot:
        await pilot.press("b")
        await pilot.pause()
        assert contents(app) == ["In this chapter      * marked", "   Start here", ">* Fever"]
        await pilot.press("u")
        await pilot.pause()
        assert contents(app) == ["In this chapter", "   Start here", ">  Fever"]


async def test_marks_of_before_are_signed_from_the_start(tmp_path: Path) -> None:
    shelf = open_shelf(tmp_path)
    guide = make_guide()
    shelf.bookmarks.add(locate(guide, Position(0)), "Start here", guide.title)
    app, _ = make_app(tmp_path, guide, settings=BESIDE, position=CALL, shelf=shelf)
    async with app.run_test(size=LEAST) as pilot:
        await pilot.pause()
        assert contents(app)[1:] == [" * Start here", ">  Fever"]


@pytest.mark.parametrize("column", ["left", "middle"])
@pytest.mark.parametrize("size", [LEAST, WIDE, WIDEST])
async def test_a_click_on_a_section_goes_there(
    tmp_path: Path, size: tuple[int, int], column: str
) -> None:
    app, harness = make_app(tmp_path, settings=replace(BESIDE, column=column), position=CALL)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        x, y = app.main_pane.beside.region.offset
        row = y + 2
        assert screen_lines(app)[row][x:] == "   Start here"
        await click(pilot, (x + 5, row))
        assert harness.state.position == Position(0)
        assert harness.reads_on
        assert contents(app)[1] == ">  Start here"


async def test_the_contents_are_only_drawn_where_there_is_room_and_the_text_keeps_its_column(
    tmp_path: Path,
) -> None:
    app, _ = make_app(tmp_path, settings=replace(BESIDE, column="middle"), position=CALL)
    async with app.run_test(size=WIDEST) as pilot:
        for width, left, begin in (
            (200, 65, 137),
            (120, 18, 90),
            (110, 8, 80),
            (109, 20, None),
            (80, 5, None),
            (40, 0, None),
        ):
            await pilot.resize_terminal(width, 30)
            await pilot.pause()
            assert where_is(app, "> Call")[0] == left
            assert app.main_pane.beside.display is (begin is not None)
            if begin is not None:
                assert where_is(app, "In this chapter")[0] == begin
            else:
                assert "In this chapter" not in screen_text(app)


async def test_the_key_shows_them_and_hides_them_and_the_choice_is_kept(tmp_path: Path) -> None:
    kept: list[tuple[str, object]] = []
    app, harness = make_app(
        tmp_path, position=CALL, write=lambda name, value: kept.append((name, value))
    )
    async with app.run_test(size=WIDE) as pilot:
        before = screen_lines(app)[:-4]
        await pilot.press("|")
        await pilot.pause()
        assert contents(app)[0] == "In this chapter"
        assert harness.spoken == ["Contents beside the text: on."]
        await pilot.press("|")
        await pilot.pause()
        assert screen_lines(app)[:-4] == before
        assert kept == [("beside", True), ("beside", False)]


@pytest.mark.parametrize(
    ("width", "alone", "why"),
    [
        (80, False, TOO_NARROW.format(80)),
        (80, True, TOO_NARROW.format(80)),
        (120, True, NOT_BESIDE_ONE_SENTENCE),
        (120, False, ""),
    ],
)
async def test_why_they_are_not_seen_is_told_in_one_sentence_to_who_just_asked_for_them(
    tmp_path: Path, width: int, alone: bool, why: str
) -> None:
    app, harness = make_app(tmp_path, settings=Settings(one_sentence=alone))
    async with app.run_test(size=(width, 30)) as pilot:
        await pilot.press("|")
        await pilot.pause()
        assert ("In this chapter" in screen_text(app)) is not bool(why)
        assert harness.spoken[0] == "Contents beside the text: on."
        await pilot.press("|")
        await pilot.pause()
        told = [each for each in harness.spoken if not each.startswith("Contents beside")]
        assert told == ([why] if why else [])


async def test_nothing_stands_beside_a_sentence_alone_nor_beside_a_list(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path, settings=BESIDE, position=CALL)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        for key in ("f", "t", "h"):
            assert "In this chapter" in screen_text(app)
            await pilot.press(key)
            await pilot.pause()
            assert "In this chapter" not in screen_text(app)
            await pilot.press(key)
            await pilot.pause()


async def test_a_screen_reader_never_meets_them(tmp_path: Path) -> None:
    chosen = Settings(beside=True, external_screen_reader=True)
    app, _ = make_app(tmp_path, settings=chosen, position=CALL)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("|")
        await pilot.pause()
        assert "In this chapter" not in screen_text(app)
        assert SHOWN_ALONE in " ".join(screen_lines(app))


async def test_a_word_paints_nothing_beside_the_text_and_a_section_two_lines(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path, settings=BESIDE, position=Position(1))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        beside = app.main_pane.beside.region
        regions = painted(app)
        for word in range(4):
            harness.speak_word(word)
            await pilot.pause()
        assert regions
        assert not [each for each in regions if each.overlaps(beside)]
        del regions[:]
        harness.go_to(CALL)
        await pilot.pause()
        rows = {y for each in regions if each.overlaps(beside) for y in each.line_range}
        assert rows == {beside.y + 2, beside.y + 3}


async def test_in_the_terminals_own_colours_no_row_of_the_text_erases_what_stands_beside_it(
    tmp_path: Path,
) -> None:
    app, _ = make_app(tmp_path, settings=replace(BESIDE, theme="terminal"), position=CALL)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        console = app.console
        for y in range(app.view.size.height):
            assert ERASE not in app.view.render_line(y).render(console)
        await pilot.press("|")
        await pilot.pause()
        assert any(
            ERASE in app.view.render_line(y).render(console) for y in range(app.view.size.height)
        )


@given(
    st.lists(st.text("ab c", min_size=1, max_size=60), min_size=1, max_size=30),
    st.lists(st.integers(0, 29), min_size=1, max_size=5),
    st.integers(3, 40),
)
def test_the_present_section_is_in_sight_whatever_the_chapter_looks_like(
    titles: list[str], visited: list[int], height: int
) -> None:
    text = "# One\n\nText.\n\n" + "\n\n".join(f"## x{each}\n\nText." for each in titles)
    guide = make_guide(f"{text}\n\n# Two\n\nText.")
    beside = Beside(guide, Position(0))
    for number in visited:
        section = guide.sections[min(number, len(titles))]
        beside.show_place(Position(section.first_block))
        rows = beside.build(BESIDE_CELLS, height)
        assert len(rows) <= height
        assert all(row_cells(row) < BESIDE_CELLS for row in rows)
        assert sum(bool(row) and row[0][0].startswith(">") for row in rows) == 1
