"""What a shell is told that asks: what fits there; no request for completion ever speaks."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from allvoice.cli import allvoice as group
from allvoice.cli import candidates
from allvoice.cli import completion as completion_module
from allvoice.guide.load import load_guide
from allvoice.paths import bundled_guide, user_folders
from allvoice.shelf.library import Library
from allvoice.shelf.store.shelf import Shelf
from allvoice.speech.engines import registry
from tests.cli.conftest import Command
from tests.cli.messages import plain
from tests.e2e.terminal import PROGRAM

COMMANDS = group.list_commands(click.Context(group))


@pytest.fixture
def ask(allvoice: Command, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Return what is offered for a line whose last word is being typed."""

    def offered(line: str, kind: str = "plain") -> list[str]:
        monkeypatch.setenv("_ALLVOICE_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(len(line.split(" ")) - 1))
        outcome = allvoice()
        assert (outcome.code, outcome.err) == (0, "")
        rows = [row.split(",", 1) for row in outcome.out.splitlines() if row]
        return [value for type_, value in rows if type_ == kind]

    return offered


# What is offered.


def test_the_first_word_may_be_any_command_or_a_document(ask: Callable[..., list[str]]) -> None:
    assert ask("allvoice ") == COMMANDS
    assert "md" in ask("allvoice ", "file")
    assert ask("allvoice ", "dir") == [""]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_every_command_is_offered(
    ask: Callable[..., list[str]], command: str
) -> None:
    found = group.get_command(click.Context(group), command)
    assert found is not None
    options = {
        spelling
        for parameter in found.params
        if isinstance(parameter, click.Option)
        for spelling in parameter.opts
    }
    assert set(ask(f"allvoice {command} -")) == options | {"-h", "--help"}


def test_the_options_of_the_reader_are_offered_without_its_name(
    ask: Callable[..., list[str]],
) -> None:
    assert {"--version", "--plain", "--engine"} <= set(ask("allvoice --"))
    assert ask("allvoice --plain --eng") == ["--engine"]


def test_after_options_a_command_that_knows_them_or_a_document_is_offered(
    ask: Callable[..., list[str]],
) -> None:
    assert ask("allvoice --engine espeak sa") == ["say"]
    assert ask("allvoice --engine = espeak ") == ["listen", "read", "say"]
    assert ask("allvoice --data-dir read ") == COMMANDS
    assert ask("allvoice --plain ") == ["listen"]
    assert "md" in ask("allvoice --plain ", "file")
    assert "--version" not in ask("allvoice --plain -")
    assert "--plain" not in ask("allvoice --plain -")


def test_after_options_and_a_command_its_own_are_offered(
    ask: Callable[..., list[str]], guide: Path
) -> None:
    assert ask("allvoice --no-voice say --sh") == ["--show"]
    assert ask("allvoice --engine natural say --voice ") == ["heart"]
    assert ask(f"allvoice --verbose --engine espeak read {guide} --section tablets/w") == [
        "tablets/when-to-call"
    ]
    assert ask("allvoice --verbose doctor -") == ask("allvoice doctor -")


def test_after_two_dashes_only_a_document_is_offered(ask: Callable[..., list[str]]) -> None:
    for line in ("allvoice -- ", "allvoice --plain -- "):
        assert ask(line) == []
        assert "md" in ask(line, "file")


REMISSION = "06-words-the-team-will-use/remission-and-why-treatment-goes-on"


@pytest.mark.parametrize("shell", completion_module.SHELLS)
@pytest.mark.parametrize(
    ("option", "values"),
    [
        ("--engine=", list(candidates.ENGINES)),
        ("--engine=es", ["espeak"]),
        ("--plain --engine=es", ["espeak"]),
        ("--engine natural --voice=", ["heart"]),
        ("read --section=06-words-the-team-will-use/rem", [REMISSION]),
        ("--sink=dev", ["device"]),
        ("--engine=--pl", []),
        ("--engine=sa", []),
        ("--rate=", []),
        ("--plain=", []),
        ("--version=", []),
        ("--section=", []),
        ("say --show=", []),
        ("doctor --json=", []),
    ],
)
def test_after_an_equals_sign_only_values_of_the_option_are_offered(
    allvoice: Command, monkeypatch: pytest.MonkeyPatch, shell: str, option: str, values: list[str]
) -> None:
    monkeypatch.setenv("_ALLVOICE_COMPLETE", f"{shell}_complete")
    for equals in ("=", " = ") if shell == "bash" else ("=",):
        words = f"allvoice {option.replace('=', equals)}".rstrip().split(" ")
        monkeypatch.setenv("COMP_WORDS", " ".join(words))
        monkeypatch.setenv("COMP_CWORD", words[-1] if shell == "fish" else str(len(words) - 1))
        outcome = allvoice()
        assert (outcome.code, outcome.err) == (0, "")
        rows = outcome.out.replace("\n", ",") if shell == "zsh" else outcome.out
        assert re.findall(r"\bplain,([^,\t\n]+)", rows) == values
        assert ("md" in re.findall(r"\bfile,(\w+)", rows)) is False
        assert ("dir," in rows) is ("--sink" in option)


def test_every_engine_is_offered() -> None:
    assert tuple(candidates.ENGINES) == registry.ENGINE_NAMES


def test_voices_are_those_of_the_engine_named_before(ask: Callable[..., list[str]]) -> None:
    assert ask("allvoice read --engine natural --voice ") == ["heart"]
    assert "en-gb" in ask("allvoice read --engine espeak --voice ")
    assert {"heart", "en-gb"} <= set(ask("allvoice read --voice "))


def test_the_sound_may_go_to_a_word_or_to_a_file(ask: Callable[..., list[str]]) -> None:
    assert ask("allvoice say --sink ") == ["device", "null"]
    assert ask("allvoice say --sink ", "file") == ["wav"]


def test_sections_are_those_of_the_document_on_the_line(
    ask: Callable[..., list[str]], guide: Path
) -> None:
    sections = [each.id for each in load_guide(guide).sections]
    assert ask(f"allvoice read {guide} --section ") == sections
    assert ask(f"allvoice read {guide} --section = tablets/w") == ["tablets/when-to-call"]
    home = Path(os.environ["HOME"])
    guide.rename(home / guide.name)
    assert ask(f"allvoice read ~/{guide.name} --section ") == sections


def test_without_a_document_sections_are_those_of_the_guide_of_the_program(
    ask: Callable[..., list[str]],
) -> None:
    offered = ask("allvoice read --section ")
    assert offered == [each.id for each in load_guide(bundled_guide()).sections]


@pytest.fixture
def known(guide: Path) -> Path:
    """Three documents are known, two of them by one title."""
    other = guide.with_name("other.md")
    other.write_text("# Taking tablets\n\nRest.\n", encoding="utf-8")
    letter = guide.with_name("letter.md")
    letter.write_text("# Letter of May\n\n## Doses\n\nOne.\n", encoding="utf-8")
    with Shelf.open(user_folders()) as shelf:
        for path in (guide, other, letter):
            library = Library(shelf.documents.all(), bundled_guide())
            library.open(path).take_note(shelf.documents)
    return letter


@pytest.mark.parametrize("command", ["listen", "read", "sections", "sources", "check"])
def test_known_documents_are_offered_by_title_and_where_that_is_not_clear_by_number(
    ask: Callable[..., list[str]], known: Path, command: str
) -> None:
    assert ask(f"allvoice {command} ") == ["guide", "Letter of May", "2", "3"]
    assert ask(f"allvoice {command} lett") == ["Letter of May"]
    assert "md" in ask(f"allvoice {command} ", "file")
    assert ask("allvoice read Letter\\ of\\ May --section ") == [
        "letter/letter-of-may",
        "letter/doses",
    ]
    # Of the last document, as it is the one that is read.
    assert ask("allvoice read --section ") == ["letter/letter-of-may", "letter/doses"]


def test_only_known_documents_can_be_let_go(ask: Callable[..., list[str]], known: Path) -> None:
    assert ask("allvoice library --remove ") == ["guide", "Letter of May", "2", "3"]
    assert ask("allvoice library --forget=Let") == ["Letter of May"]
    assert ask("allvoice library --forget ", "file") == []


def test_known_documents_are_looked_up_without_a_trace(
    ask: Callable[..., list[str]], known: Path
) -> None:
    folder = user_folders().data
    before = {each: each.stat().st_mtime_ns for each in folder.rglob("*")}
    assert ask("allvoice listen ")
    assert {each: each.stat().st_mtime_ns for each in folder.rglob("*")} == before


@pytest.mark.parametrize(
    "line",
    [
        "allvoice nonsense ",
        "allvoice read missing.md --section ",
        "allvoice read . --section ",
        "allvoice read --rate fast --section x",
        "allvoice say --show ",
        'allvoice "unclosed',
    ],
)
def test_where_nothing_fits_nothing_is_offered_and_nothing_is_said(
    ask: Callable[..., list[str]], line: str
) -> None:
    assert ask(line) == []


def test_a_document_too_long_to_wait_for_offers_no_sections(
    ask: Callable[..., list[str]], guide: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "LARGEST_DOCUMENT_BYTES", guide.stat().st_size - 1)

    assert ask(f"allvoice read {guide} --section ") == []


# Nothing else happens.


@pytest.mark.parametrize(
    "asked",
    ["bash", "bash_", "_source", "source_bash", "csh_source", "bash_run", "1", " ", "\udcff"],
)
def test_a_request_that_is_not_known_is_told_in_one_sentence(
    allvoice: Command, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    monkeypatch.setenv("_ALLVOICE_COMPLETE", asked)
    for args in ([], ["listen"], ["say", "Hello."]):
        outcome = allvoice(*args)
        assert (outcome.code, outcome.out) == (2, "")
        assert "bash_source, zsh_source or fish_source" in plain(outcome.err)


@pytest.mark.parametrize("cword", [None, "x"])
def test_candidates_asked_for_by_hand_are_told_in_one_sentence(
    allvoice: Command, monkeypatch: pytest.MonkeyPatch, cword: str | None
) -> None:
    monkeypatch.setenv("_ALLVOICE_COMPLETE", "zsh_complete")
    if cword is not None:
        monkeypatch.setenv("COMP_WORDS", "allvoice ")
        monkeypatch.setenv("COMP_CWORD", cword)
    outcome = allvoice("listen")

    assert (outcome.code, outcome.out) == (2, "")
    assert "zsh_source" in plain(outcome.err)


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        *((f"{shell}_source", "") for shell in completion_module.SHELLS),
        ("bash_complete", "allvoice read --voice "),
        ("zsh_complete", "allvoice read --voice=e"),
        ("zsh_complete", "allvoice --engine espeak read --voice "),
    ],
)
def test_completion_starts_no_process_and_leaves_no_file(asked: str, line: str) -> None:
    watched = (
        "import sys\n"
        "def watch(event, args):\n"
        "    if event.startswith(('subprocess.', 'os.exec', 'os.fork', 'os.posix_spawn',"
        " 'os.mkdir', 'socket.', 'sqlite3.', 'os.system')):\n"
        "        sys.exit(f'{event} {args}')\n"
        "sys.addaudithook(watch)\n"
        "from allvoice.cli import run\n"
        "code = run([])\n"
        "heavy = {'textual', 'onnxruntime', 'numpy', 'miniaudio', 'pyttsx3', 'sqlite3',"
        " 'markdown_it'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else code)\n"
    )
    done = subprocess.run(
        [PROGRAM.replace("allvoice", "python"), "-B", "-c", watched],
        env={
            **os.environ,
            "_ALLVOICE_COMPLETE": asked,
            "COMP_WORDS": line,
            "COMP_CWORD": str(line.count(" ")),
        },
        capture_output=True,
        text=True,
        timeout=40,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
    assert list(Path(os.environ["HOME"]).rglob("*")) == []
