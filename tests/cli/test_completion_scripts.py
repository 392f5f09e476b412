"""Tab in a real shell: it offers what fits there."""

from __future__ import annotations

import os
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from allvoice.cli import candidates
from allvoice.cli import completion as completion_module
from allvoice.speech.engines import registry
from tests.cli.conftest import Command
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


@pytest.fixture
def known(folder: Path, tmp_path: Path) -> None:
    """A document was opened whose title has blanks."""
    path = folder / "my hard notes.md"
    path.write_text("# Letter of May\n\nA.\n", encoding="utf-8")
    home = {"HOME": str(tmp_path / "home"), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    command = [PROGRAM, "listen", str(path), "--plain", "--no-voice"]
    subprocess.run(command, env=home, stdin=subprocess.DEVNULL, check=True, timeout=40)


def test_tab_completes_the_title_of_a_known_document(known: None, prompt: Terminal) -> None:
    for line in ("allvoice read", "allvoice library --forget"):
        completes(prompt, f"{line} Let", f"{line} Letter\\ of\\ May")


def test_tab_completes_in_bash_and_zsh(prompt: Terminal) -> None:
    completes(prompt, "allvoice sec", "allvoice sections")
    completes(prompt, "allvoice read --sec", "allvoice read --section")
    completes(prompt, "allvoice say --engine nat", "allvoice say --engine natural")
    completes(prompt, "allvoice say --engine=esp", "allvoice say --engine=espeak")
    completes(prompt, "allvoice --engine=esp", "allvoice --engine=espeak")
    completes(prompt, "allvoice --engine espeak sa", "allvoice --engine espeak say")
    completes(prompt, "allvoice --verbose say --sh", "allvoice --verbose say --show")
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
        "allvoice read --section=06-words-the-team-will-use/rem",
        "allvoice read --section=06-words-the-team-will-use/remission-and-why-treatment-goes-on",
    )


def test_tab_lists_what_fits_and_no_other_file(prompt: Terminal) -> None:
    prompt.keys(b"allvoice read --engine " + TAB)
    for engine in registry.ENGINE_NAMES:
        prompt.wait_for(engine)
    prompt.keys(b"\x15\x0c")
    prompt.wait_until(lambda: prompt.text in ("bash:", "zsh:"), 15, "an empty prompt")
    prompt.keys(b"allvoice --engine=" + TAB)
    for engine in registry.ENGINE_NAMES:
        prompt.wait_for(engine)
    assert not any(other in prompt.text for other in ("sections", "tablets.md", "papers"))
    prompt.keys(b"\x15\x0c")
    prompt.wait_until(lambda: prompt.text in ("bash:", "zsh:"), 15, "an empty prompt")
    prompt.keys(b"allvoice read " + TAB)
    prompt.wait_for("tablets.md")
    prompt.wait_for("papers")
    assert "picture.png" not in prompt.text


@pytest.fixture
def in_fish(folder: Path, surroundings: dict[str, str]) -> Callable[[str], list[str]]:
    """Return what fish offers for a line, as it reads when it is typed in the folder."""

    def offered(line: str) -> list[str]:
        done = subprocess.run(
            [
                need("fish", "fish"),
                "--no-config",
                "-c",
                f'source {ROOT / SHIPPED["fish"][0]}; complete -C "$line"',
            ],
            env={**surroundings, "line": line},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=40,
        )
        assert done.stderr == ""
        return [row.partition("\t")[0] for row in done.stdout.splitlines()]

    return offered


def test_tab_completes_in_fish(in_fish: Callable[[str], list[str]]) -> None:
    assert in_fish("allvoice sec") == ["sections"]
    assert "--section" in in_fish("allvoice read --")
    assert in_fish("allvoice say --engine ") == list(registry.ENGINE_NAMES)
    assert in_fish("allvoice say --engine=esp") == ["--engine=espeak"]
    assert in_fish("allvoice say --voice en-gb-sc") == ["en-gb-scotland"]
    assert in_fish("allvoice say --sink dev") == ["device"]
    assert in_fish("allvoice read tablets.md --section tablets/w") == ["tablets/when-to-call"]
    assert sorted(in_fish("allvoice read ")) == ["my hard notes.md", "papers/", "tablets.md"]
    assert in_fish("allvoice check pap") == ["papers/"]
    assert in_fish("allvoice --engine=") == [f"--engine={name}" for name in candidates.ENGINES]
    assert in_fish("allvoice --engine=sa") == []
    assert in_fish("allvoice --engine espeak sa") == ["say"]
    assert in_fish("allvoice --data-dir say say --sh") == ["--show"]


@pytest.mark.parametrize("quote", ['"', "'", ""])
def test_tab_completes_in_fish_within_an_open_quote(
    in_fish: Callable[[str], list[str]], folder: Path, quote: str
) -> None:
    hard = "papers/my mother's notes.md"
    (folder / hard).write_text("# One\n\nA.\n", encoding="utf-8")
    (folder / "papers" / "my letters").mkdir()
    apostrophe = "'" if quote == '"' else "\\'"
    space = " " if quote else "\\ "

    assert in_fish(f"allvoice read {quote}tab") == ["tablets.md"]
    assert in_fish(f"allvoice read {quote}papers/my") == [hard, "papers/my letters/"]
    assert in_fish(f"allvoice read {quote}papers/my{space}mother{apostrophe}s") == [hard]
    assert in_fish(f"allvoice read --data-dir={quote}pap") == ["--data-dir=papers/"]
    assert in_fish(f"allvoice read {quote}--engine=es") == ["--engine=espeak"]
    assert in_fish(f"allvoice say --engine {quote}es") == ["espeak"]
    assert in_fish(f"allvoice {quote}") == in_fish("allvoice ")
    whole = hard.replace(" ", space).replace("'", apostrophe)
    assert in_fish(f"allvoice read {quote}{whole}{quote} --section ") == ["my mother's notes/one"]
