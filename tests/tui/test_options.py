"""The list of options on the screen: every choice is drawn, said, changed and written."""

from __future__ import annotations

from pathlib import Path

from allvoice.errors import SettingsError
from allvoice.guide.skippable import KINDS
from allvoice.shelf.settings.kinds import Flag, OneOf
from allvoice.shelf.settings.spec import Applies
from allvoice.shelf.settings.specs import SPECS
from tests.tui.screen_harness import make_app
from tests.tui.screens import screen_text

SMALL = (40, 12)
LINES_OF = {"skip": len(KINDS), "skip_patterns": 0}
"""How many lines some settings have; others have one."""


async def test_every_choice_has_a_line_that_is_said_and_changed_with_left_right_and_enter(
    tmp_path: Path,
) -> None:
    kept: list[tuple[str, object]] = []
    app, harness = make_app(tmp_path, write=lambda name, value: kept.append((name, value)))
    async with app.run_test(size=(40, 30)) as pilot:
        await pilot.press("o")
        for spec in SPECS:
            name, words = spec.name, spec.words
            if not isinstance(spec.kind, Flag | OneOf):
                await pilot.press(*["down"] * (LINES_OF.get(name, 1)))
                continue
            values = [value for value in spec.kind.values if value != "silent"]
            before = app.choices.wanted(name)
            await pilot.press("right")
            after = app.choices.wanted(name)
            assert after == values[(values.index(before) + 1) % len(values)]
            shown = {True: "on", False: "off"}.get(after, after)
            later = ", from the next start" if spec.applies is Applies.NEXT_START else ""
            # What cannot be here is told after it.
            assert f"{shown}{later}" in harness.spoken[-2:]
            assert f"> {words}: {shown}" in screen_text(app)
            await pilot.press("left")
            assert app.choices.wanted(name) == before
            await pilot.press("enter")
            assert kept[-3:] == [(name, after), (name, before), (name, after)]
            await pilot.press("left", "down")


async def test_a_choice_that_cannot_be_kept_holds_and_says_so(tmp_path: Path) -> None:
    def write(name: str, value: object) -> None:
        raise SettingsError("settings.toml cannot be written, so this choice lasts only today.")

    app, harness = make_app(tmp_path, write=write)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("c")
        assert app.theme != "dark"
        assert "settings.toml cannot be written" in " ".join(harness.spoken)
