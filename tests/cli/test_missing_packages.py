"""Whatever package is missing, it is named with the way to get it, and as much as can goes on."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement

from allvoice.cli.requirements import holds, missing_packages, this_computer
from allvoice.packages import how_to_install, package_of
from tests.cli.messages import plain

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
NEEDED = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
MODULES = {
    "hibari-tts": "hibari",
    "markdown-it-py": "markdown_it",
    "pyspellchecker": "spellchecker",
}
"""Names to import, where they are not the package's with other lines between the words."""
BLOCKER = """
import os, sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in os.environ["BLOCKED"].split(","):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Blocker())
"""
QUICKLY = """
import sys
from allvoice.cli import doctor, voices
doctor.try_engine = lambda name, log_file: voices.Tried(name, (("a", "A"),))
from allvoice.cli import run
sys.exit(run(["doctor", "--json"]))
"""
LIMIT_S = 50

Without = Callable[..., subprocess.CompletedProcess[str]]
"""Runs a Python command where some modules cannot be imported."""


def module_of(package: str) -> str:
    return MODULES.get(package, package.replace("-", "_"))


@pytest.fixture
def without(tmp_path: Path) -> Without:
    folder = tmp_path / "blocker"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(BLOCKER, encoding="utf-8")

    def run(modules: list[str], *args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *args],
            env={**os.environ, "PYTHONPATH": str(folder), "BLOCKED": ",".join(modules)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=LIMIT_S,
        )

    return run


@pytest.mark.parametrize("package", [each.name for each in NEEDED if each.name != "click"])
def test_doctor_runs_without_any_one_package_and_names_it(without: Without, package: str) -> None:
    done = without([module_of(package)], "-c", QUICKLY)

    findings = {each["name"]: each for each in json.loads(done.stdout)}
    assert done.stderr == ""
    told = findings["packages"]
    assert not told["ok"]
    assert f"{package} is damaged" in told["detail"]
    assert re.search(rf"-m pip install --force-reinstall '?{package}\b", told["detail"])
    for each in findings.values():
        assert "allvoice doctor" not in each["detail"], each
        assert each["ok"] or each["name"] in ("sound", "packages") or package in each["detail"]


@pytest.mark.parametrize("module", ["onnxruntime", "numpy", "_cffi_backend"])
def test_doctor_names_what_packages_need_themselves(without: Without, module: str) -> None:
    findings = json.loads(without([module], "-c", QUICKLY).stdout)

    (told,) = [each for each in findings if each["name"] == "packages"]
    assert f"{package_of(module)} is damaged" in told["detail"]


def test_doctor_tries_every_voice_and_never_sends_the_listener_to_itself(without: Without) -> None:
    done = without(
        ["libsonic", "espeakng_loader", "numpy", "miniaudio"], "-m", "allvoice", "doctor"
    )

    amiss = [line for line in done.stdout.splitlines() if line.startswith("AMISS")]
    assert done.returncode == 3
    assert done.stderr == ""
    assert "allvoice doctor" not in done.stdout
    for name, package in {
        "natural voice": "numpy",
        "espeak voice": "espeakng-loader",
        "system voice": "espeakng-loader",
        "sound": "miniaudio",
        "pace": "libsonic",
    }.items():
        (line,) = [each for each in amiss if each.startswith(f"AMISS\t{name}: ")]
        assert line.endswith(f"-m pip install {package}")


@pytest.mark.parametrize(
    ("command", "module", "engine"),
    [
        (["say", "Hello."], "hibari", "natural"),
        (["say", "Hello."], "onnxruntime", "natural"),
        (["read"], "numpy", "natural"),
        (["say", "Hello."], "pyttsx3", "espeak"),
        (["read"], "espeakng_loader", "espeak"),
        (["say", "Hello."], "pyttsx3", "system"),
    ],
)
def test_a_voice_that_cannot_speak_says_which_package_is_missing(
    without: Without,
    command: list[str],
    module: str,
    engine: str,
) -> None:
    done = without([module], "-m", "allvoice", *command, "--engine", engine, "--sink", "null")

    assert done.returncode == 3
    assert f"needs the package {package_of(module)}, which is missing" in plain(done.stderr)


