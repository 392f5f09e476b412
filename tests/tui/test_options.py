"""The list of options on the screen: every choice is drawn, said, changed and written."""

from __future__ import annotations

from pathlib import Path

from allvoice.errors import SettingsError
from allvoice.reading.commands import ChangeRate, ChangeVoice, ChangeVolume
from allvoice.shelf.settings.kinds import Flag, OneOf
from allvoice.shelf.settings.specs import OPTIONS, Settings
from tests.tui.screen_harness import make_app
from tests.tui.screens import screen_lines

SMALL = (40, 12)


async def test_what_is_skipped_is_kept_for_the_next_time(tmp_path: Path) -> None:
    kept: list[tuple[str, object]] = []
    app, _ = make_app(tmp_path, write=lambda name, value: kept.append((name, value)))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("X", "X")
        assert kept == [("skip", ("code", "notes")), ("skip", ())]


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
            assert harness.spoken[-1] == f"{words}: {shown}"
            assert f"> {words}: {shown}" in screen_lines(app)
            await pilot.press("left")
            assert getattr(app.choices.settings, name) == before
            await pilot.press("enter")
            assert kept[-3:] == [(name, after), (name, before), (name, after)]
            await pilot.press("left", "down")


async def test_pace_volume_and_voice_are_options_too(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=(40, 30)) as pilot:
        await pilot.press("o", "right", "left", "down", "left", "down", "enter")
        assert harness.asked == [
            ChangeRate(1),
            ChangeRate(-1),
            ChangeVolume(-1),
            ChangeVoice(1),
        ]


async def test_what_has_only_a_shifted_key_is_reached_without_one(tmp_path: Path) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=(40, 30)) as pilot:
        await pilot.press("o")
        while "Bookmarks" not in harness.spoken[-1]:
            await pilot.press("down")
        await pilot.press("enter")
        assert harness.spoken[-1].startswith("Bookmarks, 0. You have no bookmarks yet.")


async def test_a_choice_that_cannot_be_kept_holds_and_says_so(tmp_path: Path) -> None:
    def write(name: str, value: object) -> None:
        raise SettingsError("settings.toml cannot be written, so this choice lasts only today.")

    app, harness = make_app(tmp_path, write=write)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("c")
        assert app.theme != "dark"
        assert "settings.toml cannot be written" in " ".join(harness.spoken)


async def test_the_settings_hold_from_the_start(tmp_path: Path) -> None:
    settings = Settings(interface_voice=False, guide_voice=False, one_sentence=True, earcons=False)
    app, harness = make_app(tmp_path, settings=settings)
    async with app.run_test(size=SMALL):
        options = harness.state.options
        assert not options.interface_voice
        assert not options.guide_voice
        assert not options.earcons
        assert options.one_sentence


async def test_with_the_interface_voice_off_only_the_way_to_turn_it_on_is_still_said(
    tmp_path: Path,
) -> None:
    app, harness = make_app(tmp_path)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("o", *["down"] * 4, "enter")
        assert harness.spoken[-1] == "Interface voice: off"
        await pilot.press("down")
        assert harness.spoken[-1] == "Guide voice: on, 6 of 20"
        await pilot.press("escape", "t")
        assert not harness.spoken[-1].startswith("Contents")
        await pilot.press("t", "o")
        assert harness.spoken[-1].startswith("Options, 20. Pace")
        await pilot.press(*["down"] * 4, "enter")
        assert harness.spoken[-1] == "Interface voice: on"


async def test_a_choice_that_cannot_be_kept_is_said_together_with_why(tmp_path: Path) -> None:
    def write(name: str, value: object) -> None:
        raise SettingsError("settings.toml cannot be written: it is a folder.")

    app, harness = make_app(tmp_path, write=write)
    async with app.run_test(size=SMALL) as pilot:
        why = "settings.toml cannot be written: it is a folder."
        await pilot.press("c")
        assert harness.spoken[-1] == f"Colours: light. {why}"
        await pilot.press("o", *["down"] * 6, "right")
        assert harness.spoken[-1] == f"Interface voice pitch: same. {why}"
        assert harness.earcons[-1] == "alarm"
