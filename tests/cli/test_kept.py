"""What is kept is listed, and copied in a form that people and programs can read."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from allvoice.cli.kept import KINDS
from allvoice.guide.load import load_guide
from allvoice.guide.model import BlockKind, Position
from allvoice.paths import bundled_guide, user_folders
from allvoice.shelf.locator import locate
from allvoice.shelf.store import database
from allvoice.shelf.store.database import Unavailable
from allvoice.shelf.store.entries import EntryKind
from allvoice.shelf.store.shelf import Shelf
from tests.cli.conftest import Command
from tests.cli.messages import plain

MARKED_AT = datetime(2026, 11, 30, 1, 5, tzinfo=UTC)


# Bookmarks.


def mark(path: Path, label: str, *, title: str | None = None, note: str = "") -> None:
    """Bookmark the second block's first sentence."""
    guide = load_guide(path, title=title)
    with Shelf.open(user_folders(), clock=lambda: MARKED_AT) as shelf:
        shelf.bookmarks.add(locate(guide, Position(1)), label, guide.title, note=note)


@pytest.fixture
def in_new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock on the wall is five hours behind the one that times are kept by."""
    monkeypatch.setenv("TZ", "EST5")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_bookmarks_are_listed_with_guide_label_and_date(allvoice: Command, guide: Path) -> None:
    mark(guide, "With food")
    listed = allvoice("bookmarks")

    title, label, date = listed.out.removesuffix("\n").split("\t")
    assert (title, label) == ("Taking tablets", "With food")
    assert date.startswith("20")
    assert listed.err == ""


def test_bookmarks_for_programs_hold_what_finds_them_again(
    allvoice: Command, guide: Path, in_new_york: None
) -> None:
    mark(guide, "With food")
    (row,) = json.loads(allvoice("bookmarks", "--json").out)

    assert row["guide"] == "Taking tablets"
    assert row["section"] == "tablets/taking-tablets"
    assert row["quote"] == "Take them with food."
    assert row["label"] == "With food"
    assert row["created_at"] == "2026-11-30T01:05:00+00:00"
    assert row["created_at_local"] == "2026-11-29 20:05"


def test_bookmarks_can_be_kept_as_markdown(
    allvoice: Command, guide: Path, in_new_york: None
) -> None:
    mark(guide, "Chapter 1: Take them with food.")

    assert allvoice("bookmarks", "--markdown").out == (
        "# Bookmarks\n\n## Taking tablets\n\n### Chapter 1\n\n"
        "- Take them with food. (2026-11-29 20:05)\n"
    )


def test_a_place_is_named_once_and_its_words_once_also_of_an_older_bookmark(
    allvoice: Command, guide: Path, in_new_york: None
) -> None:
    mark(guide, "Taking tablets: Take them with")
    assert allvoice("bookmarks", "--markdown").out.splitlines()[4:] == [
        "### Taking tablets",
        "",
        "- Take them with food. (2026-11-29 20:05)",
    ]
    assert allvoice("bookmarks").out == (
        "Taking tablets\tTaking tablets: Take them with\t2026-11-29 20:05\n"
    )


@pytest.mark.parametrize("form", ["--markdown", "--html"])
def test_the_mark_of_a_whole_section_is_named_once_in_its_chapter(
    allvoice: Command, form: str
) -> None:
    guide = load_guide(bundled_guide())
    section = next(each for each in guide.sections if guide.sections[each.chapter] is not each)
    start = Position(section.first_block)
    with Shelf.open(user_folders(), clock=lambda: MARKED_AT) as shelf:
        shelf.bookmarks.add(locate(guide, start), "Section: as then", guide.title, is_section=True)
        shelf.bookmarks.add(locate(guide, Position(section.first_block + 1)), "", guide.title)
    copy = allvoice("bookmarks", form).out
    assert copy.count("Section:") == 1
    assert f"Section: {section.title}" in copy
    chapter = guide.chapters.index(guide.sections[section.chapter]) + 1
    assert copy.count(f"Chapter {chapter}") == 1
    (row, _) = json.loads(allvoice("bookmarks", "--json").out)
    assert row["chapter"] == f"Chapter {chapter}"


def test_an_older_bookmark_of_the_own_guide_is_named_by_its_chapter(
    allvoice: Command, in_new_york: None
) -> None:
    guide = load_guide(bundled_guide())
    question = next(
        Position(block.index) for block in guide.blocks if block.kind is BlockKind.TEACH_BACK
    )
    with Shelf.open(user_folders(), clock=lambda: MARKED_AT) as shelf:
        shelf.bookmarks.add(locate(guide, question), "Questions to ask: six words", guide.title)
    (row,) = json.loads(allvoice("bookmarks", "--json").out)
    chapter = guide.chapters.index(guide.sections[guide.section_of(question).chapter]) + 1
    assert row["chapter"] == f"Chapter {chapter}"
    assert row["label"].startswith(f"Chapter {chapter}: {guide.sentence_text(question)[:40]}")


@pytest.mark.parametrize("form", [[], ["--json"], ["--markdown"]], ids=str)
def test_labels_cannot_command_the_terminal(
    allvoice: Command, guide: Path, form: list[str]
) -> None:
    mark(guide, "Bad \x1b]0;title\x07\n\tlabel", title="G \x9b2J")
    listed = allvoice("bookmarks", *form)

    assert all(line.replace("\t", "").isprintable() for line in listed.out.splitlines())
    assert listed.out.count("\t") == (0 if form else 2)


def test_no_bookmarks_is_told_and_is_no_fault(allvoice: Command) -> None:
    listed = allvoice("bookmarks")

    assert (listed.code, listed.out) == (0, "")
    assert "no bookmarks yet" in plain(listed.err)
    assert json.loads(allvoice("bookmarks", "--json").out) == []


def test_a_damaged_shelf_is_set_aside_and_named(allvoice: Command, tmp_path: Path) -> None:
    damaged = b"not a database" * 400
    (tmp_path / "shelf.sqlite3").write_bytes(damaged)
    listed = allvoice("bookmarks", "--json", "--data-dir", tmp_path)

    (aside,) = tmp_path.glob("shelf-damaged-*.sqlite3")
    assert aside.read_bytes() == damaged
    assert aside.name in plain(listed.err)
    assert json.loads(listed.out) == []
    assert allvoice("bookmarks", "--json", "--data-dir", tmp_path).err == ""


def test_a_shelf_of_a_newer_version_is_kept_and_named(allvoice: Command, tmp_path: Path) -> None:
    newer = sqlite3.connect(tmp_path / "shelf.sqlite3")
    newer.execute("CREATE TABLE thoughts (text)")
    newer.execute("PRAGMA user_version = 999")
    newer.commit()
    newer.close()
    listed = allvoice("bookmarks", "--data-dir", tmp_path)

    (aside,) = tmp_path.glob("shelf-newer-*.sqlite3")
    assert aside.name in plain(listed.err.splitlines(keepends=True)[0])


def test_a_data_folder_that_cannot_be_written_is_told_and_stops_nothing(
    allvoice: Command, guide: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise Unavailable("the disk is full.")

    with monkeypatch.context() as patched:
        # Permissions would not hold back an administrator.
        patched.setattr(database, "open_database", full)
        listed = allvoice("bookmarks", "--json")
    assert listed.code == 0
    assert json.loads(listed.out) == []
    assert "cannot be kept: the disk is full." in plain(listed.err)
    assert allvoice("say", "--no-voice", "--data-dir", guide / "data", "Hello.").code == 0


def test_a_note_stands_under_its_mark(allvoice: Command, guide: Path, in_new_york: None) -> None:
    mark(guide, "Chapter 1: Take them with food.", note="Ask Dr. Lee\n# about *this*")
    assert allvoice("bookmarks").out.endswith("\tAsk Dr. Lee # about *this*\n")
    assert allvoice("bookmarks", "--markdown").out.splitlines()[6:] == [
        "- Take them with food. (2026-11-29 20:05)",
        "",
        "  Note: Ask Dr. Lee\\",
        "  \\# about \\*this\\*",
    ]


def test_the_marks_of_one_document_are_asked_for_by_file_or_by_title(
    allvoice: Command, guide: Path, tmp_path: Path
) -> None:
    other = tmp_path / "rest.md"
    other.write_text("# Rest\n\nSleep at night.\n", encoding="utf-8")
    mark(guide, "With food")
    mark(other, "Sleep")
    assert len(allvoice("bookmarks").out.splitlines()) == 2
    assert [line.split("\t")[1] for line in allvoice("bookmarks", other).out.splitlines()] == [
        "Sleep"
    ]
    other.unlink()
    assert [line.split("\t")[1] for line in allvoice("bookmarks", "rest").out.splitlines()] == [
        "Sleep"
    ]
    told = allvoice("bookmarks", "guide")
    assert (told.code, told.out) == (0, "")
    assert plain(told.err) == "No marks in this document; 2 in others."
    refused = allvoice("bookmarks", "nowhere")
    assert refused.code == 2
    assert "There is no document or file 'nowhere'" in refused.err


# The notebook and the questions


@pytest.fixture
def notebook() -> None:
    with Shelf.open(user_folders(), clock=lambda: MARKED_AT) as shelf:
        shelf.entries.add(EntryKind.TEMPERATURE, "38.2")
        first = shelf.entries.add(EntryKind.QUESTION, "Which phase are we in?")
        shelf.entries.add(EntryKind.QUESTION, "Who is called at night?")
        shelf.entries.change(first, answer="Induction", is_done=True)


def test_the_kinds_that_can_be_asked_for_are_those_of_the_shelf() -> None:
    assert set(KINDS) == {kind.value for kind in EntryKind}


def test_the_notebook_is_listed_by_time_and_kind(
    allvoice: Command, notebook: None, in_new_york: None
) -> None:
    at = "2026-11-29 20:05"
    assert allvoice("notebook").out.splitlines() == [
        f"{at}\ttemperature\t38.2",
        f"{at}\tquestion\tWhich phase are we in?\tInduction",
        f"{at}\tquestion\tWho is called at night?",
    ]
    assert allvoice("notebook", "--kind", "Temperatures").out == f"{at}\ttemperature\t38.2\n"
    rows = json.loads(allvoice("notebook", "--json", "--kind=question").out)
    assert [row["text"] for row in rows] == ["Which phase are we in?", "Who is called at night?"]
    refused = allvoice("notebook", "--kind", "temprature")
    assert refused.code == 2
    assert "Did you mean temperature?" in refused.err


def test_questions_are_listed_and_the_visit_sheet_holds_the_open_ones(
    allvoice: Command, notebook: None
) -> None:
    assert allvoice("questions").out.splitlines() == [
        "done\tWhich phase are we in?\tInduction",
        "open\tWho is called at night?",
    ]
    sheet = allvoice("questions", "--visit", "--days", "3650").out
    assert "1. [ ] Who is called at night?" in sheet
    assert "Which phase" not in sheet
    assert ": 38.2" in sheet
    assert "done" in allvoice("questions", "--html").out.casefold()


@pytest.mark.parametrize(
    "command",
    [["questions", "--days", "3"], ["notebook", "--force"], ["bookmarks", "--force", "--html"]],
)
def test_an_option_that_would_do_nothing_is_refused(allvoice: Command, command: list[str]) -> None:
    refused = allvoice(*command)
    assert (refused.code, refused.out) == (2, "")
    assert "goes with --" in refused.err


@pytest.mark.parametrize("form", [["--json"], ["--to", "v.json"], ["--to", "v.JSON"]], ids=str)
def test_a_visit_sheet_is_no_copy_for_programs(
    allvoice: Command,
    notebook: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    refused = allvoice("questions", "--visit", *form)
    assert (refused.code, refused.out) == (2, "")
    assert ".html, .md or .txt." in plain(refused.err)
    assert list(tmp_path.glob("v.*")) == []


@pytest.mark.parametrize("days", ["0", "-1", "soon", "99999999999999999999"])
def test_days_that_are_none_are_refused(allvoice: Command, days: str) -> None:
    refused = allvoice("questions", "--visit", f"--days={days}")
    assert refused.code == 2
    assert "no number of days" in refused.err


def test_nothing_written_down_is_told_and_is_no_fault(allvoice: Command) -> None:
    for command in ("notebook", "questions"):
        listed = allvoice(command)
        assert (listed.code, listed.out) == (0, "")
        assert "written down" in listed.err
        assert json.loads(allvoice(command, "--json").out) == []


# Files


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("sheet.html", "<!DOCTYPE html>"),
        ("sheet.HTM", "<!DOCTYPE html>"),
        ("sheet.md", "# Questions"),
        ("sheet.txt", "Questions"),
        ("sheet.json", '{\n "format": "allvoice-shelf"'),
    ],
)
def test_the_ending_of_the_file_decides_the_form(
    allvoice: Command, notebook: None, tmp_path: Path, name: str, begins: str
) -> None:
    written = allvoice("questions", "--to", tmp_path / name)
    assert (written.code, written.out) == (0, "")
    assert str(tmp_path / name) in plain(written.err)
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    assert [each.name for each in tmp_path.glob("*.new")] == []


def test_a_file_that_is_there_is_replaced_only_by_force(
    allvoice: Command, notebook: None, tmp_path: Path
) -> None:
    path, link = tmp_path / "notes.md", tmp_path / "link.md"
    path.write_text("mine", encoding="utf-8")
    path.chmod(0o640)
    refused = allvoice("notebook", "--to", path)
    assert refused.code == 2
    assert "--force" in refused.err
    assert path.read_text(encoding="utf-8") == "mine"
    link.symlink_to(path)
    assert allvoice("notebook", "--to", link, "--force").code == 0
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8").startswith("# Notebook")
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("name", ["notes", "notes.pdf", "missing/notes.md", "folder.md"])
def test_a_file_that_cannot_be_written_is_refused_in_a_sentence(
    allvoice: Command, notebook: None, tmp_path: Path, name: str
) -> None:
    (tmp_path / "folder.md").mkdir()
    before = sorted(os.listdir(tmp_path))
    refused = allvoice("notebook", "--to", tmp_path / name, "--force")
    assert refused.code == 2
    assert len(refused.err.splitlines()) == 1
    assert sorted(os.listdir(tmp_path)) == before


def test_two_forms_at_once_are_refused(allvoice: Command) -> None:
    refused = allvoice("bookmarks", "--json", "--to", "x.md")
    assert refused.code == 2
    assert "Give one of" in refused.err
