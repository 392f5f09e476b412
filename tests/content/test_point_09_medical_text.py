"""Point 9: medicines are in the lexicon, ALL is never "all", cells come with headers, grade <= 6.5.

What PEMAT-A/V asks of people's judgement is not measured here.
"""

from __future__ import annotations

import re

import pytest

from allvoice.guide.load import load_guide
from allvoice.guide.model import BlockKind, Guide, Position
from allvoice.listenability.check import names_medicine
from allvoice.listenability.grade import grade
from allvoice.listenability.wording import DRUG_LIKE
from allvoice.narration.lexicon import load_lexicon
from allvoice.narration.narrator import Narrator
from allvoice.paths import bundled_guide, bundled_lexicon

MOST_GRADE = 6.5
LEAST_SENTENCES = 3
"""The grade of less is a matter of chance."""
LIST_OF_SOURCES = "Sources, and what is still owed"
"""The last chapter, which names many organisations."""


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(bundled_guide())


@pytest.fixture(scope="module")
def narrator() -> Narrator:
    return Narrator(load_lexicon([bundled_lexicon()])[0])


def test_every_medicine_of_the_guide_is_in_the_lexicon(guide: Guide, narrator: Narrator) -> None:
    words = {word for block in guide.blocks for word in re.findall(r"[A-Za-z]+", block.text)}
    assert [
        word
        for word in sorted(words)
        if DRUG_LIKE.fullmatch(word) and not narrator.lexicon.sounds(word) and word != "April"
    ] == []


def test_the_disease_is_never_said_like_the_word(guide: Guide, narrator: Narrator) -> None:
    found = 0
    for block in guide.blocks:
        for number, _ in enumerate(block.sentences):
            shown = block.sentence_text(number)
            letters = len(re.findall(r"\bALL\b", shown))
            said = narrator.utterance(guide, Position(block.index, number)).spoken
            assert len(re.findall(r"\bA L L\b", said)) >= letters, shown
            found += letters
    assert found


def test_every_cell_of_a_table_is_said_after_the_name_of_its_column(
    guide: Guide, narrator: Narrator
) -> None:
    cells = 0
    for block in guide.blocks:
        if block.kind is not BlockKind.TABLE_ROW:
            continue
        said = " ".join(
            narrator.utterance(guide, Position(block.index, number)).spoken
            for number in range(len(block.sentences))
        )
        at = 0
        for cell in block.content.cells[1:]:
            header = block.text[cell.header_start : cell.header_end].split()[0]
            at = said.find(header, at)
            assert at >= 0, (header, said)
            cells += 1
    assert cells > 10


def test_no_section_is_harder_than_is_good_for_tired_people(
    guide: Guide, narrator: Narrator
) -> None:
    grades: dict[str, float] = {}
    last = next(each.index for each in guide.sections if each.title == LIST_OF_SOURCES)
    for section in guide.sections[:last]:
        blocks = guide.blocks[section.first_block : section.last_block + 1]
        prose = [
            block.sentence_text(number)
            for block in blocks
            if block.kind is not BlockKind.HEADING
            for number in range(len(block.sentences))
        ]
        if len(prose) >= LEAST_SENTENCES:
            grades[section.title] = grade(prose, names_medicine(narrator.lexicon))
    assert len(grades) > 50
    assert {title: each for title, each in grades.items() if each > MOST_GRADE} == {}
