"""What is chosen while listening, or written into the settings file, holds the next time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from allvoice.limits import RATE_NORMAL_WPM
from allvoice.paths import user_folders
from allvoice.shelf.settings.read import load_chosen
from allvoice.shelf.store.shelf import Shelf

Listen = Callable[..., str]


@pytest.fixture
def listen(guide: Path, tmp_path: Path) -> Listen:
    """Listen to the guide in lines, with a voice that nobody hears; returns what was printed."""

    def session(*typed: str, options: tuple[str, ...] = ()) -> str:
        command = [sys.executable, "-m", "allvoice", "--plain", "--engine", "espeak"]
        command += ["--sink", "null", "--data-dir", str(tmp_path / "data"), *options, str(guide)]
        done = subprocess.run(
            command, input="".join(f"{each}\n" for each in (*typed, "q")), text=True,
            capture_output=True, timeout=50, check=True,
        )  # fmt: skip
        return done.stdout

    return session


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = user_folders(tmp_path / "data").settings_file
    path.parent.mkdir(parents=True)
    return path


def test_a_pace_in_the_settings_file_holds_where_none_was_chosen_by_key(
    listen: Listen, file: Path
) -> None:
    listen("next", "next")
    file.write_text("[speech]\nrate_wpm = 250\n")
    assert "240 words a minute." in listen("-", "+")
    file.write_text("[speech]\nrate_wpm = 300\n")
    assert "260 words a minute." in listen("+")
    # That one was chosen by key, for this guide.
    file.write_text("[speech]\nrate_wpm = 200\n")
    assert "270 words a minute." in listen("+")
    assert load_chosen(file)[0].of("rate_wpm") == 200


def test_a_pace_of_the_command_line_is_of_this_run_alone(listen: Listen, file: Path) -> None:
    assert "310 words a minute." in listen("next", "+", "-", options=("--rate", "300"))
    assert "310 words a minute." in listen("+")


def test_a_volume_chosen_by_key_stands_in_the_settings_file(listen: Listen, file: Path) -> None:
    file.write_text("# mine\n\n[keys]\n")
    assert "Volume 80." in listen("<", "<")
    chosen, faults = load_chosen(file)
    assert (chosen.of("volume"), faults) == (80, [])
    assert file.read_text().startswith("# mine\n\n[keys]\n")
    file.write_text("volume = 100\n")
    assert "Volume 90." in listen("<")
    assert file.read_text() == "volume = 90\n"


def test_where_the_file_cannot_be_written_a_choice_by_key_holds_and_this_is_told_once(
    listen: Listen, file: Path
) -> None:
    file.write_text("volume = \n")
    told = listen("<", "<")
    assert "Volume 80." in told
    assert told.count("lasts only until you quit") == 1
    assert file.read_text() == "volume = \n"


def before_there_were_choices(tmp_path: Path, guide: Path, rate_wpm: int) -> None:
    """Leave a database as earlier versions left it."""
    from allvoice.guide.load import load_guide
    from allvoice.shelf.locator import locate

    opened = load_guide(guide)
    with Shelf.open(user_folders(tmp_path / "data")) as shelf:
        place = locate(opened, opened.end)
        shelf.positions.save(place)
        shelf.positions.save_rate(place, rate_wpm)
        shelf.remembered.keep("volume", "80")
        shelf.remembered.keep("voice of espeak", "en-gb")


def test_what_an_earlier_version_kept_elsewhere_is_taken_over_once(
    listen: Listen, file: Path, tmp_path: Path, guide: Path
) -> None:
    before_there_were_choices(tmp_path, guide, RATE_NORMAL_WPM)
    listen()
    chosen, _ = load_chosen(file)
    assert chosen.values == {"volume": 80, "voices": {"espeak": "en-gb"}}
    # Taken out by hand it does not come back; and the pace was never chosen.
    file.write_text("rate_wpm = 250\n")
    told = listen("<", "+")
    assert "Volume 90." in told
    assert "260 words a minute." in told


def test_a_full_volume_in_the_settings_file_wins_over_an_older_choice(
    listen: Listen, file: Path, tmp_path: Path, guide: Path
) -> None:
    before_there_were_choices(tmp_path, guide, 220)
    file.write_text("volume = 100\n")
    told = listen("<", "+")
    assert "Volume 90." in told
    assert "230 words a minute." in told
