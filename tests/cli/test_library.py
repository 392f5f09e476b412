"""The last document opens again, and each that was opened is listed, asked for and let go."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from allvoice.actions.drafts import Draft, DraftFor, Drafts
from allvoice.guide.load import load_guide
from allvoice.guide.model import Position
from allvoice.paths import bundled_guide, user_folders
from allvoice.shelf.library import Library
from allvoice.shelf.locator import locate
from allvoice.shelf.open_guides import OpenGuide
from allvoice.shelf.store import database
from allvoice.shelf.store.database import Unavailable, spare_of
from allvoice.shelf.store.documents import Documents
from allvoice.shelf.store.entries import EntryKind
from allvoice.shelf.store.shelf import Shelf
from tests.cli.conftest import Command
from tests.cli.messages import plain, refused
from tests.shelf.test_store import PLACES

HEARD_AT = datetime(2026, 11, 30, 1, 5, tzinfo=UTC)
OWN = "Treating acute lymphoblastic leukemia"
Listen = Callable[..., str]


@pytest.fixture
def listen() -> Listen:
    """Open the reader in lines without a voice, type, and return what was printed."""

    def session(*words: str | Path, typed: str = "") -> str:
        command = [sys.executable, "-m", "allvoice", *map(str, words), "--plain", "--no-voice"]
        typed = "".join(f"{each}\n" for each in (*typed.split(), "q"))
        done = subprocess.run(
            command, input=typed, text=True, capture_output=True, timeout=50, check=True
        )
        return done.stdout

    return session


def opened(path: Path | None, *, heard_at: datetime = HEARD_AT, place: int | None = None) -> None:
    """Open a document as the reader does, and hear it up to a block."""
    with Shelf.open(user_folders(), clock=lambda: heard_at) as shelf:
        library = Library(shelf.documents.all(), bundled_guide())
        document = library.open(path or bundled_guide())
        document.take_note(shelf.documents)
        if place is not None:
            shelf.positions.save(locate(document.guide, Position(place)))


def rows(allvoice: Command) -> list[list[str]]:
    listed = allvoice("library")
    assert listed.code == 0
    return [line.split("\t") for line in listed.out.splitlines()]


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.md"
    path.write_text("# Letter of May\n\nOne. Two.\n\n## Doses\n\nThree. Four.\n", encoding="utf-8")
    return path


# The last one


def test_the_last_document_opens_again_at_its_place(listen: Listen, letter: Path) -> None:
    first = listen(letter, typed="pgdn down")
    assert "Welcome. Type urgent for when to call. Letter of May." in first
    again = listen()
    assert "Welcome back to Letter of May. Doses." in again
    assert "\nThree.\n" in again


def test_one_that_was_renamed_opens_at_its_place_and_that_is_told(
    listen: Listen, letter: Path
) -> None:
    listen(letter, typed="pgdn down")
    letter.rename(letter.with_name("May.md"))
    assert "Welcome back to Letter of May. Found again by its text. Doses." in listen()
    assert "Found again" not in listen()


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda path: path.unlink(), "Letter of May is no longer at {path}; open it where it is"),
        (lambda path: path.write_bytes(b""), "{path} holds nothing to read."),
        (lambda path: path.write_bytes(b"\x89PNG\0\0\x01"), "{path} is not a text file."),
        (lambda path: (path.unlink(), path.mkdir()), "The folder {path} holds no Markdown."),
    ],
    ids=["gone", "empty", "no text", "a folder"],
)
def test_where_the_last_one_cannot_be_x(
    listen: Listen, letter: Path, harm: Callable[[Path], object], told: str
) -> None:
    listen(letter)
    harm(letter)
    told = f"This is allvoice's own guide: {told.format(path=letter)}"
    first = listen()
    assert " ".join(told.split()) in " ".join(first.split())
    assert OWN in first
    # The stick may be there again tomorrow.
    assert " ".join(told.split()) in " ".join(listen().split())
    assert "This is" not in listen("guide")
    assert "This is" not in listen()


def test_who_chooses_the_guide_that_stood_in_has_it_again_the_next_time(
    listen: Listen, letter: Path
) -> None:
    listen(letter)
    letter.unlink()
    assert "This is allvoice's own guide" in listen(typed="O 2")
    assert "This is" not in listen()


def test_one_that_is_there_again_opens_again(listen: Listen, letter: Path) -> None:
    listen(letter, typed="pgdn down")
    away = letter.parent / "away" / "letter.md"
    away.parent.mkdir()
    letter.rename(away)
    assert OWN in listen()
    away.rename(letter)
    assert "Welcome back to Letter of May. Doses." in listen()


def test_the_own_guide_is_opened_by_a_word_a_number_or_its_title(
    listen: Listen, letter: Path
) -> None:
    listen()
    listen(letter)
    assert OWN in listen("guide")
    assert "Letter of May" in listen("2")
    assert OWN in listen("listen", "Treating acute")
    assert "Letter of May" in listen("listen", "leter")


def test_what_cannot_be_meant_opens_nothing(allvoice: Command, letter: Path) -> None:
    opened(letter)
    other = letter.with_name("june.md")
    other.write_text("# Letter of June\n\nOne.\n", encoding="utf-8")
    opened(other)
    for command in (["listen", "--no-voice"], ["read", "--no-voice"], ["sections"], ["check"]):
        name, *options = command
        told = refused(allvoice(name, "letter of", *options))
        assert told.startswith("'letter of' may be 1, Letter of June; 2, Letter of May.")
        assert "no document 7" in refused(allvoice(name, "7", *options))
        assert "no document or file 'xyz'" in refused(allvoice(name, "xyz", *options))
    letter.unlink()
    assert "Letter of May is no longer at" in refused(allvoice("listen", "2", "--no-voice"))


def test_beside_a_handout_the_urgent_list_is_that_of_the_own_guide(
    listen: Listen, letter: Path
) -> None:
    printed = listen(letter, typed="urgent")
    assert "This document has no list of when to call. This is the one from allvoice's" in printed
    assert "Call 911 for any of these" in printed


# What other commands mean


def test_without_a_document_commands_mean_the_last_one_and_say_so(
    allvoice: Command, letter: Path
) -> None:
    opened(letter)
    for command in (["sections"], ["sources"], ["check"], ["read", "--no-voice"]):
        assert "This is the document opened last: Letter of May.\n" in allvoice(*command).err
    assert allvoice("read", "--no-voice").out.splitlines()[0] == "Letter of May"
    assert allvoice("sections", "guide").err == ""
    assert len(allvoice("sections", "guide").out.splitlines()) > 20
    letter.unlink()
    assert "no longer at" in refused(allvoice("sections"))


def test_when_to_call_is_read_whatever_was_opened_last(allvoice: Command, letter: Path) -> None:
    urgent = allvoice("read", "--urgent", "--no-voice").out
    opened(letter)
    assert allvoice("read", "--urgent", "--no-voice").out == urgent
    letter.unlink()
    assert allvoice("read", "--urgent", "--no-voice").out == urgent


def test_only_the_reader_takes_note_of_a_document(allvoice: Command, letter: Path) -> None:
    for command in (["sections"], ["sources"], ["check"], ["read", "--no-voice"]):
        allvoice(*command, letter)
    assert not user_folders().database.exists()


# The list


@pytest.fixture
def in_new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock on the wall is five hours behind the one that times are kept by."""
    monkeypatch.setenv("TZ", "EST5")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_each_document_is_listed_with_how_far_how_long_when_and_where(
    allvoice: Command, letter: Path, in_new_york: None
) -> None:
    opened(None)
    opened(letter, place=2)
    assert rows(allvoice) == [
        ["1", "Letter of May", "56 %", "under 1 min left", "2026-11-29 20:05", str(letter)],
        ["2", OWN, "0 %", "8 h left", "not heard yet", "comes with allvoice"],
    ]


