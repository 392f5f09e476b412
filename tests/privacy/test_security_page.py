"""SECURITY.md names tests that there are, and ships with the sources."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
PROMISES = PAGE.split("## What is promised")[1].split("## What is kept")[0]
ROWS = [line for line in PROMISES.splitlines() if line.startswith("| **")]
_FILE = re.compile(r"`(tests/[\w/]+\.py)`")
_TEST = re.compile(r"`(test_\w+)`")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("**")[1])
def test_every_promise_names_a_test_that_there_is(row: str) -> None:
    files, tests = _FILE.findall(row), _TEST.findall(row)
    assert files or tests
    assert [name for name in files if not (ROOT / name).is_file()] == []
    written = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")
    )
    assert [name for name in tests if f"def {name}(" not in written] == []


def test_the_page_comes_with_the_sources_and_is_named_where_people_begin_to_work() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "SECURITY.md" in project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    assert "](SECURITY.md)" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
