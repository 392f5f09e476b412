"""Who knows only keys gets the sheet for the visit, and nothing of theirs is written over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from allvoice.actions.model import Services
from allvoice.actions.own_words.visit_sheet import NOT_OPENED, OPENED, WRITTEN
from allvoice.shelf.store.entries import EntryKind
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import ByKeys, ByWords, settings_of


def services(
    folder: Path, opened: list[Path], *, can_open: bool = True, opens: bool = True
) -> Services:
    def note(path: Path) -> bool:
        opened.append(path)
        return opens

    return Services(
        open_file=note, documents_folder=lambda: folder, can_open_pages=lambda: can_open
    )


def offered(made: ByKeys | ByWords) -> str:
    """Ask for the sheet, and return what can be chosen then."""
    (item,) = made.items("visit_sheet")
    return item.removeprefix("1. ")


@pytest.mark.parametrize("make", [ByKeys, ByWords])
def test_it_is_written_told_and_opened_where_that_is_chosen(
    shelf: Shelf, tmp_path: Path, make: Callable[..., ByKeys | ByWords]
) -> None:
    shelf.entries.add(EntryKind.QUESTION, "What next?")
    opened: list[Path] = []
    made = make(shelf, settings_of(), services=services(tmp_path, opened))
    assert offered(made) == f"Open {tmp_path / 'visit.html'} in your browser, to print it"
    assert "What next?" in (tmp_path / "visit.html").read_text(encoding="utf-8")
    assert opened == []
    assert OPENED in " ".join(made.choose(1))
    assert opened == [tmp_path / "visit.html"]


def test_a_sheet_of_before_stays(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "visit.html").write_text("with answers", encoding="utf-8")
    made = ByKeys(shelf, settings_of(), services=services(tmp_path, []))
    assert "visit-2.html" in offered(made)
    made.do("back")
    assert "visit-3.html" in offered(made)
    assert (tmp_path / "visit.html").read_text(encoding="utf-8") == "with answers"


def test_where_there_is_no_browser_it_is_only_told_where_it_is(
    shelf: Shelf, tmp_path: Path
) -> None:
    made = ByKeys(shelf, settings_of(), services=services(tmp_path, [], can_open=False))
    assert made.do("visit_sheet") == [f"{WRITTEN}: {tmp_path / 'visit.html'}."]


def test_a_browser_that_does_not_come_is_told(shelf: Shelf, tmp_path: Path) -> None:
    made = ByKeys(shelf, settings_of(), services=services(tmp_path, [], opens=False))
    made.do("visit_sheet")
    assert made.choose(1) == [NOT_OPENED]


def test_a_folder_that_cannot_be_written_is_told(shelf: Shelf, tmp_path: Path) -> None:
    made = ByKeys(shelf, settings_of(), services=services(tmp_path / "missing", []))
    (told,) = made.do("visit_sheet")
    assert "cannot be written" in told
