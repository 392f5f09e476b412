"""Lists are data: a row a line, or JSON, with nothing in them that a terminal would obey."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from allvoice.guide.load import load_guide
from allvoice.guide.model import BlockKind, Position
from allvoice.paths import bundled_guide, user_folders
from allvoice.shelf.locator import locate
from allvoice.shelf.store.shelf import Shelf
from tests.cli.conftest import Command
from tests.cli.messages import plain

MARKED_AT = datetime(2026, 11, 30, 1, 5, tzinfo=UTC)


def test_every_section_is_a_row_with_its_id_words_minutes_and_title(
    allvoice: Command, guide: Path
) -> None:
    listed = allvoice("sections", guide)

    assert listed.code == 0
    assert listed.err == ""
    rows = [line.split("\t") for line in listed.out.splitlines()]
    assert [row[0] for row in rows] == [
        "tablets/taking-tablets",
        "tablets/when-to-call",
        "tablets/at-night",
    ]
    assert [row[3] for row in rows] == ["Taking tablets", "  When to call", "At night"]
    assert rows[0][1:3] == ["8 words", "0.1 min"]


def test_the_sections_for_programs_say_the_same(allvoice: Command, guide: Path) -> None:
    rows = json.loads(allvoice("sections", guide, "--json").out)

    assert rows[1] == {
        "id": "tablets/when-to-call",
        "level": 2,
        "title": "When to call",
        "words": 7,
        "minutes": 0.03,
    }


def test_the_minutes_are_for_the_pace_asked_for(allvoice: Command, tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_text("words " * 299 + "words.", encoding="utf-8")

    assert "\t2.0 min\t" in allvoice("sections", path).out
    assert "\t1.0 min\t" in allvoice("sections", path, "--rate", "300").out


def test_without_a_guide_the_one_that_comes_with_the_program_is_listed(allvoice: Command) -> None:
    rows = json.loads(allvoice("sections", "--json").out)

    assert len(rows) > 20
    assert all(row["words"] > 0 for row in rows)


@pytest.mark.parametrize("for_programs", [[], ["--json"]], ids=["table", "json"])
def test_escapes_in_titles_and_names_never_reach_the_terminal(
    allvoice: Command, tmp_path: Path, for_programs: list[str]
) -> None:
    path = tmp_path / "ev\x1b[31m\til\nname.md"
    path.write_text("# Red \x1b[31m alert \x07 &#x9b;2J &#9; [bold]x[/bold]\n\nHi.\n")
    listed = allvoice("sections", path, *for_programs)

    assert listed.code == 0
    assert all(line.replace("\t", "").isprintable() for line in listed.out.splitlines())
    assert "[bold]x[/bold]" in listed.out
    if not for_programs:
        assert listed.out.count("\n") == 1
        assert listed.out.count("\t") == 3


@pytest.mark.parametrize("name", ["two  words.md", "a\nb.md", "caf\u00e9 \u202e.md"])
def test_an_id_as_it_is_listed_is_one_that_can_be_read(
    allvoice: Command, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_text("# Café &#10; and\ttabs\n\nHi.\n", encoding="utf-8")
    section_id = allvoice("sections", path).out.partition("\t")[0]

    read = allvoice("read", path, "--section", section_id, "--no-voice")
    assert read.code == 0
    assert read.err == ""


def test_a_guide_without_headings_is_a_section_named_after_its_file(
    allvoice: Command, tmp_path: Path
) -> None:
    path = tmp_path / "my-notes.md"
    path.write_text("Only words.\n", encoding="utf-8")

    assert allvoice("sections", path).out.endswith("\tMy notes\n")


# Bookmarks.


def mark(path: Path, label: str, *, title: str | None = None) -> None:
    """Bookmark the second block's first sentence."""
    guide = load_guide(path, title=title)
    with Shelf.open(user_folders(), clock=lambda: MARKED_AT) as shelf:
        shelf.bookmarks.add(locate(guide, Position(1)), label, guide.title)


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
    allvoice: Command, guide: Path
) -> None:
    # A file stands where a folder is needed; permissions would not hold back an administrator.
    folder = guide / "data"
    listed = allvoice("bookmarks", "--json", "--data-dir", folder)

    assert listed.code == 0
    assert json.loads(listed.out) == []
    assert "cannot be kept" in plain(listed.err)
    assert str(folder) in listed.err
    assert allvoice("say", "--no-voice", "--data-dir", folder, "Hello.").code == 0


# Sources


def test_every_source_of_the_guide_is_a_row_with_its_date_and_address(
    allvoice: Command,
) -> None:
    listed = allvoice("sources")
    rows = [line.split("\t") for line in listed.out.splitlines()]
    assert listed.code == 0
    assert len(rows) > 800
    assert all(len(row) == 5 and all(row) for row in rows)
    assert any(row[4].startswith("https://") for row in rows)
    named = json.loads(allvoice("sources", "--json").out)
    assert [each["id"] for each in named] == [row[0] for row in rows]
    assert named[0].keys() == {
        "id", "name", "title", "date", "seen", "url", "no_url", "read", "note"
    }  # fmt: skip


def test_a_document_without_sources_says_so(allvoice: Command, guide: Path) -> None:
    listed = allvoice("sources", guide)
    assert (listed.code, listed.out) == (0, "")
    assert "names no sources" in listed.err
    assert json.loads(allvoice("sources", guide, "--json").out) == []


def test_a_source_without_date_or_address_says_so(allvoice: Command, tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(
        '[[source]]\nid = "a"\nname = "A society"\ntitle = "At home"\n', encoding="utf-8"
    )
    path = tmp_path / "letter.md"
    path.write_text("---\nbibliography: sources.toml\n---\n\n# A\n\nRest. [@a]\n", encoding="utf-8")
    listed = allvoice("sources", path)
    assert listed.out == "a\tA society\tAt home\tno date\tno address\n"
