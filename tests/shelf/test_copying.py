"""A copy that is taken in adds what is missing, keeps both of two texts, and removes nothing."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from allvoice.shelf.store.entries import EntryKind
from allvoice.shelf.store.kept import Kept, KeptDocument, KeptPlace
from allvoice.shelf.store.shelf import Shelf
from tests.shelf.guides import folders_in
from tests.shelf.test_store import PLACES

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def shelf_in(folder: Path) -> Shelf:
    return Shelf.open(folders_in(folder), clock=lambda: NOON)


def test_notes_of_one_place_are_both_kept_and_once_only(tmp_path: Path) -> None:
    with shelf_in(tmp_path / "there") as there:
        there.bookmarks.add(PLACES[0], "label", note="theirs")
        there.bookmarks.add(PLACES[1], "label", note="same")
        copy = there.kept()
    with shelf_in(tmp_path / "here") as here:
        mine = here.bookmarks.add(PLACES[0], "label", note="mine")
        here.bookmarks.add(PLACES[1], "label", note="before\nsame\nafter")
        for _ in range(3):
            here.take_in(copy)
        notes = {each.locator: each.note for each in here.bookmarks.of()}
        assert notes == {PLACES[0]: "mine\ntheirs", PLACES[1]: "before\nsame\nafter"}
        assert mine.id in {each.id for each in here.bookmarks.of()}


def test_words_that_were_changed_since_are_kept_beside_those_of_the_copy(tmp_path: Path) -> None:
    with shelf_in(tmp_path) as shelf:
        question = shelf.entries.add(EntryKind.QUESTION, "What next?")
        card = shelf.cards.add("Transplant")
        copy = shelf.kept()
        shelf.entries.change(question, answer="Induction", is_done=True)
        shelf.cards.change(card, goal="Cure")
        shelf.take_in(copy)
        (kept,) = shelf.entries.of()
        assert (kept.text, kept.answer, kept.is_done) == ("What next?", "Induction", True)
        assert [each.goal for each in shelf.cards.all()] == ["Cure"]
        other = replace(kept, text="What comes next?", is_done=False)
        shelf.take_in(Kept(entries=(other,)))
        assert shelf.entries.of()[0].text == "What next?\nWhat comes next?"
        assert shelf.entries.of()[0].is_done


def test_what_was_removed_comes_back_behind_what_is_here(tmp_path: Path) -> None:
    with shelf_in(tmp_path) as shelf:
        for text in ("one", "two"):
            shelf.entries.add(EntryKind.QUESTION, text)
        copy = shelf.kept()
        for each in copy.entries:
            shelf.entries.remove(each)
        shelf.entries.add(EntryKind.QUESTION, "three")
        shelf.take_in(copy)
        assert [each.text for each in shelf.entries.of()] == ["three", "one", "two"]


@pytest.mark.parametrize(
    ("here", "there", "wins"),
    [
        ("2026-11-01", "2026-11-29", "there"),
        ("2026-11-29", "2026-11-01", "here"),
        ("2026-11-29", "2026-11-29", "here"),
        ("2026-11-29", "2036-01-01", "here"),
        ("2036-01-01", "2026-11-29", "there"),
    ],
)
def test_of_two_places_the_later_one_wins_unless_it_is_still_to_come(
    tmp_path: Path, here: str, there: str, wins: str
) -> None:
    places = {
        name: KeptPlace(locator, f"{day}T00:00:00.000000+00:00", rate_wpm)
        for name, locator, day, rate_wpm in (
            ("here", PLACES[0], here, 110),
            ("there", replace(PLACES[1], guide_id=PLACES[0].guide_id), there, 200),
        )
    }
    with shelf_in(tmp_path) as shelf:
        shelf.take_in(Kept(places=(places["here"],)))
        shelf.take_in(Kept(places=(places["there"],)))
        assert shelf.positions.of(PLACES[0].guide_id) == places[wins].locator
        assert shelf.positions.rate_wpm(PLACES[0].guide_id) == 110


def test_documents_of_a_copy_stand_behind_those_of_here(tmp_path: Path) -> None:
    names = ("b", "c", "d")
    documents = tuple(KeptDocument(name, name, "", "", 1, name != "d") for name in names)
    with shelf_in(tmp_path) as shelf:
        shelf.documents.opened("c", "mine", None, "hash", 3)
        shelf.documents.opened("a", "a", None, "hash", 3)
        shelf.documents.unlist("c")
        shelf.take_in(Kept(documents=documents))
        kept = shelf.documents.all()
        assert [each.guide_id for each in kept] == ["a", "c", "b", "d"]
        assert [each.title for each in kept] == ["a", "mine", "b", "d"]
        assert [each.is_listed for each in kept] == [True, True, True, False]
        shelf.documents.opened("d", "d", None, "hash", 3)
        assert shelf.documents.all()[0].guide_id == "d"


def test_where_one_thing_of_a_copy_cannot_be_taken_in_none_is(tmp_path: Path) -> None:
    with shelf_in(tmp_path / "there") as there:
        there.bookmarks.add(PLACES[0], "label")
        there.cards.add("Transplant")
        copy = there.kept()
    with shelf_in(tmp_path / "here") as here:
        here.bookmarks.add(PLACES[1], "label")
        before = here.kept()
        broken = replace(copy.cards[0], created_at=None)  # type: ignore[arg-type]
        with pytest.raises(sqlite3.IntegrityError):
            here.take_in(replace(copy, cards=(broken,)))
    with shelf_in(tmp_path / "here") as here:
        assert here.kept() == before
