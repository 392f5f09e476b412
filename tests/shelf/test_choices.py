"""A choice holds at once, is told to everybody who shows it, and is kept in one place."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.errors import SettingsError
from allvoice.shelf.settings.choices import Choices
from allvoice.shelf.settings.chosen import Chosen
from allvoice.shelf.settings.read import load_chosen
from allvoice.shelf.settings.spec import Spec
from allvoice.shelf.settings.specs import SPECS, Settings
from allvoice.shelf.settings.write import write_setting


def test_what_is_chosen_holds_is_told_and_is_written_in_this_order(tmp_path: Path) -> None:
    happened: list[object] = []

    def write(name: str, value: object) -> None:
        happened.append((name, value, choices.settings.volume))

    choices = Choices(write=write)
    choices.observers += [lambda settings: happened.append(settings.volume)] * 2
    assert choices.choose("volume", 70) == ""
    assert happened == [70, 70, ("volume", 70, 70)]
    assert choices.settings == Settings(volume=70)


def test_what_cannot_be_kept_holds_all_the_same_and_is_told() -> None:
    def write(name: str, value: object) -> None:
        raise SettingsError("settings.toml cannot be written.")

    choices = Choices(write=write)
    assert choices.choose("theme", "light") == "settings.toml cannot be written."
    assert choices.settings.theme == "light"


def test_what_is_for_this_run_alone_is_never_written_and_gives_way_to_a_choice() -> None:
    written: list[str] = []
    choices = Choices(Chosen().but(theme="sea"), lambda name, value: written.append(name))
    choices.for_now(theme="dark", external_screen_reader=True)
    assert choices.settings == Settings(theme="dark", external_screen_reader=True)
    choices.choose("volume", 80)
    assert choices.settings.theme == "dark"
    assert choices.chosen.of("theme") == "sea"
    choices.choose("theme", "light")
    assert choices.settings == Settings(theme="light", volume=80, external_screen_reader=True)
    assert written == ["volume", "theme"]
    assert "external_screen_reader" not in choices.chosen


def test_each_engine_has_its_voice_and_each_action_its_keys(tmp_path: Path) -> None:
    choices, faults = Choices.open(tmp_path / "settings.toml")
    assert faults == []
    choices.choose("voices.natural", "heart")
    choices.choose("voices.espeak", "en-gb")
    choices.choose("keys.stop", "f2")
    assert choices.settings.voices == {"natural": "heart", "espeak": "en-gb"}
    choices.choose("voices.natural", "")
    again, faults = Choices.open(tmp_path / "settings.toml")
    assert faults == []
    assert again.chosen == choices.chosen
    assert again.settings == Settings(voices={"espeak": "en-gb"}, keys={"stop": "f2"})


def test_two_windows_keep_each_others_choices(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    one, two = Choices.open(path)[0], Choices.open(path)[0]
    one.choose("volume", 70)
    two.choose("theme", "light")
    one.choose("keys.stop", "f2")
    assert load_chosen(path)[0].values == {"volume": 70, "theme": "light", "keys": {"stop": "f2"}}


def other_value(spec: Spec) -> object:
    """Return a value that is not the usual one."""
    by_hand = {
        "theme": "light",
        "skip": ("notes",),
        "skip_patterns": ("Page * of *",),
        "ignore_repeat_s": 0.5,
        "care_team_phone": "+1 (555) 0100 ext 2",
        "backup_folder": "/media/stick",
    }
    if spec.name in by_hand:
        return by_hand[spec.name]
    return next(value for value in spec.kind.values if value != spec.usual)


@pytest.mark.parametrize("spec", [s for s in SPECS if not s.fills_table], ids=lambda s: s.name)
def test_every_setting_can_be_chosen_and_reads_back(tmp_path: Path, spec: Spec) -> None:
    path = tmp_path / "settings.toml"
    value = other_value(spec)
    write_setting(path, spec.name, value)
    chosen, faults = load_chosen(path)
    assert (chosen.values, faults) == ({spec.name: value}, [])
    write_setting(path, spec.name, spec.usual)
    assert load_chosen(path)[0].values == {spec.name: spec.usual}
