"""The guide is written afresh, for the ear, and what is urgent comes first."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from allvoice.guide.glossary import glossary_of
from allvoice.guide.links import links_of
from allvoice.guide.load import load_guide
from allvoice.guide.model import Block, BlockKind, Guide, Section
from allvoice.guide.questions import question_groups
from allvoice.guide.urgent import urgent_blocks
from allvoice.paths import bundled_guide
from allvoice.tui.keys.keymap import Keymap
from tests.content.source_runs import HASHES, hashed, runs

FILES = sorted(bundled_guide().glob("*.md"))
CITATION = re.compile(r"\s*\[@[^\]]*\]")
KEYS_TAUGHT = {
    "A": "again", "B": "bookmark", "C": "theme", "D": "define", "E": "leave_passage",
    "F": "one_sentence", "H": "help", "I": "column", "J": "only_section", "K": "describe",
    "L": "ruler", "M": "compare", "N": "next_match", "O": "options", "Q": "quit", "R": "repeat",
    "S": "stop", "T": "contents", "U": "undo_mark", "V": "heard_as", "W": "where", "Y": "tour",
    "Z": "source",
}  # fmt: skip
"""Each letter the chapter on keys teaches, and the action it describes."""
WITH_SHIFT = {"A": "questions", "B": "bookmarks", "L": "links", "Z": "sleep_timer"}
MOST_ITEMS = 7
"""Of a list that is heard in a hurry."""


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(bundled_guide())


def blocks_of(guide: Guide, section: Section) -> tuple[Block, ...]:
    return guide.blocks[section.first_block : section.last_block + 1]


def chapter_of(guide: Guide, name: str) -> list[Section]:
    return [section for section in guide.sections if section.id.startswith(f"{name}/")]


def said_in(guide: Guide, sections: list[Section]) -> str:
    return " ".join(block.text for section in sections for block in blocks_of(guide, section))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_eight_words_in_a_row_come_from_a_source(path: Path) -> None:
    known = set(HASHES.read_text(encoding="utf-8").split())
    assert len(known) > 20_000
    text = CITATION.sub("", path.read_text(encoding="utf-8"))
    assert [run for run in runs(text) if hashed(run) in known] == []


def test_the_guide_begins_with_when_to_call(guide: Guide) -> None:
    assert urgent_blocks(guide) == (0, chapter_of(guide, "00-when-to-call")[-1].last_block)
    titles = [section.title for section in chapter_of(guide, "00-when-to-call")]
    assert titles[1] == "Call 911 for any of these"
    assert titles[2].startswith("Call the care team now, day or night")
    assert "Call today, in the clinic's hours" in titles
    assert titles.index("What to say on the phone") < titles.index("When nobody answers")


@pytest.mark.parametrize(
    "line",
    [
        "100.4 degrees Fahrenheit, 38.0 Celsius, or higher, or the number your team gave you",
        "99.4 degrees Fahrenheit", "below 96.8 degrees", "chills, even without a fever",
        "flushed", "dexamethasone can hide a fever",
        "5 minutes of pressing", "tiny red or purple dots", "Black or bloody stool",
        "goes through to the back", "No urine for 6 hours", "No stool for 2 days", "spinal tap",
        "One side of the face droops", "hives with trouble breathing", "hard blow to the head",
        "pump runs", "chickenpox, shingles, measles", "Cancer patient on chemotherapy",
        "15 minutes", "go to the nearest emergency room", "no thermometer, no enema",
        "Never put one in the bottom", "Acetaminophen, sold as Tylenol", "aspirin",
        "Never stop, skip, or double a pill", "Wear gloves", "never a live one",
    ],
)  # fmt: skip
def test_what_may_save_a_life_is_in_the_urgent_list(guide: Guide, line: str) -> None:
    assert line in said_in(guide, chapter_of(guide, "00-when-to-call"))


def test_wherever_the_fever_number_stands_the_one_under_the_arm_stands_too(guide: Guide) -> None:
    for section in guide.sections:
        blocks = guide.blocks[section.first_block : section.last_block + 1]
        text = " ".join(block.text for block in blocks)
        assert "100.4" not in text or "99.4" in text, section.title


def test_every_sign_of_the_urgent_lists_is_one_short_item_among_few(guide: Guide) -> None:
    lists = chapter_of(guide, "00-when-to-call")[1:6]
    for section in lists:
        items = 0
        for block in blocks_of(guide, section):
            is_item = block.kind is BlockKind.LIST_ITEM
            items = items + 1 if is_item else 0
            assert items <= MOST_ITEMS, section.id
            assert not is_item or len(block.text.split()) <= 32, block.text


def test_that_a_clinicians_review_is_owed_is_said_at_the_start_and_in_the_sources_alone(
    guide: Guide,
) -> None:
    owed = re.compile(r"review (?:by .+ )?is (?:still )?owed")
    told = [
        section.id.split("/")[0]
        for section in guide.sections
        if owed.search(said_in(guide, [section]))
    ]
    assert told == ["01-about-this-guide", "32-sources"]
    assert "general information, not medical advice" in said_in(
        guide, chapter_of(guide, "00-when-to-call")[:2]
    )
    for name in told:
        said = said_in(guide, chapter_of(guide, name))
        assert "general information, not medical advice" in said
        assert "November 30, 2026" in said


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_order_is_taken_back_by_a_hedge(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "source check" not in text
    assert re.search(r"^reviewed: 20\d\d-\d\d-\d\d$", text.split("---")[1], re.MULTILINE)


def test_questions_for_the_care_team_name_what_they_are_about(guide: Guide) -> None:
    groups = question_groups(guide)
    assert len(groups) >= 20
    titles = [group.section.title for group in groups]
    assert len(set(titles)) == len(titles)
    assert all(len(title.split()) > 2 for title in titles)
    assert sum(len(group.positions) for group in groups) >= 120


FRAME = ("Goal", "Fit", "Burden", "Fallback plan")
TREATMENTS = (
    "08-chemotherapy", "12-targeted-pills", "13-antibody-drugs", "15-stem-cell-transplant",
    "16-cell-therapy-and-trials",
)  # fmt: skip


@pytest.mark.parametrize("name", TREATMENTS)
def test_each_treatment_is_put_through_the_four_points(guide: Guide, name: str) -> None:
    found = [s for s in chapter_of(guide, name) if s.title.startswith("Goal, Fit, Burden")]
    assert found, name
    for section in found:
        items = [b.text for b in blocks_of(guide, section) if b.kind is BlockKind.LIST_ITEM]
        assert [item.split(":")[0] for item in items] == list(FRAME)
        assert all(len(item.split()) > 8 for item in items)


def test_each_treatment_of_the_comparison_leads_to_its_chapter(guide: Guide) -> None:
    (table,) = [s for s in guide.sections if any(
        block.kind is BlockKind.TABLE_ROW and s.id.startswith("07") for block in blocks_of(guide, s)
    )]  # fmt: skip
    led_to = [link.leads_to for link in links_of(guide, table)]
    chapters = [guide.section_of(each).id.split("/")[0] for each in led_to if each is not None]
    assert chapters == [TREATMENTS[0], TREATMENTS[1], TREATMENTS[3], TREATMENTS[4]]


def test_summaries_and_questions_to_oneself_stand_only_where_they_help(guide: Guide) -> None:
    sections = [section for section in guide.sections if section.level == 2]
    kinds = [{block.kind for block in blocks_of(guide, section)} for section in sections]
    assert 0 < sum(BlockKind.SUMMARY in each for each in kinds) <= len(sections) / 2
    assert 0 < sum(BlockKind.TEACH_BACK in each for each in kinds) <= len(sections) / 3
    for block in guide.blocks:
        assert block.kind is not BlockKind.TEACH_BACK or block.text.endswith("?")


def test_every_heading_can_be_told_from_the_others_by_ear(guide: Guide) -> None:
    titles = [section.title for section in guide.sections]
    assert len(set(titles)) == len(titles)
    assert [title for title in titles if len(title.split()) < 2 and title != "Glossary"] == [
        "Chemotherapy"
    ]


def test_no_cell_of_a_table_is_a_row_of_sentences_of_one_word(guide: Guide) -> None:
    for block in guide.blocks:
        if block.kind is BlockKind.TABLE_ROW:
            for cell in block.content.cells:
                text = block.text[cell.start : cell.end]
                pairs = itertools.pairwise(re.split(r"(?<=\.)\s+", text))
                assert not any(len(a.split()) == len(b.split()) == 1 for a, b in pairs), text


def test_the_glossary_explains_the_words_the_chapters_lean_on(guide: Guide) -> None:
    terms = {each.term.casefold() for each in glossary_of(guide).definitions}
    assert {
        "remission", "mrd", "induction", "consolidation", "maintenance", "relapse", "tki",
        "blinatumomab", "allogeneic", "intrathecal", "steroid", "radiation", "biopsy", "anc",
        "platelet", "port", "blast", "risk group", "immune system", "side effect", "goal", "fit",
        "burden", "fallback plan", "antibody", "t cell", "subtype", "outcome", "pancreas",
        "diagnosis", "central line", "neutrophil", "vincristine", "prednisone",
    } <= terms  # fmt: skip


def test_the_letters_the_guide_teaches_do_what_it_says() -> None:
    chapter = (bundled_guide() / "30-how-to-use-this-program.md").read_text(encoding="utf-8")
    keymap = Keymap()
    assert {keymap.shown(action): action for action in KEYS_TAUGHT.values()} == KEYS_TAUGHT
    taught = re.findall(r"\*\*[^*]*\bletter ([A-Z])\b[^*]*\*\*", chapter)
    assert set(taught) == KEYS_TAUGHT.keys()
    capitals = re.findall(r"\*\*[Cc]apital ([A-Z]),", chapter)
    assert {letter: WITH_SHIFT[letter] for letter in capitals} == WITH_SHIFT
    for letter, action in WITH_SHIFT.items():
        assert keymap.shown(action) == f"Shift+{letter}"
    assert "**The figure 9**" in chapter
    assert keymap.shown("urgent") == "9"
