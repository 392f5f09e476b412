"""Half-typed words wait for the next start, whatever became of the text they are kept in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allvoice.actions.drafts import Draft, DraftFor, Drafts
from allvoice.shelf.store.shelf import Shelf
from tests.shelf.guides import folders_in

NOTE = DraftFor("Note", "Type the note.", "")


class Memory:
    """Remembers texts, and counts how often one was kept."""

    def __init__(self, text: str | None = None) -> None:
        self.texts = {} if text is None else {"drafts": text}
        self.count = 0

    def of(self, key: str) -> str | None:
        return self.texts.get(key)

    def keep(self, key: str, value: str, *, durable: bool) -> None:
        self.texts[key], self.count = value, self.count + 1


def drafts(memory: Memory) -> Drafts:
    return Drafts(memory)  # type: ignore[arg-type]


def test_each_is_there_for_what_was_asked_and_for_nothing_else(tmp_path: Path) -> None:
    changed = NOTE._replace(before="Fever\nsince nine")
    with Shelf.open(folders_in(tmp_path)) as shelf:
        Drafts(shelf.remembered).keep(NOTE, Draft("Ibuprofen? Müde, 38.2 °C \u2028\x00"))
        Drafts(shelf.remembered).keep(changed, Draft("Fever since ten"))
    with Shelf.open(folders_in(tmp_path)) as shelf:
        kept = Drafts(shelf.remembered)
        assert kept.of(NOTE).words.startswith("Ibuprofen? Müde, 38.2 °C")
        assert kept.of(changed).words == "Fever since ten"
        assert kept.of(NOTE._replace(name="Answer")).words == ""


def test_what_was_sent_off_taken_away_or_is_as_before_is_no_draft() -> None:
    memory = Memory()
    changed = NOTE._replace(before="Fever")
    drafts(memory).keep(changed, Draft(" Fever "))
    drafts(memory).keep(NOTE, Draft("  "))
    assert memory.count == 0
    drafts(memory).keep(NOTE, Draft("half"))
    drafts(memory).keep(NOTE, Draft(""))
    assert drafts(memory).of(NOTE).words == ""


def test_the_same_words_are_not_written_twice() -> None:
    memory = Memory()
    kept = drafts(memory)
    kept.keep(NOTE, Draft("half"))
    kept.keep(NOTE, Draft("half"))
    assert memory.count == 1


def test_two_windows_keep_each_other_s_words() -> None:
    memory = Memory()
    one, other = drafts(memory), drafts(memory)
    assert one.of(NOTE) == other.of(NOTE) == Draft("")
    one.keep(NOTE, Draft("half"))
    other.keep(NOTE._replace(name="Answer"), Draft("yes"))
    assert one.of(NOTE).words == "half"
    assert one.of(NOTE._replace(name="Answer")).words == "yes"


def test_that_words_wait_is_told_once_and_anew_where_others_do() -> None:
    memory = Memory()
    assert drafts(memory).news() == []
    drafts(memory).keep(NOTE, Draft("half"))
    drafts(memory).keep(NOTE._replace(name="Test result"), Draft("platelets"))
    assert drafts(memory).news() == ["Half-typed words wait for you: note, test result."]
    assert drafts(memory).news() == []
    drafts(memory).keep(NOTE, Draft(""))
    assert drafts(memory).news() == ["Half-typed words wait for you: test result."]


def test_those_for_a_forgotten_document_go_and_all_others_stay() -> None:
    memory = Memory()
    drafts(memory).keep(NOTE, Draft("half", "Chapter 1: a secret", "letter"))
    drafts(memory).keep(NOTE._replace(before="one"), Draft("other", "Fever", "guide"))
    drafts(memory).keep(NOTE._replace(name="Answer"), Draft("mine"))
    drafts(memory).forget("letter")
    assert "secret" not in memory.texts["drafts"]
    assert drafts(memory).of(NOTE) == Draft("")
    assert drafts(memory).of(NOTE._replace(before="one")) == Draft("other", "Fever", "guide")
    assert drafts(memory).of(NOTE._replace(name="Answer")) == Draft("mine")


def test_of_very_many_the_latest_are_kept() -> None:
    memory = Memory()
    for number in range(30):
        drafts(memory).keep(NOTE._replace(before=f"{number}"), Draft("half"))
    assert drafts(memory).of(NOTE._replace(before="29")).words == "half"
    assert drafts(memory).of(NOTE._replace(before="0")).words == ""


@pytest.mark.parametrize(
    "text",
    ["", "{", "{}", "null", "[1]", '[["a"]]', '[["a", "b", "c", "d", "e", 4]]', "[" * 100_000],
)
def test_text_that_cannot_be_read_holds_none_and_is_written_over(text: str) -> None:
    memory = Memory(text)
    assert drafts(memory).of(NOTE).words == ""
    drafts(memory).keep(NOTE, Draft("half"))
    assert drafts(memory).of(NOTE).words == "half"


@given(st.dictionaries(st.tuples(st.text(), st.text(), st.text()), st.text(), max_size=20))
def test_any_words_come_back_as_they_were_typed(typed: dict[tuple[str, str, str], str]) -> None:
    memory = Memory()
    for asked, words in typed.items():
        drafts(memory).keep(DraftFor(*asked), Draft(words))
    for asked, words in typed.items():
        is_draft = words.strip() not in ("", asked[2].strip())
        assert drafts(memory).of(DraftFor(*asked)).words == (words if is_draft else "")
