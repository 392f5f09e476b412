"""A window knows whether another one has the same guide open, however that one may have ended."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from allvoice.shelf import open_guides
from allvoice.shelf.open_guides import OpenGuide

CRASHES = """
import os, sys
from pathlib import Path
from allvoice.shelf.open_guides import OpenGuide
with OpenGuide(Path(sys.argv[1]), "guide") as here:
    print(here.is_open_elsewhere, flush=True)
    sys.stdin.read()
    os._exit(9)
"""


def left_in(data: Path) -> list[Path]:
    return list((data / "open").iterdir())


def test_only_the_window_that_comes_second_is_told(tmp_path: Path) -> None:
    with OpenGuide(tmp_path, "guide") as first, OpenGuide(tmp_path, "guide") as second:
        assert not first.is_open_elsewhere
        assert second.is_open_elsewhere
    with OpenGuide(tmp_path, "guide") as third:
        assert not third.is_open_elsewhere
    assert left_in(tmp_path) == []


def test_a_third_window_knows_of_the_second_though_the_first_is_closed(tmp_path: Path) -> None:
    first = OpenGuide(tmp_path, "guide").__enter__()
    with OpenGuide(tmp_path, "guide"):
        first.__exit__(None, None, None)
        with OpenGuide(tmp_path, "guide") as third:
            assert third.is_open_elsewhere


def test_a_window_that_only_reads_it_aloud_is_told_from_one_that_takes_keys(tmp_path: Path) -> None:
    with OpenGuide(tmp_path, "guide", only_read=True) as reading:
        assert not reading.is_open_elsewhere
        with OpenGuide(tmp_path, "guide") as beside:
            assert beside.is_open_elsewhere
            assert beside.is_only_read_elsewhere
            with OpenGuide(tmp_path, "guide") as third:
                assert third.is_open_elsewhere
                assert not third.is_only_read_elsewhere
    assert left_in(tmp_path) == []


def test_another_guide_is_another_matter(tmp_path: Path) -> None:
    with OpenGuide(tmp_path, "guide"), OpenGuide(tmp_path, "guide \udcff") as other:
        assert not other.is_open_elsewhere


def test_a_window_that_crashed_is_open_no_more_and_leaves_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", CRASHES, str(tmp_path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as window:
        assert window.stdout is not None
        assert window.stdin is not None
        assert window.stdout.readline() == "False\n"
        with OpenGuide(tmp_path, "guide") as beside:
            assert beside.is_open_elsewhere
        window.stdin.close()
        assert window.wait(30) == 9
    assert len(left_in(tmp_path)) == 1
    with OpenGuide(tmp_path, "guide") as after:
        assert not after.is_open_elsewhere
    assert left_in(tmp_path) == []


def test_a_disk_without_locks_or_room_keeps_nobody_from_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(descriptor: int) -> bool:
        raise OSError("no locks here")

    (tmp_path / "file").touch()
    with OpenGuide(tmp_path / "file", "guide") as here:
        assert not here.is_open_elsewhere
    with OpenGuide(tmp_path, "guide"):
        monkeypatch.setattr(open_guides, "_lock", refuse)
        descriptors = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
        with OpenGuide(tmp_path, "guide") as here:
            assert not here.is_open_elsewhere
        if descriptors:
            assert len(os.listdir("/proc/self/fd")) == descriptors


def test_a_file_that_another_window_takes_for_left_over_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = open_guides._lock
    tries: list[int] = []

    def taken_once(descriptor: int) -> bool:
        tries.append(descriptor)
        return len(tries) > 1 and locked(descriptor)

    monkeypatch.setattr(open_guides, "_lock", taken_once)
    with OpenGuide(tmp_path, "guide"):
        monkeypatch.setattr(open_guides, "_lock", locked)
        with OpenGuide(tmp_path, "guide") as second:
            assert second.is_open_elsewhere
