"""By ear: after 20 seconds, 10 minutes and 2 days the reading begins as far back as promised."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from allvoice.guide.load import load_guide
from allvoice.paths import user_folders
from allvoice.shelf.locator import locate
from allvoice.shelf.store.shelf import Shelf
from tests.e2e.conftest import RATE_WPM, OpenReader, Spoken, not_the_first_time
from tests.e2e.ear import Ear, trimmed
from tests.e2e.hearing import SURE, hears, holds
from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.sound

ENGINE = "espeak"
SENTENCES = [
    "Wash your hands with warm water before you touch the line, then dry them with a towel.",
    "Boxes of gloves belong on the upper shelf, where nobody small can pull them all down.",
    "Ask which nurse answers the telephone at night, and write the number on the fridge door.",
    "Thermometers run out of battery at the worst time, so a second one lies in the drawer.",
    "Every bottle gets a label with its name and the hour, and initials of whoever opened it.",
    "Visitors who cough or sneeze come another week; nobody has to feel bad about saying so.",
    "Blankets, a book, slippers and a charger wait in one bag beside the front door, packed.",
    "Small sips of cold juice through a straw are easier than a glass when a mouth is sore.",
    "Good pillows, a cool room and a quiet hour before bed help more than yet another film.",
]
"""Each takes four to five seconds at the rate of these tests."""
LEFT_AT = SENTENCES[-1]


@pytest.fixture
def ward_book(tmp_path: Path) -> Path:
    path = tmp_path / "ward.md"
    path.write_text(f"# Ward book\n\n{' '.join(SENTENCES)}\n", encoding="utf-8")
    return path


def left(data: Path, guide_file: Path, ago: timedelta) -> None:
    """Let the last sentence be where the document was left so long ago."""
    folders = user_folders(not_the_first_time(data))
    guide = load_guide(guide_file)
    with Shelf.open(folders) as shelf:
        shelf.positions.save(locate(guide, guide.end))
    reached_at = datetime.now(UTC) - ago
    with closing(sqlite3.connect(folders.database, isolation_level=None)) as connection:
        at = reached_at.isoformat(timespec="microseconds")
        connection.execute("UPDATE positions SET updated_at = ?", [at])


def kept_quote(data: Path, guide_file: Path) -> str:
    with Shelf.open(user_folders(data)) as shelf:
        found = shelf.positions.of(load_guide(guide_file).id)
        return "" if found is None else found.quote


@pytest.mark.parametrize(
    ("ago", "first"),
    [(timedelta(seconds=20), 5), (timedelta(minutes=10), 3), (timedelta(days=2), 1)],
    ids=["20-seconds", "10-minutes", "2-days"],
)
def test_the_longer_ago_it_was_left_the_earlier_it_begins(
    ago: timedelta,
    first: int,
    tmp_path: Path,
    open_reader: OpenReader,
    ear: Ear,
    spoken: Spoken,
    ward_book: Path,
) -> None:
    left(tmp_path / "data", ward_book, ago)
    since = ear.now
    terminal = open_reader(ENGINE, "--rate", str(RATE_WPM), guide=ward_book)
    end = hears(ear, since, trimmed(spoken(ENGINE, SENTENCES[first])), silence_s=0.3)
    assert end, f"never heard: {SENTENCES[first]}"
    before = trimmed(spoken(ENGINE, SENTENCES[first - 1]))
    assert holds(ear.heard(since, end), before) < SURE
    # Left in the lead-in, it is kept where it was; the way it ends makes no difference.
    terminal.leave()
    assert kept_quote(tmp_path / "data", ward_book) == LEFT_AT


def test_after_a_crash_in_the_lead_in_the_place_is_where_it_was(
    tmp_path: Path, open_reader: OpenReader, ear: Ear, ward_book: Path
) -> None:
    left(tmp_path / "data", ward_book, timedelta(days=2))
    terminal: Terminal = open_reader(ENGINE, "--rate", str(RATE_WPM), guide=ward_book)
    terminal.wait_sentence(SENTENCES[1])
    terminal.kill()
    assert kept_quote(tmp_path / "data", ward_book) == LEFT_AT
    terminal = open_reader(ENGINE, "--rate", str(RATE_WPM), guide=ward_book)
    terminal.wait_sentence(SENTENCES[1])
    terminal.leave()
    assert kept_quote(tmp_path / "data", ward_book) == LEFT_AT
