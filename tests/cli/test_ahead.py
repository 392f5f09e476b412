"""Options that `listen` knows may stand before any command's name; it runs as if they followed."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from allvoice.cli import allvoice as group
from allvoice.cli.ahead import FLAGS, WITH_VALUE, spellings, split_ahead
from tests.cli.conftest import Command
from tests.cli.messages import refused


@pytest.mark.parametrize(
    ("ahead", "command", "rest"),
    [
        (["--no-voice"], "say", ["Hello."]),
        (["--no-voice", "--verbose"], "read", ["tablets.md"]),
        (["--engine", "silent", "--sink", "null"], "say", ["Hello."]),
        (["--engine=silent", "--sink=null"], "read", ["tablets.md", "--section", "tablets"]),
        (["--rate", "180"], "sections", ["tablets.md"]),
        (["--data-dir", "stored"], "bookmarks", []),
        (["--data-dir", "read"], "check", ["tablets.md"]),
        (["--data-dir=say"], "bookmarks", ["--json"]),
        (["--no-voice"], "say", ["--", "--verbose"]),
        (["--no-voice"], "say", ["doctor"]),
        (["--engine", "say"], "say", ["Hello."]),
        (["--rate", "fast"], "sections", []),
        (["--plain"], "doctor", []),
        (["--plain=yes"], "doctor", []),
        (["--verbose"], "voices", []),
        (["--data-dir", "read"], "sections", []),
        (["--no-voice", "--help"], "say", []),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else value,
)
def test_a_command_runs_as_if_the_options_before_it_came_after(
    allvoice: Command, guide: Path, ahead: list[str], command: str, rest: list[str]
) -> None:
    assert allvoice(*ahead, command, *rest) == allvoice(command, *ahead, *rest)


def test_everything_is_stored_in_the_folder_named_before_the_command(
    allvoice: Command, tmp_path: Path
) -> None:
    (tmp_path / "settings.toml").write_text("engin = 1\n", encoding="utf-8")
    spoken = allvoice("--data-dir", tmp_path, "--no-voice", "say", "Hello.")

    assert (spoken.code, spoken.out) == (0, "Hello.\n")
    assert "I do not know 'engin'" in spoken.err


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--plain", "doctor"], "No such option.*--plain.* Try allvoice doctor --help."),
        (["--verbose", "voices"], "No such option.*--verbose.* Try allvoice voices --help."),
        (["--plain", "sectons"], r"no command or file 'sectons'.* Did you mean sections\?"),
        (["--plain", "./doctor"], "There is no guide at doctor"),
        (["--", "doctor"], "There is no document or file 'doctor'"),
        (["--plain", "--", "doctor"], "There is no document or file 'doctor'"),
        (["--plain", "gone.md"], "There is no guide at gone.md"),
        (["--plain", ""], "DOCUMENT is empty; give a path, a number or a name"),
        (["--verbose", "--engine"], "'--engine' requires an argument."),
        (["--bogus", "doctor"], "No such option.*--bogus.* Try allvoice listen --help."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_does_not_fit_is_told_in_one_sentence(
    allvoice: Command, args: list[str], told: str
) -> None:
    assert re.search(told, refused(allvoice(*args)))


def test_the_options_that_may_come_first_are_those_of_listen() -> None:
    context = click.Context(group, **group.context_settings)
    listen = group.get_command(context, "listen")
    assert listen is not None
    options = [each for each in listen.get_params(context) if isinstance(each, click.Option)]
    flags = {text for each in options if each.is_flag for text in each.opts}

    assert flags == FLAGS
    assert {text for each in options for text in each.opts} - flags == WITH_VALUE


@pytest.mark.parametrize(
    ("words", "ahead", "given"),
    [
        ([], 0, set()),
        (["doctor", "--plain"], 0, set()),
        (["--plain", "doctor"], 1, {"--plain"}),
        (["--engine", "espeak", "--plain", "say"], 3, {"--engine", "--plain"}),
        (["--engine=espeak", "say"], 1, {"--engine"}),
        (["--engine=", "say"], 1, {"--engine"}),
        (["--data-dir", "read", "read"], 2, {"--data-dir"}),
        (["--data-dir", "--", "read"], 2, {"--data-dir"}),
        (["--plain", "--", "read"], 1, {"--plain"}),
        (["--plain", "--json", "doctor"], 1, {"--plain"}),
        (["--plain", "--engine"], 1, {"--plain"}),
        (["-", "--plain"], 0, set()),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_the_options_end_where_something_else_stands(
    words: list[str], ahead: int, given: set[str]
) -> None:
    assert split_ahead(words) == (words[:ahead], words[ahead:])
    assert spellings(words[:ahead]) == given
