"""What is kept in the repository can be read by a person."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.lowest import lowest

ROOT = Path(__file__).parents[2]


def test_every_tracked_file_is_text() -> None:
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
    assert binary == []


def test_every_package_has_a_lower_bound_to_be_tested_with() -> None:
    bounds = dict(each.split("==") for each in lowest())

    assert {"textual", "rapidfuzz", "pytest"} <= set(bounds)
    assert all(version[0].isdecimal() for version in bounds.values())