def test_the_reader_goes_on_with_the_espeak_voice_where_the_one_named_cannot_speak(
    without: Without, guide: Path
) -> None:
    options = ["--plain", "--engine", "natural", "--sink", "null", "--rate", "450"]
    done = without(["hibari"], "-m", "allvoice", "listen", str(guide), *options)

    assert (done.returncode, done.stderr) == (0, "")
    told = [line for line in done.stdout.splitlines() if "missing" in line]
    assert len(told) == 1
    assert "The natural voice needs the package hibari-tts, which is missing." in told[0]
    assert told[0].endswith("The espeak voice reads instead.")
    # By a voice: without one a pipe gets the first sentence only.
    read = done.stdout.splitlines()
    end = "End of the guide. Press Enter to start again from the beginning."
    assert read.index("Take them with food.") < read.index("Rest.") < read.index(end)


def test_voices_names_the_package_of_each_that_cannot_speak(without: Without) -> None:
    done = without(["numpy", "pyttsx3"], "-m", "allvoice", "voices")

    assert done.returncode == 3
    assert done.stdout == ""
    assert "The natural voice needs the package numpy, which is missing." in done.stderr
    assert "The espeak voice needs the package pyttsx3, which is missing." in done.stderr


def test_without_a_time_stretch_speech_goes_on_and_that_is_said_once(
    without: Without,
    tmp_path: Path,
) -> None:
    sound = tmp_path / "hello.wav"
    done = without(
        ["libsonic", "espeakng_loader"],
        "-m",
        "allvoice",
        "say",
        "--engine",
        "silent",
        "--sink",
        str(sound),
        "One. Two. Three.",
    )

    assert done.returncode == 0
    assert sound.exists()
    assert done.stderr.count("libsonic is missing") == 1


def test_without_the_package_of_the_command_line_a_sentence_says_so(without: Without) -> None:
    done = without(["click"], "-m", "allvoice")

    assert done.returncode == 2
    assert done.stderr == (
        "allvoice needs the package click, which is missing. "
        f"Install it: {sys.executable} -m pip install click\n"
    )


# What is needed here.


def test_where_all_is_installed_nothing_is_called_missing() -> None:
    assert missing_packages() == []


@pytest.mark.parametrize("package", [each.name for each in NEEDED])
def test_the_package_of_every_module_is_known(package: str) -> None:
    assert package_of(module_of(package)) == package
    assert module_of(package) in metadata.packages_distributions()


@pytest.mark.parametrize(
    "marker",
    [
        'sys_platform == "win32"',
        "sys_platform != 'win32' and python_version >= '3.9'",
        'python_version < "3.10" or platform_machine in "x86_64 aarch64"',
        '(sys_platform == "darwin" and platform_machine == "arm64") or os_name == "posix"',
        "platform_system == 'Windows'",
        "python_full_version >= '3.11.2'",
        "platform_python_implementation != 'PyPy'",
        "extra == 'dev'",
        *(str(each.marker) for each in NEEDED if each.marker),
    ],
)
@pytest.mark.parametrize(
    "other",
    [
        {},
        {"sys_platform": "win32", "platform_machine": "AMD64", "platform_system": "Windows"},
        {"sys_platform": "darwin", "platform_machine": "arm64", "platform_system": "Darwin"},
        {"sys_platform": "darwin", "platform_machine": "x86_64", "platform_system": "Darwin"},
        {"python_version": "3.9", "python_full_version": "3.9.2", "extra": "dev"},
    ],
    ids=["here", "windows", "mac", "intel mac", "old"],
)
def test_markers_mean_what_installers_take_them_for(marker: str, other: dict[str, str]) -> None:
    environment = {**this_computer(), "extra": "", **other}

    assert holds(marker, environment) == Marker(marker).evaluate(environment)


@pytest.mark.parametrize("marker", ["", "sys_platform", "unknown == '1'", "python_version > 'x'"])
def test_a_marker_that_cannot_be_understood_asks_for_nothing(marker: str) -> None:
    assert not holds(marker, this_computer())


@pytest.mark.parametrize(
    ("system", "machine", "wanted"),
    [
        ("linux", "x86_64", True),
        ("linux", "aarch64", True),
        ("linux", "armv7l", False),
        ("darwin", "arm64", True),
        ("darwin", "x86_64", False),
        ("win32", "AMD64", True),
        ("win32", "ARM64", False),
    ],
)
def test_libsonic_is_asked_for_only_where_there_is_a_wheel(
    system: str, machine: str, wanted: bool
) -> None:
    (libsonic,) = [each for each in NEEDED if each.name == "libsonic"]
    assert libsonic.marker is not None

    assert libsonic.marker.evaluate({"sys_platform": system, "platform_machine": machine}) == wanted


def test_the_command_keeps_to_the_versions_that_are_asked_for() -> None:
    assert "onnxruntime<1.29" in how_to_install("onnxruntime")
    assert how_to_install("hibari-tts").endswith("hibari-tts==0.2.1")
    assert how_to_install("click").endswith("install click")
