"""Whatever was confirmed as kept is there after the program was killed in the middle of writing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be copied")
def test_no_confirmed_word_is_lost_in_twenty_kills(tmp_path: Path) -> None:
    # In a process of its own: this one has threads, which a copy would not have.
    ended = subprocess.run(
        [sys.executable, "-m", "tests.shelf.killed_writer", str(tmp_path), "20"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    told = ended.stdout.split("\n")
    assert int(told[0].partition(" ")[0]) >= 20 * 2
    assert told[0].endswith(", 0 lost")
    assert not any(told[1:])
