"""A setting stands once: what the file, the options and the checks say of it comes from there."""

from __future__ import annotations

import re
import tomllib
from itertools import groupby

import pytest

from allvoice.shelf.settings.choices import Choices
from allvoice.shelf.settings.chosen import Chosen
from allvoice.shelf.settings.kinds import (
    Flag,
    Number,
    OneOf,
    Patterns,
    Phone,
    SomeOf,
    Text,
    Texts,
    Whole,
    for_file,
)
from allvoice.shelf.settings.read import chosen_in
from allvoice.shelf.settings.spec import GROUPS, TABLES, Spec
from allvoice.shelf.settings.specs import SPECS, Settings
from allvoice.shelf.settings.template import chosen_lines, template


def test_the_first_file_explains_every_setting_and_changes_none() -> None:
    assert chosen_in(template()) == Chosen()
    bare = re.sub(r"^# (?=\w+ = )", "", template(), flags=re.MULTILINE)
    assert bare != template()
    assert chosen_in(bare).filled() == Settings(keys={"stop": "s,f2"})
    for spec in SPECS:
        assert re.search(rf"^{spec.in_file} = |^\[{spec.in_file}\]", bare, flags=re.MULTILINE)


def test_in_the_first_file_each_setting_stands_under_its_table_below_its_help() -> None:
    bare = re.sub(r"^# (?=\w+ = )", "", template(), flags=re.MULTILINE)
    data = tomllib.loads(bare)
    assert [*data] == [*TABLES]
    text = " ".join(line.removeprefix("# ") for line in template().splitlines())
    for spec in SPECS:
        assert spec.help in text
        if not spec.fills_table:
            assert data[spec.table][spec.in_file] == for_file(spec.usual)


def test_a_line_at_the_end_of_the_file_is_never_taken_for_a_key() -> None:
    assert [*TABLES][-1] != "keys"


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_what_is_usual_can_be_and_is_told(spec: Spec) -> None:
    if spec.fills_table:
        assert spec.usual == {}
        assert spec.table == spec.in_file
    else:
        assert spec.kind.takes(for_file(spec.usual))
    assert getattr(Settings(), spec.name) == spec.usual
    assert spec.words
    assert spec.help.endswith(".")


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
def test_the_help_names_every_value_and_both_ends(spec: Spec) -> None:
    match spec.kind:
        case OneOf(values) | SomeOf(values):
            told = [f'"{value}"' for value in values]
        case Whole(least, most):
            told = [f"{least} to {most}"]
        case _:
            told = []
    # For a switch of three, whoever reads the line of the file sees the usual one there.
    assert [each for each in told if each not in spec.help] == []


def test_no_two_settings_share_a_name_and_no_table_has_one_of_a_setting() -> None:
    names = [spec.in_file for spec in SPECS]
    assert len(set(names)) == len(names)
    lines = {spec.in_file for spec in SPECS if not spec.fills_table} | {"voice"}
    # Above all tables, in files of the first form, such a line would break the whole file.
    assert not lines & TABLES.keys()
    assert {spec.table for spec in SPECS} == TABLES.keys()
    words = [word for spec in SPECS for word in spec.other_words]
    assert len(set(words)) == len(words)
    assert not set(words) & set(names)


def test_every_option_can_be_gone_through_or_is_chosen_elsewhere() -> None:
    chosen_elsewhere = {spec.name for spec in SPECS if not spec.kind.values}
    assert chosen_elsewhere == {
        "voices", "theme", "skip", "skip_patterns", "care_team_phone", "backup_folder", "keys"
    }  # fmt: skip
    kinds = {Flag, Number, OneOf, Whole, Text, Patterns, Phone, SomeOf, Texts}
    assert {type(spec.kind) for spec in SPECS} == kinds


def test_settings_stand_in_the_order_of_the_headings_of_the_list_of_options() -> None:
    assert [group for group, _ in groupby(spec.group for spec in SPECS)] == [*GROUPS]


def test_what_holds_from_the_next_start_changes_nothing_until_then() -> None:
    choices = Choices()
    assert choices.choose("external_screen_reader", True) == ""
    assert not choices.settings.external_screen_reader
    assert choices.wanted("external_screen_reader")
    assert Choices(choices.chosen).settings.external_screen_reader


def test_by_key_the_volume_ends_before_nothing_is_heard() -> None:
    (volume,) = [spec for spec in SPECS if spec.name == "volume"]
    assert volume.kind.values[0] == 10
    assert volume.kind.values[-1] == 150
    assert volume.kind.takes(0)


def test_what_is_chosen_is_told_line_by_line() -> None:
    chosen = Chosen().but(volume=80, skip=("code", "notes"), external_screen_reader=True)
    chosen = chosen.with_choice("voices.espeak", 'a "b"').with_choice("keys.stop", "f2")
    assert chosen_lines(chosen) == [
        "volume = 80",
        'voices.espeak = "a \\"b\\""',
        'skip = ["code", "notes"]',
        'keys.stop = "f2"',
        "screen_reader = true",
    ]
    assert chosen_in("\n".join(reversed(chosen_lines(chosen)))) == chosen
    assert chosen_lines(Chosen()) == []


def test_an_entry_that_is_emptied_is_no_longer_chosen() -> None:
    chosen = Chosen().with_choice("voices.espeak", "en-gb")
    assert chosen.with_choice("voices.espeak", "") == Chosen()
    assert "voices" not in chosen.with_choice("voices.espeak", "")
