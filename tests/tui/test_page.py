"""Where the text stands in a wide window."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from allvoice.guide.model import Position
from allvoice.shelf.settings.specs import Settings
from allvoice.tui.widgets.layout import COLUMN_CELLS, MARGIN, TEXT_CELLS
from tests.tui.pictures import picture_of
from tests.tui.pointing import click, where_is
from tests.tui.scenes import SCENES, Scene, shown
from tests.tui.screen_harness import make_app, make_guide
from tests.tui.screens import screen_lines

WIDE, WIDEST = (120, 40), (200, 50)
CALL = Position(4, 0)
"""Call the care team now if the temperature is 38.0 or more."""
MIDDLE = Settings(column="middle")


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_in_the_middle_all_stands_where_it_would_at_the_left_but_further_in(
    tmp_path: Path, scene: Scene
) -> None:
    left = (WIDE[0] - COLUMN_CELLS) // 2
    if scene.settings.get("external_screen_reader"):
        left = 0
    seen = {}
    for column in ("left", "middle"):
        settings = {**scene.settings, "column": column}
        moved = Scene(scene.name, scene.keys, scene.word, scene.then, scene.position, settings)
        (folder := tmp_path / column).mkdir()
        async with shown(moved, folder, WIDE) as (app, _, _):
            # Where there is room for it a message takes fewer rows.
            lines = screen_lines(app)[: -4 if scene.name == "message" else None]
            lines = [re.sub("Column of text.*", "", line) for line in lines]
            seen[column] = [line.rstrip() for line in lines], app.cursor_position
    lines, cursor = seen["middle"]
    assert cursor == (seen["left"][1][0] + left, seen["left"][1][1])
    assert lines == [f"{' ' * left}{line}".rstrip() for line in seen["left"][0]]


async def test_the_state_is_a_band_from_edge_to_edge(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path, settings=MIDDLE)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        state, keys = picture_of(app)[-2:]
        assert {style for sign, style in state if sign.isspace()} == {state[0][1], state[26][1]}
        assert state[-1] == state[0]
        # The keys below are no band.
        assert keys[0] == keys[-1] != state[0]


async def test_the_choice_holds_at_once_and_the_reading_goes_on(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, position=CALL)
    async with app.run_test(size=WIDE) as pilot:
        harness.speak_word(3)
        await pilot.pause()
        column, row = app.cursor_position
        await pilot.press("o", "pagedown", "pagedown")
        await click(pilot, "Column of text")
        await pilot.press("o")
        await pilot.pause()
        assert app.choices.settings.column == "middle"
        assert app.cursor_position == (column + (WIDE[0] - COLUMN_CELLS) // 2, row)
        assert screen_lines(app)[row][app.cursor_position.x :].startswith("team")


async def test_a_window_made_narrow_takes_the_column_back_to_its_edge(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path, settings=MIDDLE, position=CALL)
    async with app.run_test(size=WIDE) as pilot:
        for size, left in ((WIDEST, 65), (WIDE, 25), ((80, 24), 5), ((69, 24), 0), ((40, 12), 0)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert where_is(app, "> Call")[0] == left


async def test_what_is_typed_stands_below_the_text(tmp_path: Path) -> None:
    app, _ = make_app(tmp_path, settings=MIDDLE)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("slash", "f", "e", "v")
        await pilot.pause()
        assert screen_lines(app)[-1] == " " * 25 + "fev"
        assert app.cursor_position == (28, WIDE[1] - 1)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert app.cursor_position == (8, 23)


async def test_larger_letters_are_set_in_by_half_as_many_cells(tmp_path: Path) -> None:
    chosen = Settings(column="middle", one_sentence=True, letters="larger")
    app, harness = make_app(tmp_path, settings=chosen, position=CALL)
    async with app.run_test(size=WIDEST) as pilot:
        app.view.enlarge(True)
        await pilot.pause()
        left = (WIDEST[0] // 2 - COLUMN_CELLS) // 2
        column, row = where_is(app, "> Call")
        assert column == left
        assert app.cursor_position.x == left + 1
        assert all(len(line) <= left + COLUMN_CELLS for line in screen_lines(app)[1:-3])
        # A terminal counts twice the cells of such a line.
        await click(pilot, (2 * (column + 3), row))
        assert harness.says()[0] == harness.sentence


@pytest.mark.parametrize("width", [30, 40, 80])
@pytest.mark.parametrize("key", ["t", "h", "o", "B"])
async def test_no_letter_of_a_list_touches_the_edge_of_the_window(
    tmp_path: Path, key: str, width: int
) -> None:
    text = "# " + "ab " * 60 + "\n\nOne.\n\n## " + "c" * 200 + "\n\nTwo.\n"
    app, _ = make_app(tmp_path, make_guide(text))
    async with app.run_test(size=(width, 24)) as pilot:
        await pilot.press("b", key)
        await pilot.pause()
        region = app.main_pane.items.region
        lines = screen_lines(app)[region.y : region.bottom]
        assert max(map(len, lines)) <= min(width - 1, len(MARGIN) + TEXT_CELLS)
