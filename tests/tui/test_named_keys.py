"""Keys are named as they are, in all that is heard and shown: after a change, after a start."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from allvoice.shelf.settings.specs import Settings
from allvoice.tui.app import AllvoiceApp
from tests.tui.screen_harness import ScreenHarness, make_app, make_guide
from tests.tui.screens import screen_text

SIZE = (100, 20)
END = "End of the guide. Press {} to start again from the beginning."
SKIPPED = "1 piece of code skipped. Press {} to hear it."
WITH_CODE = "# Guide\n\nBefore the code.\n\n```\nx = 1\n```\n\nAfter the code.\n"


async def choose_f12(app: AllvoiceApp, pilot: Pilot[str], words: str) -> None:
    """Give an action the key F12 in the list of keys, and leave that and the options."""
    await pilot.press("o")
    while app.main_pane.items.words() != "Change keys":
        await pilot.press("down")
    await pilot.press("enter")
    while f"{words}: " not in app.main_pane.items.words():
        await pilot.press("down")
    await pilot.press("enter", "f12", "escape", "escape")


async def end_of_the_guide(
    app: AllvoiceApp, harness: ScreenHarness, pilot: Pilot[str], key: str
) -> None:
    """Read to the end, hear what is said of it and do what it says."""
    await pilot.press("G", key)
    harness.hear("A last sentence follows here.")
    assert harness.narrator.texts[harness.says()[0]] == END.format("F12")
    harness.hear_words(2)
    await pilot.pause()
    assert END.format("F12") in screen_text(app)
    await pilot.press(key)
    assert harness.sentence == "Start here"
    assert harness.reads_on


async def test_the_end_names_the_key_that_was_just_chosen(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await choose_f12(app, pilot, "Play or pause")
        await end_of_the_guide(app, harness, pilot, "f12")


async def test_the_end_names_the_key_that_was_chosen_before_the_start(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path, settings=Settings(keys={"play": "f12"}))
    async with app.run_test(size=SIZE) as pilot:
        await end_of_the_guide(app, harness, pilot, "f12")


async def test_an_end_that_waits_to_be_said_names_the_key_chosen_meanwhile(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("G", "space")
        harness.hear_words(2)
        assert harness.narrator.texts[harness.says()[1]] == END.format("Space")
        await choose_f12(app, pilot, "Play or pause")
        harness.hear("A last sentence follows here.")
        assert harness.narrator.texts[harness.says()[0]] == END.format("F12")


@pytest.mark.parametrize("is_chosen_here", [True, False], ids=["just now", "before the start"])
async def test_what_was_skipped_is_told_with_the_key_that_reads_it(
    tmp_path: Path, is_chosen_here: bool
) -> None:
    keys = {} if is_chosen_here else {"hear_skipped": "f12"}
    settings = Settings(skip=("code",), keys=keys)
    app, harness = make_app(tmp_path, make_guide(WITH_CODE), settings=settings)
    async with app.run_test(size=SIZE) as pilot:
        if is_chosen_here:
            await choose_f12(app, pilot, "Hear what was skipped")
        await pilot.press("space")
        harness.hear("Before the code.")
        assert harness.narrator.texts[harness.says()[0]] == SKIPPED.format("F12")
        harness.hear_words(2)
        await pilot.pause()
        assert SKIPPED.format("F12") in screen_text(app)
        await pilot.press("f12")
        assert harness.sentence == "x = 1"


OTHERS = {
    "choose": "f12",
    "item_up": "f5",
    "item_down": "f6",
    "leap_back": "f7",
    "leap_on": "f8",
    "remove": "f11",
    "back": "f10",
}


@pytest.mark.parametrize(
    ("keys", "named"),
    [
        (
            ["t"],
            "F5 and F6 go through them, F7 and F8 by chapters. "
            "F12 goes there, / finds one, B marks it, 3 queues it, F10 leaves.",
        ),
        (["h"], "F5 and F6 go through them, F7 and F8 by groups. F12 does one, F10 leaves."),
        (["o"], "F5 and F6 go through them, F8 and F7 change one, F10 leaves."),
        (
            ["b", "B"],
            "F12 goes there, F11 removes it, Shift+E notes on it, F8 lists them by time or by "
            "place, F10 leaves.",
        ),
        (["K"], "F12, then the new key. F11 gives the usual keys back. F10 leaves."),
    ],
    ids=["contents", "help", "options", "bookmarks", "keys"],
)
async def test_a_beginner_is_told_the_keys_of_a_list_as_they_are(
    tmp_path: Path, keys: list[str], named: str
) -> None:
    app, harness = make_app(tmp_path, settings=Settings(verbosity="beginner", keys=OTHERS))
    async with app.run_test(size=SIZE) as pilot:
        if keys == ["K"]:
            await pilot.press("o")
            while app.main_pane.items.words() != "Change keys":
                await pilot.press("f6")
            keys = ["f12"]
        await pilot.press(*keys)
        assert harness.spoken[-1].endswith(named)
