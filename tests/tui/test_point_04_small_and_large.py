"""Point 4: at 40x12 and 30x8 nothing is cut and every key is reachable; 200x50 keeps 66 columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.tui.keys.keymap import ACTIONS
from tests.tui.scenes import SCENES, Scene, shown
from tests.tui.screen_harness import make_app
from tests.tui.screens import screen_lines

MARGIN_CELLS = 2
TEXT_CELLS = 66
ONE_LINE_SCENES = ("search-empty", "search-prompt", "search-again")


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
@pytest.mark.parametrize("size", [(40, 12), (30, 8)], ids=["40x12", "30x8"])
async def test_nothing_is_cut_without_a_key_to_it_and_the_cursor_is_in_the_window(
    tmp_path: Path, scene: Scene, size: tuple[int, int]
) -> None:
    async with shown(scene, tmp_path, size) as (app, _, _):
        lines = screen_lines(app)
        assert len(lines) == size[1]
        cut = [line for line in lines if "\N{HORIZONTAL ELLIPSIS}" in line]
        assert not [line for line in cut if not line.endswith("… A shows all of it")]
        column, row = app.cursor_position
        assert 0 <= column < size[0]
        assert 0 <= row < size[1]
        if scene.name not in ONE_LINE_SCENES:
            assert lines[row].strip(), "the cursor stands on an empty line"


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_on_a_large_screen_lines_stay_short_enough_to_be_followed(
    tmp_path: Path, scene: Scene
) -> None:
    async with shown(scene, tmp_path, (200, 50)) as (app, _, _):
        view = app.view.region
        if app.main_pane.is_list_open:
            return
        text = screen_lines(app)[view.y : view.y + view.height]
        assert max(len(line) for line in text) <= MARGIN_CELLS + TEXT_CELLS


@pytest.mark.parametrize("size", [(40, 12), (30, 8)], ids=["40x12", "30x8"])
async def test_every_key_is_found_and_done_from_the_help_in_the_smallest_window(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=size) as pilot:
        await pilot.press("h")
        said = [harness.spoken[-1]]
        for _ in range(app.main_pane.items.model.count - 1 if app.main_pane.items.model else 0):
            await pilot.press("down")
            said.append(harness.spoken[-1])
            x, y = app.cursor_position
            assert screen_lines(app)[y][x:].strip()
        for action in ACTIONS:
            assert any(f"{app.keymap.words(action.id)}: " in each for each in said), action.id
