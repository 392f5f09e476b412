"""The whole reader in lines that are only added: heard, moved through, marked and left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from allvoice.plain.commands import COMMANDS
from allvoice.plain.reader import PlainReader
from allvoice.reading.state import Status
from allvoice.shelf.store import Shelf
from tests.reading.booth import Booth, booth
from tests.shelf.guides import folders_in


@dataclass
class Desk:
    """A listener who types and reads lines."""

    booth: Booth
    reader: PlainReader
    lines: list[str] = field(default_factory=list)

    def type(self, *typed: str) -> list[str]:
        """Type lines; return what was shown for them."""
        before = len(self.lines)
        for line in typed:
            self.reader.take(line)
        return self.lines[before:]

    def hear(self, count: int = 10_000) -> list[str]:
        """Let the voice report so many times, or until it rests; return what was shown."""
        before = len(self.lines)
        for _ in range(count):
            event = self.booth.voice.speak()
            if event is None:
                break
            self.reader.take(event)
        return self.lines[before:]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with Shelf.open(folders_in(tmp_path)) as shelf:
        yield shelf


def desk(shelf: Shelf, *, voiced: bool = True, text: str | None = None) -> Desk:
    reading = booth(text=text) if text is not None else booth()
    lines: list[str] = []
    reader = PlainReader(reading.listening, shelf, lines.append, voiced=voiced)
    made = Desk(reading, reader, lines)
    reader.begin("Welcome. Before you begin.", ["Something to know."])
    return made


def test_it_begins_with_what_is_to_be_known_and_ends_each_prompt_with_the_choices(
    shelf: Shelf,
) -> None:
    voiced, silent = desk(shelf), desk(shelf, voiced=False)
    assert voiced.lines == [
        "Something to know.",
        "Welcome. Before you begin.",
        "Enter plays and pauses, h is help, q quits.",
    ]
    assert silent.lines[1:] == [
        "Welcome. Before you begin.",
        "Enter shows the next sentence, h is help, q quits.",
        "Heading 1: Before you begin",
    ]


def test_each_sentence_is_a_line_when_it_begins_to_be_heard(shelf: Shelf) -> None:
    heard = desk(shelf).hear()
    assert heard[:5] == [
        "Heading 1: Before you begin",
        "Call the care team first.",
        "Then write down the time.",
        "• Take the temperature.",
        "• Note it down.",
    ]
    assert heard[5] == "Say it aloud."
    assert heard.count("Small meals help.") == 1


def test_enter_pauses_and_goes_on_and_no_sentence_is_shown_twice_for_it(shelf: Shelf) -> None:
    made = desk(shelf)
    made.hear(8)
    assert made.type("") == ["Paused. Enter goes on."]
    assert made.booth.state.status is Status.PAUSED
    assert made.type("") == []
    made.hear()
    assert made.lines.count("Call the care team first.") == 1


def test_without_a_voice_enter_shows_sentence_after_sentence(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False)
    assert made.type("") == ["Call the care team first."]
    assert made.type("", "p") == ["Then write down the time.", "Call the care team first."]
    assert made.type("nnn") == ["Heading 2: At night"]
    assert made.type("pp") == ["• Note it down."]
    assert made.type("r") == ["• Note it down."]
    assert made.booth.state.status is Status.STOPPED


def test_at_the_end_it_says_so(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False)
    made.type("nnn", "nnn", "")
    assert made.type("") == ["No more after this."]


def test_contents_and_marks_are_numbered_lists_one_goes_to_by_number(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False)
    assert made.type("t") == [
        "1. Before you begin", "2. At night", "3. Food", "Type t and a number, 1 to 3.",
    ]  # fmt: skip
    assert made.type("t 3") == ["Heading 1: Food"]
    assert made.type("t 9") == ["There are 3 sections; type t and a number up to that."]
    assert made.type("l") == ["There are no bookmarks yet; b sets one."]
    assert made.type("", "b") == ["Small meals help.", "Bookmark 1, at: Small meals help."]
    assert made.type("b") == ["This sentence has a bookmark already."]
    made.type("t 1")
    assert made.type("l") == ["1. Food: Small meals help.", "Type l and a number, 1 to 1."]
    assert made.type("l 1") == ["Small meals help."]
    assert made.type("l 4") == ["Type l and a number, 1 to 1."]


def test_words_are_searched_for_and_the_same_again(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False)
    assert made.type("/") == ["Type what to look for behind the slash: /fever"]
    assert made.type("/THE") == ["Call the care team first."]
    assert made.type("/") == ["Then write down the time."]
    assert made.type("/zebra") == ["Nothing in this guide matches zebra."]


def test_the_pace_is_changed_and_said(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False)
    assert made.type("+") == ["160 words a minute."]
    assert made.type("=90") == ["90 words a minute."]
    assert made.type("=") == ["150 words a minute."]
    assert made.type("=9999") == ["450 words a minute. This is the fastest."]


def test_what_is_asked_is_answered_and_shown(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False)
    (where,) = made.type("w")
    assert where.startswith("Chapter 1 of 2, Before you begin.")
    (more,) = made.type("ww")
    assert more.startswith(where)
    assert made.type("v") == ["Heard as: Before you begin."]
    assert made.type("d") == ["No word of this sentence is in the glossary."]
    assert made.type("i", "m") == ["This is no table."] * 2
    assert made.type("e") == ["This is no table and no list."]
    assert made.type("x") == ["Nothing was skipped."]
    assert made.type("j") == ["Reading stops at the end of this section."]


def test_what_is_not_known_says_where_help_is(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False)
    assert made.type("frobnicate") == ["I do not know that. Type h and Enter for help."]
    assert len(made.type("h")) == len(COMMANDS)


def test_who_quits_leaves_and_the_place_is_kept(shelf: Shelf) -> None:
    made = desk(shelf)
    made.reader.take("q")
    assert not made.reader.is_going


def test_where_nobody_can_type_the_guide_is_read_to_its_end(shelf: Shelf) -> None:
    made = desk(shelf)
    made.reader.take(None)
    assert made.reader.is_going
    assert made.hear()[-1].startswith("End of the guide.") or "Small meals help." in made.lines
    assert not made.reader.is_going


def test_where_nobody_can_type_and_nothing_speaks_it_ends(shelf: Shelf) -> None:
    made = desk(shelf, voiced=False)
    made.reader.take(None)
    assert not made.reader.is_going


def test_what_is_typed_ends_what_is_read_and_the_run(shelf: Shelf) -> None:
    reading = booth()
    lines: list[str] = []
    reader = PlainReader(reading.listening, shelf, lines.append, voiced=False)
    reader.type_from(["n\n", "q\n"])
    reader.run("Welcome.")
    assert lines[-1] == "Call the care team first."
    assert reading.voice.closed
    assert reading.saved[-1][0] == reading.state.position
