"""Where a sentence is from is one key away; asked again, its address is said to be written down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from allvoice.actions.answers.sources import NO_ADDRESSES, NO_SOURCE, NOT_REVIEWED, described
from allvoice.guide.bibliography import Source, load_sources
from allvoice.guide.load import load_guide
from allvoice.guide.model import Guide, Position
from allvoice.reading.commands import GoTo
from allvoice.shelf.store.shelf import Shelf
from tests.actions.harness import DOORS, ByKeys, ByWords, settings_of

SOURCES = """
[[source]]
id = "cdc"
name = "Centers for Disease Control and Prevention"
title = "Preventing infections"
date = "2024-06-14"
url = "https://www.cdc.gov/cancer-2/fever.html"
read = "passage"

[[source]]
id = "chop"
name = "Children's Hospital"
title = "At home"
seen = "2026-11-28"
no_url = "a printed sheet"
read = "excerpt"
note = "For adults."
"""
TEXT = """---
reviewed: 2026-11-30
bibliography: sources.toml
---

# Fever

Call at once. [@cdc] Wait for nothing. Keep calm [@chop]. Breathe.

Rest well.

These help: [@chop]

- Ice.
- Water. [@cdc; @cdc]

# Words

Nobody says so.
"""
CALL, WAIT, CALM, BREATHE = (Position(1, number) for number in range(4))
REST, ICE, WATER, NOBODY = Position(2), Position(4), Position(5), Position(7)
CDC = "Centers for Disease Control and Prevention, Preventing infections, June 14, 2024."
CHOP = "Children's Hospital, At home, no date, seen November 28, 2026. Only an excerpt of it was read. For adults."  # noqa: E501
STATUS = "Not reviewed by a clinician. Checked against its sources on November 30, 2026."


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    (tmp_path / "sources.toml").write_text(SOURCES, encoding="utf-8")
    path = tmp_path / "guide.md"
    path.write_text(TEXT, encoding="utf-8")
    return load_guide(path)


@pytest.fixture(params=DOORS, ids=lambda door: door.__name__)
def made(request: pytest.FixtureRequest, shelf: Shelf, guide: Guide) -> ByKeys | ByWords:
    door: Callable[..., ByKeys | ByWords] = request.param
    return door(shelf, settings_of(), guide=guide)


def test_nothing_of_a_citation_is_shown_or_spoken(guide: Guide) -> None:
    assert guide.blocks[1].text == "Call at once. Wait for nothing. Keep calm. Breathe."
    assert [block.text for block in guide.blocks if "@" in block.text] == []


@pytest.mark.parametrize(
    ("position", "scope", "sources"),
    [
        (CALL, "sentence", [CDC]),
        (CALM, "sentence", [CHOP]),
        (WAIT, "paragraph", [CDC, CHOP]),
        (BREATHE, "paragraph", [CDC, CHOP]),
        (ICE, "paragraph", [CHOP]),
        (WATER, "sentence", [CDC]),
        (REST, "section", [CDC, CHOP]),
    ],
)
def test_the_nearest_sources_are_named_with_their_date_and_whether_a_clinician_saw_them(
    made: ByKeys | ByWords, position: Position, scope: str, sources: list[str]
) -> None:
    made.reading.do(GoTo(position, play=False))
    (told,) = made.do("source")
    assert told.startswith(f"The source of this {scope}: {' '.join(sources)} {STATUS}")


def test_asked_again_each_address_is_said_and_then_the_names_once_more(
    made: ByKeys | ByWords,
) -> None:
    made.reading.do(GoTo(WAIT, play=False))
    first = made.do("source")
    assert made.do("source") == [
        "The address of Centers for Disease Control and Prevention: "
        "cdc, dot, gov, slash, cancer, dash, 2, slash, fever, dot, html."
    ]
    # The hospital's has none, and so takes no turn.
    assert made.do("source") == first
    made.reading.do(GoTo(CALM, play=False))
    first = made.do("source")
    assert made.do("source") == ["Children's Hospital has no address here: a printed sheet."]
    assert made.do("source") == first


def test_another_key_or_another_sentence_begins_anew(made: ByKeys | ByWords) -> None:
    made.reading.do(GoTo(CALL, play=False))
    first = made.do("source")
    made.do("where")
    assert made.do("source") == first
    made.do("source")
    made.reading.do(GoTo(CALM, play=False))
    assert CHOP in made.do("source")[0]


def test_where_no_source_is_named_that_is_said(made: ByKeys | ByWords) -> None:
    made.reading.do(GoTo(NOBODY, play=False))
    assert made.do("source") == [f"{NO_SOURCE} {STATUS}"]


def test_a_document_that_says_nothing_of_itself_is_not_said_to_be_checked(
    shelf: Shelf,
) -> None:
    made = ByKeys(shelf, settings_of(), text="# Letter\n\nTake [one](https://x.org/a) pill.\n")
    assert made.do("source") == [
        f"{NO_SOURCE} {made.shown('links')} lists the links of this section."
    ]


def test_once_a_clinician_has_reviewed_a_guide_that_is_said(shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "guide.md"
    path.write_text("---\nclinician_reviewed: 2027-02-01\n---\n\n# A\n\nRest.\n", encoding="utf-8")
    made = ByKeys(shelf, settings_of(), guide=load_guide(path))
    told = "Reviewed by a clinician on February 1, 2027."
    assert made.do("source") == [f"{NO_SOURCE} {told}"]


@pytest.mark.parametrize("value", ["no", "false", "pending", '"on"', "true", "2026-02-31", "soon"])
def test_what_is_no_date_is_never_told_as_a_review(
    shelf: Shelf, tmp_path: Path, value: str
) -> None:
    path = tmp_path / "guide.md"
    path.write_text(f"---\nclinician_reviewed: {value}\n---\n\n# A\n\nRest.\n", encoding="utf-8")
    made = ByKeys(shelf, settings_of(), guide=load_guide(path))
    assert made.do("source") == [f"{NO_SOURCE} {NOT_REVIEWED}"]
    path.write_text(f"---\nreviewed: {value}\n---\n\n# A\n\nRest.\n", encoding="utf-8")
    made = ByKeys(shelf, settings_of(), guide=load_guide(path))
    assert made.do("source") == [f"{NO_SOURCE} {NOT_REVIEWED}"]


def test_whether_a_clinician_saw_it_is_told_of_the_chapter_being_read(
    shelf: Shelf, tmp_path: Path
) -> None:
    fronts = ["clinician_reviewed: 2027-02-01", "clinician_reviewed: no", "title: Third"]
    for number, front in enumerate(fronts):
        text = f"---\n{front}\n---\n\n# Chapter {number}\n\nRest.\n"
        (tmp_path / f"{number}.md").write_text(text, encoding="utf-8")
    made = ByKeys(shelf, settings_of(), guide=load_guide(tmp_path))
    reviewed = "Reviewed by a clinician on February 1, 2027."
    for block, status in ((1, reviewed), (3, NOT_REVIEWED), (5, reviewed)):
        made.reading.do(GoTo(Position(block), play=False))
        assert made.do("source") == [f"{NO_SOURCE} {status}"]


def test_the_status_is_shown_before_the_sources_and_heard_behind_them(
    shelf: Shelf, guide: Guide
) -> None:
    made = ByKeys(shelf, settings_of(), guide=guide)
    made.reading.do(GoTo(WAIT, play=False))
    (said,) = made.do("source")
    assert said.index(CHOP) < said.index(STATUS)
    assert made.messages[-1].startswith(f"{STATUS} The source of this paragraph: ")
    assert sorted(made.messages[-1].split()) == sorted(said.split())


def test_an_address_is_shown_as_it_is_and_said_in_words(shelf: Shelf, guide: Guide) -> None:
    made = ByKeys(shelf, settings_of(), guide=guide)
    made.reading.do(GoTo(CALL, play=False))
    made.do("source")
    (said,) = made.do("source")
    assert "cdc, dot, gov" in said
    assert made.messages[-1] == (
        "The address of Centers for Disease Control and Prevention: "
        "https://www.cdc.gov/cancer-2/fever.html"
    )


def test_where_no_source_has_an_address_that_is_said_once(shelf: Shelf, tmp_path: Path) -> None:
    tables = "".join(f'[[source]]\nid = "{each}"\nname = "{each}"\n' for each in "ab")
    (tmp_path / "sources.toml").write_text(tables, encoding="utf-8")
    path = tmp_path / "guide.md"
    path.write_text(
        "---\nbibliography: sources.toml\n---\n\n# A\n\nRest. [@a; @b]\n", encoding="utf-8"
    )
    made = ByKeys(shelf, settings_of(), guide=load_guide(path), position=Position(1))
    first = made.do("source")
    assert made.do("source") == [NO_ADDRESSES]
    assert made.do("source") == first


# Bibliographies


@pytest.mark.parametrize(
    ("front", "text"),
    [
        ("", "Write to [@cdc]."),
        ("bibliography: other.toml", "Write to."),
        ("bibliography: ../sources.toml", "Write to."),
    ],
)
def test_only_where_a_bibliography_is_named_the_brackets_are_no_text(
    tmp_path: Path, front: str, text: str
) -> None:
    (tmp_path / "sources.toml").write_text(SOURCES, encoding="utf-8")
    folder = tmp_path / "guide"
    folder.mkdir()
    path = folder / "guide.md"
    path.write_text(f"---\ntitle: A\n{front}\n---\n\n# A\n\nWrite to [@cdc].\n", encoding="utf-8")
    assert load_guide(path).blocks[1].text == text


@pytest.mark.parametrize(
    "text", ["", "no toml", "source = 1", "[[source]]\nid = 'x'\n", "[[other]]\nid = 'x'\n"]
)
def test_a_bibliography_that_cannot_be_used_leaves_the_text_readable(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")
    assert load_sources([path, tmp_path / "missing.toml"]) == {}


def test_only_addresses_of_the_web_count_as_addresses(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(
        '[[source]]\nid = "a"\nname = "A"\nurl = "file:///etc/passwd"\n', encoding="utf-8"
    )
    assert load_sources([path])["a"].url == ""


def test_a_source_without_any_date_says_so() -> None:
    assert described(Source("a", "A society")) == "A society, no date."
    assert described(Source("a", "A society", seen="soon")) == "A society, no date."
    assert described(Source("a", "A society", date="Spring 2024")) == (
        "A society, dated Spring 2024."
    )
