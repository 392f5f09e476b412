"""Notes, questions and cards outlive the program, and no other window's words are lost."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from allvoice.limits import MOST_OWN_WORDS_CHARS
from allvoice.shelf.store.connection import Statement
from allvoice.shelf.store.documents import KnownDocument
from allvoice.shelf.store.entries import EntryKind
from allvoice.shelf.store.shelf import Shelf
from tests.shelf.guides import folders_in
from tests.shelf.test_store import PLACES, Clock

QUESTION, NOTE = EntryKind.QUESTION, EntryKind.NOTE


def test_what_is_written_down_is_there_the_next_time_with_its_place(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with Shelf.open(folders, clock=Clock()) as shelf:
        made = [
            shelf.entries.add(EntryKind.TEMPERATURE, "38.2"),
            shelf.entries.add(QUESTION, "Which phase are we in?", PLACES[1], "A guide"),
        ]
        answered = shelf.entries.change(made[1], answer="Induction", is_done=True)
    assert (answered.text, answered.answer, answered.is_done) == (
        "Which phase are we in?", "Induction", True,
    )  # fmt: skip
    with Shelf.open(folders) as shelf:
        assert shelf.notices == ()
        assert shelf.entries.of() == [made[0], answered]
        assert shelf.entries.of([QUESTION]) == [answered]
        assert shelf.entries.of([QUESTION])[0].locator == PLACES[1]


def test_questions_change_places(tmp_path: Path) -> None:
    with Shelf.open(folders_in(tmp_path)) as shelf:
        first, _, third = (shelf.entries.add(QUESTION, text) for text in ("one", "two", "three"))
        shelf.entries.add(NOTE, "between")
        assert not shelf.entries.move(first.id, [QUESTION], -1)
        assert not shelf.entries.move(third.id, [QUESTION], 1)
        assert shelf.entries.move(third.id, [QUESTION], -1)
        assert [each.text for each in shelf.entries.of([QUESTION])] == ["one", "three", "two"]
        for _ in range(100):
            assert shelf.entries.move(first.id, [QUESTION], 1)
            assert shelf.entries.move(first.id, [QUESTION], -1)
        assert [each.text for each in shelf.entries.of([QUESTION])] == ["one", "three", "two"]
        assert not shelf.entries.move("nobody", [QUESTION], 1)


def test_questions_of_one_rank_change_places_too(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with Shelf.open(folders) as shelf:
        entries = [shelf.entries.add(QUESTION, text) for text in ("one", "two", "three")]
        shelf._connection.write(Statement("UPDATE entries SET rank = 1, created_at = ''"))
        before = shelf.entries.ids()
        assert shelf.entries.move(before[2], [QUESTION], -1)
        assert shelf.entries.ids() == [before[0], before[2], before[1]]
        assert shelf.entries.ids(latest_first=True) == [each.id for each in reversed(entries)]


def test_the_order_of_writing_stays_whatever_the_clock_shows_and_whatever_is_moved(
    tmp_path: Path,
) -> None:
    years = iter([2026, 1970, 2027])

    def clock() -> datetime:
        return datetime(next(years), 1, 1, tzinfo=UTC)

    with Shelf.open(folders_in(tmp_path), clock=clock) as shelf:
        first, second, third = (shelf.entries.add(QUESTION, text) for text in ("a", "b", "c"))
        shelf.entries.move(third.id, [QUESTION], -1)
        moved = shelf.entries.one(second.id)
        assert moved is not None
        shelf.entries.remove(second)
        shelf.entries.restore(moved)
        ids = shelf.entries.ids(latest_first=True)
        assert ids == [third.id, second.id, first.id]
        assert shelf.entries.ids() == [first.id, third.id, second.id]


def test_an_answer_is_dated_and_taken_back_with_its_date(tmp_path: Path) -> None:
    with Shelf.open(folders_in(tmp_path), clock=Clock()) as shelf:
        question = shelf.entries.add(QUESTION, "What next?")
        answered = shelf.entries.change(question, answer="In two weeks", is_done=True)
        assert answered.answered_at > question.created_at
        done = shelf.entries.change(answered, text="What comes next?")
        assert done.answered_at == answered.answered_at
        assert shelf.entries.ids([QUESTION], is_open=True) == []
        assert shelf.entries.change_back(done, answered) == answered
        assert shelf.entries.change_back(answered, question) == question
        assert shelf.entries.ids([QUESTION], is_open=True) == [question.id]


def test_one_is_found_by_its_very_words_and_those_of_a_later_version_are_notes(
    tmp_path: Path,
) -> None:
    with Shelf.open(folders_in(tmp_path)) as shelf:
        question = shelf.entries.add(QUESTION, "What next? ")
        other = shelf.entries.add(EntryKind.MRD, "What next?")
        assert shelf.entries.same(QUESTION, " What next?") == question
        assert shelf.entries.same(QUESTION, "What") is None
        shelf._connection.write(
            Statement("UPDATE entries SET kind = 'letter' WHERE id = :id", {"id": other.id})
        )
        assert shelf.entries.ids([NOTE]) == [other.id]
        assert [each.kind for each in shelf.entries.of([NOTE])] == [NOTE]
        assert shelf.entries.ids([EntryKind.MRD, QUESTION]) == [question.id]
        assert shelf.entries.one("nobody") is None


def test_a_removed_entry_comes_back_as_it_was_and_where_it_was(tmp_path: Path) -> None:
    with Shelf.open(folders_in(tmp_path)) as shelf:
        for text in ("one", "two", "three"):
            shelf.entries.add(QUESTION, text)
        before = shelf.entries.of()
        shelf.entries.remove(before[1])
        assert shelf.entries.of() == [before[0], before[2]]
        assert shelf.entries.restore(before[1]) == before[1]
        assert shelf.entries.of() == before


def test_two_windows_that_write_into_one_entry_both_keep_their_words(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with Shelf.open(folders) as here, Shelf.open(folders) as there:
        entry = here.entries.add(QUESTION, "What next?")
        assert there.entries.change(entry, answer="A second MRD test").answer == "A second MRD test"
        assert here.entries.change(entry, text="What comes next?") == there.entries.of()[0]
        assert here.entries.of()[0].answer == "A second MRD test"
        assert here.entries.change(entry, answer="In two weeks").answer == (
            "A second MRD test\nIn two weeks"
        )
        assert there.entries.of()[0].text == "What comes next?"


def test_what_one_window_takes_away_another_one_does_not_lose(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with Shelf.open(folders) as here, Shelf.open(folders) as there:
        entry = here.entries.add(NOTE, "before")
        there.entries.remove(entry)
        assert here.entries.change(entry, text="after").text == "after"
        assert [each.text for each in there.entries.of()] == ["after"]
        again = there.entries.of()[0]
        there.entries.change(again, text="written there")
        assert here.entries.change(again, text="").text == "written there"


def test_a_note_of_another_window_on_the_same_mark_is_kept_above(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with Shelf.open(folders) as here, Shelf.open(folders) as there:
        mark = here.bookmarks.add(PLACES[0], "first")
        assert there.bookmarks.change_note(mark, "theirs").note == "theirs"
        assert here.bookmarks.change_note(mark, "mine").note == "theirs\nmine"
        assert not there.bookmarks.remove(mark), "it has a note that was not read"
        assert there.bookmarks.remove(there.bookmarks.of()[0])
        other = there.bookmarks.add(PLACES[0], "first", note="anew")
        assert other.id != mark.id
        assert here.bookmarks.change_note(mark, "mine too").note == "anew\nmine too"
        assert [each.id for each in here.bookmarks.of()] == [other.id]


def test_a_sentence_and_the_section_that_begins_with_it_are_two_marks(tmp_path: Path) -> None:
    with Shelf.open(folders_in(tmp_path)) as shelf:
        sentence = shelf.bookmarks.add(PLACES[0], "sentence")
        section = shelf.bookmarks.add(PLACES[0], "section", is_section=True)
        assert [each.id for each in shelf.bookmarks.of()] == [sentence.id, section.id]
        assert shelf.bookmarks.add(PLACES[0], "again", is_section=True) == section


def test_cards_are_kept_and_two_windows_fill_one_together(tmp_path: Path) -> None:
    folders = folders_in(tmp_path)
    with Shelf.open(folders) as here, Shelf.open(folders) as there:
        card = here.cards.add("Transplant")
        there.cards.change(card, goal="cure")
        assert here.cards.change(card, burden="weeks in hospital").goal == "cure"
        here.cards.add("CAR T")
    with Shelf.open(folders) as shelf:
        first, second = shelf.cards.all()
        assert (first.treatment, first.goal, first.burden, first.fit) == (
            "Transplant", "cure", "weeks in hospital", "",
        )  # fmt: skip
        shelf.cards.remove(first)
        assert shelf.cards.all() == [second]
        assert shelf.cards.restore(first) == first
        assert shelf.cards.all() == [first, second]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x1b[31mb\x00c", "a[31mbc"),
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree"),
        ("tab\there", "tab here"),
        ("\ud83d lone", "? lone"),
        ("  around  ", "around"),
        ("x" * (MOST_OWN_WORDS_CHARS + 5), "x" * MOST_OWN_WORDS_CHARS),
    ],
)
def test_own_words_are_kept_as_plain_text(tmp_path: Path, typed: str, kept: str) -> None:
    folders = folders_in(tmp_path)
    with Shelf.open(folders) as shelf:
        assert shelf.entries.add(NOTE, typed).text == kept
        assert shelf.bookmarks.add(PLACES[0], "mark", note=typed).note == kept
    with Shelf.open(folders) as shelf:
        assert shelf.notices == ()
        assert shelf.entries.of()[0].text == kept


def test_the_document_opened_last_comes_first_with_how_far_it_was_heard(tmp_path: Path) -> None:
    with Shelf.open(folders_in(tmp_path), clock=Clock()) as shelf:
        shelf.documents.opened("all", "A guide", None, "aa", 100)
        shelf.documents.opened("other", "Odd \ud83d", tmp_path / "odd\udcff.md", "bb", 50)
        shelf.positions.save(PLACES[2])
        shelf.positions.save_rate(PLACES[2], 180)
        first, second = shelf.documents.all()
        assert first == KnownDocument("other", "Odd \ud83d", tmp_path / "odd\udcff.md", "bb", 50)
        assert (second.path, second.progression, second.rate_wpm) == (
            None, PLACES[2].progression, 180,
        )  # fmt: skip
        assert second.heard_at is not None
        shelf.documents.opened("all", "A guide", None, "cc", 100)
        assert [each.guide_id for each in shelf.documents.all()] == ["all", "other"]
        assert shelf.documents.all()[0].content_hash == "cc"


def test_a_document_removed_from_the_list_keeps_its_marks_and_a_forgotten_one_does_not(
    tmp_path: Path,
) -> None:
    with Shelf.open(folders_in(tmp_path)) as shelf:
        shelf.documents.opened("all", "A guide", None, "aa", 100)
        shelf.positions.save(PLACES[2])
        shelf.bookmarks.add(PLACES[1], "mark")
        shelf.documents.unlist("all")
        assert [each.is_listed for each in shelf.documents.all()] == [False]
        assert shelf.positions.of("all") == PLACES[2]
        shelf.documents.opened("all", "A guide", None, "aa", 100)
        assert [each.is_listed for each in shelf.documents.all()] == [True]
        shelf.documents.forget("all")
        assert shelf.documents.all() == []
        assert shelf.positions.of("all") is None
        assert shelf.bookmarks.of() == []