def test_the_list_for_programs_says_the_same(
    allvoice: Command, letter: Path, in_new_york: None
) -> None:
    opened(None)
    opened(letter, place=2)
    with Shelf.open(user_folders()) as shelf:
        shelf.positions.save_rate(locate(load_guide(letter), Position(2)), 75)
    first, second = json.loads(allvoice("library", "--json").out)
    assert first == {
        "number": 1,
        "id": load_guide(letter).id,
        "title": "Letter of May",
        "path": str(letter),
        "is_gone": False,
        "comes_with_allvoice": False,
        "progression": first["progression"],
        "words": 6,
        "rate_wpm": 75,
        "minutes_left": 0.0,
        "heard_at": "2026-11-30T01:05:00+00:00",
        "heard_at_local": "2026-11-29 20:05",
    }
    assert (second["path"], second["comes_with_allvoice"], second["rate_wpm"]) == (None, True, 150)


def test_the_time_left_is_for_the_pace_of_the_settings(allvoice: Command, letter: Path) -> None:
    opened(None)
    file = user_folders().settings_file
    file.write_text("rate_wpm = 300\n", encoding="utf-8")
    assert rows(allvoice)[0][3] == "4 h left"


def test_one_whose_file_is_gone_is_listed_as_that(allvoice: Command, letter: Path) -> None:
    opened(letter)
    opened(None)
    letter.unlink()
    own, gone = rows(allvoice)
    assert gone[5] == f"{letter} (file is gone)"
    assert own[5] == "comes with allvoice"
    assert [each["is_gone"] for each in json.loads(allvoice("library", "--json").out)] == [
        False,
        True,
    ]


