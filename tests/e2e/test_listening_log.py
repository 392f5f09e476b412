"""What was heard is kept by the program itself; nothing of it where that is switched off."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from allvoice.paths import user_folders
from tests.e2e.conftest import environment_of, heard_the_tour
from tests.e2e.limits import LIMIT_S
from tests.e2e.terminal import PROGRAM

TEXT = (
    "# Ward book\n\nWash your hands.\n\n## Fever\n\nCall at once.\n\n## Food\n\nEat well. Drink.\n"
)
TABLES = ("heard_sections", "heard_blocks", "listened")


def lines_of(data: Path, guide: Path, *typed: str) -> str:
    """Return what plain lines show while something is typed, for the listener's own reader."""
    done = subprocess.run(
        [PROGRAM, "listen", str(guide), "--plain", "--no-voice", "--data-dir", str(data)],
        input="".join(f"{each}\n" for each in typed).encode(),
        capture_output=True,
        timeout=LIMIT_S,
        env=environment_of({}),
    )
    assert done.returncode == 0, done.stderr
    return " ".join(done.stdout.decode().split())


def rows_of(data: Path) -> dict[str, int]:
    """Return how much each table of what was heard holds."""
    with closing(sqlite3.connect(user_folders(data).database)) as connection:
        return {
            table: connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
            for table in TABLES
        }


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    path = tmp_path / "ward.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_sections_heard_are_known_at_the_next_start(tmp_path: Path, guide: Path) -> None:
    data = tmp_path / "data"
    told = lines_of(data, guide, "", "", "", "ww", "q")
    assert "You heard 2 of 3 sections here" in told
    assert rows_of(data)["heard_sections"] == 2
    told = lines_of(data, guide, "tt", "unheard", "q")
    assert "Fever, heard" in told
    assert "Next not heard: Food." in told


def test_where_it_is_off_nothing_of_what_is_heard_is_written(tmp_path: Path, guide: Path) -> None:
    data = tmp_path / "data"
    heard_the_tour(data)
    settings = user_folders(data).settings_file
    settings.write_text("[reading]\nlistening_log = false\n", encoding="utf-8")
    told = lines_of(data, guide, *[""] * 8, "ww", "tt", "unheard", "q")
    assert "You heard" not in told
    assert ", heard" not in told
    assert "What you heard is not kept." in told
    assert rows_of(data) == dict.fromkeys(TABLES, 0)
