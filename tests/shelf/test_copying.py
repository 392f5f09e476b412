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
        assert notes == {PLACES[0]: "mine\nFrom the copy: theirs", PLACES[1]: "before\nsame\nafter"}
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


def test_words_of_a_copy_are_an_entry_of_their_own_and_never_stand_in_one_of_here(
    tmp_path: Path,
) -> None:
    with shelf_in(tmp_path) as shelf:
        dose = shelf.entries.add(EntryKind.MEDICINE, "vincristine 1 mg", PLACES[0], "Guide")
        question = shelf.entries.add(EntryKind.QUESTION, "What next?")
        shelf.entries.change(question, answer="Induction")
        copy = shelf.kept()
        shelf.entries.change(dose, text="vincristine 2 mg")
        question = shelf.entries.of()[1]
        shelf.entries.change(question, answer="Wait")
        here = shelf.entries.of()
        for expected in (2, 0, 0):
            assert shelf.comes_back(copy).differing == expected
            assert shelf.take_in(copy).differing == expected
        assert shelf.entries.of()[:2] == here
        others = shelf.entries.of()[2:]
        assert [(each.text, each.answer) for each in others] == [
            ("vincristine 1 mg", ""),
            ("What next?", "Induction"),
        ]
        assert (others[0].kind, others[0].created_at) == (dose.kind, dose.created_at)
        assert (others[0].locator, others[0].guide_title) == (PLACES[0], "Guide")


def test_two_computers_that_take_in_each_others_copies_come_to_the_same_words(
    tmp_path: Path,
) -> None:
    with shelf_in(tmp_path / "one") as one, shelf_in(tmp_path / "two") as two:
        dose = one.entries.add(EntryKind.MEDICINE, "1 mg")
        mark = one.bookmarks.add(PLACES[0], "label", note="first\nof one")
        card = one.cards.add("Transplant")
        one.cards.change(card, goal="Cure")
        two.take_in(one.kept())
        two.entries.change(dose, text="2 mg")
        two.bookmarks.change_note(mark, "of two")
        two.cards.change(two.cards.all()[0], goal="Time")
        for _ in range(3):
            one.take_in(two.kept())
            two.take_in(one.kept())
        for each in (one, two):
            assert sorted(entry.text for entry in each.entries.of()) == ["1 mg", "2 mg"]
        assert one.bookmarks.of()[0].note == "first\nof one\nFrom the copy: of two"
        assert two.bookmarks.of()[0].note == "of two\nFrom the copy: first\nof one"
        assert one.cards.all()[0].goal == "Cure\nFrom the copy: Time"
        assert two.cards.all()[0].goal == "Time\nFrom the copy: Cure"


def test_what_is_empty_here_is_filled_and_counted(tmp_path: Path) -> None:
    with shelf_in(tmp_path) as shelf:
        mark = shelf.bookmarks.add(PLACES[0], "label", note="theirs")
        card = shelf.cards.change(shelf.cards.add("Transplant"), goal="Cure")
        question = shelf.entries.add(EntryKind.QUESTION, "What next?")
        shelf.entries.change(question, answer="Induction")
        copy = shelf.kept()
        shelf.bookmarks.change_note(mark, "")
        shelf.cards.change(card, goal="")
        shelf.entries.change(shelf.entries.of()[0], answer="")
        comes = shelf.take_in(copy)
        assert [name for (name, _), count in comes.new.items() if count] == [
            "note on a bookmark",
            "answer",
            "line of a card",
        ]
        assert (comes.differing, shelf.kept()) == (0, copy)


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
        # What was removed from the list here stays so.
        assert [each.is_listed for each in kept] == [True, False, True, False]
        assert [each.was_opened_here for each in kept] == [True, True, False, False]
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
