"""The guide is written afresh, for the ear, from facts with a source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from allvoice.guide.glossary import glossary_of
from allvoice.guide.load import load_guide
from allvoice.guide.model import Block, BlockKind, Guide, Section, Style
from allvoice.paths import bundled_guide
from allvoice.tui.keys.keymap import Keymap
from tests.content.source_runs import HASHES, hashed, runs

FILES = sorted(bundled_guide().glob("*.md"))
QUESTIONS = "Questions to ask"
"""The heading that marks questions for the care team."""
KEYS_TAUGHT = {
    "A": "again", "C": "theme", "D": "define", "E": "leave_passage", "F": "one_sentence",
    "H": "help", "I": "column", "J": "only_section", "K": "describe", "L": "ruler",
    "M": "compare", "N": "next_match", "O": "options", "Q": "quit", "R": "repeat", "S": "stop",
    "T": "contents", "U": "undo_mark", "V": "heard_as", "W": "where", "Y": "tour",
}  # fmt: skip
"""Each letter the chapter on keys teaches, and the action it describes."""
NO_TEACHING = frozenset({"15-sources"})
"""Lists of sources are looked up, not learned."""


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(bundled_guide())


def blocks_of(guide: Guide, section: Section) -> tuple[Block, ...]:
    return guide.blocks[section.first_block : section.last_block + 1]


def front_matter(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("---")[1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_eight_words_in_a_row_come_from_the_article(path: Path) -> None:
    known = set(HASHES.read_text(encoding="utf-8").split())
    assert len(known) > 1_500
    taken = [run for run in runs(path.read_text(encoding="utf-8")) if hashed(run) in known]
    assert taken == []


def test_the_guide_says_what_it_is_not_before_anything_else(guide: Guide) -> None:
    first = " ".join(block.text for block in guide.blocks[:30])
    assert "general information, not medical advice" in first
    assert "date of last review is November 23, 2026" in first
    assert "clinician's review is still owed" in first


def test_every_section_ends_with_its_point_and_a_question(guide: Guide) -> None:
    for section in guide.sections:
        chapter = section.id.split("/")[0]
        words = [block for block in blocks_of(guide, section) if block.kind is BlockKind.PARAGRAPH]
        if section.level == 1 or chapter in NO_TEACHING:
            continue
        assert words[-1].text.endswith("?"), section.id
        assert words[-2].text.startswith("In short"), section.id


def test_questions_for_the_care_team_are_marked_by_their_heading(guide: Guide) -> None:
    marked = [section for section in guide.sections if section.title == QUESTIONS]
    assert len(marked) >= 6
    for section in marked:
        items = [b for b in blocks_of(guide, section) if b.kind is BlockKind.LIST_ITEM]
        assert len(items) >= 3, section.id
        assert all(item.text.endswith("?") for item in items), section.id


def test_each_treatment_of_the_comparison_has_an_id(guide: Guide) -> None:
    rows = [block for block in guide.blocks if block.kind is BlockKind.TABLE_ROW]
    ids = []
    for row in rows:
        cell = row.content.cells[0]
        link = next(s for s in row.content.spans if Style.LINK in s.style and s.end <= cell.end)
        ids.append(link.target)
    assert ids == ["#chemotherapy", "#targeted-therapy", "#transplant", "#clinical-trial"]


def test_safety_lines_are_said_in_the_chapter_that_is_about_them(guide: Guide) -> None:
    chapter = next(s for s in guide.sections if s.title == "When to call the care team now")
    text = " ".join(
        block.text
        for section in guide.sections
        if section.chapter == chapter.index
        for block in blocks_of(guide, section)
    )
    for line in (
        "100.4 degrees Fahrenheit", "38.0 degrees Celsius", "the number your team gave you",
        "Do not give acetaminophen or ibuprofen before", "Cancer patient on chemotherapy",
        "Trouble breathing", "Never stop, skip, or double pills", "Wear gloves",
    ):  # fmt: skip
        assert line in text
    sections = [s for s in guide.sections if s.chapter == chapter.index and s is not chapter]
    for section in sections:
        said = " ".join(block.text for block in blocks_of(guide, section))
        assert "call" in said.lower(), section.id


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_chapter_with_figures_names_dated_sources(path: Path) -> None:
    text = path.read_text(encoding="utf-8").split("---", 2)[2]
    if re.search(r"\b\d+ of 100\b|\b20\d\d\b|one in four", text):
        sources = re.findall(r'^  - "(.+)"$', front_matter(path), re.MULTILINE)
        if path.stem not in ("00-start-here", "13-your-next-step"):
            assert sources, path.stem
            assert all(re.search(r"\b20\d\d\b", source) for source in sources), path.stem
    assert re.search(r"^reviewed: 20\d\d-\d\d-\d\d$", front_matter(path), re.MULTILINE)


def test_the_glossary_explains_the_words_the_chapters_lean_on(guide: Guide) -> None:
    terms = {each.term.casefold() for each in glossary_of(guide).definitions}
    assert {"remission", "mrd", "induction", "consolidation", "maintenance", "relapse", "tki",
            "blinatumomab", "allogeneic", "intrathecal"} <= terms  # fmt: skip


def test_the_letters_the_guide_teaches_do_what_it_says() -> None:
    chapter = (bundled_guide() / "01-how-to-use-this-guide.md").read_text(encoding="utf-8")
    keymap = Keymap()
    assert {keymap.shown(action): action for action in KEYS_TAUGHT.values()} == KEYS_TAUGHT
    taught = re.findall(r"\*\*[^*]*\bletter ([A-Z])\b[^*]*\*\*", chapter)
    assert set(taught) == KEYS_TAUGHT.keys() | {"B"}
    assert keymap.shown("bookmark") == "B"
    assert keymap.shown("bookmarks") == "Shift+B"
