from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from allvoice.cli import run
from allvoice.paths import DATA_DIR_VARIABLE
from allvoice.private import OTHERS

GUIDE = """\
# Taking tablets

Take them with food. Drink water.

## When to call

Call at 38.0 °C.

# At night

Rest.
"""


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def a_home_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the person who runs the tests is read or changed, and no sound system answers."""
    home = tmp_path / "home"
    home.mkdir()
    for name in [
        each
        for each in os.environ
        if each.startswith(("XDG_", "ALLVOICE_", "_ALLVOICE_", "PULSE_"))
    ]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(home / "data"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{home / 'no-sound-server'}")
    monkeypatch.setenv("ALSA_CONFIG_PATH", os.devnull)
    monkeypatch.setenv("JACK_NO_START_SERVER", "1")
    monkeypatch.chdir(tmp_path)


@pytest.fixture(autouse=True)
def made_for_the_owner_only() -> Iterator[None]:
    """As from the first line of the program on."""
    before = os.umask(OTHERS)
    yield
    os.umask(before)


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    path = tmp_path / "tablets.md"
    path.write_text(GUIDE, encoding="utf-8")
    return path


@pytest.fixture
def allvoice(capfd: pytest.CaptureFixture[str]) -> Command:
    """Run a command line in this process; what libraries print past Python counts too."""

    def command(*args: str | Path) -> Outcome:
        capfd.readouterr()
        code = run([str(each) for each in args])
        out, err = capfd.readouterr()
        return Outcome(code, out, err)

    return command
