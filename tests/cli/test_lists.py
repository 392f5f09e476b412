"""Lists are data: a row a line, or JSON, with nothing in them that a terminal would obey."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command


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
