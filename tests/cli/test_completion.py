"""Tab in a real shell: it offers what fits there, and no request for completion ever speaks."""

from __future__ import annotations

import os
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from allvoice.cli import allvoice as group
from allvoice.cli import candidates
from allvoice.cli import completion as completion_module
from allvoice.guide.load import load_guide
from allvoice.paths import bundled_guide
from allvoice.speech import catalogue
from tests.cli.conftest import Command
from tests.cli.messages import plain
from tests.e2e.ear import need
from tests.e2e.terminal import PROGRAM, Terminal

ROOT = Path(__file__).parents[2]
SHIPPED = {
    "bash": ("completions/allvoice.bash", "share/bash-completion/completions/allvoice"),
    "zsh": ("completions/_allvoice", "share/zsh/site-functions/_allvoice"),
    "fish": ("completions/allvoice.fish", "share/fish/vendor_completions.d/allvoice.fish"),
}
"""Each shell's script: where it is kept, and where the wheel puts it."""
TAB = b"\t"
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


def test_every_engine_is_offered() -> None:
    assert tuple(candidates.ENGINES) == catalogue.ENGINE_NAMES


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


@pytest.mark.parametrize("asked", ["bash_source", "zsh_source", "fish_source", "bash_complete"])
def test_completion_starts_no_process_and_leaves_no_file(
    asked: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
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
            "COMP_WORDS": "allvoice read --voice ",
            "COMP_CWORD": "3",
        },
        capture_output=True,
        text=True,
        timeout=40,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
    assert list(Path(os.environ["HOME"]).rglob("*")) == []


# The scripts.


@pytest.mark.parametrize("shell", completion_module.SHELLS)
def test_the_script_in_the_wheel_is_the_one_the_program_prints(
    allvoice: Command, monkeypatch: pytest.MonkeyPatch, shell: str
) -> None:
    monkeypatch.setenv("_ALLVOICE_COMPLETE", f"{shell}_source")
    printed = allvoice()
    kept, installed = SHIPPED[shell]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    build = project["tool"]["hatch"]["build"]["targets"]

    assert (printed.code, printed.err) == (0, "")
    assert (ROOT / kept).read_text(encoding="utf-8") == printed.out, "run: make completions"
    assert build["wheel"]["shared-data"][kept] == installed
    assert kept.partition("/")[0] in build["sdist"]["include"]


@pytest.fixture
def folder(tmp_path: Path, guide: Path) -> Path:
    """A folder with a document, a document with a hard name, another file and a folder."""
    place = tmp_path / "place"
    place.mkdir()
    guide.rename(place / "tablets.md")
    (place / "my hard notes.md").write_text("# One\n\nA.\n", encoding="utf-8")
    (place / "picture.png").touch()
    (place / "papers").mkdir()
    return place


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    return {
        "PATH": f"{Path(PROGRAM).parent}:{os.environ['PATH']}",
        "HOME": str(tmp_path / "home"),
        "TERM": "xterm",
        "LANG": "C.UTF-8",
    }


@pytest.fixture(params=["bash", "zsh"])
def prompt(
    request: pytest.FixtureRequest, folder: Path, surroundings: dict[str, str]
) -> Iterator[Terminal]:
    """A shell at its prompt in the folder, with our script as the wheel has it."""
    shell: str = request.param
    program = need(shell, shell)
    script = ROOT / SHIPPED[shell][0]
    plain_prompt = f"cd {folder}; PS1='{shell}: '; clear\n"
    if shell == "bash":
        command = [program, "--norc", "--noprofile", "-i"]
        typed = f"source {script}; bind 'set show-all-if-ambiguous on'; {plain_prompt}"
    else:
        command = [program, "-f", "-i"]
        # As a package manager installs it: found in fpath by its name.
        typed = f"fpath=({script.parent} $fpath); autoload -Uz compinit; compinit -D -u; "
        typed += f"setopt no_beep; unsetopt list_ambiguous; LISTMAX=999; {plain_prompt}"
    with Terminal(command, surroundings, columns=100, lines=40) as terminal:
        terminal.keys(typed.encode())
        terminal.wait_until(lambda: terminal.text == f"{shell}:", 15, "an empty prompt")
        yield terminal


def completes(prompt: Terminal, typed: str, becomes: str) -> None:
    """Type the beginning of a line, press Tab, and see the whole line; then clear it."""
    prompt.keys(typed.encode() + TAB)
    prompt.wait_for(becomes)
    prompt.keys(b"\x15\x0c")
    prompt.wait_until(lambda: prompt.text in ("bash:", "zsh:"), 15, "an empty prompt")


def test_tab_completes_in_bash_and_zsh(prompt: Terminal) -> None:
    completes(prompt, "allvoice sec", "allvoice sections")
    completes(prompt, "allvoice read --sec", "allvoice read --section")
    completes(prompt, "allvoice say --engine nat", "allvoice say --engine natural")
    completes(prompt, "allvoice say --engine=esp", "allvoice say --engine=espeak")
    completes(prompt, "allvoice read --voice en-gb-sc", "allvoice read --voice en-gb-scotland")
    completes(prompt, "allvoice read --sink dev", "allvoice read --sink device")
    completes(prompt, "allvoice read tab", "allvoice read tablets.md")
    completes(prompt, "allvoice tab", "allvoice tablets.md")
    completes(prompt, "allvoice check pap", "allvoice check papers/")
    completes(prompt, "allvoice read my", "allvoice read my\\ hard\\ notes.md")
    completes(
        prompt,
        "allvoice read tablets.md --section tablets/w",
        "allvoice read tablets.md --section tablets/when-to-call",
    )
    completes(
        prompt,
        "allvoice read --section=05-key-terms/rem",
        "allvoice read --section=05-key-terms/remission",
    )


def test_tab_lists_what_fits_and_no_other_file(prompt: Terminal) -> None:
    prompt.keys(b"allvoice read --engine " + TAB)
    for engine in catalogue.ENGINE_NAMES:
        prompt.wait_for(engine)
    prompt.keys(b"\x15\x0c")
    prompt.wait_until(lambda: prompt.text in ("bash:", "zsh:"), 15, "an empty prompt")
    prompt.keys(b"allvoice read " + TAB)
    prompt.wait_for("tablets.md")
    prompt.wait_for("papers")
    assert "picture.png" not in prompt.text


def test_tab_completes_in_fish(folder: Path, surroundings: dict[str, str]) -> None:
    def offered(line: str) -> list[str]:
        done = subprocess.run(
            [
                need("fish", "fish"),
                "--no-config",
                "-c",
                f"source {ROOT / SHIPPED['fish'][0]}; complete -C '{line}'",
            ],
            env=surroundings,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=40,
        )
        assert done.stderr == ""
        return [row.partition("\t")[0] for row in done.stdout.splitlines()]

    assert offered("allvoice sec") == ["sections"]
    assert "--section" in offered("allvoice read --")
    assert offered("allvoice say --engine ") == list(catalogue.ENGINE_NAMES)
    assert offered("allvoice say --engine=esp") == ["--engine=espeak"]
    assert offered("allvoice say --voice en-gb-sc") == ["en-gb-scotland"]
    assert offered("allvoice say --sink dev") == ["device"]
    assert offered("allvoice read tablets.md --section tablets/w") == ["tablets/when-to-call"]
    assert sorted(offered("allvoice read ")) == ["my hard notes.md", "papers/", "tablets.md"]
    assert offered("allvoice check pap") == ["papers/"]
