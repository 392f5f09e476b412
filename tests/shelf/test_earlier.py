"""What earlier versions of the program kept is all there in the present one."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from allvoice.shelf.store.migrations import MIGRATIONS
from allvoice.shelf.store.shelf import Shelf
from tests.shelf.guides import folders_in

EARLIER = sorted((Path(__file__).parent / "earlier").glob("shelf-*.sqlite3"))
"""Written by each earlier version itself."""


def test_there_is_a_file_of_every_earlier_layout() -> None:
    versions = [int(path.stem.removeprefix("shelf-")) for path in EARLIER]
    assert versions == [*range(1, len(MIGRATIONS))]


@pytest.mark.parametrize("earlier", EARLIER, ids=lambda path: path.stem)
def test_places_paces_and_marks_of_an_earlier_version_are_all_there(
    earlier: Path, tmp_path: Path
) -> None:
    folders = folders_in(tmp_path)
    folders.data.mkdir()
    shutil.copy(earlier, folders.database)
    with closing(sqlite3.connect(earlier)) as old:
        marks = set(old.execute("SELECT id, guide_id, label, created_at FROM bookmarks"))
        places = set(old.execute("SELECT guide_id, locator, rate_wpm FROM positions"))
    assert len(marks) == 4
    assert len(places) == 2
    with Shelf.open(folders) as shelf:
        assert shelf.notices == ()
        kept = shelf.bookmarks.of()
        assert {(each.id, each.guide_id, each.label, each.created_at) for each in kept} == marks
        assert not any(each.is_section or each.note for each in kept)
        for guide_id, locator, rate_wpm in places:
            found = shelf.positions.of(guide_id)
            assert found is not None
            assert found.to_json() == locator
            assert shelf.positions.rate_wpm(guide_id) == rate_wpm
        assert shelf.remembered.of("tour given") == "yes"
        assert shelf.bookmarks.change_note(kept[0], "ask Dr. Lee").note == "ask Dr. Lee"
    with Shelf.open(folders) as shelf:
        assert shelf.notices == ()
        assert "ask Dr. Lee" in [each.note for each in shelf.bookmarks.of()]
