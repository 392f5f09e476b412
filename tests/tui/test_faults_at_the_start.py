"""What is amiss at a start is told in about eight seconds, and all of it stands in the help."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from allvoice.shelf.settings.specs import Settings
from tests.tui.screen_harness import make_app
from tests.tui.screens import screen_lines

FAULTS = [
    f"settings.toml, line {line}: this cannot be understood, for it is neither text between quotes "
    "nor a number, and nothing in this file can be kept from being read; the usual one is used."
    for line in range(1, 16)
]


async def test_what_the_welcome_is_shortened_by_is_kept_in_the_help(tmp_path: Path) -> None:
    changed = "Welcome back. Start here. The guide has changed; your sentence was found again."
    app, harness = make_app(tmp_path, welcome=changed, faults=FAULTS[:1])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        short = f"Welcome back. Start here. {FAULTS[0]}"
        assert harness.welcomes == [short]
        assert app.announcer.messages == [changed, short]


# In the help


@pytest.mark.parametrize("size", [(30, 8), (80, 24)])
@pytest.mark.parametrize(
    "chosen", [Settings(), Settings(external_screen_reader=True)], ids=["", "own"]
)
async def test_every_fault_can_be_read_whole_where_the_start_says_it_is(
    tmp_path: Path, size: tuple[int, int], chosen: Settings
) -> None:
    path = "/home/somebody/with/a/very/long/name/of/a/folder/that/goes/on/.config/allvoice/themes"
    faults = [*FAULTS, f"{path} cannot be read (Permission denied); it is left out."]
    app, harness = make_app(tmp_path, welcome="Welcome.", faults=faults, settings=chosen)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        welcome = "Welcome. 16 things need your attention. H, then Down, goes through them."
        assert harness.welcomes == [welcome]
        await pilot.press("h")
        items, read = app.main_pane.items, list[str]()
        assert items.words().startswith("Needs your attention, 16 things. ")
        assert items.model is not None
        while items.model.item(items.selected).group.startswith("Needs your attention"):
            item = items.model.item(items.selected).words
            shown = re.sub(r"\s", "", "".join(screen_lines(app)))
            assert re.sub(r"\s", "", item.removesuffix(".")) in shown
            read.append(item)
            await pilot.press("down")
        assert "".join(read).replace(" ", "") == "".join(faults).replace(" ", "")
        await pilot.press("end")
        assert app.main_pane.items.words().endswith("goes through them.")


@pytest.mark.parametrize("faults", [[], FAULTS])
async def test_where_another_window_reads_that_is_told_whole_and_a_key_is_waited_for(
    tmp_path: Path, faults: list[str]
) -> None:
    told = "This guide is open in another window, at: Start here. S there stops it."
    app, harness = make_app(tmp_path, welcome=told, waits=True, faults=faults)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        (said,) = harness.spoken
        assert said.startswith(told)
        assert harness.asked == []
        await pilot.press("space")
        assert harness.reads_on
