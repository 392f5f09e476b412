"""What is kept in the repository can be read by a person."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from datetime import date
from pathlib import Path

import pytest

import allvoice
from allvoice import __version__
from tests.lowest import lowest

ROOT = Path(__file__).parents[2]


def test_every_tracked_file_is_text_but_for_earlier_shelves_and_a_file_as_it_was_given() -> None:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("this is no clone, or git is missing")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, timeout=40)
    if listed.returncode:
        pytest.skip(f"git does not list the files: {listed.stderr.decode().strip()}")
    names = [name for name in listed.stdout.decode().split("\0") if name]
    binary = []
    for name in names:
        file = ROOT / name
        try:
            if file.is_file() and "\0" in file.read_text(encoding="utf-8"):
                binary.append(name)
        except UnicodeDecodeError:
            binary.append(name)
    assert len(names) > 100
    kept = ("tests/shelf/earlier/shelf-", "tests/guide/cases/cp1252.md")
    assert all(name.startswith(kept) for name in binary), binary


def test_the_version_is_written_once_and_the_changelog_tells_whether_it_is_released() -> None:
    """The page of the manual: `tests/cli/test_man_page.py`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["dynamic"] == ["version"]
    assert (ROOT / project["tool"]["hatch"]["version"]["path"]).samefile(allvoice.__file__)
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    told = re.findall(r"^## \[(.+)\](?: - (.+))?$", text, re.MULTILINE)
    released = [version for version, _ in told if version != "Unreleased"]
    if ".dev" in __version__:
        assert told[0] == ("Unreleased", "")
        assert __version__.partition(".dev")[0] not in released
    else:
        assert __version__ == released[0]
    assert all(date.fromisoformat(day) for version, day in told if version != "Unreleased")


def test_every_file_that_the_decisions_and_the_guide_for_contributors_name_is_there() -> None:
    pages = [ROOT / "CONTRIBUTING.md", *(ROOT / "docs" / "decisions").glob("*.md")]
    named = {
        (page.name, name)
        for page in pages
        for name in re.findall(r"`([\w./-]+\.(?:py|toml|md))`", page.read_text(encoding="utf-8"))
        if "/" in name
    }
    assert len(named) > 30
    places = (ROOT, ROOT / "src" / "allvoice", ROOT / "tests")
    assert [each for each in named if not any((place / each[1]).exists() for place in places)] == []


def test_every_package_has_a_lower_bound_to_be_tested_with() -> None:
    bounds = dict(each.split("==") for each in lowest())

    assert {"textual", "rapidfuzz", "pytest"} <= set(bounds)
    assert all(version[0].isdecimal() for version in bounds.values())
