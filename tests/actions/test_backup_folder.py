"""The folder for backups is typed once, and one that cannot be written is refused at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from allvoice.actions.options.backup_folder import NO_BACKUPS
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import ByKeys, settings_of


def ask(made: ByKeys) -> None:
    items = made.items("options")
    index = next(n for n, item in enumerate(items) if item.startswith("Backup folder"))
    made.change(index + 1, 1)


def test_it_is_typed_from_the_options_and_kept(shelf: Shelf, tmp_path: Path) -> None:
    made = ByKeys(shelf, settings_of())
    ask(made)
    (told,) = made.answer(str(tmp_path))
    assert told.startswith("Backups go to ")
    assert made.choices.settings.backup_folder == str(tmp_path)
    assert any(item.startswith("Backup folder: /") for item in made.items("options"))


def test_taken_away_no_backups_are_made(shelf: Shelf, tmp_path: Path) -> None:
    made = ByKeys(shelf, settings_of(backup_folder=str(tmp_path)))
    ask(made)
    assert made.answer("") == [NO_BACKUPS]
    assert made.choices.settings.backup_folder == ""


@pytest.mark.parametrize("name", ["missing", "file", "a\0b"])
def test_a_folder_that_cannot_be_written_is_refused(
    shelf: Shelf, tmp_path: Path, name: str
) -> None:
    (tmp_path / "file").touch()
    made = ByKeys(shelf, settings_of())
    ask(made)
    (told,) = made.answer(str(tmp_path / name))
    assert told.endswith("It is not kept.")
    assert made.choices.settings.backup_folder == ""