def test_no_document_yet_is_told_with_what_to_do(allvoice: Command) -> None:
    listed = allvoice("library")
    assert (listed.code, listed.out) == (0, "")
    assert "allvoice listen FILE opens any other" in plain(listed.err)
    assert json.loads(allvoice("library", "--json").out) == []


def test_a_time_to_come_is_none_to_be_told(allvoice: Command, letter: Path) -> None:
    opened(letter, heard_at=datetime.now(UTC) + timedelta(days=300), place=2)
    assert rows(allvoice)[0][4] == "time not known"
    opened(None, heard_at=HEARD_AT)
    # The order is that in which they were opened, whatever the clock said.
    assert [row[1] for row in rows(allvoice)] == [OWN, "Letter of May"]


@pytest.mark.skipif(os.name != "posix", reason="such names are of POSIX")
@pytest.mark.parametrize("name", ["a\n\tb.md", "\x1b[2J.md", "\u202eabc.md", b"\xff.md"])
def test_no_name_or_title_commands_the_terminal(
    allvoice: Command, tmp_path: Path, name: str | bytes
) -> None:
    path = tmp_path / (os.fsdecode(name) if isinstance(name, bytes) else name)
    path.write_text(f"# Red \x1b[31m &#x9b;2J &#9; {'long ' * 60}\n\nHi.\n", encoding="utf-8")
    opened(path)
    listed = allvoice("library")
    assert listed.out.count("\n") == 1
    assert listed.out.count("\t") == 5
    assert all(part.isprintable() for part in listed.out.removesuffix("\n").split("\t"))
    assert json.loads(allvoice("library", "--json").out)[0]["path"] == str(path)
    assert refused(allvoice("library", "--remove", "\x1b]unlike"))


def test_a_damaged_shelf_is_told_and_the_own_guide_opens(allvoice: Command, listen: Listen) -> None:
    database = user_folders().database
    database.parent.mkdir(parents=True)
    database.write_bytes(b"not a database" * 400)
    assert allvoice("sections").code == 0
    assert OWN in listen()
    assert [row[1] for row in rows(allvoice)] == [OWN]


