"""The man page cannot fall behind the program."""

from __future__ import annotations

import dataclasses
import os
import re
import subprocess
from pathlib import Path

import click
import pytest

import allvoice as package
from allvoice import __version__, errors
from allvoice.actions import catalogue
from allvoice.cli import EXIT_INTERRUPTED
from allvoice.cli import allvoice as group
from allvoice.narration.lexicon import Entry as Term
from allvoice.paths import DATA_DIR_VARIABLE, Folders
from allvoice.plain.typed_words import TYPED_WORDS, TypedControls
from allvoice.shelf.settings.specs import SPECS
from allvoice.shelf.settings.template import usual_lines
from allvoice.tui.keys.keymap import ACTIONS, Keymap, key_name
from allvoice.tui.terminal.input_filter import ESCAPE_WAIT_S
from tests.cli.man_page import FILE, Entry, entries, up_to_date
from tests.e2e.ear import need

ORDER = [action.id for action in catalogue.ACTIONS]
SOURCE = FILE.read_text(encoding="utf-8")
PAGE = entries(SOURCE)
COMMANDS = group.list_commands(click.Context(group))
EVERY, SHARED = "Options of every command", "Options of "
OF_THE_PROGRAM = {"--version"}
MOST_COLUMNS = 40
_OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")
_VARIABLE = re.compile(r"environ\w*(?:\.get\(|\.pop\(|\[)\s*[\"']([A-Z_]+)[\"']")
SET_BY_THE_PROGRAM = {"ESPEAK_DATA_PATH", "COMP_WORDS", "COMP_CWORD"}
"""For a library, and by its own scripts for the shell; nobody else is to set them."""


def told_in(section: str) -> list[Entry]:
    found = [entry for entry in PAGE if entry.section == section]
    assert found, f"there is no section {section}"
    return found


def tags(section: str) -> list[str]:
    return [entry.tag for entry in told_in(section) if entry.tag]


def is_about(part: str, command: str) -> bool:
    """Return whether what stands under a heading holds for a command."""
    if part.startswith(SHARED):
        return part == EVERY or command in re.findall(r"\w+", part)
    return part.split()[:2] == ["allvoice", command]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_every_command_is_explained_and_no_other(name: str) -> None:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    context = click.Context(command, parent=click.Context(group, **group.context_settings))
    options = {
        spelling
        for parameter in command.get_params(context)
        if isinstance(parameter, click.Option)
        for spelling in parameter.opts
    }
    told = [entry for entry in told_in("COMMANDS") if entry.tag and is_about(entry.part, name)]
    assert {each for entry in told for each in _OPTION.findall(entry.tag)} == (
        options | OF_THE_PROGRAM
    )
    assert all(entry.text for entry in told)


def test_every_command_has_its_heading_and_no_other_has_one() -> None:
    parts = [entry.part for entry in told_in("COMMANDS")]
    own = [part.split()[1] for part in dict.fromkeys(parts) if not part.startswith(SHARED)]
    assert own == COMMANDS


def test_every_key_is_told_in_its_group_with_what_it_does_and_its_name() -> None:
    keymap = Keymap()
    promised = [
        Entry(
            "KEYS",
            action.group,
            ", ".join(key_name(key) for key in keymap.keys(action.id)),
            f"{action.words} ({action.id}).",
        )
        for action in ACTIONS
    ]
    told = [entry for entry in told_in("KEYS") if entry.tag]
    assert [entry for entry in promised if entry not in told] == []
    assert [entry for entry in told if entry not in promised] == []


def test_every_typed_word_is_told_in_the_words_of_its_help() -> None:
    told = {entry.tag: entry.text for entry in told_in("PLAIN MODE") if entry.tag}
    assert list(told) == [
        each.typed or "Enter"
        for each in sorted(TYPED_WORDS, key=lambda each: ORDER.index(each.action))
    ]
    for item in TypedControls(external_screen_reader=False).help_items():
        typed, _, spoken = item.key.partition(" or ")
        assert told[typed].removesuffix(".") == item.text or spoken


def test_keys_typed_words_and_settings_are_told_as_the_program_says_them() -> None:
    assert up_to_date(SOURCE) == SOURCE, "run: make man"


def test_a_person_finds_every_setting_under_its_heading_with_usual_value_and_help() -> None:
    promised = [
        Entry(
            "SETTINGS",
            f"[{spec.table}]",
            ", ".join(usual_lines(spec)),
            re.sub(r'["`]', "", spec.help),
        )
        for spec in SPECS
    ]
    told = [entry for entry in told_in("SETTINGS") if entry.tag]
    assert len(told) == len(promised)
    assert [entry for entry in promised if entry not in told] == []


def test_every_field_of_the_listeners_lexicon_is_told() -> None:
    assert tags("LEXICON") == [field.name for field in dataclasses.fields(Term)]


def test_every_variable_the_program_looks_at_is_told() -> None:
    looked_at = {DATA_DIR_VARIABLE}
    for file in Path(package.__file__).parent.rglob("*.py"):
        looked_at.update(_VARIABLE.findall(file.read_text(encoding="utf-8")))
    assert len(looked_at) > 3
    assert set(tags("ENVIRONMENT")) == looked_at - SET_BY_THE_PROGRAM


def test_how_long_the_escape_key_is_waited_for_is_told() -> None:
    (entry,) = [each for each in told_in("ENVIRONMENT") if each.tag == "ESCDELAY"]
    assert f"{ESCAPE_WAIT_S * 1000:g} unless set" in entry.text


def test_every_exit_code_is_told() -> None:
    codes = {getattr(errors, name) for name in dir(errors) if name.startswith("EXIT_")}
    assert set(map(int, tags("EXIT STATUS"))) == codes | {EXIT_INTERRUPTED}


def test_every_file_of_the_listener_is_named() -> None:
    one = Path("x")
    folders = Folders(one, one, one, one)
    text = " ".join(f"{entry.tag} {entry.text}" for entry in told_in("FILES"))
    for file in (folders.settings_file, folders.lexicon_file, folders.database):
        assert file.name in text


def test_it_is_the_page_of_this_version() -> None:
    assert SOURCE.splitlines()[0].split()[4] == f'"{__version__}"'


def test_it_fits_a_terminal_in_very_large_letters_and_is_made_without_a_fault() -> None:
    shown = subprocess.run(
        [need("man", "man-db"), "--warnings", "-l", str(FILE)],
        capture_output=True,
        text=True,
        # Where neither is a terminal, man writes no letters over letters.
        env={**os.environ, "MANWIDTH": str(MOST_COLUMNS), "LC_ALL": "C.UTF-8"},
        check=True,
    )
    lines = shown.stdout.splitlines()
    assert shown.stderr == ""
    assert len(lines) > len(SOURCE.splitlines()) / 2
    assert max(map(len, lines)) <= MOST_COLUMNS
    assert [line for line in lines if line.endswith("\N{HYPHEN}")] == []
