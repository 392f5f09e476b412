"""The list of options on the screen: every choice is drawn, said, changed and written."""

from __future__ import annotations

from pathlib import Path

from allvoice.errors import SettingsError
from allvoice.shelf.settings.kinds import Flag, OneOf
from allvoice.shelf.settings.specs import OPTIONS
from tests.tui.screen_harness import make_app
from tests.tui.screens import screen_lines

SMALL = (40, 12)


async def test_every_choice_has_a_line_that_is_said_and_changed_with_left_right_and_enter(
    tmp_path: Path,
) -> None:
    kept: list[tuple[str, object]] = []
    app, harness = make_app(tmp_path, write=lambda name, value: kept.append((name, value)))
    async with app.run_test(size=(40, 30)) as pilot:
        await pilot.press("o")
        for spec in OPTIONS:
            name, words = spec.name, spec.words
            if not isinstance(spec.kind, Flag | OneOf):
                await pilot.press("down")
                continue
            values = list(spec.kind.values)
            before = getattr(app.choices.settings, name)
            await pilot.press("right")
            after = getattr(app.choices.settings, name)
            assert after == values[(values.index(before) + 1) % len(values)]
            shown = {True: "on", False: "off"}.get(after, after)
            # What cannot be here is told after it.
            assert f"{words}: {shown}" in harness.spoken[-2:]
            assert f"> {words}: {shown}" in screen_lines(app)
            await pilot.press("left")
            assert getattr(app.choices.settings, name) == before
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