# Letting go


def test_what_is_removed_keeps_its_place_and_opening_it_brings_it_back(
    allvoice: Command, listen: Listen, letter: Path
) -> None:
    opened(None)
    opened(letter, place=2)
    removed = allvoice("library", "--remove", "1")
    assert (removed.code, removed.out) == (0, "")
    assert "opening it brings it back" in plain(removed.err)
    assert [row[1] for row in rows(allvoice)] == [OWN]
    assert OWN in listen()
    assert "Welcome back to Letter of May. Doses." in listen(letter)
    assert [row[1] for row in rows(allvoice)] == ["Letter of May", OWN]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let something be typed."""
    return lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_what_is_forgotten_loses_place_and_marks_once_that_was_agreed(
    allvoice: Command, letter: Path, answer: Callable[[str], None]
) -> None:
    opened(letter, place=2)
    guide = load_guide(letter)
    with Shelf.open(user_folders()) as shelf:
        shelf.bookmarks.add(locate(guide, Position(1)), "One")
        shelf.bookmarks.add(locate(guide, Position(2)), "Two")
    answer("n\n")
    refusal = allvoice("library", "--forget", "letter")
    assert "Forget Letter of May, its place, its pace and 2 marks?" in refusal.err
    assert refusal.err.endswith("Nothing was forgotten.\n")
    answer("")
    assert "give --yes" in allvoice("library", "--forget", "letter").err
    assert len(rows(allvoice)) == 1
    answer("y\n")
    assert "is forgotten" in allvoice("library", "--forget", "letter").err
    assert rows(allvoice) == []
    with Shelf.open(user_folders()) as shelf:
        assert shelf.positions.of(guide.id) is None
        assert shelf.bookmarks.of(guide.id) == []
    assert letter.exists()


def test_what_was_written_in_it_stays_and_where_that_was_is_forgotten(
    allvoice: Command, letter: Path, answer: Callable[[str], None]
) -> None:
    opened(letter)
    guide = load_guide(letter)
    with Shelf.open(user_folders()) as shelf:
        for text in ("one", "two"):
            place = locate(guide, Position(2))
            shelf.entries.add(EntryKind.NOTE, text, place, guide.title)
        shelf.entries.add(EntryKind.NOTE, "elsewhere", PLACES[0], "Other")
        before = shelf.entries.of()
    stays = "2 notes written in it stay, without their place."
    answer("n\n")
    assert stays in plain(allvoice("library", "--forget", "1").err)
    with Shelf.open(user_folders()) as shelf:
        assert shelf.entries.of() == before
    answer("y\n")
    told = plain(allvoice("library", "--forget", "1").err)
    assert told.endswith(f"is forgotten, with its place, its pace and no marks. {stays}")
    with Shelf.open(user_folders()) as shelf:
        one, two, other = shelf.entries.of()
        assert (one.text, one.locator, one.guide_title) == ("one", None, "")
        assert (two.text, two.locator, two.guide_title) == ("two", None, "")
        assert other == before[2]


def test_no_file_holds_what_was_forgotten(allvoice: Command, letter: Path) -> None:
    opened(letter)
    guide = load_guide(letter)
    with Shelf.open(user_folders()) as shelf:
        shelf.entries.add(EntryKind.NOTE, "mine", locate(guide, Position(1)), guide.title)
        shelf.bookmarks.add(locate(guide, Position(1)), "Letter of May", guide.title)
        half = Draft("half", "Letter of May", guide.id)
        Drafts(shelf.remembered).keep(DraftFor("Note", "Type the note.", ""), half)
    spare = spare_of(user_folders().database)
    assert b"Letter of May" in spare.read_bytes()
    allvoice("library", "--forget", "1", "--yes")
    assert b"mine" in spare.read_bytes()
    for path in user_folders().data.rglob("*"):
        assert not path.is_file() or b"Letter of May" not in path.read_bytes(), path


def test_a_spare_copy_that_still_holds_what_was_forgotten_is_told(
    allvoice: Command, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(letter)
    with Shelf.open(user_folders()) as shelf:
        shelf.bookmarks.add(locate(load_guide(letter), Position(1)), "Letter of May", "Letter")
    spare = spare_of(user_folders().database)
    with monkeypatch.context() as refusing:
        refusing.setattr("allvoice.shelf.store.connection.keep_spare", lambda *_: False)
        outcome = allvoice("library", "--forget", "1", "--yes")
    assert outcome.code == 2
    assert b"Letter of May" in spare.read_bytes()
    told = plain(outcome.err)
    assert "is forgotten" in told
    assert f"holds it still: remove {spare} yourself." in told
    assert "opened no document yet" in plain(allvoice("library").err)


@pytest.mark.parametrize(
    ("option", "nothing"),
    [("--forget", "Nothing was forgotten."), ("--remove", "Nothing was removed.")],
)
def test_where_nothing_can_be_kept_nothing_is_said_to_be_gone(
    allvoice: Command, letter: Path, monkeypatch: pytest.MonkeyPatch, option: str, nothing: str
) -> None:
    opened(letter)
    sure = ["--yes"] if option == "--forget" else []

    def full(*_: object, **__: object) -> None:
        raise Unavailable("the disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(database, "open_database", full)
        told = refused(allvoice("library", option, "1", *sure))
    assert told == f"{nothing} Your place, marks and notes cannot be kept: the disk is full."
    assert len(rows(allvoice)) == 1


def test_a_disk_that_fails_in_the_middle_lets_nothing_be_said_to_be_gone(
    allvoice: Command, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(letter)

    def fail(self: Documents, guide_id: str) -> None:
        patched.setattr(database, "open_database", refuse)
        self._connection.recover(sqlite3.OperationalError("database or disk is full"))

    def refuse(*_: object, **__: object) -> None:
        raise Unavailable("the disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(Documents, "forget", fail)
        told = refused(allvoice("library", "--forget", "1", "--yes"))
    assert told.startswith("Nothing was forgotten. Your place, marks and notes cannot be kept")


def test_yes_alone_is_refused(allvoice: Command) -> None:
    assert "--yes goes with --forget" in refused(allvoice("library", "--yes"))


def test_who_is_sure_is_not_asked(allvoice: Command, letter: Path) -> None:
    opened(letter)
    done = allvoice("library", "--forget", letter, "--yes")
    assert (done.code, done.out) == (0, "")
    assert plain(done.err) == "Letter of May is forgotten, with its place, its pace and no marks."


def test_who_is_sure_names_the_document_rightly(allvoice: Command, letter: Path) -> None:
    opened(letter)
    refused(allvoice("library", "--forget", "leter", "--yes"))
    assert allvoice("library", "--remove", "leter").code == 0


def test_numbers_are_those_that_were_seen_also_where_two_documents_go(
    allvoice: Command, letter: Path
) -> None:
    opened(None)
    opened(letter)
    allvoice("library", "--remove", "1", "--forget", "2", "--yes")
    with Shelf.open(user_folders()) as shelf:
        assert [each.title for each in shelf.documents.all()] == ["Letter of May"]


def test_one_that_is_open_elsewhere_is_not_forgotten(allvoice: Command, letter: Path) -> None:
    opened(letter)
    with OpenGuide(user_folders().data, load_guide(letter).id):
        told = refused(allvoice("library", "--forget", "1", "--yes"))
    assert told == "Letter of May is open in another window; quit there, then forget it."
    assert len(rows(allvoice)) == 1


def test_what_is_not_in_the_list_is_told(allvoice: Command, letter: Path) -> None:
    told = allvoice("library", "--remove", letter)
    assert told.code == 0
    assert "is none of the documents you have opened." in plain(told.err)
    assert "no document 1" in refused(allvoice("library", "--forget", "1"))
