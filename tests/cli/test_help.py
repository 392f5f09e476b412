"""Help fits a terminal in very large letters and comes at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import click
import pytest

from allvoice.cli import allvoice as group
from tests.cli.conftest import Command

PROMISED = {
    "listen", "read", "say", "sections", "bookmarks", "notebook", "questions", "backup", "restore",
    "forget", "check", "voices", "doctor",
}  # fmt: skip
COMMANDS = group.list_commands(click.Context(group))
SPEAKING = ["listen", "read", "say"]
SPEAKING_OPTIONS = [
    "--engine",
    "--voice",
    "--rate",
    "--sink",
    "--data-dir",
    "--no-voice",
    "--verbose",
]
MOST_COLUMNS = 40
HEAVY = [
    "textual",
    "rich",
    "pyttsx3",
    "miniaudio",
    "hibari",
    "onnxruntime",
    "numpy",
    "markdown_it",
    "rapidfuzz",
]


@pytest.mark.parametrize("terminal_columns", ["20", "80", "300"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_never_wider_than_large_letters_allow(
    allvoice: Command, monkeypatch: pytest.MonkeyPatch, command: str, terminal_columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", terminal_columns)
    help_text = allvoice(*command.split(), "--help")

    assert help_text.code == 0
    assert help_text.err == ""
    assert max(map(len, help_text.out.splitlines())) <= MOST_COLUMNS


def test_help_names_every_command_with_a_whole_description(allvoice: Command) -> None:
    text = allvoice("--help").out

    listed = text[text.index("Commands:") :].splitlines()[1:]
    names = [line.split()[0] for line in listed]
    assert names == COMMANDS
    assert set(names) >= PROMISED
    assert all(line.endswith(".") and not line.endswith("...") for line in listed)


@pytest.mark.parametrize("command", SPEAKING)
def test_every_command_that_speaks_takes_the_same_options(allvoice: Command, command: str) -> None:
    text = allvoice(command, "--help").out

    assert [option for option in SPEAKING_OPTIONS if option not in text] == []


@pytest.mark.parametrize(
    "command", ["sections", "bookmarks", "notebook", "questions", "check", "voices", "doctor"]
)
def test_every_list_can_be_had_for_programs(allvoice: Command, command: str) -> None:
    assert "--json" in allvoice(command, "--help").out


def test_h_is_help(allvoice: Command) -> None:
    assert allvoice("-h").out == allvoice("--help").out


def test_the_version_is_told(allvoice: Command) -> None:
    from importlib import metadata

    assert metadata.version("allvoice") in allvoice("--version").out


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["read", "--help"]])
def test_help_and_version_load_no_screen_no_voice_and_no_parser(args: list[str]) -> None:
    program = (
        "import json, sys\n"
        "from allvoice.cli import run\n"
        f"code = run({args!r})\n"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)\n"
        "sys.exit(code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=os.environ, check=True
    )

    loaded = {name.partition(".")[0] for name in json.loads(done.stderr)}
    assert "click" in loaded
    assert loaded.isdisjoint(HEAVY)
